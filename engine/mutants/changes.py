"""One change of a term, and every change of a condition or a value.

A change knows the way from its outermost term to the place it changes (``at``), so that it can be pointed at in the
file, and the condition before and after, so that what no row could tell apart is proven and not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Generic, TypeVar

from engine.frozen import dataclass
from engine.mutants.moves import dropped, moved, said, shifted
from engine.provenance import Text
from engine.rulebook import terms as t

Step = str | int
"""A key of a map, or the place of a part among those that a condition or a value is made of."""

T = TypeVar("T")
U = TypeVar("U")

Pair = tuple[t.Condition, t.Condition]


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """``pair``: the condition as it was and as it is now; of a register's rows where ``register`` says so."""

    at: tuple[Step, ...]
    what: Text
    made: T
    pair: Pair | None = None
    register: str | None = None

    def inside(self, *steps: Step) -> Change[T]:
        """The same change, seen from further outside."""
        return replace(self, at=(*steps, *self.at))

    def into(self, whole: Callable[[T], U]) -> Change[U]:
        """The same change of what holds the term."""
        return Change(self.at, self.what, whole(self.made), self.pair, self.register)

    def beside(self, above: t.Condition) -> Change[T]:
        """The same change where only those count for whom another condition holds."""
        if self.pair is None or self.register is not None:
            return self
        was, now = self.pair
        return replace(self, pair=(t.All((above, was)), t.All((above, now))))


def conditions(condition: t.Condition, *, alone: bool = False) -> Iterator[Change[t.Condition]]:
    """The condition changed every way that makes it another one. ``alone``: a name that is all of it can be dropped."""
    plain = _plain(condition)
    for change in _moves(condition):
        if _plain(change.made) != plain:  # else it says the same in other words: what a `choose` left of itself
            yield change if change.register is not None else replace(change, pair=(condition, change.made))
    if alone and isinstance(condition, t.Name):
        yield Change((), dropped(condition.id), t.Fixed(True), (condition, t.Fixed(True)))


def valued(value: t.Value) -> Iterator[Change[t.Value]]:
    """What is asked of a register's rows inside a value."""
    match value:
        case t.Op(name, of):
            for i, part in enumerate(of):
                for change in valued(part):
                    yield change.inside(i).into(_among(name, of, i))
        case t.Lookup(register=register, where=where):
            for row in conditions(where):
                change = row.inside("where").into(lambda made: replace(value, where=made))
                yield change if change.register is not None else replace(change, register=register)
        case _:
            return


def _among(name: t.Operation, of: tuple[t.Value, ...], at: int) -> Callable[[t.Value], t.Value]:
    return lambda made: t.Op(name, (*of[:at], made, *of[at + 1 :]))


def _plain(condition: t.Condition) -> t.Condition:
    """Without what is always or never so: a ``choose`` leaves such parts behind."""
    match condition:
        case t.All(of):
            left = [c for part in of if (c := _plain(part)) != t.Fixed(True)]
            if t.Fixed(False) in left:
                return t.Fixed(False)
            return t.Fixed(True) if not left else left[0] if len(left) == 1 else t.All(tuple(dict.fromkeys(left)))
        case t.AnyOf(of):
            left = [c for part in of if (c := _plain(part)) != t.Fixed(False)]
            if t.Fixed(True) in left:
                return t.Fixed(True)
            return t.Fixed(False) if not left else left[0] if len(left) == 1 else t.AnyOf(tuple(dict.fromkeys(left)))
        case t.NoneOf(of):
            inside = _plain(t.AnyOf(of))
            return t.Fixed(not inside.met) if isinstance(inside, t.Fixed) else t.NoneOf((inside,))
        case _:
            return condition


def _moves(condition: t.Condition) -> Iterator[Change[t.Condition]]:
    match condition:
        case t.All(of):
            if len(of) > 1:
                yield Change(("all",), shifted("all", "any"), t.AnyOf(of))
            yield from _inside(condition)
        case t.AnyOf(of):
            if len(of) > 1:
                yield Change(("any",), shifted("any", "all"), t.All(of))
            yield from _inside(condition)
        case t.NoneOf():
            yield from _inside(condition)
        case t.AtLeast(n, of):
            for m in (n - 1, n + 1):
                if 0 < m <= len(of):
                    yield Change(("at_least",), shifted(f"at_least {n}", f"at_least {m}"), t.AtLeast(m, of))
            yield from _inside(condition)
        case t.Test(subject, test):
            for tested in _test(test):
                yield tested.into(lambda made: t.Test(subject, made))
        case t.InRegister(register, match, where):
            for row in conditions(where):
                looked = row.inside("where").into(lambda made: _looking(register, match, made))
                yield looked if looked.register is not None else replace(looked, register=register)
            for i, tie in enumerate(match):
                if len(match) > 1:
                    left = (*match[:i], *match[i + 1 :])
                    key = "match_if_given" if tie.if_given else "match"
                    yield Change((key, tie.theirs), dropped(tie.theirs), t.InRegister(register, left, where))
        case _:
            return


def _looking(register: str, match: tuple[t.Match, ...], where: t.Condition) -> t.Condition:
    return t.InRegister(register, match, where)


def _inside(condition: t.All | t.AnyOf | t.NoneOf | t.AtLeast) -> Iterator[Change[t.Condition]]:
    of = condition.of
    for i, part in enumerate(of):
        if len(of) > 1 and not isinstance(condition, t.AtLeast):
            yield Change((i,), dropped(_named(part)), replace(condition, of=of[:i] + of[i + 1 :]))
        for change in conditions(part):
            yield change.inside(i).into(_with_part(condition, i))


def _with_part(condition: t.All | t.AnyOf | t.NoneOf | t.AtLeast, at: int) -> Callable[[t.Condition], t.Condition]:
    of = condition.of
    return lambda made: replace(condition, of=(*of[:at], made, *of[at + 1 :]))


def _named(part: t.Condition) -> str:
    match part:
        case t.Name(name) | t.Test(t.FieldRef(name), _) | t.InRegister(name, _, _):
            return name
        case t.Test(t.Param(name), _) | t.Flag(name):
            return f"${name}"
        case t.All():
            return "all"
        case t.AnyOf():
            return "any"
        case t.NoneOf():
            return "none"
        case t.AtLeast():
            return "at_least"
        case t.Fixed(met):
            return "always" if met else "never"
        case _:
            return "…"


def _test(test: t.TestTerm) -> Iterator[Change[t.TestTerm]]:
    match test:
        case t.Is(values) if len(values) > 1:
            for i, value in enumerate(values):
                name = said(value.value) if isinstance(value, t.Constant) else f"${value.name}"
                yield Change(("values", i), dropped(name), replace(test, values=(*values[:i], *values[i + 1 :])))
        case t.Compare(op, t.Constant(value)):
            for other in moved(value):
                yield Change(("bound",), shifted(said(value), said(other)), t.Compare(op, t.Constant(other)))
        case t.Compare(op, bound):
            for change in valued(bound):
                yield change.inside("bound").into(lambda made: t.Compare(op, made))
        case t.Between(low, high):
            for end, edge in enumerate((low, high)):
                if isinstance(edge, t.Constant):
                    for other in moved(edge.value):
                        ends = (t.Constant(other), high) if end == 0 else (low, t.Constant(other))
                        yield Change(("bound", end), shifted(said(edge.value), said(other)), t.Between(*ends))
        case _:
            return
