"""Sheets as they come out of a file: plain values in rows and columns from A1, before anything is understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta

from engine.frozen import dataclass
from engine.provenance import Cell, column_letter


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds something which is no value: an error, or a formula without a stored result."""

    shown: str  # "#N/A"; "=" for a formula whose result was never stored


@dataclass(frozen=True, slots=True)
class Ticked:
    """A yes/no cell of the spreadsheet itself. Python's True equals 1 and would be taken for it in a dict."""

    value: bool


@dataclass(frozen=True, slots=True)
class Several:
    """A value that is not one row's: two cells say different things, or one cell stands for several rows."""

    shown: str
    merged: bool = False  # an amount in a cell merged over several rows


Raw = str | float | int | date | datetime | time | timedelta | Broken | Ticked | Several
"""A cell. Empty is ``""``. Numbers are floats as the file holds them."""

Row = list[Raw]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet. ``rows[i][j]`` is the cell in row i+1, column j+1; all rows are equally long."""

    file: str
    name: str
    rows: Sequence[Row]
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column; from 0
    hidden: bool = False
    late_epoch: bool = False  # the file counts its days from 1904
    fonts: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    # column -> row, from 0 -> the font of before Unicode in which a text is written

    def cell(self, row: int, column: int) -> Cell:
        """The address of a cell, row and column from 0."""
        return Cell(self.file, self.name, f"{column_letter(column)}{row + 1}")


@dataclass(frozen=True, slots=True)
class RawBook:
    """One file: its name as problems print it, the digest of its bytes, its sheets."""

    file: str
    sha256: str
    sheets: tuple[RawSheet, ...]
    limited: bool = True  # read where memory and time could be limited


def is_empty(value: Raw) -> bool:
    """Nothing, or nothing but spaces."""
    return value == "" or (isinstance(value, str) and not value.strip(" \t\r\n\u00a0\u200b\ufeff\u3000"))


def has_content(row: Iterable[Raw]) -> bool:
    """Some cell holds a value. An error cell is none: prepared rows are full of them."""
    return any(not is_empty(v) and not isinstance(v, Broken) for v in row)
