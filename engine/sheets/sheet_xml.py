"""A pass over a worksheet's XML for what the fast reader does not say.

python-calamine gives ``''`` for an error cell and for a formula without a stored result, so both would pass for a
blank; it gives 0.7 for a cell that shows 70 %; it does not say fonts; and it lays out a rectangle from the first to the
last cell, so that two far cells exhaust the memory. All of it is seen here, before it is asked.

The XML comes in pieces, and is never held whole. A piece whose cells all begin with ``<c r="A1"``, as the common
writers do, is searched for what is telling; the first one that has another cell makes every cell be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from engine.sheets.plain import Place
from engine.sheets.styles import Styles

# Tags may carry a namespace prefix, attributes stand in any order, in either kind of quotes.
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*?)(/?)>")
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c\s*>")
_ROW = re.compile(rb"\sr=[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Za-z]+)(\d+)[\"']")
_TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")
_TEXTS = frozenset({b"str", b"inlineStr", b"s"})

# The same for cells that all begin with <c r="A1".
_PLAIN_ROW = re.compile(rb'<row r="(\d{1,8})"')
_WIDE = re.compile(rb'<c r="([A-Za-z]{2,4})\d')  # beyond column Z
_PLAIN_CELL = re.compile(rb'<c r="([A-Za-z]{1,3})(\d{1,7})"([^>]*)>')
_ERROR = re.compile(rb'<c r="[A-Za-z]{1,3}\d{1,7}"[^>]*?\st="e"[^>]*>')
_NO_RESULT = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v[^>]*/>|<v[^>]*></v>)?\s*</c>")
_ROW_MARKS = (b"<row ", b"<row>", b":row ", b":row>")
_OTHERWISE = (b":c ", b":c>", b":row", b"='")  # a prefix, the other kind of quotes
_MOST_STYLES = 100


class Findings:
    """What one worksheet's XML says beside the values."""

    __slots__ = ("broken", "columns", "fonts", "merged", "rows", "shown")

    def __init__(self, rows: int = 0, columns: int = 0) -> None:
        self.rows = rows  # not less than up to the last row that has a cell with a value
        self.columns = columns
        self.broken: dict[Place, str] = {}  # what an error cell shows; "=" for a formula whose result was never stored
        self.shown: dict[Place, str] = {}  # as in ``Styles``
        self.fonts: dict[int, dict[int, str]] = {}  # column -> row -> the old font of a text
        self.merged: list[tuple[int, int, int, int]] = []  # top, left, bottom, right; where the fast reader says none

    def font(self, place: Place, name: str) -> None:
        self.fonts.setdefault(place[1], {})[place[0]] = name


