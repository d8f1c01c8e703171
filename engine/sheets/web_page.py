"""Web pages that call themselves workbooks, as many systems export them: their tables, cell by cell, as text."""

from __future__ import annotations

from html.parser import HTMLParser

from engine.sheets import limits
from engine.sheets.plain import Sheet
from engine.sheets.refusal import Refused

_MOST_SPANNED = 16_384


def tables(text: str, stem: str) -> list[Sheet]:
    """Each table of two columns and more that holds no other; several are numbered. Raises Refused: none."""
    page = _Page()
    page.feed(text)
    page.close()
    found = [table for table in page.tables if table.width > 1]
    if not found:
        raise Refused("web-page")
    return [
        Sheet(stem if len(found) == 1 else f"{stem} {number}", table.laid(), merged=table.merged)
        for number, table in enumerate(found, 1)
    ]


class _Table:
    """Rows being filled; a cell that spans others leaves them blank."""

    def __init__(self) -> None:
        self.rows: list[dict[int, str]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.taken: set[tuple[int, int]] = set()
        self.width = 0
        self.nests = False

    def add(self, down: int, across: int) -> tuple[int, int]:
        """The next free place of the current row, for a cell that spans so much."""
        row = len(self.rows) - 1
        column = 0
        while column in self.rows[row] or (row, column) in self.taken:
            column += 1
        self.width = max(self.width, column + across)
        if (len(self.taken) + down * across > limits.MOST_CELLS // 10) or self.width > _MOST_SPANNED:
            raise Refused("too-large", limits.MOST_BYTES >> 20)
        if down > 1 or across > 1:
            self.merged.append((row, column, row + down - 1, column + across - 1))
            self.taken.update((r, c) for r in range(row, row + down) for c in range(column, column + across))
        self.rows[row][column] = ""
        return row, column

    def laid(self) -> list[list[object]]:
        if len(self.rows) * self.width > limits.MOST_CELLS:
            raise Refused("too-large", limits.MOST_BYTES >> 20)
        return [[row.get(column, "") for column in range(self.width)] for row in self.rows]


class _Page(HTMLParser):
    """Collects the innermost tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cell: list[tuple[_Table, int, int]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "script" | "style" | "title":
                self._silent += 1
            case "table":
                if self._open:
                    self._open[-1].nests = True
                self._open.append(_Table())
                self._cell.append((self._open[-1], -1, -1))
            case "tr" if self._open:
                self._open[-1].rows.append({})
                self._cell[-1] = (self._open[-1], -1, -1)
            case "td" | "th" if self._open:
                table, said = self._open[-1], dict(attrs)
                if not table.rows:
                    table.rows.append({})
                row, column = table.add(_span(said.get("rowspan")), _span(said.get("colspan")))
                self._cell[-1] = (table, row, column)
            case "br" | "p" | "div":
                self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "script" | "style" | "title":
                self._silent = max(self._silent - 1, 0)
            case "table" if self._open:
                table = self._open.pop()
                self._cell.pop()
                if not table.nests:
                    self.tables.append(table)
            case "td" | "th" | "tr" if self._open:
                self._cell[-1] = (self._open[-1], -1, -1)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._write(" ".join(data.split()) if data.strip() else "")

    def close(self) -> None:
        super().close()
        self.tables += [table for table in self._open if not table.nests]  # never closed
        for table in self.tables:
            for row in table.rows:
                for column, text in row.items():
                    row[column] = text.strip()

    def _write(self, text: str) -> None:
        if not self._cell or not text:
            return
        table, row, column = self._cell[-1]
        if row >= 0:
            written = table.rows[row][column]
            gap = " " if written and not written.endswith("\n") and text != "\n" else ""
            table.rows[row][column] = written + gap + text


def _span(said: str | None) -> int:
    return min(max(int(said), 1), _MOST_SPANNED) if said and said.isascii() and said.isdigit() and len(said) < 8 else 1
