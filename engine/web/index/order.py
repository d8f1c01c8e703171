"""The order of the list, and where its cut lines stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.frozen import dataclass

RANKED = ("nominated", "tied", "reserve")
ORDER = (*RANKED, "no_seat", "needs_evidence", "not_eligible", "excluded", "not_considered")
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a decision settles its place in the list."""

    number: int
    status: str
    list: str | None
    rank: int | None
    node: str | None
    group: str | None
    seat: int | None
    queue: int | None
    blocked_by: str | None

    @staticmethod
    def of(number: int, decision: Plain) -> Standing:
        quota = decision["quota"] or {}
        return Standing(
            number, decision["status"], decision["list"], decision["rank"], quota.get("node"), quota.get("group"),
            quota.get("seat"), quota.get("queue"), next(iter(quota.get("blocked_by") or ()), None),
        )  # fmt: skip


def in_order(standings: Iterable[Standing], quotas: Iterable[Plain]) -> list[Standing]:
    """Lists in the order of their quotas, inside by rank; then the others by status."""
    place = {(quota["id"], quota["group"]): n for n, quota in enumerate(quotas)}
    lists: dict[str, int] = {}

    def of_list(it: Standing) -> int:
        top = (it.node or "").split("/")[0]
        return place.get((top, it.group), place.get((top, None), len(place)))

    def key(it: Standing) -> tuple[Any, ...]:
        if it.status not in RANKED:
            return 1, ORDER.index(it.status), "", 0, 0, 0, 0, it.number
        name = it.list or ""
        if name not in lists:
            lists[name] = of_list(it)
        return 0, lists[name], name, RANKED.index(it.status), it.queue or 0, it.rank or 0, it.seat or 0, it.number

    return sorted(standings, key=key)


def with_cuts(ordered: Iterable[Standing], quotas: Iterable[Plain]) -> Iterable[tuple[Standing, Plain | None]]:
    """Each with the quota whose line stands above it: above the first of a list that has no sure seat."""
    named = {(quota["id"], quota["group"]): quota for quota in quotas}
    before: Standing | None = None
    for it in ordered:
        cut = None
        first = before is None or before.list != it.list or before.status == "nominated"
        if it.status in ("tied", "reserve") and first:
            id_ = it.blocked_by or it.node or ""
            cut = named.get((id_, it.group)) or named.get((id_, None)) or {"id": it.blocked_by or it.node}
        yield it, cut
        before = it
