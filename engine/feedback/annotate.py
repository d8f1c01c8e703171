"""A copy of a sender's own workbook with the cells marked that are to be put right, and a sheet that lists them.

The copy carries values only: a formula becomes the result that its file stored, macros and links to other files stay
behind, and no text of the sender's turns into a formula.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from engine.intake.raw import Broken, Raw, RawBook, Several, Ticked, is_empty
from engine.intake.values.reading import shown
from engine.provenance import Text
from engine.report.styles import clip, sheet_name
from engine.wording import say

if TYPE_CHECKING:
    from engine.checking import Noted

LIST = Text("Lỗi cần sửa", "To put right")
BY = "xetkhen"  # author of the comments, by which those of an earlier round are known
_FILL = {"error": "FFC7CE", "warning": "FFEB9C"}
_WIDEST = 60  # columns of a whole row that are coloured
_WIDEST_COLUMN = 40  # letters
_COMMENTED = 5_000  # cells; a workbook with more comments opens slowly, and the list has them all
_REF = re.compile(r"([A-Z]{1,3}\d+)(?::[A-Z]{1,3}\d+)?")
_HEAD = (
    Text("STT", "No."), Text("Mức độ", "Severity"), Text("Trang", "Sheet"), Text("Ô", "Cell"), Text("Tên", "Name"),
    Text("Ghi trong ô", "Written"), Text("Lỗi và cách sửa", "What is wrong, what to do"),
)  # fmt: skip
_WIDTHS = (6, 12, 20, 10, 30, 26, 90)
_NOTE = Text(
    "Ô đỏ: phải sửa. Ô vàng: xem lại. Bấm vào địa chỉ ô để đến ô; sửa xong thì gửi lại cả tệp này.",
    "Red cells must be put right, yellow ones looked at. Click a cell's address to go there; then send this file back.",
)


def annotate(data: bytes, book: RawBook, noted: Sequence[Noted], target: Path | BinaryIO, lang: str) -> None:
    """Write the copy of ``book``, whose bytes are ``data``, as .xlsx to ``target``. ``noted``: what concerns it."""
    copy = _own_copy(data, book) if data.startswith(b"PK") else None
    copy = copy or _values_copy(book)
    told = [n for n in noted if n.problem.severity != "info"]  # what is said for the record is not theirs to mend
    _mark(copy, told, lang)
    _list(copy, told, lang)
    copy.save(target)


def safe(cell: Any, text: str) -> None:
    """A text stays a text, whatever it begins with, also when somebody edits the cell."""
    cell.value = clip(text)
    cell.data_type = "s"
    if text[:1] in "=+-@\t\r":
        cell.quotePrefix = True


# ---- the copy ---------------------------------------------------------------------------------------------------


def _own_copy(data: bytes, book: RawBook) -> Any | None:
    """The workbook as it is, its look kept; None where openpyxl cannot load it, or it is no .xlsx."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (InvalidFileException, BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError)
    try:
        copy = load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False)
    except broken:
        return None
    values = {sheet.name: sheet.rows for sheet in book.sheets}
    for sheet in copy.worksheets:
        _without_formulas(sheet, values.get(sheet.title, ()))
        rules = sheet.data_validations
        rules.dataValidation = [rule for rule in rules.dataValidation if "[" not in f"{rule.formula1}{rule.formula2}"]
    for name in [name for name, defined in copy.defined_names.items() if "[" in (defined.attr_text or "")]:
        del copy.defined_names[name]
    return copy


ERROR_CODES = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


def _without_formulas(sheet: Any, values: Sequence[Sequence[Raw]]) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                number, column = cell.row - 1, cell.column - 1
                there = number < len(values) and column < len(values[number])
                _put(cell, values[number][column] if there else "")
            elif cell.data_type == "s" and cell.value is not None and str(cell.value)[:1] in "=+-@\t\r":
                cell.quotePrefix = True
            if cell.hyperlink is not None and cell.hyperlink.target:
                cell.hyperlink = None


