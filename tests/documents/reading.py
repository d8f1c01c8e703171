"""A paper's text as a person reads it: paragraphs, and rows of tables with their cells parted by a bar."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any


def opened(paper: bytes) -> Any:
    import docx

    return docx.Document(io.BytesIO(paper))


def lines_of(paper: bytes) -> list[str]:
    return [line for line in _lines(opened(paper)) if line]


def _lines(box: Any) -> Iterator[str]:
    for part in box.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = list({id(cell._tc): cell for cell in row.cells}.values())
                yield " | ".join(" / ".join(line for line in _lines(cell) if line) or "–" for cell in cells)
        else:
            yield part.text.replace("\n", " / ").strip()


def runs_of(box: Any) -> Iterator[Any]:
    for part in box.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                for cell in row.cells:
                    yield from runs_of(cell)
        else:
            yield from part.runs
