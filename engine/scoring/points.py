"""Itemised points as spans: what each entry of the points table gives each candidate, exactly.

Points are counted in ten-thousandths. Where a value or a condition is unknown, an entry is a span; every way to
earn points is monotone in its value, so a span's ends come from its value's ends. Expressions are sums and products
of comparisons rather than ``when``: the same column at a fraction of the cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from functools import reduce

import numpy as np

from engine.criteria import Column, Facts, Grounding
from engine.criteria.algebra import Col, as_count, clip, largest, smallest, where
from engine.criteria.exact import INFINITE, End, Exact, needs_fractions
from engine.criteria.operands import INF, LIMIT, Code, Number, aligned, integer, number
from engine.frozen import dataclass
from engine.intake.roster import NUMBER_SCALE
from engine.rulebook import terms as t
from engine.rulebook.model import Points

SCALE = 4
"""Decimals of a score: points are whole ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What an entry gives: the ends of its span, and between which points they can lie at all."""

    low: Col
    high: Col
    least: int
    most: int
    open: tuple[Col, ...] = ()  # where one of these holds the ends may differ; elsewhere they are the same

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


def entry(points: Points, facts: Facts, grounding: Grounding) -> Earned:
    """The span that one entry of the points table gives each row."""
    span = _clamped(points, _earned(points, facts, grounding))
    for condition in (points.when, points.of):
        if condition != t.Fixed(True):
            span = _where(facts.truth_column(grounding.condition(condition)), span)
    return span


def _earned(points: Points, facts: Facts, grounding: Grounding) -> Earned:
    if points.parts:
        return _both([entry(p, facts, grounding) for p in points.parts], lambda ends: reduce(_add, ends), sum)
    if points.best_of:
        return _both([entry(p, facts, grounding) for p in points.best_of], _largest, max)
    if points.mark is not None:
        top = scaled(points.mark)
        mark = _plain(number(facts.compiler.value(Column(points.id.rsplit("/", 1)[-1], None))))
        return Earned(clip(mark.low, 0, top), clip(mark.high, 0, top), 0, top, _open(mark))
    if points.value is None:
        fixed = scaled(points.points or Fraction(0))
        return Earned(fixed, fixed, fixed, fixed)
    grounded = grounding.value(points.value)
    if needs_fractions(grounded):
        points, units = _counted(points, facts.exact(grounded), facts)
        return _banded(points, units) if points.bands else _per_unit(points, units)
    operand = facts.compiler.value(grounded)
    if points.by_option:
        assert isinstance(operand, Code)
        return _by_option(points, operand)
    amount = number(operand)
    if points.bands:
        return _banded(points, amount)
    if points.every is not None:
        return _per_unit(points, amount)
    # The value itself counts: a mark kept in another field.
    own = _plain(amount)
    return Earned(own.low, own.low if own.known else own.high, max(own.least, -INF), INF, _open(own))


def _counted(points: Points, exact: Exact, facts: Facts) -> tuple[Points, Number]:
    """Whole units or bands reached, counted by the fraction itself, in place of a value that no column can hold."""

    def units(end: End) -> int:
        if points.bands:
            return sum(end >= start for start, _ in points.bands)
        if abs(end) == INFINITE:
            return INF if end > 0 else -INF
        assert points.every is not None
        return max(-INF, min(INF, int(end // points.every)))

    low = np.array([units(q.low) for q in exact.rows], np.int64)
    high = np.array([units(q.high) for q in exact.rows], np.int64)
    bands = tuple((Fraction(place), earned) for place, (_, earned) in enumerate(points.bands, 1))
    every = None if points.every is None else Fraction(1)
    return replace(points, every=every, bands=bands), Number(facts.store(low), facts.store(high), 0, None)


def _open(number: Number) -> tuple[Col, ...]:
    return () if number.known else (number.low != number.high,)


def _plain(number: Number) -> Number:
    return aligned([number, Number(0, 0, SCALE, None)])[0]


def _ends(number: Number, step: Callable[[Col], Col], rising: bool) -> tuple[Col, Col]:
    low = step(number.low)
    if number.known:
        return low, low
    high = step(number.high)
    return (low, high) if rising else (high, low)


def _per_unit(points: Points, number: Number) -> Earned:
    assert points.every is not None
    assert points.points is not None
    every = points.every * 10**number.scale
    factor = scaled(points.points)
    room = INF // max(1, abs(factor))
    # Full units only: 49 of every 50 earn nothing. What is clamped afterwards need not be counted further.
    limit = points.at_most if factor > 0 else points.at_least
    units = room if limit is None or not factor else min(room, -(-scaled(limit) // factor))

    most = INF // every.denominator * every.denominator // every.numerator

    def step(end: Col) -> Col:
        many = end
        if every.denominator > 1:
            many = clip(end, 0, INF // every.denominator) * every.denominator
        many = many // every.numerator
        if not number.known and units > most:
            many = where(end >= LIMIT, room, many)  # unbounded, whatever it is divided by
        return clip(many, None if number.least >= 0 else 0, max(0, units)) * factor

    low, high = _ends(number, step, rising=factor >= 0)
    return Earned(low, high, min(0, units * factor), max(0, units * factor), _open(number))


def _banded(points: Points, number: Number) -> Earned:
    def step(end: Col) -> Col:
        before, total = 0, 0
        for start, earned in points.bands:
            edge = start * 10**number.scale
            # Between two values a column can hold: the first one at or above it.
            reached = as_count(end >= -(-edge.numerator // edge.denominator))
            total, before = total + reached * (scaled(earned) - before), scaled(earned)
        return total

    given = [0, *(scaled(earned) for _, earned in points.bands)]
    if given != sorted(given):
        if number.known:
            low = step(number.low)
            return Earned(low, low, min(given), max(given))
        return _any_band(points, number, given)
    low, high = _ends(number, step, rising=True)
    return Earned(low, high, 0, given[-1], _open(number))


def _any_band(points: Points, number: Number, given: list[int]) -> Earned:
    """Bands that do not rise: the least and the most of all those that the span touches, not only of its ends'."""
    least: Col = max(given) + number.low * 0
    most: Col = min(given) + number.low * 0
    edges = [-(-edge.numerator // edge.denominator) for edge in (start * 10**number.scale for start, _ in points.bands)]
    for start, end, units in zip([None, *edges], [*edges, None], given, strict=True):
        touched = (number.low <= number.high) if start is None else number.high >= start
        if end is not None:
            touched = touched & (number.low < end)
        least = where(touched, smallest(least, units + least * 0), least)
        most = where(touched, largest(most, units + most * 0), most)
    return Earned(least, most, min(given), max(given), _open(number))


def _by_option(points: Points, code: Code) -> Earned:
    earned = [scaled(points.by_option.get(option, Fraction(0))) for option in code.options]
    least, most = min(earned, default=0), max(earned, default=0)
    known = reduce(_add, (as_count(code.code == i) * units for i, units in enumerate(earned) if units), code.code * 0)
    untold = code.code < 0
    unknown = as_count(untold)
    return Earned(known + unknown * least if least else known, known + unknown * most, least, most, (untold,))


def _clamped(points: Points, span: Earned) -> Earned:
    least = -INF if points.at_least is None else scaled(points.at_least)
    most = INF if points.at_most is None else scaled(points.at_most)
    if least <= span.least and span.most <= most:
        return span

    low, bounds = clip(span.low, least, most), (clip(span.least, least, most), clip(span.most, least, most))
    return Earned(low, low if span.known else clip(span.high, least, most), *bounds, span.open)


def _where(truth: Col, span: Earned) -> Earned:
    # Unknown whether it counts: anything from what it gives to nothing.
    met, possible, open_ = as_count(truth == 2), as_count(truth > 0), (*span.open, truth == 1)
    if span.least >= 0:
        return Earned(met * span.low, possible * span.high, 0, span.most, open_)
    if span.most <= 0:
        return Earned(possible * span.low, met * span.high, span.least, 0, open_)
    unknown = possible - met
    low = met * span.low + unknown * clip(span.low, -INF, 0)
    return Earned(low, met * span.high + unknown * clip(span.high, 0, INF), span.least, span.most, open_)


def _both(spans: list[Earned], ends: Callable[[Iterable[Col]], Col], bound: Callable[[list[int]], int]) -> Earned:
    return Earned(
        ends([s.low for s in spans]),
        ends([s.high for s in spans]),
        max(-INF, bound([s.least for s in spans])),
        min(INF, bound([s.most for s in spans])),
        tuple(o for s in spans for o in s.open),
    )


def _add(a: Col, b: Col) -> Col:
    return a + b


def _largest(ends: Iterable[Col]) -> Col:
    return largest(*ends)


def show(units: int) -> str:
    """``825000`` -> ``"82.5"``: exact, no trailing zeros.

    >>> show(825_000), show(100_000), show(-5_000), show(1)
    ('82.5', '10', '-0.5', '0.0001')
    """
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), NUMBER_SCALE)
    return f"{sign}{whole}" + (f".{rest:04d}".rstrip("0") if rest else "")
