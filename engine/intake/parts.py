"""One table of one sheet, understood; and what its titles say for the rows below them."""

from __future__ import annotations

from collections.abc import Callable

from engine.frozen import dataclass
from engine.intake.columns import Columns
from engine.intake.header import Header
from engine.intake.raw import RawSheet
from engine.intake.rows import Sorted, kinds_in
from engine.intake.values.reading import Reader

Said = tuple[int, str | None]  # a code, and the cell that says it


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its form, its columns, its rows. ``book`` is the position of its file."""

    book: int
    sheet: RawSheet
    header: Header
    columns: Columns
    rows: Sorted
    above: int  # the first row, from 0, of the space over it


def one_kind(text: str) -> str | None:
    """The kind of candidate that a title speaks of, where it speaks of one only."""
    kinds = kinds_in(text)
    return kinds.pop() if len(kinds) == 1 else None


def kind_of_title(part: Part) -> tuple[str, str | None] | None:
    """The one kind that the title over the table or the sheet's name speaks of, and the title's cell."""
    for row in range(part.header.first - 1, part.above - 1, -1):
        for column, value in enumerate(part.sheet.rows[row]):
            if isinstance(value, str) and value and kinds_in(value):
                kind = one_kind(value)
                return (kind, part.sheet.cell(row, column).ref) if kind else None
    kind = one_kind(part.sheet.name)
    return (kind, None) if kind else None


def said_by_sections(part: Part, read: Callable[[str], int | None], *, start: Said | None = None) -> list[Said | None]:
    """For each candidate what the section titles above it say: the last one that ``read`` can read.

    A title that names another kind of candidate ends what the titles before it said.
    """
    state: list[Said | None] = [start]
    kind = None
    for section in part.rows.sections:
        code = read(section.text)
        named = one_kind(section.text)
        if code is not None:
            state.append((code, part.sheet.cell(section.row, section.column).ref))
        else:
            state.append(start if named and named != kind else state[-1])
        kind = named or kind
    return [state[count] for count in part.rows.titles_above]


def option_in(reader: Reader) -> Callable[[str], int | None]:
    """A title read as a cell of the field would be."""
    def read(text: str) -> int | None:
        found = reader(text)
        return found if isinstance(found, int) else None

    return read