def column_number(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26.

    >>> column_number("A"), column_number("aa"), column_number("XFD")
    (0, 26, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def inspect(
    pieces: Callable[[], Iterable[bytes]], styles: Styles, rich: dict[int, str] | None = None, most_cells: int = 0
) -> Findings:
    """Extents, error cells, formulas without a result, and cells whose format or font changes what is read.

    ``pieces`` begins anew each time it is called. ``rich``: positions of shared texts written in an old font.
    Extents that would go beyond ``most_cells`` (0: any) are counted again without cells that are blank but formatted.
    """
    quick = None if rich or len(styles) > _MOST_STYLES else searched(whole_rows(pieces()), styles)
    if quick is None or quick.rows * quick.columns > (most_cells or quick.rows * quick.columns):
        return every_cell(whole_rows(pieces()), styles, rich or {})
    return quick


def whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same XML, cut only where a row begins."""
    held = bytearray()
    for piece in pieces:
        seen = max(len(held) - 8, 0)
        held += piece
        cut = next((at for mark in _ROW_MARKS if (at := held.rfind(mark, seen)) > 0), 0)
        if cut:
            cut = held.rfind(b"<", 0, cut + 1)
            yield bytes(held[:cut])
            del held[:cut]
    yield bytes(held)


def searched(chunks: Iterable[bytes], styles: Styles) -> Findings | None:
    """The findings of cells that are written as the common writers do; None where some cell is not.

    Blank cells that are only formatted count for the extents here.
    """
    found = Findings()
    telling = re.compile(
        rb'<c r="[A-Za-z]{1,3}\d{1,7}"[^>]*?\ss="(?:' + b"|".join(b"%d" % style for style in styles) + rb')"[^>]*>'
    ) if styles else None
    for xml in chunks:
        chunk, cells = xml, xml.count(b'<c r="')
        if cells != xml.count(b"<c"):  # other tags begin so too, before the cells and after them
            chunk = xml[max(xml.find(b"<sheetData"), 0) :].partition(b"</sheetData>")[0]
            if cells != chunk.count(b'<c r="') or cells != chunk.count(b"<c"):
                return None
        if any(sign[0] in chunk and sign in chunk for sign in _OTHERWISE):  # one byte is looked for much faster
            return None
        if not cells:
            continue
        rows = _PLAIN_ROW.findall(chunk)
        if not rows or len(rows) != chunk.count(b"<row"):
            return None
        found.rows = max(found.rows, *map(int, rows))
        found.columns = max([found.columns, 26, *(column_number(c.decode()) + 1 for c in set(_WIDE.findall(chunk)))])
        if b"e" in chunk and b't="e"' in chunk:
            for tag in _ERROR.finditer(chunk):
                value = _VALUE.search(chunk, tag.end(), _end(chunk, tag.end()))
                found.broken[_at(tag[0])] = value[1].decode("utf-8", "replace") if value else "#?"
        if b"f" in chunk and b"<f" in chunk:
            for end in _NO_RESULT.finditer(chunk):
                cell = _PLAIN_CELL.search(chunk, chunk.rfind(b'<c r="', 0, end.start()))
                # A formula that gives "" is of type str and stays a blank; without a type, its result was never stored.
                if cell is not None and _kind(cell[3]) not in _TEXTS | {b"e"}:
                    found.broken[_at(cell[0])] = "="
        for tag in telling.finditer(chunk) if telling else ():
            _style(found, _at(tag[0]), tag[0][:-1], styles)
    return found


def _style(found: Findings, place: Place, attributes: bytes, styles: Styles) -> None:
    style = _STYLE.search(attributes)
    how, font = styles.get(int(style[1]), ("", "")) if style else ("", "")
    if not (how or font) or attributes.endswith(b"/"):
        return
    kind = _kind(attributes)
    if how and kind == b"n" and place not in found.broken:
        found.shown[place] = how
    if font and kind in _TEXTS:
        found.font(place, font)


def _kind(attributes: bytes) -> bytes:
    said = _TYPE.search(attributes)
    return said[1] if said else b"n"


def _at(tag: bytes) -> Place:
    cell = _PLAIN_CELL.match(tag)
    assert cell is not None
    return int(cell[2]) - 1, column_number(cell[1].decode())


def _end(chunk: bytes, start: int) -> int:
    end = chunk.find(b"</c>", start)
    return len(chunk) if end < 0 else end


def every_cell(chunks: Iterable[bytes], styles: Styles, rich: dict[int, str]) -> Findings:
    """The findings, whatever the cells look like."""
    found = Findings()
    for place, attributes, inner in _cells(chunks):
        if not inner:
            continue
        found.rows, found.columns = max(found.rows, place[0] + 1), max(found.columns, place[1] + 1)
        kind = _kind(attributes)
        value = _VALUE.search(inner)
        if kind == b"e":
            found.broken[place] = value[1].decode("utf-8", "replace") if value else "#?"
        elif kind not in _TEXTS and (not value or not value[1]) and _FORMULA.search(inner):
            found.broken[place] = "="
        else:
            _style(found, place, attributes, styles)
            if kind == b"s" and value and (font := rich.get(int(value[1]) if value[1].isdigit() else -1)):
                found.font(place, font)
    return found


def _cells(chunks: Iterable[bytes]) -> Iterator[tuple[Place, bytes, bytes]]:
    """Place, attributes and inner XML of every cell that holds something."""
    row = column = -1
    for xml in chunks:
        for tag in _TAG.finditer(xml):
            kind, attributes, closed = tag.groups()
            if kind == b"row":
                said = _ROW.search(attributes)
                row, column = (int(said[1]) - 1 if said else row + 1), -1
                continue
            reference = _REFERENCE.search(attributes)
            if reference:
                at, column = int(reference[2]) - 1, column_number(reference[1].decode())
            else:
                at, column = row, column + 1
            if closed:
                continue
            end = _END_OF_CELL.search(xml, tag.end())
            yield (at, column), attributes, xml[tag.end() : end.start() if end else len(xml)]
