"""From the quotas as a plan states them to the tree that allocation works on.

``exactly n`` is what needs care. Where reserved seats stay empty it is n seats that nobody else gets, and the rest of
the parent has what remains. Where they go to others it is a floor of n, and a floor of what remains for the rest, so
that each side gives way to the other only when it cannot fill its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

import numpy as np

from engine.allocation.tree import UNLIMITED, Tree
from engine.frozen import dataclass

REST = "rest"
NO_NODE = -1
NO_GROUP = -2


@dataclass(frozen=True, slots=True)
class QuotaSpec:
    """One quota with its amounts settled. ``parent`` is the id of a quota that stands before it, None at the top."""

    id: str  # a path: "collectives/hamlets"
    parent: str | None = None
    at_most: int | None = None
    at_least: int = 0
    exactly: int | None = None
    unfilled: Literal["empty", "transfer"] = "empty"
    per_group: bool = False  # one copy, with everything inside it, for each group
    exceptions: Mapping[str, tuple[int | None, int]] = field(default_factory=dict)  # group -> at_most, at_least


@dataclass(frozen=True, slots=True)
class Settled:
    """A quota, or the rest of one, as limits of one node."""

    id: str
    parent: int  # place among the settled; -1 at the top
    at_most: int | None
    at_least: int
    keep: bool
    quota: int  # place among the quotas given; of a rest, that of its parent
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Forest:
    """The tree with what its nodes stand for."""

    tree: Tree
    settled: tuple[Settled, ...]
    of: np.ndarray  # int32 per node: which of ``settled``
    group: tuple[str | None, ...]  # per node: its group's label; of nested groups, joined by " / "
    _home: np.ndarray  # int64 per quota: the settled that holds those whom nothing inside the quota holds
    _first: np.ndarray  # int64 per settled: its first node
    _pers: tuple[tuple[str, ...], ...]  # per settled: the quotas whose groups it is copied for, outermost first
    _sizes: Mapping[str, int]  # groups of each such quota

    def node(self, quota: np.ndarray, groups: Mapping[str, np.ndarray]) -> np.ndarray:
        """Per candidate (int64) its seat class.

        ``quota``: the place of the smallest quota that holds the candidate, -1 for none (gives NO_NODE).
        ``groups``: for each quota with copies, the candidate's group as a place among its labels, -1 where it is blank
        (gives NO_GROUP).
        """
        quota = np.asarray(quota, dtype=np.int64)
        out = np.full(len(quota), NO_NODE, dtype=np.int64)
        for q in np.unique(quota[quota >= 0]).tolist():
            mine = np.flatnonzero(quota == q)
            home = int(self._home[q])
            copy = np.zeros(len(mine), dtype=np.int64)
            blank = np.zeros(len(mine), dtype=bool)
            for per in self._pers[home]:
                code = np.asarray(groups[per], dtype=np.int64)[mine]
                blank |= code < 0
                copy = copy * self._sizes[per] + code
            out[mine] = np.where(blank, NO_GROUP, self._first[home] + copy)
        return out


def settle(quotas: Sequence[QuotaSpec]) -> tuple[Settled, ...]:
    """Limits of every quota, and of the rest of each that has others inside; parents before children.

    Raises ValueError when a parent does not stand before its child, or an id stands twice.
    """
    place = {quota.id: i for i, quota in enumerate(quotas)}
    if len(place) != len(quotas):
        raise ValueError("every quota has an id of its own")
    inside: list[list[int]] = [[] for _ in quotas]
    for i, quota in enumerate(quotas):
        if quota.parent is not None:
            if place.get(quota.parent, i) >= i:
                raise ValueError(f"the parent of {quota.id} stands before it")
            inside[place[quota.parent]].append(i)
    out: list[Settled] = []

    def add(i: int, parent: int, around: QuotaSpec | None) -> None:
        quota, at = quotas[i], len(out)
        out.append(_own(quota, parent, around, i))
        exact = [c for c in inside[i] if quotas[c].exactly is not None]
        for c in exact:
            add(c, at, quota)
        within = at
        if inside[i]:
            rest = _rest(out[at], quota, [quotas[c] for c in exact], at, place)
            out.append(rest)
            if exact:
                within = len(out) - 1  # what is not counted exactly shares the remaining seats
        for c in inside[i]:
            if c not in exact:
                add(c, within, quota)

    for i, quota in enumerate(quotas):
        if quota.parent is None:
            add(i, -1, None)
    return tuple(out)


def _own(quota: QuotaSpec, parent: int, around: QuotaSpec | None, i: int) -> Settled:
    keep = quota.unfilled == "empty"
    if quota.exactly is None:
        return Settled(quota.id, parent, quota.at_most, quota.at_least, keep and quota.at_least > 0, i)
    # Only inside a number of seats can others' unfilled seats come in on top of one's own.
    may_grow = not keep and around is not None and _number(around) is not None
    return Settled(quota.id, parent, None if may_grow else quota.exactly, quota.exactly, keep and quota.exactly > 0, i)


def _number(quota: QuotaSpec) -> int | None:
    return quota.at_most if quota.exactly is None else quota.exactly


def _rest(own: Settled, quota: QuotaSpec, exact: Sequence[QuotaSpec], at: int, place: Mapping[str, int]) -> Settled:
    reserved = sum(child.exactly or 0 for child in exact)
    at_most, at_least, number = None, 0, _number(quota)
    if any(child.unfilled == "transfer" for child in exact):
        at_least = max(0, number - reserved) if number is not None else 0
    elif exact and own.at_most is not None:
        at_most = max(0, own.at_most - reserved)
    name = f"{quota.id}/{REST}"
    while name in place:
        name += "_"
    return Settled(name, at, at_most, at_least, False, own.quota, rest=True)


def build(quotas: Sequence[QuotaSpec], groups: Mapping[str, Sequence[str]]) -> Forest:
    """``groups``: the labels of each quota with ``per_group``, by its id; a quota without any has no copy.

    Raises ValueError as ``settle`` does, and when the groups of a quota are missing.
    """
    settled = settle(quotas)
    missing = [quota.id for quota in quotas if quota.per_group and quota.id not in groups]
    if missing:
        raise ValueError(f"no groups are given for {', '.join(missing)}")
    parent: list[np.ndarray] = []
    labels: list[str | None] = []
    first: list[int] = []
    pers: list[tuple[str, ...]] = []
    names: list[list[str | None]] = []
    limits: list[tuple[list[int], list[int]]] = []
    for s in settled:
        quota = quotas[s.quota]
        above_names = names[s.parent] if s.parent >= 0 else [None]
        above_first = first[s.parent] if s.parent >= 0 else -1
        own = quota.per_group and not s.rest
        codes = list(groups[quota.id]) if own else [""]
        mine = [_label(outer, inner if own else None) for outer in above_names for inner in codes]
        copies = np.arange(len(mine))
        parent.append(above_first + copies // len(codes) if s.parent >= 0 else np.full(len(mine), -1))
        ceilings, floors = [], []
        for copy in range(len(mine)):
            most, least = s.at_most, s.at_least
            if own:
                most, least = quota.exceptions.get(codes[copy % len(codes)], (most, least))
            ceilings.append(UNLIMITED if most is None else most)
            floors.append(least)
        limits.append((ceilings, floors))
        first.append(len(labels))
        labels.extend(mine)
        names.append(mine)
        pers.append((pers[s.parent] if s.parent >= 0 else ()) + ((quota.id,) if own else ()))
    of = np.repeat(np.arange(len(settled), dtype=np.int32), [len(n) for n in names])
    tree = Tree(
        np.concatenate([*parent, np.zeros(0)]).astype(np.int32),
        np.array([c for ceilings, _ in limits for c in ceilings], dtype=np.int64),
        np.array([f for _, floors in limits for f in floors], dtype=np.int64),
        np.array([settled[s].keep for s in of.tolist()], dtype=bool),
    )
    home = np.full(len(quotas), -1, dtype=np.int64)
    for i, s in enumerate(settled):
        home[s.quota] = i if s.rest or home[s.quota] < 0 else home[s.quota]
    sizes = {quota.id: len(groups[quota.id]) for quota in quotas if quota.per_group}
    return Forest(tree, settled, of, tuple(labels), home, np.array(first, dtype=np.int64), tuple(pers), sizes)


def _label(outer: str | None, inner: str | None) -> str | None:
    parts = [part for part in (outer, inner) if part is not None]
    return " / ".join(parts) if parts else None
