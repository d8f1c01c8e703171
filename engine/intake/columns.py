"""Which column holds which field: by what the header says, never by likeness alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.header import Header, HeaderColumn, is_decoration
from engine.intake.labels import SaidUnit, corner_unit, units_in
from engine.intake.likeness import is_asked, nearest_fields
from engine.intake.raw import RawSheet, is_empty
from engine.intake.ticks import ticked_columns
from engine.names import normal, tidy
from engine.problems import Problem
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.rulebook.model import Field

# Units that numbers are counted in: a header with another one than its field's holds other numbers.
_AREAS = {"m2": 1, "m²": 1, "mét vuông": 1, "ha": 10_000, "hecta": 10_000, "héc ta": 10_000, "km2": 1_000_000}
_OTHER_UNITS = frozenset({
    "sào", "công đất", "mẫu", "công tầm lớn", "tấn", "tạ", "kg", "giờ", "giờ công", "tháng", "%", "m", "km", "người",
    "hộ",
    "bao", "cây", "m3", "lượt",
})


@dataclass(frozen=True, slots=True)
class Column:
    """One field's column in one table. ``unit``: dong that a bare number counts; ``factor``: of its own unit."""

    field: str
    index: int
    header: str
    unit: int = 1
    factor: int = 1
    parts: tuple[
        tuple[int, str], ...,
    ] = ()  # where several columns make one: each with `either`, `joined` or its option


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, by field; and what is to be said about them."""

    by_field: dict[str, Column]
    unmapped: tuple[HeaderColumn, ...]
    ambiguous: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = field(default=())

    def get(self, field_id: str) -> int | None:
        column = self.by_field.get(field_id)
        return None if column is None else column.index


def map_columns(sheet: RawSheet, header: Header, above: int) -> Columns:
    """``above``: the row at which the space over this table begins, where a corner may give the unit of money."""
    fields = header.form.fields
    claims: dict[str, list[tuple[int, HeaderColumn]]] = {}
    problems: list[Problem] = []
    unmapped: list[HeaderColumn] = []
    for column in header.columns:
        strongest = [m for m in column.matches if m.strength == column.matches[0].strength]
        if len(strongest) > 1:
            problems.append(_two_fields(sheet, header, column, [fields[m.field] for m in strongest]))
        if len(strongest) == 1:
            claims.setdefault(strongest[0].field, []).append((strongest[0].strength, column))
        elif not is_decoration(column.path):
            unmapped.append(column)
    corner = _corner(sheet, above, header.last)
    by_field: dict[str, Column] = {}
    ambiguous: set[str] = set()
    for field_id, claimed in claims.items():
        best = min(strength for strength, _ in claimed)
        holders = [c for s, c in claimed if s == best]
        parts = _parts_of(sheet, header, fields[field_id], holders)
        if parts is None:
            ambiguous.add(field_id)
            problems.append(_two_columns(sheet, header, fields[field_id], holders))
            continue
        unmapped.extend(c for s, c in claimed if s != best)
        taken = _with_units(sheet, header, fields[field_id], holders[0], corner)
        if isinstance(taken, Problem):
            problems.append(taken)
            ambiguous.add(field_id)
        else:
            by_field[field_id] = replace(taken, parts=parts)
    for field_id, ticked in ticked_columns(sheet, header, [c for c in unmapped if not c.continued]).items():
        if field_id not in claims:
            first = min(ticked, key=lambda c: c.index)
            parts = tuple((c.index, option) for c, option in ticked.items())
            by_field[field_id] = Column(field_id, first.index, first.text, parts=parts)
            unmapped = [c for c in unmapped if c not in ticked]
    unmapped = [c for c in unmapped if not c.continued]
    unmapped.sort(key=lambda c: c.index)
    named = [c for c in unmapped if _has_values(sheet, header, c.index)]
    if named:
        problems.append(_unmapped(sheet, header, named, [f.id for f in fields.values() if f.id not in by_field]))
    return Columns(by_field, tuple(unmapped), frozenset(ambiguous), tuple(problems))


def _parts_of(
    sheet: RawSheet, header: Header, field_: Field, holders: Sequence[HeaderColumn]
) -> tuple[tuple[int, str], ...] | None:
    """Several columns that together are one; nothing for a single one; None where they contradict each other."""
    if all(c.part for c in holders):
        return tuple((c.index, c.part) for c in holders)
    # A header merged over two columns: a name in two cells, or one column that was drawn wide.
    used = [c for c in holders if not c.continued or _has_values(sheet, header, c.index)]
    if sum(not c.continued for c in used) != 1 or any(c.part for c in used):
        return None
    if len(used) == 1:
        return ()
    return tuple((c.index, "joined") for c in used) if field_.type == "text" else None


def _corner(sheet: RawSheet, above: int, last: int) -> SaidUnit | None:
    """What a cell over the header's last row says of all amounts; the nearest one."""
    for row in range(last - 1, max(above, 0) - 1, -1):
        for value in sheet.rows[row]:
            if isinstance(value, str) and value and (said := corner_unit(value)) and said.dong:
                return said
    return None


