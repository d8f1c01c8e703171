"""What was found, in the form in which nested quotas give it: what holds of the latter alone is left blank.

There is no certificate (the prices are nothing), no key that decides a class (``bar`` is closed, there is no
``replacement``), and ``lo`` and ``hi`` say nothing.
"""

from __future__ import annotations

import numpy as np

from engine.allocation import CLOSED, NOBODY, Seating, Tree
from engine.crossing.reading import Crossed


def seating_of(crossed: Crossed, tree: Tree, seat_class: np.ndarray, key: np.ndarray) -> Seating:
    """The tree's part of a selection; its nodes are the first of the limits."""
    size = len(tree)
    nothing = np.zeros(size, np.int64)
    filled = np.array(crossed.filled[:size], np.int64)
    kept = np.array(crossed.kept[:size], np.int64)
    eligible = nothing.copy()
    np.add.at(eligible, seat_class, 1)
    for node in reversed(range(size)):  # parents stand before their children
        if tree.parent[node] >= 0:
            eligible[tree.parent[node]] += eligible[node]
            kept[tree.parent[node]] += kept[node]
    blocked = [max((n for n in full if n < size), default=-1) for full in crossed.full]
    return Seating(
        tree=tree,
        seat_class=seat_class,
        key=key,
        status=np.array(crossed.status, np.int8),
        witness=np.array(crossed.witness, np.bool_),
        blocked_by=np.array(blocked, np.int32),
        eligible=eligible,
        filled=filled,
        kept=kept,
        short=np.maximum(tree.floor - filled, 0),
        price=nothing,
        lo=nothing,
        hi=nothing,
        bar=np.full(size, CLOSED),
        replacement=np.full(size, NOBODY),
    )
