"""The mutants of one rulebook under one setting of its parameters: every place, moved every way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from engine.frozen import dataclass
from engine.mutants.changes import Change, Step, conditions, valued
from engine.mutants.moves import dropped, moved, said, shifted
from engine.rulebook import terms as t
from engine.rulebook.model import ALWAYS, Criterion, Points, Quota, Round, Rulebook
from engine.rulebook.walk import inner, of_quota, of_scoring, parts

MOVED = ("whole", "number", "money", "date", "deadline", "seats")
"""Types of parameters whose value can be moved by one."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small mistake: ``id`` says where and what, the same in every setting where it can be made."""

    change: Change[Rulebook]
    round: str | None = None  # it changes this round alone
    quota: str | None = None  # it is about this quota

    @property
    def id(self) -> str:
        return f"{'/'.join(map(str, self.change.at))}: {self.change.what.en}"

    @property
    def book(self) -> Rulebook:
        return self.change.made


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """All mutants, in the order of the file."""
    for change in _book(book):
        yield Mutant(change)
    for this_round in book.rounds.values():
        for moved_, quota in _round(this_round):
            def within(made: Round, id_: str = this_round.id) -> Rulebook:
                return replace(book, rounds={**book.rounds, id_: made})

            yield Mutant(moved_.inside("rounds", this_round.id).into(within), this_round.id, quota)


def _book(book: Rulebook) -> Iterator[Change[Rulebook]]:
    yield from _parameters(book)
    for field in book.fields.values():
        if field.compute is not None:
            for value in valued(field.compute):
                def computed(made: t.Value, id_: str = field.id) -> Rulebook:
                    return replace(book, fields={**book.fields, id_: replace(book.fields[id_], compute=made)})

                yield value.inside("fields", field.id, "compute").into(computed)
    for category in book.categories.values():
        if category.requires is not None:
            def required(made: t.Condition, id_: str = category.id) -> Rulebook:
                return replace(
                    book, categories={**book.categories, id_: replace(book.categories[id_], requires=made)}
                )

            for condition in conditions(category.requires, alone=True):
                yield condition.inside("categories", category.id, "requires").into(required)
    for section in ("criteria", "exclusions", "advisories"):
        rules: Mapping[str, Criterion] = getattr(book, section)
        for rule in rules.values():
            for change in _rule(section, rule):
                def ruled(made: Criterion, id_: str = rule.id, of: str = section) -> Rulebook:
                    changed: Any = {of: {**getattr(book, of), id_: made}}
                    return replace(book, **changed)

                yield change.inside(section, rule.id).into(ruled)
    for points, at in _points(book.scoring.points):
        yield points.inside("scoring", "points", *at).into(
            lambda made: replace(book, scoring=replace(book.scoring, points=made))
        )
    yield from _ranking(book)


def _rule(section: str, rule: Criterion) -> Iterator[Change[Criterion]]:
    if section == "exclusions" or (section == "advisories" and not rule.law):
        what = dropped(rule.id)
        yield Change((), what, replace(rule, when=t.Fixed(False)), (rule.when, t.Fixed(False)))
    if rule.law:
        return
    for change in conditions(rule.when):
        if not rule.assessed:
            yield change.inside("when").into(lambda made: replace(rule, when=made))
    if rule.in_force != ALWAYS:
        for end, (name, day) in enumerate(zip(("from", "to"), rule.in_force, strict=True)):
            for other in _beside(day):
                ends = [*rule.in_force]
                ends[end] = other
                what = shifted(said(day), said(other))
                yield Change(("in_force", name), what, replace(rule, in_force=(ends[0], ends[1])))


def _beside(day: date | None) -> tuple[date, ...]:
    return () if day is None else (day - timedelta(days=1), day + timedelta(days=1))


# ---- rounds and seats -------------------------------------------------------------------------------------------


