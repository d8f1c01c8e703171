"""The look of the results workbook: formats, page set-up, and cells that can never turn into formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from engine.provenance import Text
from engine.wording import say

FONT = "Times New Roman"
LONGEST = 32_000  # a cell holds 32,767 characters
LINE = 15  # points, of a line of size 11
MOST_LINKS = 2_000  # a sheet takes 65,530, but one with many opens slowly
TALLEST = 409  # points: Excel has no higher rows
_FORMULAS = frozenset("=+-@\t\r")  # what a formula may begin with, in one program or another
ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

FACE = {"font_name": FONT, "font_size": 11}
MIDDLE = {"font_name": FONT, "font_size": 12, "align": "center", "valign": "vcenter", "text_wrap": True}
BOXED = {**FACE, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#808080"}
CENTRED = {**BOXED, "align": "center"}
PROVISIONAL = {"italic": True, "bg_color": "#FFF2CC"}
CUT = {"bold": True, "italic": True, "top": 5, "top_color": "#000000", "bg_color": "#EDEDED"}
STYLES: dict[str, dict[str, Any]] = {
    "title": {**MIDDLE, "font_size": 14, "bold": True},
    "heading": {**FACE, "font_size": 13, "bold": True},
    "subtitle": MIDDLE,
    "italic": {**MIDDLE, "font_size": 11, "italic": True},
    "draft": {**MIDDLE, "bold": True, "font_color": "#C00000"},
    "letterhead": MIDDLE,
    "letterhead_bold": {**MIDDLE, "bold": True},
    "plain": {**FACE, "valign": "top", "text_wrap": True},
    "note": {**FACE, "italic": True, "valign": "top", "text_wrap": True},
    "header": {**CENTRED, "bold": True, "valign": "vcenter", "bg_color": "#D9E2F3"},
    "label": {**BOXED, "bold": True},
    "text": BOXED,
    "text_bold": {**BOXED, "bold": True},
    "centre": CENTRED,
    "centre_bold": {**CENTRED, "bold": True},
    "indent_1": {**BOXED, "align": "left", "indent": 1},
    "indent_2": {**BOXED, "align": "left", "indent": 2},
    "indent_3": {**BOXED, "align": "left", "indent": 3},
    "provisional": {**BOXED, **PROVISIONAL},
    "provisional_centre": {**CENTRED, **PROVISIONAL},
    "tied": {**BOXED, "bg_color": "#FCE4D6"},
    "tied_centre": {**CENTRED, "bg_color": "#FCE4D6"},
    "tied_block": {**BOXED, "bold": True, "bg_color": "#F8CBAD"},
    "cut": {**CENTRED, **CUT},
    "reserve": {**BOXED, "font_color": "#404040"},
    "reserve_centre": {**CENTRED, "font_color": "#404040"},
    "met": {**CENTRED, "bg_color": "#E2EFDA"},
    "unmet": {**CENTRED, "bold": True, "bg_color": "#F4B6B6"},
    "unknown": {**CENTRED, "italic": True, "bg_color": "#FFE699"},
    "off": {**CENTRED, "font_color": "#808080"},
    "link": {**BOXED, "font_color": "#0563C1", "underline": 1},
    "total": {**FACE, "font_size": 12, "bold": True, "italic": True, "valign": "top", "text_wrap": True},
}


class Book:
    """An XlsxWriter workbook in one language, its formats made once, its sheet names legal and unique."""

    def __init__(self, path: str, lang: str, *, draft: bool, run: str) -> None:
        from xlsxwriter import Workbook

        self.lang = lang
        self.draft = draft
        self.run = run  # printed on every page, so that paper leads back to the run
        self.workbook: Any = Workbook(
            path,
            {
                "in_memory": True,  # no temporary files beside the results
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": FONT, "font_size": 11},
            },
        )
        self._formats: dict[tuple[str, bool], Any] = {}
        self._taken: set[str] = set()

    def style(self, name: str, text: str = "") -> Any:
        """A format by name; for a ``text`` that begins as a formula does, one that keeps it a text when edited."""
        quoted = text[:1] in _FORMULAS
        made = self._formats.get((name, quoted))
        if made is None:
            made = self._formats[name, quoted] = self.workbook.add_format({**STYLES[name], "quote_prefix": quoted})
        return made

    def text(self, text: Text | str | None) -> str:
        """In the workbook's language."""
        if text is None:
            return ""
        return text if isinstance(text, str) else text.in_(self.lang)

    def say(self, key: str, **values: object) -> str:
        """A message of ``engine.wording`` in the workbook's language."""
        return say(key, **values).in_(self.lang)

    def fill(self, text: Text, **values: object) -> str:
        """A phrase with its placeholders filled in."""
        own = {name: self.text(value) if isinstance(value, Text) else value for name, value in values.items()}
        own |= {name.upper(): str(value).upper() for name, value in own.items()}
        return text.in_(self.lang).format_map(own)

    def sheet(self, name: str, widths: Sequence[float], *, portrait: bool = False) -> Sheet:
        """A new sheet of the given column widths (in characters), A4, one page wide."""
        legal = sheet_name(name, self._taken)
        page = self.workbook.add_worksheet(legal)
        page.set_paper(9)
        page.set_portrait() if portrait else page.set_landscape()
        page.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        draft = f'&L&"{FONT},Bold"&12{self.say("doc.draft")}' if self.draft else ""
        page.set_header(f'{draft}&C&"{FONT},Regular"&13&P')
        page.set_footer(f'&L&"{FONT},Italic"&9&A&R&"{FONT},Italic"&9 {self.run.replace("&", "&&")}')
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return Sheet(self, page, legal, tuple(widths))


