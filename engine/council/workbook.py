"""The results workbook with the council's word before it: what was decided, by whom, and what the rules had given."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.council.model import Applied, Change, Session, Votes
from engine.council.words import VI
from engine.intake.resolve_sheet import put
from engine.provenance import Text, column_letter

DECIDED, LISTED = Text("Hội đồng quyết định", "Council's decisions"), Text("Danh sách cuối", "Final list")
_FONT = "Times New Roman"
_RED, _GREY, _BLUE = "9C0006", "E7E6E6", "1F4E79"

_CHANGES = (
    Text("Phiên", "Session"), Text("Trường hợp", "Candidate"), Text("Đơn vị", "Unit"),
    Text("Theo quy tắc", "By the rules"), Text("Hội đồng quyết định", "The council decided"),
    Text("Hình thức khen thưởng", "Award"), Text("Lý do", "Reason"), Text("Người đề xuất", "Proposed by"),
    Text("Biểu quyết", "Votes"),
)  # fmt: skip
_LIST = (
    Text("STT", "No."), Text("Họ và tên / Tên tập thể", "Name"), Text("Chức vụ, đơn vị công tác", "Position, unit"),
    Text("Hình thức khen thưởng đề nghị", "Award proposed"), Text("Theo quy tắc", "By the rules"),
    Text("Sau hội đồng", "After the council"), Text("Ghi chú", "Notes"),
)  # fmt: skip
_ACTION = {
    "choose": Text("Chọn trong nhóm đồng hạng", "Chosen among the tied"),
    "pass": Text("Không chọn trong nhóm đồng hạng", "Not chosen among the tied"),
    "strike": Text(VI.actions["strike"], "Struck from the list"),
    "add": Text(VI.actions["add"], "Added to the list"),
    "move": Text(VI.actions["move"], "Moved to a lower award"),
}


def write_workbook(applied: Applied, source: Path | None, path: Path, lang: str) -> None:
    """``source``: the workbook of the run, whose sheets follow as they are; None where there is none."""
    import openpyxl

    book = openpyxl.Workbook() if source is None else openpyxl.load_workbook(source, rich_text=True)
    for name in (DECIDED, LISTED):  # of the session before
        if name.in_(lang) in book.sheetnames:
            del book[name.in_(lang)]
    old = [] if source is not None else list(book.worksheets)
    _decided(book.create_sheet(DECIDED.in_(lang), 0), applied, lang)
    _listed(book.create_sheet(LISTED.in_(lang), 1), applied, lang)
    for sheet in old:
        book.remove(sheet)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
    book.save(path)


# ---- what was decided ------------------------------------------------------------------------------------------------


def standing(applied: Applied) -> Text:
    """Draft or signed, in a sentence."""
    last = applied.sessions[-1] if applied.sessions else None
    if applied.open_ties:
        return Text("BẢN NHÁP: còn trường hợp đồng hạng chưa phân định", "DRAFT: ties are open")
    if last is None or not last.signed_by:
        return Text("BẢN NHÁP: chưa ký duyệt", "DRAFT: not signed off")
    return Text(f"Đã ký duyệt: {last.signed_by}, ngày {day(last.signed_on)}",
                f"Signed off by {last.signed_by} on {day(last.signed_on)}")  # fmt: skip


def warnings(applied: Applied) -> Iterator[Text]:
    """What every paper has to state: quotas gone beyond, people without a seat class, ties still open."""
    for over in applied.overruns:
        where = f" ({over.group})" if over.group else ""
        yield Text(
            f"VƯỢT SỐ LƯỢNG: {over.text.vi}{where}: {over.filled:02d} suất, kế hoạch cho nhiều nhất {over.at_most:02d}",
            f"BEYOND THE QUOTA: {over.text.en}{where}: {over.filled} seats, the plan allows {over.at_most}",
        )
    for name in applied.outside:
        yield Text(
            f"NGOÀI SỐ LƯỢNG: {name}: kế hoạch không bố trí suất cho trường hợp này",
            f"OUTSIDE THE QUOTAS: {name}: the plan has no seat for this case",
        )
    for names in applied.open_ties:
        yield Text(f"Chưa phân định đồng hạng: {', '.join(names)}", f"Still tied: {', '.join(names)}")


def day(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else "…"


def votes_of(votes: Votes) -> Text:
    if not votes.taken:
        return Text("không biểu quyết", "no vote")
    said = Text(f"đồng ý {votes.agree}, không đồng ý {votes.against}", f"{votes.agree} for, {votes.against} against")
    if not votes.abstained:
        return said
    names = ", ".join(votes.abstained)
    return Text(f"{said.vi}; không biểu quyết: {names}", f"{said.en}; abstained: {names}")


def session_line(number: int, session: Session) -> Text:
    vi = [f"Phiên {number:02d}: họp ngày {day(session.held_on)}", f"chủ trì {session.chair}"]
    en = [f"Session {number}: held on {day(session.held_on)}", f"chaired by {session.chair}"]
    if session.secretary:
        vi.append(f"thư ký {session.secretary}")
        en.append(f"secretary {session.secretary}")
    if session.members:
        vi.append(f"{len(session.members)} thành viên dự họp")
        en.append(f"{len(session.members)} members present")
    if session.minutes:
        vi.append(f"biên bản số {session.minutes}")
        en.append(f"minutes {session.minutes}")
    signed = session.signed_by
    vi.append(f"ký duyệt: {signed}, ngày {day(session.signed_on)}" if signed else "chưa ký duyệt")
    en.append(f"signed off by {signed} on {day(session.signed_on)}" if signed else "not signed off")
    return Text("; ".join(vi), "; ".join(en))


def _decided(sheet: Any, applied: Applied, lang: str) -> None:
    title = Text("QUYẾT ĐỊNH CỦA HỘI ĐỒNG", "DECISIONS OF THE COUNCIL")
    row = _line(sheet, 1, title.in_(lang), size=14, bold=True)
    row = _line(sheet, row, standing(applied).in_(lang), bold=True, colour=_RED if applied.draft else "000000")
    for warning in warnings(applied):
        row = _line(sheet, row, warning.in_(lang), bold=True, colour=_RED)
    for number, session in enumerate(applied.sessions, 1):
        row = _line(sheet, row, session_line(number, session).in_(lang))
    rows = [[text.in_(lang) for text in _change(change, applied)] for change in applied.changes]
    row = _table(sheet, row + 1, [h.in_(lang) for h in _CHANGES], rows, (8, 30, 28, 26, 28, 34, 40, 22, 26))
    if not rows:
        _line(sheet, row, Text("Không có điều chỉnh.", "Nothing was changed.").in_(lang))
    _print(sheet)


def _change(change: Change, applied: Applied) -> Iterator[Text]:
    rules, choice = applied.document["rules"], change.choice
    by_rules = rules["statuses"][change.by_rules]
    yield _same(str(change.session))
    yield _same(choice.name)
    found = next((d for d in applied.document["decisions"] if _place(d) == choice.place), None)
    yield _same("" if found is None else found["candidate"]["unit"] or "")
    yield Text(by_rules["vi"], by_rules["en"])
    yield _ACTION[choice.action]
    yield award_text(rules, change.award_after)
    yield _same(choice.reason)
    yield _same(choice.by)
    yield votes_of(choice.votes)


def _place(decision: Any) -> str:
    candidate = decision["candidate"]
    return f"{candidate['file']}!{candidate['sheet']}!{candidate['row']}"


def _same(text: str) -> Text:
    return Text(text, text)


def award_text(rules: Any, award: str | None) -> Text:
    found = rules["awards"].get(award)
    return Text(found["vi"], found["en"]) if found else Text("", "")


# ---- the final list --------------------------------------------------------------------------------------------------


def _listed(sheet: Any, applied: Applied, lang: str) -> None:
    title = Text("DANH SÁCH ĐỀ NGHỊ SAU KHI HỘI ĐỒNG QUYẾT ĐỊNH", "NOMINEES AFTER THE COUNCIL'S DECISIONS")
    row = _line(sheet, 1, title.in_(lang), size=14, bold=True)
    row = _line(sheet, row, standing(applied).in_(lang), bold=True, colour=_RED if applied.draft else "000000")
    for warning in warnings(applied):
        row = _line(sheet, row, warning.in_(lang), bold=True, colour=_RED)
    rules = applied.document["rules"]
    lines: dict[str | None, list[Any]] = {}
    for decision in applied.document["decisions"]:
        if decision["status"] in ("nominated", "tied") or "council" in decision:
            lines.setdefault(decision["list"], []).append(decision)
    rows: list[list[str]] = []
    for label, decisions in lines.items():
        decisions.sort(
            key=lambda d: (_ORDER.get(d["status"], 9), (d["quota"] or {}).get("seat") or 9_999, d["rank"] or 0)
        )
        rows.append(["", _title_of(label, decisions[0], applied).in_(lang).upper(), *[""] * (len(_LIST) - 2)])
        on = 0
        for decision in decisions:
            on += decision["status"] == "nominated"
            number = on if decision["status"] == "nominated" else None
            rows.append([text.in_(lang) for text in _candidate(number, decision, rules)])
    _table(sheet, row + 1, [h.in_(lang) for h in _LIST], rows, (6, 32, 36, 36, 26, 26, 40))
    _print(sheet)


_ORDER = {"nominated": 0, "tied": 1, "reserve": 2, "struck": 3}


def _title_of(label: str | None, decision: Any, applied: Applied) -> Text:
    """The list's topmost quota and group; without quotas, the kind of candidate."""
    parts = (label or "").split("|")
    line = next((q for q in applied.document["quotas"] if len(parts) > 2 and q["id"] == parts[2]), None)
    found = line or applied.document["rules"]["kinds"].get(decision["candidate"]["kind"])
    if found is None:
        return Text("Ngoài các danh sách", "Outside the lists")
    group = f" – {parts[3]}" if len(parts) > 3 else ""
    return Text(f"{found['vi']}{group}", f"{found['en']}{group}")


