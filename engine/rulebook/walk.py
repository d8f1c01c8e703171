"""Walking over terms: the fields, parameters, criteria and registers that a rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.rulebook.model import Parameter, Points, Quota, Rulebook, Scoring
from engine.rulebook.terms import (
    All,
    Amount,
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
    Name,
    NoneOf,
    Op,
    Param,
    Percent,
    Rate,
    Test,
    Value,
)

Term = Condition | Value | Percent | Rate


def parts(term: Term) -> tuple[Term, ...]:
    """The terms directly inside a term that speak about the same row; a register's inner terms are not among them."""
    match term:
        case All(of=of) | AnyOf(of=of) | NoneOf(of=of) | AtLeast(of=of) | Op(of=of):
            return of
        case Test(subject=subject, test=test):
            match test:
                case Is(values=values):
                    return (subject, *values)
                case Compare(bound=bound):
                    return (subject, bound)
                case Between(low=low, high=high):
                    return (subject, low, high)
                case Deadline(deadline=deadline):
                    return (subject, deadline)
                case Known() | Given():
                    return (subject,)
        case Flag(parameter=parameter):
            return (Param(parameter),)
        case InRegister(match=match) | Lookup(match=match):
            return tuple(FieldRef(m.ours) for m in match)
        case Percent(percent=Rate() as rate, of=value):
            return (value, rate)
        case Percent(of=value) | Rate(value=value):
            return (value,)
        case Name() | Fixed() | Constant() | Param() | FieldRef():
            return ()


def inner(term: Term) -> tuple[Term, ...]:
    """The terms directly inside that speak about a register's rows."""
    match term:
        case InRegister(match=match, where=where):
            return (*(FieldRef(m.theirs) for m in match), where)
        case Lookup(value=value, match=match, where=where):
            return (*(FieldRef(m.theirs) for m in match), where, *(() if value is None else (value,)))
        case _:
            return ()


def every(term: Term) -> Iterator[Term]:
    """The term and all inside it about the same row."""
    yield term
    for part in parts(term):
        yield from every(part)


def idle(condition: Condition, parameters: Mapping[str, Parameter]) -> bool:
    """Whether a condition can never be met under these parameters, whatever the row says.

    Only what is plain to see: ``never``, and a parameter that is asked to be given and is not.
    """
    match condition:
        case Fixed(met=met):
            return not met
        case Flag(parameter=name):
            return name in parameters and parameters[name].value is False
        case Test(subject=Param(name=name), test=Given()):
            return name in parameters and parameters[name].value is None
        case All(of=of):
            return any(idle(part, parameters) for part in of)
        case AnyOf(of=of):
            return all(idle(part, parameters) for part in of)
        case _:
            return False


def fields_read(term: Term) -> Iterator[str]:
    """The fields of the candidate that a rule reads, in order, repeats included."""
    return (part.id for part in every(term) if isinstance(part, FieldRef))


def of_amount(amount: Amount | str) -> tuple[Term, ...]:
    return (amount,) if isinstance(amount, Percent | Param) else ()


def of_quota(quota: Quota) -> Iterator[Term]:
    yield quota.of
    if quota.per is not None:
        yield FieldRef(quota.per)
    for amount in (quota.at_most, quota.at_least, quota.exactly, *quota.tiers.values()):
        yield from of_amount(amount)
    for low, high in quota.exceptions.values():
        yield from of_amount(low)
        yield from of_amount(high)
    for child in quota.within:
        yield from of_quota(child)


def of_points(points: Points) -> Iterator[Term]:
    yield points.of
    yield points.when
    if points.value is not None:
        yield points.value
    if points.mark is not None:
        yield FieldRef(points.id.rsplit("/", 1)[-1])
    for part in (*points.parts, *points.best_of):
        yield from of_points(part)


def of_scoring(scoring: Scoring) -> Iterator[Term]:
    """What the score hangs on, besides the board's column."""
    for points in scoring.points:
        yield from of_points(points)


def about_candidates(book: Rulebook) -> Iterator[Term]:
    """Every term of the rulebook that speaks about a candidate, in the order of the file."""
    for category in book.categories.values():
        if category.requires is not None:
            yield category.requires
    for rules in (book.criteria, book.exclusions, book.advisories):
        for rule in rules.values():
            yield rule.when
    for round_ in book.rounds.values():
        yield round_.opens
        for quota in round_.limits:
            yield from of_quota(quota)
    yield from of_scoring(book.scoring)
    for key in book.ranking:
        if key.value is not None:
            yield key.value
    for target in book.targets.values():
        if target.holds is not None:
            yield target.holds
