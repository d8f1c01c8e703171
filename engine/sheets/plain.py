"""Sheets as they travel from one process to the other: nothing but what ``marshal`` carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

Plain = str | float | int | bool | tuple[str | int, ...]
"""A cell. Text, numbers and yes/no as they are; the rest is a tuple that begins with what it is:

``("!", shown)`` an error or a formula without result, ``("d", day)`` and ``("t", day, seconds, microseconds)`` a day
and a moment, ``("h", seconds, microseconds)`` a time of day, ``("l", days, seconds, microseconds)`` a length of time.
"""

Row = list[Plain]
Place = tuple[int, int]  # row, column, from 0
Batch = tuple[list[Row], list[int], list[int]]
"""Rows; which of them, and which of their columns, hold something other than text and numbers."""

_AS_IT_IS = frozenset({str, float, int})
CELLS_IN_A_BATCH = 40_000


class Sheet:
    """One sheet: its rows are made while they are asked for, once."""

    __slots__ = ("fonts", "hidden", "late_epoch", "merged", "name", "rows")

    def __init__(
        self, name: str, rows: Iterable[list[object]] = (), *, merged: Iterable[tuple[int, int, int, int]] = (),
        hidden: bool = False, late_epoch: bool = False, fonts: dict[int, dict[int, str]] | None = None,
    ) -> None:
        self.name = name
        self.rows = rows
        self.merged = list(merged)  # first row, first column, last row, last column; from 0
        self.hidden = hidden
        self.late_epoch = late_epoch  # the file counts its days from 1904
        self.fonts = fonts or {}  # column -> row -> the old font in which its text is written

    def head(self) -> tuple[object, ...]:
        """All but the rows."""
        return self.name, self.merged, self.hidden, self.late_epoch, self.fonts

    def batches(self) -> Iterator[Batch]:
        """The rows in batches of some ten thousand cells."""
        rows: list[Row] = []
        odd: list[int] = []
        columns: dict[int, None] = {}
        cells = 0
        for row in self.rows:
            if not _AS_IT_IS.issuperset(map(type, row)):
                odd.append(len(rows))
                for column in columns:
                    if column < len(row):
                        row[column] = plain(row[column])
                for column, value in enumerate(row):
                    if type(value) not in _AS_IT_IS:
                        columns[column] = None
                        row[column] = plain(value)
            rows.append(row)  # type: ignore[arg-type]
            cells += len(row)
            if cells >= CELLS_IN_A_BATCH:
                yield rows, odd, list(columns)
                rows, odd, cells = [], [], 0
        yield rows, odd, list(columns)


def plain(value: object) -> Plain:
    """A cell as calamine gives it, in the form in which it travels."""
    match value:
        case datetime():
            return "t", value.toordinal(), value.hour * 3600 + value.minute * 60 + value.second, value.microsecond
        case date():
            return "d", value.toordinal()
        case time():
            return "h", value.hour * 3600 + value.minute * 60 + value.second, value.microsecond
        case timedelta():
            return "l", value.days, value.seconds, value.microseconds
        case bool() | str() | float() | int() | tuple():
            return value
        case _:
            return ""
