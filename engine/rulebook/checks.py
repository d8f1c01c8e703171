"""What can be wrong with a rulebook whose every part reads well: circles, quotas nobody fills, standards nobody meets.

These are for lint alone: each looks at the rulebook under one setting and points into the tree it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.provenance import Text
from engine.rulebook import walk
from engine.rulebook.build import Built
from engine.rulebook.findings import Findings
from engine.rulebook.model import Quota, Rulebook
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.place import Place
from engine.rulebook.regions import Region, Regions
from engine.rulebook.terms import Amount, Condition, Fixed, Param


class Checks:
    """All checks of one built rulebook."""

    def __init__(self, built: Built, findings: Findings) -> None:
        self.book: Rulebook = built.book
        self.place = Place(built.roots)
        self.findings = findings
        self.regions = Regions.of(built.book)

    def all(self) -> None:
        self.contradictions()
        for round_ in self.book.rounds.values():
            if round_.quotas is not None:
                self.quotas(round_.quotas, ("rounds", round_.id, "quotas"), None)
                self.no_seat(round_.id, round_.quotas)

    # ---- conditions that nobody meets ----

    def contradictions(self) -> None:
        for path, condition in self._conditions():
            region = self.regions.region(condition)
            node = self.place.node(*path)
            if region.empty and not _says_never(condition, self.book) and not self._found_inside(node):
                self.findings.error(
                    self.place.node(*path),
                    "contradictory-test",
                    "không trường hợp nào đạt điều kiện này: các phép thử loại trừ nhau; sửa một phép thử",
                    "nobody can meet this: its tests exclude each other; change one of them",
                )

    def _conditions(self) -> Iterator[tuple[tuple[str, ...], Condition]]:
        for category in self.book.categories.values():
            if category.requires is not None:
                yield ("categories", category.id, "requires"), category.requires
        for section in ("criteria", "exclusions", "advisories"):
            for rule in getattr(self.book, section).values():
                if not rule.assessed and not rule.law:
                    yield (section, rule.id, "when"), rule.when
        for round_ in self.book.rounds.values():
            yield ("rounds", round_.id, "opens"), round_.opens

    def _found_inside(self, node: Node) -> bool:
        """Whether an error inside says the same already."""
        places = {(n.file, n.line, n.column) for n in _nodes(node)}
        return any((f.file, f.line, f.column) in places for f in self.findings.errors if f.code == "contradictory-test")

    def unreachable(self) -> set[str]:
        """Categories whose standard says ``never`` in so many words: for lint to hold against the other settings."""
        return {
            c.id
            for c in self.book.categories.values()
            if c.requires is not None and self.regions.region(c.requires).empty
        }

    # ---- quotas ----

    def quotas(self, quotas: tuple[Quota, ...], path: tuple[str, ...], above: tuple[Quota, Region] | None) -> None:
        regions: list[tuple[Quota, Region]] = []
        for quota in quotas:
            own = self.regions.region(quota.of)
            here = (*path, quota.id.rsplit("/", 1)[-1])
            region = own if above is None else own.within(above[1])
            if region.empty and not _says_never(quota.of, self.book):
                self._nobody(quota, here, None if above is None else above[0])
            else:
                for other, other_region in regions:
                    self._overlap(quota, region, other, other_region, here)
            regions.append((quota, region))
            self._tiers(quota, here)
            if quota.within:
                self._over(quota, here)
                self.quotas(quota.within, (*here, "within"), (quota, region))

    def _nobody(self, quota: Quota, path: tuple[str, ...], above: Quota | None) -> None:
        inside = f" trong `{above.id}`" if above is not None else ""
        inside_en = f" of `{above.id}`" if above is not None else ""
        self.findings.error(
            self.place.node(*path, "of"),
            "quota-of-nobody",
            f"không ai{inside} thuộc `{quota.id}`; sửa `of`",
            f"nobody{inside_en} can be in `{quota.id}`; correct `of`",
        )

    def _overlap(self, quota: Quota, region: Region, other: Quota, other_region: Region, path: tuple[str, ...]) -> None:
        if not region.meets(other_region):
            return
        vi = f"`{quota.id}` và `{other.id}` có thể cùng chứa một trường hợp; tách `of` hoặc lồng cái này trong cái kia"
        en = f"`{quota.id}` and `{other.id}` can hold the same candidate; part their `of` or put one inside the other"
        say = self.findings.error if region.exact and other_region.exact else self.findings.warning
        say(self.place.node(*path, "of"), "overlapping-quotas", vi, en)

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

    def _over(self, quota: Quota, path: tuple[str, ...]) -> None:
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

    def _tiers(self, quota: Quota, path: tuple[str, ...]) -> None:
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

    def no_seat(self, round_id: str, quotas: tuple[Quota, ...]) -> None:
        held = [self.regions.region(q.of) for q in quotas]
        kinds = self.book.fields["kind"].options if "kind" in self.book.fields else {}
        for category in self.book.categories.values():
            if category.requires is None:
                continue
            missing = [
                kind for kind in category.kinds if not any(self._takes(region, category.id, kind) for region in held)
            ]
            if not missing:
                continue
            of = Text(
                ", ".join(kinds[k].vi.lower() if k in kinds else k for k in missing),
                ", ".join(kinds[k].en.lower() if k in kinds else k for k in missing),
            )
            self.findings.warning(
                self.place.key("rounds", round_id, "quotas"),
                "no-seat",
                f"nhóm `{category.id}` ({of.vi}) đủ tiêu chuẩn cũng không có suất trong đợt này; "
                "thêm suất nếu đó không phải ý của kế hoạch",
                f"`{category.id}` ({of.en}) has no seat in this round even when eligible; "
                "add one if the plan does not mean that",
            )

    def _takes(self, region: Region, category: str, kind: str) -> bool:
        from engine.rulebook.regions import Members

        return Region(({"category": Members(frozenset([category])), "kind": Members(frozenset([kind]))},)).meets(region)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    inner = (
        node.items if isinstance(node, ListNode) else [v for _, v in node.entries] if isinstance(node, MapNode) else []
    )
    for part in inner:
        yield from _nodes(part)


def _says_never(condition: Condition, book: Rulebook) -> bool:
    """Whether a condition is shut on purpose: it says ``never``, or a parameter shuts it."""
    return walk.idle(condition, book.parameters) or any(
        (isinstance(t, Fixed) and not t.met) or isinstance(t, Param) for t in walk.every(condition)
    )


def entries(root: MapNode, section: str) -> tuple[tuple[Scalar, Node], ...]:
    node = root.get(section)
    return node.entries if isinstance(node, MapNode) else ()
