"""Which reasons decided, and which are advisories that merely stand beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.explanation.tree import Kind, Node
from engine.provenance import Text

Reasons = Sequence[Mapping[str, Any]]


def reason_node(reason: Mapping[str, Any], kind: Kind) -> Node:
    """A reason as a node of the tree, with its clause and cells."""
    said = Text(reason["vi"], reason["en"])
    return Node(kind, said, None, reason["clause"], tuple(reason["cells"]), id=reason["code"])


def split_reasons(decision: Mapping[str, Any]) -> tuple[Reasons, dict[str, Mapping[str, Any]]]:
    """The reasons of the decision itself, and by advisory the sentence it is told in."""
    reasons: Reasons = decision["reasons"]
    holding = {name: f["clause"] for name, f in decision["advisories"].items() if f["result"] == "met"}
    own, told = split_told([reason["clause"] for reason in reasons], holding)
    return reasons[:own], {name: reasons[place] for name, place in told.items()}


def split_told(clauses: Sequence[str | None], holding: Mapping[str, str | None]) -> tuple[int, dict[str, int]]:
    """How many reasons are the decision's own, and which of the others tells which advisory.

    A decision's reasons (here: their clauses) end with those of the advisories that hold, in the order of
    ``advisories``; one that the decision says already has none of its own. The first reason is always the decision's.
    """
    own = len(clauses)
    told: dict[str, int] = {}
    for name in reversed(list(holding)):
        if own > 1 and clauses[own - 1] == holding[name]:
            own -= 1
            told[name] = own
    return own, dict(reversed(told.items()))