class Sheet:
    """One sheet: writes rows downwards and remembers where it stands."""

    def __init__(self, book: Book, page: Any, name: str, widths: tuple[float, ...]) -> None:
        self.book = book
        self.page = page
        self.name = name
        self.widths = widths
        self.columns = len(widths)
        self.at = 0  # the next free row

    def cell(self, row: int, column: int, value: str | int | None, style: str) -> None:
        """A text stays a text whatever it begins with; a whole number is a number; None is an empty cell."""
        made = self.book.style(style, value if isinstance(value, str) else "")
        if value is None or value == "":
            self.page.write_blank(row, column, None, made)
        elif isinstance(value, int):
            self.page.write_number(row, column, value, made)
        else:
            self.page.write_string(row, column, clip(value), made)

    def row(self, values: Iterable[str | int | None], styles: Sequence[str] | str) -> int:
        """One row of the table; gives the row number."""
        row = self.at
        lines = 1
        for column, value in enumerate(values):
            style = styles if isinstance(styles, str) else styles[column]
            self.cell(row, column, value, style)
            if isinstance(value, str) and (len(value) > self.widths[column] or "\n" in value):
                lines = max(lines, lines_of(value, self.widths[column], bold=STYLES[style].get("bold", False)))
        if lines > 1:
            self.page.set_row(row, min(TALLEST, LINE * lines))
        self.at += 1
        return row

    def across(self, value: str, style: str, *, first: int = 0, last: int | None = None) -> None:
        """One text over several columns, as high as it needs."""
        last = self.columns - 1 if last is None else last
        size = STYLES[style]["font_size"]
        width = sum(self.widths[first : last + 1]) * 11 / size
        self.page.set_row(
            self.at, min(TALLEST, (size + 4) * lines_of(value, width, bold=STYLES[style].get("bold", False)))
        )
        if first == last:
            self.cell(self.at, first, value, style)
        else:
            self.page.merge_range(self.at, first, self.at, last, "", self.book.style(style))
            self.cell(self.at, first, value, style)
        self.at += 1

    def headed(self, title: str, note: str | None = None) -> None:
        """A title row and, below it, a note."""
        self.across(title, "title")
        if self.book.draft:
            self.across(self.book.say("approval.draft"), "draft")
        if note:
            self.across(note, "note")

    def header(self, titles: Sequence[str], *, freeze: int = 0, filtered: int | None = None) -> int:
        """The header row: frozen, repeated on every page; with ``filtered`` rows below it, a filter on them."""
        row = self.row(titles, "header")
        self.page.freeze_panes(row + 1, freeze)
        self.page.repeat_rows(row)
        if filtered:
            self.page.autofilter(row, 0, row + filtered, len(titles) - 1)
        return row

    def link(self, row: int, column: int, url: str, value: str) -> None:
        """A link of our own making; ``value`` is what stands in the cell."""
        self.page.write_url(row, column, url, self.book.style("link", value), clip(value))

    def done(self) -> None:
        """Set the print area to what was written."""
        self.page.print_area(0, 0, max(self.at - 1, 0), self.columns - 1)


def lines_of(value: str, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column: no program grows wrapped rows when a file is made.

    Measured with Times New Roman 11: a column of 24 takes 25 to 29 letters, a little less in bold and in capitals.
    """
    room = max(1, int(width * (1.06 if bold else 1.15) - 2))
    lines = 0
    for part in value.split("\n"):
        lines += 1
        used = 0
        for word in part.split(" "):
            if used and used + 1 + len(word) > room:
                lines += 1
                used = 0
            used += len(word) + (1 if used else 0)
            while used > room:  # a word longer than the column is broken
                lines += 1
                used -= room
    return lines


def clip(value: str) -> str:
    """What a cell can hold: not too long, and nothing that is no text (a file's name may hold such bytes)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        value = value.encode(errors="replace").decode()
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A legal name of at most 31 characters that no other sheet has, whatever the case.

    >>> taken = set()
    >>> sheet_name("DS Tập thể: xã A/B", taken), sheet_name("ds tập thể xã A B", taken)
    ('DS Tập thể xã A B', 'ds tập thể xã A B (2)')
    """
    plain = " ".join(ILLEGAL.sub(" ", wanted).split()).strip("' ") or "Sheet"
    if plain.casefold() == "history":  # Excel keeps this name for itself
        plain += " 1"
    name, n = plain[:31].strip("' "), 1
    while name.casefold() in taken:
        n += 1
        tail = f" ({n})"
        name = plain[: 31 - len(tail)].strip("' ") + tail
    taken.add(name.casefold())
    return name
