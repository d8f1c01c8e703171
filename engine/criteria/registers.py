"""Which rows of a register speak of which candidate, and what they say.

A blank unit is known to be of no unit, so it matches nothing (unless the round's quotas are per that unit); any other
blank among ours leaves the match untold. A register row with a blank in its key matches nobody: it was reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from engine.criteria.columns import INF, Code, Number, Operand
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.criteria.facts import Facts, Span, Truths8

Ints64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which register rows match which of the table's rows, and rows for whom a match cannot be told."""

    ours: Ints64
    theirs: Ints64
    untold: Bools


def pairs(facts: Facts, register: str, match: tuple[t.Match, ...]) -> Pairs:
    """All matching pairs, in the table's and then the register's order."""
    theirs = facts.registers[register]
    untold = np.zeros(facts.size, np.bool_)
    columns = [(pair, *_keys(facts, theirs, pair)) for pair in match if not pair.if_given]
    for pair, ours, _ in columns:
        if facts.fields[pair.ours].type != "unit" or pair.ours in facts.groups:
            untold |= pd.isna(ours)
        untold[list(facts.table.unreadable.get(pair.ours, ()))] = True
    left, right = _joined([c[1] for c in columns], facts.size), _joined([c[2] for c in columns], theirs.size)
    ours_rows, their_rows = _equal(left, right)
    keep = np.ones(len(ours_rows), np.bool_)
    for pair in (m for m in match if m.if_given):
        a, b = _keys(facts, theirs, pair)
        a, b = a[ours_rows], b[their_rows]
        keep &= pd.isna(a) | pd.isna(b) | (a == b)
    return Pairs(ours_rows[keep], their_rows[keep], untold)


def _keys(facts: Facts, theirs: Facts, pair: t.Match) -> tuple[Keys, Keys]:
    types = (facts.fields[pair.ours].type, theirs.fields[pair.theirs].type)
    unit = "unit" in types or pair.theirs in ("unit_name", "parent")
    return facts.keys(pair.ours, unit=unit), theirs.keys(pair.theirs, unit=unit)


def _joined(columns: list[Keys], size: int) -> list[tuple[object, ...] | None]:
    """One key per row; None where any part is blank. No columns at all: everybody has the same key."""
    if not columns:
        return [()] * size
    return [None if any(part is None for part in parts) else parts for parts in zip(*columns, strict=True)]


def _equal(left: list[tuple[object, ...] | None], right: list[tuple[object, ...] | None]) -> tuple[Ints64, Ints64]:
    rows: dict[tuple[object, ...], list[int]] = {}
    for i, key in enumerate(right):
        if key is not None:
            rows.setdefault(key, []).append(i)
    ours, theirs = [], []
    for i, key in enumerate(left):
        if key is not None and key in rows:
            found = rows[key]
            ours += [i] * len(found)
            theirs += found
    return np.array(ours, np.int64), np.array(theirs, np.int64)


def in_register(facts: Facts, term: t.InRegister) -> Truths8:
    """Met where a matching row surely satisfies ``where``; unknown where one may."""
    where = facts.registers[term.register].truth(term.where)  # type: ignore[arg-type]
    best = int(where.max(initial=0))
    if not term.match:
        return np.full(facts.size, best, np.int8)
    tied = pairs(facts, term.register, term.match)
    found = np.zeros(facts.size, np.int8)
    np.maximum.at(found, tied.ours, where[tied.theirs])
    return np.where(tied.untold, np.maximum(found, min(1, best)), found).astype(np.int8)


def look_up(facts: Facts, term: t.Lookup) -> Operand:
    """A number or option over the matching rows; rows that may or may not count widen the span."""
    theirs = facts.registers[term.register]
    where = theirs.truth(term.where)  # type: ignore[arg-type]
    tied = pairs(facts, term.register, term.match)
    possible = where[tied.theirs] > 0
    ours, rows = tied.ours[possible], tied.theirs[possible]
    sure = where[rows] == 2
    if term.op == "find_in":
        return _find(facts, term, ours, rows, sure, tied.untold)
    low, high = np.zeros(facts.size, np.int64), np.zeros(facts.size, np.int64)
    scale = 0
    if term.op == "count_in":
        np.add.at(low, ours[sure], 1)
        np.add.at(high, ours, 1)
    else:
        assert term.value is not None
        span = theirs.span(term.value)
        scale = span.scale
        _gather(term.op, span, ours, rows, sure, low, high)
    high = np.where(tied.untold, INF, np.minimum(high, INF))
    return Number(facts.store(low), facts.store(high), scale, None)


def _gather(op: str, span: Span, ours: Ints64, rows: Ints64, sure: Bools, low: Ints64, high: Ints64) -> None:
    least, most = span.low[rows], span.high[rows]
    match op:
        case "total_in":
            np.add.at(low, ours, np.where(sure, np.maximum(least, 0), 0))
            np.add.at(high, ours, most)
        case "largest_in":
            np.maximum.at(low, ours, np.where(sure, least, 0))
            np.maximum.at(high, ours, most)
        case _:
            raise AssertionError(f"{op} is refused when a rulebook is read")


def _find(facts: Facts, term: t.Lookup, ours: Ints64, rows: Ints64, sure: Bools, untold: Bools) -> Operand:
    from engine.criteria.facts import Choice

    assert term.value is not None
    found = facts.registers[term.register].value(term.value)
    given = untold.copy()
    given[ours] = True
    doubtful = untold.copy()
    doubtful[ours[~sure]] = True
    told = facts.store(given)
    if isinstance(found, Choice):
        # One known value among all the rows that may be meant, else nobody knows.
        least, most = np.full(facts.size, INF), np.full(facts.size, -INF)
        np.minimum.at(least, ours, found.code[rows])
        np.maximum.at(most, ours, found.code[rows])
        code = np.where((least == most) & (least >= 0) & ~doubtful, least, -1)
        return Code(facts.store(code), found.options, told)
    low, high = np.full(facts.size, INF), np.full(facts.size, -INF)
    np.minimum.at(low, ours, found.low[rows])
    np.maximum.at(high, ours, found.high[rows])
    doubtful |= ~given
    return Number(
        facts.store(np.where(doubtful, -INF, low)), facts.store(np.where(doubtful, INF, high)), found.scale, told
    )
