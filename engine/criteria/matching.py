"""Which rows of a register speak of which candidate.

A blank unit is known to be of no unit, so it matches nothing (unless the round's quotas are per that unit). Any other
blank among ours, and any cell that nobody can read, leaves open whether the rows match that agree in all the rest.
A register row with a blank in its key matches nobody: it was reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from engine.frozen import dataclass
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.criteria.facts import Facts

Ints64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Register rows that match, or may match, the table's rows."""

    ours: Ints64
    theirs: Ints64
    sure: Bools  # per pair: it matches; else it may
    untold: Bools  # per row of the table: nothing of its key is known, so any complete row of the register may match
    complete: Bools  # per row of the register: nothing of its key is blank


@dataclass(frozen=True, slots=True)
class _Column:
    ours: Keys
    theirs: Keys
    open: Bools  # ours is not known, and that does not mean that there is none


def pairs(facts: Facts, register: str, match: tuple[t.Match, ...]) -> Pairs:
    """All pairs that may match. No ``match`` at all: everybody is paired with every row."""
    theirs = facts.registers[register]
    columns = [_column(facts, theirs, pair) for pair in match if not pair.if_given]
    soft = [pair for pair in match if pair.if_given]
    opens: Bools = np.array([c.open for c in columns], np.bool_).reshape(len(columns), facts.size)
    complete = np.ones(theirs.size, np.bool_)
    for column in columns:
        complete &= ~pd.isna(column.theirs)
    some_open: Bools = np.any(opens, axis=0)
    # Where rows may match for all that is known, listing each would take as many pairs as both tables have together.
    untold: Bools = np.all(opens, axis=0) & some_open if not soft else np.zeros(facts.size, np.bool_)
    found = [_equal(columns, np.flatnonzero(~some_open), np.flatnonzero(complete))]
    listed = np.flatnonzero(some_open & ~untold)
    if len(listed):
        patterns, which = np.unique(opens[:, listed], axis=1, return_inverse=True)
        for i, pattern in enumerate(patterns.T):
            known = [c for c, unknown in zip(columns, pattern, strict=True) if not unknown]
            found.append(_equal(known, listed[which.ravel() == i], np.flatnonzero(complete)))
    ours_rows, their_rows = (np.concatenate([f[side] for f in found]) for side in (0, 1))
    keep, sure = np.ones(len(ours_rows), np.bool_), ~some_open[ours_rows]
    for pair in soft:
        a, b = (keys[rows] for keys, rows in zip(_keys(facts, theirs, pair), (ours_rows, their_rows), strict=True))
        mute = facts.unreadable(pair.ours)[ours_rows], theirs.unreadable(pair.theirs)[their_rows]
        keep &= pd.isna(a) | pd.isna(b) | (a == b)
        # A blank does not stand in the way; what nobody can read may be another.
        sure &= ~((mute[0] & (~pd.isna(b) | mute[1])) | (mute[1] & ~pd.isna(a)))
    return Pairs(ours_rows[keep], their_rows[keep], sure[keep], untold, complete)


def _column(facts: Facts, theirs: Facts, pair: t.Match) -> _Column:
    ours, other = _keys(facts, theirs, pair)
    open_ = facts.unreadable(pair.ours)
    if facts.fields[pair.ours].type != "unit" or pair.ours in facts.groups:
        open_ |= pd.isna(ours)
    return _Column(ours, other, open_)


def _keys(facts: Facts, theirs: Facts, pair: t.Match) -> tuple[Keys, Keys]:
    types = (facts.fields[pair.ours].type, theirs.fields[pair.theirs].type)
    unit = "unit" in types or pair.theirs in ("unit_name", "parent")
    return facts.keys(pair.ours, unit=unit), theirs.keys(pair.theirs, unit=unit)


def _equal(columns: Sequence[_Column], ours: Ints64, theirs: Ints64) -> tuple[Ints64, Ints64]:
    """Pairs of these rows whose keys are equal in all columns; a blank of ours is equal to nothing."""
    if not columns:
        return np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))
    rows: dict[tuple[object, ...], list[int]] = {}
    for i, key in zip(theirs.tolist(), _joined([c.theirs[theirs] for c in columns]), strict=True):
        rows.setdefault(key, []).append(i)
    left: list[int] = []
    right: list[int] = []
    for i, key in zip(ours.tolist(), _joined([c.ours[ours] for c in columns]), strict=True):
        found = rows.get(key)
        if found:
            left += [i] * len(found)
            right += found
    return np.array(left, np.int64), np.array(right, np.int64)


def _joined(columns: list[Keys]) -> list[tuple[object, ...]]:
    return list(zip(*(c.tolist() for c in columns), strict=True))
