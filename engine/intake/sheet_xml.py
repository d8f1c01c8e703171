"""A pass over a worksheet's XML for what the fast reader does not say.

python-calamine gives ``''`` for an error cell and for a formula without a stored result, so both would pass for a
blank; it gives 0.7 for a cell that shows 70 %; and it lays out a rectangle from the first to the last cell, so that two
far cells exhaust the memory. All of it is seen here, before it is asked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.intake.raw import Broken

Place = tuple[int, int]  # row, column, from 0

# Tags may carry a namespace prefix, attributes stand in any order, in either kind of quotes.
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*?)(/?)>")
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c\s*>")
_ROW = re.compile(rb"\sr=[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Za-z]+)(\d+)[\"']")
_TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")


Formats = dict[int, str]
"""Cell style -> how it shows its number, where that is not what the file stores.

``%``: 0.7 is read as 70%. ``000``: 12 is read as 012. ``m``, ``y``: a day of which only the month and year, or only the
year, is shown, because that is all that was typed.
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """What one worksheet's XML says beside the values."""

    rows: int  # up to the last row that has a cell with a value
    columns: int
    broken: dict[Place, Broken] = field(default_factory=dict)
    shown: dict[Place, str] = field(default_factory=dict)  # as in ``Formats``


def column_number(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26.

    >>> column_number("A"), column_number("aa"), column_number("XFD")
    (0, 26, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def inspect(xml: bytes, formats: Formats) -> Findings:
    """Extents, error cells, formulas without a result, and cells whose format changes what is read."""
    telling = formats or any(sign in xml for sign in (b'="e"', b"'", b"<f", b":c>", b":c "))
    quick = None if telling else _extents(xml)
    return quick if quick is not None else _every_cell(xml, formats)


def _extents(xml: bytes) -> Findings | None:
    """The extents alone, of cells written ``<c r="A1"``, as the common writers do; None where some cell is not."""
    import numpy as np

    data = np.frombuffer(xml + b" " * 16, dtype=np.uint8)
    tags = np.flatnonzero(data == ord("<"))
    cells = tags[(data[tags + 1] == ord("c")) & np.isin(data[tags + 2], np.frombuffer(b" >/\n\t\r", dtype=np.uint8))]
    if not all((data[cells + offset] == byte).all() for offset, byte in enumerate(b' r="', 2)):
        return None
    at = cells + 6
    column = np.zeros(len(cells), dtype=np.int64)
    for _ in range(3):
        letter = data[at]
        is_letter = (letter >= ord("A")) & (letter <= ord("Z"))
        column = np.where(is_letter, column * 26 + letter - 64, column)
        at = at + is_letter
    row = np.zeros(len(cells), dtype=np.int64)
    for _ in range(8):
        digit = data[at]
        is_digit = (digit >= ord("0")) & (digit <= ord("9"))
        row = np.where(is_digit, row * 10 + digit - 48, row)
        at = at + is_digit
    if not (data[at] == ord('"')).all():
        return None  # more letters or digits than a reference has, or small letters
    return Findings(int(row.max(initial=0)), int(column.max(initial=0)))


def _cells(xml: bytes) -> Iterator[tuple[Place, bytes, bytes]]:
    """Place, attributes and inner XML of every cell that holds something."""
    row = column = -1
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


def _every_cell(xml: bytes, formats: Formats) -> Findings:
    rows = columns = 0
    broken: dict[Place, Broken] = {}
    shown: dict[Place, str] = {}
    for place, attributes, inner in _cells(xml):
        if not inner:
            continue
        rows, columns = max(rows, place[0] + 1), max(columns, place[1] + 1)
        said = _TYPE.search(attributes)
        kind = said[1] if said else b"n"
        value = _VALUE.search(inner)
        if kind == b"e":
            broken[place] = Broken(value[1].decode("utf-8", "replace") if value else "#?")
        elif kind not in {b"str", b"inlineStr", b"s"} and (not value or not value[1]) and _FORMULA.search(inner):
            # A formula that gives "" is of type str and stays a blank; without a type, its result was never stored.
            broken[place] = Broken("=")
        elif formats and kind == b"n" and (style := _STYLE.search(attributes)) and (how := formats.get(int(style[1]))):
            shown[place] = how
    return Findings(rows, columns, broken, shown)


def formats_of(styles: bytes) -> Formats:
    """The telling formats of ``xl/styles.xml``."""
    codes = {9: "0%", 10: "0.00%", 17: "mmm-yy"}
    for tag in re.finditer(rb"<(?:\w+:)?numFmt\s([^>]*)>", styles):
        number = re.search(rb"numFmtId=[\"'](\d+)[\"']", tag[1])
        code = re.search(rb"formatCode=(\"[^\"]*\"|'[^']*')", tag[1])
        if number and code:
            codes[int(number[1])] = code[1][1:-1].decode("utf-8", "replace")
    block = re.search(rb"<(?:\w+:)?cellXfs\b(.*?)</(?:\w+:)?cellXfs", styles, re.DOTALL)
    formats: Formats = {}
    for style, tag in enumerate(re.finditer(rb"<(?:\w+:)?xf(?=[\s/>])([^>]*)>", block[1] if block else b"")):
        number = re.search(rb"numFmtId=[\"'](\d+)[\"']", tag[1])
        how = _how(codes.get(int(number[1]), "")) if number else ""
        if how:
            formats[style] = how
    return formats


def _how(code: str) -> str:
    """``0.0%`` -> ``%``; ``00000`` -> itself; ``mm/yyyy`` -> ``m``; ``yyyy`` -> ``y``; else nothing."""
    first = html.unescape(code).split(";")[0]
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", first).strip().casefold()  # quoted text, [$-42A], escapes
    if bare.endswith("%"):
        return "%"
    if re.fullmatch(r"0{2,}", bare):
        return bare
    if re.fullmatch(r"[my\s/.,\-]+", bare) and "y" in bare:
        return "m" if "m" in bare else "y"
    return ""
