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
from engine.intake.mapping import ColumnMap, Guides
from engine.intake.old_fonts import to_unicode
from engine.intake.other_forms import other_form
from engine.intake.parts import Part
from engine.intake.raw import RawBook, RawSheet, has_content
from engine.intake.required import lacking
from engine.intake.resolution import Resolution
from engine.intake.roster import InputFile, Roster
from engine.intake.rows import Sorted, sort_rows
from engine.intake.set_aside import (
    guidance_with_list,
    is_guidance,
    no_list,
    not_read,
    of_earlier_year,
    refuse_awarded,
    what_it_is,
    year_of,
)
from engine.intake.workbook import read_book
from engine.problems import Problem, UnusableInput
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook

@dataclass(slots=True)
class Reading:
    """All that was found so far."""

    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    guides: Guides | None = None
    surveying: bool = False  # a table that cannot be used is kept all the same, for a person to say what it holds
    unread: list[RawSheet] = field(default_factory=list)  # sheets on which no table was found
    year: int | None = None  # a list of an earlier year is told


def read_roster(
    files: Sequence[Path], rulebook: Rulebook, *, register: Path | None = None, units: Path | None = None,
    mapping: ColumnMap | None = None, resolution: Resolution | None = None, names: Sequence[str] = (),
    lists: Path | None = None, year: int | None = None, lists_wanted: bool = True,
) -> Roster:
    """Read every sheet of every file, and the register and units files, into one roster.

    ``files`` hold the candidates; registers and units may be sheets of theirs, or come in files of their own.
    What ``mapping`` says of a table goes before its headers; ``resolution`` says which of several copies stay.
    ``names``: what problems and cells call the files, the register and the units; else what tells them apart.
    ``lists``: the folder of the lists of communes and wards, where it is not the product's.
    ``lists_wanted``: no, where the registers alone are of use, and there need be no candidates.
    ``year`` is that of the round: a list whose title says an earlier one is told.
    Rows in are rows out: ``len(candidates) + rejected``, set-aside copies among the rejected.

    Raises UnusableInput: a file that cannot be read, no table of candidates, a required column missing, columns that
    are not those of the mapping, a decision about a cell that is not there any more.
    """
    forms = forms_of(rulebook)
    books = read_books(files, register, units, names)
    reading = Reading(guides=Guides(mapping) if mapping else None, year=year or year_of(rulebook))
    _read_books(books, forms, _own_forms(forms, len(files), register, units), reading)
    candidates = [p for p in reading.parts if p.header.form.id == CANDIDATES]
    if not candidates and lists_wanted:
        raise _no_candidates([book.file for book in books[: len(files)]], rulebook, reading)
    if lists_wanted and not any(part.rows.candidates or part.rows.nameless for part in candidates):
        raise _nobody(candidates)
    roster = assemble(rulebook, forms, reading.parts, tuple(reading.problems), resolution, lists)
    rows = [0] * len(books)
    for part in candidates:
        rows[part.book] += len(part.rows.candidates) + len(part.rows.nameless)
    inputs = tuple(InputFile(book.file, book.sha256, rows[n]) for n, book in enumerate(books))
    return replace(roster, inputs=inputs)


def survey(
    files: Sequence[Path], rulebook: Rulebook, *, register: Path | None = None, units: Path | None = None,
    mapping: ColumnMap | None = None,
) -> Reading:
    """The tables of the files as they were understood, also those that cannot be used yet. Raises as ``read_books``."""
    forms = forms_of(rulebook)
    reading = Reading(guides=Guides(mapping) if mapping else None, surveying=True)
    own = _own_forms(forms, len(files), register, units)
    _read_books(read_books(files, register, units), forms, own, reading)
    return reading


def read_books(
    files: Sequence[Path], register: Path | None = None, units: Path | None = None, names: Sequence[str] = ()
) -> list[RawBook]:
    """The sheets of all files, each named as problems name it. Raises UnusableInput for one that cannot be read."""
    paths = [*files, *(p for p in (register, units) if p is not None)]
    _refuse_twice(paths)
    return [read_book(path, name) for path, name in zip(paths, names or _names(paths), strict=True)]


