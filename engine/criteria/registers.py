"""What the rows of a register say of each candidate: whether some row satisfies a condition, and values over rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.criteria import grounded as g
from engine.criteria.calendar import is_dated, longest_run, years_of
from engine.criteria.matching import Pairs, pairs
from engine.criteria.operands import INF, LIMIT, Code, Number, Operand
from engine.frozen import dataclass

if TYPE_CHECKING:
    from engine.criteria.facts import Choice, Facts, Span, Truths8

Ints64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def in_register(facts: Facts, term: g.InRegister) -> Truths8:
    """Met where a matching row surely satisfies ``where``; unknown where one may."""
    where = facts.registers[term.register].truth(term.where)
    if not term.match:
        return np.full(facts.size, int(where.max(initial=0)), np.int8)
    tied = pairs(facts, term.register, term.match)
    found = np.zeros(facts.size, np.int8)
    np.maximum.at(found, tied.ours, _counts(tied, where))
    any_may = int(bool((where[tied.complete] > 0).any()))
    return np.where(tied.untold, np.maximum(found, any_may), found).astype(np.int8)


def _counts(tied: Pairs, where: Truths8) -> Truths8:
    """Per pair the truth that it matches and satisfies ``where``."""
    truths = where[tied.theirs]
    return np.where(tied.sure, truths, np.minimum(truths, 1)).astype(np.int8)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The pairs that count or may, and the register rows that may speak of those of whom nothing is known."""

    ours: Ints64
    rows: Ints64
    sure: Bools
    untold: Bools
    of_untold: Ints64


def look_up(facts: Facts, term: g.Lookup) -> Operand:
    """A number or option over the matching rows; rows that may or may not count widen the span."""
    theirs = facts.registers[term.register]
    where = theirs.truth(term.where)
    tied = pairs(facts, term.register, term.match)
    truths = _counts(tied, where)
    possible = truths > 0
    rows = _Rows(
        tied.ours[possible],
        tied.theirs[possible],
        truths[possible] == 2,
        tied.untold,
        np.flatnonzero(tied.complete & (where > 0)),
    )
    if term.op in ("run_of_years_in", "years_in"):
        return _years(facts, term)
    if term.op == "find_in":
        assert term.value is not None
        return _find(facts, theirs.value(term.value), rows)
    if term.op == "count_in":
        low, high, scale = *_total(facts.size, rows, np.ones(theirs.size, np.int64), np.ones(theirs.size, np.int64)), 0
    else:
        assert term.value is not None
        span = theirs.span(term.value)
        fold = {"total_in": _total, "largest_in": _largest}[term.op]
        low, high, scale = *fold(facts.size, rows, span.low, span.high), span.scale
    return Number(facts.store(low), facts.store(high), scale, None)


def _total(size: int, rows: _Rows, least: Ints64, most: Ints64) -> tuple[Ints64, Ints64]:
    """A row that may count adds nothing, or what it may say."""
    low = _sum(size, rows, np.where(rows.sure, least[rows.rows], np.minimum(least[rows.rows], 0)), np.minimum(least, 0))
    high = _sum(size, rows, np.where(rows.sure, most[rows.rows], np.maximum(most[rows.rows], 0)), np.maximum(most, 0))
    return low, high


def _sum(size: int, rows: _Rows, ends: Ints64, of_untold: Ints64) -> Ints64:
    """Sums per row of the table; an unbounded end stays so, however many are added to it."""
    bounded = np.abs(ends) < LIMIT
    total = np.zeros(size, np.int64)
    np.add.at(total, rows.ours[bounded], ends[bounded])
    total[rows.ours[~bounded]] = ends[~bounded]
    whole = sum(of_untold[rows.of_untold].tolist())
    total[rows.untold] = max(-INF, min(INF, whole))
    return total


