"""Understood tables to the typed ones of a roster: candidates, registers, units, and every problem with its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.intake.columns import Column
from engine.intake.evidence import evidence_problems
from engine.intake.forms import CANDIDATES, Form
from engine.intake.gather import gathered, spread
from engine.intake.given_in_kind import split_totals
from engine.intake.likely import likely_duplicates
from engine.intake.parts import Part, Said, kind_of_title, one_kind, option_in, said_by_sections
from engine.intake.resolution import Resolution, learn, respell, settle, without
from engine.intake.roster import Roster, Source, Table
from engine.intake.spellings import spelling_problems
from engine.intake.typed import Typed, reader_of, type_column, usual_of
from engine.intake.unit_types import types_from_names
from engine.intake.units import Unit, UnitIndex, is_province, is_village, listed, split_type
from engine.intake.uses import uses_of, wanted_columns
from engine.intake.values.reading import is_blank, shown
from engine.names import tidy
from engine.problems import Problem, Severity
from engine.provenance import Text, column_letter

if TYPE_CHECKING:
    import pandas as pd

    from engine.rulebook.model import Field, Rulebook


def assemble(
    rulebook: Rulebook, forms: Sequence[Form], parts: Sequence[Part], problems: tuple[Problem, ...],
    resolution: Resolution | None = None, lists: Path | None = None,
) -> Roster:
    """Type every table; the units sheets first, since they add to the units that the others name.

    ``resolution``: which copies stay and how units are meant, as people decided. Raises UnusableInput as ``settle``.
    ``lists``: the folder of the lists of units, where it is not the product's.
    """
    units = UnitIndex.of(listed(rulebook.document.units, lists))
    units.lists, units.folder = rulebook.document.units, lists
    for part in parts:
        if part.header.form.name_field == "unit_name":
            _add_units(part, units)
    if resolution is not None:
        learn(units, resolution, rulebook.fields)
    found = list(problems)
    tables: dict[str, Table] = {}
    for form in forms:
        own = [part for part in parts if part.header.form.id == form.id]
        if form.used and (own or form.id == CANDIDATES):
            tables[form.id] = _table(form, own, units, found)
        found.extend(_unused(part) for part in own if not form.used and form.name_field == "name")
    candidates = tables.pop(CANDIDATES)
    own = [part for part in parts if part.header.form.id == CANDIDATES]
    absent = frozenset(
        f for f in rulebook.fields if not any(f in source.columns for source in candidates.sources)
        and f not in candidates.elsewhere and rulebook.fields[f].compute is None
    )
    found.extend(_absent(rulebook, own, absent))
    rejected = sum(len(part.rows.nameless) for part in own)
    apart: frozenset[tuple[int, int]] = frozenset()
    if resolution is not None:
        settled = settle(candidates, resolution)
        candidates, apart = respell(settled.table, resolution, rulebook.fields), settled.apart
        found = [*without(found, settled.rows), *settled.aside]
        rejected += len(settled.aside)
    found.extend(likely_duplicates(candidates, apart))
    found.extend(spelling_problems(candidates, rulebook.fields, units))
    found.extend(evidence_problems(candidates, rulebook.fields))
    order = {(p.sheet.file, p.sheet.name): n for n, p in reversed(list(enumerate(parts)))}
    found.sort(key=lambda p: order.get((p.file or "", p.sheet or ""), -1) if p.file else len(order))
    return Roster(candidates, tables, units.names, tuple(found), rejected, (), absent, apart)


def _add_units(part: Part, units: UnitIndex) -> None:
    name, kind = part.columns.get("unit_name"), part.columns.get("unit_type")
    parent = part.columns.get("parent")
    reader = reader_of(part.header.form.fields["unit_type"], None, units) if kind is not None else None
    options = list(part.header.form.fields["unit_type"].options) if kind is not None else []
    for number in part.rows.candidates:
        row = part.sheet.rows[number]
        assert name is not None
        written = shown(row[name])
        code = reader(row[kind]) if reader is not None and kind is not None else None
        said = options[code] if isinstance(code, int) else None
        if is_village(written, said):
            continue
        prefix, bare = split_type(written)
        district = tidy(str(row[parent])) if parent is not None and isinstance(row[parent], str) else ""
        if is_province(district):
            district = ""  # above every district of the list: tells no two communes apart
        if (prefix or said) is None and district and not units.is_parent(district) and units.find(district) != []:
            continue  # of no type, in a commune: a village
        known = units.find(written, said if prefix is None else None)
        if isinstance(known, int) and not district:
            continue
        label = {"commune": "Xã", "ward": "Phường"}.get(said or "", "") if prefix is None else ""
        del bare
        units.add(Unit(
            f"{label} {written}".strip(), prefix or said, district if district and not is_blank(district) else None,
        ))


def _table(
    form: Form, parts: Sequence[Part], units: UnitIndex, problems: list[Problem]
) -> Table:
    import numpy as np

    fields = form.fields

    for part in parts:
        problems.extend(_rejected(part))
    sources = tuple(
        Source(
            p.sheet.file, p.sheet.name, {f: column_letter(c.index) for f, c in p.columns.by_field.items()}
        ) for p in parts
    )
    rows_of = [_rows(p) for p in parts]
    lengths = [len(rows) for rows in rows_of]
    starts = [sum(lengths[:n]) for n in range(len(parts))]
    columns: dict[str, object] = {}
    unreadable: dict[str, dict[int, str]] = {}
    written: dict[str, dict[int, str]] = {}
    elsewhere: dict[str, dict[int, str]] = {}
    troubles: list[tuple[int, int, int, Problem]] = []
    for field_id, field in fields.items():
        typed: list[Typed | None] = []
        for number, part in enumerate(parts):
            column = part.columns.by_field.get(field_id)
            if column is None:
                typed.append(None)
                continue
            start, numbers = starts[number], rows_of[number]
            one, stands = _typed(part, numbers, column, field, units)
            typed.append(one)
            for position, (row, index) in stands.items():
                elsewhere.setdefault(field_id, {})[start + position] = part.sheet.cell(row, index).ref
            for position, trouble in one.unreadable.items():
                unreadable.setdefault(field_id, {})[start + position] = one.said[position]
                row, index = stands.get(position, (numbers[position], column.index))
                cell = part.sheet.cell(row, index)
                troubles.append((number, row, index, Problem.at(cell, trouble.code, "error", Text(
                    f"{field.text.vi}: ghi “{one.said[position]}”; {trouble.text.vi}.",
                    f"{field.text.en}: says “{one.said[position]}”; {trouble.text.en}.",
                ), one.said[position])))
            for position, text in one.written.items():
                written.setdefault(field_id, {})[start + position] = text
        columns[field_id] = _joined(field, typed, lengths)
    if form.id == CANDIDATES:
        split_totals(parts, rows_of, fields, columns, unreadable, elsewhere, troubles)
        _from_titles(parts, starts, fields, units, columns, elsewhere)
    elif form.name_field == "unit_name":
        types_from_names(columns, fields, unreadable, units)
    problems.extend(problem for *_, problem in sorted(troubles, key=lambda t: t[:3]))
    return Table(
        _frame(columns, fields), sources,
        np.repeat(np.arange(len(parts), dtype=np.int32), lengths),
        np.array([n + 1 for rows in rows_of for n in rows], dtype=np.int32),
        unreadable, written, elsewhere,
    )


def _typed(
    part: Part, numbers: Sequence[int], column: Column, field: Field, units: UnitIndex
) -> tuple[Typed, dict[int, tuple[int, int]]]:
    """The column typed, and the row and column of a value that does not stand in its row's first cell."""
    rows, index = part.sheet.rows, column.index
    stands: dict[int, tuple[int, int]] = {}
    if column.parts:
        values, columns = gathered(column, rows, numbers)
        stands = {position: (numbers[position], other) for position, other in columns.items()}
    else:
        values = [rows[number][index] for number in numbers]
        if field.id != part.header.form.name_field:
            stands = {p: (row, index) for p, row in spread(part.sheet, field, index, numbers, values).items()}
    read = reader_of(field, column, units, part)
    return type_column(field, values, read, usual_of(field, units)), stands


