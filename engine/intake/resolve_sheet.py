"""The same decisions on a sheet: each copy a row to mark ``giữ`` or ``bỏ``, each spelling a row for the right name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.intake.labels import label_key
from engine.intake.raw import RawBook, RawSheet, Row
from engine.intake.resolution import SCHEMA, Choice, Copy, Resolution, Spelling, told_apart
from engine.intake.values.reading import shown
from engine.intake.workbook import read_book
from engine.names import fold
from engine.problems import UnusableInput
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.resolve_file import Open, OpenSpelling
    from engine.rulebook.model import Rulebook

COPIES, UNITS = "Trùng lặp", "Đơn vị"
_COPIES = ("Câu hỏi", "Vì sao", "Ô", "Tên", "Thông tin khác", "Giữ hay bỏ")
_UNITS = ("Trường", "Cách ghi", "Gần nhất", "Tên đúng")
_WIDTHS = {COPIES: (10, 14, 42, 34, 60, 14), UNITS: (14, 36, 60, 36)}
_KEEP, _DROP = {"giu", "keep", "g"}, {"bo", "drop", "b"}
_WHY = {"exact": "trùng hoàn toàn", "likely": "có thể trùng"}
_HEADER = 4


def read_sheet(path: Path, rulebook: Rulebook) -> Resolution:
    """Raises UnusableInput, with the cell, for what is not answered or not as it was written."""
    book = read_book(path)
    copies = _sheet(book, COPIES, _COPIES)
    units = _sheet(book, UNITS, _UNITS)
    if copies is None and units is None:
        raise UnusableInput(
            Text(
                f"{book.file}: không phải tệp quyết định do --write-resolve tạo ra.",
                f"{book.file}: not a file of decisions that --write-resolve makes.",
            )
        )
    _same_rulebook(book, rulebook)
    choices = () if copies is None else tuple(_choices(copies))
    spellings = () if units is None else tuple(_spellings(units))
    return Resolution(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), choices, *told_apart(spellings))


def _sheet(book: RawBook, name: str, header: Sequence[str]) -> RawSheet | None:
    """The sheet of that name; its header must be as it was written."""
    sheet = next((sheet for sheet in book.sheets if label_key(sheet.name) == label_key(name)), None)
    if sheet is None:
        return None
    row = sheet.rows[_HEADER - 1] if len(sheet.rows) >= _HEADER else []
    if [label_key(shown(value)) for value in row[: len(header)]] != [label_key(text) for text in header]:
        raise UnusableInput(
            Text(
                f"{book.file}, trang {sheet.name}: dòng {_HEADER} không phải tiêu đề của --write-resolve; hãy lập lại.",
                f"{book.file}, sheet {sheet.name}: row {_HEADER} is not the header of --write-resolve; make it again.",
            )
        )
    return sheet


def _same_rulebook(book: RawBook, rulebook: Rulebook) -> None:
    said = {shown(sheet.rows[0][1]) for sheet in book.sheets if sheet.rows and len(sheet.rows[0]) > 1}
    if rulebook.id not in said:
        raise UnusableInput(
            Text(
                f"{book.file}: các quyết định này không dành cho bộ quy tắc `{rulebook.id}`.",
                f"{book.file}: these decisions are not for the rulebook `{rulebook.id}`.",
            )
        )


def _entries(sheet: RawSheet, width: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.rows[_HEADER:], _HEADER):
        texts = [shown(value) for value in _padded(row, width)]
        if any(texts):
            yield number, texts


def _padded(row: Row, width: int) -> Row:
    return [*row, *[""] * width][:width]


def _choices(sheet: RawSheet) -> Iterator[Choice]:
    questions: dict[str, list[tuple[str, Copy, bool]]] = {}
    for number, (question, _, cell, name, _, answer) in _entries(sheet, len(_COPIES)):
        place = sheet.cell(number, len(_COPIES) - 1).full
        said = fold(answer)
        if said not in _KEEP | _DROP:
            raise UnusableInput(
                Text(
                    f"{place}: chưa trả lời cho “{name}”; ghi “giữ” hoặc “bỏ”.",
                    f"{place}: not answered for “{name}”; write “giữ” (keep) or “bỏ” (set aside).",
                )
            )
        questions.setdefault(question, []).append((place, Copy(cell, name), said in _KEEP))
    for question, copies in questions.items():
        keep = frozenset(n for n, (_, _, kept) in enumerate(copies) if kept)
        if len(copies) < 2 or not keep:
            raise UnusableInput(
                Text(
                    f"{copies[0][0]}: câu hỏi {question} phải có từ hai dòng trở lên và giữ ít nhất một dòng.",
                    f"{copies[0][0]}: question {question} must have two rows or more, and keep at least one.",
                )
            )
        yield Choice(tuple(copy for _, copy, _ in copies), keep, copies[0][0])


def _spellings(sheet: RawSheet) -> Iterator[Spelling]:
    for number, (field, written, _, meant) in _entries(sheet, len(_UNITS)):
        place = sheet.cell(number, len(_UNITS) - 1).full
        if not meant:
            raise UnusableInput(
                Text(
                    f"{place}: chưa trả lời: “{written}” là đơn vị nào? Ghi tên, hoặc `none`.",
                    f"{place}: not answered: which unit is “{written}”? Write its name, or `none`.",
                )
            )
        yield Spelling(field, (written,), meant, place)


# ---- writing ----------------------------------------------------------------------------------------------------


def write_sheet(rulebook: str, duplicates: Sequence[Open], spellings: Sequence[OpenSpelling], path: Path) -> None:
    """An .xlsx file with every question open."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    rows = [
        (str(n), _WHY.get(question.why, question.why), copy.cell, copy.name, about, "")
        for n, question in enumerate(duplicates, 1)
        for copy, about in question.copies
    ]
    note = (
        "Mỗi dòng ghi “giữ” hoặc “bỏ” (keep / drop). Những người khác nhau: giữ tất cả."
        " Dòng bỏ vẫn được đếm và nêu tên."
    )
    _write(book.create_sheet(COPIES), rulebook, _COPIES, rows, note, ("giữ", "bỏ"))
    if spellings:
        lines = [
            (spelling.field, text, "; ".join(spelling.nearest), "")
            for spelling in spellings
            for text in spelling.written
        ]
        note = "Ghi tên đúng của đơn vị; `none` nếu không phải một. / The unit's right name; `none` if it is not one."
        _write(book.create_sheet(UNITS), rulebook, _UNITS, lines, note, ())
    book.save(path)


def _write(
    sheet: Any, rulebook: str, header: Sequence[str], rows: Sequence[Sequence[str]], note: str, options: Sequence[str]
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    put(sheet.cell(1, 1), SCHEMA)
    put(sheet.cell(1, 2), rulebook)
    put(sheet.cell(2, 1), note)
    for column, (text, width) in enumerate(zip(header, _WIDTHS[sheet.title], strict=True), 1):
        cell = sheet.cell(_HEADER, column)
        put(cell, text)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9E2F3")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, _HEADER + 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{_HEADER + 1}"
    if options and rows:
        letter = get_column_letter(len(header))
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{_HEADER + 1}:{letter}{_HEADER + len(rows)}")


def put(cell: Any, text: str) -> None:
    """A text stays a text, whatever it begins with."""
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    if text[0] in "=+-@\t\r":
        cell.quotePrefix = True
