"""A forest of quotas as plain arrays: what the allocation works on."""

from __future__ import annotations

import numpy as np

from engine.frozen import dataclass

UNLIMITED = 2**62
"""A ceiling that never binds. Small enough that adding a million seats to it does not overflow an int64."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes of the quotas, every parent before its children; several roots stand side by side.

    All arrays have one entry per node. A root has parent -1.
    """

    parent: np.ndarray  # int32: the node around it
    ceiling: np.ndarray  # int64: seats at most; UNLIMITED for none
    floor: np.ndarray  # int64: seats at least; 0 for none
    keep: np.ndarray  # bool: a seat of the floor that nobody fills stays empty, nobody else gets it

    def __len__(self) -> int:
        return len(self.parent)


def checked(tree: Tree) -> Tree:
    """The same tree with the dtypes promised, or ValueError when it is not one."""
    parent = np.asarray(tree.parent, dtype=np.int64)
    ceiling = np.asarray(tree.ceiling, dtype=np.int64)
    floor = np.asarray(tree.floor, dtype=np.int64)
    keep = np.asarray(tree.keep, dtype=bool)
    if not len(parent) == len(ceiling) == len(floor) == len(keep):
        raise ValueError("the arrays of a tree have one entry per node")
    if bool(np.any(parent >= np.arange(len(parent)))) or bool(np.any(parent < -1)):
        raise ValueError("a node's parent stands before it")
    if bool(np.any(ceiling < 0)) or bool(np.any(floor < 0)):
        raise ValueError("a number of seats is not negative")
    if bool(np.any(floor > UNLIMITED // 4)):
        raise ValueError("a floor is a number of seats, not UNLIMITED")
    return Tree(parent, np.minimum(ceiling, UNLIMITED), floor, keep)


def depths(parent: np.ndarray) -> np.ndarray:
    """How many nodes stand above each node: 0 for a root."""
    depth = np.zeros(len(parent), dtype=np.int64)
    above = parent
    while True:
        inner = above >= 0
        if not bool(inner.any()):
            return depth
        depth += inner
        above = np.where(inner, parent[above], -1)


def levels(parent: np.ndarray) -> list[np.ndarray]:
    """The nodes of each depth, roots first."""
    depth = depths(parent)
    if not len(depth):
        return []
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.cumsum(np.bincount(depth))[:-1])


def sum_upwards(tree: Tree, of: list[np.ndarray], values: np.ndarray) -> np.ndarray:
    """For each node the sum of ``values`` over it and everything inside it."""
    total = values.astype(np.int64, copy=True)
    for nodes in reversed(of[1:]):
        np.add.at(total, tree.parent[nodes], total[nodes])
    return total


def tops(parent: np.ndarray) -> np.ndarray:
    """The topmost node around each node, itself where it is a root."""
    top = np.arange(len(parent))
    while True:
        above = parent[top]
        inner = above >= 0
        if not bool(inner.any()):
            return top
        top = np.where(inner, above, top)
