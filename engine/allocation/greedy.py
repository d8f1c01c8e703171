"""Who is seated, when every quota must have between ``lo`` and ``hi`` seats and better ranks come first.

From the innermost quotas outwards: each hands on its best, those it must seat (``lo``) before the others, and never
more than ``hi``. What comes out at the roots is the selection a single walk down the ranking would make.
"""

from __future__ import annotations

import numpy as np

from engine.allocation.bounds import Bounds
from engine.allocation.ordering import stable
from engine.allocation.tree import Tree, depths


def seat(tree: Tree, limits: Bounds, node: np.ndarray) -> np.ndarray:
    """``node``: int64 per contender, best rank first, the node directly holding it. Gives bool per contender."""
    seated: np.ndarray = limits.open[node]
    must = np.zeros(len(node), dtype=bool)
    current = node.copy()
    depth = depths(tree.parent)
    standing = depth[node]  # the depth of `current`
    for level in range(int(depth.max(initial=-1)), -1, -1):
        here = np.flatnonzero(seated & (standing == level))
        if not len(here):
            continue
        order = here[stable(current[here] * 2 + ~must[here], 2 * len(tree))]
        group = current[order]
        place = places(group)
        must[order] |= place < limits.lo[group]
        seated[order] = place < limits.hi[group]
        current[order] = tree.parent[group]
        standing[order] = level - 1
    return seated


def places(group: np.ndarray) -> np.ndarray:
    """0, 1, 2 .. inside each run of equal values."""
    if not len(group):
        return np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    return np.arange(len(group)) - np.repeat(starts, np.diff(np.append(starts, len(group))))
