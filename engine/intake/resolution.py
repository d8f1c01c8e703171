"""What people decided beforehand about duplicates and spellings, and its application to the candidates that were read.

A row that is set aside is not lost: it is counted among the rejected rows and told with its cell. A decision about a
cell that is not there any more, or that holds another name now, stops the run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.names import name_key, normal
from engine.problems import Problem, UnusableInput
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.roster import Table
    from engine.intake.units import UnitIndex
    from engine.rulebook.model import Field

SCHEMA = "xetkhen/resolve/1"
NOT_ONE = "none"  # of spellings: several units, or none that is known; nothing is changed


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several rows that may be one candidate: the cell of its name, and the name."""

    cell: str  # file!sheet!ref
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the copies stay. All of them: they are different people."""

    copies: tuple[Copy, ...]
    keep: frozenset[int]  # positions
    place: str  # choices.yaml:12:5, or choices.xlsx!Trùng lặp!B7


@dataclass(frozen=True, slots=True)
class Spelling:
    """Several ways to write one unit, and the one that is meant."""

    field: str
    written: tuple[str, ...]
    meant: str
    place: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A file of decisions as it was read; ``sha256`` of its bytes goes into the record of the run."""

    file: str
    sha256: str
    choices: tuple[Choice, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    left: tuple[Spelling, ...] = ()  # told to be several units, or none that is known: not asked again


@dataclass(frozen=True, slots=True)
class Settled:
    """The candidates that stay, the rows that do not, and the pairs that were told to be different."""

    table: Table
    aside: tuple[Problem, ...] = ()
    rows: frozenset[tuple[str, str, int]] = field(default_factory=frozenset)  # file, sheet, number of those set aside
    apart: frozenset[tuple[int, int]] = field(default_factory=frozenset)  # rows of ``table``, the smaller first


def settle(table: Table, resolution: Resolution) -> Settled:
    """Apply the choices. Raises UnusableInput for a cell that is gone or changed, and for choices that keep nobody."""
    position = {cell.full: row for row in range(len(table)) if (cell := table.cell("name", row)) is not None}
    names = table.frame["name"].tolist()
    instead: dict[int, tuple[int, Choice]] = {}
    told: set[tuple[int, int]] = set()
    for choice in resolution.choices:
        rows = [_row(copy, choice.place, position, names) for copy in choice.copies]
        kept = [row for n, row in enumerate(rows) if n in choice.keep]
        told.update((min(a, b), max(a, b)) for a in kept for b in kept if a != b)
        for n, row in enumerate(rows):
            if n not in choice.keep:
                instead.setdefault(row, (kept[0], choice))
    for row in instead:
        _somebody_stays(row, instead, names)
    stay = [row for row in range(len(table)) if row not in instead]
    moved = {old: new for new, old in enumerate(stay)}
    return Settled(
        _only(table, stay, moved),
        tuple(_set_aside(table, row, instead[row][0], names, resolution.file) for row in sorted(instead)),
        frozenset(
            (source.file, source.sheet, int(table.row[row]))
            for row in instead
            for source in (table.sources[int(table.source[row])],)
        ),
        frozenset((moved[a], moved[b]) for a, b in told if a in moved and b in moved),
    )


def told_apart(spellings: Sequence[Spelling]) -> tuple[tuple[Spelling, ...], tuple[Spelling, ...]]:
    """Those that mean one unit, and those that are several units or none that is known: there nothing is changed."""
    return (
        tuple(spelling for spelling in spellings if spelling.meant != NOT_ONE),
        tuple(spelling for spelling in spellings if spelling.meant == NOT_ONE),
    )


def learn(units: UnitIndex, resolution: Resolution, fields: Mapping[str, Field]) -> None:
    """Teach the list of units the spellings that were decided. Raises UnusableInput for a unit that is in no list."""
    for spelling in resolution.spellings:
        field_ = fields.get(spelling.field)
        if field_ is None or field_.type != "unit":
            continue
        code = units.find(spelling.meant)
        if not isinstance(code, int):
            raise UnusableInput(
                Text(
                    f"{spelling.place}: “{spelling.meant}” không có trong danh sách đơn vị; hãy ghi như danh sách.",
                    f"{spelling.place}: “{spelling.meant}” is not in the list of units; write a name of the list.",
                )
            )
        for text in spelling.written:
            units.said[normal(text)] = code


def respell(table: Table, resolution: Resolution, fields: Mapping[str, Field]) -> Table:
    """Text columns with each unit written as it was decided; what the cell says is kept beside it."""
    for field_id in dict.fromkeys(spelling.field for spelling in resolution.spellings):
        if field_id in table.frame and fields[field_id].type == "text":
            table = _respelled(table, resolution.spellings, field_id)
    return table


def _respelled(table: Table, spellings: Sequence[Spelling], field_id: str) -> Table:
    meant = {normal(text): s.meant for s in spellings if s.field == field_id for text in s.written}
    column = table.frame[field_id]
    written = dict(table.written.get(field_id, {}))
    values = [None if null else str(v) for v, null in zip(column.tolist(), column.isna().tolist(), strict=True)]
    for row, value in enumerate(values):
        if value is not None and (said := meant.get(normal(value))) is not None and said != value:
            written.setdefault(row, value)
            values[row] = said
    import pandas as pd

    frame = table.frame.assign(**{field_id: pd.Series(values, dtype=column.dtype, index=table.frame.index)})
    return replace(table, frame=frame, written={**table.written, field_id: written})


def without(problems: Sequence[Problem], rows: frozenset[tuple[str, str, int]]) -> list[Problem]:
    """The problems that stand in no row that was set aside."""
    return [p for p in problems if (p.file or "", p.sheet or "", _row_of(p.ref)) not in rows]


def _row(copy: Copy, place: str, position: Mapping[str, int], names: Sequence[object]) -> int:
    row = position.get(copy.cell)
    if row is None:
        raise UnusableInput(
            Text(
                f"{place}: không còn trường hợp nào ở ô {copy.cell}.\n"
                "Tệp đã thay đổi; hãy lập lại bằng --write-resolve.",
                f"{place}: there is no candidate at {copy.cell} any more.\n"
                "The file has changed; make it again with --write-resolve.",
            )
        )
    if name_key(str(names[row])) != name_key(copy.name):
        raise UnusableInput(
            Text(
                f"{place}: ô {copy.cell} nay ghi “{names[row]}”, không phải “{copy.name}”.\n"
                "Tệp đã thay đổi; hãy lập lại bằng --write-resolve.",
                f"{place}: {copy.cell} says “{names[row]}” now, not “{copy.name}”.\n"
                "The file has changed; make it again with --write-resolve.",
            )
        )
    return row


def _somebody_stays(row: int, instead: Mapping[int, tuple[int, Choice]], names: Sequence[object]) -> None:
    seen, at = {row}, row
    while at in instead:
        at, choice = instead[at]
        if at in seen:
            raise UnusableInput(
                Text(
                    f"{choice.place}: các lựa chọn bỏ hết mọi bản của “{names[row]}”; hãy giữ lại một bản.",
                    f"{choice.place}: the choices set aside every copy of “{names[row]}”; keep one of them.",
                )
            )
        seen.add(at)


def _set_aside(table: Table, row: int, kept: int, names: Sequence[object], file: str) -> Problem:
    cell, other = table.cell("name", row), table.cell("name", kept)
    assert cell is not None
    assert other is not None
    where = str(other) if other.file == cell.file else other.full
    number = int(table.row[row])
    return Problem(
        "row-set-aside",
        "info",
        Text(
            f"Dòng {number} (“{names[row]}”) không đưa vào xét, vì là bản trùng của ô {where}, theo {file}.",
            f"Row {number} (“{names[row]}”) is not considered, being a copy of {where}, as {file} says.",
        ),
        cell.file,
        cell.sheet,
        f"{number}:{number}",
        str(names[row]),
    )


def _only(table: Table, stay: Sequence[int], moved: Mapping[int, int]) -> Table:
    if len(stay) == len(table):
        return table

    def of(by_field: Mapping[str, Mapping[int, str]]) -> dict[str, dict[int, str]]:
        return {
            name: {moved[row]: text for row, text in rows.items() if row in moved} for name, rows in by_field.items()
        }

    return replace(
        table,
        frame=table.frame.iloc[list(stay)].reset_index(drop=True),
        source=table.source[list(stay)],
        row=table.row[list(stay)],
        unreadable=of(table.unreadable),
        written=of(table.written),
        elsewhere=of(table.elsewhere),
    )


def _row_of(ref: str | None) -> int:
    found = re.fullmatch(r"[A-Z]{0,3}(\d+)(?::\1)?", ref or "")
    return int(found[1]) if found else -1
