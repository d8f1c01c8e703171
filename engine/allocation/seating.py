"""What an allocation gives: who is seated, who is not, and where the line runs in every quota."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from engine.allocation.tree import Tree, levels
from engine.frozen import dataclass


class Standing(IntEnum):
    """How a candidate comes out, the better the higher."""

    RESERVE = 0  # not seated, however ties fall
    TIED = 1  # seated or not, depending on how a tie at an edge falls
    NOMINATED = 2  # seated, however ties fall


@dataclass(frozen=True, slots=True)
class Seating:
    """Per candidate (in the order given) and per node (of the tree given)."""

    tree: Tree
    seat_class: np.ndarray  # int64 per candidate, as given
    key: np.ndarray  # int64 per candidate, as given
    status: np.ndarray  # int8 per candidate: Standing
    witness: np.ndarray  # bool per candidate: seated in one right selection, ties taken by `tiebreak`
    blocked_by: np.ndarray  # int32 per candidate: the innermost full quota around an unseated one; -1 when seated
    eligible: np.ndarray  # int64 per node: candidates in it
    filled: np.ndarray  # int64 per node: of them seated in the witness
    kept: np.ndarray  # int64 per node: seats in it that stay empty because a floor keeps them
    short: np.ndarray  # int64 per node: by how much `filled` misses the floor
    price: np.ndarray  # int64 per node: the certificate
    lo: np.ndarray  # int64 per node: fewest seats, kept ones included, of any selection that misses least
    hi: np.ndarray  # int64 per node: most seats
    bar: np.ndarray  # int64 per node: the candidate whom one more directly in it must outrank; or FREE, CLOSED
    replacement: np.ndarray  # int64 per node: the candidate who comes in when one directly in it goes; or NOBODY

    @property
    def full(self) -> np.ndarray:
        """Bool per node: every seat up to its ceiling is taken or kept."""
        taken: np.ndarray = self.filled + self.kept >= self.tree.ceiling
        return taken

    def last_seated(self) -> np.ndarray:
        """int64 per node: the lowest-ranked candidate seated in it in the witness, -1 where nobody is.

        Of several with that key, the one that comes last in the order given.
        """
        tree = self.tree
        lowest = np.full(len(tree), np.iinfo(np.int64).max)
        seated = np.flatnonzero(self.witness)
        np.minimum.at(lowest, self.seat_class[seated], self.key[seated])
        at_edge = seated[self.key[seated] == lowest[self.seat_class[seated]]]
        last = np.full(len(tree), -1, dtype=np.int64)
        last[self.seat_class[at_edge]] = at_edge  # of several, numpy keeps the one assigned last
        for nodes in reversed(levels(tree.parent)[1:]):
            # Best first, so that the assignment leaves the lowest.
            order = nodes[np.lexsort((last[nodes], -lowest[nodes]))]
            order = order[last[order] >= 0]
            above = tree.parent[order]
            lower = (lowest[order] < lowest[above]) | ((lowest[order] == lowest[above]) & (last[order] > last[above]))
            order, above = order[lower], above[lower]
            lowest[above], last[above] = lowest[order], last[order]
        return last

    def path(self, node: int) -> list[int]:
        """The node and those around it, innermost first."""
        out = []
        while node >= 0:
            out.append(node)
            node = int(self.tree.parent[node])
        return out

    def full_around(self, candidate: int) -> list[int]:
        """The full quotas around a candidate that is not seated, innermost first; none for one that is."""
        if self.witness[candidate]:
            return []
        full = self.full
        return [node for node in self.path(int(self.seat_class[candidate])) if full[node]]
