"""Who could push a nominee out, if missing evidence turns out so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.allocation.tree import Tree, levels, sum_upwards
from engine.allocation.undetermined import Undetermined


@dataclass(frozen=True, slots=True)
class Movers:
    """Everybody whose missing evidence can change anything, one entry for each class they may be in."""

    tree: Tree
    node: np.ndarray  # int64 per eligible candidate
    low: np.ndarray  # int64 per eligible candidate
    contested: np.ndarray  # bool per node: not everybody who may be in it finds a seat
    taking: np.ndarray  # bool per node: a floor whose unfilled seats others have meanwhile
    index: np.ndarray  # int64 per mover: its index among the eligible, or among the undetermined
    undetermined: np.ndarray  # bool per mover
    place: np.ndarray  # int64 per mover: its node
    lowest: np.ndarray  # int64 per mover
    highest: np.ndarray  # int64 per mover

    def against(self, candidate: int) -> tuple[np.ndarray, np.ndarray]:
        """Indices of the eligible and of the undetermined who could displace an eligible candidate, ascending."""
        mine, at = int(self.low[candidate]), int(self.node[candidate])
        path = np.zeros(len(self.tree), dtype=bool)
        shared_and_contested = np.zeros(len(self.tree), dtype=bool)
        for above in reversed(self._path(at)):
            path[above] = True
            parent = int(self.tree.parent[above])
            shared_and_contested[above] = self.contested[above] or (parent >= 0 and shared_and_contested[parent])
        current = self.place.copy()
        helps = np.zeros(len(current), dtype=bool)
        while bool(np.any(climbing := (current >= 0) & ~path[current])):
            helps[climbing] |= self.taking[current[climbing]]
            current[climbing] = self.tree.parent[current[climbing]]
        met = (current >= 0) & shared_and_contested[current]
        # An eligible one is in the ranking already: only by passing the nominee does it change anything for it.
        reaches = self.highest >= mine
        passes = np.where(self.undetermined, reaches | helps, reaches & (self.lowest <= mine))
        found = met & passes & (self.undetermined | (self.index != candidate))
        return np.unique(self.index[found & ~self.undetermined]), np.unique(self.index[found & self.undetermined])

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
    of = levels(tree.parent)
    own = np.flatnonzero(unsettled)
    pairs = np.flatnonzero(possible[others.who])
    who = others.who[pairs]
    supply = np.bincount(node, minlength=len(tree)) + np.bincount(others.node, minlength=len(tree))
    supply = supply + np.where(tree.keep, tree.floor, 0)
    return Movers(
        tree=tree,
        node=node,
        low=low,
        contested=sum_upwards(tree, of, supply) > tree.ceiling,
        taking=(tree.floor > 0) & ~tree.keep,
        index=np.concatenate((own, who)),
        undetermined=np.concatenate((np.zeros(len(own), dtype=bool), np.ones(len(who), dtype=bool))),
        place=np.concatenate((node[own], others.node[pairs])),
        lowest=np.concatenate((low[own], others.low[who])),
        highest=np.concatenate((high[own], others.high[who])),
    )
