"""Which tied candidates compete for the same seats: what a council has before it as one question."""

from __future__ import annotations

import numpy as np

from engine.allocation.seating import Seating, Standing


def tie_groups(seating: Seating) -> np.ndarray:
    """Per candidate (int64) the number of its group, from 0 in the order given; -1 where it is not tied.

    Two belong together when one may take the other's seat, directly or by way of further ones. All tied candidates
    of one class have the same key and belong together.
    """
    groups = np.full(len(seating.key), -1, dtype=np.int64)
    tied = np.flatnonzero(seating.status == Standing.TIED)
    if not len(tied):
        return groups
    classes, first = np.unique(seating.seat_class[tied], return_index=True)
    joined = _joined(seating, classes.tolist(), tied, first)
    in_order = seating.seat_class[tied[np.sort(first)]].tolist()
    numbers = {stands: n for n, stands in enumerate(dict.fromkeys(joined[c] for c in in_order))}
    of_class = np.full(len(seating.tree), -1, dtype=np.int64)
    of_class[classes] = [numbers[joined[c]] for c in classes.tolist()]
    groups[tied] = of_class[seating.seat_class[tied]]
    return groups


def tied_with(groups: np.ndarray, candidate: int) -> np.ndarray:
    """The others of its group, ascending; none for one that is not tied. ``groups``: from ``tie_groups``."""
    same = np.flatnonzero((groups == groups[candidate]) & (groups >= 0))
    return np.asarray(same[same != candidate])


def _joined(seating: Seating, classes: list[int], tied: np.ndarray, first: np.ndarray) -> dict[int, int]:
    """For each class the one that stands for its group."""
    tree = seating.tree
    total = seating.filled + seating.kept
    helped = (total < tree.floor).tolist()
    hurt = ((total <= tree.floor) & (tree.floor > 0)).tolist()
    room = (total < tree.ceiling).tolist()
    parent = tree.parent.tolist()
    inside = seating.witness[tied]
    has_seat = set(np.unique(seating.seat_class[tied[inside]]).tolist())
    has_none = set(np.unique(seating.seat_class[tied[~inside]]).tolist())
    keys = dict(zip(classes, seating.key[tied[first]].tolist(), strict=True))
    # Where somebody of a class can leave or enter: at which quota, and at how many floors' cost or gain.
    leaving: dict[tuple[int, int, int], list[int]] = {}
    entering: dict[tuple[int, int, int], list[int]] = {}
    for c in classes:
        at, floors = c if c in has_seat else -1, 0
        while at >= 0:
            leaving.setdefault((at, keys[c], floors), []).append(c)
            floors += hurt[at]
            at = parent[at]
        at, floors = c if c in has_none else -1, 0
        while at >= 0:
            entering.setdefault((at, keys[c], floors), []).append(c)
            floors += helped[at]
            at = parent[at] if room[at] else -1
    stands_for = {c: c for c in classes}
    for where, enter in entering.items():
        together = enter + leaving.get(where, [])
        if len(together) > len(enter):
            root = _root(stands_for, together[0])
            for c in together[1:]:
                stands_for[_root(stands_for, c)] = root
    return {c: _root(stands_for, c) for c in classes}


def _root(stands_for: dict[int, int], c: int) -> int:
    while stands_for[c] != c:
        stands_for[c] = stands_for[stands_for[c]]
        c = stands_for[c]
    return c