def _largest(size: int, rows: _Rows, least: Ints64, most: Ints64) -> tuple[Ints64, Ints64]:
    """Of no row at all: 0, which for days is before all of them."""
    ours, theirs = rows.ours[rows.sure], rows.rows[rows.sure]
    none_sure = np.ones(size, np.bool_)
    none_sure[ours] = False
    low, high = np.full(size, -INF), np.full(size, -INF)
    np.maximum.at(low, ours, least[theirs])
    np.maximum.at(high, rows.ours, most[rows.rows])
    # Where no row surely counts there may be none, or any one alone.
    alone = np.zeros(size, np.int64)
    np.minimum.at(alone, rows.ours, least[rows.rows])
    low, high = np.where(none_sure, alone, low), np.where(none_sure, np.maximum(high, 0), high)
    low[rows.untold] = least[rows.of_untold].min(initial=0)
    high[rows.untold] = most[rows.of_untold].max(initial=0)
    return low, high


def speaking(facts: Facts, term: g.Lookup) -> Iterator[tuple[list[int], list[int]]]:
    """For each of our rows the register rows that surely count and those that may."""
    theirs = facts.registers[term.register]
    tied = pairs(facts, term.register, term.match)
    where = theirs.truth(term.where)
    truths = _counts(tied, where)
    found: dict[int, tuple[list[int], list[int]]] = {}
    for ours, row, truth in zip(tied.ours.tolist(), tied.theirs.tolist(), truths.tolist(), strict=True):
        if truth:
            found.setdefault(ours, ([], []))[0 if truth == 2 else 1].append(row)
    any_may = np.flatnonzero(tied.complete & (where > 0)).tolist()
    for row, untold in enumerate(tied.untold.tolist()):
        yield ([], any_may) if untold else found.get(row, ([], []))


def _years(facts: Facts, term: g.Lookup) -> Number:
    """Among the rows that count: the longest run of consecutive years, or how many different years there are."""
    assert term.value is not None
    theirs = facts.registers[term.register]
    span = theirs.span(term.value)
    low, high = years_of(span, is_dated(term.value, theirs.fields, theirs.registers))
    years = [int(a) if a == b else None for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    least, most = np.zeros(facts.size, np.int64), np.zeros(facts.size, np.int64)
    for i, (sure, maybe) in enumerate(speaking(facts, term)):
        known = [y for r in sure if (y := years[r]) is not None]
        possible = [y for r in (*sure, *maybe) if (y := years[r]) is not None]
        # A row whose year nobody knows may stand in any gap.
        spare = sum(1 for r in (*sure, *maybe) if years[r] is None)
        if term.op == "years_in":
            # A row whose year nobody knows may be of one that is there already, or of another.
            least[i], most[i] = len(set(known)) or (1 if sure else 0), len(set(possible)) + spare
            continue
        least[i] = longest_run(known) or (1 if sure else 0)
        most[i] = longest_run(possible, spare)
    return Number(facts.store(least), facts.store(most), 0, None)


def _find(facts: Facts, found: Span | Choice, rows: _Rows) -> Operand:
    from engine.criteria.facts import Choice

    given = rows.untold & bool(len(rows.of_untold))
    doubtful = given.copy()
    given[rows.ours] = True
    doubtful[rows.ours[~rows.sure]] = True
    told = facts.store(given)
    if isinstance(found, Choice):
        # One known value among all the rows that may be meant, else nobody knows.
        least, most = np.full(facts.size, INF), np.full(facts.size, -INF)
        np.minimum.at(least, rows.ours, found.code[rows.rows])
        np.maximum.at(most, rows.ours, found.code[rows.rows])
        code = np.where((least == most) & (least >= 0) & ~doubtful, least, -1)
        return Code(facts.store(code), found.options, told)
    low, high = np.full(facts.size, INF), np.full(facts.size, -INF)
    np.minimum.at(low, rows.ours, found.low[rows.rows])
    np.maximum.at(high, rows.ours, found.high[rows.rows])
    doubtful |= ~given
    return Number(
        facts.store(np.where(doubtful, -INF, low)), facts.store(np.where(doubtful, INF, high)), found.scale, told
    )
