"""Where the line runs: for each quota the seat a newcomer would take, and who would move up if one left.

A candidate x can take the seat of b exactly when no ceiling between x and the first quota they share is full, and the
floors x helps there (those still short) are as many as the floors b's leaving would hurt (those not above their
number). When x helps more floors than somebody's leaving hurts, x is seated whatever its rank.
"""

from __future__ import annotations

import numpy as np

from engine.allocation.bounds import nested_floors
from engine.allocation.tree import Tree
from engine.frozen import dataclass

FREE = -1
"""Instead of a bar: a seat is there, whatever the rank."""
CLOSED = -2
"""Instead of a bar: no rank helps."""
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Edges:
    """One entry per node; positions are places in the ranking of contenders, 0 the best."""

    bar: np.ndarray  # int64: whom one more candidate directly in the node must outrank; FREE, CLOSED
    replacement: np.ndarray  # int64: who comes in when somebody directly in the node goes; NOBODY


def edges(
    tree: Tree, of: list[np.ndarray], total: np.ndarray, node: np.ndarray, seated: np.ndarray, real: int
) -> Edges:
    """``total``: seats per node, kept ones included; ``node`` and ``seated`` per contender, best rank first.

    Contenders from ``real`` on are place-holders: anybody takes a seat from them, and they come in for nobody.
    """
    n, width = len(tree), nested_floors(tree, of) + 1
    position = np.arange(len(node))
    last = np.full((n, width), -1, dtype=np.int64)  # [node, floors hurt on the way up to it]: the worst-ranked seated
    np.maximum.at(last[:, 0], node[seated], position[seated])
    nobody = len(node)
    first = np.full((n, width), nobody, dtype=np.int64)  # [node, floors helped]: the best-ranked unseated
    waiting = ~seated
    waiting[real:] = False
    np.minimum.at(first[:, 0], node[waiting], position[waiting])
    helped = total < tree.floor
    hurt = (total <= tree.floor) & (tree.floor > 0)
    room = total < tree.ceiling
    for nodes in reversed(of[1:]):
        above = tree.parent[nodes]
        leaving, coming = _shifted(last[nodes], hurt[nodes], -1), _shifted(first[nodes], helped[nodes], nobody)
        free = room[nodes]
        for floors in range(width):  # column by column: numpy is ten times as fast so
            np.maximum.at(last[:, floors], above, leaving[:, floors])
            np.minimum.at(first[:, floors], above[free], coming[free, floors])
    bar = _bars(tree, last, helped, room)
    return Edges(np.where(bar >= real, FREE, bar), _replacements(tree, first, hurt, nobody))


def _shifted(table: np.ndarray, by_one: np.ndarray, nothing: int) -> np.ndarray:
    """One more floor on the way: the columns move right where ``by_one``."""
    moved = table.copy()
    moved[by_one, 1:] = table[by_one, :-1]
    moved[by_one, 0] = nothing
    return moved


def _bars(tree: Tree, last: np.ndarray, helped: np.ndarray, room: np.ndarray) -> np.ndarray:
    n = len(last)
    cheaper = np.maximum.accumulate(last, axis=1)  # the worst-ranked whose leaving hurts so many floors or fewer
    bar = np.full(n, CLOSED, dtype=np.int64)
    gain = np.zeros(n, dtype=np.int64)
    alive = np.arange(n)
    at = np.arange(n)
    while len(alive):
        g = gain[alive]
        bar[alive] = np.maximum(bar[alive], np.where(last[at, g] >= 0, last[at, g], CLOSED))
        whatever = (g > 0) & (cheaper[at, np.maximum(g - 1, 0)] >= 0)
        gain[alive] += helped[at]
        up = tree.parent[at]
        whatever |= room[at] & (up < 0)
        bar[alive[whatever]] = FREE
        on = room[at] & ~whatever
        alive, at = alive[on], up[on]
    return bar


def _replacements(tree: Tree, first: np.ndarray, hurt: np.ndarray, nobody: int) -> np.ndarray:
    n = len(first)
    best = np.full(n, nobody, dtype=np.int64)
    loss = np.zeros(n, dtype=np.int64)
    alive = np.arange(n)
    at = np.arange(n)
    while len(alive):
        best[alive] = np.minimum(best[alive], first[at, loss[alive]])
        loss[alive] += hurt[at]
        up = tree.parent[at]
        on = up >= 0
        alive, at = alive[on], up[on]
    return np.where(best == nobody, NOBODY, best)
