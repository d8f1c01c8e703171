"""An .ods repeats rows and cells by a number, which must stay within bounds; its error cells and merged ones."""

from __future__ import annotations

import html
import re
import zipfile

from engine.sheets import limits
from engine.sheets.refusal import Refused
from engine.sheets.sheet_xml import Findings

_TABLE = re.compile(rb"<table:table[\s>]")
_NAME = re.compile(rb"^[^>]*?table:name=(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_TIMES = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d+)[\"']")
_SPANS = re.compile(rb"number-(rows|columns)-spanned=[\"'](\d+)[\"']")
_TEXT = re.compile(rb"<text:p[^>]*>([^<]*)<")
_ERROR, _FORMULA, _VALUE = b'calcext:value-type="error"', b"table:formula=", b"office:value-type="
_MOST_BROKEN = 100_000  # a look-up copied down a whole column says nothing more by its hundred-thousandth cell
_MOST_MERGED = 100_000


def tables(archive: zipfile.ZipFile) -> dict[str, Findings]:
    """Sheet name -> its extents, error cells and merged cells.

    Raises Refused: protected by a password, or a table that would be too large to lay out.
    """
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused("password")
    found: dict[str, Findings] = {}
    for table in _TABLE.split(archive.read("content.xml"))[1:]:
        name = _NAME.match(table)
        said = html.unescape(((name[1] or name[2] or b"") if name else b"").decode("utf-8", "replace"))
        found[said] = findings = _table(table)
        if findings.rows * findings.columns > limits.MOST_CELLS:
            raise Refused("too-large", limits.MOST_BYTES >> 20)
    return found


def _table(xml: bytes) -> Findings:
    found = Findings()
    first_row = rows = columns = 0
    for tag in _TAG.finditer(xml):
        times = _TIMES.search(tag[2])
        count = int(times[1]) if times else 1
        if tag[1] == b"table-row":
            first_row, rows, columns = rows, rows + count, 0
            continue
        column, columns = columns, columns + count
        if b"value" in tag[2]:  # trailing rows and cells without one are only said, never laid out
            found.rows, found.columns = rows, max(found.columns, columns)
        if b"-spanned" in tag[2]:
            span = {said[1]: int(said[2]) for said in _SPANS.finditer(tag[2])}
            down, across = span.get(b"rows", 1), span.get(b"columns", 1)
            if max(down, across) > 1 and len(found.merged) < _MOST_MERGED:
                found.merged.append((first_row, column, first_row + down - 1, column + across - 1))
        shown = _broken(xml, tag)
        if shown and (rows - first_row) * count + len(found.broken) <= _MOST_BROKEN:
            found.rows, found.columns = rows, max(found.columns, columns)
            found.broken.update({(r, c): shown for r in range(first_row, rows) for c in range(column, columns)})
    return found


def _broken(xml: bytes, tag: re.Match[bytes]) -> str:
    """What an error cell shows; ``=`` for a formula without a value; else nothing."""
    if _ERROR in tag[2]:
        text = _TEXT.match(xml, tag.end())
        return html.unescape(text[1].decode("utf-8", "replace")) if text else "#?"
    return "=" if _FORMULA in tag[2] and _VALUE not in tag[2] else ""
