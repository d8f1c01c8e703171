"""The empty workbook to send out: what it asks is what the rulebook reads, and a filled one imports as it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.intake.template_guide import write_guide
from engine.intake.template_words import CORE, HOW, document_line, header_text, note
from engine.intake.units import listed
from engine.intake.uses import Use, uses_of
from engine.problems import UnusableInput
from engine.provenance import Text, column_letter

if TYPE_CHECKING:
    from engine.rulebook.model import Field, Rulebook

ROWS = 500  # rows below the header that carry drop-downs
LIST, GUIDE, CHOICES = "Danh sách đề nghị", "Hướng dẫn", "Danh mục"
_HEADER = 5  # the header's row

_FONT = "Times New Roman"
_FILLS = {"required": "7F1D1D", "core": "1F4E79", "rule": "2E6B3A", "evidence": "E7E6E6", "board": "7F6000"}
_WIDTHS = {
    "text": 24, "yes_no": 13, "date": 14, "year": 9, "money": 18, "number": 12, "whole": 12, "choice": 22, "unit": 22,
}
_FORMATS = {"text": "@", "date": "dd/mm/yyyy", "money": "#,##0", "year": "0", "choice": "@", "unit": "@", "yes_no": "@"}


def write_template(rulebook: Rulebook, path: Path) -> None:
    """Write the workbook to ``path`` (.xlsx): candidates, register and units where asked for, instructions, lists.

    Raises UnusableInput where the file cannot be written.
    """
    import openpyxl

    book = openpyxl.Workbook()
    choices = _Choices(rulebook)
    uses = uses_of(rulebook)
    first = book.active
    first.title = LIST
    fields = [f for f in rulebook.fields.values() if f.compute is None]
    _candidates(first, rulebook, fields, uses, choices)
    for register in rulebook.registers.values():
        units = "unit_name" in register.fields
        sheet = book.create_sheet("Đơn vị" if units else register.text.vi[:31])
        title = "DANH SÁCH ĐƠN VỊ VÀ KẾT QUẢ CÔNG NHẬN" if units else "SỔ THEO DÕI KHEN THƯỞNG ĐÃ TẶNG"
        own = [f for f in register.fields.values() if f.compute is None]
        _table(sheet, own, choices, title, document_line(rulebook), required={own[0].id})
    write_guide(book.create_sheet(GUIDE), rulebook, fields, uses)
    choices.write(book.create_sheet(CHOICES))
    book.properties.title = f"{rulebook.document.title.vi}"
    book.properties.creator = "xetkhen"
    _texts_stay_texts(book)
    try:
        book.save(path)
    except OSError as error:
        raise UnusableInput(Text(
            f"{path}: không ghi được tệp ({error.strerror}); hãy đóng tệp nếu đang mở, hoặc chọn thư mục khác.",
            f"{path}: the file cannot be written ({error.strerror}); close it if it is open, or choose another folder.",
        )) from None


class _Choices:
    """The lists behind the drop-downs, one column each, on a hidden sheet."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._columns: dict[tuple[str, ...], int] = {}
        self._units = tuple(unit.name for unit in listed(rulebook.document.units))

    def formula(self, field: Field) -> str | None:
        """The range that a field's cells choose from; None where there is nothing to choose."""
        match field.type:
            case "choice":
                words = tuple(label.vi for label in field.options.values())
            case "yes_no":
                words = ("có", "không")
            case "unit":
                words = self._units
            case _:
                words = ()
        if not words:
            return None
        index = self._columns.setdefault(words, len(self._columns))
        return f"'{CHOICES}'!${column_letter(index)}$1:${column_letter(index)}${len(words)}"

    def write(self, sheet: Any) -> None:
        for words, index in self._columns.items():
            for row, word in enumerate(words, 1):
                sheet.cell(row, index + 1, word)
            sheet.column_dimensions[column_letter(index)].width = 40
        sheet.sheet_state = "hidden"


