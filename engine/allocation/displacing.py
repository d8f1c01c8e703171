"""Who could push a nominee out, if missing evidence turns out so."""

from __future__ import annotations

import numpy as np

from engine.allocation.tree import Tree, levels, tops
from engine.allocation.undetermined import Undetermined
from engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Movers:
    """Everybody whose missing evidence can change anything, one entry for each class they may be in, tree by tree."""

    tree: Tree
    top: np.ndarray  # int64 per node: its topmost node
    node: np.ndarray  # int64 per eligible candidate
    low: np.ndarray  # int64 per eligible candidate
    contested: np.ndarray  # bool per node: not everybody who may be in it finds a seat
    taking: np.ndarray  # bool per node: a floor whose unfilled seats others have meanwhile
    index: np.ndarray  # int64 per mover: its index among the eligible, or among the undetermined
    undetermined: np.ndarray  # bool per mover
    place: np.ndarray  # int64 per mover: its node
    root: np.ndarray  # int64 per mover: the topmost node around it, ascending
    lowest: np.ndarray  # int64 per mover
    highest: np.ndarray  # int64 per mover

    def against(self, candidate: int) -> tuple[np.ndarray, np.ndarray]:
        """Indices of the eligible and of the undetermined who could displace an eligible candidate, ascending."""
        own, new = self.against_all(*self.stand(candidate))
        return own[own != candidate], new

    def stand(self, candidate: int) -> tuple[int, int]:
        """Node and lowest key: the same may displace all who share them."""
        return int(self.node[candidate]), int(self.low[candidate])

    def against_all(self, at: int, mine: int) -> tuple[np.ndarray, np.ndarray]:
        """``against`` for everybody who stands there, themselves among the eligible where their own key is open."""
        near = self._of_tree(int(self.top[at]))
        path = self._path(at)
        fullest = max((i for i, above in enumerate(path) if self.contested[above]), default=-1)
        # Whoever meets the path at or inside its outermost contested quota shares that quota.
        current = self.place[near].copy()
        helps = np.zeros(len(current), dtype=bool)
        while bool(np.any(climbing := (current >= 0) & ~np.isin(current, path))):
            helps[climbing] |= self.taking[current[climbing]]
            current[climbing] = self.tree.parent[current[climbing]]
        met = np.isin(current, path[: fullest + 1])
        reaches = self.highest[near] >= mine
        # An eligible one is in the ranking already: only by passing the nominee does it change anything for it.
        new = self.undetermined[near]
        found = met & np.where(new, reaches | helps, reaches & (self.lowest[near] <= mine))
        index = self.index[near]
        return np.unique(index[found & ~new]), np.unique(index[found & new])

    def _of_tree(self, top: int) -> slice:
        return slice(*np.searchsorted(self.root, (top, top + 1)).tolist())

    def _path(self, node: int) -> list[int]:
        out = []
        while node >= 0:
            out.append(node)
            node = int(self.tree.parent[node])
        return out


def movers(
    tree: Tree,
    node: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    unsettled: np.ndarray,
    others: Undetermined,
    possible: np.ndarray,
) -> Movers:
    """``unsettled``: eligible ones with an open key who are not certain; ``possible``: of the undetermined."""
    of, top = levels(tree.parent), tops(tree.parent)
    own = np.flatnonzero(unsettled)
    pairs = np.flatnonzero(possible[others.who])
    who = others.who[pairs]
    supply = np.bincount(node, minlength=len(tree)) + np.bincount(others.node, minlength=len(tree))
    supply = supply + np.where(tree.keep, tree.floor, 0)
    place = np.concatenate((node[own], others.node[pairs]))
    order = np.argsort(top[place], kind="stable")
    return Movers(
        tree=tree,
        top=top,
        node=node,
        low=low,
        contested=_comers(tree, of, supply) > tree.ceiling,
        taking=(tree.floor > 0) & ~tree.keep,
        index=np.concatenate((own, who))[order],
        undetermined=order >= len(own),
        place=place[order],
        root=top[place][order],
        lowest=np.concatenate((low[own], others.low[who]))[order],
        highest=np.concatenate((high[own], others.high[who]))[order],
    )


def _comers(tree: Tree, of: list[np.ndarray], supply: np.ndarray) -> np.ndarray:
    """How many may ask each node for a seat: of those inside an inner one, no more than it lets through.

    A quota whose inner quotas cannot fill it ("4, of which 1 official and 3 citizens") is contested by nobody, and
    those in different ones of them never meet.
    """
    comers = supply.astype(np.int64, copy=True)
    for nodes in reversed(of[1:]):
        np.add.at(comers, tree.parent[nodes], np.minimum(comers[nodes], tree.ceiling[nodes]))
    return comers
