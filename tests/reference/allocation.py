"""The allocation as it is defined, by trying every selection. Slow, and nothing of it is taken from the engine.

A forest is a list of ``Node``; candidates are (class, key) pairs, where the class is the index of the innermost node
around the candidate and a higher key is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product


@dataclass(frozen=True)
class Node:
    parent: int  # -1 for a root; parents come first
    ceiling: int | None = None
    floor: int = 0
    keep: bool = False


Forest = Sequence[Node]
Candidate = tuple[int, int]


def chain(forest: Forest, node: int) -> list[int]:
    out = []
    while node != -1:
        out.append(node)
        node = forest[node].parent
    return out


def counts(forest: Forest, classes: Sequence[int]) -> list[int]:
    out = [0] * len(forest)
    for c in classes:
        for node in chain(forest, c):
            out[node] += 1
    return out


def within(forest: Forest, count: Sequence[int]) -> bool:
    return all(node.ceiling is None or n <= node.ceiling for node, n in zip(forest, count, strict=True))


def missed(forest: Forest, count: Sequence[int]) -> int:
    return sum(max(0, node.floor - n) for node, n in zip(forest, count, strict=True))


def least_missed(forest: Forest, classes: Sequence[int]) -> int | None:
    """With these seated, the fewest floor seats missed over all ways of keeping seats empty; None: breaks a ceiling."""
    own = counts(forest, classes)
    if not within(forest, own):
        return None
    best = None
    for empty in product(*(range(node.floor + 1) if node.keep else (0,) for node in forest)):
        kept = counts(forest, [i for i, n in enumerate(empty) for _ in range(n)])
        count = [a + b for a, b in zip(own, kept, strict=True)]
        if within(forest, count):
            short = missed(forest, count)
            best = short if best is None else min(best, short)
    return best


def selections(forest: Forest, candidates: Sequence[Candidate]) -> list[tuple[int, ...]]:
    """Every selection (as sorted indices) that breaks no ceiling and misses as few floors as can be."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for bits in product((0, 1), repeat=len(candidates)):
        chosen = tuple(i for i, bit in enumerate(bits) if bit)
        short = least_missed(forest, [candidates[i][0] for i in chosen])
        if short is not None:
            found.append((short, chosen))
    least = min(short for short, _ in found)
    return [chosen for short, chosen in found if short == least]


def orders(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """Every ranking that agrees with the keys."""
    groups: dict[int, list[int]] = {}
    for i, (_, key) in enumerate(candidates):
        groups.setdefault(key, []).append(i)
    for parts in product(*(permutations(groups[key]) for key in sorted(groups, reverse=True))):
        yield [i for part in parts for i in part]


def best_of(allowed: Sequence[tuple[int, ...]], order: Sequence[int]) -> frozenset[int]:
    """Of the allowed selections the one that seats the best-ranked, then the next best, and so on."""
    return frozenset(max(allowed, key=lambda chosen: [i in chosen for i in order]))


def outcomes(forest: Forest, candidates: Sequence[Candidate]) -> set[frozenset[int]]:
    """The right selections, one for each way ties can fall."""
    allowed = selections(forest, candidates)
    return {best_of(allowed, order) for order in orders(candidates)}


def standings(forest: Forest, candidates: Sequence[Candidate]) -> list[int]:
    """Per candidate: 2 seated however ties fall, 1 depending on it, 0 never."""
    right = outcomes(forest, candidates)
    return [
        2 if all(i in chosen for chosen in right) else 1 if any(i in chosen for chosen in right) else 0
        for i in range(len(candidates))
    ]


@dataclass(frozen=True)
class Open:
    """Something is missing: it has any key of ``low..high`` and any of ``classes``, or is absent if it may be."""

    low: int
    high: int
    classes: tuple[int, ...]
    absent: bool = False

    @property
    def ways(self) -> list[Candidate | None]:
        there: list[Candidate | None] = [(c, key) for c in self.classes for key in range(self.low, self.high + 1)]
        return [*there, None] if self.absent else there


World = tuple[Candidate | None, ...]


def completions(everybody: Sequence[Open]) -> Iterator[World]:
    yield from product(*(one.ways for one in everybody))


def standings_in(forest: Forest, world: World) -> list[int | None]:
    """Standings of those who are there, None for those who are not."""
    present = [candidate for candidate in world if candidate is not None]
    found = iter(standings(forest, present))
    return [None if candidate is None else next(found) for candidate in world]


def range_of_standings(forest: Forest, everybody: Sequence[Open]) -> list[tuple[int, int] | None]:
    """Worst and best standing of each over all completions in which it is there; None: it never is."""
    seen: list[set[int]] = [set() for _ in everybody]
    for world in completions(everybody):
        for i, standing in enumerate(standings_in(forest, world)):
            if standing is not None:
                seen[i].add(standing)
    return [(min(s), max(s)) if s else None for s in seen]


def own_key_matters(forest: Forest, everybody: Sequence[Open], who: int) -> bool:
    """Whether, with all else as it may be, another key of ``who`` gives anybody another standing."""
    rest = [one if i != who else Open(0, 0, (0,)) for i, one in enumerate(everybody)]
    for world in completions(rest):
        results = set()
        for mine in everybody[who].ways:
            changed = (*world[:who], mine, *world[who + 1 :])
            results.add(tuple(standings_in(forest, changed)))
        if len(results) > 1:
            return True
    return False


def tie_partition(forest: Forest, candidates: Sequence[Candidate]) -> set[frozenset[int]]:
    """The tied candidates, together where one can take the other's seat with all else the same, or through others."""
    right = outcomes(forest, candidates)
    tied = {i for i, s in enumerate(standings(forest, candidates)) if s == 1}
    groups = {i: {i} for i in tied}
    for one, other in product(right, right):
        out, into = one - other, other - one
        if len(out) == len(into) == 1:
            joined = groups[next(iter(out))] | groups[next(iter(into))]
            for i in joined:
                groups[i] = joined
    return {frozenset(group) for group in groups.values()}
