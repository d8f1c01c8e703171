"""Itemised points as spans: what each entry of the points table gives each candidate, exactly.

Points are counted in ten-thousandths. Where a value or a condition is unknown, an entry is a span; every way to
earn points is monotone in its value, so a span's ends come from its value's ends. Expressions are sums and products
of comparisons rather than ``when``: the same column at a fraction of the cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import narwhals as nw

from engine.criteria import Column, Facts, Grounding
from engine.criteria.columns import INF, Code, Number, aligned, integer
from engine.intake.roster import NUMBER_SCALE
from engine.rulebook import terms as t
from engine.rulebook.model import Points

SCALE = 4
"""Decimals of a score: points are whole ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What an entry gives: the ends of its span, and between which points they can lie at all."""

    low: nw.Expr | int
    high: nw.Expr | int
    least: int
    most: int

    @property
    def known(self) -> bool:
        """The same expression at both ends: nothing is missing for anybody."""
        return self.low is self.high or self.least == self.most


def scaled(points: Fraction) -> int:
    """Points in ten-thousandths; the language admits no finer ones."""
    whole = integer(points, SCALE)
    if whole is None:
        raise ValueError(f"{points} has more than {SCALE} decimals")
    return whole


def conditions(points: Points) -> tuple[t.Condition, ...]:
    """All conditions of an entry and its parts."""
    parts = (*points.parts, *points.best_of)
    return (points.of, points.when, *(c for p in parts for c in conditions(p)))


def values(points: Points) -> tuple[t.Value, ...]:
    """All values of an entry and its parts."""
    own = () if points.value is None else (points.value,)
    return (*own, *(v for p in (*points.parts, *points.best_of) for v in values(p)))


def entry(points: Points, facts: Facts, grounding: Grounding) -> Earned:
    """The span that one entry of the points table gives each row."""
    span = _clamped(points, _earned(points, facts, grounding))
    for condition in (points.when, points.of):
        if condition != t.Fixed(True):
            span = _where(facts, facts.truth_column(grounding.condition(condition)), span)
    return span


def _earned(points: Points, facts: Facts, grounding: Grounding) -> Earned:
    if points.parts:
        return _both([entry(p, facts, grounding) for p in points.parts], lambda ends: reduce(_add, ends), sum)
    if points.best_of:
        return _both([entry(p, facts, grounding) for p in points.best_of], _largest, max)
    if points.mark is not None:
        top = scaled(points.mark)
        mark = _plain(facts.compiler.number(facts.compiler.value(Column(points.id, None))))
        return Earned(mark.low.clip(0, top), mark.high.clip(0, top), 0, top)
    if points.value is None:
        fixed = scaled(points.points or Fraction(0))
        return Earned(fixed, fixed, fixed, fixed)
    operand = facts.compiler.value(grounding.value(points.value))
    if points.by_option:
        assert isinstance(operand, Code)
        return _by_option(points, operand)
    number = facts.compiler.number(operand)
    if points.bands:
        return _banded(points, number)
    if points.every is not None:
        return _per_unit(points, number)
    # The value itself counts: a mark kept in another field.
    number = _plain(number)
    return Earned(number.low, number.low if number.known else number.high, max(number.least, -INF), INF)


def _plain(number: Number) -> Number:
    return aligned([number, Number(nw.lit(0), nw.lit(0), SCALE, None)])[0]


def _ends(number: Number, step: Callable[[nw.Expr], nw.Expr], rising: bool) -> tuple[nw.Expr, nw.Expr]:
    low = step(number.low)
    if number.known:
        return low, low
    high = step(number.high)
    return (low, high) if rising else (high, low)


def _per_unit(points: Points, number: Number) -> Earned:
    assert points.every is not None and points.points is not None
    every = points.every * 10**number.scale
    factor = scaled(points.points)
    room = INF // max(1, abs(factor))
    # Full units only: 49 of every 50 earn nothing. What is clamped afterwards need not be counted further.
    limit = points.at_most if factor > 0 else points.at_least
    units = room if limit is None or not factor else min(room, -(-scaled(limit) // factor))

    def step(end: nw.Expr) -> nw.Expr:
        if every.denominator > 1:
            end = end.clip(0, INF // every.denominator) * every.denominator
        return (end // every.numerator).clip(0, max(0, units)) * factor

    low, high = _ends(number, step, rising=factor >= 0)
    return Earned(low, high, min(0, units * factor), max(0, units * factor))


def _banded(points: Points, number: Number) -> Earned:
    def step(end: nw.Expr) -> nw.Expr:
        before, total = 0, end * 0
        for start, earned in points.bands:
            edge = start * 10**number.scale
            # Between two values a column can hold: the first one at or above it.
            reached = (end >= -(-edge.numerator // edge.denominator)).cast(nw.Int64)
            total, before = total + reached * (scaled(earned) - before), scaled(earned)
        return total

    given = [0, *(scaled(earned) for _, earned in points.bands)]
    if given != sorted(given):
        # Not rising: between the ends any band may be reached.
        low, high = step(number.low), step(number.high)
        if number.known:
            return Earned(low, low, min(given), max(given))
        same = (low == high).cast(nw.Int64)
        return Earned(low * same + (1 - same) * min(given), high * same + (1 - same) * max(given), min(given), max(given))
    low, high = _ends(number, step, rising=True)
    return Earned(low, high, 0, given[-1])


def _by_option(points: Points, code: Code) -> Earned:
    earned = [scaled(points.by_option.get(option, Fraction(0))) for option in code.options]
    least, most = min(earned, default=0), max(earned, default=0)
    known = reduce(_add, (
        (code.code == i).cast(nw.Int64) * units for i, units in enumerate(earned) if units
    ), code.code * 0)
    unknown = (code.code < 0).cast(nw.Int64)
    return Earned(known + unknown * least if least else known, known + unknown * most, least, most)


def _clamped(points: Points, span: Earned) -> Earned:
    least = -INF if points.at_least is None else scaled(points.at_least)
    most = INF if points.at_most is None else scaled(points.at_most)
    if least <= span.least and span.most <= most:
        return span

    def clip(end: nw.Expr | int) -> nw.Expr | int:
        return min(max(end, least), most) if isinstance(end, int) else end.clip(least, most)

    low = clip(span.low)
    return Earned(low, low if span.known else clip(span.high), max(span.least, least), min(span.most, most))


def _where(facts: Facts, truth: nw.Expr, span: Earned) -> Earned:
    # Unknown whether it counts: anything from what it gives to nothing.
    met, possible = (truth == 2).cast(nw.Int64), (truth > 0).cast(nw.Int64)
    if span.least >= 0:
        return Earned(met * span.low, possible * span.high, 0, span.most)
    if span.most <= 0:
        return Earned(possible * span.low, met * span.high, span.least, 0)
    unknown = possible - met
    low, high = span.low, span.high
    below = low.clip(-INF, 0) if isinstance(low, nw.Expr) else min(low, 0)
    above = high.clip(0, INF) if isinstance(high, nw.Expr) else max(high, 0)
    return Earned(met * low + unknown * below, met * high + unknown * above, span.least, span.most)


def _both(
    spans: list[Earned], ends: Callable[[Iterable[nw.Expr]], nw.Expr], bound: Callable[[list[int]], int]
) -> Earned:
    def column(end: nw.Expr | int) -> nw.Expr:
        return nw.lit(end, nw.Int64) if isinstance(end, int) else end

    return Earned(
        ends([column(s.low) for s in spans]), ends([column(s.high) for s in spans]),
        max(-INF, bound([s.least for s in spans])), min(INF, bound([s.most for s in spans])),
    )


def _add(a: nw.Expr, b: nw.Expr) -> nw.Expr:
    return a + b


def _largest(ends: Iterable[nw.Expr]) -> nw.Expr:
    return nw.max_horizontal(*ends)


def show(units: int) -> str:
    """``825000`` -> ``"82.5"``: exact, no trailing zeros.

    >>> show(825_000), show(100_000), show(-5_000), show(1)
    ('82.5', '10', '-0.5', '0.0001')
    """
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), NUMBER_SCALE)
    return f"{sign}{whole}" + (f".{rest:04d}".rstrip("0") if rest else "")