def _round(this_round: Round) -> Iterator[tuple[Change[Round], str | None]]:
    for opens in conditions(this_round.opens):
        yield opens.inside("opens").into(lambda made: replace(this_round, opens=made)), None
    for name in ("quotas", "across", "slots"):
        for change, quota in _quotas(getattr(this_round, name) or (), None):
            def holding(made: tuple[Quota, ...], key: str = name) -> Round:
                keys: Any = {key: made}
                return replace(this_round, **keys)

            yield change.inside(name).into(holding), quota


def _quotas(quotas: tuple[Quota, ...], above: t.Condition | None) -> Iterator[tuple[Change[tuple[Quota, ...]], str]]:
    for i, quota in enumerate(quotas):
        def among(made: Quota, at: int = i) -> tuple[Quota, ...]:
            return (*quotas[:at], made, *quotas[at + 1 :])

        name = quota.id.rsplit("/", 1)[-1]
        for change in _quota(quota, above):
            yield change.inside(name).into(among), quota.id
        for inside, id_ in _quotas(quota.within, quota.of if above is None else t.All((above, quota.of))):
            def nested(made: tuple[Quota, ...], of: Quota = quota, at: int = i) -> tuple[Quota, ...]:
                return (*quotas[:at], replace(of, within=made), *quotas[at + 1 :])

            yield inside.inside(name, "within").into(nested), id_


def _quota(quota: Quota, above: t.Condition | None) -> Iterator[Change[Quota]]:
    for of in conditions(quota.of):
        made = of.into(lambda of_: replace(quota, of=of_)).inside("of")
        yield made if above is None else made.beside(above)
    for limit in ("at_most", "at_least", "exactly"):
        for amount in _amount(getattr(quota, limit)):
            def limited(made: t.Amount, name: str = limit) -> Quota:
                change: Any = {name: made}
                return replace(quota, **change)

            yield amount.inside(limit).into(limited)
    for group, limits in quota.exceptions.items():
        for n, limit in enumerate(("at_most", "at_least")):
            for amount in _amount(limits[n]):
                def excepted(made: t.Amount, of: str = group, at: int = n) -> Quota:
                    most, least = quota.exceptions[of]
                    pair = (made, least) if at == 0 else (most, made)
                    return replace(quota, exceptions={**quota.exceptions, of: pair})

                yield amount.inside("except", group, limit).into(excepted)
    for award, share in quota.tiers.items():
        for amount in _amount(share if not isinstance(share, str) else None):
            def dealt(made: t.Amount, of: str = award) -> Quota:
                return replace(quota, tiers={**quota.tiers, of: made})

            yield amount.inside("tiers", award).into(dealt)
    if quota.per is not None:
        yield Change(("per",), dropped(quota.per), replace(quota, per=None, exceptions={}))


def _amount(amount: t.Amount) -> Iterator[Change[t.Amount]]:
    if isinstance(amount, int):
        for other in moved(amount):
            if isinstance(other, int) and other >= 0:
                yield Change((), shifted(str(amount), str(other)), other)
    elif isinstance(amount, t.Percent):
        for rate in _rate(amount.percent):
            yield rate.inside("percent").into(lambda made: replace(amount, percent=made))
        for way in ("down", "up"):
            if way != amount.round:
                yield Change(("round",), shifted(amount.round, way), replace(amount, round=way))


def _rate(rate: Fraction | t.Rate) -> Iterator[Change[Fraction | t.Rate]]:
    if not isinstance(rate, t.Rate):
        for other in moved(rate):
            yield Change((), shifted(said(rate), said(other)), t.as_fraction(other))
        return
    for option, share in rate.by_option:
        for other in moved(share):
            by_option = tuple((o, t.as_fraction(other) if o == option else s) for o, s in rate.by_option)
            what = shifted(said(share), said(other))
            yield Change(("by_option", option), what, replace(rate, by_option=by_option))
    for start, share in rate.bands:
        for other in moved(share):
            bands = tuple((b, t.as_fraction(other) if b == start else s) for b, s in rate.bands)
            yield Change(("bands", said(start)), shifted(said(share), said(other)), replace(rate, bands=bands))


# ---- points and order -------------------------------------------------------------------------------------------


