"""Many variants of one candidate judged at once: what each would be decided, without a whole run for each.

The variants stand as further rows below the roster, so criteria, points and order are worked out for all of them
column by column. Seats hang on one key alone: the bar of a class, found once for each class with the candidate in it
at the lowest key. What is found here is proved afterwards by running everything again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import IntegerArray

from engine.allocation import CLOSED, FREE, allocate
from engine.criteria import USED_ONCE, Facts, Truths, evaluate, facts_of
from engine.crossing import allocate_crossing
from engine.duplicates import exact_duplicates
from engine.evaluation import Contest, Evaluation, Result, contest, evaluate_once
from engine.inference import Verdict, infer
from engine.intake.roster import Roster, Table
from engine.questions.edits import Typed, roster_with
from engine.scoring import score_of
from engine.seats import asked

Ints8 = npt.NDArray[np.int8]
Ints64 = npt.NDArray[np.int64]
Variant = Mapping[str, Typed]


MOST_RUNS = 300
"""Whole runs that one search may take where seats cannot be judged from one line."""


class Screen:
    """One candidate of one evaluation, and what it would be decided with other values."""

    def __init__(self, evaluation: Evaluation, row: int) -> None:
        self.evaluation, self.row = evaluation, row
        self.truths = evaluation.truths
        self.size = len(self.truths.opens)
        self.runs = 0
        specs = evaluation.placing.specs
        # Limits that cross have no single line; a share of a group's own value hangs on who is in the group.
        self.whole = evaluation.across is not None or any(spec.of_groups for spec in specs)

    @property
    def spent(self) -> bool:
        """Whether some variants were not judged, for they would have taken too many whole runs."""
        return self.runs > MOST_RUNS

    def judge(self, variants: Sequence[Variant]) -> tuple[Ints8, Truths]:
        """For each variant its Result; and the truths found on the way, where the variants are the last rows."""
        base = self.truths
        table = _with_variants(base.roster.candidates, self.row, variants, self._apart())
        roster = replace(base.roster, candidates=table)
        facts = Facts(table, base.facts.fields, base.facts.units, base.facts.registers, lazy=False)
        if self.whole:
            truths = evaluate(roster, base.rulebook, base.circumstances, facts, score_of)
            return self._by_runs(truths, variants), truths
        duplicates = dict(self.evaluation.duplicates)
        if self.row in duplicates:
            duplicates |= {self.size + i: duplicates[self.row] for i in range(len(variants))}
        found = contest(roster, base.rulebook, base.circumstances, facts, duplicates)
        result = found.result[self.size :].copy()
        if not found.placing.unlimited:
            self._seat(found, result)
        return result, found.truths

    def _by_runs(self, truths: Truths, variants: Sequence[Variant]) -> Ints8:
        """Who would compete for a seat is judged by a whole run each."""
        categories = truths.facts.codes("category")
        verdicts = infer(truths.rulebook, truths.columns, categories, truths.opens, truths.an_object)
        result = verdicts.code[self.size :].astype(np.int8)
        for i in np.flatnonzero(result == Verdict.ELIGIBLE).tolist():
            self.runs += 1
            if self.spent:
                result[i] = self.evaluation.result[self.row]
            else:
                again = rerun(self.evaluation, roster_with(self.truths.roster, self.row, variants[i]))
                result[i] = again.result[self.row]
        return result

    def _apart(self) -> tuple[str, ...]:
        """Columns of references that may be used once: a variant would not use its own a second time."""
        rulebook = self.truths.rulebook
        if USED_ONCE not in rulebook.exclusions or self.truths.columns[USED_ONCE][self.row]:
            return ()
        return tuple(f"{f.id}_evidence" for f in rulebook.fields.values() if f.used_once)

    def _seat(self, found: Contest, result: Ints8) -> None:
        """Seats for the variants that compete for one, each alone among the other candidates."""
        competing = np.flatnonzero(result == Result.NOMINATED)
        if not len(competing):
            return
        others = np.flatnonzero(found.result[: self.size] == Result.NOMINATED)
        others = others[others != self.row]
        node, key = found.placing.node, found.ranking.low
        if found.across is not None:
            # No one key decides where limits cross: each variant takes its own place among the others.
            for i in competing.tolist():
                rows = np.append(others, self.size + i)
                crossed = allocate_crossing(asked(found.placing, rows, key[rows], found.across, found.slots))
                result[i] = Result.RESERVE + crossed.status[-1]
            return
        for place in np.unique(node[self.size + competing]).tolist():
            mine = competing[node[self.size + competing] == place]
            result[mine] = Result.RESERVE + _standing(found, others, place, key[self.size + mine])


def _standing(found: Contest, others: Ints64, place: int, mine: Ints64) -> Ints8:
    """The standing of a candidate in ``place`` for each of the keys it might have."""
    key = found.ranking.low[others]
    lowest = min(int(key.min(initial=0)), 0) - 1
    seating = allocate(
        found.placing.tree, np.append(found.placing.node[others], place), np.append(key, lowest)
    )
    bar = int(seating.bar[place])
    if bar == FREE or bool(seating.witness[-1]):
        return np.full(len(mine), 2, np.int8)
    if bar == CLOSED:
        return np.zeros(len(mine), np.int8)
    to_beat = int(seating.key[bar])
    return ((mine >= to_beat).astype(np.int8) + (mine > to_beat).astype(np.int8)).astype(np.int8)


# ---- the table ------------------------------------------------------------------------------------------------


def _with_variants(table: Table, row: int, variants: Sequence[Variant], apart: Sequence[str]) -> Table:
    size, more = len(table), len(variants)
    take = np.concatenate([np.arange(size), np.full(more, row)])
    changed: dict[str, dict[int, Typed]] = {}
    for i, variant in enumerate(variants):
        for name, value in variant.items():
            changed.setdefault(name, {})[size + i] = value
    columns = {
        name: _column(table.frame[name], take, changed.get(name, {}), size if name in apart else None)
        for name in map(str, table.frame.columns)
    }
    unreadable = {}
    for name, said in table.unreadable.items():
        mine = said.get(row)
        new = changed.get(name, {})
        extra = {} if mine is None else {at: mine for at in range(size, size + more) if at not in new}
        unreadable[name] = {**said, **extra}
    return Table(
        pd.DataFrame(columns, copy=False), table.sources, table.source[take], table.row[take], unreadable
    )


def _column(column: pd.Series, take: Ints64, changed: Mapping[int, Typed], apart_from: int | None) -> object:
    if not pd.api.types.is_integer_dtype(column.dtype):
        texts = column.astype(object).where(column.notna(), None).to_numpy()[take]
        for at, value in changed.items():
            texts[at] = value
        if apart_from is not None:
            for at in range(apart_from, len(texts)):
                texts[at] = texts[at] and f"{texts[at]} {at}"
        return pd.Series(texts, dtype=column.dtype).array
    numbers = column.to_numpy(np.dtype(str(column.dtype).lower()), na_value=0)[take]
    null = column.isna().to_numpy()[take]
    if changed:
        rows = np.fromiter(changed, np.int64, len(changed))
        null[rows] = [value is None for value in changed.values()]
        numbers[rows] = [0 if value is None else value for value in changed.values()]
    return IntegerArray(numbers, null)


def rerun(evaluation: Evaluation, roster: Roster) -> Evaluation:
    """Everything again over another roster, under the same rules and circumstances: what proves an answer."""
    truths = evaluation.truths
    now_there = truths.roster.absent - roster.absent
    circumstances = replace(truths.circumstances, absent=truths.circumstances.absent - now_there)
    facts = facts_of(roster, truths.rulebook)
    return evaluate_once(roster, truths.rulebook, circumstances, facts, exact_duplicates(roster, facts))
