"""Files to a roster: the whole of intake, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.intake.assemble import assemble
from engine.intake.columns import Columns, map_columns
from engine.intake.forms import CANDIDATES, Form, forms_of
from engine.intake.header import Header, find_header
from engine.intake.labels import label_key
from engine.intake.parts import Part, section_kinds, title_kind
from engine.intake.raw import RawBook, RawSheet, has_content
from engine.intake.roster import InputFile, Roster
from engine.intake.rows import Sorted, sort_rows
from engine.intake.workbook import read_book
from engine.problems import Problem, UnusableInput
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook

_NOT_READ = frozenset(map(label_key, (
    "hướng dẫn", "huong dan", "hướng dẫn nhập liệu", "danh mục", "danh muc", "bảng mã", "instructions", "readme", "guide",
)))


@dataclass(slots=True)
class Reading:
    """All that was found so far."""

    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_roster(
    files: Sequence[Path], rulebook: Rulebook, *, register: Path | None = None, units: Path | None = None
) -> Roster:
    """Read every sheet of every file, and the register and units files, into one roster.

    ``files`` hold the candidates; registers and units may be sheets of theirs, or come in files of their own.
    Rows in are rows out: ``len(candidates) + rejected``.

    Raises UnusableInput: a file that cannot be read, no table of candidates, a required column missing.
    """
    paths = [*files, *(p for p in (register, units) if p is not None)]
    _refuse_twice(paths)
    forms = forms_of(rulebook)
    names = _names(paths)
    books = [read_book(path, name) for path, name in zip(paths, names, strict=True)]
    reading = Reading()
    own_forms = _own_forms(forms, len(files), register, units)
    for number, book in enumerate(books):
        _read_book(number, book, own_forms[number] or forms, reading, only=own_forms[number] is not None)
    candidates = [p for p in reading.parts if p.header.form.id == CANDIDATES]
    if not candidates:
        raise _no_candidates([book.file for book in books[: len(files)]], rulebook)
    if not any(part.rows.candidates or part.rows.nameless for part in candidates):
        raise _nobody(candidates)
    roster = assemble(rulebook, forms, reading.parts, tuple(reading.problems))
    rows = {n: sum(len(p.rows.candidates) + len(p.rows.nameless) for p in candidates if p.book == n) for n in range(len(books))}
    inputs = tuple(InputFile(book.file, book.sha256, rows[n]) for n, book in enumerate(books))
    return replace(roster, inputs=inputs)


def _refuse_twice(paths: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UnusableInput(Text(
                f"{path}: tệp được đưa vào hai lần; hãy bỏ bớt một lần.",
                f"{path}: the file is given twice; leave one out.",
            ))
        seen.add(path.resolve())


def _names(paths: Sequence[Path]) -> list[str]:
    """Each file's own name; with as many folders before it as tell it from another of that name."""
    def shortened(path: Path, parts: int) -> str:
        return "/".join(path.parts[-parts:])

    names = []
    for path in paths:
        parts = 1
        while parts < len(path.parts) and any(o is not path and shortened(o, parts) == shortened(path, parts) for o in paths):
            parts += 1
        names.append(shortened(path, parts))
    return names


def _own_forms(
    forms: Sequence[Form], candidates: int, register: Path | None, units: Path | None
) -> list[tuple[Form, ...] | None]:
    """The forms that a file of its own may hold; None: any."""
    own: list[tuple[Form, ...] | None] = [None] * candidates
    if register is not None:
        own.append(tuple(f for f in forms if f.id != CANDIDATES and f.name_field == "name"))
    if units is not None:
        own.append(tuple(f for f in forms if f.name_field == "unit_name"))
    return own


def _read_book(number: int, book: RawBook, forms: Sequence[Form], reading: Reading, *, only: bool) -> None:
    found = 0
    for sheet in book.sheets:
        if sheet.hidden:
            reading.problems.append(_not_read(sheet, "sheet-hidden", "trang ẩn", "a hidden sheet"))
        elif label_key(sheet.name) in _NOT_READ:
            reading.problems.append(_not_read(sheet, "sheet-skipped", "trang hướng dẫn, danh mục", "instructions or look-up lists"))
        elif any(map(has_content, sheet.rows)):
            found += _read_sheet(number, sheet, forms, reading)
    if only and not found:
        what = " / ".join(form.title.vi for form in forms) or "?"
        what_en = " / ".join(form.title.en for form in forms) or "?"
        raise UnusableInput(Text(
            f"{book.file}: không thấy bảng “{what}”; hãy dùng mẫu do lệnh `template` tạo ra.",
            f"{book.file}: no table “{what_en}” was found; use the template that the command `template` writes.",
        ))


