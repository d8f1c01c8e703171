"""The cases of a rulebook, put together where they can be evaluated at once: one world for each set of circumstances.

Cases of a single candidate that share everything but that candidate are rows of one table, each as if it stood alone.
A table keeps its columns, so that a mutant costs only what it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from engine.casebook import differences, with_kind
from engine.criteria import Circumstances, Facts, facts_of
from engine.evaluation import Evaluation, Result, evaluate_once
from engine.intake.roster import NUMBER_SCALE, Roster
from engine.mutants.made import Mutant
from engine.pipeline import choose_round, decision_day, evaluate_roster, year_of
from engine.problems import XetkhenError
from engine.rosters import roster_of
from engine.rulebook.casefile import Case, Expected
from engine.rulebook.model import Rulebook
from engine.truth import Truth

Loader = Callable[[Mapping[str, str]], Rulebook]


@dataclass(slots=True, eq=False)
class World:
    """One table under one setting; ``expected`` goes by row, None where nothing is said."""

    settings: tuple[tuple[str, str], ...]
    book: Rulebook
    circumstances: Circumstances
    roster: Roster
    expected: tuple[Expected | None, ...]
    cases: tuple[Case, ...]
    apart: bool  # each row stands alone
    facts: Facts = field(init=False)

    def __post_init__(self) -> None:
        self.facts = facts_of(self.roster, self.book)

    def notices(self, book: Rulebook) -> bool:
        """Whether a status or an advisory comes out otherwise than a case says."""
        try:
            found = self.evaluated(book)
        except XetkhenError:
            return True
        return any(wanted is not None and not _as_said(found, row, wanted) for row, wanted in enumerate(self.expected))

    def evaluated(self, book: Rulebook) -> Evaluation:
        """The table under a rulebook."""
        return evaluate_once(self.roster, book, self.circumstances, self.facts, {}, apart=self.apart)

    def touched(self, mutant: Mutant) -> list[Case]:
        """The cases of whom the mutant changes anything at all."""
        try:
            ours, theirs = self.evaluated(self.book), self.evaluated(mutant.book)
        except XetkhenError:
            return list(self.cases)
        rows = ours.result != theirs.result
        for name, column in ours.truths.columns.items():
            rows |= column != theirs.truths.columns[name]
        rows |= ours.ranking.low != theirs.ranking.low
        category = str(mutant.change.at[1]) if mutant.change.at[0] == "categories" else None
        if category is not None:
            rows |= self.facts.codes("category") == list(self.book.categories).index(category)
        if mutant.quota is not None:
            rows |= ours.result >= Result.NO_SEAT
        owner = [case for case in self.cases for _ in case.rows]
        return list({owner[i].id: owner[i] for i in np.flatnonzero(rows).tolist()}.values())

    def notices_why(self, mutant: Mutant) -> bool:
        """Whether a reason, a score or certainty comes out otherwise, candidate by candidate: slower."""
        for case in self.touched(mutant):
            book = mutant.book
            try:
                run = evaluate_roster(
                    roster_of(book, [with_kind(book, row) for row in case.rows], case.registers), book,
                    self.circumstances.round, self.circumstances.year, self.circumstances.decided_on,
                    reference=book.path, settings=dict(self.settings), readings=False,
                )  # fmt: skip
            except XetkhenError:
                return True
            for decision, wanted in zip(run.decisions.decisions, case.expected, strict=True):
                if wanted is not None and any(differences(run, decision, replace(wanted, depends_on=None))):
                    return True
        return False


def _as_said(found: Evaluation, row: int, wanted: Expected) -> bool:
    if Result(int(found.result[row])).status.value != wanted.status:
        return False
    columns, advisories = found.truths.columns, found.truths.rulebook.advisories
    if wanted.score is not None and score_of(found, row) != Fraction(wanted.score):
        return False
    return all(
        columns[a][row] == truth
        for names, truth in (
            (wanted.because, Truth.MET), (wanted.without, Truth.UNMET), (wanted.unknown, Truth.UNKNOWN)
        )
        for a in names
        if a in advisories
    )


def score_of(found: Evaluation, row: int) -> Fraction | None:
    """The score, where it is exactly known."""
    low, high = scores_of(found)
    return Fraction(int(low[row]), NUMBER_SCALE) if low[row] == high[row] else None


def scores_of(found: Evaluation) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The ends of everybody's score."""
    score, shape = found.ranking.score, found.result.shape
    return np.broadcast_to(score.low, shape), np.broadcast_to(score.high, shape)


def worlds(cases: tuple[Case, ...], load: Loader) -> Iterator[World]:
    """The cases that come out as they say, in as few tables as can be."""
    together: dict[object, list[Case]] = {}
    for case in cases:
        settings = tuple(sorted(case.settings.items()))
        registers = tuple((name, *(tuple(sorted(r.items())) for r in rows)) for name, rows in case.registers.items())
        key: object = (settings, case.round, case.year, case.decided_on, registers)
        # What nobody wrote a column for is absent for all: cases with a score and without are no one table.
        scored = any("board_score" in row for row in case.rows)
        together.setdefault((key, scored) if len(case.rows) == 1 else case.id, []).append(case)
    for group in together.values():
        world = _world(group, load)
        wrong = [] if world is None else _not_as_said(world)
        if world is not None and not wrong:
            yield world
            continue
        for case in group:
            alone = _world([case], load)
            if alone is not None and not _not_as_said(alone):
                yield alone


def _world(cases: list[Case], load: Loader) -> World | None:
    first = cases[0]
    try:
        book = load(first.settings)
        this_round = choose_round(book, first.round)
        year = year_of(book, this_round, first.year)
        day = decision_day(book, this_round, year, first.decided_on)
        roster = roster_of(book, [with_kind(book, row) for case in cases for row in case.rows], first.registers)
        assert day is not None
        circumstances = Circumstances(this_round.id, year, day, frozenset(roster.registers), roster.absent)
        expected = tuple(e for case in cases for e in case.expected)
        settings = tuple(sorted(first.settings.items()))
        together = len(cases) > 1
        if together and (this_round.across or this_round.slots):
            return None  # a limit that crosses the tree is not seen row by row
        return World(settings, book, circumstances, roster, expected, tuple(cases), together)
    except (XetkhenError, AssertionError):
        return None


def _not_as_said(world: World) -> npt.NDArray[np.int64] | list[int]:
    try:
        found = world.evaluated(world.book)
    except XetkhenError:
        return [0]
    return [i for i, e in enumerate(world.expected) if e is not None and not _as_said(found, i, e)]
