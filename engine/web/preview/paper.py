"""A .docx as leaves of lines and tables: every word it holds, and no other.

Page numbers are fields that Word works out: no words of the paper. Ours have no pictures and no lists of Word's own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.frozen import dataclass

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
POINTS = (7, 10, 11, 12, 13, 14)  # the sizes that the style sheet has
ALIGNED = {"both": "both", "center": "center", "right": "right", "end": "right"}
MOST_ROWS = 200  # of one table; the others are in the file
_INDENT = 340  # twentieths of a point: 6 mm
_LEFTMOST = 1000  # a wider indent on both sides is how a centred line is kept narrow


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look."""

    text: str
    bold: bool
    italic: bool
    points: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    spans: tuple[Span, ...]
    align: str = "left"
    first: bool = False  # its first line is indented
    indent: int = 0  # steps from the left
    apart: bool = False  # with room above
    boxed: bool = False
    rule: bool = False  # no words: the short line under a heading

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table."""

    lines: tuple[Line, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; without lines it only sets things side by side."""

    rows: tuple[tuple[GridCell, ...], ...]
    heads: int  # rows that stand on every page
    lined: bool
    widths: tuple[int, ...]  # of its columns, in percents
    more: int = 0  # rows that are not shown


@dataclass(frozen=True, slots=True)
class Leaf:
    """A run of pages that lie one way."""

    blocks: tuple[Line | Grid, ...]
    wide: bool
    foot: tuple[Line, ...]


def paper_of(content: bytes) -> tuple[Leaf, ...]:
    """The leaves of a paper."""
    from docx import Document

    document = Document(io.BytesIO(content))
    return tuple(_leaves(document))


def _leaves(document: Document) -> Iterator[Leaf]:
    sections = iter(document.sections)
    blocks: list[Line | Grid] = []
    for element in document.element.body:
        if element.tag == f"{W}tbl":
            blocks.append(_grid(element))
        elif element.tag == f"{W}p":
            blocks.append(_line(element))
            if element.find(f"{W}pPr/{W}sectPr") is not None:
                yield _leaf(blocks, next(sections))
                blocks = []
    yield _leaf(blocks, next(sections))


def _leaf(blocks: list[Line | Grid], section: Any) -> Leaf:
    told = section.footer.part.element.findall(f"{W}p")
    foot = tuple(line for p in told if (line := _line(p)).spans)
    return Leaf(tuple(blocks), bool(section.page_width > section.page_height), foot)


def _line(element: Any) -> Line:
    spans = tuple(_spans(element))
    jc, ind, before = (element.find(f"{W}pPr/{W}{name}") for name in ("jc", "ind", "spacing"))
    border = element.find(f"{W}pPr/{W}pBdr")
    left = _number(ind, "left")
    return Line(
        spans,
        ALIGNED.get("" if jc is None else jc.get(f"{W}val", ""), "left"),
        _number(ind, "firstLine") > 0,
        0 if left >= _LEFTMOST or _number(ind, "right") else -(-left // _INDENT),
        _number(before, "before") >= 100,
        border is not None and bool(spans),
        border is not None and not spans,
    )


def _spans(element: Any) -> Iterator[Span]:
    depth = 0  # inside a field nothing is a word of the paper
    for run in element.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        if mark is not None:
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType"), 0)
        text = "" if depth else "".join(_words(run))
        if text:
            size = run.find(f"{W}rPr/{W}sz")
            yield Span(text, _on(run, "b"), _on(run, "i"), _points(13 if size is None else _number(size, "val") / 2))


def _words(run: Any) -> Iterator[str]:
    for part in run:
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif part.tag == f"{W}tab":
            yield "\t"


def _on(run: Any, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false")


def _points(size: float) -> int:
    return min(POINTS, key=lambda known: (abs(known - size), known))


def _number(element: Any, name: str) -> int:
    return 0 if element is None else int(element.get(f"{W}{name}") or 0)


def _grid(element: Any) -> Grid:
    rows = element.findall(f"{W}tr")
    shown = rows[:MOST_ROWS]
    columns = [_number(column, "w") for column in element.findall(f"{W}tblGrid/{W}gridCol")]
    whole = sum(columns) or 1
    heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in shown)
    return Grid(
        tuple(tuple(_cell(cell) for cell in row.findall(f"{W}tc")) for row in shown),
        heads,
        element.find(f"{W}tblPr/{W}tblStyle") is not None,
        tuple(100 * width // whole for width in columns),
        len(rows) - len(shown),
    )


def _cell(element: Any) -> GridCell:
    span = element.find(f"{W}tcPr/{W}gridSpan")
    return GridCell(tuple(map(_line, element.findall(f"{W}p"))), max(1, _number(span, "val")))
