"""The five plans on random rosters: everybody's decision is the one that the plan, read by hand, gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from engine.intake.roster import Roster, Table
from engine.pipeline import Run, decision_day, evaluate_roster
from engine.records import Decision, Finding
from engine.rosters import roster_of
from engine.rulebook import load
from tests.reference.plan_rosters import random_given
from tests.reference.plan_terms import UNBOUNDED, UNREADABLE, Cell, Given, Judged, Row
from tests.reference.plans import PLANS, Answer, answer

RUNS = {"ninh-thuan-2023": 25, "vinh-chau-2021": 60, "cam-thanh-2022": 25, "cao-bang-2022": 10, "khanh-cu-2024": 15}
TRUTHS = ("unmet", "unknown", "met")


@pytest.mark.parametrize(("plan", "seed"), [(plan, seed) for plan, runs in RUNS.items() for seed in range(runs)])
def test_everybody_is_decided_as_the_plan_says(plan: str, seed: int) -> None:
    given = random_given(Random(f"{plan} {seed}"), plan, 24)
    assert given.rows
    run, expected = run_of(given), answer(given)
    assert differences(run, given, expected) == []


def test_the_readings_tried_are_those_of_the_rulebooks() -> None:
    for name, plan in PLANS.items():
        readings = {p.id: p.value for p in load(name).parameters.values() if p.set_by == "reading"}
        assert readings == {reading: options[0] for reading, options in plan.readings.items()}, name


def run_of(given: Given) -> Run:
    settings = {name: value for name, value in given.settings.items() if value is not None}
    book = load(given.plan, settings)
    this_round = book.rounds[given.round]
    year = 2024 if "year" in this_round.asks else None
    day = decision_day(book, this_round, year, None)
    return evaluate_roster(roster_for(given), book, given.round, year, day, reference=given.plan, settings=settings)


def roster_for(given: Given) -> Roster:
    """The rows as sheets would give them; an unreadable cell is blank, and known to say something."""
    beside = {"awards": given.awards, "units": given.units}
    book = load(given.plan)
    registers = {name: rows for name, rows in beside.items() if rows is not None and name in book.registers}
    fields = set(book.fields) - ({"board_score"} if not given.scored else set())
    rows = [{f: v for f, v in row.items() if f in fields} for row in given.rows]
    if given.scored:  # a column that is there, though it be blank for everybody
        rows = [{"board_score": None, **row} for row in rows]
    roster = roster_of(
        book,
        [_texts(row, given.scored) for row in rows],
        {name: [_texts(row, scored=False) for row in table] for name, table in registers.items()},
    )
    absent = roster.absent - {"board_score"} if given.scored else roster.absent | {"board_score"}
    tables = {name: _unread(roster.registers[name], table) for name, table in registers.items()}
    return replace(roster, candidates=_unread(roster.candidates, rows), registers=tables, absent=absent)


def _texts(row: Row, scored: bool) -> dict[str, str]:
    found = {f: _text(v) for f, v in row.items() if v is not None and v != UNREADABLE}
    return {"board_score": "", **found} if scored else found


def _text(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _unread(table: Table, rows: Sequence[Row]) -> Table:
    unreadable: dict[str, dict[int, str]] = {}
    for n, row in enumerate(rows):
        for name, value in row.items():
            if value == UNREADABLE:
                unreadable.setdefault(name, {})[n] = "???"
    return replace(table, unreadable=unreadable)


def differences(run: Run, given: Given, said: Answer) -> list[str]:
    """What differs, of whom: the oracle's word first."""
    found: list[str] = []
    lists: dict[object, str | None] = {}
    # Points and seats hold open what an unknown category rules out together with its kind: never less than certain.
    open_category = any(
        j.category_open and e.status == "needs_evidence" for j, e in zip(said.judged, said.expected, strict=True)
    )
    for n, (decision, expected, judged) in enumerate(
        zip(run.decisions.decisions, said.expected, said.judged, strict=True)
    ):
        def differs(what: str, ours: object, theirs: object, n: int = n) -> None:
            if ours != theirs:
                found.append(f"{what} of row {n}: {ours} != {theirs}; {given.round} {given.settings} {given.rows[n]}")

        differs("status", expected.status, str(decision.status))
        if expected.status != decision.status:
            continue
        if decision.certain or not open_category:
            differs("certain", expected.certain, decision.certain)
        differs("rank", expected.rank, decision.rank)
        if expected.list is not None:
            differs("list", lists.setdefault(expected.list, decision.list), decision.list)
        differs("depends on", sorted(said.depends_on[n]), sorted(decision.depends_on_readings))
        if not judged.category_open:
            differs("score", _span(judged), _score(decision))
        differs("criteria", _truths(judged.criteria, decision.criteria), _found(decision.criteria, judged.criteria))
        excluded = decision.exclusions
        differs("exclusions", _truths(judged.excluded, excluded), _found(excluded, judged.excluded))
    assert len(set(lists.values())) == len(lists)
    return found


def _truths(ours: Mapping[str, int], theirs: Mapping[str, Finding]) -> dict[str, str]:
    return {name: TRUTHS[truth] for name, truth in ours.items() if name in theirs}


def _found(theirs: Mapping[str, Finding], ours: Mapping[str, int]) -> dict[str, str]:
    return {name: finding.truth.word for name, finding in theirs.items() if name in ours}


def _span(judged: Judged) -> tuple[Fraction, Fraction | None]:
    low, high = judged.score
    return Fraction(low), None if high >= UNBOUNDED // 10**8 else Fraction(high)


def _score(decision: Decision) -> tuple[Fraction | None, Fraction | None]:
    low, high = (decision.score, decision.score) if decision.score is not None else decision.score_range or (None, None)
    return None if low is None else Fraction(low), None if high is None else Fraction(high)
