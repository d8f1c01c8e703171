"""Itemised points as spans: what each entry of the points table gives each candidate, exactly.

Points are counted in ten-thousandths. Where a value or a condition is unknown, an entry is a span; every way to
earn points is monotone in its value, so a span's ends come from its value's ends.
"""

from __future__ import annotations

from collections.abc import Callable
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


def scaled(points: Fraction) -> int:
    """Points in ten-thousandths; the language admits no finer ones."""
    whole = integer(points, SCALE)
    if whole is None:
        raise ValueError(f"{points} has more than {SCALE} decimals")
    return whole


def entry(points: Points, facts: Facts, grounding: Grounding) -> Number:
    """The span that one entry of the points table gives each row."""
    span = _clamped(points, _earned(points, facts, grounding))
    for condition in (points.when, points.of):
        if condition != t.Fixed(True):
            span = _where(facts.store(facts.truth(grounding.condition(condition))), span)
    return span


def conditions(points: Points) -> tuple[t.Condition, ...]:
    """All conditions of an entry and its parts."""
    parts = (*points.parts, *points.best_of)
    return (points.of, points.when, *(c for p in parts for c in conditions(p)))


def values(points: Points) -> tuple[t.Value, ...]:
    """All values of an entry and its parts."""
    own = () if points.value is None else (points.value,)
    return (*own, *(v for p in (*points.parts, *points.best_of) for v in values(p)))


def _earned(points: Points, facts: Facts, grounding: Grounding) -> Number:
    if points.parts:
        parts = [entry(p, facts, grounding) for p in points.parts]
        return Number(_sum([p.low for p in parts]), _sum([p.high for p in parts]), SCALE, None)
    if points.best_of:
        parts = [entry(p, facts, grounding) for p in points.best_of]
        low = nw.max_horizontal(*(p.low for p in parts))
        return Number(low, nw.max_horizontal(*(p.high for p in parts)), SCALE, None)
    if points.mark is not None:
        mark = facts.compiler.number(facts.compiler.value(Column(points.id, None)))
        (mark, _) = aligned([mark, Number(nw.lit(0), nw.lit(0), SCALE, None)])
        top = scaled(points.mark)
        return Number(mark.low.clip(0, top), mark.high.clip(0, top), SCALE, None)
    if points.value is None:
        fixed = scaled(points.points or Fraction(0))
        return Number(nw.lit(fixed), nw.lit(fixed), SCALE, None)
    operand = facts.compiler.value(grounding.value(points.value))
    if points.by_option:
        assert isinstance(operand, Code)
        return _by_option(points, operand)
    number = facts.compiler.number(operand)
    if points.bands:
        return _monotone(number, lambda end: _banded(points, end, number.scale))
    if points.every is not None:
        return _per_unit(points, number)
    # The value itself counts: a mark kept in another field.
    (number, _) = aligned([number, Number(nw.lit(0), nw.lit(0), SCALE, None)])
    return Number(number.low, number.high, SCALE, None)


def _monotone(number: Number, step: Callable[[nw.Expr], nw.Expr]) -> Number:
    a, b = step(number.low), step(number.high)
    return Number(nw.min_horizontal(a, b), nw.max_horizontal(a, b), SCALE, None)


def _per_unit(points: Points, number: Number) -> Number:
    assert points.every is not None and points.points is not None
    every = points.every * 10**number.scale
    factor = scaled(points.points)
    room = INF // max(1, abs(factor))

    def step(end: nw.Expr) -> nw.Expr:
        # Full units only: 49 of every 50 earn nothing. Below zero earns nothing either.
        units = (end.clip(0, INF) * every.denominator // every.numerator if every.denominator > 1
                 else end.clip(0, INF) // every.numerator)
        return units.clip(0, room) * factor

    return _monotone(number, step)


def _banded(points: Points, end: nw.Expr, scale: int) -> nw.Expr:
    result: nw.Expr = nw.lit(0, nw.Int64)
    for start, earned in points.bands:
        edge = start * 10**scale
        # A bound between two representable values: the first one at or above it.
        result = nw.when(end >= -(-edge.numerator // edge.denominator)).then(scaled(earned)).otherwise(result)
    return result


def _by_option(points: Points, code: Code) -> Number:
    earned = [scaled(points.by_option.get(option, Fraction(0))) for option in code.options]
    low: nw.Expr = nw.lit(min(earned, default=0), nw.Int64)
    high: nw.Expr = nw.lit(max(earned, default=0), nw.Int64)
    for i, points_ in enumerate(earned):
        low = nw.when(code.code == i).then(points_).otherwise(low)
        high = nw.when(code.code == i).then(points_).otherwise(high)
    return Number(low, high, SCALE, None)


def _clamped(points: Points, span: Number) -> Number:
    least = -INF if points.at_least is None else scaled(points.at_least)
    most = INF if points.at_most is None else scaled(points.at_most)
    return Number(span.low.clip(least, most), span.high.clip(least, most), SCALE, None)


def _where(truth: nw.Expr, span: Number) -> Number:
    # Unknown whether it counts: anything from what it gives to nothing.
    low = nw.when(truth == 2).then(span.low).when(truth == 0).then(0).otherwise(span.low.clip(-INF, 0))
    high = nw.when(truth == 2).then(span.high).when(truth == 0).then(0).otherwise(span.high.clip(0, INF))
    return Number(low, high, SCALE, None)


def _sum(ends: list[nw.Expr]) -> nw.Expr:
    return reduce(lambda a, b: (a + b).clip(-INF, INF), ends)


def show(units: int) -> str:
    """``825000`` -> ``"82.5"``: exact, no trailing zeros.

    >>> show(825_000), show(100_000), show(-5_000), show(1)
    ('82.5', '10', '-0.5', '0.0001')
    """
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), NUMBER_SCALE)
    return f"{sign}{whole}" + (f".{rest:04d}".rstrip("0") if rest else "")
