"""Gaps and overlaps, exactly: a category that nobody can reach, and two rules that always agree.

Both go by every pattern of truths that candidates can show (``engine.rulebook.patterns``), whatever the parameters are,
under every option of every ``choose``. Where there are too many patterns to try them all, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

import numpy as np

from engine.rulebook import terms as t
from engine.rulebook.findings import Findings
from engine.rulebook.model import Category, Criterion, Rulebook
from engine.rulebook.patterns import MET, Patterns, Rows
from engine.rulebook.place import Place

Shut = Literal["standard", "exclusions"]
SECTIONS = ("criteria", "exclusions", "advisories")


def unreachable(books: Sequence[Rulebook]) -> dict[str, Shut]:
    """Categories that nobody reaches under any setting, and what shuts them."""
    found: dict[str, Shut] | None = None
    for book in books:
        shut = {c.id: why for c in book.categories.values() if (why := _shut(c, book)) is not None}
        if found is None:
            found = shut
        else:
            found = {
                id_: "standard" if why == shut[id_] == "standard" else "exclusions"
                for id_, why in found.items()
                if id_ in shut
            }
    return found or {}


def _shut(category: Category, book: Rulebook) -> Shut | None:
    if category.requires is None:
        return None
    rows = _of_category(category, book)
    alone = rows.patterns((category.requires,))
    if alone is None:
        return None
    if not (alone.truths[0] == MET).any():
        return "standard"
    for exclusion in book.exclusions.values():
        both = rows.patterns((category.requires, exclusion.when))
        if both is not None and not ((both.truths[0] == MET) & (both.truths[1] != MET)).any():
            return "exclusions"
    return None


def _of_category(category: Category, book: Rulebook) -> Rows:
    """The rows of one category: its name and its kinds are not open."""
    rows = Rows.whatever_is_set(book)
    fields = dict(rows.fields)
    for name, kept in (("category", (category.id,)), ("kind", category.kinds)):
        field = fields.get(name)
        if field is not None:
            options = {option: text for option, text in field.options.items() if option in kept}
            if options:
                fields[name] = replace(field, options=options)
    return replace(rows, fields=fields)


def agreeing(books: Sequence[Rulebook]) -> Iterator[tuple[str, str, str]]:
    """Section, rule and later rule that come out the same for everybody, under every setting."""
    for section in SECTIONS:
        rules: dict[str, Criterion] = getattr(books[0], section)
        for first, second in combinations(rules.values(), 2):
            if first.law and second.law:
                continue
            seen = [_agree(getattr(b, section)[first.id], getattr(b, section)[second.id], b) for b in books]
            if all(same for same, _ in seen) and any(decides for _, decides in seen):
                yield section, first.id, second.id


def _agree(a: Criterion, b: Criterion, book: Rulebook) -> tuple[bool, bool]:
    """Whether they always agree, and whether they say different things of different candidates."""
    if a.in_force != b.in_force:
        return False, True
    rows = Rows.whatever_is_set(book)
    one, other = rows.plain(a.when), rows.plain(b.when)
    if subjects(one) != subjects(other):
        return False, True
    found = rows.patterns((one, other))
    if found is None:
        return one == other, True
    return found.same(), not _constant(found)


def _constant(found: Patterns) -> bool:
    return bool(np.ptp(found.truths[0]) == 0)


def subjects(condition: t.Condition) -> frozenset[object]:
    """What a condition asks about, for telling at once that two have nothing in common."""
    match condition:
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(_, of):
            return frozenset().union(*map(subjects, of))
        case t.Test(t.FieldRef(name), _):
            return frozenset([name])
        case t.Fixed():
            return frozenset()
        case _:
            return frozenset([condition])


def gaps_and_overlaps(books: Sequence[Rulebook], place: Place, findings: Findings) -> None:
    """Both, as findings."""
    for category, why in unreachable(books).items():
        said = {
            "standard": (
                f"không ai đạt được tiêu chuẩn của `{category}` dưới bất kỳ cách hiểu nào; sửa `requires` hoặc bỏ nhóm",
                f"nobody can meet the standard of `{category}` under any reading; correct `requires` or take it out",
            ),
            "exclusions": (
                f"ai đạt tiêu chuẩn của `{category}` cũng bị loại; sửa `requires` hoặc trường hợp không xét",
                f"whoever meets the standard of `{category}` is excluded; correct `requires` or the exclusion",
            ),
        }[why]
        findings.error(place.node("categories", category, "requires"), "unreachable-category", *said)
    for section, first, second in agreeing(books):
        findings.warning(
            place.key(section, second),
            "always-agree",
            f"`{second}` luôn cho cùng kết quả với `{first}`; bỏ một trong hai, hoặc sửa chỗ lẽ ra phải khác",
            f"`{second}` always comes out as `{first}` does; take one out, or correct what should differ",
        )
