"""Seats for many candidates, for forests that ``allocation.py`` could not try out: by asking of each, in the order of
the ranking, whether some selection still seats it with those before it and misses as little.

Each question is a small table for every node: how little can be missed in it with so many seats. Whether somebody is
seated hangs on the set ranked above alone (docs/allocation.md), so being first and being last of one's level decide.
Held against ``allocation.py`` where that can be.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.reference.allocation import Candidate, Forest, chain

FAR = 10**6


class Hall:
    """One forest and its candidates."""

    def __init__(self, forest: Forest, candidates: Sequence[Candidate]) -> None:
        self.forest, self.candidates = forest, candidates
        self.inside: list[list[int]] = [[] for _ in forest]
        for n, node in enumerate(forest):
            if node.parent >= 0:
                self.inside[node.parent].append(n)
        # Beyond this many seats nothing changes in a node: its ceilings forbid more, or no floor around counts them.
        self.far: list[int] = []
        self.capped: list[bool] = []
        for n in range(len(forest)):
            around = [forest[m] for m in chain(forest, n)]
            ceilings = [m.ceiling for m in around if m.ceiling is not None]
            self.capped.append(bool(ceilings))
            self.far.append(min(ceilings) if ceilings else max(m.floor for m in around))
        self.supply = [0] * len(forest)
        for place, _ in candidates:
            self.supply[place] += 1
        self.roots = [n for n, node in enumerate(forest) if node.parent < 0]
        self.root_of = [chain(forest, n)[-1] for n in range(len(forest))]
        nobody = [0] * len(forest)
        self.least = {root: self.missed(root, nobody) for root in self.roots}

    def table(self, n: int, taken: Sequence[int]) -> list[int]:
        """By seats in a node, the fewest floor seats missed in it and inside, with so many taken directly in each."""
        node, far, capped = self.forest[n], self.far[n], self.capped[n]
        spare = node.floor if node.keep else 0
        own = [FAR] * (far + 1)
        for k in range(taken[n], self.supply[n] + spare + 1):
            if k <= far:
                own[k] = 0
            elif not capped:
                own[far] = 0
                break
            else:
                break
        for child in self.inside[n]:
            other = self.table(child, taken)
            both = [FAR] * (far + 1)
            for a, x in enumerate(own):
                if x >= FAR:
                    continue
                for b, y in enumerate(other):
                    if y >= FAR:
                        continue
                    k = a + b
                    if k > far:
                        if capped:
                            break
                        k = far
                    both[k] = min(both[k], x + y)
            own = both
        return [x + max(0, node.floor - k) if x < FAR else FAR for k, x in enumerate(own)]

    def missed(self, root: int, taken: Sequence[int]) -> int:
        return min(self.table(root, taken))

    def greedy(self, order: Sequence[int], taken: list[int]) -> list[int]:
        """Those of an order who are seated, each as soon as it can be; ``taken`` grows by them."""
        seated, refused = [], set()
        for i in order:
            place = self.candidates[i][0]
            if place in refused:
                continue
            root = self.root_of[place]
            taken[place] += 1
            if self.missed(root, taken) == self.least[root]:
                seated.append(i)
            else:
                taken[place] -= 1
                refused.add(place)
        return seated


def standings(forest: Forest, candidates: Sequence[Candidate]) -> list[int]:
    """Per candidate: 2 seated however ties fall, 1 depending on it, 0 never."""
    hall = Hall(forest, candidates)
    found = [0] * len(candidates)
    taken, refused = [0] * len(forest), set[int]()
    for key in sorted({key for _, key in candidates}, reverse=True):
        level = [i for i, (place, k) in enumerate(candidates) if k == key and place not in refused]
        before = list(taken)
        seated = set(hall.greedy(level, taken))
        for place in {candidates[i][0] for i in level}:
            mine = [i for i in level if candidates[i][0] == place]
            if len({candidates[i][0] for i in level}) == 1:
                first, last = len(seated), len(seated) == len(mine)
            else:
                others = [i for i in level if candidates[i][0] != place]
                first = len(hall.greedy(mine, list(before)))
                after = list(before)
                hall.greedy(others, after)
                last = len(hall.greedy(mine, after)) == len(mine)
            for i in mine:
                found[i] = 2 if last and first == len(mine) else 1 if first else 0
            if first == 0:
                refused.add(place)
    return found
