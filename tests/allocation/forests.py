"""Small forests of quotas with candidates: as hypothesis draws them, and as the engine and the oracle take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.allocation import UNLIMITED, Seating, Tree, allocate
from tests.reference.allocation import Candidate, Forest, Node, chain

STATUS = ("reserve", "tied", "nominated")


@st.composite
def forests(draw: st.DrawFn, most_nodes: int = 5, most_seats: int = 3) -> list[Node]:
    nodes: list[Node] = []
    kept = 1
    for i in range(draw(st.integers(1, most_nodes))):
        floor = draw(st.sampled_from((0, 0, 1, 1, 2, 3)))
        # The oracle tries every number of kept seats, so not too many of them.
        keep = draw(st.booleans()) and kept * (floor + 1) <= 36
        kept *= floor + 1 if keep else 1
        ceiling = draw(st.one_of(st.none(), st.integers(0, most_seats)))
        nodes.append(Node(draw(st.integers(-1, i - 1)), ceiling, floor, keep))
    return nodes


def candidates(forest: Forest, most: int = 6, levels: int = 3) -> st.SearchStrategy[list[Candidate]]:
    one = st.tuples(st.integers(0, len(forest) - 1), st.integers(0, levels - 1))
    return st.lists(one, max_size=most)


@st.composite
def contests(draw: st.DrawFn, most: int = 6, levels: int = 3) -> tuple[list[Node], list[Candidate]]:
    forest = draw(forests())
    return forest, draw(candidates(forest, most, levels))


def tree_of(forest: Forest) -> Tree:
    return Tree(
        np.array([node.parent for node in forest], dtype=np.int32),
        np.array([UNLIMITED if node.ceiling is None else node.ceiling for node in forest], dtype=np.int64),
        np.array([node.floor for node in forest], dtype=np.int64),
        np.array([node.keep for node in forest], dtype=bool),
    )


def seat(forest: Forest, people: Sequence[Candidate], reverse: bool = False) -> Seating:
    """``reverse``: ties go to the last in the order given instead of the first."""
    return allocate(
        tree_of(forest),
        np.array([c for c, _ in people], dtype=np.int32),
        np.array([k for _, k in people], dtype=np.int64),
        (lambda tied: np.argsort(-tied)) if reverse else None,
    )


def published(
    forest: Forest, people: Sequence[Candidate], seating: Seating
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Quotas and decisions, shaped as in decisions.json."""
    quotas = [
        {
            "id": f"q{i}",
            "parent": None if node.parent < 0 else f"q{node.parent}",
            "group": None,
            "unfilled": "empty" if node.keep else "transfer",
            "at_most": node.ceiling,
            "at_least": node.floor,
            "eligible": int(seating.eligible[i]),
            "filled": int(seating.filled[i]),
            "short": int(seating.short[i]),
            "cut_off": None,
            "price": int(seating.price[i]),
        }
        for i, node in enumerate(forest)
    ]
    decisions = [
        {
            "candidate": {"key": f"c{i}"},
            "status": STATUS[seating.status[i]],
            "rank": 1 + sum(1 for _, better in people if better > key),
            "witness_seated": bool(seating.witness[i]),
            "quota": {"node": f"q{c}", "group": None},
        }
        for i, (c, key) in enumerate(people)
    ]
    return quotas, decisions


def recounted(
    forest: Forest, quotas: Sequence[Mapping[str, Any]], decisions: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The quotas with the seats of these decisions, as somebody would publish who changed the selection."""
    filled = [0] * len(forest)
    for decision in decisions:
        if decision["witness_seated"]:
            for node in chain(forest, int(decision["quota"]["node"][1:])):
                filled[node] += 1
    return [
        {**quota, "filled": filled[i], "short": max(0, forest[i].floor - filled[i])} for i, quota in enumerate(quotas)
    ]
