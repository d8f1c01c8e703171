"""Text tables: .csv and .tsv, and what only calls itself a workbook but is text."""

from __future__ import annotations

import io

from engine.sheets.plain import Sheet
from engine.sheets.refusal import Refused

_WEB = ("<!doctype html", "<html", "<table", "<meta", "<head", "<body", "<div", "<style")


def read_text(data: bytes, stem: str) -> list[Sheet]:
    """The sheets of a text file: tables of a web page, else one, named ``stem``; every cell is text.

    Raises Refused where the bytes are no text in a known encoding, or hold no table.
    """
    text = _decoded(data)
    start = text.lstrip()[:200].casefold()
    if start.startswith(("<?xml", "mime-version:")):
        raise Refused("web-page")
    if start.startswith(_WEB):
        from engine.sheets.web_page import tables

        return tables(text, stem)
    import csv

    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows: list[list[object]] = [list(line) for line in lines]
    except csv.Error:
        raise Refused("no-table") from None
    width = max(map(len, rows), default=0)
    if width < 2:
        raise Refused("no-table")
    for row in rows:
        row.extend([""] * (width - len(row)))
    return [Sheet(stem, rows)]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("no-text") from None
    if "\x00" in text:
        raise Refused("no-table")
    return text


def _delimiter(text: str) -> str:
    """The separator found most often in the first lines, outside quotes."""
    head = "\n".join(text[:20_000].splitlines()[:20])
    bare = "".join(part for i, part in enumerate(head.split('"')) if i % 2 == 0)
    return max(",;\t|", key=lambda d: (bare.count(d), d == ","))
