"""Candidates of whom it is not known whether they are eligible, or which seats they would stand for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from engine.frozen import dataclass

MOST_COMBINATIONS = 64
"""In one tree. Beyond it everybody is taken to stand in all their classes at once, which is never too hopeful."""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """Candidates in ``needs_evidence``; ``who`` and ``node`` are pairs, one for each class a candidate may be in."""

    low: np.ndarray  # int64 per candidate
    high: np.ndarray  # int64 per candidate
    who: np.ndarray  # int64 per pair: the candidate
    node: np.ndarray  # int64 per pair: the node that may directly hold it
    sure: np.ndarray  # bool per candidate: certainly eligible and in one of these nodes; else it may turn out in none

    @classmethod
    def of(
        cls, low: np.ndarray, high: np.ndarray, classes: list[tuple[int, ...]], sure: np.ndarray | None = None
    ) -> Undetermined:
        """``classes``: the possible nodes of each candidate; an empty tuple is one that no node can hold.

        Raises ValueError when lengths differ, a low is above its high, or a candidate in no node is ``sure``.
        """
        lows, highs = np.asarray(low, dtype=np.int64), np.asarray(high, dtype=np.int64)
        size = len(classes)
        certain = np.zeros(size, dtype=bool) if sure is None else np.asarray(sure, dtype=bool)
        if not len(lows) == len(highs) == len(certain) == size:
            raise ValueError("one low, one high and one set of classes per undetermined candidate")
        if bool(np.any(lows > highs)):
            raise ValueError("an undetermined candidate's lowest key is above its highest")
        many = np.array([len(set(nodes)) for nodes in classes], dtype=np.int64)
        if bool(np.any(certain & (many == 0))):
            raise ValueError("a candidate that no node holds is not sure to be in one")
        flat = np.array([node for nodes in classes for node in sorted(set(nodes))], dtype=np.int64)
        return cls(lows, highs, np.repeat(np.arange(size), many), flat, certain)

    @classmethod
    def none(cls) -> Undetermined:
        """Nobody."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, nothing, nothing, nothing, np.zeros(0, dtype=bool))

    def __len__(self) -> int:
        return len(self.low)


Choice = tuple[np.ndarray, np.ndarray]
"""Candidates, and for each the node it is taken to be in."""


def worlds(others: Undetermined, top: np.ndarray, *, only_sure: bool) -> tuple[list[Choice], bool]:
    """Who is there, and where: every combination of classes, tree by tree side by side.

    ``only_sure``: those alone who are certainly eligible; one who may be in several trees is then left out, for seen
    from each tree it may be in another. Else everybody; one who may be in several trees is taken to be in each of
    them, for seen from each tree it may be in this one. The second part is False when there were too many
    combinations in some tree: its candidates are then all left out, or all taken to be in all their classes.
    """
    pairs = np.flatnonzero(others.sure[others.who]) if only_sure else np.arange(len(others.who))
    root = top[others.node[pairs]]
    if only_sure:
        keep = ~_in_several(others.who[pairs], root)
        pairs, root = pairs[keep], root[keep]
    order = np.lexsort((others.node[pairs], others.who[pairs], root))
    pairs, root = pairs[order], root[order]
    # A choice to make: the pairs of one candidate in one tree.
    starts = np.flatnonzero(_changes(root) | _changes(others.who[pairs])) if len(pairs) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(pairs)))
    fixed = pairs[np.repeat(sizes == 1, sizes)]
    by_tree: dict[int, list[np.ndarray]] = {}
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        by_tree.setdefault(int(root[start]), []).append(pairs[start : start + size])
    exact = True
    enumerated: list[list[tuple[int, ...]]] = []
    for choices in by_tree.values():
        if _combinations(choices) > MOST_COMBINATIONS:
            exact = False
            if not only_sure:
                fixed = np.concatenate((fixed, *choices))
        else:
            enumerated.append([tuple(int(p) for p in combination) for combination in product(*choices)])
    return [_choice(others, fixed, chosen) for chosen in _side_by_side(enumerated)], exact


def _side_by_side(trees: list[list[tuple[int, ...]]]) -> Iterator[tuple[int, ...]]:
    for i in range(max((len(tree) for tree in trees), default=1)):
        yield tuple(pair for tree in trees for pair in tree[i % len(tree)])


def _choice(others: Undetermined, fixed: np.ndarray, chosen: tuple[int, ...]) -> Choice:
    pairs = np.concatenate((fixed, np.array(chosen, dtype=np.int64)))
    return others.who[pairs], others.node[pairs]


def _combinations(choices: list[np.ndarray]) -> int:
    total = 1
    for pairs in choices:
        total = min(total * len(pairs), MOST_COMBINATIONS + 1)
    return total


def _in_several(who: np.ndarray, root: np.ndarray) -> np.ndarray:
    """Bool per pair: its candidate has pairs in more than one tree."""
    if not len(who):
        return np.zeros(0, dtype=bool)
    size = int(who.max()) + 1
    lowest, highest = np.full(size, np.iinfo(np.int64).max), np.full(size, -1, dtype=np.int64)
    np.minimum.at(lowest, who, root)
    np.maximum.at(highest, who, root)
    several: np.ndarray = (lowest != highest)[who]
    return several


def _changes(values: np.ndarray) -> np.ndarray:
    return np.concatenate(([True], values[1:] != values[:-1]))
