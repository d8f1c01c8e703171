"""The mutants of one rulebook under one setting of its parameters: every place, moved every way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from engine.rulebook import terms as t
from engine.rulebook.choose import written
from engine.rulebook.model import Criterion, Quota, Round, Rulebook
from engine.rulebook.walk import inner, parts

MOVED = ("whole", "number", "money", "date", "deadline", "seats")
"""Types of parameters whose value can be moved by one."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small mistake: ``id`` says where and what, the same in every setting where it can be made."""

    id: str
    book: Rulebook
    round: str | None = None  # it changes this round alone
    quota: str | None = None  # it moves a number of this quota


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """All mutants, in the order of the file."""
    yield from _parameters(book)
    for field in book.fields.values():
        if field.compute is not None:
            for what, value in _value(field.compute):
                made = replace(field, compute=value)
                yield Mutant(f"fields/{field.id}{what}", replace(book, fields={**book.fields, field.id: made}))
    for category in book.categories.values():
        if category.requires is not None:
            for what, requires in (*_condition(category.requires), *_dropped_name(category.requires)):
                categories = {**book.categories, category.id: replace(category, requires=requires)}
                yield Mutant(f"categories/{category.id}/requires{what}", replace(book, categories=categories))
    for section in ("criteria", "exclusions", "advisories"):
        rules: Mapping[str, Criterion] = getattr(book, section)
        for rule in rules.values():
            for what, when in _rule(section, rule):
                changed: Any = {**rules, rule.id: replace(rule, when=when)}
                yield Mutant(f"{section}/{rule.id}{what}", replace(book, **{section: changed}))
    for this_round in book.rounds.values():
        for what, made, quota in _round(this_round):
            rounds = {**book.rounds, this_round.id: made}
            yield Mutant(f"rounds/{this_round.id}{what}", replace(book, rounds=rounds), this_round.id, quota)


def _rule(section: str, rule: Criterion) -> Iterator[tuple[str, t.Condition]]:
    if section == "exclusions":
        yield " dropped", t.Fixed(False)
    if not rule.law:
        if section == "advisories":
            yield " dropped", t.Fixed(False)
        for what, when in _condition(rule.when):
            yield f"/when{what}", when


# ---- conditions -------------------------------------------------------------------------------------------------


def _dropped_name(requires: t.Condition) -> Iterator[tuple[str, t.Condition]]:
    if isinstance(requires, t.Name):
        yield f": {requires.id} dropped", t.Fixed(True)


def _condition(condition: t.Condition) -> Iterator[tuple[str, t.Condition]]:
    match condition:
        case t.All(of) | t.AnyOf(of):
            if len(of) > 1:
                other = t.AnyOf(of) if isinstance(condition, t.All) else t.All(of)
                yield (": all → any" if isinstance(condition, t.All) else ": any → all"), other
            yield from _inside(condition)
        case t.NoneOf():
            yield from _inside(condition)
        case t.AtLeast(n, of):
            for m in (n - 1, n + 1):
                if 0 < m <= len(of):
                    yield f": at_least {n} → {m}", t.AtLeast(m, of)
            yield from _inside(condition)
        case t.Test(subject, test):
            for what, moved in _test(test):
                yield f"{{{getattr(subject, 'id', None) or '$' + getattr(subject, 'name', '')}}}{what}", t.Test(subject, moved)
        case t.InRegister(register, match, where):
            for what, made in _condition(where):
                yield f"/{register}{what}", t.InRegister(register, match, made)
        case _:
            return


def _inside(condition: t.All | t.AnyOf | t.NoneOf | t.AtLeast) -> Iterator[tuple[str, t.Condition]]:
    of = condition.of
    for i, part in enumerate(of):
        if len(of) > 1 and not isinstance(condition, t.AtLeast):
            yield f"/{i + 1}: {_named(part)} dropped", replace(condition, of=of[:i] + of[i + 1 :])
        for what, made in _condition(part):
            yield f"/{i + 1}{what}", replace(condition, of=(*of[:i], made, *of[i + 1 :]))


def _named(part: t.Condition) -> str:
    match part:
        case t.Name(name):
            return name
        case t.Test(t.FieldRef(name), _) | t.Test(t.Param(name), _) | t.InRegister(name, _, _) | t.Flag(name):
            return name
        case _:
            return "part"


def _test(test: t.TestTerm) -> Iterator[tuple[str, t.TestTerm]]:
    match test:
        case t.Compare(op, t.Constant(value)):
            for moved in _moved(value):
                yield f": {op} {_said(value)} → {_said(moved)}", t.Compare(op, t.Constant(moved))
        case t.Compare(op, bound):
            for what, value_ in _value(bound):
                yield what, t.Compare(op, value_)
        case t.Between(low, high):
            for side, bound, make in (("from", low, lambda x: t.Between(x, high)), ("to", high, lambda x: t.Between(low, x))):
                if isinstance(bound, t.Constant):
                    for moved in _moved(bound.value):
                        yield f": {side} {_said(bound.value)} → {_said(moved)}", make(t.Constant(moved))
        case _:
            return


