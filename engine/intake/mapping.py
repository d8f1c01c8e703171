"""A column map: which column of which file holds which field, said by a person and held against every sheet.

What a map says goes before what a header says. It is never stretched: a table whose columns are not those that the map
lists stops the run, and what the map says nothing about is read by its headers, and told so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace

from engine.frozen import dataclass
from engine.intake.columns import Columns
from engine.intake.forms import Form, Match
from engine.intake.header import Header, HeaderColumn
from engine.intake.labels import label_key, units_in
from engine.intake.raw import RawBook, RawSheet
from engine.names import normal
from engine.problems import Problem, UnusableInput
from engine.provenance import Text, column_letter

SCHEMA = "xetkhen/mapping/1"
NOT_USED, OPEN = "none", "?"  # what a field may also be: of no field, not yet answered
EITHER, JOINED = "either", "joined"  # parts of a field that several columns hold; else the option that a tick means


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table: where it stands, what its header says, and the field it holds (None: not used)."""

    letter: str
    header: str
    field: str | None
    part: str = ""
    unit: int | None = None  # dong that a bare number counts, where the header does not say
    place: str = ""  # map.yaml:12:7


@dataclass(frozen=True, slots=True)
class MappedTable:
    """All columns of one table, for every file and sheet whose names fit the patterns."""

    files: tuple[str, ...]
    sheet: str
    form: str
    columns: tuple[MappedColumn, ...]
    place: str = ""

    def is_of(self, book: str) -> bool:
        """Whether the file's name, with or without its folder, fits."""
        return any(_fits(pattern, name) for pattern in self.files for name in {book, book.rpartition("/")[2]})

    def is_for(self, sheet: RawSheet) -> bool:
        """Whether file and sheet both fit."""
        return self.is_of(sheet.file) and _fits(self.sheet, sheet.name)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A column map as it was read; ``sha256`` of its bytes goes into the record of the run."""

    file: str
    sha256: str
    tables: tuple[MappedTable, ...]


@dataclass(slots=True)
class Guides:
    """A column map while it is applied: which of its tables were met."""

    map: ColumnMap
    used: set[str] = field(default_factory=set)  # places of tables

    def of(self, sheet: RawSheet) -> Guide | None:
        """What the map says of a sheet; None where it says nothing."""
        tables = tuple(table for table in self.map.tables if table.is_for(sheet))
        return Guide(sheet, tables, self.used) if tables else None

    def finish(self, books: Sequence[RawBook]) -> list[Problem]:
        """Raises UnusableInput for a table that its file does not have; one whose file was not given is only told."""
        found = []
        for table in self.map.tables:
            if table.place in self.used:
                continue
            fitting = ", ".join(book.file for book in books if table.is_of(book.file))
            if fitting:
                raise UnusableInput(
                    Text(
                        f"{table.place}: {fitting}, trang “{table.sheet}”: không có bảng nào với các cột này.\n"
                        "Bảng ghép cột được lập cho tệp khác; hãy lập lại bằng --write-mapping.",
                        f"{table.place}: {fitting}, sheet “{table.sheet}”: no table has these columns.\n"
                        "The map was made for other columns; make it again with --write-mapping.",
                    )
                )
            names = ", ".join(table.files)
            found.append(
                Problem(
                    "mapping-unused",
                    "info",
                    Text(
                        f"{table.place}: không có tệp nào tên {names}, nên phần này của bảng ghép cột không dùng đến.",
                        f"{table.place}: no file is called {names}, so this part of the column map is not used.",
                    ),
                    self.map.file,
                )
            )
        return found


@dataclass(slots=True)
class Guide:
    """What the map says of one sheet."""

    sheet: RawSheet
    tables: tuple[MappedTable, ...]
    used: set[str]

    def forms(self, forms: Sequence[Form]) -> tuple[Form, ...]:
        """The forms of the sheet's tables, their headers found by what the map says first."""
        return tuple(_taught(form, own) for form in forms if (own := [t for t in self.tables if t.form == form.id]))

    def header(self, header: Header) -> Header:
        """The same header with the fields of the map. Raises UnusableInput where its columns are others."""
        own = [table for table in self.tables if table.form == header.form.id]
        table = next((table for table in own if not _differences(table, header)), None)
        if table is None:
            closest = min(own, key=lambda t: len(_differences(t, header)))
            raise self._other(header, closest)
        self.used.add(table.place)
        at = {column.letter: column for column in table.columns}
        columns = tuple(_as_said(column, at[column_letter(column.index)]) for column in header.columns)
        return replace(header, columns=columns)

    def columns(self, header: Header, columns: Columns) -> Columns:
        """The same columns in the units that the map gives. Raises UnusableInput where the header says another."""
        said = {
            column.field: column
            for table in self.tables
            if table.form == header.form.id and table.place in self.used and not _differences(table, header)
            for column in table.columns
            if column.unit and column.field
        }
        by_field = dict(columns.by_field)
        for field_id, column in said.items():
            taken = by_field.get(field_id)
            if taken is None or column.unit is None:
                continue
            own = {unit.dong for unit in units_in(taken.header) if unit.dong}
            if own and own != {column.unit}:
                raise UnusableInput(
                    Text(
                        f"{column.place}: tiêu đề “{column.header}” đã ghi đơn vị tiền khác; hãy bỏ `unit`.",
                        f"{column.place}: the header “{column.header}” gives another unit of money; leave `unit` out.",
                    )
                )
            by_field[field_id] = replace(taken, unit=column.unit)
        return replace(columns, by_field=by_field)

    def missing(self) -> UnusableInput:
        """No header was found on a sheet of which the map says that it holds a table."""
        table = self.tables[0]
        return UnusableInput(
            Text(
                f"{table.place}: không thấy bảng này trong {self.sheet.file}, trang {self.sheet.name}.\n"
                "Bảng ghép cột được lập cho tệp khác; hãy lập lại bằng --write-mapping.",
                f"{table.place}: this table was not found in {self.sheet.file}, sheet {self.sheet.name}.\n"
                "The map was made for other columns; make it again with --write-mapping.",
            )
        )

    def _other(self, header: Header, table: MappedTable) -> UnusableInput:
        said = _differences(table, header)
        vi, en = "; ".join(t.vi for t in said[:3]), "; ".join(t.en for t in said[:3])
        more = len(said) - 3
        row = header.last + 1
        return UnusableInput(
            Text(
                f"{table.place}: các cột của {self.sheet.file}, trang {self.sheet.name} (dòng tiêu đề {row})"
                f" khác với bảng ghép cột: {vi}{f'; và {more} khác biệt nữa' if more > 0 else ''}.\n"
                "Hãy lập lại bằng --write-mapping.",
                f"{table.place}: the columns of {self.sheet.file}, sheet {self.sheet.name} (header row {row})"
                f" are not those of the map: {en}{f'; and {more} more differences' if more > 0 else ''}.\n"
                "Make it again with --write-mapping.",
            )
        )


