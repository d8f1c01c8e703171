"""Where a table begins: the rows that say what its columns hold, found by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from engine.frozen import dataclass
from engine.intake.forms import Form, Match
from engine.intake.labels import corner_unit, label_key, units_in
from engine.intake.options import option_reader
from engine.intake.raw import Raw, RawSheet, is_empty
from engine.names import tidy
from engine.rulebook.model import Field

SEARCHED = 60  # rows at the top of a sheet in which its first header must begin
TALLEST = 3
WIDEST = 300  # columns looked at
_SHORT_UNIT = 8  # letters: m2, ha, giờ công

_NUMBERS = frozenset(map(label_key, ("STT", "TT", "Số TT", "Số thứ tự", "No.", "Thứ tự", "#")))
_ORDINAL = re.compile(r"\(?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5})\s*\)?(?:\s*=.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of a header: its texts from top to bottom, and the fields it could be."""

    index: int
    path: tuple[str, ...]
    matches: tuple[Match, ...]
    continued: bool = False  # the right part of a header merged over several columns, with nothing below it
    part: str = ""  # `either`: one of columns of which each row fills one; else the option that a tick here means

    @property
    def text(self) -> str:
        return " / ".join(self.path)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``first`` to ``last`` (from 0) of a sheet, read as one form."""

    form: Form
    first: int
    last: int
    columns: tuple[HeaderColumn, ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(m.field for c in self.columns for m in c.matches[:1])

    @property
    def has_name(self) -> bool:
        return any(m.field == self.form.name_field for c in self.columns for m in c.matches)


def find_header(sheet: RawSheet, forms: Sequence[Form], start: int = 0, stop: int | None = None) -> Header | None:
    """The first header at or after row ``start``; None where no row heads a table of any of the forms."""
    end = min(len(sheet.rows), start + SEARCHED if stop is None else stop)
    merges = _Merges(sheet)
    for first in range(start, end):
        here = _best_at(sheet, merges, forms, first)
        if here is None:
            continue
        if not here.has_name and first + 1 < len(sheet.rows):
            below = _best_at(sheet, merges, forms, first + 1)
            if below and len(below.fields) > len(here.fields):
                continue
        trimmed = _without_letterhead(sheet, merges, here)
        if trimmed.first == here.first:
            return here
        return _best_at(sheet, merges, forms, trimmed.first) or trimmed
    return None


def _without_letterhead(sheet: RawSheet, merges: _Merges, header: Header) -> Header:
    """The header from the first row that says something of its columns: what stands closely above it does not."""
    while header.last > header.first:
        lower = _header(sheet, merges, header.form, header.first + 1, header.last)
        below = {column.index: column for column in lower.columns}
        if any(_says(sheet, header, column, below.get(column.index)) for column in header.columns):
            return header
        header = lower
    return header


def _says(sheet: RawSheet, header: Header, column: HeaderColumn, below: HeaderColumn | None) -> bool:
    """The top row of a header is of use to a column: it decides its field or unit, or is all that it is called."""
    if below is None:
        under = sheet.rows[header.last + 1 : header.last + 1 + SEARCHED]
        return bool(column.matches) or any(not is_empty(row[column.index]) for row in under)
    if below.path == column.path:
        return False
    if ([m.field for m in column.matches], column.part) != ([m.field for m in below.matches], below.part):
        return True
    units = [] if corner_unit(column.path[0]) else units_in(column.path[0])
    return any(unit.dong or len(unit.text) <= _SHORT_UNIT for unit in units)  # not "(Kèm theo Tờ trình số 12)"


def header_at(sheet: RawSheet, form: Form, first: int) -> Header:
    """What the header would be if it began in this row, as high as its upright merged cells say, whatever it says."""
    merges = _Merges(sheet)
    height = min(merges.height(first), TALLEST, len(sheet.rows) - first)
    return _header(sheet, merges, form, first, first + height - 1)


def _header(sheet: RawSheet, merges: _Merges, form: Form, first: int, last: int) -> Header:
    columns = tuple(
        HeaderColumn(index, path, tuple(form.match(_tellings(path))), continued)
        for index, path, continued in _paths(sheet, merges, first, last - first + 1)
    )
    return Header(form, first, last, _grouped(form, columns))


def looks_like_header(row: Sequence[Raw]) -> bool:
    """Cheap: text alone, and a word for "name" in it. Only such rows are looked at for a further header."""
    texts = [v for v in row if v != ""]
    return len(texts) > 1 and all(type(v) is str for v in texts) and _NAME.search("\n".join(map(
        str, texts,
    ))) is not None


_NAME = re.compile(r"t(?:ê|e\u0302|e)n|name", re.IGNORECASE)


def is_ordinals(row: Sequence[Raw]) -> bool:
    """The row of column numbers under a header: 1 2 3, (1) (2) (3), A B 1 2."""
    filled = [v for v in row if not is_empty(v)]
    if len(filled) < 2:
        return False
    texts = [f"{v:.0f}" if isinstance(v, float) and v.is_integer() else v for v in filled]
    if not all(isinstance(t, str) and _ORDINAL.fullmatch(tidy(t)) for t in texts):
        return False
    numbers = [int(found[0]) for t in texts if (found := re.search(r"\d+", str(t)))]
    rises = all(b == a + 1 for a, b in pairwise(numbers))
    return rises and (len(numbers) >= 2 or len(texts) > len(numbers))


def same_columns(one: Header, other: Header) -> bool:
    """The same fields in the same places: a header repeated at the top of a page."""
    heads = [{(c.index, m.field) for c in header.columns for m in c.matches[:1]} for header in (one, other)]
    return one.form.id == other.form.id and heads[0] == heads[1]


class _Merges:
    """For a cell inside a merged range, the range."""

    def __init__(self, sheet: RawSheet) -> None:
        self._at: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for merged in sheet.merged:
            top, left, bottom, right = merged
            if bottom - top >= TALLEST or right - left > WIDEST:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._at[row, column] = merged

    def height(self, row: int) -> int:
        """How many rows a header that begins in this row has at least: its upright merged cells say so."""
        return 1 + max((m[2] - row for (r, _), m in self._at.items() if r == row == m[0]), default=0)

    def get(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        return self._at.get((row, column))


def _best_at(sheet: RawSheet, merges: _Merges, forms: Sequence[Form], first: int) -> Header | None:
    if sum(1 for v in sheet.rows[first][:WIDEST] if not is_empty(v)) < 2:
        return None
    best: Header | None = None
    for height in range(merges.height(first), TALLEST + 1):
        if first + height > len(sheet.rows):
            break
        if best is not None and best.has_name and not _may_continue(sheet, forms, first + height - 1):
            break
        paths = _paths(sheet, merges, first, height)
        for form in forms:
            columns = _grouped(form, tuple(
                HeaderColumn(index, path, tuple(form.match(_tellings(path))), continued)
                for index, path, continued in paths
            ))
            header = Header(form, first, first + height - 1, columns)
            count = len(header.fields)
            if not (count >= 3 or (count >= 2 and header.has_name)):
                continue
            if form.own and not header.fields & form.own and len(forms) > 1:
                continue  # names, communes and awards alone are no register
            if best is None or _worth(header) > _worth(best):
                best = header
    return best


def _may_continue(sheet: RawSheet, forms: Sequence[Form], row: int) -> bool:
    """The row under a header that has its name may belong to it: a child stands there, or a header's own word."""
    above, here = sheet.rows[row - 1][:WIDEST], sheet.rows[row][:WIDEST]
    if any(is_empty(a) and isinstance(h, str) and not is_empty(h) for a, h in zip(above, here, strict=True)):
        return True
    return any(form.match([h]) for form in forms for h in here if isinstance(h, str) and h)


