"""Which prize: of a quota that gives several awards by rank, the one that each nominee's place comes to.

Tiers are dealt from the highest award down (awards stand lowest first in a rulebook). Who are level across the edge
of two tiers are the council's: neither is given, both are named.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.evaluation import Evaluation, Result
from engine.frozen import dataclass
from engine.rulebook.model import Quota
from engine.seats import tier_quota
from engine.seats.amounts import amount


@dataclass(frozen=True, slots=True)
class Tier:
    """The award of a nominee's tier; where it is level across an edge, None and the awards that it may come to."""

    award: str | None
    among: tuple[str, ...]
    level_with: tuple[int, ...]  # rows
    place: int  # among the nominees of the quota; level ones share it
    quota: Quota


def tiers_of(evaluation: Evaluation) -> dict[int, Tier]:
    """By row, of the nominees of quotas that have tiers."""
    placing, seating = evaluation.placing, evaluation.seating
    if seating is None:
        return {}
    members: dict[int, list[int]] = {}
    for row in evaluation.seated.tolist():
        node = tier_quota(placing, int(placing.node[row]))
        if node is not None and evaluation.result[row] == Result.NOMINATED:
            members.setdefault(node, []).append(row)
    found: dict[int, Tier] = {}
    for node, rows in members.items():
        quota = placing.specs[int(placing.node_spec[node])].quota
        assert quota is not None
        found |= dict(_dealt(evaluation, quota, rows, int(seating.filled[node])))
    return found


def _dealt(evaluation: Evaluation, quota: Quota, rows: list[int], filled: int) -> Iterator[tuple[int, Tier]]:
    keys = evaluation.ranking.low
    awards = _seats(evaluation, quota, filled)
    ordered = sorted(rows, key=lambda r: -int(keys[r]))
    start = 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and keys[ordered[end]] == keys[ordered[start]]:
            end += 1
        level = ordered[start:end]
        among = tuple(dict.fromkeys(awards[min(i, len(awards) - 1)] for i in range(start, end)))
        for row in level:
            settled = len(among) == 1
            others = () if settled else tuple(sorted(r for r in level if r != row))
            yield row, Tier(among[0] if settled else None, among, others, start + 1, quota)
        start = end


def _seats(evaluation: Evaluation, quota: Quota, filled: int) -> list[str]:
    """The award of each place, best first."""
    truths = evaluation.truths
    order = list(truths.rulebook.awards)
    ranked = sorted(quota.tiers.items(), key=lambda tier: -order.index(tier[0]))
    numbers = {a: None if isinstance(n, str) else amount(n, quota, truths) for a, n in ranked}  # "rest" is what is left
    rest = max(0, filled - sum(n for n in numbers.values() if n is not None))
    return [a for a, n in numbers.items() for _ in range(rest if n is None else n)] or [ranked[-1][0]]