def _with_units(
    sheet: RawSheet, header: Header, field_: Field, column: HeaderColumn, corner: SaidUnit | None
) -> Column | Problem:
    # What stands nearest to the column speaks: the child's unit, else its parent's.
    said = next((units for text in reversed(column.path) if (units := units_in(text))), [])
    money = [unit for unit in said if unit.dong]
    plain = Column(field_.id, column.index, column.text)
    if field_.type == "money":
        if len({unit.dong for unit in money}) > 1 or (not money and any(_is_unit(unit.text) for unit in said)):
            return _wrong_unit(sheet, header, field_, column, said)
        unit = money[-1] if money else corner
        return Column(field_.id, column.index, column.text, unit=unit.dong or 1) if unit else plain
    if field_.type in {"number", "whole"}:
        own = {normal(unit.text) for unit in units_in(field_.text.vi)}
        other = [unit for unit in said if normal(unit.text) not in own and (unit.dong or _is_unit(unit.text))]
        if not other:
            return plain
        factor = _AREAS.get(other[0].text) if own & _AREAS.keys() else None
        if factor is None or field_.type == "whole":
            return _wrong_unit(sheet, header, field_, column, other)
        return Column(field_.id, column.index, column.text, factor=factor)
    return plain


def _is_unit(text: str) -> bool:
    return text in _AREAS or text in _OTHER_UNITS


def _has_values(sheet: RawSheet, header: Header, index: int) -> bool:
    return any(index < len(row) and not is_empty(row[index]) for row in sheet.rows[header.last + 1 :])


def _place(sheet: RawSheet, header: Header, column: HeaderColumn) -> tuple[str, str, str]:
    cell = sheet.cell(header.last, column.index)
    for row in range(header.last, header.first - 1, -1):
        if not is_empty(sheet.rows[row][column.index]):
            cell = sheet.cell(row, column.index)
            break
    return cell.file, cell.sheet, cell.ref


def _two_columns(sheet: RawSheet, header: Header, field_: Field, holders: Sequence[HeaderColumn]) -> Problem:
    file, name, ref = _place(sheet, header, holders[0])
    refs = ", ".join(_place(sheet, header, c)[2] for c in holders)
    return Problem("column-ambiguous", "error", Text(
        f"Các cột ở {refs} cùng là “{field_.text.vi}”, nên không cột nào được đọc; hãy giữ một cột.",
        f"The columns at {refs} are all “{field_.text.en}”, so none of them is read; keep one.",
    ), file, name, ref, tidy(holders[0].text))


def _two_fields(sheet: RawSheet, header: Header, column: HeaderColumn, fields: Sequence[Field]) -> Problem:
    file, name, ref = _place(sheet, header, column)
    return Problem("column-unclear", "error", Text(
        f"Tiêu đề “{column.text}” có thể là {' hoặc '.join(f'“{f.text.vi}”' for f in fields)};"
        " hãy ghi đúng một tiêu đề.",
        f"The header “{column.text}” may be {' or '.join(f'“{f.text.en}”' for f in fields)}; write one of them.",
    ), file, name, ref, column.text)


def _wrong_unit(
    sheet: RawSheet, header: Header, field_: Field, column: HeaderColumn, said: Sequence[SaidUnit]
) -> Problem:
    file, name, ref = _place(sheet, header, column)
    units = ", ".join(f"“{unit.text}”" for unit in said)
    return Problem("column-unit", "error", Text(
        f"Cột “{field_.text.vi}” ghi đơn vị {units} không quy đổi được, nên không được đọc;"
        f" hãy ghi theo “{field_.text.vi}”.",
        f"The column “{field_.text.en}” is in {units}, which cannot be converted, so it is not read;"
        f" give it as “{field_.text.en}”.",
    ), file, name, ref, column.text)


def _unmapped(sheet: RawSheet, header: Header, columns: Sequence[HeaderColumn], free: list[str]) -> Problem:
    form = header.form
    file, name, ref = _place(sheet, header, columns[0])
    vi, en = [], []
    for column in columns:
        where = _place(sheet, header, column)[2]
        near = nearest_fields(column.path[-1], form, free)
        vi_near = en_near = ""
        if is_asked(near, form):
            field_id, score = next(iter(near.items()))
            label = form.fields[field_id].text
            vi_near, en_near = f" (giống “{label.vi}” {score}/100)", f" (like “{label.en}”, {score}/100)"
        vi.append(f"{where} “{column.text}”{vi_near}")
        en.append(f"{where} “{column.text}”{en_near}")
    return Problem("columns-unmapped", "info", Text(
        f"Các cột không dùng đến: {'; '.join(vi)}.",
        f"Columns that are not used: {'; '.join(en)}.",
    ), file, name, ref)