def _worth(header: Header) -> tuple[bool, int, bool, int, int]:
    # A candidates' sheet also has most of a register's columns: the form that explains more of the header wins,
    # and of two that explain as much the one that the strongest headers speak for.
    strength = sum(5 - c.matches[0].strength for c in header.columns if c.matches)
    is_list = {"name", "category"} <= header.fields  # no register has classes of candidates
    return is_list, len(header.fields), header.has_name, sum(c.part != "" for c in header.columns), strength


def _paths(sheet: RawSheet, merges: _Merges, first: int, height: int) -> list[tuple[int, tuple[str, ...], bool]]:
    """Column, its texts from top to bottom, and whether its last text is a neighbour's."""
    rows = sheet.rows[first : first + height]
    width = min(len(rows[0]), WIDEST)
    found = []
    carried: list[str] = [""] * height
    for column in range(width):
        parts: list[str] = []
        own = False
        has_below = any(not is_empty(rows[i][column]) for i in range(1, height))
        for i in range(height):
            raw = rows[i][column]
            text = tidy(raw) if isinstance(raw, str) else "" if is_empty(raw) else str(raw)
            merged = merges.get(first + i, column)
            from_left = False
            if not text and merged and merged[1] < column and merged[0] >= first:
                top = sheet.rows[merged[0]][merged[1]]
                text = tidy(top) if isinstance(top, str) else ""
                from_left = True
            elif not text and not merged and i < height - 1 and has_below and carried[i]:
                text, from_left = carried[i], True  # a parent typed over its first child only
            elif text:
                own = True
            carried[i] = text if (text and not merged) or from_left else ""
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        if parts:
            found.append((column, tuple(parts), not own))
    return found


def _grouped(form: Form, columns: tuple[HeaderColumn, ...]) -> tuple[HeaderColumn, ...]:
    """Columns under one parent that together hold one field: years of birth under "Nam" and "Nữ", options to tick."""
    found: list[HeaderColumn] = []
    for parent, members in groupby(columns, key=lambda c: c.path[:-1]):
        group = list(members)
        heads = form.match(_tellings(parent)) if parent and len(group) > 1 else []
        if len([m for m in heads if m.strength == heads[0].strength]) == 1:
            parts = _parts(form.fields[heads[0].field], [c.path[-1] for c in group])
            if parts:
                group = [replace(c, matches=(heads[0],), part=p) for c, p in zip(group, parts, strict=True)]
        found.extend(group)
    return tuple(found)


def _parts(field: Field, children: list[str]) -> list[str]:
    """What each child of a parent that heads ``field`` is to it; nothing where they are no parts of it."""
    if field.type == "year" and {label_key(child) for child in children} == _SEXES:
        return ["either"] * len(children)
    if field.type == "choice":
        read = option_reader(field)
        options = [read(child) for child in children]
        if all(isinstance(o, int) for o in options) and len(set(options)) == len(options):
            return [list(field.options)[o] for o in options if isinstance(o, int)]
    return []


_SEXES = {label_key("Nam"), label_key("Nữ")}


def _tellings(path: tuple[str, ...]) -> list[str]:
    """How a path may say its field: the whole of it in either order, then its last part."""
    if len(path) == 1:
        return [path[0]]
    return [" ".join(path), " ".join(reversed(path)), path[-1]]


def is_decoration(path: tuple[str, ...]) -> bool:
    """The column of running numbers."""
    return label_key(path[-1]) in _NUMBERS
