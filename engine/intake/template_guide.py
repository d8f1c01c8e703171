"""The instruction sheet of a template: the steps, the classes with their criteria, every column."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.intake.template_words import document_line, header_text, how_to, purpose
from engine.intake.uses import Use, required_of
from engine.provenance import column_letter

if TYPE_CHECKING:
    from engine.rulebook.model import Field, Rulebook

_FONT = "Times New Roman"
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


def write_guide(sheet: Any, rulebook: Rulebook, fields: Sequence[Field], uses: Mapping[str, Use]) -> None:
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
    write(document_line(rulebook), Font(name=_FONT, size=12, italic=True))
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
            header_text(f, f.required), how_to(f).vi, *purpose(rulebook, f, uses[f.id]),
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