def _values_copy(book: RawBook) -> Any:
    """A workbook of the same sheets and cells, values alone: for .xls, .ods, .csv and what openpyxl cannot load."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    copy = Workbook()
    copy.remove(copy.active)
    taken: set[str] = set()
    for source in book.sheets:
        if source.hidden:
            continue
        sheet = copy.create_sheet(sheet_name(source.name, taken))
        widest: dict[int, int] = {}
        for number, row in enumerate(source.rows, 1):
            for column, raw in enumerate(row, 1):
                if not is_empty(raw):
                    _put(sheet.cell(number, column), raw)
                    widest[column] = max(widest.get(column, 0), min(len(shown(raw)), _WIDEST_COLUMN))
        for column, letters in widest.items():
            sheet.column_dimensions[get_column_letter(column)].width = letters + 2
        for top, left, bottom, right in source.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return copy


def _put(cell: Any, raw: Raw) -> None:
    match raw:
        case str():
            if raw:
                safe(cell, raw)
            else:
                cell.value = None
        case Broken() | Several():
            cell.value = None
            if raw.shown != "=":
                safe(cell, raw.shown)
            if isinstance(raw, Broken) and raw.shown in ERROR_CODES:
                cell.data_type = "e"  # what a formula failed with stays an error: it is no text of anybody's
        case Ticked():
            cell.value = raw.value
        case _:
            cell.value = raw


# ---- the marks --------------------------------------------------------------------------------------------------


def _mark(copy: Any, told: Sequence[Noted], lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for sheet in copy.worksheets:
        _clear(sheet)
    at: dict[tuple[str, str], list[Noted]] = defaultdict(list)
    for noted in told:
        sheet_, ref = noted.problem.sheet, noted.problem.ref
        if sheet_ and ref and sheet_ in copy.sheetnames:
            at[sheet_, ref].append(noted)
    for n, ((name, ref), here) in enumerate(at.items()):
        cells = _cells(copy[name], ref)
        worst = "error" if any(x.problem.severity == "error" for x in here) else "warning"
        fill = PatternFill("solid", fgColor=_FILL[worst])
        for cell in cells:
            cell.fill = fill
        if cells and n < _COMMENTED:
            text = "\n".join(x.problem.text.in_(lang) for x in here)
            before = cells[0].comment.text + "\n" if cells[0].comment is not None else ""
            comment = Comment(clip(before + text), BY)
            comment.width, comment.height = 340, min(400, 40 + 18 * (len(before + text) // 45 + 1))
            cells[0].comment = comment


def _clear(sheet: Any) -> None:
    """Take away what an earlier round marked."""
    from openpyxl.styles import PatternFill

    colours = tuple(_FILL.values())
    for row in sheet.iter_rows():
        for cell in row:
            if cell.has_style and cell.fill.fill_type == "solid" and str(cell.fill.fgColor.rgb)[-6:] in colours:
                cell.fill = PatternFill()
            if cell.comment is not None and cell.comment.author == BY:
                cell.comment = None


def _cells(sheet: Any, ref: str) -> list[Any]:
    """The cells that a place names, the first to carry the comment; of a merged range the one that holds the value."""
    from openpyxl.cell.cell import MergedCell

    found = _REF.fullmatch(ref)
    if found:
        cell = sheet[found[1]]
        if isinstance(cell, MergedCell):
            area = next(area for area in sheet.merged_cells.ranges if found[1] in area)
            cell = sheet.cell(area.min_row, area.min_col)
        return [cell]
    first, _, last = ref.partition(":")
    if not first.isdigit() or first != last:
        return []
    row = [sheet.cell(int(first), column) for column in range(1, min(sheet.max_column, _WIDEST) + 1)]
    return [cell for cell in row if not isinstance(cell, MergedCell)]


# ---- the list ---------------------------------------------------------------------------------------------------


def _list(copy: Any, told: Sequence[Noted], lang: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink

    for name in (LIST.vi, LIST.en):
        if name in copy.sheetnames:  # of an earlier round
            copy.remove(copy[name])
    sheet = copy.create_sheet(LIST.in_(lang), 0)
    line = Side(style="thin", color="808080")
    border = Border(left=line, right=line, top=line, bottom=line)
    safe(sheet.cell(1, 1), LIST.in_(lang).upper())
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    safe(sheet.cell(2, 1), _NOTE.in_(lang))
    for column, (text, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True), 1):
        cell = sheet.cell(4, column)
        safe(cell, text.in_(lang))
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor="D9E2F3"), border
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for n, noted in enumerate(told, 1):
        problem = noted.problem
        severity = say(f"severity.{problem.severity}").in_(lang)
        texts = (
            str(n), severity, problem.sheet or "", problem.ref or "", noted.name or "", problem.value or "",
            problem.text.in_(lang),
        )  # fmt: skip
        for column, value in enumerate(texts, 1):
            cell = sheet.cell(n + 4, column)
            if value:
                safe(cell, value)
            cell.border, cell.alignment = border, Alignment(wrap_text=True, vertical="top")
        sheet.cell(n + 4, 2).fill = PatternFill("solid", fgColor=_FILL[problem.severity])
        if problem.sheet and problem.ref and problem.sheet in copy.sheetnames:
            cell = sheet.cell(n + 4, 4)
            quoted = problem.sheet.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{problem.ref}")
            cell.font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A5"
    if told:
        sheet.auto_filter.ref = f"A4:{get_column_letter(len(_HEAD))}{len(told) + 4}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    copy.active = 0
    for other in copy.worksheets[1:]:
        other.sheet_view.tabSelected = False


def by_file(noted: Sequence[Noted]) -> Mapping[str, list[Noted]]:
    """File -> what concerns it."""
    found: dict[str, list[Noted]] = defaultdict(list)
    for each in noted:
        if each.problem.file is not None:
            found[each.problem.file].append(each)
    return found
