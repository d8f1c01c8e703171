"""Reads a results workbook the way a program that knows nothing of ours would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook


class Workbook:
    def __init__(self, path: Path) -> None:
        self.book: Any = load_workbook(path)

    @property
    def names(self) -> list[str]:
        return list(self.book.sheetnames)

    def page(self, name: str) -> Any:
        return self.book[name]

    def rows(self, name: str) -> list[list[Any]]:
        return [[cell.value for cell in row] for row in self.book[name].iter_rows()]

    def column(self, name: str, header: str) -> list[Any]:
        """The values under a header, down to the first row without any."""
        rows = self.rows(name)
        at = next(i for i, row in enumerate(rows) if header in row)
        place = rows[at].index(header)
        values = []
        for row in rows[at + 1 :]:
            if all(value is None for value in row):
                break
            values.append(row[place])
        return values

    def text(self, name: str) -> str:
        return "\n".join(str(value) for row in self.rows(name) for value in row if value is not None)

    def cells(self) -> list[Any]:
        return [cell for page in self.book for row in page.iter_rows() for cell in row]
