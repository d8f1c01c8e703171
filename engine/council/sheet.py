"""The sheet for a council to fill in: the session, ties side by side, lines for other decisions, how all stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.council.applying import apply
from engine.council.groups import Group, groups
from engine.council.guide import STEPS
from engine.council.model import Applied, Council, Plain
from engine.council.seats import Places
from engine.council.words import CHANGE_ROWS, FIRST_FACT, HEADER, VI, WORDS, Words, label_of
from engine.intake.resolve_sheet import put
from engine.provenance import Text, column_letter

_FONT = "Times New Roman"


def write_sheet(document: Plain, earlier: Council, path: Path, lang: str = "vi") -> None:
    """Write the empty sheet (.xlsx) for the next session. Raises UnusableInput where the run was edited."""
    places = Places(document)
    sheet_of(document, apply(document, earlier, places), places, WORDS[lang]).save(path)


def sheet_of(document: Plain, now: Applied, places: Places, words: Words = VI) -> Any:
    """The empty sheet for the session after those of ``now``, not yet written."""
    import openpyxl

    book = openpyxl.Workbook()
    _guide(book.active, document, words)
    _session(book.create_sheet(words.session), document, len(now.sessions) + 1, words)
    _ties(book.create_sheet(words.ties), document, now, places, words)
    _changes(book.create_sheet(words.changes), document, words)
    _cases(book.create_sheet(words.cases), now, words)
    book.active = book.worksheets.index(book[words.session])
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == words.session
    book.properties.creator = "xetkhen"
    return book


# ---- sheets --------------------------------------------------------------------------------------------------------


def _guide(sheet: Any, document: Plain, words: Words) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = words.guide
    body = document["rules"]["document"]["body"][words.lang].upper()
    title = Text(f"HƯỚNG DẪN GHI QUYẾT ĐỊNH CỦA {body}", f"HOW TO WRITE WHAT {body} DECIDES").in_(words.lang)
    lines = [title, *(f"{n}. {step.in_(words.lang)}" for n, step in enumerate(STEPS, 1))]
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(lines, 1):
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.font = Font(name=_FONT, size=14 if row == 1 else 12, bold=row == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 18 * max(1, math.ceil(len(text) / 105))
    _print(sheet)


def _session(sheet: Any, document: Plain, number: int, words: Words) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    title = Text(f"PHIÊN HỌP THỨ {number:02d}", f"SESSION {number}").in_(words.lang)
    _title(sheet, title, document["rules"]["document"]["title"][words.lang], 2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 62
    known = {"run": document["run"]["id"], "seal": document["seal"]}
    days = DataValidation(type="date", operator="between", formula1="36526", formula2="73415", allow_blank=True)
    days.error, days.showErrorMessage = Text(
        "Ghi ngày/tháng/năm, ví dụ 20/10/2023.", "Write day/month/year, such as 20/10/2023."
    ).in_(words.lang), True
    sheet.add_data_validation(days)
    for row, (field, text) in enumerate(words.facts.items(), FIRST_FACT):
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


def _ties(sheet: Any, document: Plain, now: Applied, places: Places, words: Words) -> None:
    rows = list(tied(document, now, places, words.lang))
    note = Text("Chưa có trường hợp đồng hạng nào cần phân định.", "No tie is left to settle.") if not rows else Text(
        "Quyết định đủ mọi dòng của một nhóm, số “Chọn” đúng bằng số suất; nhóm chưa bàn thì để trống cả nhóm.",
        "Decide every line of a tie, as many “Choose” as there are seats; leave a tie blank that was not discussed.",
    )  # fmt: skip
    title = Text("TRƯỜNG HỢP ĐỒNG HẠNG Ở SUẤT CUỐI", "LEVEL AT THE LAST SEAT").in_(words.lang)
    _table(sheet, title, note.in_(words.lang), words.tie_columns, rows, first_open=7,
           widths=(7, 34, 32, 24, 34, 34, 14, 36, 20, 11, 11, 24))  # fmt: skip
    if rows:
        _choose(sheet, 7, len(rows), f'"{words.choose},{words.pass_}"', words.lang)
        _numbers(sheet, (10, 11), len(rows), words.lang)


def tied(document: Plain, now: Applied, places: Places, lang: str = "vi") -> Iterator[tuple[str, ...]]:
    """The rows of the ties still open: group, seats, candidate, unit, level on what, what the law prefers; blanks."""
    still = [group for group in groups(document, now, places) if group.open]
    for number, group in enumerate(still, 1):
        seats_for = Text(
            f"{group.quota.vi}: {group.seats:02d} suất cho {len(group.members):02d} trường hợp",
            f"{group.quota.en}: seats for {group.seats} of {len(group.members)} candidates",
        ).in_(lang)
        for n, member in enumerate(group.members):
            yield (str(number), seats_for, member.label, member.unit, level_on(group, n, lang),
                   preferred(group, n, lang), *[""] * 6)  # fmt: skip


def level_on(group: Group, member: int, lang: str) -> str:
    """What the tied are level on: their rank, and each thing that ranks."""
    said = []
    for compared in group.level:
        value = compared.values[member]
        told = RESULTS[value.result].in_(lang) if value.result else value.shown.in_(lang) if value.shown else "–"
        name = compared.name.in_(lang)
        said.append(f"{name.lower()} {told}" if not compared.clauses else f"{name}: {told}")
    return "; ".join(said)


RESULTS = {
    "met": Text("đạt", "met"), "unmet": Text("không đạt", "not met"), "unknown": Text("chưa xác định", "not known"),
}  # fmt: skip


def preferred(group: Group, member: int, lang: str) -> str:
    """What the law asks attention for among equals; shown, never decisive."""
    values = [(compared, compared.values[member]) for compared in group.law]
    said = [
        compared.name.in_(lang) + (f" ({value.shown.in_(lang)})" if value.shown else "")
        for compared, value in values
        if value.result == "met"
    ]
    # A sheet without the column says nothing of anybody; that nobody is preferred would be another thing.
    silent = values and not any(value.shown for _, value in values)
    none = Text("bảng tính không ghi", "the sheet does not say") if silent else Text("không có", "nothing")
    return "; ".join(said) or none.in_(lang)


def _changes(sheet: Any, document: Plain, words: Words) -> None:
    note = Text(
        "Rút, bổ sung, chuyển hình thức thấp hơn; mỗi việc một dòng. Không điều chỉnh gì thì để trống.",
        "Struck, added, moved to a lower award; a line for each. Leave it blank where nothing is changed.",
    ).in_(words.lang)
    rows = [(str(n), *[""] * (len(words.change_columns) - 1)) for n in range(1, CHANGE_ROWS + 1)]
    title = Text("ĐIỀU CHỈNH CỦA HỘI ĐỒNG", "WHAT THE COUNCIL CHANGES").in_(words.lang)
    _table(sheet, title, note, words.change_columns, rows, first_open=2,
           widths=(6, 40, 27, 34, 44, 22, 11, 11, 26))  # fmt: skip
    last = HEADER + len(document["decisions"])
    _choose(sheet, 2, CHANGE_ROWS, f"'{words.cases}'!$A${HEADER + 1}:$A${last}", words.lang)
    _choose(sheet, 3, CHANGE_ROWS, f'"{",".join(words.actions.values())}"', words.lang)
    awards = [award[words.lang] for award in document["rules"]["awards"].values()]
    for row, text in enumerate(awards, 1):  # behind the lines, for the drop-down
        put(sheet.cell(row, 40), text)
    sheet.column_dimensions[column_letter(39)].hidden = True
    if awards:
        _choose(sheet, 4, CHANGE_ROWS, f"$AN$1:$AN${len(awards)}", words.lang)
    _numbers(sheet, (7, 8), CHANGE_ROWS, words.lang)


def _cases(sheet: Any, now: Applied, words: Words) -> None:
    rules, lang = now.document["rules"], words.lang
    rows = []
    for n, d in enumerate(now.document["decisions"], 1):
        candidate = d["candidate"]
        category, award = rules["categories"].get(candidate["category"]), rules["awards"].get(candidate["award"])
        rows.append((
            label_of(n, d), candidate["unit"] or "", category[lang] if category else "", award[lang] if award else "",
            rules["statuses"][d["status"]][lang], "" if d["rank"] is None else str(d["rank"]),
            (d["score"] or "").replace(".", "," if lang == "vi" else "."),
        ))  # fmt: skip
    note = Text("Để tra cứu và chọn; không ghi vào trang này.", "To look up and choose; write nothing here.").in_(lang)
    title = Text("MỌI TRƯỜNG HỢP VÀ KẾT LUẬN HIỆN NAY", "ALL CANDIDATES AND HOW THEY STAND").in_(lang)
    _table(sheet, title, note, words.case_columns, rows, first_open=None,
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


def _choose(sheet: Any, column: int, rows: int, formula: str, lang: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    said = Text("Chọn một giá trị trong danh sách của ô.", "Choose one of the cell's list.")
    rule.error, rule.showErrorMessage = said.in_(lang), True
    sheet.add_data_validation(rule)
    letter = column_letter(column - 1)
    rule.add(f"{letter}{HEADER + 1}:{letter}{HEADER + rows}")


def _numbers(sheet: Any, columns: Sequence[int], rows: int, lang: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="whole", operator="between", formula1="0", formula2="999", allow_blank=True)
    said = Text("Ghi số phiếu: số nguyên từ 0.", "Write votes: a whole number from 0.")
    rule.error, rule.showErrorMessage = said.in_(lang), True
    sheet.add_data_validation(rule)
    for column in columns:
        letter = column_letter(column - 1)
        rule.add(f"{letter}{HEADER + 1}:{letter}{HEADER + rows}")


def _print(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"
    sheet.sheet_view.showGridLines = False