def _value(value: t.Value) -> Iterator[tuple[str, t.Value]]:
    """What is asked of a register's rows inside a value."""
    match value:
        case t.Op(name, of):
            for i, part in enumerate(of):
                for what, made in _value(part):
                    yield f"/{i + 1}{what}", t.Op(name, (*of[:i], made, *of[i + 1 :]))
        case t.Lookup(register=register, where=where):
            for what, condition in _condition(where):
                yield f"/{register}{what}", replace(value, where=condition)
        case _:
            return


def _moved(value: object) -> tuple[t.Scalar, ...]:
    if isinstance(value, date):
        return value - timedelta(days=1), value + timedelta(days=1)
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return value - 1, value + 1
    return ()


def _said(value: object) -> str:
    return written(value) if isinstance(value, bool | int | Fraction | date | str) else str(value)


# ---- seats and parameters ---------------------------------------------------------------------------------------


def _round(this_round: Round) -> Iterator[tuple[str, Round, str | None]]:
    for what, opens in _condition(this_round.opens):
        yield f"/opens{what}", replace(this_round, opens=opens), None
    for what, quotas, quota in _quotas(this_round.quotas or ()):
        yield f"/quotas/{what}", replace(this_round, quotas=quotas), quota


def _quotas(quotas: tuple[Quota, ...]) -> Iterator[tuple[str, tuple[Quota, ...], str]]:
    for i, quota in enumerate(quotas):
        changed: Iterable[tuple[str, Quota]] = (
            *((f"{quota.id}/of{what}", replace(quota, of=of)) for what, of in _condition(quota.of)),
            *((f"{quota.id}/{what}", made) for what, made in _seats(quota)),
        )
        for what, made in changed:
            yield what, (*quotas[:i], made, *quotas[i + 1 :]), quota.id
        for what, within, id_ in _quotas(quota.within):
            yield what, (*quotas[:i], replace(quota, within=within), *quotas[i + 1 :]), id_


def _seats(quota: Quota) -> Iterator[tuple[str, Quota]]:
    for limit in ("at_most", "at_least", "exactly"):
        for what, moved in _amount(getattr(quota, limit)):
            change: Any = {limit: moved}
            yield f"{limit}{what}", replace(quota, **change)
    for group, (most, least) in quota.exceptions.items():
        for what, moved in _amount(most):
            yield f"except/{group}{what}", replace(quota, exceptions={**quota.exceptions, group: (moved, least)})


def _amount(amount: t.Amount) -> Iterator[tuple[str, t.Amount]]:
    if isinstance(amount, int):
        for moved in (amount - 1, amount + 1):
            if moved >= 0:
                yield f": {amount} → {moved}", moved
    elif isinstance(amount, t.Percent):
        for share in (amount.percent - 1, amount.percent + 1):
            yield f": {_said(amount.percent)} % → {_said(share)} %", replace(amount, percent=share)


def _parameters(book: Rulebook) -> Iterator[Mutant]:
    used = set(_used(book))
    for parameter in book.parameters.values():
        # A case that sets the parameter says nothing of the value that the plan gives it.
        if parameter.id not in used or parameter.type not in MOVED or parameter.value != parameter.default:
            continue
        for moved in _moved(parameter.value):
            if parameter.type == "seats" and isinstance(moved, int) and moved < 0:
                continue
            parameters = {**book.parameters, parameter.id: replace(parameter, value=moved)}
            what = f"parameters/{parameter.id}: {_said(parameter.value)} → {_said(moved)}"
            yield Mutant(what, replace(book, parameters=parameters))


def _used(book: Rulebook) -> Iterator[str]:
    """Parameters that decide: points and order hang on scores, which cases speak of by themselves."""
    terms: list[Any] = [c.requires for c in book.categories.values() if c.requires is not None]
    terms += [r.when for rules in (book.criteria, book.exclusions, book.advisories) for r in rules.values()]
    terms += [f.compute for f in book.fields.values() if f.compute is not None]
    terms += [r.opens for r in book.rounds.values()]
    terms += [a for r in book.rounds.values() for q in _all(r.quotas or ()) for a in (q.of, q.at_most, q.at_least, q.exactly)]
    while terms:
        term = terms.pop()
        if isinstance(term, t.Param):
            yield term.name
        elif term is not None and not isinstance(term, int):
            terms += [*parts(term), *inner(term)]


def _all(quotas: Iterable[Quota]) -> Iterator[Quota]:
    for quota in quotas:
        yield quota
        yield from _all(quota.within)
