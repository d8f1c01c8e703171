"""The ranking read from the top, one group of level candidates after the other.

Where a group fits as a whole, or nobody of a kind in it fits, nothing is open. Where it is cut, every way of cutting it
is followed (each that leaves nobody out for nothing), for what comes below may hang on it. Past ``MOST`` ways nobody
below is told anything but that the council must decide the level ones above first, and the list be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from engine.crossing.asked import Asked, supply
from engine.crossing.room import Counting, Program, Room, Taken
from engine.frozen import dataclass

RESERVE, TIED, NOMINATED = 0, 1, 2
MOST = 64


@dataclass(frozen=True, slots=True)
class Crossed:
    """Per candidate how it comes out, and one right selection in which ties fall as the caller says."""

    status: tuple[int, ...]  # RESERVE: seated however ties fall never, TIED: in some, NOMINATED: always
    witness: tuple[bool, ...]
    filled: tuple[int, ...]  # per limit, seated in the witness
    kept: tuple[int, ...]  # per limit: seats of its own floor that stay empty
    full: tuple[tuple[int, ...], ...]  # per candidate: the full limits around it, where it is not seated
    unsettled: tuple[bool, ...]  # per candidate: more ties stand above it than could be followed


def allocate_crossing(asked: Asked, tiebreak: Callable[[Sequence[int]], Sequence[int]] | None = None) -> Crossed:
    """Seat the ranked under limits that cross.

    ``tiebreak`` gets all candidates and gives their order among level ones, best first; it decides only the witness.
    """
    reading = _Reading(asked)
    everybody = list(range(len(asked.key)))
    order = everybody if tiebreak is None else list(tiebreak(everybody))
    status, unsettled = reading.statuses()
    return reading.crossed(status, unsettled, order)


class _Reading:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.kinds, self.kind_of = asked.kinds()
        there = supply(self.kind_of, len(self.kinds))
        self.room: Room = Counting(asked, self.kinds) if asked.by_counting else Program(asked, self.kinds, there)
        self.start: Taken = (0,) * len(self.kinds)

    def groups(self) -> Iterator[list[int]]:
        """Level candidates together, best first."""
        ranked = sorted(range(len(self.asked.key)), key=lambda i: -self.asked.key[i])
        for _, level in groupby(ranked, key=lambda i: self.asked.key[i]):
            yield list(level)

    def statuses(self) -> tuple[list[int], list[bool]]:
        status, unsettled = [RESERVE] * len(self.asked.key), [False] * len(self.asked.key)
        ways: list[Taken] | None = [self.start]
        for level in self.groups():
            there = supply([self.kind_of[i] for i in level], len(self.kinds))
            after = None if ways is None else self._after(ways, there)
            if after is None:
                ways = None
                for i in level:
                    status[i], unsettled[i] = TIED, True
                continue
            for i in level:
                kind = self.kind_of[i]
                counts = {end[kind] - start[kind] for start, ends in after.items() for end in ends}
                status[i] = NOMINATED if counts == {there[kind]} else RESERVE if counts == {0} else TIED
            ways = sorted({end for ends in after.values() for end in ends})
        return status, unsettled

    def _after(self, ways: Sequence[Taken], level: Taken) -> dict[Taken, list[Taken]] | None:
        """Every way in which a group may be cut, for each way so far; None where there are too many."""
        found: dict[Taken, list[Taken]] = {}
        for start in ways:
            ends = self._fullest(start, level)
            if ends is None:
                return None
            found[start] = ends
        return found if len({end for ends in found.values() for end in ends}) <= MOST else None

    def _fullest(self, start: Taken, level: Taken) -> list[Taken] | None:
        """What can be seated of a group so that nobody more of it can be."""
        everybody = _plus(start, level)
        if self.room.fits(everybody):
            return [everybody]
        kinds = [k for k, n in enumerate(level) if n and self.room.fits(_one_more(start, k))]
        if len(kinds) == 1:
            return [self._most_of(start, kinds[0], level)]
        open_, seen, ends = [start], {start}, []
        while open_:
            taken = open_.pop()
            further = [
                more for k in kinds if taken[k] < everybody[k] and self.room.fits(more := _one_more(taken, k))
            ]
            if not further:
                ends.append(taken)
            fresh = [more for more in further if more not in seen]
            seen.update(fresh)
            open_ += fresh
            if len(seen) > MOST * MOST:
                return None
        return sorted(ends)

    def _most_of(self, start: Taken, kind: int, level: Taken) -> Taken:
        low, high = 1, level[kind]
        while low < high:
            middle = (low + high + 1) // 2
            if self.room.fits(_plus(start, tuple(middle if k == kind else 0 for k in range(len(start))))):
                low = middle
            else:
                high = middle - 1
        return _plus(start, tuple(low if k == kind else 0 for k in range(len(start))))

    def crossed(self, status: list[int], unsettled: list[bool], order: Sequence[int]) -> Crossed:
        asked, size = self.asked, len(self.asked.key)
        place = {candidate: n for n, candidate in enumerate(order)}
        taken, witness = self.start, [False] * size
        refused: set[int] = set()
        for i in sorted(range(size), key=lambda i: (-asked.key[i], place[i])):
            kind = self.kind_of[i]
            if kind in refused:
                continue
            if self.room.fits(more := _one_more(taken, kind)):
                taken, witness[i] = more, True
            else:
                refused.add(kind)  # whoever comes later finds no more room than who came before
        filled = tuple(
            sum(1 for i in range(size) if witness[i] and limit in asked.inside[i]) for limit in range(len(asked.limits))
        )
        own = self.room.kept(taken)
        kept = tuple(own[i] if i < len(own) else 0 for i in range(len(asked.limits)))
        empty = [sum(n for j, n in enumerate(kept) if i in asked.limits[j].around) for i in range(len(asked.limits))]
        full = {
            i for i, limit in enumerate(asked.limits) if limit.ceiling is not None
            and filled[i] + empty[i] >= limit.ceiling
        }  # fmt: skip
        around = tuple(() if witness[i] else tuple(sorted(full & asked.inside[i])) for i in range(size))
        return Crossed(tuple(status), tuple(witness), filled, kept, around, tuple(unsettled))


def _plus(a: Taken, b: Taken) -> Taken:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _one_more(taken: Taken, kind: int) -> Taken:
    return tuple(n + (k == kind) for k, n in enumerate(taken))