def _rows(part: Part) -> list[int]:
    """The rows that enter the table. An award without a name was still given to somebody of its commune."""
    if part.header.form.id != CANDIDATES and part.header.form.name_field == "name":
        return sorted(part.rows.candidates + part.rows.nameless)
    return part.rows.candidates


def _joined(field: Field, typed: Sequence[Typed | None], lengths: Sequence[int]) -> Any:
    """The column of all tables, one below the other; a table without it is blank."""
    import numpy as np

    if field.type == "text":
        texts: list[str | None] = []
        for one, length in zip(typed, lengths, strict=True):
            texts.extend(one.data if one is not None else [None] * length)
        return texts
    data, null = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=bool)]
    for one, length in zip(typed, lengths, strict=True):
        data.append(one.data if one is not None else np.zeros(length, dtype=np.int64))  # type: ignore[arg-type]
        null.append(one.null if one is not None else np.ones(length, dtype=bool))
    return np.concatenate(data), np.concatenate(null)


def _frame(columns: Mapping[str, Any], fields: Mapping[str, Field]) -> pd.DataFrame:
    import pandas as pd
    from pandas.arrays import IntegerArray

    text = "str" if int(pd.__version__.split(".")[0]) >= 3 else "string"

    def array(type_: str, column: Any) -> Any:
        if type_ == "text":
            return pd.array(column, dtype=text)
        values, null = column
        return IntegerArray(values.astype("int8") if type_ == "yes_no" else values, null)

    made = {field_id: array(fields[field_id].type, column) for field_id, column in columns.items()}
    return pd.DataFrame(made, copy=False)