def _read_books(
    books: Sequence[RawBook], forms: Sequence[Form], own_forms: Sequence[tuple[Form, ...] | None], reading: Reading
) -> None:
    if not all(book.limited for book in books):
        reading.problems.append(Problem("reading-unlimited", "info", Text(
            "Hệ điều hành này không giới hạn được bộ nhớ và thời gian đọc tệp; chỉ mở tệp từ nơi tin cậy.",
            "This system cannot limit the memory and time that reading a file takes; open only files you trust.",
        )))
    for number, book in enumerate(books):
        _read_book(number, book, own_forms[number] or forms, reading, only=own_forms[number] is not None)
    if reading.guides is not None:
        reading.problems.extend(reading.guides.finish(books))


def _refuse_twice(paths: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():  # told by whoever opens it; a link that leads to itself cannot be resolved
            continue
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
        while parts < len(path.parts) and any(o is not path and shortened(o, parts) == shortened(
            path, parts,
        ) for o in paths):
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
            reading.problems.append(not_read(sheet, "sheet-hidden", "trang ẩn", "a hidden sheet"))
        elif is_guidance(sheet.name) and not (reading.guides and reading.guides.of(sheet)):
            reading.problems.append(_skipped(sheet, forms))
        elif any(map(has_content, sheet.rows)):
            modern, converted = to_unicode(sheet)
            reading.problems.extend(converted)
            found += _read_sheet(number, modern, forms, reading)
    if only and not found and not reading.surveying:
        what = " / ".join(form.title.vi for form in forms) or "?"
        what_en = " / ".join(form.title.en for form in forms) or "?"
        raise UnusableInput(Text(
            f"{book.file}: không thấy bảng “{what}”; hãy dùng mẫu do lệnh `template` tạo ra.",
            f"{book.file}: no table “{what_en}” was found; use the template that the command `template` writes.",
        ))


def _read_sheet(number: int, sheet: RawSheet, forms: Sequence[Form], reading: Reading) -> int:
    named = [form for form in forms if form.named(sheet.name)]
    use = named or forms
    guide = reading.guides.of(sheet) if reading.guides else None
    if guide:
        named, use = [], guide.forms(forms)
    header = find_header(sheet, use)
    if header is None and named:
        header, use = find_header(sheet, forms), forms
    if header is None:
        if guide:
            raise guide.missing()
        reading.unread.append(sheet)
        reading.problems.append(no_list(sheet, other) if (other := other_form(sheet, None, 0)) else not_read(
            sheet, "sheet-without-table", "không thấy dòng tiêu đề của bảng nào",
            "no header row of any table was found",
        ))
        return 0
    above, tables = 0, 0
    while header is not None:
        if guide:
            header = guide.header(header)
        columns = map_columns(sheet, header, above)
        if guide:
            columns = guide.columns(header, columns)
        other = None if guide or reading.surveying else other_form(sheet, header, above)
        if header.form.name_field not in columns.by_field:
            if reading.surveying:
                reading.parts.append(Part(number, sheet, header, columns, Sorted(), above))
                return tables + 1
            if other and header.form.id == CANDIDATES:
                reading.problems.append(no_list(sheet, other))
                return tables
            _require(sheet, header, columns)
        rows = sort_rows(sheet, header, columns, use)
        part = Part(number, sheet, header, columns, rows, above)
        next_header, next_above = rows.next_header, _space_above(rows)
        if not reading.surveying and (missing := lacking(part)):
            if not other:
                raise _missing_column(sheet, header, columns, missing[0].text, missing[0].id)
            reading.problems.append(no_list(sheet, other))
        else:
            if not reading.surveying and not guide:
                refuse_awarded(part)
                reading.problems.extend(of_earlier_year(part, reading.year))
            reading.parts.append(part)
            reading.problems.extend(columns.problems)
            reading.problems.extend(_said_rows(part))
            tables += 1
        header, above = next_header, next_above
    if reading.guides and not guide:
        reading.problems.append(_not_in_map(sheet, reading.guides.map.file))
    return tables


def _not_in_map(sheet: RawSheet, file: str) -> Problem:
    return Problem("mapping-silent", "info", Text(
        f"Bảng ghép cột {file} không nói gì về trang này; các cột được hiểu theo tiêu đề.",
        f"The column map {file} says nothing about this sheet; its columns were understood by their headers.",
    ), sheet.file, sheet.name)


def _space_above(rows: Sorted) -> int:
    """Where the space over the next table begins: at the section title before it, where one stands there."""
    last = max([*rows.candidates[-1:], *rows.nameless[-1:], 0])
    return min((row for row in (*(s.row for s in rows.sections), *rows.titles) if row > last), default=rows.end)


def _require(sheet: RawSheet, header: Header, columns: Columns) -> None:
    """The column without which a row is nobody. Raises UnusableInput."""
    name = header.form.fields[header.form.name_field]
    if name.id not in columns.by_field:
        raise _missing_column(sheet, header, columns, name.text, name.id)


def _missing_column(sheet: RawSheet, header: Header, columns: Columns, wanted: Text, field_id: str) -> UnusableInput:
    row = header.last + 1
    if field_id in columns.ambiguous:
        return UnusableInput(Text(
            f"{sheet.file}, trang {sheet.name}: không xác định được cột “{wanted.vi}” (dòng tiêu đề {row});"
            " hãy để đúng một cột.",
            f"{sheet.file}, sheet {sheet.name}: it is not clear which column is “{wanted.en}” (header row {row});"
            " keep one.",
        ))
    return UnusableInput(Text(
        f"{sheet.file}, trang {sheet.name}: thiếu cột “{wanted.vi}” (dòng tiêu đề {row}); hãy thêm cột này.",
        f"{sheet.file}, sheet {sheet.name}: the column “{wanted.vi}” ({wanted.en}) is missing (header row {row});"
        " add it.",
    ))


def _no_candidates(files: Sequence[str], rulebook: Rulebook, reading: Reading) -> UnusableInput:
    wanted = ", ".join(f"“{rulebook.fields[i].text.vi}”" for i in ("name", "kind", "category") if i in rulebook.fields)
    listed = ", ".join(files)
    instead = what_it_is(reading.parts, reading.problems)
    return UnusableInput(Text(
        f"{listed}: không có bảng danh sách đề nghị nào; cần một dòng tiêu đề có {wanted}.{instead.vi}",
        f"{listed}: there is no table of candidates; a header row with {wanted} is wanted.{instead.en}",
    ))


def _nobody(parts: Sequence[Part]) -> UnusableInput:
    where = ", ".join(f"{p.sheet.file} ({p.sheet.name})" for p in parts)
    return UnusableInput(Text(
        f"{where}: bảng chưa có trường hợp nào; hãy ghi danh sách dưới dòng tiêu đề {parts[0].header.last + 1}.",
        f"{where}: the table holds no candidate; write the list below header row {parts[0].header.last + 1}.",
    ))


def _skipped(sheet: RawSheet, forms: Sequence[Form]) -> Problem:
    """A sheet of instructions, or of look-up lists; told louder where what stands on it looks like a list."""
    header = find_header(sheet, forms[:1]) if forms and any(map(has_content, sheet.rows)) else None
    if header is not None and {"name", "category"} <= header.fields:
        columns = map_columns(sheet, header, 0)
        rows = sort_rows(sheet, header, columns, forms) if "name" in columns.by_field else Sorted()
        if rows.candidates:
            return guidance_with_list(sheet, len(rows.candidates))
    return not_read(sheet, "sheet-skipped", "trang hướng dẫn, danh mục", "instructions or look-up lists")


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
