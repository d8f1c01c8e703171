"""A line and those around it, as a picture: who stands where by points, or by order where points do not tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from engine.explanation.index import Plain
from engine.web.listing import point_writer, quota_name
from engine.wording import decimal, say

WIDTH, LEFT, ABOVE, STEP = 1000, 40, 22, 19
"""The picture's own measures: its width, the margin at both ends, the lowest row of people, from one to the next."""

FEW = 3
"""People on one side that are enough for a picture."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody near the line."""

    decision: Mapping[str, Any]
    number: int
    points: str
    away: str | None  # points from the line: "+3", "0", "-1,5"; None where points do not tell the order
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A quota's line; what is said of it stands beside the picture."""

    quota: Mapping[str, Any]
    name: str
    cut: str | None  # the points of the last seat
    by_points: bool
    inside: tuple[Spot, ...]
    outside: tuple[Spot, ...]
    more: tuple[int, int]  # people further off who are not drawn
    tied: int  # how many are level at the line, drawn or not
    line: int  # where the line stands
    height: int


def strip(near: Plain, lang: str) -> Strip:
    """Of what an index keeps of one line."""
    inside, outside = _plain_side([*reversed(near["inside"])], 1), _plain_side(near["outside"], -1)
    inside.reverse()
    everybody = [*inside, *outside]
    scores = [None if d["score"] is None else Fraction(d["score"]) for d in everybody]
    cut = near["quota"]["cut_off"]
    by_points = cut is not None and _falls(scores, len(inside))
    places = _by_points(scores) if by_points else _by_order(len(everybody))
    level = Counter[int]()
    points, spots = point_writer(lang), []
    for decision, score, x in zip(everybody, scores, places, strict=True):
        away = _signed(score - Fraction(cut), lang) if by_points and score is not None else None
        spots.append(Spot(decision, decision["number"], points(decision), away, x, level[x]))
        level[x] += 1
    ground = ABOVE + STEP * (max(level.values(), default=1) - 1)
    stood = tuple(Spot(s.decision, s.number, s.points, s.away, s.x, ground - STEP * s.y) for s in spots)
    n = len(inside)
    before, after = (places[n - 1] if n else LEFT), (places[n] if outside else WIDTH - LEFT)
    more = (near["more"][0] + len(near["inside"]) - n, near["more"][1] + len(near["outside"]) - len(outside))
    return Strip(
        near["quota"], quota_name(near["quota"], lang), None if cut is None else decimal(Fraction(cut)).in_(lang),
        by_points, stood[:n], stood[n:], more, near["tied"], (before + after) // 2, ground + 14,
    )  # fmt: skip


def _plain_side(people: Sequence[Plain], turn: int) -> list[Plain]:
    """Of one side, the nearest first: as far as points alone tell the order, where that is more than a few."""
    taken = [*people[:1]]
    for before, here in pairwise(people):
        known = before["score"] is not None and here["score"] is not None
        if not known or turn * (Fraction(here["score"]) - Fraction(before["score"])) < 0:
            break
        taken.append(here)
    return taken if len(taken) >= FEW else list(people)


def _falls(scores: Sequence[Fraction | None], inside: int) -> bool:
    """Whether points alone tell the order, and the two sides apart."""
    known = [score for score in scores if score is not None]
    if len(known) < len(scores) or any(a < b for a, b in pairwise(known)):
        return False
    return not 0 < inside < len(known) or known[inside - 1] > known[inside]


def _by_points(scores: Sequence[Fraction | None]) -> list[int]:
    known = [score for score in scores if score is not None]
    most, least = max(known), min(known)
    span = (most - least) or Fraction(1)
    return [LEFT + int((most - score) / span * (WIDTH - 2 * LEFT)) for score in known]


def _by_order(count: int) -> list[int]:
    return [LEFT + n * (WIDTH - 2 * LEFT) // max(1, count - 1) for n in range(count)]


def _signed(gap: Fraction, lang: str) -> str:
    if not gap:
        return "0"
    return say("web.above" if gap > 0 else "web.below", gap=decimal(abs(gap))).in_(lang)
