"""Text tables: .csv and .tsv, and what only calls itself a workbook but is text."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from engine.sheets.plain import Sheet
from engine.sheets.refusal import Refused

_WEB = ("<!doctype html", "<html", "<table", "<meta", "<head", "<body", "<div", "<style")
_VIETNAMESE = "cp1258"  # windows-1258: a vowel, and its tone behind it as a letter of its own
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_LETTERS = frozenset(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)
) | frozenset("đĐ")


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
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == _VIETNAMESE and not _is_vietnamese(text):
            continue
        if "\x00" in text:
            raise Refused("no-table")
        return text
    raise Refused("no-text")


def _encodings(data: bytes) -> Iterator[str]:
    """What the bytes may be, the surest first. One that fits any bytes is tried only where its text is sense."""
    head = data[:2_000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    if len(head) > 3 and head[1::2].count(0) * 4 > len(head):  # every other byte, or most of them: two bytes a letter
        yield "utf-16-le"
    if len(head) > 3 and head[::2].count(0) * 4 > len(head):
        yield "utf-16-be"
    yield "utf-8-sig"
    yield _VIETNAMESE


def _is_vietnamese(text: str) -> bool:
    """Every tone stands on a vowel, and no letter is one that Vietnamese does not have."""
    for before, letter in pairwise(text):
        if letter in _TONES:
            if before not in _VOWELS:
                return False
        elif not letter.isascii() and letter.isalpha() and letter not in _LETTERS:
            return False
    return True


def _delimiter(text: str) -> str:
    """The separator found most often in the first lines, outside quotes."""
    head = "\n".join(text[:20_000].splitlines()[:20])
    bare = "".join(part for i, part in enumerate(head.split('"')) if i % 2 == 0)
    return max(",;\t|", key=lambda d: (bare.count(d), d == ","))
