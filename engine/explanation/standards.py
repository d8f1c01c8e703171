"""A category's standard as a tree with what was found for one candidate, down to value, cell and clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.explanation.lexicon import Lexicon, as_text
from engine.explanation.tree import Node, Result
from engine.provenance import Text
from engine.truth import Truth, all_of, any_of, at_least, none_of

TRUTHS = {"met": Truth.MET, "unmet": Truth.UNMET, "unknown": Truth.UNKNOWN}


def standard_tree(lexicon: Lexicon, tree: Any, findings: Mapping[str, Mapping[str, Any]]) -> Node:
    """``{"all": ["outstanding", {"any": [..]}]}`` over the findings ``{"outstanding": {"result": "met", ..}}``.

    A criterion without a finding is unknown. Inner nodes are strong Kleene.
    """
    if isinstance(tree, str):
        return criterion_node(lexicon, tree, findings.get(tree))
    operator, below = _operator(tree)
    children = tuple(
        standard_tree(lexicon, child, findings)
        for child in below
        if child != {"all": []}  # what a parameter took out of the standard
    )
    truths = [TRUTHS[child.result or "unknown"] for child in children]
    match operator:
        case "all":
            return Node(
                "all", Text("Tất cả các tiêu chuẩn sau", "All of these"), _word(all_of(truths)), None, (), children
            )
        case "any":
            return Node(
                "any", Text("Một trong các tiêu chuẩn sau", "Any of these"), _word(any_of(truths)), None, (), children
            )
        case "none":
            return Node(
                "none",
                Text("Không thuộc trường hợp nào sau đây", "None of these"),
                _word(none_of(truths)),
                None,
                (),
                children,
            )
        case n:
            text = Text(f"Ít nhất {int(n):02d} trong các tiêu chuẩn sau", f"At least {n} of these")
            return Node("at_least", text, _word(at_least(int(n), truths)), None, (), children)


def criterion_node(lexicon: Lexicon, criterion: str, finding: Mapping[str, Any] | None) -> Node:
    """One criterion: its words, what was found, and what it asks for where that was not found."""
    name = lexicon.name("criteria", criterion)
    result = cast("Result", (finding or {}).get("result") or "unknown")
    value = as_text((finding or {}).get("shown"))
    required = lexicon.required(criterion)
    vi, en = name.vi, name.en
    if value is not None:
        vi, en = f"{vi}: {value.vi}", f"{en}: {value.en}"
    elif result == "unknown":
        vi, en = f"{vi}: chưa có số liệu", f"{en}: no value"
    if required is not None and result != "met":
        vi, en = f"{vi} (yêu cầu: {required.vi})", f"{en} (required: {required.en})"
    return Node(
        "criterion",
        Text(vi, en),
        result,
        clause_of(lexicon, "criteria", criterion, finding),
        cells_of(finding),
        (),
        criterion,
    )


def deciding(node: Node, result: Result) -> Iterator[Node]:
    """The criteria that make a standard unmet (or leave it unknown): what would have to change.

    Under an ``all`` those that are so themselves; under an ``any`` or ``at_least`` every one that could still serve.
    """
    if node.result != result:
        return
    if node.kind == "criterion":
        yield node
        return
    if node.kind == "none":
        stands = "met" if result == "unmet" else "unknown"
        for child in node.children:
            if child.result == stands:
                yield from (leaf for leaf in child.walk() if leaf.kind == "criterion" and leaf.result == stands)
        return
    for child in node.children:
        if child.result == result:
            yield from deciding(child, result)


def cells_of(finding: Mapping[str, Any] | None) -> tuple[str, ...]:
    """All cells that were read, the deciding one first."""
    if not finding:
        return ()
    first = [finding["cell"]] if finding.get("cell") else []
    return tuple(dict.fromkeys([*first, *(finding.get("cells") or ())]))


def clause_of(lexicon: Lexicon, group: str, name_id: str, finding: Mapping[str, Any] | None) -> str | None:
    """The clause of a finding, else of its entry in the rules."""
    clauses = lexicon.clauses(group, name_id)
    return (finding or {}).get("clause") or (clauses[0] if clauses else None)


def _operator(tree: Mapping[str, Any]) -> tuple[str, list[Any]]:
    if "at_least" in tree:
        return str(tree["at_least"]), list(tree["of"])
    ((operator, below),) = tree.items()
    return operator, list(below)


def _word(truth: Truth) -> Result:
    return cast("Result", truth.word)
