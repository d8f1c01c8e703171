"""Each candidate's explanation, behind a click: the same that ``xetkhen explain`` gives."""

from __future__ import annotations

from collections.abc import Iterator

from engine.explanation import Node, explain
from engine.explanation.index import Indexed
from engine.explanation.text import HOLDS, MARKS, cells_text
from engine.provenance import Text
from engine.report.html_words import both, esc
from engine.wording import say

_CLASSES = {"met": "y", "unmet": "n", "unknown": "u"}
_WORDS = {result: say(f"result.{result}") for result in MARKS}


def why(document: Indexed, index: int, *, brief: bool) -> str:
    """The explanation of one candidate as nested lists; ``brief``: one list of what decided and what is missing."""
    told = explain(document, index, holders=False)
    items = (_item(section, told.file, top=True) for section in told.sections)
    if brief:
        about = {"certain": document["decisions"][index]["certain"], "queued": told.status == "reserve"}
        items = (_line(node, told.file) for section in told.sections for node in _decisive(section, **about))
    return f"<ul class=w>{''.join(items)}</ul>"


def _decisive(section: Node, *, certain: bool, queued: bool) -> Iterator[Node]:
    """Reasons; criteria that are not met, exclusions that are not ruled out, advisories that hold; what to do."""
    match section.kind:
        case "decision":
            yield from (node for node in section.children if not (certain and node.kind == "certainty"))
        case "standard":
            asked = (node for child in section.children if child.kind != "note" for node in child.walk())
            yield from (node for node in asked if node.kind == "criterion" and node.result != "met")
        case "exclusion":
            yield from (node for node in section.children if node.kind == "exclusion")
        case "advisory":
            yield from (node for node in section.children if node.result == "met")
        case "rank" | "points":
            yield from (node for node in section.children if node.kind == "points")
        case "change":  # a reserve's place in the queue is among the reasons
            yield from (node for node in section.children if node.kind == "missing" or node.id or not queued)
        case _:
            return


def _line(node: Node, file: str) -> str:
    return f"<li>{_mark(node)}{both(node.text)}{_tail(node, file)}"


def _item(node: Node, file: str, *, top: bool = False) -> str:
    head = _line(node, file).removeprefix("<li>")
    inside = "".join(_item(child, file) for child in node.children)
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


