"""Ranking keys: what orders the eligible, as one whole number per candidate and end of its span.

A higher key ranks first; equal keys are level. ``low`` is what is known for sure: a missing score never carries
anybody over somebody whose score is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from engine.criteria import Facts, Grounding, Span, Truths
from engine.criteria.exact import Exact, needs_fractions
from engine.criteria.facts import wide
from engine.criteria.ground import conditions_of, values_of
from engine.criteria.operands import INF, LIMIT
from engine.frozen import dataclass
from engine.inference import Verdicts
from engine.rulebook import terms as t
from engine.rulebook.model import RankKey, Rulebook
from engine.scoring.points import SCALE, entry

Ints64 = npt.NDArray[np.int64]

BOARD_SCORE = "board_score"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Points and keys for every candidate of the roster, eligible or not."""

    verdicts: Verdicts
    truths: Truths
    points: Mapping[str, Span]  # the top entries of the table, and board_score where it counts
    score: Span  # in ten-thousandths
    levels: tuple[Span, ...]  # one for each ranking key, higher first
    low: Ints64
    high: Ints64

    @property
    def open(self) -> npt.NDArray[np.bool_]:
        """Whose place in the order hangs on something missing."""
        return np.asarray(self.low != self.high)


def rank(verdicts: Verdicts, truths: Truths) -> Ranking:
    """Score and key every candidate. No ranking in the rulebook: all are level."""
    rulebook = truths.rulebook
    points, score = _score(truths.grounding, truths.facts)
    levels = tuple(_level(key, truths, score) for key in rulebook.ranking)
    low, high = composite(levels, len(truths.opens))
    return Ranking(verdicts, truths, points, score, levels, low, high)


def _sources(rulebook: Rulebook) -> tuple[bool, bool]:
    # score_from: `board` is the column alone, `table` the rulebook's table alone, `both` their sum.
    parameter = rulebook.parameters.get("score_from")
    chosen = "both" if parameter is None or parameter.value is None else parameter.value
    return chosen in ("board", "both") and BOARD_SCORE in rulebook.fields, chosen in ("table", "both")


def score_of(grounding: Grounding, facts: Facts) -> Span:
    """The score alone, for a criterion that asks for it."""
    return _score(grounding, facts)[1]


def _score(grounding: Grounding, facts: Facts) -> tuple[dict[str, Span], Span]:
    size = facts.size
    board, table = _sources(grounding.rulebook)
    points: dict[str, Span] = {}
    # No column of board scores in any file counts as nothing, for everybody.
    if board and BOARD_SCORE not in grounding.circumstances.absent:
        points[BOARD_SCORE] = facts.span(grounding.value(t.FieldRef(BOARD_SCORE)))
    if table:
        points |= _entries(grounding, facts)
    low = _total([span.low for span in points.values()], size)
    if all(span.low is span.high for span in points.values()):
        return points, Span(low, low, SCALE)
    return points, Span(low, _total([span.high for span in points.values()], size), SCALE)


def _total(ends: Sequence[Ints64], size: int) -> Ints64:
    """The sum, row by row; an unbounded end leaves it unbounded."""
    total, room = np.zeros(size, np.int64), 0
    for end in ends:
        reach = max(int(end.max(initial=0)), -int(end.min(initial=0)))
        if room + reach > 2 * INF:  # two unbounded ends still fit an int64, three need not
            np.clip(total, -INF, INF, out=total)
            room = INF
        total += end
        room += reach
    return total if room <= INF else np.clip(total, -INF, INF, out=total)