def _taught(form: Form, tables: Sequence[MappedTable]) -> Form:
    """The form with the headers of the map beside its own, for the search of the header row."""
    said = {
        label_key(column.header): {column.field: 0}
        for table in tables
        for column in table.columns
        if column.field is not None and not column.part
    }
    return replace(form, labels={**form.labels, **said}, _seen={})


def _as_said(column: HeaderColumn, said: MappedColumn) -> HeaderColumn:
    if said.field is None:
        return replace(column, matches=(), part="")
    return replace(column, matches=(Match(said.field, 0),), part=said.part)


def _differences(table: MappedTable, header: Header) -> list[Text]:
    """How a header's columns differ from a table of the map; spaces, case and tone placement do not count."""
    said = {column.letter: column.header for column in table.columns}
    there = {column_letter(column.index): column.text for column in header.columns}
    found = []
    for letter in sorted(said.keys() | there.keys(), key=lambda x: (len(x), x)):
        if letter not in there:
            found.append(
                Text(f"không có cột {letter} “{said[letter]}”", f"there is no column {letter} “{said[letter]}”")
            )
        elif letter not in said:
            found.append(Text(f"có thêm cột {letter} “{there[letter]}”", f"column {letter} “{there[letter]}” is new"))
        elif normal(said[letter]) != normal(there[letter]):
            found.append(
                Text(
                    f"cột {letter} ghi “{there[letter]}”, không phải “{said[letter]}”",
                    f"column {letter} says “{there[letter]}”, not “{said[letter]}”",
                )
            )
    return found


def _fits(pattern: str, name: str) -> bool:
    """``*`` stands for any letters, ``?`` for one; everything else for itself, in any case."""
    wild = "".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in normal(pattern))
    return re.fullmatch(wild, normal(name)) is not None


__all__ = [
    "EITHER",
    "JOINED",
    "NOT_USED",
    "OPEN",
    "SCHEMA",
    "ColumnMap",
    "Guide",
    "Guides",
    "MappedColumn",
    "MappedTable",
]
