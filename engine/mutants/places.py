"""Where a change stands in the file: the way through the terms, walked again through the nodes they were read from."""

from __future__ import annotations

from collections.abc import Mapping

from engine.frozen import dataclass
from engine.mutants.changes import Step
from engine.places import rules_dir
from engine.rulebook import locate
from engine.rulebook.files import STANDARD, composed
from engine.rulebook.findings import Findings, Placed
from engine.rulebook.grammar import COMBINING
from engine.rulebook.loading import build_with
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, as an editor counts: from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def spot(reference: str, settings: Mapping[str, str], at: tuple[Step, ...]) -> Spot:
    """Where the change stands in the rulebook's file, or in that of what all rulebooks share."""
    path = locate(reference)
    built = build_with(path, settings, Findings())
    assert built is not None
    found, whole = _walk(built.roots, at)
    if not whole:
        shared = rules_dir() / f"{STANDARD}.yaml"
        root = composed(shared.read_text(encoding="utf-8"), shared.name, Findings())
        there, whole = _walk(root, at) if root is not None else (found, False)
        found = there if whole else found
    return Spot(found.file, found.line, found.column)


def _walk(root: Node, at: tuple[Step, ...]) -> tuple[Placed, bool]:
    """The place, and whether the whole way was there."""
    node: Node = root
    for n, step in enumerate(at):
        if n == len(at) - 1 and isinstance(node, MapNode) and isinstance(step, str):
            # What is dropped, or joined otherwise, is shown by its key.
            key = node.key(step)
            if key is not None and (n == 1 or (step in COMBINING and isinstance(node.get(step), ListNode))):
                return key, True
        found = _part(node, step) if isinstance(step, int) else _inside(node, step)
        if found is None:
            return node, n > 1
        node = found
    return node, True


def _inside(node: Node, step: str) -> Node | None:
    if step in ("bound", "values"):  # `{field: {at_least: 5}}`, `{field: {is_not: [x, y]}}`, `{field: [x, y]}`
        for _ in range(2):
            if isinstance(node, MapNode) and len(node.entries) == 1:
                node = node.entries[0][1]
        return node
    if isinstance(node, MapNode):
        return node.get(step)
    items = node.items if isinstance(node, ListNode) else ()
    return next((item for item in items if isinstance(item, Scalar) and item.text == step), None)


def _part(node: Node, at: int) -> Node | None:
    if isinstance(node, ListNode):
        return node.items[at] if at < len(node.items) else None
    if not isinstance(node, MapNode):
        return None
    for word in (*COMBINING, "of"):
        items = node.get(word)
        if isinstance(items, ListNode) and (word != "of" or "at_least" in node.keys):
            return _part(items, at)
    if len(node.entries) > 1:  # several subjects in one map
        return _alone(node.entries[at]) if at < len(node.entries) else None
    key, inner = node.entries[0]
    if isinstance(inner, ListNode):  # an operation and what it is made of
        return _part(inner, at)
    # Several bounds of one subject: each is a test of its own.
    if not isinstance(inner, MapNode) or at >= len(inner.entries):
        return None
    bound = inner.entries[at]
    return MapNode(((key, _alone(bound)),), inner.file, bound[0].line, bound[0].column)


def _alone(entry: tuple[Scalar, Node]) -> MapNode:
    key = entry[0]
    return MapNode((entry,), key.file, key.line, key.column)
