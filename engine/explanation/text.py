"""An explanation for the eye: a tree in the terminal, or the same as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from engine.explanation.tree import Node, Told
from engine.provenance import Text
from engine.wording import say

if TYPE_CHECKING:
    from rich.text import Text as RichText
    from rich.tree import Tree

MARKS = {"met": "✔", "unmet": "✘", "unknown": "?"}
STYLES = {"met": "green", "unmet": "red", "unknown": "yellow"}
HOLDS = {
    "met": Text("Có", "Holds"),
    "unmet": Text("Không", "Does not hold"),
    "unknown": Text("Chưa xác định", "Unknown"),
}


def render_plain(explanation: Told, lang: str) -> str:
    """The explanation as lines of text, two spaces a level, newline at the end."""
    lines = [printable(explanation.headline.in_(lang))]
    if explanation.draft:
        lines.append(say("approval.draft").in_(lang))
    for section in explanation.sections:
        lines.append("")
        _plain(section, lang, explanation.file, 0, lines)
    return "\n".join(lines) + "\n"


def render_rich(explanation: Told, lang: str, file: TextIO | None = None, width: int | None = None) -> None:
    """Print the explanation as a tree to ``file`` (standard output); colour only on a terminal."""
    from rich.console import Console

    Console(file=file, width=width, highlight=False, markup=False).print(rich_tree(explanation, lang))


def rich_tree(explanation: Told, lang: str) -> Tree:
    """The explanation as a rich ``Tree``."""
    from rich.text import Text as RichText
    from rich.tree import Tree

    head = RichText(printable(explanation.headline.in_(lang)), style="bold")
    if explanation.draft:
        head.append("\n" + say("approval.draft").in_(lang), style="yellow")
    tree = Tree(head, guide_style="dim")
    for section in explanation.sections:
        _grow(tree, section, lang, explanation.file, top=True)
    return tree


def printable(text: str) -> str:
    """Without what would steer a terminal: names come from other people's files."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _plain(node: Node, lang: str, file: str, depth: int, lines: list[str]) -> None:
    indent = "  " * depth
    lines.append(f"{indent}{_mark(node, lang)}{printable(node.text.in_(lang))}{_tail(node, lang, file)}")
    for child in node.children:
        _plain(child, lang, file, depth + 1, lines)


def _grow(tree: Tree, node: Node, lang: str, file: str, *, top: bool = False) -> None:
    from rich.text import Text as RichText

    line: RichText = RichText(overflow="fold")
    if node.result is not None:
        line.append(_mark(node, lang), style=_style(node))
    line.append(printable(node.text.in_(lang)), style="bold" if top else "")
    line.append(_tail(node, lang, file), style="dim")
    branch = tree.add(line)
    for child in node.children:
        _grow(branch, child, lang, file)


def _style(node: Node) -> str:
    if node.kind in ("exclusion", "advisory"):
        return "yellow" if node.result == "unknown" or node.kind == "advisory" else "red"
    return STYLES[node.result or "unknown"]


def _mark(node: Node, lang: str) -> str:
    """The result as a sign and a word: colour alone says nothing on paper."""
    if node.result is None:
        return ""
    if node.kind in ("exclusion", "advisory"):
        sign = "?" if node.result == "unknown" else "!"
        return f"{sign} {HOLDS[node.result].in_(lang)}: "
    return f"{MARKS[node.result]} {say(f'result.{node.result}').in_(lang)}: "


def _tail(node: Node, lang: str, file: str) -> str:
    """``[Cá nhân!K15; mục II.1.c]``."""
    cells = cells_text(node.cells, file)
    clause = ""
    if node.clause and not node.clause.startswith("law/"):  # the law is quoted below, by its own words
        clause = ("clause " if lang == "en" else "mục ") + node.clause
    if clause and clause in node.text.in_(lang):
        clause = ""
    inside = "; ".join(part for part in (cells, clause) if part)
    return printable(f"  [{inside}]") if inside else ""


def cells_text(cells: tuple[str, ...], file: str) -> str:
    """``Cá nhân!K15, J15``: the file is named where it is not the candidate's own, each sheet once."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, ref = cell.removeprefix(f"{file}!").rpartition("!")
        sheets.setdefault(sheet, []).append(ref)
    return ", ".join(f"{sheet}!{', '.join(refs)}" for sheet, refs in sheets.items())
