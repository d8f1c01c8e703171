"""Limits that cross the tree of quotas: which of them are around each candidate, and what allocation is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.allocation import UNLIMITED, Tree
from engine.criteria import Truths
from engine.crossing import Asked, Limit
from engine.frozen import dataclass
from engine.rulebook.model import Quota
from engine.seats.nodes import NONE, OPEN, make_nodes
from engine.seats.placing import Placing, holds_of, tree_of
from engine.seats.specs import Spec, flatten

Ints64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Around:
    """Limits side by side, and per candidate and limit the group of it that it is in: a node, NONE or OPEN."""

    specs: tuple[Spec, ...]
    tree: Tree
    node_spec: Ints64
    node_group: tuple[str | None, ...]
    node: Ints64  # candidates x specs

    @property
    def open(self) -> npt.NDArray[np.bool_]:
        """Whose limits hang on a value that is missing."""
        return np.asarray((self.node == OPEN).any(axis=1))

    def limits(self, first: int = 0) -> tuple[Limit, ...]:
        """As allocation takes them."""
        return tuple(
            Limit(None if ceiling >= UNLIMITED else ceiling, floor, around=frozenset({first + i}))
            for i, (ceiling, floor) in enumerate(zip(self.tree.ceiling.tolist(), self.tree.floor.tolist(), strict=True))
        )


def around(truths: Truths, quotas: Sequence[Quota]) -> Around:
    """Raises UnusableInput for a limit whose parameter, or whose share's base, has no value."""
    if not quotas:
        nothing = np.zeros(0, np.int64)
        tree = Tree(nothing, nothing, nothing, nothing.astype(np.bool_))
        return Around((), tree, nothing, (), np.zeros((len(truths.opens), 0), np.int64))
    specs = flatten(quotas, truths)
    holds = holds_of(specs, truths)
    nodes = make_nodes(specs, holds, truths)
    size = len(truths.opens)
    node = np.full((size, len(specs)), NONE, np.int64)
    for index, held in enumerate(holds):
        assert held is not None, "limits side by side have no rests"
        at = np.where(nodes.base[index] >= 0, nodes.base[index] + nodes.offset[index], OPEN)
        node[:, index] = np.where(held == 2, at, np.where(held == 1, OPEN, NONE))
    return Around(specs, tree_of(specs, holds, nodes, truths), nodes.spec, tuple(nodes.group), node)


def asked(placing: Placing, rows: Ints64, key: Ints64, across: Around, slots: Around | None) -> Asked:
    """The tree's quotas and the limits across them, in this order, for those who compete."""
    tree = placing.tree
    parent = tree.parent.tolist()

    def path(node: int) -> frozenset[int]:
        found = []
        while node >= 0:
            found.append(node)
            node = parent[node]
        return frozenset(found)

    paths = [path(n) for n in range(len(parent))]
    own = tuple(
        Limit(None if ceiling >= UNLIMITED else ceiling, floor, keep, paths[n])
        for n, (ceiling, floor, keep) in enumerate(
            zip(tree.ceiling.tolist(), tree.floor.tolist(), tree.keep.tolist(), strict=True)
        )
    )
    beyond = len(own)
    inside = tuple(
        paths[int(placing.node[row])] | frozenset(beyond + n for n in across.node[row].tolist() if n >= 0)
        for row in rows.tolist()
    )
    takes: tuple[frozenset[int], ...] = ()
    if slots is not None:
        takes = tuple(frozenset(n for n in slots.node[row].tolist() if n >= 0) for row in rows.tolist())
    return Asked(
        (*own, *across.limits(beyond)), inside, tuple(key.tolist()), None if slots is None else slots.limits(), takes
    )
