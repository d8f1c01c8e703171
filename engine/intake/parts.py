"""One table of one sheet, understood; and what its titles say for the rows below them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.intake.columns import Columns
from engine.intake.header import Header
from engine.intake.raw import RawSheet
from engine.intake.rows import Sorted, kinds_in


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its form, its columns, its rows. ``book`` is the position of its file."""

    book: int
    sheet: RawSheet
    header: Header
    columns: Columns
    rows: Sorted
    above: int  # the first row, from 0, of the space over it


def section_kinds(part: Part) -> dict[int, str]:
    """Row of a section title -> the one kind it names."""
    return {s.row: kinds.pop() for s in part.rows.sections if len(kinds := kinds_in(s.text)) == 1}


def title_kind(part: Part) -> tuple[str, str | None] | None:
    """The one kind that the title over the table or the sheet's name speaks of, and the title's cell."""
    for row in range(part.header.first - 1, part.above - 1, -1):
        for column, value in enumerate(part.sheet.rows[row]):
            if isinstance(value, str) and value and (kinds := kinds_in(value)):
                return (kinds.pop(), part.sheet.cell(row, column).ref) if len(kinds) == 1 else None
    kinds = kinds_in(part.sheet.name)
    return (kinds.pop(), None) if len(kinds) == 1 else None
