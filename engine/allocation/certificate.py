"""Checking a selection from what was published, without the engine that made it.

It takes ``quotas`` and ``decisions`` as they stand in decisions.json, and nothing else: no numpy, no other module. One
integer per quota, its price, proves that no selection misses fewer floors and says how many seats each quota may get;
then the ranking is read once, and every refusal has to meet a quota that is full. See docs/allocation.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

COMPETING = ("nominated", "tied", "reserve")


class Fault(NamedTuple):
    """One thing that does not hold."""

    code: str
    where: str  # a quota, as ``id`` or ``id (group)``, or a candidate's key


@dataclass(slots=True)
class _Quota:
    name: str
    line: Mapping[str, Any]
    parent: int = -1
    ceiling: int | None = None
    floor: int = 0
    keep: bool = False
    price: int = 0
    direct: list[int] = field(default_factory=list)  # candidates
    supply: int = 0  # candidates and place-holders anywhere in it
    lo: int = 0
    hi: int = 0
    surely: int = 0  # seats it has in every selection that agrees with what was read so far
    filled: int = 0
    kept: int = 0

    @property
    def contenders(self) -> int:
        """Candidates and place-holders directly in it."""
        return len(self.direct) + (self.floor if self.keep else 0)


@dataclass(slots=True)
class _Candidate:
    key: str
    rank: int
    status: str
    seated: bool
    quota: int


def check_certificate(quotas: Sequence[Mapping[str, Any]], decisions: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """All faults of a selection; an empty list says that it is right.

    ``quotas``: id, parent, group, unfilled, at_most, at_least, eligible, filled, short, price, parents before children.
    ``decisions``: of each candidate its key, status, rank, witness_seated and quota (node, group).
    Ranks are compared inside one topmost quota only.
    """
    faults: list[Fault] = []
    tree = _tree(quotas, faults)
    people = _people(decisions, tree, faults)
    if faults:
        return faults
    _count(tree, people, faults)
    bound = _bound(tree)
    _read(tree, people, faults)
    _keep_seats(tree)
    faults += [
        Fault("ceiling-broken", quota.name)
        for quota in tree
        if quota.ceiling is not None and quota.filled + quota.kept > quota.ceiling
    ]
    if sum(max(0, quota.floor - quota.filled - quota.kept) for quota in tree) != bound:
        roots = ", ".join(quota.name for quota in tree if quota.parent < 0)
        faults.append(Fault("floors-missed-or-price-wrong", roots))
    if not faults:
        _statuses(tree, people, faults)
    return faults


def _tree(quotas: Sequence[Mapping[str, Any]], faults: list[Fault]) -> list[_Quota]:
    tree: list[_Quota] = []
    place: dict[tuple[str, str | None], int] = {}
    for line in quotas:
        name = line["id"] if line["group"] is None else f"{line['id']} ({line['group']})"
        floor = line["at_least"] or 0
        quota = _Quota(name, line, -1, line["at_most"], floor, line["unfilled"] == "empty" and floor > 0, line["price"])
        if line["parent"] is not None:
            above = place.get((line["parent"], line["group"]), place.get((line["parent"], None)))
            if above is None:
                faults.append(Fault("parent-unknown", name))
                continue
            quota.parent = above
        if place.setdefault((line["id"], line["group"]), len(tree)) != len(tree):
            faults.append(Fault("quota-twice", name))
        tree.append(quota)
    return tree


def _people(decisions: Sequence[Mapping[str, Any]], tree: list[_Quota], faults: list[Fault]) -> list[_Candidate]:
    place = {(quota.line["id"], quota.line["group"]): i for i, quota in enumerate(tree)}
    people: list[_Candidate] = []
    for decision in decisions:
        key, seated = decision["candidate"]["key"], bool(decision["witness_seated"])
        if decision["status"] not in COMPETING:
            if seated:
                faults.append(Fault("seated-without-standing", key))
            continue
        where = decision["quota"] or {}
        at = place.get((where.get("node"), where.get("group")))
        if at is None or decision["rank"] is None:
            faults.append(Fault("quota-or-rank-unknown", key))
            continue
        people.append(_Candidate(key, decision["rank"], decision["status"], seated, at))
    # Level ones: those seated first, for some order of a tie must give this selection.
    people.sort(key=lambda one: (one.rank, not one.seated))
    for i, one in enumerate(people):
        tree[one.quota].direct.append(i)
    return people


def _count(tree: list[_Quota], people: list[_Candidate], faults: list[Fault]) -> None:
    eligible = [len(quota.direct) for quota in tree]
    for quota in tree:
        quota.filled = sum(people[c].seated for c in quota.direct)
        quota.supply = quota.contenders
    for i in range(len(tree) - 1, -1, -1):
        quota = tree[i]
        if quota.parent >= 0:
            tree[quota.parent].filled += quota.filled
            tree[quota.parent].supply += quota.supply
            eligible[quota.parent] += eligible[i]
        published = (quota.line["eligible"], quota.line["filled"], quota.line["short"])
        if published != (eligible[i], quota.filled, max(0, quota.floor - quota.filled)):
            faults.append(Fault("counts-disagree", quota.name))


def _bound(tree: list[_Quota]) -> int:
    """The fewest floor seats that any selection misses, if the prices are right; never more than that if not."""
    total = 0
    for quota in tree:
        toll = (tree[quota.parent].price if quota.parent >= 0 else 0) - quota.price
        most = quota.supply if quota.ceiling is None else min(quota.ceiling, quota.supply)
        met = min(quota.floor, most)
        # Each seat up to the floor saves one and costs the toll; each further one costs the toll.
        if toll > 1:
            quota.lo, quota.hi = 0, 0
        elif toll == 1:
            quota.lo, quota.hi = 0, met
        elif toll == 0:
            quota.lo, quota.hi = met, most
        else:
            quota.lo, quota.hi = most, most
        total += max(0, quota.floor - quota.hi) + toll * quota.hi
        total -= quota.contenders * max(0, -quota.price)
    return total


def _take(tree: list[_Quota], at: int) -> bool:
    """Whether one more directly in ``at`` can still be seated; takes the seat if so."""
    if tree[at].price:
        return tree[at].price < 0  # all of them are, and their seats are counted from the start
    way = []
    while at >= 0:
        quota = tree[at]
        if quota.surely >= quota.hi:
            return False
        way.append(quota)
        if quota.surely < quota.lo:  # a seat that the quota has in any case: nothing changes further out
            break
        at = quota.parent
    for quota in way:
        quota.surely += 1
    return True


def _read(tree: list[_Quota], people: list[_Candidate], faults: list[Fault]) -> None:
    for quota in reversed(tree):
        if quota.price < 0:
            quota.surely += quota.contenders
        if quota.parent >= 0:
            tree[quota.parent].surely += max(quota.lo, quota.surely)
    faults += [
        Fault("seated-out-of-turn" if one.seated else "passed-over", one.key)
        for one in people
        if _take(tree, one.quota) != one.seated
    ]


def _keep_seats(tree: list[_Quota]) -> None:
    """Place-holders rank last: they are seated where nobody else could be."""
    for i, quota in enumerate(tree):
        if quota.keep:
            for _ in range(quota.floor):
                if not _take(tree, i):
                    break
                at = i
                while at >= 0:
                    tree[at].kept += 1
                    at = tree[at].parent


def _statuses(tree: list[_Quota], people: list[_Candidate], faults: list[Fault]) -> None:
    """Tied are exactly those who could change places with somebody level."""
    for _, level in groupby(people, key=lambda one: one.rank):
        group = list(level)
        leaving: dict[tuple[int, int], list[int]] = {}
        entering: dict[tuple[int, int], list[int]] = {}
        for i, one in enumerate(group):
            ways, steps = (leaving, _leaving) if one.seated else (entering, _entering)
            for step in steps(tree, one.quota):
                ways.setdefault(step, []).append(i)
        tied = {i for step in leaving.keys() & entering.keys() for i in leaving[step] + entering[step]}
        for i, one in enumerate(group):
            right = "tied" if i in tied else "nominated" if one.seated else "reserve"
            if one.status != right:
                faults.append(Fault("status-wrong", one.key))


def _leaving(tree: list[_Quota], at: int) -> list[tuple[int, int]]:
    """Quotas around, innermost first, each with the floors inside it that would lose a seat they need."""
    out, cost = [], 0
    while at >= 0:
        out.append((at, cost))
        cost += 0 < tree[at].floor >= tree[at].filled + tree[at].kept
        at = tree[at].parent
    return out


def _entering(tree: list[_Quota], at: int) -> list[tuple[int, int]]:
    """Quotas around that one more can get to, each with the floors inside it that would gain a seat they lack."""
    out, gain = [], 0
    while at >= 0:
        out.append((at, gain))
        quota = tree[at]
        if quota.ceiling is not None and quota.filled + quota.kept >= quota.ceiling:
            break
        gain += quota.filled + quota.kept < quota.floor
        at = quota.parent
    return out
