"""What is asked: limits, each over some of the candidates, and kinds of candidates that no limit tells apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from engine.frozen import dataclass

Kind = tuple[frozenset[int], frozenset[int]]
"""Those that no limit tells apart: the limits around them, and the slots they may take."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling and a floor; ``keep``: a seat of the floor that nobody fills stays empty in all limits ``around``."""

    ceiling: int | None = None
    floor: int = 0
    keep: bool = False
    around: frozenset[int] = frozenset()  # the limits that its kept seats count in, itself among them


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates, each with the limits around it and the slots it may take.

    ``slots``: of each its limits, and every seated candidate takes one of those it may; None: there are no slots.
    """

    limits: tuple[Limit, ...]
    inside: tuple[frozenset[int], ...]  # per candidate
    key: tuple[int, ...]  # per candidate: higher is better, equal is level
    slots: tuple[Limit, ...] | None = None
    takes: tuple[frozenset[int], ...] = ()  # per candidate

    def kinds(self) -> tuple[tuple[Kind, ...], tuple[int, ...]]:
        """The kinds there are, and per candidate which it is of."""
        takes = self.takes or (frozenset[int](),) * len(self.inside)
        each = list(zip(self.inside, takes, strict=True))
        found = sorted(set(each), key=lambda kind: (sorted(kind[0]), sorted(kind[1])))
        place = {kind: i for i, kind in enumerate(found)}
        return tuple(found), tuple(place[kind] for kind in each)

    @property
    def by_counting(self) -> bool:
        """Ceilings alone: whoever finds room everywhere can be seated, and nothing else need be looked at."""
        return self.slots is None and not any(limit.floor for limit in self.limits)


def supply(kind_of: Sequence[int], kinds: int) -> tuple[int, ...]:
    """How many candidates there are of each kind."""
    counted = Counter(kind_of)
    return tuple(counted[i] for i in range(kinds))
