"""Rows that may be one candidate, side by side as their sheets say them: what a person compares before deciding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.raw import RawSheet
from engine.intake.values.reading import shown
from engine.names import name_key, normal
from engine.provenance import column_index

if TYPE_CHECKING:
    from engine.intake.raw import RawBook
    from engine.intake.resolution import Copy
    from engine.intake.roster import Source


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: what each row's cell says, blank where it says nothing, and whether they say the same."""

    field: str
    said: tuple[str, ...]
    differs: bool


class SideBySide:
    """The sheets of a run, by file and name; ``sources`` say which column of each holds which field."""

    def __init__(self, books: Iterable[RawBook], sources: Iterable[Source]) -> None:
        self._sheets = {f"{book.file}!{sheet.name}": sheet for book in books for sheet in book.sheets}
        self._columns = {(source.file, source.sheet): source.columns for source in sources}

    def compared(self, copies: Sequence[Copy]) -> tuple[Compared, ...]:
        """Every field that some row says something of, in the order of the first row's columns."""
        rows = [self._row(copy) for copy in copies]
        fields = dict.fromkeys(field for row in rows for field in row)
        found = []
        for field in fields:
            said = tuple(row.get(field, "") for row in rows)
            if any(said):
                key = name_key if field == "name" else normal
                found.append(Compared(field, said, len({key(text) for text in said}) > 1))
        return tuple(found)

    def is_there(self, copy: Copy) -> bool:
        """Whether the cell still holds that name."""
        sheet, ref = self._sheet(copy), copy.cell.rpartition("!")[2]
        return sheet is not None and name_key(_at(sheet, ref)) == name_key(copy.name)

    def _row(self, copy: Copy) -> Mapping[str, str]:
        sheet, ref = self._sheet(copy), copy.cell.rpartition("!")[2]
        if sheet is None:
            return {}
        number = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        columns = self._columns.get((sheet.file, sheet.name), {})
        return {field: _at(sheet, f"{letter}{number}") for field, letter in columns.items()}

    def _sheet(self, copy: Copy) -> RawSheet | None:
        return self._sheets.get(copy.cell.rpartition("!")[0])


def _at(sheet: RawSheet, ref: str) -> str:
    number = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not number.isdecimal() or number == ref:
        return ""
    row, column = int(number) - 1, column_index(ref[: -len(number)])
    return shown(sheet.rows[row][column]) if row < len(sheet.rows) and column < len(sheet.rows[row]) else ""
