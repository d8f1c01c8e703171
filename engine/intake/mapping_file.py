"""The file of a column map: read with the line and column of every mistake, and written with what is still open."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field as Key

from engine.intake.answers import Answers, Loc, Strict, read_answers
from engine.intake.forms import Form, forms_of
from engine.intake.mapping import EITHER, JOINED, NOT_USED, OPEN, SCHEMA, ColumnMap, MappedColumn, MappedTable
from engine.rulebook.findings import suggestion

if TYPE_CHECKING:
    from engine.intake.proposals import Proposal
    from engine.rulebook.model import Field, Rulebook

UNITS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}
_LETTER = re.compile(r"[A-Z]{1,3}")


class _Column(Strict):
    column: str
    header: str
    field: str
    how: str = ""  # for the reader: id, label, alias, ...
    part: str = ""
    unit: Literal["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"] | None = None
    nearest: dict[str, str] = Key(default_factory=dict)  # for the reader: field -> score


class _Table(Strict):
    files: list[str] = Key(min_length=1)
    sheet: str
    table: str
    rows: str = ""  # for the reader: the header's rows
    columns: list[_Column] = Key(min_length=1)


class _File(Strict):
    schema_: Literal["xetkhen/mapping/1"] = Key(alias="schema")
    rulebook: str
    tables: list[_Table] = Key(min_length=1)


def load_mapping(path: Path, rulebook: Rulebook) -> ColumnMap:
    """Raises UnusableInput, with file:line:column, for whatever is not as it must be, open questions included."""
    answers = read_answers(path, _File)
    if answers.model.rulebook != rulebook.id:
        said = answers.model.rulebook
        raise answers.wrong(
            ("rulebook",),
            f"bảng ghép cột này dành cho bộ quy tắc `{said}`, không phải `{rulebook.id}`.",
            f"this map is for the rulebook `{said}`, not `{rulebook.id}`.",
        )
    forms = {form.id: form for form in forms_of(rulebook) if form.used}
    tables = tuple(_table(answers, n, forms) for n in range(len(answers.model.tables)))
    return ColumnMap(path.name, answers.sha256, tables)


def _table(answers: Answers[_File], n: int, forms: dict[str, Form]) -> MappedTable:
    table = answers.model.tables[n]
    form = forms.get(table.table)
    if form is None:
        vi, en = suggestion(table.table, forms)
        raise answers.wrong(
            ("tables", n, "table"),
            f"`{table.table}` không phải là bảng của bộ quy tắc{vi}.",
            f"`{table.table}` is no table of the rulebook{en}.",
        )
    columns = tuple(_column(answers, (n, m), form) for m in range(len(table.columns)))
    _no_two(answers, n, columns, form)
    return MappedTable(tuple(table.files), table.sheet, form.id, columns, answers.place("tables", n))


def _column(answers: Answers[_File], at: tuple[int, int], form: Form) -> MappedColumn:
    n, m = at
    said = answers.model.tables[n].columns[m]
    loc: Loc = ("tables", n, "columns", m)
    if not _LETTER.fullmatch(said.column):
        raise answers.wrong(
            (*loc, "column"),
            f"`{said.column}` không phải là cột; viết như B hoặc AA.",
            f"`{said.column}` is no column; write it like B or AA.",
        )
    if said.field == OPEN:
        near = ", ".join(said.nearest) or "…"
        raise answers.wrong(
            (*loc, "field"),
            f"chưa trả lời: cột {said.column} “{said.header}” là trường nào?"
            f" Ghi mã trường (gần nhất: {near}) hoặc `none`.",
            f"not answered: which field is column {said.column} “{said.header}”?"
            f" Write a field's id (nearest: {near}) or `none`.",
        )
    if said.field == NOT_USED:
        return MappedColumn(said.column, said.header, None, place=answers.place(*loc))
    field = form.fields.get(said.field)
    if field is None:
        vi, en = suggestion(said.field, form.fields)
        raise answers.wrong(
            (*loc, "field"),
            f"`{said.field}` không phải là trường của bảng này{vi}.",
            f"`{said.field}` is no field of this table{en}.",
        )
    _check_part(answers, (*loc, "part"), field, said.part)
    if said.unit is not None and field.type != "money":
        raise answers.wrong(
            (*loc, "unit"),
            f"`{field.id}` không phải là số tiền; bỏ `unit`.",
            f"`{field.id}` is no money; leave `unit` out.",
        )
    unit = UNITS[said.unit] if said.unit else None
    return MappedColumn(said.column, said.header, field.id, said.part, unit, answers.place(*loc))


def _check_part(answers: Answers[_File], loc: Loc, field: Field, part: str) -> None:
    possible = {"": True, JOINED: field.type == "text", EITHER: field.type == "year"}
    known = [name for name, fits in possible.items() if name and fits] + list(field.options)
    if not possible.get(part, part in field.options):
        vi, en = suggestion(part, known)
        raise answers.wrong(
            loc,
            f"`{part}` không phải là phần của `{field.id}`{vi}.",
            f"`{part}` is no part of `{field.id}`{en}.",
        )


def _no_two(answers: Answers[_File], n: int, columns: Sequence[MappedColumn], form: Form) -> None:
    """One column to a field, unless each of several holds a part; one line to a column; the name's column is there."""
    seen: dict[tuple[str, str], int] = {}
    letters: dict[str, int] = {}
    for m, column in enumerate(columns):
        loc: Loc = ("tables", n, "columns", m)
        if column.letter in letters:
            raise answers.wrong(
                (*loc, "column"),
                f"cột {column.letter} đã ghi ở trên; giữ một dòng.",
                f"column {column.letter} is already above; keep one line.",
            )
        letters[column.letter] = m
        if column.field is None:
            continue
        part = "" if column.part in {EITHER, JOINED} else column.part
        kinds = {c.part for c in columns if c.field == column.field}
        twice = (column.field, part) in seen and column.part not in {EITHER, JOINED}
        if twice or ("" in kinds and len(kinds) > 1):
            other = next(c for c in columns if c.field == column.field and c is not column)
            raise answers.wrong(
                (*loc, "field"),
                f"`{column.field}` đã là cột {other.letter}; một trường lấy từ một cột, trừ khi mỗi cột ghi rõ `part`.",
                f"`{column.field}` is column {other.letter} already; a field is taken from one column,"
                " unless each says its `part`.",
            )
        seen[column.field, part] = m
    if not any(column.field == form.name_field for column in columns):
        raise answers.wrong(
            ("tables", n, "columns"),
            f"chưa có cột nào là `{form.name_field}`.",
            f"no column is `{form.name_field}`.",
        )


