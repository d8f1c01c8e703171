"""A rulebook as it stands on the day of decision: what is not in force that day is not there.

A category becomes no object, a round is not open, a quota is left out of the tree, an entry of points gives nothing, a
criterion is left out of what it is combined in (alone, it is unmet), a parameter has no value, a register counts
as empty, a field as a column that nobody has. An award is told of by the run; what is only listed is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from engine.criteria.ground import Circumstances, Dated, holds_on, left_of
from engine.criteria.single_use import with_single_use
from engine.rulebook import terms as t
from engine.rulebook.model import Points, Quota, Round, Rulebook

Entry = TypeVar("Entry", bound=Dated)


def standing(rulebook: Rulebook, circumstances: Circumstances) -> tuple[Rulebook, Circumstances]:
    """The rulebook on the day of decision, and what was handed in of what it then reads."""
    rulebook = with_single_use(rulebook)
    day = circumstances.decided_on
    if not any(not holds_on(entry, day) for entry in _entries(rulebook)):
        return rulebook, circumstances
    rules = {**rulebook.criteria, **rulebook.exclusions, **rulebook.advisories}
    gone = frozenset(name for name, rule in rules.items() if not holds_on(rule, day))
    fields = {
        name: field if holds_on(field, day) else replace(field, compute=None, blank=None)
        for name, field in rulebook.fields.items()
    }
    registers = {
        name: register if holds_on(register, day) else replace(register, if_not_given="empty")
        for name, register in rulebook.registers.items()
    }
    stands = replace(
        rulebook,
        fields=fields,
        registers=registers,
        parameters={
            name: p if holds_on(p, day) else replace(p, value=None) for name, p in rulebook.parameters.items()
        },
        categories={
            name: replace(c, requires=_standard(c.requires, gone) if c.requires and holds_on(c, day) else None)
            for name, c in rulebook.categories.items()
        },
        rounds={name: _round(r, day) for name, r in rulebook.rounds.items()},
        scoring=replace(rulebook.scoring, points=_points(rulebook.scoring.points, day)),
        ranking=tuple(key for key in rulebook.ranking if key.criterion not in gone),
        targets=_kept(rulebook.targets, day),
        milestones=_kept(rulebook.milestones, day),
        readings=_kept(rulebook.readings, day),
        outline=tuple(item for item in rulebook.outline if holds_on(item, day)),
        clauses=_kept(rulebook.clauses, day),
    )
    absent = circumstances.absent | {f.id for f in rulebook.fields.values() if not holds_on(f, day)}
    given = frozenset(
        r for r in circumstances.registers if r not in rulebook.registers or holds_on(rulebook.registers[r], day)
    )
    return stands, replace(circumstances, registers=given, absent=absent)


def _standard(requires: t.Condition, gone: frozenset[str]) -> t.Condition:
    """A standard without the criteria that are not in force; where none is left it asks nothing."""
    left = left_of(requires, gone)
    return t.Fixed(True) if left is None else left


def _kept(entries: Mapping[str, Entry], day: date) -> dict[str, Entry]:
    return {name: entry for name, entry in entries.items() if holds_on(entry, day)}


def _entries(rulebook: Rulebook) -> list[Dated]:
    found: list[Dated] = []
    for section in (
        rulebook.clauses, rulebook.parameters, rulebook.registers, rulebook.fields, rulebook.categories,
        rulebook.criteria, rulebook.exclusions, rulebook.advisories, rulebook.rounds, rulebook.targets,
        rulebook.milestones, rulebook.readings,
    ):  # fmt: skip
        found += section.values()
    for this_round in rulebook.rounds.values():
        for quota in this_round.limits:
            found += _quotas_inside(quota)
    for points in rulebook.scoring.points:
        found += _points_inside(points)
    return [*found, *rulebook.outline]


def _quotas_inside(quota: Quota) -> list[Quota]:
    return [quota, *(inner for child in quota.within for inner in _quotas_inside(child))]


def _points_inside(points: Points) -> list[Points]:
    return [points, *(inner for part in (*points.parts, *points.best_of) for inner in _points_inside(part))]


def _round(this_round: Round, day: date) -> Round:
    quotas = None if this_round.quotas is None else _quotas(this_round.quotas, day)
    opens = this_round.opens if holds_on(this_round, day) else t.Fixed(False)
    across, slots = _quotas(this_round.across, day), _quotas(this_round.slots, day)
    return replace(this_round, quotas=quotas, opens=opens, across=across, slots=slots)


def _quotas(quotas: tuple[Quota, ...], day: date) -> tuple[Quota, ...]:
    return tuple(replace(q, within=_quotas(q.within, day)) for q in quotas if holds_on(q, day))


def _points(points: tuple[Points, ...], day: date) -> tuple[Points, ...]:
    return tuple(_entry_of_points(p, day) for p in points if holds_on(p, day))


def _entry_of_points(points: Points, day: date) -> Points:
    parts, best_of = _points(points.parts, day), _points(points.best_of, day)
    nothing = (points.parts or points.best_of) and not (parts or best_of)
    # Parts that are all out of force give nothing; that an entry has none at all would mean fixed points.
    return replace(points, parts=parts, best_of=best_of, when=t.Fixed(False) if nothing else points.when)
