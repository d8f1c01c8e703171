"""The report of a check as a workbook: every problem in the order of the work, and a line for each sender."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engine.feedback.annotate import safe
from engine.provenance import Text
from engine.report.problems import summary
from engine.wording import say

if TYPE_CHECKING:
    from engine.checking import Checked

_TITLE = Text("Kết quả kiểm tra danh sách đề nghị", "Check of the lists of candidates")
_PROBLEMS, _SENDERS = Text("Lỗi dữ liệu", "Problems"), Text("Theo nơi gửi", "By sender")
_HEAD = (
    (Text("STT", "No."), 6), (Text("Mức độ", "Severity"), 12), (Text("Giữ chân", "Holds up"), 10),
    (Text("Nơi gửi", "Sender"), 28), (Text("Tệp", "File"), 26), (Text("Trang", "Sheet"), 18), (Text("Ô", "Cell"), 10),
    (Text("Tên", "Name"), 28), (Text("Ghi trong ô", "Written"), 26),
    (Text("Lỗi và cách sửa", "What is wrong, what to do"), 90),
)
_SENDER_HEAD = (
    (Text("Nơi gửi", "Sender"), 40), (Text("Lỗi phải sửa", "To put right"), 14),
    (Text("Điểm xem lại", "To look at"), 14), (Text("Giữ chân", "Holds up"), 12),
)
_FILL = {"error": "FFC7CE", "warning": "FFEB9C"}


def report_workbook(checked: Checked, lang: str) -> bytes:
    """Numbers are numbers and texts are texts: nothing in it begins a formula."""
    from openpyxl import Workbook

    book = Workbook()
    problems = book.active
    assert problems is not None
    problems.title = _PROBLEMS.in_(lang)
    rows: list[Sequence[str | int]] = [
        (
            number, say(f"severity.{n.problem.severity}").in_(lang), n.affected or "", n.sender or "",
            n.problem.file or "", n.problem.sheet or "", n.problem.ref or "", n.name or "", n.problem.value or "",
            n.problem.text.in_(lang),
        )
        for number, n in enumerate(checked.noted, 1)
    ]
    _table(problems, (_TITLE, checked.title), summary(checked, lang), _HEAD, rows, lang)
    for row, noted in enumerate(checked.noted, _FIRST_ROW):
        _colour(problems.cell(row, 2), _FILL.get(noted.problem.severity))
    senders = book.create_sheet(_SENDERS.in_(lang))
    listed: list[Sequence[str | int]] = []
    for sender, noted_of in checked.by_sender().items():
        errors = sum(n.problem.severity == "error" for n in noted_of)
        listed.append((sender, errors, len(noted_of) - errors, sum(n.affected for n in noted_of)))
    _table(senders, (_TITLE, checked.title), summary(checked, lang), _SENDER_HEAD, listed, lang)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_FIRST_ROW = 6


def _table(
    sheet: Any, titles: Sequence[Text], line: str, head: Sequence[tuple[Text, int]],
    rows: Sequence[Sequence[str | int]], lang: str,
) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    border = Border(*[Side(style="thin", color="808080")] * 4)
    for row, text in enumerate((*(title.in_(lang) for title in titles), line), 1):
        safe(sheet.cell(row, 1), text)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for column, (text_, width) in enumerate(head, 1):
        cell = sheet.cell(_FIRST_ROW - 1, column)
        safe(cell, text_.in_(lang))
        cell.font, cell.border = Font(bold=True), border
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        _colour(cell, "D9E2F3")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, values in enumerate(rows, _FIRST_ROW):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column)
            cell.border, cell.alignment = border, Alignment(wrap_text=True, vertical="top")
            if isinstance(value, int):
                cell.value = value
            elif value:
                safe(cell, value)
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    if rows:
        sheet.auto_filter.ref = f"A{_FIRST_ROW - 1}:{get_column_letter(len(head))}{len(rows) + _FIRST_ROW - 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_FIRST_ROW - 1}:{_FIRST_ROW - 1}"


def _colour(cell: Any, colour: str | None) -> None:
    from openpyxl.styles import PatternFill

    if colour is not None:
        cell.fill = PatternFill("solid", fgColor=colour)