def _points(
    entries: tuple[Points, ...],
) -> Iterator[tuple[Change[tuple[Points, ...]], tuple[Step, ...]]]:
    for i, entry in enumerate(entries):
        name = entry.id.rsplit("/", 1)[-1]

        def among(made: Points, at: int = i) -> tuple[Points, ...]:
            return (*entries[:at], made, *entries[at + 1 :])

        for change in _entry(entry):
            yield change.into(among), (name,)
        for key in ("parts", "best_of"):
            for inside, at in _points(getattr(entry, key)):
                def nested(made: tuple[Points, ...], k: str = key, n: int = i) -> tuple[Points, ...]:
                    keys: Any = {k: made}
                    return (*entries[:n], replace(entries[n], **keys), *entries[n + 1 :])

                yield inside.into(nested), (name, key, *at)


def _entry(entry: Points) -> Iterator[Change[Points]]:
    for name in ("of", "when"):
        for change in conditions(getattr(entry, name)):
            def conditioned(made: t.Condition, key: str = name) -> Points:
                keys: Any = {key: made}
                return replace(entry, **keys)

            yield change.inside(name).into(conditioned)
    for name in ("points", "mark", "every", "at_most", "at_least"):
        value = getattr(entry, name)
        for other in moved(value):
            keys: Any = {name: t.as_fraction(other)}
            if name != "every" or t.as_fraction(other) > 0:
                yield Change((name,), shifted(said(value), said(other)), replace(entry, **keys))
    for option, points in entry.by_option.items():
        for other in moved(points):
            by_option = {**entry.by_option, option: t.as_fraction(other)}
            yield Change(("by_option", option), shifted(said(points), said(other)), replace(entry, by_option=by_option))
    for i, (start, points) in enumerate(entry.bands):
        for other in moved(points):
            bands = (*entry.bands[:i], (start, t.as_fraction(other)), *entry.bands[i + 1 :])
            yield Change(("bands", said(start)), shifted(said(points), said(other)), replace(entry, bands=bands))


def _ranking(book: Rulebook) -> Iterator[Change[Rulebook]]:
    keys = book.ranking
    for i, key in enumerate(keys):
        what = dropped(key.criterion or key.direction)
        yield Change(("ranking", i), what, replace(book, ranking=(*keys[:i], *keys[i + 1 :])))
        if key.direction != "first":
            other = replace(key, direction="low" if key.direction == "high" else "high")
            what = shifted(key.direction, other.direction)
            yield Change(("ranking", i), what, replace(book, ranking=(*keys[:i], other, *keys[i + 1 :])))


# ---- parameters -------------------------------------------------------------------------------------------------


def _parameters(book: Rulebook) -> Iterator[Change[Rulebook]]:
    used = set(_used(book))
    for parameter in book.parameters.values():
        # A case that sets the parameter says nothing of the value that the plan gives it.
        if parameter.id not in used or parameter.type not in MOVED or parameter.value != parameter.default:
            continue
        for other in moved(parameter.value):
            if parameter.type == "seats" and isinstance(other, int) and other < 0:
                continue
            parameters = {**book.parameters, parameter.id: replace(parameter, value=other)}
            what = shifted(said(parameter.value), said(other))
            yield Change(("parameters", parameter.id, "value"), what, replace(book, parameters=parameters))


def _used(book: Rulebook) -> Iterator[str]:
    """Parameters that decide: what only milestones and texts hang on moves nobody."""
    terms: list[Any] = [c.requires for c in book.categories.values() if c.requires is not None]
    terms += [r.when for rules in (book.criteria, book.exclusions, book.advisories) for r in rules.values()]
    terms += [f.compute for f in book.fields.values() if f.compute is not None]
    terms += of_scoring(book.scoring)
    for this_round in book.rounds.values():
        terms.append(this_round.opens)
        for quota in this_round.limits:
            terms += of_quota(quota)
    while terms:
        term = terms.pop()
        if isinstance(term, t.Param):
            yield term.name
        terms += [*parts(term), *inner(term)]