def _read_sheet(number: int, sheet: RawSheet, forms: Sequence[Form], reading: Reading) -> int:
    named = [form for form in forms if form.named(sheet.name)]
    use = named or forms
    header = find_header(sheet, use)
    if header is None and named:
        header, use = find_header(sheet, forms), forms
    if header is None:
        reading.problems.append(_not_read(
            sheet, "sheet-without-table", "không thấy dòng tiêu đề của bảng nào", "no header row of any table was found",
        ))
        return 0
    above, tables = 0, 0
    while header is not None:
        columns = map_columns(sheet, header, above)
        _require(sheet, header, columns)
        rows = sort_rows(sheet, header, columns, use)
        part = Part(number, sheet, header, columns, rows, above)
        _require_kind(part)
        reading.parts.append(part)
        reading.problems.extend(columns.problems)
        reading.problems.extend(_said_rows(part))
        tables += 1
        header, above = rows.next_header, _space_above(rows)
    return tables


def _space_above(rows: Sorted) -> int:
    """Where the space over the next table begins: at the section title before it, where one stands there."""
    last = max([*rows.candidates[-1:], *rows.nameless[-1:], 0])
    return min((s.row for s in rows.sections if s.row > last), default=rows.end)


def _require(sheet: RawSheet, header: Header, columns: Columns) -> None:
    """The columns without which nobody can be judged. ``kind`` may come from section rows, a title or the sheet's name."""
    wanted = [f for f in header.form.fields.values() if (f.required and f.id != "kind") or f.id == header.form.name_field]
    missing = [f for f in wanted if f.id not in columns.by_field]
    if header.form.id != CANDIDATES:
        missing = [f for f in missing if f.id == header.form.name_field]
    if missing:
        raise _missing_column(sheet, header, columns, missing[0].text, missing[0].id)


def _require_kind(part: Part) -> None:
    form = part.header.form
    kind = form.fields.get("kind")
    if form.id != CANDIDATES or kind is None or not kind.required or "kind" in part.columns.by_field:
        return
    if not section_kinds(part) and not title_kind(part) and part.rows.candidates:
        raise _missing_column(part.sheet, part.header, part.columns, kind.text, "kind")


def _missing_column(sheet: RawSheet, header: Header, columns: Columns, wanted: Text, field_id: str) -> UnusableInput:
    row = header.last + 1
    if field_id in columns.ambiguous:
        return UnusableInput(Text(
            f"{sheet.file}, trang {sheet.name}: không xác định được cột “{wanted.vi}” (dòng tiêu đề {row}); hãy để đúng một cột.",
            f"{sheet.file}, sheet {sheet.name}: it is not clear which column is “{wanted.en}” (header row {row}); keep one.",
        ))
    return UnusableInput(Text(
        f"{sheet.file}, trang {sheet.name}: thiếu cột “{wanted.vi}” (dòng tiêu đề {row}); hãy thêm cột này.",
        f"{sheet.file}, sheet {sheet.name}: the column “{wanted.vi}” ({wanted.en}) is missing (header row {row}); add it.",
    ))


def _no_candidates(files: Sequence[str], rulebook: Rulebook) -> UnusableInput:
    wanted = ", ".join(f"“{rulebook.fields[i].text.vi}”" for i in ("name", "kind", "category") if i in rulebook.fields)
    listed = ", ".join(files)
    return UnusableInput(Text(
        f"{listed}: không có bảng danh sách đề nghị nào; cần một dòng tiêu đề có {wanted}.",
        f"{listed}: there is no table of candidates; a header row with {wanted} is wanted.",
    ))


def _nobody(parts: Sequence[Part]) -> UnusableInput:
    where = ", ".join(f"{p.sheet.file} ({p.sheet.name})" for p in parts)
    return UnusableInput(Text(
        f"{where}: bảng chưa có trường hợp nào; hãy ghi danh sách dưới dòng tiêu đề {parts[0].header.last + 1}.",
        f"{where}: the table holds no candidate; write the list below header row {parts[0].header.last + 1}.",
    ))


def _not_read(sheet: RawSheet, code: str, vi: str, en: str) -> Problem:
    return Problem(code, "info", Text(
        f"Không đọc trang “{sheet.name}”: {vi}.", f"The sheet “{sheet.name}” was not read: {en}.",
    ), sheet.file, sheet.name)


def _said_rows(part: Part) -> list[Problem]:
    """The rows that were taken for no candidates: titles, totals, signatures."""
    rows = part.rows
    found = []
    for code, numbers, vi, en in (
        ("rows-sections", [s.row for s in rows.sections], "tiêu đề nhóm", "section titles"),
        ("rows-totals", rows.totals, "dòng cộng", "totals"),
        ("rows-footer", rows.footer, "phần ký, ghi chú cuối bảng", "signatures and notes below the table"),
    ):
        if numbers:
            listed = _ranges([n + 1 for n in numbers])
            found.append(Problem(code, "info", Text(
                f"Dòng {listed} là {vi}, không phải trường hợp đề nghị.", f"Rows {listed} are {en}, not candidates.",
            ), part.sheet.file, part.sheet.name, f"{numbers[0] + 1}:{numbers[-1] + 1}"))
    return found


def _ranges(numbers: Sequence[int]) -> str:
    """``1, 3–5``."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
