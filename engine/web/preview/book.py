"""A workbook of ours, sheet by sheet, as plain tables: the first rows of each, read as they stream by."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.frozen import dataclass

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class BookCell:
    """A cell as it shows; ``span``: over how many columns."""

    text: str
    bold: bool = False
    number: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    """One sheet, and what the others are called."""

    names: tuple[str, ...]
    chosen: int
    rows: tuple[tuple[BookCell, ...], ...]
    more: int  # rows that are not shown


@lru_cache(maxsize=16)
def book_of(file: Path, _stamp: int, chosen: int) -> Book:
    """``chosen``: the number of a sheet, from 0; the first where there are not so many."""
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True)
    try:
        sheet = book.worksheets[chosen] if chosen < len(book.worksheets) else book.worksheets[0]
        width = sheet.max_column or 1
        rows = tuple(_row(cells, width) for cells in sheet.iter_rows(max_row=MOST_ROWS, max_col=width))
        names = tuple(each.title for each in book.worksheets)
        return Book(names, book.worksheets.index(sheet), rows, max(0, (sheet.max_row or 0) - MOST_ROWS))
    finally:
        book.close()


def _row(cells: Any, width: int) -> tuple[BookCell, ...]:
    found = [_cell(cell) for cell in cells]
    filled = [n for n, cell in enumerate(found) if cell.text]
    if filled == [0]:  # a heading over the whole width
        return (BookCell(found[0].text, found[0].bold, span=width),)
    return tuple(found)


def _cell(cell: Any) -> BookCell:
    value = cell.value
    number = isinstance(value, int) and not isinstance(value, bool)
    return BookCell("" if value is None else str(value), bool(value is not None and cell.font and cell.font.b), number)
