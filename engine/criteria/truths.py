"""Truths: the criteria, exclusions and advisories of a rulebook over a roster, and whether the round is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

import numpy as np

from engine.criteria import grounded as g
from engine.criteria.facts import Facts, Span, Truths8
from engine.criteria.ground import Circumstances, Grounding
from engine.criteria.single_use import USED_ONCE, used_before
from engine.frozen import dataclass
from engine.intake.roster import Roster
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Quota, Rulebook


class _Columns(Mapping[str, Truths8]):
    """The columns of truths by id. Advisories decide nothing, so theirs are worked out when the first is looked at."""

    def __init__(self, rulebook: Rulebook, facts: Facts, grounding: Grounding) -> None:
        self._rulebook, self._facts, self._grounding = rulebook, facts, grounding
        self._later = rulebook.advisories
        self._made = self._work_out({**rulebook.criteria, **rulebook.exclusions})

    def _work_out(self, criteria: Mapping[str, Criterion]) -> dict[str, Truths8]:
        columns = self._facts.truths([self._grounding.named(c) for c in criteria.values()])
        made = dict(zip(criteria, columns, strict=True))
        if USED_ONCE in made:
            made[USED_ONCE] = used_before(self._facts, self._rulebook)
        return made

    def __getitem__(self, id_: str) -> Truths8:
        if id_ not in self._made and id_ in self._later:
            self._made |= self._work_out(self._later)
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._made, *self._later)))

    def __len__(self) -> int:
        return len({*self._made, *self._later})


@dataclass(frozen=True, slots=True)
class Truths:
    """int8 columns, 0 unmet, 1 unknown, 2 met, one row per candidate of the roster."""

    roster: Roster
    rulebook: Rulebook
    circumstances: Circumstances
    facts: Facts
    grounding: Grounding
    columns: Mapping[str, Truths8]  # every criterion, exclusion and advisory by id
    opens: Truths8  # the round is open for this candidate
    an_object: Truths8  # its category is one of the plan's, and admits its kind
    notes: dict[str, Any] = field(default_factory=dict)  # what a later room works out once for all candidates


def facts_of(roster: Roster, rulebook: Rulebook) -> Facts:
    """The roster's columns; make it once and hand it to every evaluation of the same roster."""
    registers = {
        name: Facts(table, rulebook.registers[name].fields, roster.units)
        for name, table in roster.registers.items()
        if name in rulebook.registers
    }
    return Facts(roster.candidates, rulebook.fields, roster.units, registers)


def evaluate(
    roster: Roster,
    rulebook: Rulebook,
    circumstances: Circumstances,
    facts: Facts,
    score: Callable[[Grounding, Facts], Span],
) -> Truths:
    """Every criterion, exclusion and advisory for every candidate; ``facts`` keeps what was computed before.

    ``score`` works the score out, for criteria that ask for it.
    """
    grounding = Grounding(rulebook, circumstances)
    grounding.on_score = lambda asked: facts.scorers.setdefault(asked, lambda: score(grounding, facts))
    facts.groups = frozenset()
    columns = _Columns(rulebook, facts, grounding)
    this_round = rulebook.rounds[circumstances.round]
    opens = _opens(facts, grounding.condition(this_round.opens), this_round.quotas, grounding)
    return Truths(
        roster,
        rulebook,
        circumstances,
        facts,
        grounding,
        columns,
        opens,
        _an_object(facts, rulebook),
    )


def _opens(facts: Facts, opens: g.Condition, quotas: tuple[Quota, ...] | None, grounding: Grounding) -> Truths8:
    """Whether the round is open for each candidate.

    A round that opens unit by unit (``per``): who may take such a unit's seat and names no unit could be of any, so it
    is unknown. Who takes no such seat and names none hangs on no unit: the round is open once it is open for one.
    """
    of_its_unit = facts.truth(opens)
    groups = _groups(quotas)
    if not groups or isinstance(opens, t.Fixed):
        return of_its_unit
    facts.groups = groups
    of_any_unit = facts.truth(opens)
    facts.groups = frozenset()
    units = [name for name in groups if facts.fields[name].type == "unit"]
    blank = np.full(facts.size, bool(units))
    for name in units:
        blank &= (facts.codes(name) < 0) & ~facts.unreadable(name)
    elsewhere = np.where(blank, facts.truth(_for_some_unit(opens, groups)), of_its_unit)
    return np.where(_held_per_group(facts, quotas, grounding) > 0, of_any_unit, elsewhere).astype(np.int8)


def _for_some_unit(condition: g.Condition, groups: frozenset[str]) -> g.Condition:
    """The same condition of some unit of the register, whichever."""
    match condition:
        case g.InRegister(register, match, where):
            return g.InRegister(register, tuple(m for m in match if m.ours not in groups), where)
        case g.All(of):
            return g.All(tuple(_for_some_unit(c, groups) for c in of))
        case g.AnyOf(of):
            return g.AnyOf(tuple(_for_some_unit(c, groups) for c in of))
        case _:
            return condition


def _groups(quotas: tuple[Quota, ...] | None) -> frozenset[str]:
    return frozenset(q.per for q in quotas or () if q.per) | frozenset().union(
        *(_groups(q.within) for q in quotas or ())
    )


def _held_per_group(facts: Facts, quotas: tuple[Quota, ...] | None, grounding: Grounding) -> Truths8:
    """Whether some quota that is per a group holds the candidate."""
    held = np.zeros(facts.size, np.int8)
    for quota in quotas or ():
        of = facts.truth(grounding.condition(quota.of))
        if quota.per is None:
            of = np.minimum(of, _held_per_group(facts, quota.within, grounding))
        held = np.maximum(held, of)
    return held


def _an_object(facts: Facts, rulebook: Rulebook) -> Truths8:
    kinds = tuple(rulebook.fields["kind"].options)
    categories = tuple(rulebook.categories.values())
    # admits[category][kind]; a last row and column for unknown
    admits = np.zeros((len(categories) + 1, len(kinds) + 1), np.int8)
    for i, category in enumerate(categories):
        for j, kind in enumerate(kinds):
            admits[i, j] = 2 if category.requires is not None and kind in category.kinds else 0
    # Unknown where it depends on the value that is missing, decided where it does not.
    for table in (admits, admits.T):
        body = table[:-1, :]
        table[-1, :] = np.where(body.min(0) == body.max(0), body.min(0), 1)
    # -1, unknown, is the last row and column.
    return admits[facts.codes("category"), facts.codes("kind")]
