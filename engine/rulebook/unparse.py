"""Terms back to the language's own form, as plain data: what `rulebook show --format json` holds."""

from __future__ import annotations

from datetime import date

from engine.rulebook.choose import written
from engine.rulebook.terms import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    Constant,
    Deadline,
    FieldRef,
    Fixed,
    Flag,
    Given,
    InRegister,
    Is,
    Known,
    Lookup,
    Match,
    Name,
    NoneOf,
    Op,
    Param,
    Test,
    TestTerm,
    Value,
)

Data = object

_NUMBERS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than"}
_DAYS = {">=": "on_or_after", ">": "after", "<=": "on_or_before", "<": "before"}


def condition_data(term: Condition) -> Data:
    """The condition as it could be written in a rulebook, without any ``choose``."""
    match term:
        case Name(id=name):
            return name
        case Flag(parameter=name):
            return f"${name}"
        case Fixed(met=met):
            return "always" if met else "never"
        case All(of=of):
            return {"all": [condition_data(c) for c in of]}
        case AnyOf(of=of):
            return {"any": [condition_data(c) for c in of]}
        case NoneOf(of=of):
            return {"none": [condition_data(c) for c in of]}
        case AtLeast(n=n, of=of):
            return {"at_least": n, "of": [condition_data(c) for c in of]}
        case Test(subject=subject, test=test):
            name = subject.id if isinstance(subject, FieldRef) else f"${subject.name}"
            return {name: test_data(test)}
        case InRegister(register=register, match=match, where=where):
            return {"in_register": register, **_matches(match), "where": condition_data(where)}


def test_data(test: TestTerm) -> Data:
    match test:
        case Is(values=values, negated=negated):
            said: Data = [value_data(v) for v in values] if len(values) > 1 else value_data(values[0])
            return {"is_not": said} if negated else said
        case Known():
            return "known"
        case Given():
            return "given"
        case Compare(op=op, bound=bound):
            days = isinstance(bound, Constant) and isinstance(bound.value, date)
            return {(_DAYS if days else _NUMBERS)[op]: value_data(bound)}
        case Between(low=low, high=high):
            return {"between": [value_data(low), value_data(high)]}
        case Deadline(deadline=deadline, late=late):
            return {"late" if late else "in_time": f"${deadline.name}"}


def value_data(term: Value) -> Data:
    match term:
        case Constant(value=value):
            return written(value)
        case Param(name=name):
            return f"${name}"
        case FieldRef(id=id_):
            return id_
        case Op(name=name, of=of):
            return {name: [value_data(v) for v in of]}
        case Lookup(op=op, register=register, value=value, match=match, where=where):
            of_value = {"value": value_data(value)} if value is not None else {}
            return {op: register, **of_value, **_matches(match), "where": condition_data(where)}


def _matches(match: tuple[Match, ...]) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for key, if_given in (("match", False), ("match_if_given", True)):
        pairs = {m.theirs: m.ours for m in match if m.if_given == if_given}
        if pairs:
            found[key] = pairs
    return found
