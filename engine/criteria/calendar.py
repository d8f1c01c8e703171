"""Years: those that a column of days or years stands for, whole years between two, and the longest run of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.criteria import grounded as g
from engine.criteria.operands import INF, LIMIT
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.criteria.facts import Facts, Span
    from engine.rulebook.model import Field

Ints64 = npt.NDArray[np.int64]

_FIRST_DAY = np.datetime64("0001-01-01", "D")


def is_dated(value: g.Value, fields: Mapping[str, Field], registers: Mapping[str, Facts]) -> bool:
    """Whether a value counts days; else it counts years."""
    match value:
        case t.Constant(scalar):
            return isinstance(scalar, date)
        case g.Column(name):
            return fields[name].type == "date"
        case g.Op(name, of):
            return name not in ("days_between", "years_between") and any(is_dated(v, fields, registers) for v in of)
        case g.Lookup(op, register, of_row):
            if of_row is None or op in ("count_in", "run_of_years_in", "years_in"):
                return False
            theirs = registers[register]
            return is_dated(of_row, theirs.fields, theirs.registers)
        case _:
            return False


def years_of(span: Span, dated: bool) -> tuple[Ints64, Ints64]:
    """The least and the most year of each row; unbounded ends stay so."""
    if not dated:
        return span.low, span.high
    return _year(span.low), _year(span.high)


def _bounded(ends: Ints64) -> npt.NDArray[np.bool_]:
    return np.abs(ends) < LIMIT


def _days(ends: Ints64) -> npt.NDArray[np.datetime64]:
    return _FIRST_DAY + (np.where(_bounded(ends), ends, 1) - 1).astype("timedelta64[D]")


def _year(ends: Ints64) -> Ints64:
    years = _days(ends).astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(_bounded(ends), years, ends)


def years_between(a: Span, b: Span, dated: tuple[bool, bool]) -> tuple[Ints64, Ints64]:
    """Whole years from the first to the second: of two days those that are full, else the difference of the years."""
    both = dated == (True, True)
    ends = []
    for first, second, open_end in ((a.high, b.low, -INF), (a.low, b.high, INF)):
        years = _year(second) if dated[1] else second
        before = _year(first) if dated[0] else first
        if both:
            # The year that the anniversary has not yet come in is no full one.
            before = before + (_in_year(second) < _in_year(first))
        known = _bounded(first) & _bounded(second)
        ends.append(np.where(known, np.where(known, years, 0) - np.where(known, before, 0), open_end))
    return ends[0].astype(np.int64), ends[1].astype(np.int64)


def _in_year(ends: Ints64) -> Ints64:
    days = _days(ends)
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12
    in_month: Ints64 = (days - months.astype("datetime64[D]")).astype(np.int64)
    return month * 31 + in_month


def longest_run(years: Iterable[int], spare: int = 0) -> int:
    """Of consecutive years, the most in one run; ``spare`` rows may stand for any year that is missing.

    >>> longest_run([2019, 2020, 2020, 2022]), longest_run([2019, 2020, 2022], spare=1), longest_run([], spare=2)
    (2, 4, 2)
    """
    known = sorted(set(years))
    best, start = spare, 0
    for end, year in enumerate(known):
        while year - known[start] + 1 - (end - start + 1) > spare:
            start += 1
        # What is left over after the gaps are filled lengthens the run at its ends.
        best = max(best, end - start + 1 + spare)
    return best
