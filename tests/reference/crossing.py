"""Seats under limits that cross, by every selection and every order of the level. Nothing is taken from the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product


@dataclass(frozen=True)
class Rule:
    members: frozenset[int]
    ceiling: int | None = None
    floor: int = 0
    keep: bool = False
    kept_in: frozenset[int] = frozenset()  # rules in which its empty seats count


@dataclass(frozen=True)
class Slot:
    members: frozenset[int]
    ceiling: int | None
    floor: int = 0


@dataclass(frozen=True)
class Contest:
    keys: tuple[int, ...]
    rules: tuple[Rule, ...]
    slots: tuple[Slot, ...] | None = None

    def missed(self, chosen: frozenset[int]) -> int | None:
        """The fewest floor seats missed with these seated; None: it cannot be."""
        found = [
            rules + slots
            for empty in product(*(range(r.floor + 1) if r.keep else (0,) for r in self.rules))
            if (rules := self._rules(chosen, empty)) is not None
            for slots in self._slots(chosen)
        ]
        return min(found, default=None)

    def _rules(self, chosen: frozenset[int], empty: Sequence[int]) -> int | None:
        short = 0
        for i, rule in enumerate(self.rules):
            count = len(chosen & rule.members)
            count += sum(n for r, n in zip(self.rules, empty, strict=True) if i in r.kept_in)
            if rule.ceiling is not None and count > rule.ceiling:
                return None
            short += max(0, rule.floor - count)
        return short

    def _slots(self, chosen: frozenset[int]) -> Iterator[int]:
        if self.slots is None:
            yield 0
            return
        people = sorted(chosen)
        for taken in product(*([s for s, slot in enumerate(self.slots) if p in slot.members] for p in people)):
            counts = [taken.count(s) for s in range(len(self.slots))]
            if all(slot.ceiling is None or n <= slot.ceiling for slot, n in zip(self.slots, counts, strict=True)):
                yield sum(max(0, slot.floor - n) for slot, n in zip(self.slots, counts, strict=True))

    def right(self) -> set[frozenset[int]]:
        """The right selections, one for each order of the level."""
        everybody = range(len(self.keys))
        every = [frozenset(i for i in everybody if bits[i]) for bits in product((0, 1), repeat=len(self.keys))]
        short = {chosen: n for chosen in every if (n := self.missed(chosen)) is not None}
        least = min(short.values())
        allowed = [chosen for chosen, n in short.items() if n == least]
        groups = [[i for i in everybody if self.keys[i] == key] for key in sorted(set(self.keys), reverse=True)]
        return {
            max(allowed, key=lambda chosen: [i in chosen for part in parts for i in part])
            for parts in product(*(permutations(group) for group in groups))
        }

    def standings(self) -> list[int]:
        right = self.right()
        return [
            2 if all(i in chosen for chosen in right) else 1 if any(i in chosen for chosen in right) else 0
            for i in range(len(self.keys))
        ]