def _texts_stay_texts(book: Any) -> None:
    """Whatever a rulebook calls its things: openpyxl would take ``=x`` for a formula, and Excel, edited, ``+x`` too."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value[:1] in set("=+-@\t\r"):
                    cell.data_type = "s"
                    cell.quotePrefix = True


def _candidates(
    sheet: Any, rulebook: Rulebook, fields: Sequence[Field], uses: Mapping[str, Use], choices: _Choices
) -> None:
    notes = {f.id: note(rulebook, f, uses[f.id]) for f in fields}
    _table(
        sheet, fields, choices, "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", document_line(rulebook),
        required={f.id for f in fields if f.required}, notes=notes, numbered=True,
    )


def _table(
    sheet: Any, fields: Sequence[Field], choices: _Choices, title: str, subtitle: str, *,
    required: set[str], notes: Mapping[str, str] | None = None, numbered: bool = False,
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    offset = 1 if numbered else 0
    width = len(fields) + offset
    shown = min(width, 9)  # a title over the columns that fit a screen
    for row, text, size, bold in (
        (1, "ĐƠN VỊ GỬI: ……………………………………………", 12, False), (2, title, 14, True), (3, subtitle, 12, False),
        (4, "Cột có dấu (*) là bắt buộc. Cách ghi từng cột: xem ghi chú ở ô tiêu đề và trang “Hướng dẫn”.", 11, False),
    ):
        cell = sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=shown)
        cell.font = Font(name=_FONT, size=size, bold=bold, italic=row == 4)
        cell.alignment = Alignment(
            horizontal="center" if row in {2, 3} else "left", vertical="center", wrap_text=row == 3,
        )
    sheet.row_dimensions[2].height = 24
    sheet.row_dimensions[3].height = 34
    line = Side(style="thin", color="808080")
    border = Border(left=line, right=line, top=line, bottom=line)
    headers = [
        ("STT", "core", None), *((header_text(f, f.id in required), _group(f, required), f) for f in fields),
    ][1 - offset:]
    for column, (text, group, field) in enumerate(headers, 1):
        cell = sheet.cell(_HEADER, column, text)
        light = group == "evidence"
        cell.font = Font(name=_FONT, size=11, bold=not light, italic=light, color="000000" if light else "FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_FILLS[group])
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = border
        letter = column_letter(column - 1)
        dimension = sheet.column_dimensions[letter]
        dimension.width = _width(field) if field else 6
        dimension.font = Font(name=_FONT, size=12)
        dimension.alignment = Alignment(
            vertical="top", wrap_text=field is not None and field.type in {"text", "choice", "unit"},
            horizontal="center" if field is None or field.type in {"yes_no", "date", "year"} else None,
        )
        if field is None:
            continue
        dimension.number_format = _FORMATS.get(field.type, "General")
        if notes and field.id in notes:
            comment = Comment(notes[field.id], "xetkhen")
            lines = sum(math.ceil(len(line) / 48) for line in notes[field.id].split("\n"))
            comment.width, comment.height = 340, 40 + 18 * lines
            cell.comment = comment
        _validate(sheet, field, letter, choices)
    sheet.row_dimensions[_HEADER].height = 66
    sheet.freeze_panes = f"{column_letter(1 + offset)}{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:{column_letter(width - 1)}{_HEADER}"
    _lines(sheet, width, 1 + offset, border)
    _print(sheet, width, offset)


def _group(field: Field, required: set[str]) -> str:
    if field.id in required:
        return "required"
    if field.id.endswith("_evidence"):
        return "evidence"
    if field.id == "board_score":
        return "board"
    return "core" if field.id in CORE or field.type == "text" else "rule"


def _width(field: Field) -> float:
    if field.id in {"name", "unit_name"}:
        return 32
    longest = max((len(label.vi) for label in field.options.values()), default=0)
    return max(_WIDTHS[field.type], min(longest + 3, 40))


def _validate(sheet: Any, field: Field, letter: str, choices: _Choices) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    formula = choices.formula(field)
    area = f"{letter}{_HEADER + 1}:{letter}{_HEADER + ROWS}"
    low = None if field.minimum is None else str(math.ceil(field.minimum))
    high = None if field.maximum is None else str(math.floor(field.maximum))
    if formula:
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        # The units sheet adds to the list of units, so another name is a question, not an error.
        rule.errorStyle = "warning" if field.type == "unit" else "stop"
        rule.error = "Chọn một giá trị trong danh sách của ô."
    elif field.type == "date":
        rule = DataValidation(type="date", operator="between", formula1="10959", formula2="73415", allow_blank=True)
        rule.error = "Ghi ngày/tháng/năm, ví dụ 09/10/2023."
    elif field.type in {"money", "whole", "year"}:
        low = low or ("0" if field.type == "money" else "1900" if field.type == "year" else "-99999999999999")
        high = high or ("100000000000000" if field.type != "year" else "2100")
        rule = DataValidation(type="whole", operator="between", formula1=low, formula2=high, allow_blank=True)
        rule.error = HOW[field.type].vi
    elif field.type == "number":
        rule = DataValidation(
            type="decimal", operator="between", formula1=low or "-99999999999999", formula2=high or "99999999999999",
            allow_blank=True
        )
        rule.error = HOW[field.type].vi
    else:
        return
    rule.errorTitle = field.text.vi[:31]
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(area)


def _lines(sheet: Any, width: int, first: int, border: Any) -> None:
    """Lines around the rows that hold something: a form of 500 empty boxes would be printed otherwise."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle

    area = f"A{_HEADER + 1}:{column_letter(width - 1)}{_HEADER + ROWS}"
    letter = column_letter(first - 1)
    rule = Rule(type="expression", dxf=DifferentialStyle(border=border), formula=[f'${letter}{_HEADER + 1}<>""'])
    sheet.conditional_formatting.add(area, rule)


def _print(sheet: Any, width: int, offset: int) -> None:
    total = sum(sheet.column_dimensions[column_letter(c)].width for c in range(width))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4 if total <= 170 else sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth = max(1, math.ceil(total / 260))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.print_title_cols = f"A:{column_letter(offset)}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
