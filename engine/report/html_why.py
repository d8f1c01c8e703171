"""Each candidate's explanation, behind a click: the same that ``xetkhen explain`` gives."""

from __future__ import annotations

from collections.abc import Iterable

from engine.explanation import Node, explain
from engine.explanation.index import Indexed
from engine.explanation.text import HOLDS, MARKS, cells_text
from engine.provenance import Text
from engine.report.html_words import both, esc
from engine.wording import say

_CLASSES = {"met": "y", "unmet": "n", "unknown": "u"}
_WORDS = {result: say(f"result.{result}") for result in MARKS}


def why(document: Indexed, index: int, *, brief: bool) -> str:
    """The explanation of one candidate as nested lists; ``brief``: without what is met, the readings and the source."""
    told = explain(document, index, holders=False)
    sections = told.sections
    if brief:
        sections = tuple(section for section in sections if section.kind not in ("source", "reading", "quota"))
    return f"<ul class=w>{''.join(_item(section, told.file, brief, top=True) for section in sections)}</ul>"


def _item(node: Node, file: str, brief: bool, *, top: bool = False) -> str:
    children: Iterable[Node] = node.children
    if brief:
        children = [child for child in children if child.kind != "criterion" or child.result != "met"]
    head = f"{_mark(node)}{both(node.text)}{_tail(node, file)}"
    inside = "".join(_item(child, file, brief) for child in children)
    if top:
        head = f"<b>{head}</b>"
    return f"<li>{head}<ul>{inside}</ul>" if inside else f"<li>{head}"


def _mark(node: Node) -> str:
    """The result as a sign and a word: colour alone says nothing on paper, or to whoever does not see it."""
    result = node.result
    if result is None:
        return ""
    look, word, sign = _CLASSES[result], _WORDS[result], MARKS[result]
    if node.kind in ("exclusion", "advisory"):
        word, sign = HOLDS[result], "?" if result == "unknown" else "!"
        look = "n" if node.kind == "exclusion" and result == "met" else "u"
    return f"<em class={look}>{sign} {both(word)}</em> "


def _tail(node: Node, file: str) -> str:
    cells = esc(cells_text(node.cells, file)) if node.cells else ""
    clause = ""
    if node.clause and not node.clause.startswith("law/") and node.clause not in node.text.vi:
        clause = both(Text(f"mục {node.clause}", f"clause {node.clause}"))
    inside = "; ".join(part for part in (cells, clause) if part)
    return f" <small>[{inside}]</small>" if inside else ""