def _from_titles(
    parts: Sequence[Part], starts: Sequence[int], fields: Mapping[str, Field], units: UnitIndex,
    columns: dict[str, Any],
    elsewhere: dict[str, dict[int, str]],
) -> None:
    """Kind, category and commune of rows whose sheet has no such column, from the titles above them."""
    for field_id in ("kind", "category", "commune"):
        field = fields.get(field_id)
        if field is None:
            continue
        data, null = columns[field_id]
        for part, start in zip(parts, starts, strict=True):
            if field_id in part.columns.by_field:
                continue  # a blank cell in a column that is there stays unknown
            for position, said in enumerate(_said(part, field, units)):
                if said is None:
                    continue
                data[start + position], null[start + position] = said[0], False
                if said[1]:
                    elsewhere.setdefault(field_id, {})[start + position] = said[1]


def _said(part: Part, field: Field, units: UnitIndex) -> list[Said | None]:
    if field.id == "kind":
        options = list(field.options)
        title = kind_of_title(part)
        start = (options.index(title[0]), title[1]) if title and title[0] in options else None

        def kind(text: str) -> int | None:
            named = one_kind(text)
            return options.index(named) if named in options else None

        return said_by_sections(part, kind, start=start)
    return said_by_sections(part, option_in(reader_of(field, None, units)))


def _unused(part: Part) -> Problem:
    title = part.header.form.title
    return Problem("register-unused", "info", Text(
        f"Không đọc “{title.vi}”: bộ quy tắc này không dùng đến.",
        f"“{title.en}” is not read: this rulebook does not use it.",
    ), part.sheet.file, part.sheet.name)


def _rejected(part: Part) -> list[Problem]:
    name = part.header.form.fields[part.header.form.name_field].text
    own = part.header.form.id == CANDIDATES
    severity: Severity = "error" if own else "warning"
    vi, en = ("không đưa vào xét", "is not considered") if own else ("không khớp với ai", "matches nobody")
    return [
        Problem("row-rejected" if own else "register-row-nameless", severity, Text(
            f"Dòng {number + 1} có dữ liệu nhưng thiếu “{name.vi}” nên {vi}; hãy ghi bổ sung.",
            f"Row {number + 1} has data but no “{name.en}”, so it {en}; write it.",
        ), part.sheet.file, part.sheet.name, f"{number + 1}:{number + 1}")
        for number in part.rows.nameless
    ]


def _absent(rulebook: Rulebook, parts: Sequence[Part], absent: frozenset[str]) -> list[Problem]:
    """What no sheet has, said once; what only some sheets lack, once for each."""
    found = []
    nowhere = [f for f in wanted_columns(rulebook) if f in absent]
    if nowhere:
        vi, en = _listed(rulebook, nowhere)
        found.append(Problem("columns-absent", "info", Text(
            f"Không tệp nào có cột: {vi}; coi như để trống với mọi trường hợp.",
            f"No file has the columns: {en}; taken as blank for everybody.",
        )))
    if len(parts) > 1:
        found.extend(problem for part in parts if (problem := _missing(rulebook, part, absent)))
    return found


def _missing(rulebook: Rulebook, part: Part, absent: frozenset[str]) -> Problem | None:
    """What this sheet lacks, though the standards of its own categories ask for it and another sheet has it."""
    category, index = rulebook.fields.get("category"), part.columns.get("category")
    if category is None or index is None:
        return None
    read = reader_of(category, None, UnitIndex())
    options = list(category.options)
    codes = {read(raw) for raw in {part.sheet.rows[number][index] for number in part.rows.candidates}}
    present = {options[code] for code in codes if isinstance(code, int)}
    lacking = [
        field for field, use in uses_of(rulebook).items()
        if present & set(use.categories) and rulebook.fields[field].compute is None and field not in absent
        and field not in part.columns.by_field and field not in part.columns.ambiguous and field != "kind"
    ]
    if not lacking:
        return None
    vi, en = _listed(rulebook, lacking)
    return Problem("columns-missing", "info", Text(
        f"Trang này không có cột: {vi}; coi như để trống.",
        f"This sheet lacks the columns: {en}; taken as blank.",
    ), part.sheet.file, part.sheet.name)


def _listed(rulebook: Rulebook, ids: Sequence[str]) -> tuple[str, str]:
    fields = [rulebook.fields[i] for i in ids]
    return ", ".join(f"“{f.text.vi}”" for f in fields), ", ".join(f"“{f.text.en}”" for f in fields)
