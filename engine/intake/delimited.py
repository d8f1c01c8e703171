"""Text tables: .csv and .tsv, and what only calls itself a workbook but is text."""

from __future__ import annotations

import csv
import io

from engine.intake.raw import RawSheet, Row
from engine.problems import UnusableInput
from engine.provenance import Text


def read_delimited(data: bytes, file: str) -> list[RawSheet]:
    """One sheet, named after the file without its ending; every cell is text.

    Raises UnusableInput where the bytes are no text in a known encoding, or a web page.
    """
    text = _decoded(data, file)
    start = text.lstrip()[:200].casefold()
    if start.startswith(("<!doctype html", "<html", "<?xml", "<table", "<meta", "mime-version:")):
        raise UnusableInput(Text(
            f"{file}: bên trong là một trang web, không phải bảng tính; hãy mở bằng Excel và lưu dạng .xlsx.",
            f"{file}: inside it is a web page, not a workbook; open it in Excel and save it as .xlsx.",
        ))
    delimiter = _delimiter(text)
    try:
        rows: list[Row] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise _no_table(file) from None
    width = max(map(len, rows), default=0)
    if width < 2:
        raise _no_table(file)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return [RawSheet(file, file.rpartition(".")[0] or file, rows)]


def _decoded(data: bytes, file: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnusableInput(Text(
            f"{file}: không phải bảng tính, cũng không phải văn bản UTF-8; hãy mở bằng Excel và lưu dạng .xlsx.",
            f"{file}: neither a workbook nor UTF-8 text; open it in Excel and save it as .xlsx.",
        )) from None
    if "\x00" in text:
        raise _no_table(file)
    return text


def _delimiter(text: str) -> str:
    """The separator found most often in the first lines, outside quotes."""
    head = "\n".join(text.splitlines()[:20])
    bare = "".join(part for i, part in enumerate(head.split('"')) if i % 2 == 0)
    return max(",;\t|", key=lambda d: (bare.count(d), d == ","))


def _no_table(file: str) -> UnusableInput:
    return UnusableInput(Text(
        f"{file}: không phải bảng tính; hãy chọn tệp .xlsx có danh sách đề nghị.",
        f"{file}: not a workbook; choose the .xlsx file that holds the list.",
    ))
