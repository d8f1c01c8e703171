"""The sheet for a council to fill in: the session, ties side by side, lines for other decisions, how all stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.council.applying import apply
from engine.council.groups import Group, groups
from engine.council.model import Applied, Council, Plain
from engine.council.seats import Places
from engine.council.words import (
    ACTIONS,
    CASE_COLUMNS,
    CASES,
    CHANGE_COLUMNS,
    CHANGE_ROWS,
    CHANGES,
    CHOOSE,
    FACTS,
    FIRST_FACT,
    GUIDE,
    HEADER,
    PASS,
    SESSION,
    TIE_COLUMNS,
    TIES,
    label_of,
)
from engine.intake.resolve_sheet import put
from engine.provenance import column_letter

_FONT = "Times New Roman"
_STEPS = (
    ("Trang “Phiên họp”: ghi ngày họp, chủ trì, thành viên dự họp. Khi đã thông qua, ghi người ký duyệt và ngày ký;"
     " chưa ký thì mọi văn bản còn là bản nháp."),
    ("Trang “Đồng hạng”: mỗi nhóm là những trường hợp ngang nhau về mọi căn cứ xếp hạng ở suất cuối. Ghi “Chọn” hoặc"
     " “Không chọn” cho TẤT CẢ trường hợp của nhóm, số được chọn đúng bằng số suất. Nhóm chưa bàn thì để trống cả"
     " nhóm: kết quả còn tạm thời."),
    ("Cột “Căn cứ nên ưu tiên (luật)” để tham khảo, không tự phân định: quyết định là của hội đồng."),
    ("Trang “Điều chỉnh”: rút một trường hợp khỏi danh sách, bổ sung một trường hợp, hoặc chuyển sang hình thức khen"
     " thấp hơn. Chọn trường hợp trong danh sách của ô. Rút một trường hợp thì suất để trống; muốn người kế tiếp vào"
     " thì ghi thêm một dòng bổ sung."),
    ("Mỗi quyết định phải có lý do và người đề xuất. Có biểu quyết thì ghi cả số phiếu đồng ý và không đồng ý; thành"
     " viên dự họp là chính trường hợp được xét thì ghi tên vào cột “Không biểu quyết”."),
    ("Bổ sung vượt số lượng của kế hoạch vẫn ghi nhận được, nhưng mọi văn bản sẽ ghi rõ là vượt."),
    ("Quyết định được ghi chồng lên kết quả xét theo quy tắc, không thay thế: cả hai đều còn. Phiên sau lập bảng mới"
     " từ thư mục kết quả của phiên trước."),
)


def write_sheet(document: Plain, earlier: Council, path: Path) -> None:
    """Write the empty sheet (.xlsx) for the next session. Raises UnusableInput where the run was edited."""
    places = Places(document)
    sheet_of(document, apply(document, earlier, places), places).save(path)


def sheet_of(document: Plain, now: Applied, places: Places) -> Any:
    """The empty sheet for the session after those of ``now``, not yet written."""
    import openpyxl

    book = openpyxl.Workbook()
    _guide(book.active, document)
    _session(book.create_sheet(SESSION), document, len(now.sessions) + 1)
    _ties(book.create_sheet(TIES), document, now, places)
    _changes(book.create_sheet(CHANGES), document)
    _cases(book.create_sheet(CASES), now)
    book.active = book.worksheets.index(book[SESSION])
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == SESSION
    book.properties.creator = "xetkhen"
    return book


# ---- sheets --------------------------------------------------------------------------------------------------------


def _guide(sheet: Any, document: Plain) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = GUIDE
    body = document["rules"]["document"]["body"]["vi"]
    lines = [f"HƯỚNG DẪN GHI QUYẾT ĐỊNH CỦA {body.upper()}", *(f"{n}. {step}" for n, step in enumerate(_STEPS, 1))]
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(lines, 1):
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.font = Font(name=_FONT, size=14 if row == 1 else 12, bold=row == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 18 * max(1, math.ceil(len(text) / 105))
    _print(sheet)


def _session(sheet: Any, document: Plain, number: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    _title(sheet, f"PHIÊN HỌP THỨ {number:02d}", document["rules"]["document"]["title"]["vi"], 2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 62
    known = {"run": document["run"]["id"], "seal": document["seal"]}
    days = DataValidation(type="date", operator="between", formula1="36526", formula2="73415", allow_blank=True)
    days.error, days.showErrorMessage = "Ghi ngày/tháng/năm, ví dụ 20/10/2023.", True
    sheet.add_data_validation(days)
    for row, (field, text) in enumerate(FACTS.items(), FIRST_FACT):
        name, value = sheet.cell(row, 1), sheet.cell(row, 2)
        put(name, text)
        name.font = Font(name=_FONT, size=12, bold=True)
        value.font = Font(name=_FONT, size=12)
        name.alignment = value.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        value.border = _box()
        if field in known:
            put(value, known[field])
            value.fill = PatternFill("solid", fgColor="E7E6E6")
        elif field in ("held_on", "signed_on"):
            value.number_format = "dd/mm/yyyy"
            days.add(f"B{row}")
        else:
            value.number_format = "@"
        sheet.row_dimensions[row].height = 120 if field == "members" else 20
    _print(sheet)


def _ties(sheet: Any, document: Plain, now: Applied, places: Places) -> None:
    rows = list(tied(document, now, places))
    note = "Chưa có trường hợp đồng hạng nào cần phân định." if not rows else (
        "Quyết định đủ mọi dòng của một nhóm, số “Chọn” đúng bằng số suất; nhóm chưa bàn thì để trống cả nhóm."
    )  # fmt: skip
    _table(sheet, "TRƯỜNG HỢP ĐỒNG HẠNG Ở SUẤT CUỐI", note, TIE_COLUMNS, rows, first_open=7,
           widths=(7, 34, 32, 24, 34, 34, 14, 36, 20, 11, 11, 24))  # fmt: skip
    if rows:
        _choose(sheet, 7, len(rows), f'"{CHOOSE},{PASS}"')
        _numbers(sheet, (10, 11), len(rows))


def tied(document: Plain, now: Applied, places: Places) -> Iterator[tuple[str, ...]]:
    """The rows of the ties still open: group, seats, candidate, unit, level on what, what the law prefers; blanks."""
    still = [group for group in groups(document, now, places) if group.open]
    for number, group in enumerate(still, 1):
        seats_for = f"{group.quota.vi}: {group.seats:02d} suất cho {len(group.members):02d} trường hợp"
        for n, member in enumerate(group.members):
            yield (str(number), seats_for, member.label, member.unit, level_on(group, n), preferred(group, n),
                   *[""] * 6)  # fmt: skip


def level_on(group: Group, member: int) -> str:
    """What the tied are level on: their rank, and each thing that ranks."""
    said = []
    for compared in group.level:
        value = compared.values[member]
        told = RESULTS[value.result] if value.result else value.shown.vi if value.shown else "–"
        said.append(f"{compared.name.vi.lower()} {told}" if not compared.clauses else f"{compared.name.vi}: {told}")
    return "; ".join(said)


RESULTS = {"met": "đạt", "unmet": "không đạt", "unknown": "chưa xác định"}


def preferred(group: Group, member: int) -> str:
    """What the law asks attention for among equals; shown, never decisive."""
    values = [(compared, compared.values[member]) for compared in group.law]
    said = [
        compared.name.vi + (f" ({value.shown.vi})" if value.shown else "")
        for compared, value in values
        if value.result == "met"
    ]
    # A sheet without the column says nothing of anybody; that nobody is preferred would be another thing.
    silent = "bảng tính không ghi" if values and not any(value.shown for _, value in values) else "không có"
    return "; ".join(said) or silent


def _changes(sheet: Any, document: Plain) -> None:
    note = "Rút, bổ sung, chuyển hình thức thấp hơn; mỗi việc một dòng. Không điều chỉnh gì thì để trống."
    rows = [(str(n), *[""] * (len(CHANGE_COLUMNS) - 1)) for n in range(1, CHANGE_ROWS + 1)]
    _table(sheet, "ĐIỀU CHỈNH CỦA HỘI ĐỒNG", note, CHANGE_COLUMNS, rows, first_open=2,
           widths=(6, 40, 27, 34, 44, 22, 11, 11, 26))  # fmt: skip
    last = HEADER + len(document["decisions"])
    _choose(sheet, 2, CHANGE_ROWS, f"'{CASES}'!$A${HEADER + 1}:$A${last}")
    _choose(sheet, 3, CHANGE_ROWS, f'"{",".join(ACTIONS.values())}"')
    awards = [award["vi"] for award in document["rules"]["awards"].values()]
    for row, text in enumerate(awards, 1):  # behind the lines, for the drop-down
        put(sheet.cell(row, 40), text)
    sheet.column_dimensions[column_letter(39)].hidden = True
    if awards:
        _choose(sheet, 4, CHANGE_ROWS, f"$AN$1:$AN${len(awards)}")
    _numbers(sheet, (7, 8), CHANGE_ROWS)


def _cases(sheet: Any, now: Applied) -> None:
    rules = now.document["rules"]
    rows = []
    for n, d in enumerate(now.document["decisions"], 1):
        candidate = d["candidate"]
        category, award = rules["categories"].get(candidate["category"]), rules["awards"].get(candidate["award"])
        rows.append((
            label_of(n, d), candidate["unit"] or "", category["vi"] if category else "", award["vi"] if award else "",
            rules["statuses"][d["status"]]["vi"], "" if d["rank"] is None else str(d["rank"]),
            (d["score"] or "").replace(".", ","),
        ))  # fmt: skip
    note = "Để tra cứu và chọn; không ghi vào trang này."
    _table(sheet, "MỌI TRƯỜNG HỢP VÀ KẾT LUẬN HIỆN NAY", note, CASE_COLUMNS, rows, first_open=None,
           widths=(42, 30, 34, 34, 34, 9, 9))  # fmt: skip


# ---- how it looks ---------------------------------------------------------------------------------------------------


def _table(
    sheet: Any, title: str, note: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, first_open: int | None,
    widths: Sequence[float],
) -> None:
    """A table under the header; columns from ``first_open`` on are to be filled in."""
    from openpyxl.styles import Alignment, Font, PatternFill

    _title(sheet, title, note, min(len(header), 9))
    for column, (text, width) in enumerate(zip(header, widths, strict=True), 1):
        cell = sheet.cell(HEADER, column)
        put(cell, text)
        asked = first_open is not None and column >= first_open
        cell.font = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
        colour = "7F1D1D" if asked and "(*)" in text else "2E6B3A" if asked else "1F4E79"
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _box()
        sheet.column_dimensions[column_letter(column - 1)].width = width
    sheet.row_dimensions[HEADER].height = 48
    for row, texts in enumerate(rows, HEADER + 1):
        lines = max(math.ceil(len(text) * 1.35 / width) for text, width in zip(texts, widths, strict=True))
        sheet.row_dimensions[row].height = 16.5 * max(1, lines)
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            put(cell, text)
            cell.font, cell.border = Font(name=_FONT, size=12), _box()
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if first_open is not None and column >= first_open and header[column - 1] not in header[-3:-1]:
                cell.number_format = "@"
    sheet.freeze_panes = f"A{HEADER + 1}"
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    _print(sheet)


def _title(sheet: Any, title: str, note: str, width: int) -> None:
    from openpyxl.styles import Alignment, Font

    for row, text, bold in ((1, title, True), (2, note, False)):
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.font = Font(name=_FONT, size=14 if bold else 12, bold=bold, italic=not bold)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=not bold)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 24, 34


def _box() -> Any:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="808080")
    return Border(left=line, right=line, top=line, bottom=line)


def _choose(sheet: Any, column: int, rows: int, formula: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.error, rule.showErrorMessage = "Chọn một giá trị trong danh sách của ô.", True
    sheet.add_data_validation(rule)
    letter = column_letter(column - 1)
    rule.add(f"{letter}{HEADER + 1}:{letter}{HEADER + rows}")


def _numbers(sheet: Any, columns: Sequence[int], rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="whole", operator="between", formula1="0", formula2="999", allow_blank=True)
    rule.error, rule.showErrorMessage = "Ghi số phiếu: số nguyên từ 0.", True
    sheet.add_data_validation(rule)
    for column in columns:
        letter = column_letter(column - 1)
        rule.add(f"{letter}{HEADER + 1}:{letter}{HEADER + rows}")


def _print(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.sheet_view.showGridLines = False
