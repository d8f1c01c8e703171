"""Numbers of seats that cannot be right together: children over their parent, tiers that do not add up."""

from __future__ import annotations

from engine.frozen import dataclass
from engine.rulebook.findings import Findings
from engine.rulebook.model import Quota, Rulebook
from engine.rulebook.nodes import MapNode
from engine.rulebook.place import Place
from engine.rulebook.terms import Amount, Param


def limits(book: Rulebook, root: MapNode, findings: Findings) -> None:
    """A finding for each; such a tree has no right allocation, so the rulebook is not read."""
    found = _Limits(book, Place(root), findings)
    for round_ in book.rounds.values():
        found.all(round_.quotas or (), ("rounds", round_.id, "quotas"))


@dataclass(frozen=True, slots=True)
class _Limits:
    book: Rulebook
    place: Place
    findings: Findings

    def all(self, quotas: tuple[Quota, ...], path: tuple[str, ...]) -> None:
        for quota in quotas:
            here = (*path, quota.id.rsplit("/", 1)[-1])
            self.tiers(quota, here)
            if quota.within:
                self.over(quota, here)
                self.all(quota.within, (*here, "within"))

    def _amount(self, amount: Amount) -> int | None:
        if isinstance(amount, Param):
            value = self.book.parameters[amount.name].value if amount.name in self.book.parameters else None
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        return amount if isinstance(amount, int) else None

    def _ceiling(self, quota: Quota) -> int | None:
        return self._amount(quota.exactly) if quota.exactly is not None else self._amount(quota.at_most)

    def _floor(self, quota: Quota) -> int:
        own = self._amount(quota.exactly) if quota.exactly is not None else self._amount(quota.at_least)
        inside = sum(self._floor(child) for child in quota.within if child.per is None)
        return max(own or 0, inside)

    def over(self, quota: Quota, path: tuple[str, ...]) -> None:
        """Children that hold more than their parent."""
        ceiling = self._ceiling(quota)
        if ceiling is None:
            return
        # A child counted per group of its own may be many; how many is not known here.
        reserved = sum(self._floor(child) for child in quota.within if child.per is None)
        if reserved > ceiling:
            self.findings.error(
                self.place.key(*path, "within"),
                "quota-exceeds-parent",
                f"số suất dành riêng trong `{quota.id}` cộng lại là {reserved}, "
                f"mà nó chỉ có {ceiling}; giảm suất dành riêng hoặc tăng tổng",
                f"the seats reserved inside `{quota.id}` come to {reserved}, "
                f"and it holds {ceiling}; reserve fewer or raise the total",
            )
            return
        for child in quota.within:
            most = self._ceiling(child)
            if most is not None and most > ceiling:
                last = child.id.rsplit("/", 1)[-1]
                key = "exactly" if child.exactly is not None else "at_most"
                self.findings.error(
                    self.place.node(*path, "within", last, key),
                    "quota-exceeds-parent",
                    f"`{child.id}` được {most} suất, mà `{quota.id}` chứa nó chỉ có {ceiling}; sửa một trong hai",
                    f"`{child.id}` may have {most} seats, "
                    f"and `{quota.id}` around it holds {ceiling}; correct one of them",
                )

    def tiers(self, quota: Quota, path: tuple[str, ...]) -> None:
        """Tiers that do not come to the quota's seats."""
        if not quota.tiers:
            return
        numbers = [self._amount(a) if not isinstance(a, str) else 0 for a in quota.tiers.values()]
        rests = sum(1 for a in quota.tiers.values() if a == "rest")
        ceiling = self._ceiling(quota)
        at = self.place.key(*path, "tiers")
        if rests > 1:
            self.findings.error(at, "tiers-total", "chỉ một hình thức được ghi `rest`", "only one award may be `rest`")
        if ceiling is None or any(n is None for n in numbers):
            return
        total = sum(n for n in numbers if n is not None)
        if total > ceiling or (not rests and total != ceiling):
            self.findings.error(
                at,
                "tiers-total",
                f"các hình thức cộng lại là {total}, mà `{quota.id}` có {ceiling} suất; sửa cho khớp hoặc ghi `rest`",
                f"the awards come to {total}, and `{quota.id}` has {ceiling} seats; make them agree or write `rest`",
            )
