"""The extents, error cells and merged cells of an .xlsb, whose parts are records: a number, a length, that many bytes.

[MS-XLSB] 2.1.4 (records), 2.4 (their numbers), 2.5.97.2 (codes of errors).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from engine.sheets.sheet_xml import Findings

_ROW, _FIRST_CELL, _LAST_CELL, _BLANK = 0, 1, 11, 1
_ERRORS = frozenset({3, 11})  # BrtCellError, BrtFmlaError: the code stands behind column and style
_SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BUNDLE_SHEET, _WORKBOOK, _MERGED = 156, 153, 176


def worksheets(archive: zipfile.ZipFile) -> tuple[dict[str, Findings], bool]:
    """Sheet name -> its extents and error cells; and whether the file counts its days from 1904."""
    from engine.sheets.zipped import refuse_sparse, targets_of

    targets = targets_of(archive, "xl/_rels/workbook.bin.rels")
    found: dict[str, Findings] = {}
    late = False
    for kind, start, end, data in _records(archive.read("xl/workbook.bin")):
        if kind == _WORKBOOK and end - start >= 4:
            late = bool(data[start] & 1)
        elif kind == _BUNDLE_SHEET:
            identity, at = _text(data, start + 8)
            name, _ = _text(data, at)
            part = targets.get(identity, "")
            if part in archive.namelist() and "worksheet" in part:
                findings = inspect(archive.read(part))
                refuse_sparse(name, findings)
                found[name] = findings
    return found, late


def inspect(data: bytes) -> Findings:
    """Up to the last cell with a value, the error cells, and the merged ones."""
    found = Findings()
    row = 0
    for kind, start, end, _ in _records(data):
        if kind == _ROW:
            row = int.from_bytes(data[start : start + 4], "little")
        elif _FIRST_CELL <= kind <= _LAST_CELL and kind != _BLANK:
            column = int.from_bytes(data[start : start + 4], "little")
            found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
            if kind in _ERRORS and end - start > 8:
                found.broken[row, column] = _SHOWN.get(data[start + 8], "#?")
        elif kind == _MERGED and end - start >= 16:  # BrtMergeCell: first and last row, first and last column
            top, bottom, left, right = struct.unpack_from("<4I", data, start)
            found.merged.append((top, left, bottom, right))
    return found


def _records(data: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """Number, and where the content begins and ends."""
    at, size = 0, len(data)
    while at < size:
        kind, at = data[at], at + 1
        if kind & 0x80 and at < size:
            kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        length = shift = 0
        for _ in range(4):
            if at >= size:
                return
            byte, at = data[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, at, min(at + length, size), data
        at += length


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    length = int.from_bytes(data[at : at + 4], "little")
    if length == 0xFFFFFFFF:  # none
        return "", at + 4
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace"), at + 4 + 2 * length
