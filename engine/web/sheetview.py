"""A part of a sheet as it is laid out: the header's rows, the rows around one cell, merged cells, widths by content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.intake.raw import RawBook, RawSheet
from engine.intake.values.reading import shown
from engine.provenance import column_index, column_letter

AROUND, WIDEST, TALLEST = 6, 40, 8  # rows above and below; columns; rows of a header
_LONGEST = 160  # letters of a cell
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::.*)?|(\d{1,7}):\d{1,7}")
_WIDTHS = ((4, "w1"), (12, "w2"), (24, "w3"))  # letters up to which a column has that width


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as it is drawn."""

    shown: str
    boxed: bool
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet; ``gap``: rows before it are left out."""

    number: int
    here: bool
    gap: bool
    cells: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: the columns with their widths, the header's rows, the rows around."""

    letters: tuple[tuple[str, str], ...]
    head: tuple[Line, ...]
    rows: tuple[Line, ...]


def has_place(ref: str | None) -> bool:
    """Whether a reference names a cell or a row."""
    return _CELL.fullmatch(ref or "") is not None


def view(books: Sequence[RawBook], file: str | None, sheet: str | None, ref: str | None, header: str) -> View | None:
    """``header``: where the header stands, ``6`` or ``6-7``, or nothing. None where there is no such place."""
    place = _CELL.fullmatch(ref or "")
    found = next((s for book in books if book.file == file for s in book.sheets if s.name == sheet), None)
    if place is None or found is None or not found.rows:
        return None
    row = int(place[2] or place[3]) - 1
    if row >= len(found.rows):
        return None
    return _View(found, row, column_index(place[1]) if place[1] else None, header).drawn()


class _View:
    def __init__(self, sheet: RawSheet, row: int, column: int | None, header: str) -> None:
        self.sheet, self.row, self.column = sheet, row, column
        first, _, last = header.partition("-")
        top = range(int(first) - 1, int(last or first)) if first.isdecimal() else range(0)
        around = range(max(0, row - AROUND), min(len(sheet.rows), row + AROUND + 1))
        self.head = [n for n in top if n < len(sheet.rows) and n < row][:TALLEST]
        self.body = [n for n in around if not self.head or n > self.head[-1]]
        self.columns = self._columns()

    def _columns(self) -> range:
        rows = [self.sheet.rows[n] for n in (*self.head, *self.body)]
        used = max((n + 1 for row in rows for n, value in enumerate(row) if shown(value)), default=1)
        used = max(used, (self.column or 0) + 1)
        first = max(0, min((self.column or 0) - WIDEST // 2, used - WIDEST))
        return range(first, min(used, first + WIDEST))

    def drawn(self) -> View:
        letters = tuple((column_letter(n), self._width(n)) for n in self.columns)
        return View(letters, self._lines(self.head), self._lines(self.body))

    def _width(self, column: int) -> str:
        merged = {(top, left) for top, left, _, right in self.sheet.merged if right > left}
        texts = [self._text(n, column) for n in (*self.head, *self.body) if (n, column) not in merged]
        longest = max(map(len, texts), default=0)
        return next((name for most, name in _WIDTHS if longest <= most), "w4")

    def _text(self, row: int, column: int) -> str:
        values = self.sheet.rows[row]
        text = shown(values[column]) if column < len(values) else ""
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

    def _lines(self, numbers: Sequence[int]) -> tuple[Line, ...]:
        anchors, covered = self._merged(numbers)
        lines = []
        for place, number in enumerate(numbers):
            cells = tuple(
                self._box(number, column, anchors.get((number, column)))
                for column in self.columns
                if (number, column) not in covered
            )
            gap = number != (numbers[place - 1] + 1 if place else (self.head[-1] + 1 if self.head else 0))
            lines.append(Line(number + 1, number == self.row, gap and numbers is self.body, cells))
        return tuple(lines)

    def _box(self, row: int, column: int, area: tuple[int, int, int, int] | None) -> Box:
        if area is None:
            return Box(self._text(row, column), row == self.row and self.column in (None, column))
        top, left, across, down = area
        inside = row <= self.row < row + down and (self.column is None or column <= self.column < column + across)
        return Box(self._text(top, left), inside, across, down)

    def _merged(
        self, numbers: Sequence[int]
    ) -> tuple[dict[tuple[int, int], tuple[int, int, int, int]], set[tuple[int, int]]]:
        """Where what is left of each merged area begins, with its origin and extent; and the cells it covers."""
        anchors: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.sheet.merged:
            rows = [n for n in numbers if top <= n <= bottom]
            columns = [n for n in self.columns if left <= n <= right]
            if not rows or not columns or len(rows) * len(columns) < 2:
                continue
            area = {(row, column) for row in rows for column in columns}
            if area & covered or area & anchors.keys():  # a file may say anything
                continue
            anchors[rows[0], columns[0]] = (top, left, len(columns), len(rows))
            covered |= area - {(rows[0], columns[0])}
        return anchors, covered
