"""What would change a decision: the smallest change of one value, and of two, found by search and proved by running
everything again.

Fewest values first, then the smallest move: of a number its share of the larger of the two values, of a day its
years, of an ordered choice its steps, of anything else the whole. Filling in a blank counts as no move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.criteria import fields_read
from engine.evaluation import Evaluation, Result
from engine.frozen import dataclass
from engine.questions.axes import IDENTITY, NUMERIC, Axis, Trials, deciding_terms, sides, trials_of
from engine.questions.edits import Edit, Typed, edit_of, roster_with
from engine.questions.screen import Screen, rerun
from engine.rulebook import terms as t
from engine.rulebook.model import Field, Points, Rulebook
from engine.rulebook.walk import every

CHUNK = 16_000
"""Variants judged at once."""

POINTS_OF_ONE = 12
"""Of one column of numbers, how many of the stretches between its turns are tried together with another column."""


@dataclass(frozen=True, slots=True)
class Found:
    """A change, what is decided then, and who changes with it; proved by running everything again."""

    edits: tuple[Edit, ...]
    result: Result
    others: Mapping[int, tuple[Result, Result]]  # row -> before and after
    least: bool  # nothing smaller in these columns has this outcome; else: the smallest that was found
    move: Fraction


@dataclass(frozen=True, slots=True)
class Smallest:
    """All that was found, the best outcome first, for each the smallest change first."""

    now: Result
    one: tuple[Found, ...]
    two: tuple[Found, ...]
    tried: int  # variants that were looked at
    columns: Mapping[str, bool]  # fields that were tried -> whether no turn of theirs can have been missed
    pairs_tried: bool = True  # False: limits cross or hang on who is in a group, so only single changes were tried


@dataclass(frozen=True, slots=True)
class _Hit:
    """A variant that the screen says comes out otherwise."""

    variant: Mapping[str, Typed]
    result: Result
    move: Fraction


def smallest_changes(evaluation: Evaluation, row: int, *, each: int = 1) -> Smallest:
    """For every outcome that is reached, ``each`` smallest pairs, and for every column its smallest single change."""
    return _Search(evaluation, row).run(each)


class _Search:
    def __init__(self, evaluation: Evaluation, row: int) -> None:
        self.evaluation, self.row = evaluation, row
        self.screen = Screen(evaluation, row)
        self.trials: Trials = trials_of(evaluation, row)
        self.now = Result(int(evaluation.result[row]))
        self.tried = 0
        self.columns = self._columns()
        self.proofs: dict[tuple[tuple[str, Typed], ...], Evaluation] = {}

    def run(self, each: int) -> Smallest:
        along = self._along([(axis, {}) for axis in self.trials.axes])
        singles = self._singles(along)
        two = [] if self.screen.whole else self._pairs(along)
        one = tuple(self._proved([h for h in singles if self._wanted(h.result)], len(singles)))
        pairs = tuple(self._proved(two, each))
        return Smallest(self.now, one, pairs, self.tried, self.columns, pairs_tried=not self.screen.whole)

    def _columns(self) -> dict[str, bool]:
        truths = self.evaluation.truths
        fields = [*(field for field, _ in self.trials.options), *(axis.field for axis in self.trials.axes)]
        return {
            f.id: f.type not in NUMERIC or turns_once(truths.rulebook, truths.circumstances.round, f) for f in fields
        }

    def _wanted(self, result: Result) -> bool:
        """Whoever is in asks what would put it out; whoever is tied asks both; everybody else what would help."""
        if self.now is Result.NOMINATED:
            return result is not self.now
        return result > self.now or (self.now is Result.TIED and result is Result.RESERVE)

    # ---- judging -----------------------------------------------------------------------------------------------

    def _judge(self, variants: Sequence[Mapping[str, Typed]]) -> tuple[list[Result], npt.NDArray[np.int8]]:
        """For each variant its outcome, and all by which two variants may differ on the way to it."""
        results: list[Result] = []
        signs: list[npt.NDArray[np.int8]] = []
        self.tried += len(variants)
        for start in range(0, len(variants), CHUNK):
            part = variants[start : start + CHUNK]
            found, truths = self.screen.judge(part)
            rows = slice(self.screen.size, self.screen.size + len(part))
            decisive = [*truths.rulebook.criteria, *truths.rulebook.exclusions]
            columns = [found, truths.opens[rows], *(truths.columns[name][rows] for name in decisive)]
            watched = sides(truths.facts, truths.grounding, self.trials.watched)[rows]
            signs.append(np.column_stack([*columns, watched]).astype(np.int8))
            results += [Result(int(code)) for code in found]
        return results, np.concatenate(signs) if signs else np.zeros((0, 0), np.int8)

    def _along(self, tasks: Sequence[tuple[Axis, Mapping[str, Typed]]]) -> list[dict[int, tuple[Result, bytes]]]:
        """Each axis, with other values beside it, from its first points down to every turn."""
        known: list[dict[int, tuple[Result, bytes]]] = [{} for _ in tasks]
        wanted = [axis.grid() for axis, _ in tasks]
        while any(wanted):
            variants = [
                {**beside, axis.field.id: point}
                for (axis, beside), points in zip(tasks, wanted, strict=True)
                for point in points
            ]
            results, signs = self._judge(variants)
            at = 0
            for found, points in zip(known, wanted, strict=True):
                for point in points:
                    found[point] = results[at], signs[at].tobytes()
                    at += 1
            wanted = [list(_between(axis, found)) for (axis, _), found in zip(tasks, known, strict=True)]
        return known

    # ---- one value ---------------------------------------------------------------------------------------------

    def _singles(self, along: Sequence[Mapping[int, tuple[Result, bytes]]]) -> list[_Hit]:
        """The smallest move in each column to each outcome."""
        variants = [{field.id: value} for field, value in self.trials.options]
        results, _ = self._judge(variants)
        hits = [
            _Hit(variant, self._real(variant, result), self._move(field, value))
            for variant, result, (field, value) in zip(variants, results, self.trials.options, strict=True)
        ]
        for axis, found in zip(self.trials.axes, along, strict=True):
            hits += [
                _Hit({axis.field.id: point}, found[point][0], self._move(axis.field, point))
                for point in _nearest(axis, found)
            ]
        best: dict[tuple[str, Result], _Hit] = {}
        for hit in sorted((h for h in hits if h.result is not self.now), key=_order):
            best.setdefault((*hit.variant, hit.result), hit)  # type: ignore[arg-type]
        return list(best.values())

    def _real(self, variant: Mapping[str, Typed], screened: Result) -> Result:
        """Who somebody is unsettles the others too (copies, new groups): such a variant is run whole at once."""
        if IDENTITY.isdisjoint(variant):
            return screened
        return Result(int(self._run(variant).result[self.row]))

    def _run(self, variant: Mapping[str, Typed]) -> Evaluation:
        key = tuple(sorted(variant.items(), key=lambda pair: pair[0]))
        if key not in self.proofs:
            self.proofs[key] = rerun(self.evaluation, roster_with(self.evaluation.truths.roster, self.row, variant))
        return self.proofs[key]

    # ---- two values --------------------------------------------------------------------------------------------

    def _pairs(self, along: Sequence[Mapping[int, tuple[Result, bytes]]]) -> list[_Hit]:
        """Pairs that reach an outcome which neither value reaches alone."""
        options = [(field, value) for field, value in self.trials.options if field.id not in IDENTITY]
        numbers = [
            (axis.field, point)
            for axis, found in zip(self.trials.axes, along, strict=True)
            for point in _stretches(axis, found)
        ]
        firsts = [*options, *numbers]
        variants = [
            {a.id: x, b.id: y} for i, (a, x) in enumerate(options) for b, y in options[i + 1 :] if a.id != b.id
        ]
        results, _ = self._judge(variants)
        outcomes = list(zip(variants, results, strict=True))
        tasks = [
            (axis, {a.id: x})
            for n, axis in enumerate(self.trials.axes)
            for a, x in firsts
            if a.id != axis.field.id and a.id not in {other.field.id for other in self.trials.axes[:n]}
        ]
        for (axis, beside), found in zip(tasks, self._along(tasks), strict=True):
            outcomes += [({**beside, axis.field.id: p}, found[p][0]) for p in _nearest(axis, found)]
        reached = self._alone(outcomes)
        return [
            _Hit(variant, result, sum((self._move(self._field(f), v) for f, v in variant.items()), Fraction(0)))
            for variant, result in outcomes
            if result is not self.now and self._wanted(result)
            and all(reached[part] is not result for part in variant.items())
        ]

    def _alone(self, outcomes: Sequence[tuple[Mapping[str, Typed], Result]]) -> dict[tuple[str, Typed], Result]:
        """What each value of a pair that comes out otherwise comes to by itself."""
        parts = list(dict.fromkeys(
            part for variant, result in outcomes if self._wanted(result) for part in variant.items()
        ))
        results, _ = self._judge([dict([part]) for part in parts])
        return dict(zip(parts, results, strict=True))

    def _field(self, name: str) -> Field:
        return self.evaluation.truths.rulebook.fields[name]

    # ---- the measure and the proof -----------------------------------------------------------------------------

    def _move(self, field: Field, value: Typed) -> Fraction:
        facts = self.evaluation.truths.facts
        now = None if self.row in facts.table.unreadable.get(field.id, {}) else facts.plain(field.id)[self.row]
        if now is None:
            return Fraction(0)
        if not isinstance(now, int) or not isinstance(value, int):
            return Fraction(1)
        match field.type:
            case "date":
                return Fraction(abs(value - now), 365)
            case "choice" if field.ordered and len(field.options) > 1:
                return Fraction(abs(value - now), len(field.options) - 1)
            case "whole" | "number" | "money" | "year":
                return Fraction(abs(value - now), max(abs(value), abs(now), 1))
            case _:
                return Fraction(1)

    def _proved(self, hits: Sequence[_Hit], each: int) -> Iterator[Found]:
        """The first ``each`` of every outcome that running again bears out, the best outcome first."""
        outcomes = sorted({hit.result for hit in hits}, reverse=True)
        for outcome in outcomes:
            told = 0
            for hit in sorted((h for h in hits if h.result is outcome), key=_order):
                again = self._run(hit.variant)
                if told == each:
                    break
                if Result(int(again.result[self.row])) is not outcome:
                    continue
                told += 1
                yield self._found(hit, again)

    def _found(self, hit: _Hit, again: Evaluation) -> Found:
        truths, before = self.evaluation.truths, self.evaluation.result
        changed = np.flatnonzero(again.result != before)
        edits = tuple(edit_of(truths.facts, self.row, self._field(name), value) for name, value in hit.variant.items())
        return Found(
            edits,
            hit.result,
            {int(r): (Result(int(before[r])), Result(int(again.result[r]))) for r in changed if r != self.row},
            len(edits) == 1 and self.columns[edits[0].field.id] and not self.screen.spent,
            hit.move,
        )


def _order(hit: _Hit) -> tuple[Fraction, list[tuple[str, str]]]:
    return hit.move, [(name, str(value)) for name, value in hit.variant.items()]


# ---- along an axis --------------------------------------------------------------------------------------------


def _between(axis: Axis, found: Mapping[int, tuple[Result, bytes]]) -> Iterator[int]:
    """Points to look at next: between neighbours that differ and have room between them."""
    points = sorted(found)
    for low, high in pairwise(points):
        room = (high - low) // axis.step
        if room > 1 and found[low][1] != found[high][1]:
            parts = min(room, 16)
            yield from (low + axis.step * (room * i // parts) for i in range(1, parts))


def _nearest(axis: Axis, found: Mapping[int, tuple[Result, bytes]]) -> Iterator[int]:
    """For each outcome the point that is the smallest move: nearest to the value, or for a blank at a turn."""
    best: dict[Result, int] = {}
    points = sorted(found)
    if axis.now is None:
        for i, point in enumerate(points):
            result = found[point][0]
            turn = i > 0 and found[points[i - 1]][0] is not result
            last = i + 1 < len(points) and found[points[i + 1]][0] is not result
            if result not in best and (turn or last or i + 1 == len(points)):
                best[result] = point
    else:
        now = axis.now
        for point in sorted(points, key=lambda p: (abs(p - now), p)):
            if point != now:
                best.setdefault(found[point][0], point)
    yield from best.values()


def _stretches(axis: Axis, found: Mapping[int, tuple[Result, bytes]]) -> list[int]:
    """A point of each stretch between turns, nearest to the value that stands there."""
    points = sorted(found)
    stretches: list[list[int]] = []
    for i, point in enumerate(points):
        if i == 0 or found[points[i - 1]][1] != found[point][1]:
            stretches.append([])
        stretches[-1].append(point)
    nearest = [min(stretch, key=lambda p: (abs(p - axis.origin), p)) for stretch in stretches]
    nearest = sorted((p for p in nearest if p != axis.now), key=lambda p: (abs(p - axis.origin), p))
    return nearest[:POINTS_OF_ONE]


def turns_once(rulebook: Rulebook, round_id: str, field: Field) -> bool:
    """Whether all that a column feeds moves one way with it, so that halving misses no turn."""
    computed = (f.compute for f in rulebook.fields.values() if f.compute is not None)
    for term in (inner for outer in (*deciding_terms(rulebook, round_id), *computed) for inner in every(outer)):
        if isinstance(term, t.Op) and term.name in ("product", "difference", "ratio"):
            holding = [part for part in term.of if field.id in fields_read(part, rulebook)]
            if len(holding) > 1:
                return False
    return all(_rising(entry) for entry in rulebook.scoring.points)


def _rising(points: Points) -> bool:
    earned = [worth for _, worth in points.bands]
    return earned == sorted(earned) and all(_rising(part) for part in (*points.parts, *points.best_of))
