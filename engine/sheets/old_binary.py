"""The extents, error cells and old fonts of an .xls: records of a number, a length and that many bytes.

They are a stream of a compound file.

[MS-CFB] 2.2-2.6 (the compound file), [MS-XLS] 2.4 (records: BOUNDSHEET8, FONT, XF, BOOLERR, FORMULA, LABELSST).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from engine.sheets.sheet_xml import Findings
from engine.sheets.styles import is_old_font

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_EOF, _FONT, _BOUNDSHEET, _XF, _BOF = 0x0A, 0x31, 0x85, 0xE0, 0x809
_FORMULA, _STRING, _BOOLERR, _LABELSST, _LABEL = 0x06, 0x207, 0x205, 0xFD, 0x204
_SHARED = frozenset({0x4BC, 0x221, 0x236})  # what may stand between a formula and the text that it gives
_SINGLE = frozenset({_FORMULA, _BOOLERR, _LABELSST, _LABEL, 0x203, 0x27E, 0xD6})  # one cell: row, column, XF
_MULRK = 0xBD


def worksheets(data: bytes) -> dict[str, Findings]:
    """Sheet name -> its extents, error cells and the fonts of its texts; nothing where the file is not laid out so."""
    try:
        stream = _stream(data)
        sheets, fonts = _globals(stream)
        return {name: _sheet(stream, at, fonts) for name, at in sheets}
    except (struct.error, IndexError, ValueError, OverflowError):
        return {}  # damaged: its reader will say so


def _stream(data: bytes) -> bytes:
    """The stream ``Workbook`` (before 1997: ``Book``)."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in {512, 4096}:
        raise ValueError
    first_directory, cutoff, first_mini, _, first_difat, _ = struct.unpack_from("<I4xIIIII", data, 48)
    table = list(struct.unpack_from("<109I", data, 76))
    seen = set()
    while first_difat < _END and first_difat not in seen:
        seen.add(first_difat)
        more = struct.unpack_from(f"<{size // 4}I", data, (first_difat + 1) * size)
        table += more[:-1]
        first_difat = more[-1]
    next_of: list[int] = []
    for sector in table:
        if sector < _END:
            next_of += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    directory = b"".join(data[(s + 1) * size : (s + 2) * size] for s in _chain(next_of, first_directory))
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(directory) - 127, 128):
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        found.setdefault(name, struct.unpack_from("<II", directory, at + 116))
    first, long = found.get("Workbook") or found.get("Book") or (_FREE, 0)
    if long >= cutoff:
        return b"".join(data[(s + 1) * size : (s + 2) * size] for s in _chain(next_of, first))[:long]
    root, _ = found.get("Root Entry", (_FREE, 0))
    small = b"".join(data[(s + 1) * size : (s + 2) * size] for s in _chain(next_of, root))
    mini = b"".join(data[(s + 1) * size : (s + 2) * size] for s in _chain(next_of, first_mini))
    next_small = list(struct.unpack(f"<{len(mini) // 4}I", mini[: len(mini) // 4 * 4]))
    return b"".join(small[s * 64 : s * 64 + 64] for s in _chain(next_small, first))[:long]


def _chain(next_of: list[int], sector: int) -> Iterator[int]:
    for _ in range(len(next_of)):
        if sector >= len(next_of):
            return
        yield sector
        sector = next_of[sector]


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[tuple[str, int]], dict[int, str]]:
    """Names and places of the sheets; cell style -> its font, where that is an old one."""
    sheets: list[tuple[str, int]] = []
    fonts: list[str] = []
    styles: list[int] = []
    for kind, body in _records(stream):
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET and body[5] == 0:
            sheets.append((_text(body[6:]), struct.unpack_from("<I", body)[0]))
        elif kind == _FONT:
            fonts.append(_text(body[14:]))
            if len(fonts) == 4:
                fonts.append("")  # there is no font 4
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body)[0])
    named = {style: fonts[font] for style, font in enumerate(styles) if font < len(fonts)}
    return sheets, {style: font for style, font in named.items() if is_old_font(font)}


def _text(body: bytes) -> str:
    """A short text: its length, how its letters are kept, and they."""
    length = body[0]
    if body[1] & 1:
        return body[2 : 2 + 2 * length].decode("utf-16-le", "replace")
    return body[2 : 2 + length].decode("latin-1")


def _sheet(stream: bytes, at: int, fonts: dict[int, str]) -> Findings:
    found = Findings()
    awaiting: tuple[int, int] | None = None  # a formula that gives a text, which is still to come
    depth = 0
    for kind, body in _records(stream, at):
        if awaiting and kind not in _SHARED:
            if kind != _STRING:
                found.broken[awaiting] = "="
            awaiting = None
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and (kind in _SINGLE or kind == _MULRK):
            row, column, style = struct.unpack_from("<HHH", body)
            last = column if kind != _MULRK else struct.unpack_from("<H", body, len(body) - 2)[0]
            found.rows, found.columns = max(found.rows, row + 1), max(found.columns, last + 1)
            if kind in {_LABELSST, _LABEL} and style in fonts:
                found.font((row, column), fonts[style])
            if kind == _BOOLERR and body[7]:
                found.broken[row, column] = _SHOWN.get(body[6], "#?")
            elif kind == _FORMULA and body[12:14] == b"\xff\xff":
                if body[6] == 2:
                    found.broken[row, column] = _SHOWN.get(body[8], "#?")
                elif body[6] == 0:
                    awaiting = row, column
    return found
