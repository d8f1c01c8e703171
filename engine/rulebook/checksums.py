"""Whether a points table adds up to what the plan says it does: as one table, or as one for each category."""

from __future__ import annotations

from fractions import Fraction

from engine.rulebook.choose import decimal
from engine.rulebook.findings import Findings
from engine.rulebook.model import Points, Rulebook
from engine.rulebook.nodes import MapNode
from engine.rulebook.place import Place
from engine.rulebook.regions import Members, Region, Regions


def checksum(book: Rulebook, root: MapNode, findings: Findings) -> None:
    """A finding where the entries come to another sum, or where one of them has no bound to add."""
    wanted = book.scoring.checksum
    if wanted is None or not isinstance(root.get("scoring"), MapNode):
        return
    at = Place(root).node("scoring", "checksum")
    for points in book.scoring.points:
        if greatest(points) is None:
            findings.error(
                Place(root).key("scoring", "points", points.id),
                "checksum",
                f"mục `{points.id}` không có mức cao nhất nên không cộng được vào `checksum`; thêm `at_most`",
                f"the entry `{points.id}` has no ceiling to add up for `checksum`; give it `at_most`",
            )
            return
    if sum((greatest(p) or Fraction(0) for p in book.scoring.points), Fraction(0)) == wanted:
        return
    # Or the table is several, one for each category, and each of them comes to the sum.
    regions = Regions.of(book)
    held = [(points, regions.region(points.of)) for points in book.scoring.points]
    for category in book.categories.values():
        for kind in category.kinds if category.requires is not None else ():
            who = Region(({"category": Members(frozenset([category.id])), "kind": Members(frozenset([kind]))},))
            total = sum((greatest(p) or Fraction(0) for p, region in held if region.meets(who)), Fraction(0))
            if total != wanted:
                findings.error(
                    at,
                    "checksum",
                    f"các mục điểm của `{category.id}` cộng lại là {decimal(total)}, không phải {decimal(wanted)}; "
                    "sửa điểm hoặc tổng",
                    f"the entries for `{category.id}` add up to {decimal(total)}, not {decimal(wanted)}; "
                    "correct the points or the sum",
                )
                return


def greatest(points: Points) -> Fraction | None:
    """The most an entry can give; None where it has no bound."""
    most: Fraction | None
    if points.parts:
        each = [greatest(p) for p in points.parts]
        most = sum((e for e in each if e is not None), Fraction(0)) if all(e is not None for e in each) else None
    elif points.best_of:
        known = [greatest(p) for p in points.best_of]
        most = max((k for k in known if k is not None), default=None) if all(k is not None for k in known) else None
    elif points.mark is not None:
        most = points.mark
    elif points.bands:
        most = max(p for _, p in points.bands)
    elif points.by_option:
        most = max(points.by_option.values())
    else:
        takes = points.points is not None and points.points <= 0  # however many, the most it leaves is nothing
        most = points.points if points.every is None else Fraction(0) if takes else None
    if points.at_most is not None:
        most = points.at_most if most is None else min(most, points.at_most)
    # Deductions take away; they are not part of what can be reached.
    return most if most is None or most > 0 else Fraction(0)