# ---- writing ----------------------------------------------------------------------------------------------------

_HEAD = """\
# Bảng ghép cột: mỗi cột của mỗi bảng là trường nào. Sửa các chỗ ghi "?", rồi dùng: xetkhen check ... --mapping {name}
# Column map: which field each column is. Answer every "?", then use it: xetkhen check ... --mapping {name}
#
# field: mã trường (xem: xetkhen rulebook show {rulebook}); none = không dùng đến; "?" = chưa trả lời.
#        a field's id (see: xetkhen rulebook show {rulebook}); none = not used; "?" = not answered.
# files, sheet: có thể dùng * và ?. / may hold * and ?.
# unit: đồng | nghìn đồng | triệu đồng | tỷ đồng, khi tiêu đề không ghi. / where the header does not say.
# nearest: điểm giống nhau trên 100; chỉ để tham khảo, không tự áp dụng. / likeness of 100; a hint, never applied.
schema: {schema}
rulebook: {rulebook}
tables:
"""


def mapping_text(rulebook: str, proposals: Sequence[Proposal], name: str = "map.yaml") -> str:
    """The file of a map, with its questions. Tables of several files that are laid out alike are one."""
    lines = [_HEAD.format(name=name, rulebook=rulebook, schema=SCHEMA)]
    for proposal in proposals:
        files = ", ".join(_quoted(file) for file in proposal.files)
        lines.append(f"- files: [{files}]\n")
        lines.append(f"  sheet: {_quoted(proposal.sheet)}\n  table: {proposal.form}\n")
        if proposal.rows:
            lines.append(f"  rows: {_quoted(proposal.rows)}\n")
        lines.append("  columns:\n")
        for column in proposal.columns:
            lines.append(f"  - {{column: {column.letter}, header: {_quoted(column.header)}, ")
            lines.append(f"field: {_quoted(OPEN) if column.field == OPEN else column.field}")
            if column.part:
                lines.append(f", part: {column.part}")
            if column.how:
                lines.append(f", how: {column.how}")
            if column.nearest:
                near = ", ".join(f"{field}: {score}" for field, score in column.nearest.items())
                lines.append(f", nearest: {{{near}}}")
            lines.append("}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    """A text in double quotes: what JSON writes, YAML reads."""
    return json.dumps(text, ensure_ascii=False)
