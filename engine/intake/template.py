"""The empty workbook to send out: what it asks is what the rulebook reads, and a filled one imports as it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.intake.units import listed
from engine.intake.uses import Use, required_of, uses_of
from engine.problems import UnusableInput
from engine.provenance import Text, column_letter

if TYPE_CHECKING:
    from engine.rulebook.model import Field, Rulebook

ROWS = 500  # rows below the header that carry drop-downs
LIST, GUIDE, CHOICES = "Danh sách đề nghị", "Hướng dẫn", "Danh mục"
_HEADER = 5  # the header's row

_CORE = frozenset({
    "name", "kind", "category", "unit", "commune", "position", "position_class", "level", "birth_year", "award",
})
_FONT = "Times New Roman"
_FILLS = {"required": "7F1D1D", "core": "1F4E79", "rule": "2E6B3A", "evidence": "E7E6E6", "board": "7F6000"}
_WIDTHS = {
    "text": 24, "yes_no": 13, "date": 14, "year": 9, "money": 18, "number": 12, "whole": 12, "choice": 22, "unit": 22,
}
_FORMATS = {"text": "@", "date": "dd/mm/yyyy", "money": "#,##0", "year": "0", "choice": "@", "unit": "@", "yes_no": "@"}
_HOW = {
    "text": Text("Ghi chữ.", "Text."),
    "yes_no": Text(
        "Chọn “có” hoặc “không”; chưa rõ thì để trống.", "Choose “có” (yes) or “không” (no); leave blank if not known.",
    ),
    "whole": Text("Ghi số nguyên.", "A whole number."),
    "number": Text("Ghi số, tối đa bốn chữ số thập phân.", "A number with at most four decimals."),
    "money": Text("Ghi số nguyên đồng, ví dụ 50000000.", "Whole dong, e.g. 50000000."),
    "date": Text("Ghi ngày/tháng/năm, ví dụ 09/10/2023.", "Day/month/year, e.g. 09/10/2023."),
    "year": Text("Ghi năm bốn chữ số, ví dụ 1978.", "A year of four digits, e.g. 1978."),
    "choice": Text("Chọn trong danh sách của ô.", "Choose from the cell's list."),
    "unit": Text("Chọn trong danh sách; đơn vị chưa có thì ghi thêm ở trang “Đơn vị”.",
                 "Choose from the list; a unit that is missing is added on the sheet “Đơn vị”."),
}


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
        _table(sheet, own, choices, title, _document(rulebook), required={own[0].id})
    _guide(book.create_sheet(GUIDE), rulebook, fields, uses)
    choices.write(book.create_sheet(CHOICES))
    book.properties.title = f"{rulebook.document.title.vi}"
    book.properties.creator = "xetkhen"
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


def _document(rulebook: Rulebook) -> str:
    document = rulebook.document
    signed = document.date
    day = f"{signed.day:02d}/{signed.month:02d}/{signed.year}" if signed else document.date_text
    when = f" {'ngày ' if document.date else ''}{day}" if day else ""
    return f"(Theo {document.title.vi}; số {document.number}{when} của {document.issuer.vi})"


def _candidates(
    sheet: Any, rulebook: Rulebook, fields: Sequence[Field], uses: Mapping[str, Use], choices: _Choices
) -> None:
    notes = {f.id: _note(rulebook, f, uses[f.id]) for f in fields}
    _table(
        sheet, fields, choices, "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", _document(rulebook),
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
        ("STT", "core", None), *((_header(f, f.id in required), _group(f, required), f) for f in fields),
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


def _header(field: Field, required: bool) -> str:
    return f"{field.text.vi} (*)" if required else field.text.vi


def _group(field: Field, required: set[str]) -> str:
    if field.id in required:
        return "required"
    if field.id.endswith("_evidence"):
        return "evidence"
    if field.id == "board_score":
        return "board"
    return "core" if field.id in _CORE or field.type == "text" else "rule"


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
        rule.error = _HOW[field.type].vi
    elif field.type == "number":
        rule = DataValidation(
            type="decimal", operator="between", formula1=low or "-99999999999999", formula2=high or "99999999999999",
            allow_blank=True
        )
        rule.error = _HOW[field.type].vi
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


def _note(rulebook: Rulebook, field: Field, use: Use) -> str:
    """The comment on a header: what it means, how to fill it in, which clause asks for it."""
    lines = [field.text.vi + (" (bắt buộc)" if field.required else ""), _how(field).vi]
    if field.id in _CORE:
        return "\n".join(lines)
    if use.categories:
        lines.append("Dùng cho: " + "; ".join(rulebook.categories[c].text.vi for c in use.categories) + ".")
    if use.criteria:
        lines.append("Để xét: " + "; ".join(text.vi for text in use.criteria) + ".")
    if use.clauses:
        own = [clause for clause in use.clauses if not clause.startswith("law/")]
        lines.append("Mục: " + "; ".join(own) if own else "Theo quy định chung.")
    return "\n".join(lines)


def _purpose(rulebook: Rulebook, field: Field, use: Use) -> tuple[str, str, str]:
    """For whom, for what, by which clause; the columns that say who somebody is are for everything."""
    if field.id in _CORE:
        return "Tất cả", "", ""
    return (
        "; ".join(rulebook.categories[c].text.vi for c in use.categories), "; ".join(text.vi for text in use.criteria),
        "; ".join(clause for clause in use.clauses if not clause.startswith("law/")),
    )


def _how(field: Field) -> Text:
    if field.id.endswith("_evidence"):
        return Text(
            "Ghi số, ký hiệu văn bản hoặc tên tài liệu chứng minh.",
            "The number or name of the document that proves it.",
        )
    how = _HOW[field.type]
    bounds = ""
    if field.minimum is not None and field.maximum is not None and field.type in {"whole", "number"}:
        bounds = f" Từ {float(field.minimum):g} đến {float(field.maximum):g}."
    return Text(how.vi + bounds, how.en)


_STEPS = (
    ("Ghi danh sách vào trang “Danh sách đề nghị”, mỗi trường hợp một dòng, bắt đầu ngay dưới dòng tiêu đề."
    " Không gộp ô, không đổi tên cột."),
    ("Cột có dấu (*) là bắt buộc. Các cột khác: để trống nghĩa là CHƯA RÕ, không phải “không” và không phải 0."
    " Biết là không thì ghi “không”."),
    "Ô có danh sách thì chọn trong danh sách. Số tiền ghi số nguyên đồng. Ngày ghi ngày/tháng/năm.",
    "Cột “Minh chứng: …” ghi số, ký hiệu của văn bản hoặc tên tài liệu chứng minh cho cột đứng trước.",
    "Trường hợp không thuộc nhóm đối tượng nào của kế hoạch thì chọn nhóm “Khác”.",
    "Không xóa cột không dùng đến; cứ để trống.",
)


def _guide(sheet: Any, rulebook: Rulebook, fields: Sequence[Field], uses: Mapping[str, Use]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    plain, bold = Font(name=_FONT, size=12), Font(name=_FONT, size=12, bold=True)
    wrap = Alignment(wrap_text=True, vertical="top")
    line = Side(style="thin", color="808080")
    box = Border(left=line, right=line, top=line, bottom=line)
    row = 1

    def write(text: str, font: Any, height: float | None = None) -> None:
        nonlocal row
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, wrap
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.row_dimensions[row].height = height or 17 * max(1, math.ceil(len(text) / 170))
        row += 1

    def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        nonlocal row
        for number, cells in enumerate((head, *lines)):
            tallest = 1
            for column, text in enumerate(cells, 1):
                cell = sheet.cell(row, column, text)
                cell.font, cell.alignment, cell.border = (bold if number == 0 else plain), wrap, box
                if number == 0:
                    cell.fill = PatternFill("solid", fgColor="D9E2F3")
                tallest = max(tallest, math.ceil(len(text) * 1.05 / _GUIDE_WIDTHS[column - 1]))
            sheet.row_dimensions[row].height = 16.5 * tallest
            row += 1

    for column, width in enumerate(_GUIDE_WIDTHS):
        sheet.column_dimensions[column_letter(column)].width = width
    write("HƯỚNG DẪN GHI DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", Font(name=_FONT, size=14, bold=True), 22)
    write(_document(rulebook), Font(name=_FONT, size=12, italic=True))
    row += 1
    for number, step in enumerate(_STEPS, 1):
        write(f"{number}. {step}", plain)
    for register in rulebook.registers.values():
        units = "unit_name" in register.fields
        write(
            "• Trang “Đơn vị”: ghi các xã, phường, thôn, ấp, khóm và kết quả công nhận." if units else
            f"• Trang “{register.text.vi}”: ghi các lần đã được khen; không có lần nào thì để trống, không xóa trang.",
            plain,
        )
    row += 1
    write("Nhóm đối tượng và tiêu chuẩn", bold)
    needed = required_of(rulebook)
    table(("Nhóm đối tượng", "Loại hình", "Mục của kế hoạch", "Tiêu chuẩn"), [
        (
            c.text.vi, ", ".join(_kind(rulebook, k) for k in c.kinds), "; ".join(c.clauses) or "–",
            "; ".join(t.vi for t in needed[c.id]) if c.requires is not None else "Không thuộc đối tượng của kế hoạch",
        )
        for c in rulebook.categories.values()
    ])
    row += 1
    write("Các cột của trang “Danh sách đề nghị”", bold)
    table(("Cột", "Cách ghi", "Dùng cho nhóm", "Để xét", "Mục"), [
        (
            _header(f, f.required), _how(f).vi, *_purpose(rulebook, f, uses[f.id]),
        )
        for f in fields if not f.id.endswith("_evidence")
    ])
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.sheet_view.showGridLines = False


_GUIDE_WIDTHS = (34, 40, 34, 44, 22)


def _kind(rulebook: Rulebook, kind: str) -> str:
    return rulebook.fields["kind"].options[kind].vi.lower()
