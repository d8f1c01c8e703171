"""What a condition reads besides the candidate's own fields."""

from __future__ import annotations

from engine.rulebook import terms as t


def registers_read(term: object) -> set[str]:
    """The registers that a condition or value looks into."""
    match term:
        case t.InRegister(register, _, where):
            return {register} | registers_read(where)
        case t.Lookup(register=register, where=where):
            return {register} | registers_read(where)
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of) | t.Op(of=of):
            return set().union(*(registers_read(c) for c in of))
        case t.Test(subject, test):
            return registers_read(subject) | registers_read(getattr(test, "bound", None))
        case _:
            return set()
