"""The quotas of a round with their limits settled, and the rest of each that has others inside it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.allocation import QuotaSpec, settle
from engine.criteria import Truths
from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.rulebook import terms as t
from engine.rulebook.model import Quota
from engine.seats.amounts import amount, by_group
from engine.wording import say


@dataclass(frozen=True, slots=True)
class Spec:
    """One quota of the tree, before its copies for groups; ``quota`` is None for the rest of one."""

    id: str
    quota: Quota | None
    parent: int  # around it in the tree: what is not counted exactly stands inside the rest
    per: str | None
    at_most: int | None
    at_least: int
    keep: bool  # an unfilled reserved seat stays empty
    of: int  # the spec of its quota; of a rest, of the quota it is the rest of
    inside: tuple[int, ...] = ()  # the quotas inside it as the plan has them, and its rest, last
    of_groups: bool = False  # its limits are each group's own, and none here


def flatten(quotas: Sequence[Quota], truths: Truths) -> tuple[Spec, ...]:
    """The quotas with their limits settled, and the rest of each that has others inside; parents before children."""
    flat: list[Quota] = []
    asked: list[QuotaSpec] = []
    inside: list[list[int]] = []

    def whole(limit: t.Amount, quota: Quota) -> int | None:
        return None if by_group(limit, truths) else amount(limit, quota, truths)

    def add(quota: Quota, parent: str | None) -> int:
        index = len(flat)
        flat.append(quota)
        inside.append([])
        asked.append(
            QuotaSpec(
                quota.id,
                parent,
                at_most=whole(quota.at_most, quota),
                at_least=0 if quota.at_least is None else whole(quota.at_least, quota) or 0,
                exactly=None if quota.exactly is None else whole(quota.exactly, quota),
                unfilled=quota.unfilled,
                per_group=quota.per is not None,
            )
        )
        inside[index] = [add(child, quota.id) for child in quota.within]
        return index

    for quota in quotas:
        add(quota, None)
    _fits(flat, asked)
    settled = settle(asked)
    own = {s.quota: i for i, s in enumerate(settled) if not s.rest}
    rest = {s.quota: i for i, s in enumerate(settled) if s.rest}
    return tuple(
        Spec(
            s.id,
            None if s.rest else flat[s.quota],
            s.parent,
            None if s.rest else flat[s.quota].per,
            s.at_most,
            s.at_least,
            s.keep,
            own[s.quota],
            () if s.rest or not inside[s.quota] else (*(own[c] for c in inside[s.quota]), rest[s.quota]),
            not s.rest and _of_groups(flat[s.quota], truths),
        )
        for s in settled
    )


def _of_groups(quota: Quota, truths: Truths) -> bool:
    """Whether a limit hangs on the group. What is counted exactly must be known before there are groups."""
    own = [limit for limit in (quota.at_most, quota.at_least, quota.exactly) if by_group(limit, truths)]
    exactly = quota.exactly is not None or any(inner.exactly is not None for inner in quota.within)
    if own and exactly:
        raise UnusableInput(say("problem.share_exactly", quota=quota.text))
    return bool(own)


def _fits(quotas: Sequence[Quota], asked: Sequence[QuotaSpec]) -> None:
    """Seats that are counted exactly fit into the quota around them: known only once shares are worked out."""
    for quota, spec in zip(quotas, asked, strict=True):
        seats = spec.at_most if spec.exactly is None else spec.exactly
        reserved = sum(inner.exactly or 0 for inner in asked if inner.parent == spec.id and not inner.per_group)
        if seats is not None and reserved > seats:
            raise UnusableInput(say("problem.seats_exceed", quota=quota.text, reserved=reserved, seats=seats))
