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
from engine.rulebook.terms import Condition, Fixed, Param


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
            for name in ("across", "slots"):
                for quota in getattr(round_, name):
                    if self.regions.region(quota.of).empty and not _says_never(quota.of, self.book):
                        self._nobody(quota, ("rounds", round_.id, name, quota.id.rsplit("/", 1)[-1]), None)

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
            if quota.within:
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
        vi = f"`{quota.id}` và `{other.id}` có thể cùng chứa một trường hợp; tách `of`, lồng nhau, hoặc dùng `across`"
        en = f"`{quota.id}` and `{other.id}` can hold the same candidate; part their `of`, nest them, or use `across`"
        say = self.findings.error if region.exact and other_region.exact else self.findings.warning
        say(self.place.node(*path, "of"), "overlapping-quotas", vi, en)

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
