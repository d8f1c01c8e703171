"""Between how many and how many seats each quota gets in every selection that misses as few floors as possible.

A seat is worth the number of floors it helps to meet. Inside a quota the first ``floor`` seats are worth one more than
elsewhere; whatever exceeds its ceiling is worth nothing. So each node has a falling list of worths, kept here as a
count per worth (there are no more different worths than floors nested in one another). Going down again, a node has
a price: what a seat must be worth to be given there. See docs/allocation.md.
"""

from __future__ import annotations

import numpy as np

from engine.allocation.tree import Tree
from engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """One entry per node."""

    lo: np.ndarray  # int64: fewest seats of any selection that misses least
    hi: np.ndarray  # int64: most seats
    price: np.ndarray  # int64: what a seat must be worth here; a candidate directly in the node is worth 0

    @property
    def open(self) -> np.ndarray:
        """Bool per node: those directly in it can be seated at all."""
        return self.price <= 0


def nested_floors(tree: Tree, of: list[np.ndarray]) -> int:
    """The largest number of floors on one path from a root."""
    if not bool(tree.floor.any()):
        return 0
    count = (tree.floor > 0).astype(np.int64)
    for nodes in of[1:]:
        count[nodes] += count[tree.parent[nodes]]
    return int(count.max())


def bounds(tree: Tree, of: list[np.ndarray], supply: np.ndarray) -> Bounds:
    """``supply``: int64 per node, the candidates and place-holders directly in it; ``of``: ``levels(tree.parent)``."""
    width = nested_floors(tree, of) + 1
    # A row per worth: rows are long and worths few. What is inside a node, before its own limits and after them.
    count = np.zeros((width, len(tree)), dtype=np.int64)
    count[0] = supply
    worth = np.zeros_like(count)
    for nodes in reversed(of):
        given = count[:, nodes]
        lifted = _first(given, tree.floor[nodes])
        kept = given - lifted
        kept[1:] += lifted[:-1]
        worth[:, nodes] = _first(kept, tree.ceiling[nodes])
        inner = nodes[tree.parent[nodes] >= 0]
        for of_worth, inside in zip(count, worth, strict=True):
            np.add.at(of_worth, tree.parent[inner], inside[inner])
    return _prices(tree, of, count, worth)


def _first(count: np.ndarray, seats: np.ndarray) -> np.ndarray:
    """Of seats counted by worth (a column per node), the ``seats`` that are worth most."""
    better = _from(count)[1:]  # how many are worth more
    taken: np.ndarray = np.clip(seats - better, 0, count)
    return taken


def _from(count: np.ndarray) -> np.ndarray:
    """How many are worth v or more, for v = 0 .. width (one more row than ``count``)."""
    out = np.zeros((count.shape[0] + 1, count.shape[1]), dtype=np.int64)
    for v in range(len(count) - 1, -1, -1):
        np.add(out[v + 1], count[v], out=out[v])
    return out


def _prices(tree: Tree, of: list[np.ndarray], count: np.ndarray, worth: np.ndarray) -> Bounds:
    lo = np.zeros(len(tree), dtype=np.int64)
    hi = np.zeros(len(tree), dtype=np.int64)
    price = np.zeros(len(tree), dtype=np.int64)
    width = len(count)
    for nodes in of:
        at = np.arange(len(nodes))
        above = tree.parent[nodes]
        asked = np.where(above >= 0, price[above], 0)
        at_least = _from(worth[:, nodes])
        low = at_least[np.clip(asked + 1, 0, width), at]
        high = at_least[np.clip(asked, 0, width), at]
        own = asked - (low < tree.floor[nodes])
        # The seat that is worth least among those that must be given, without this node's own floor.
        from_ = _from(count[:, nodes])
        last = (from_ >= np.maximum(low, 1)).sum(axis=0) - 1  # -1: nobody is inside
        settled = np.where(
            low > 0,
            np.where(low < tree.ceiling[nodes], np.minimum(last, own), last),
            np.where(low < tree.ceiling[nodes], own, last + 1),
        )
        lo[nodes], hi[nodes], price[nodes] = low, high, np.where(low < high, own, settled)
    return Bounds(lo, hi, price)