def _candidate(number: int | None, decision: Any, rules: Any) -> Iterator[Text]:
    candidate, council = decision["candidate"], decision.get("council")
    statuses = rules["statuses"]
    before, after = statuses[council["by_rules"] if council else decision["status"]], statuses[decision["status"]]
    yield _same("" if number is None else str(number))
    yield _same(candidate["name"])
    yield _same("; ".join(filter(None, (candidate["position"], candidate["unit"], candidate["commune"]))))
    yield award_text(rules, candidate["award"])
    yield Text(before["vi"], before["en"])
    yield Text(after["vi"], after["en"]) if council else Text("giữ nguyên", "unchanged")
    yield _same("" if council is None else council["reason"])


# ---- how it looks ----------------------------------------------------------------------------------------------------


def _line(sheet: Any, row: int, text: str, *, size: int = 12, bold: bool = False, colour: str = "000000") -> int:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, 1)
    put(cell, text)
    cell.font = Font(name=_FONT, size=size, bold=bold, color=colour)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
    sheet.row_dimensions[row].height = max(20, 17 * math.ceil(len(text) / 150))
    return row + 1


def _table(sheet: Any, top: int, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> int:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="808080")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    for row, texts in enumerate((header, *rows), top):
        lines = max(math.ceil(len(text) * 1.35 / width) for text, width in zip(texts, widths, strict=True))
        sheet.row_dimensions[row].height = 16.5 * max(1, lines) + (8 if row == top else 0)
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            put(cell, text)
            cell.border = box
            cell.font = Font(name=_FONT, size=12, bold=row == top, color="FFFFFF" if row == top else "000000")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == top:
                cell.fill = PatternFill("solid", fgColor=_BLUE)
    for column, width in enumerate(widths):
        sheet.column_dimensions[column_letter(column)].width = width
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    return top + len(rows) + 1


def _print(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.sheet_view.showGridLines = False