def _entries(grounding: Grounding, facts: Facts) -> dict[str, Span]:
    """The entries of the points table, those not yet known computed together.

    Each is kept under what it hangs on, so that a reading that does not touch it costs nothing.
    """
    items = grounding.rulebook.scoring.points
    keys = {
        item.id: (
            repr(item),
            tuple(grounding.condition(c) for c in conditions_of(item)),
            tuple(grounding.value(v) for v in values_of(item)),
        )
        for item in items
    }
    new = [item for item in items if keys[item.id] not in facts.memory]
    # What entries are made of is kept first: a new column would make the frame anew for every entry.
    facts.truths([grounding.condition(c) for item in new for c in conditions_of(item)])
    spans = {item.id: entry(item, facts, grounding) for item in new}
    lows = facts.evaluate(*(span.low for span in spans.values()))
    # The other end is worked out where something is missing: that is for few.
    missing = facts.evaluate(*(holds for span in spans.values() for holds in span.open))
    rows = np.flatnonzero(np.logical_or.reduce(missing)) if missing else np.zeros(0, np.int64)
    highs = iter(facts.evaluate(*(span.high for span in spans.values() if not span.known), rows=rows))
    for (name, span), low in zip(spans.items(), map(wide, lows), strict=True):
        high = low if span.known else low.copy()
        if not span.known:
            high[rows] = next(highs)
        facts.memory[keys[name]] = Span(low, high, SCALE)
    return {item.id: facts.memory[keys[item.id]] for item in items}


def _level(key: RankKey, truths: Truths, score: Span) -> Span:
    if key.direction == "first":
        assert key.criterion is not None
        truth = truths.columns[key.criterion].astype(np.int64)
        return Span(truth // 2, (truth + 1) // 2, 0)
    assert key.value is not None
    grounded = None if key.value == t.FieldRef("score") else truths.grounding.value(key.value)
    if grounded is None:
        span = score
    elif needs_fractions(grounded):
        span = _in_order(truths.facts.exact(grounded))
    else:
        span = truths.facts.span(grounded)
    return Span(-span.high, -span.low, span.scale) if key.direction == "low" else span


def _in_order(exact: Exact) -> Span:
    """Fractions as their places in their own order: what ranks needs no more."""
    ends = sorted({end for q in exact.rows for end in (q.low, q.high)})
    place = {end: i for i, end in enumerate(ends)}
    low, high = ([place[getattr(q, side)] for q in exact.rows] for side in ("low", "high"))
    return Span(np.array(low, np.int64), np.array(high, np.int64), 0)


def composite(levels: Sequence[Span], size: int) -> tuple[Ints64, Ints64]:
    """One int64 for all levels, in their order; packed where it fits, else by dense ranks of the levels so far."""
    low = high = np.zeros(size, np.int64)
    room = 1  # how many different values the key has so far
    for level in levels:
        a, b, values = _closed(level)
        if room * values >= LIMIT:
            low, high, room = _dense(low, high)
        if room * values >= LIMIT:
            a, b, values = _dense(a, b)
        same = low is high and a is b
        first = room == 1
        low, room = a if first else low * values + a, room * values
        high = low if same else b if first else high * values + b
    return low, high


def _closed(level: Span) -> tuple[Ints64, Ints64, int]:
    """The level's values from 0 up, unbounded ends just outside all the others."""
    ends = (level.low,) if level.low is level.high else (level.low, level.high)
    unbounded = [(np.flatnonzero(e <= -LIMIT), np.flatnonzero(e >= LIMIT)) for e in ends]
    # Some bounded value stands in for the unbounded ones while the least and the most of the others are found.
    some = next((v for e, rows in zip(ends, unbounded, strict=True) if (v := _bounded(e, *rows)) is not None), 0)
    filled = [e.copy() for e in ends]
    for e, (low, high) in zip(filled, unbounded, strict=True):
        e[low] = e[high] = some
    least, most = min(int(e.min(initial=some)) for e in filled), max(int(e.max(initial=some)) for e in filled)
    for e, (low, high) in zip(filled, unbounded, strict=True):
        np.subtract(e, least - 1, out=e)
        e[low], e[high] = 0, most - least + 2
    return filled[0], filled[-1], most - least + 3


def _bounded(end: Ints64, low: Ints64, high: Ints64) -> int | None:
    """A bounded value of a column whose rows ``low`` and ``high`` are unbounded."""
    if len(low) + len(high) == len(end):
        return None
    bounded = np.ones(len(end), np.bool_)
    bounded[low] = bounded[high] = False
    return int(end[bounded.argmax()])


def _dense(low: Ints64, high: Ints64) -> tuple[Ints64, Ints64, int]:
    distinct, codes = np.unique(np.concatenate([low, high]), return_inverse=True)
    return codes[: len(low)].astype(np.int64), codes[len(low) :].astype(np.int64), len(distinct)
