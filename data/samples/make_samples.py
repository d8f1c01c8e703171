"""Writes the sample workbooks from the lists of people in ``source/``: ``python data/samples/make_samples.py``.

A list is plain text, one candidate a line, cells parted by ``|`` under the board's own headers:

    == Cá nhân                          a sheet
    tiêu đề: DANH SÁCH CÁ NHÂN ...      its title; `phụ đề` is the line below
    cột chung: Loại hình = Cá nhân      columns that say the same in every row, parted by `;`
    Họ và tên | Năm sinh | ...          the header
    -- why these rows are here          a remark, not written to the workbook

Days, whole numbers and decimals become typed cells, everything else is text. The same lists give the same bytes, with
one release of openpyxl: no clock, no chance, fixed dates inside the file.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
MADE_ON = datetime(2024, 1, 1, tzinfo=UTC)
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
Value = str | int | float | date | None


@dataclass
class Sheet:
    """One sheet as its list says it."""

    name: str
    title: str = ""
    subtitle: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    rows: list[list[Value]] = field(default_factory=list)


def read_value(text: str) -> Value:
    """``09/10/2023`` is a day, ``45000000`` a whole number, ``82,5`` a decimal, a blank nothing, the rest text."""
    if not text:
        return None
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day)
    if re.fullmatch(r"\d+", text):
        return int(text)
    if re.fullmatch(r"\d+,\d+", text):
        return float(text.replace(",", "."))
    return text


def read_list(path: Path) -> tuple[list[str], list[Sheet]]:
    """The letterhead's left lines, and the sheets of one list."""
    letterhead: list[str] = []
    sheets: list[Sheet] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith(("#", "-- ")):
            continue
        if line.startswith("trái:"):
            letterhead = [part.strip() for part in line.removeprefix("trái:").split("/")]
        elif line.startswith("== "):
            sheets.append(Sheet(line.removeprefix("== ")))
        elif line.startswith("tiêu đề:"):
            sheets[-1].title = line.removeprefix("tiêu đề:").strip()
        elif line.startswith("phụ đề:"):
            sheets[-1].subtitle = line.removeprefix("phụ đề:").strip()
        elif line.startswith("cột chung:"):
            pairs = (pair.split("=", 1) for pair in line.removeprefix("cột chung:").split(";"))
            sheets[-1].fixed = {header.strip(): value.strip() for header, value in pairs}
        else:
            cells = [cell.strip() for cell in line.split("|")]
            sheet = sheets[-1]
            if not sheet.headers:
                sheet.headers = cells
            elif len(cells) != len(sheet.headers):
                raise SystemExit(f"{path.name}:{number}: {len(cells)} cells under {len(sheet.headers)} headers")
            else:
                sheet.rows.append([read_value(cell) for cell in cells])
    return letterhead, sheets


def columns_of(sheet: Sheet) -> Iterator[tuple[str, list[Value]]]:
    """Each column of the workbook: serial numbers, the name, what all rows share, then the rest."""
    yield "STT", list(range(1, len(sheet.rows) + 1))
    yield sheet.headers[0], [row[0] for row in sheet.rows]
    for header, value in sheet.fixed.items():
        yield header, [value] * len(sheet.rows)
    for index, header in enumerate(sheet.headers[1:], start=1):
        yield header, [row[index] for row in sheet.rows]


def style_cell(ws: Worksheet, row: int, column: int, header: str, value: Value, grid: Border) -> None:
    cell = ws.cell(row, column, value)
    cell.font = Font(name="Times New Roman", size=12)
    cell.border = grid
    cell.alignment = Alignment(vertical="center", wrap_text=isinstance(value, str))
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int) and "(đồng)" in header:
        cell.number_format = "#,##0"


def write_sheet(ws: Worksheet, letterhead: list[str], sheet: Sheet) -> None:
    """Letterhead and title as boards print them, then the header and one row for each candidate."""
    columns = list(columns_of(sheet))
    last = len(columns)
    middle = max(2, last // 2)
    for row, (left, right) in enumerate(zip(letterhead, NATION, strict=True), start=1):
        ws.cell(row, 1, left).font = Font(name="Times New Roman", size=12, bold=True)
        ws.cell(row, middle + 1, right).font = Font(name="Times New Roman", size=12, bold=True)
        ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=middle)
        ws.merge_cells(start_row=row, start_column=middle + 1, end_row=row, end_column=last)
    for row, text, bold in ((4, sheet.title, True), (5, sheet.subtitle, False)):
        ws.cell(row, 1, text or None).font = Font(name="Times New Roman", size=13, bold=bold, italic=not bold)
        ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    for row in (1, 2, 4, 5):
        for column in (1, middle + 1):
            ws.cell(row, column).alignment = Alignment(horizontal="center")
    side = Side(style="thin", color="999999")
    grid = Border(left=side, right=side, top=side, bottom=side)
    top = 7
    for column, (header, values) in enumerate(columns, start=1):
        head = ws.cell(top, column, header)
        head.font = Font(name="Times New Roman", size=12, bold=True)
        head.fill = PatternFill("solid", fgColor="DDE7F0")
        head.border = grid
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        widest = max((len(str(value)) for value in values if isinstance(value, str)), default=0)
        ws.column_dimensions[get_column_letter(column)].width = 6 if header == "STT" else min(36, max(13, widest + 2))
        for offset, value in enumerate(values, start=1):
            style_cell(ws, top + offset, column, header, value, grid)
    ws.row_dimensions[top].height = 66
    ws.freeze_panes = ws.cell(top + 1, 3)
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_title_rows = f"{top}:{top}"


def same_bytes(content: bytes) -> bytes:
    """The workbook with every date inside it fixed, so that the same lists give the same file."""
    fixed = io.BytesIO()
    stamp = MADE_ON.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(entry, data)  # stored: releases of zlib compress differently
    return fixed.getvalue()


def make(path: Path) -> bytes:
    """The workbook of one list."""
    letterhead, sheets = read_list(path)
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        write_sheet(book.create_sheet(sheet.name), letterhead, sheet)
    book.properties.creator = "xetkhen"
    book.properties.created = MADE_ON.replace(tzinfo=None)
    content = io.BytesIO()
    book.save(content)
    return same_bytes(content.getvalue())


def main(folder: Path = HERE) -> None:
    """One workbook for each list, in ``folder``."""
    for path in sorted((HERE / "source").glob("*.txt")):
        target = folder / f"{path.stem}.xlsx"
        target.write_bytes(make(path))
        sys.stdout.write(f"{target.name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
