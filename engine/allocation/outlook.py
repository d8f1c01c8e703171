"""What could still change: every standing at its worst and best, over all that missing evidence may turn out to be.

Three facts carry it, all proved in docs/allocation.md. A higher key of another candidate, or one candidate more, never
helps; so a candidate is at its best when all others are at their lowest and nobody undetermined turns up, and at its
worst when all others are at their highest and everybody does. And whether it is seated depends on one key alone: the
bar of its class while it is out, its replacement's while it is in. So one allocation for each of the two worlds
settles everybody at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

import numpy as np

from engine.allocation.displacing import Movers, movers
from engine.allocation.edges import CLOSED, FREE, NOBODY
from engine.allocation.ordering import check_keys, comparable
from engine.allocation.seating import Seating, Standing
from engine.allocation.seats import Lines, allocate, lines
from engine.allocation.tree import Tree, checked, tops
from engine.allocation.undetermined import Undetermined, worlds
from engine.frozen import dataclass

NEVER = np.iinfo(np.int64).max
ALWAYS = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Outlook:
    """Per eligible candidate in the order given, and per undetermined one in its own order."""

    worst: np.ndarray  # int8: Standing, over all completions
    best: np.ndarray  # int8: Standing
    matters: np.ndarray  # bool: its own missing values can change the list; False where its key is known
    possible: np.ndarray  # bool per undetermined: it can be seated or tied; if not, its evidence changes nothing
    exact: bool  # False: somewhere too many classes were possible; worst and best are then safe, not exact
    _all_movers: Callable[[], Movers]

    @cached_property
    def _movers(self) -> Movers:
        return self._all_movers()

    @property
    def certain(self) -> np.ndarray:
        """Bool per eligible candidate: the same standing in every completion."""
        same: np.ndarray = self.worst == self.best
        return same

    def displacers(self, candidate: int) -> tuple[np.ndarray, np.ndarray]:
        """Who could push ``candidate`` out: indices of eligible candidates with open keys, and of undetermined ones.

        Without evidence on any of these, ``candidate`` keeps its seat, whatever becomes of all the others.
        """
        return self._movers.against(candidate)

    def stand(self, candidate: int) -> tuple[int, int]:
        """What decides who may displace ``candidate``: those who share it share them."""
        return self._movers.stand(candidate)

    def displacers_of_all(self, at: int, mine: int) -> tuple[np.ndarray, np.ndarray]:
        """``displacers`` for all of one ``stand``; they themselves may be among the eligible."""
        return self._movers.against_all(at, mine)


def outlook(
    tree: Tree,
    seat_class: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    undetermined: Undetermined | None = None,
    seating: Seating | None = None,
) -> Outlook:
    """``low``, ``high``: int64 per eligible candidate, the keys it may turn out to have, both in.

    The list as it stands is ``allocate(tree, seat_class, low)``; pass it as ``seating`` where it is there already.
    Exact when values of different candidates are independent and every undetermined one has one possible class, or
    few combinations of classes are possible; else safe: nothing is called certain or impossible that is not.
    Raises ValueError when a low is above its high.
    """
    tree = checked(tree)
    node = np.asarray(seat_class, dtype=np.int64)
    low, high = np.asarray(low, dtype=np.int64), np.asarray(high, dtype=np.int64)
    others = undetermined if undetermined is not None else Undetermined.none()
    if bool(np.any(low > high)):
        raise ValueError("a candidate's lowest key is above its highest")
    check_keys(high)
    now = seating if seating is not None else allocate(tree, node, low)
    worst, best = now.status.copy(), now.status.copy()
    matters = np.zeros(len(node), dtype=bool)
    possible = np.zeros(len(others), dtype=bool)
    is_open = low < high
    exact = True
    if len(others) or bool(is_open.any()):
        top = tops(tree.parent)
        touched = np.zeros(len(tree), dtype=bool)  # by topmost node: trees in which anything is open
        touched[top[node[is_open]]] = True
        touched[top[others.node]] = True
        some = np.flatnonzero(touched[top[node]])
        field = _Field(tree, top, node[some], low[some], high[some], others)
        best_case, worst_case = field.best(now if not others.sure.any() else None, some), field.worst()
        best[some], worst[some] = best_case.standing, worst_case.standing
        possible = best_case.possible
        exact = best_case.exact and worst_case.exact
        matters[some] = field.matters(best_case, worst_case)
    # The list as it stands has none of the undetermined, so who is hopeless only beside one who is sure still counts.
    alone = bool(others.sure.any())
    moving = partial(movers, tree, node, low, high, is_open & (alone | (worst != best)), others, alone | possible)
    return Outlook(worst, best, matters, possible, exact, moving)


@dataclass(frozen=True, slots=True)
class _Case:
    standing: np.ndarray  # per eligible
    bound: np.ndarray  # int64 per eligible: a key above it is nominated, level with it tied, below it out
    possible: np.ndarray  # per undetermined
    exact: bool


@dataclass(frozen=True, slots=True)
class _Field:
    """The eligible of the trees in which anything is open, and everybody undetermined."""

    tree: Tree
    top: np.ndarray
    node: np.ndarray
    low: np.ndarray
    high: np.ndarray
    others: Undetermined

    def best(self, now: Seating | None, some: np.ndarray) -> _Case:
        """Everybody else at the lowest, and only those there who are surely eligible."""
        standing = np.full(len(self.node), Standing.RESERVE, dtype=np.int8)
        bound = np.full(len(self.node), NEVER)
        possible = np.zeros(len(self.others), dtype=bool)
        choices, exact = worlds(self.others, self.top, only_sure=True)
        for who, where in choices:
            if now is not None:
                bounds = _bounds(now)[some]
                bars = _bar_keys(now)
            else:
                world = lines(self.tree, np.append(self.node, where), np.append(self.low, self.others.low[who]))
                every = _bounds(world)
                bounds, bars = every[: len(self.node)], _bar_keys(world)
                possible[who] |= self.others.high[who] >= every[len(self.node) :]
            standing = np.maximum(standing, _against(self.high, bounds))
            bound = np.minimum(bound, bounds)
            newcomers = ~np.isin(self.others.who, who)
            reach = newcomers & (self.others.high[self.others.who] >= bars[self.others.node])
            possible[self.others.who[reach]] = True
        return _Case(standing, bound, possible, exact)

    def worst(self) -> _Case:
        """Everybody else at the highest, and everybody undetermined there."""
        standing = np.full(len(self.node), Standing.NOMINATED, dtype=np.int8)
        bound = np.full(len(self.node), ALWAYS)
        choices, exact = worlds(self.others, self.top, only_sure=False)
        for who, where in choices:
            world = lines(self.tree, np.append(self.node, where), np.append(self.high, self.others.high[who]))
            bounds = _bounds(world)[: len(self.node)]
            standing = np.minimum(standing, _against(self.low, bounds))
            bound = np.maximum(bound, bounds)
        return _Case(standing, bound, np.zeros(0, dtype=bool), exact)

    def matters(self, best: _Case, worst: _Case) -> np.ndarray:
        """Whose own open key can change the list: those whose bound can come to lie between their low and high."""
        unsettled: np.ndarray = (self.low < self.high) & (best.standing != worst.standing)
        within = (best.bound >= self.low) | (worst.bound <= self.high)
        # The bound can jump over the whole interval when somebody turns up, but it is always somebody's key.
        jumped = np.flatnonzero(unsettled & ~within)
        unsettled[jumped] = self._met_by_another(jumped)
        return unsettled

    def _met_by_another(self, candidates: np.ndarray) -> np.ndarray:
        """Whether another candidate of the same tree may have a key between one's low and high."""
        if not len(candidates):
            return np.zeros(0, dtype=bool)
        other, root = self.others, self.top[self.node]
        near = np.zeros(len(self.tree), dtype=bool)
        near[root[candidates]] = True
        mine, theirs = near[root], near[self.top[other.node]]
        low = np.concatenate((self.low[mine], other.low[other.who[theirs]]))
        high = np.concatenate((self.high[mine], other.high[other.who[theirs]]))
        top = np.concatenate((root[mine], self.top[other.node[theirs]]))
        lows, highs = comparable(top, len(self.tree), (low, high))
        at = np.cumsum(mine)[candidates] - 1
        mine_low, mine_high = lows[at], highs[at]
        lows.sort()
        highs.sort()
        # Those that start no higher than my high, less those that end below my low: the other trees cancel out.
        met = np.searchsorted(lows, mine_high, side="right") - np.searchsorted(highs, mine_low, side="left")
        return np.asarray(met > 1)  # one is the candidate itself


def _bounds(seating: Seating | Lines) -> np.ndarray:
    """Per candidate the key that decides it: its class's bar while it is out, its replacement's while it is in."""
    bounds: np.ndarray = _bar_keys(seating)[seating.seat_class]
    into = np.where(seating.replacement == NOBODY, ALWAYS, _keys(seating, seating.replacement))
    seated = np.flatnonzero(seating.witness)
    bounds[seated] = into[seating.seat_class[seated]]
    return bounds


def _bar_keys(seating: Seating | Lines) -> np.ndarray:
    bar = seating.bar
    keys: np.ndarray = np.where(bar == FREE, ALWAYS, np.where(bar == CLOSED, NEVER, _keys(seating, bar)))
    return keys


def _keys(seating: Seating | Lines, candidates: np.ndarray) -> np.ndarray:
    if not len(seating.key):
        return np.zeros(len(candidates), dtype=np.int64)
    keys: np.ndarray = seating.key[np.maximum(candidates, 0)]
    return keys


def _against(key: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    standing: np.ndarray = (key >= bounds).astype(np.int8) + (key > bounds).astype(np.int8)
    return standing
