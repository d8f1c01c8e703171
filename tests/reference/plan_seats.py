"""Who sits, by trying every count of seats for every part of a list, and what no completion changes.

Written apart from ``engine.allocation``: no bounds, no greedy pass, no prices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tests.reference.plan_terms import MET, UNKNOWN, UNMET, Amount, Expected, Judged, List, Row, name_of, unit_of

Key = tuple[Amount, ...]
Member = tuple[Key, str | None, int]  # its key, its part of the list, its row
Sitting = Callable[[List, Sequence[tuple[str | None, int]]], set[int]]  # best first, no two level -> the seated
ALL_TRIED = 400


@dataclass(frozen=True)
class Part:
    """A part of a list: at least ``floor`` and at most ``ceiling``; ``kept``: what its floor lacks stays empty."""

    floor: int
    ceiling: int | None
    kept: bool


def seated(most: int | None, parts: Mapping[str, Part], members: Sequence[tuple[str | None, int]]) -> set[int]:
    """Least missed floors first, then the best by rank; who is of no part is directly in the list."""
    if most is None:
        return {row for _, row in members}
    place = {row: n for n, (_, row) in enumerate(members)}
    of: dict[str | None, list[int]] = {part: [] for part in (*parts, None)}
    for part, row in members:
        of[part if part in parts else None].append(row)
    best: tuple[int, list[int]] | None = None
    ranges = [range(min(len(rows), most, _ceiling(parts, part, most)) + 1) for part, rows in of.items()]
    for counts in product(*ranges):
        held = missed = 0
        for part, count in zip(of, counts, strict=True):
            floor = parts[part].floor if part is not None else 0
            held += max(count, floor) if part is not None and parts[part].kept else count
            missed += max(0, floor - count)
        if held > most:
            continue
        chosen = sorted(place[row] for rows, count in zip(of.values(), counts, strict=True) for row in rows[:count])
        found = (missed, [*chosen, len(members)])  # a list that ends earlier is worse
        best = found if best is None else min(best, found)
    assert best is not None
    return {members[n][1] for n in best[1][:-1]}


def _ceiling(parts: Mapping[str, Part], part: str | None, most: int) -> int:
    ceiling = parts[part].ceiling if part is not None else None
    return most if ceiling is None else ceiling


def outcome(sit: Sitting, list_: List, members: Sequence[Member], who: int) -> str:
    """Its status when it comes first, and when it comes last, among those level with it."""

    def sits(first: bool) -> bool:
        order = sorted(members, key=lambda m: (*(-k for k in m[0]), (m[2] != who) is first, m[2]))
        return who in sit(list_, [(part, row) for _, part, row in order])

    return "nominated" if sits(first=False) else "tied" if sits(first=True) else "reserve"


def settle(rows: Sequence[Row], judged: Sequence[Judged], sit: Sitting, untold: bool) -> list[Expected]:
    """The status of everybody. ``untold``: a register that decides was not given, so that no seat is certain."""
    copies = _copies(rows)
    before = [_before(j, n in copies) for n, j in enumerate(judged)]
    seekers: dict[List, list[int]] = {}
    maybe: dict[List, dict[int, list[str | None]]] = {}
    for n, (status, j) in enumerate(zip(before, judged, strict=True)):
        if status == "seat":
            list_ = j.seats[0][0]
            assert list_ is not None
            seekers.setdefault(list_, []).append(n)
        elif status == "needs_evidence":
            for list_, part in j.seats:
                if list_ is not None:
                    maybe.setdefault(list_, {}).setdefault(n, []).append(part)
    found = [Expected(status, _certain(status, j, untold), None, None)
             for status, j in zip(before, judged, strict=True)]  # fmt: skip
    for list_, them in seekers.items():
        members = [(judged[n].low, judged[n].seats[0][1], n) for n in them]
        for n in them:
            status = outcome(sit, list_, members, n)
            sure = not untold and _holds(sit, list_, n, them, judged, maybe.get(list_, {}), status)
            rank = 1 + sum(judged[other].low > judged[n].low for other in them)
            found[n] = Expected(status, sure, rank, list_)
    return found


def _copies(rows: Sequence[Row]) -> set[int]:
    seen: dict[tuple[object, ...], list[int]] = {}
    for n, row in enumerate(rows):
        key = (name_of(row["name"]), unit_of(row.get("commune")), *(row.get(f) for f in ("kind", "category", "award")),
               name_of(row.get("unit")))  # fmt: skip
        seen.setdefault(key, []).append(n)
    return {n for them in seen.values() if len(them) > 1 for n in them}


def _before(j: Judged, copied: bool) -> str:
    """Strongest first."""
    if j.opened == UNMET:
        return "not_considered"
    if j.out == MET:
        return "excluded"
    if j.eligible == UNMET:
        return "not_eligible"
    if UNKNOWN in (j.opened, j.out, j.eligible) or copied or len(set(j.seats)) > 1:
        return "needs_evidence"
    return "no_seat" if j.seats[0][0] is None else "seat"


def _certain(status: str, j: Judged, untold: bool) -> bool:
    match status:
        case "not_considered":
            return True
        case "excluded":
            return j.opened == MET
        case "not_eligible":
            return j.opened == MET and j.out == UNMET
        case "no_seat":
            return not untold
        case _:
            return False


# ---- every completion -------------------------------------------------------------------------------------------

Axis = Sequence[Member | None]  # what one candidate may turn out to be; None: not eligible


def _holds(
    sit: Sitting, list_: List, who: int, them: Sequence[int], judged: Sequence[Judged],
    maybe: Mapping[int, Sequence[str | None]], status: str,
) -> bool:  # fmt: skip
    me = judged[who]

    def keys(n: int) -> list[Key]:
        j = judged[n]
        level = [key for key in (me.low, me.high) if j.low < key < j.high]
        return list(dict.fromkeys([j.low, j.high, *level]))

    mine: Axis = [(key, me.seats[0][1], who) for key in keys(who)]
    others: list[Axis] = [[(key, judged[n].seats[0][1], n) for key in keys(n)] for n in them if n != who]
    others += [[None, *((key, part, n) for part in parts for key in keys(n))] for n, parts in maybe.items()]
    size = len(mine)
    for axis in others:
        size *= len(axis)
    tried = product(mine, *others) if size <= ALL_TRIED else _extremes(mine, others)
    return all(
        outcome(sit, list_, [member for member in completion if member is not None], who) == status
        for completion in tried
    )


def _extremes(mine: Axis, others: Sequence[Axis]) -> Iterator[tuple[Member | None, ...]]:
    """All low, all high, all level, with and without those of the same part; and each other one apart."""
    for me in mine:
        assert me is not None
        for own in (True, False):
            for how in ("absent", "low", "high", "level"):
                yield (me, *(_pick(axis, me, own, how) for axis in others))
        for n, axis in enumerate(others):
            for member in axis:
                for end in (0, -1):
                    yield (me, *(member if k == n else other[end] for k, other in enumerate(others)))


def _pick(axis: Axis, me: Member, own: bool, how: str) -> Member | None:
    if how == "absent" and axis[0] is None:
        return None
    members = [member for member in axis if member is not None]

    def worth(member: Member) -> tuple[object, ...]:
        fits = (member[1] == me[1]) is own
        low = how in ("absent", "low")
        return (fits, how == "level" and member[0] == me[0], tuple(-k for k in member[0]) if low else member[0])

    return max(members, key=worth)
