"""Values that need fractions: ratios and means, and whatever is made of them.

Everything else counts in whole units and stays in int64 columns. A quotient has no such unit, so what holds one is
worked out row by row in exact fractions, spans as ever: unknown parts widen it, a divisor that may be nothing leaves
it unbounded. Slow beside a column, and only paid for where a rulebook divides.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from engine.criteria import grounded as g
from engine.criteria.operands import LIMIT, number
from engine.frozen import dataclass
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.criteria.facts import Facts, Truths8

End = Fraction | float
"""A float only where it is infinite."""

INFINITE = math.inf
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Quotient:
    """One row's span; ``given``: something stands in its cells."""

    low: End
    high: End
    given: bool = True

    @property
    def known(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Exact:
    """A column of them."""

    rows: tuple[Quotient, ...]


def needs_fractions(value: g.Value | None) -> bool:
    """Whether a value holds a ratio or a mean."""
    match value:
        case g.Op(name, of):
            return name == "ratio" or any(needs_fractions(v) for v in of)
        case g.Lookup(op, _, of_row):
            counting = op in ("count_in", "run_of_years_in", "years_in")
            return op == "mean_in" or (not counting and needs_fractions(of_row))
        case _:
            return False


def exact_column(facts: Facts, value: g.Value) -> Exact:
    """The value of every row."""
    if not needs_fractions(value):
        return Exact(tuple(_plain(facts, value)))
    match value:
        case g.Op(name, of):
            parts = [facts.exact(v).rows for v in of]
            return Exact(tuple(_OPERATIONS[name](row) for row in zip(*parts, strict=True)))
        case g.Lookup():
            return Exact(tuple(_look_up(facts, value)))
    raise AssertionError(f"not made of fractions: {value!r}")


def _plain(facts: Facts, value: g.Value) -> Iterator[Quotient]:
    span = number(facts.compiler.value(value))
    low, high, *given = facts.evaluate(span.low, span.high, *(() if span.given is None else (span.given,)))
    told = [True] * facts.size if not given else (given[0] > 0).tolist()
    for a, b, stands in zip(low.tolist(), high.tolist(), told, strict=True):
        yield Quotient(_end(a, span.scale), _end(b, span.scale), stands)


def _end(units: int, scale: int) -> End:
    if abs(units) >= LIMIT:
        return INFINITE if units > 0 else -INFINITE
    return Fraction(units, 10**scale)


# ---- arithmetic -------------------------------------------------------------------------------------------------

Row = Sequence[Quotient]


def _all_given(row: Row) -> bool:
    return all(q.given for q in row)


def _total(ends: Iterable[End]) -> End:
    return sum(ends, ZERO)


def _times(a: End, b: End) -> End:
    # Nothing times anything is nothing, unbounded or not.
    return ZERO if a == 0 or b == 0 else a * b if abs(a) != INFINITE and abs(b) != INFINITE else (
        INFINITE if (a > 0) == (b > 0) else -INFINITE
    )


def _over(a: End, b: End) -> End:
    if abs(b) == INFINITE or a == 0:
        return ZERO
    return a / b if abs(a) != INFINITE else a


def _sum(row: Row) -> Quotient:
    return Quotient(_total(q.low for q in row), _total(q.high for q in row), _all_given(row))


def _product(row: Row) -> Quotient:
    low, high = row[0].low, row[0].high
    for q in row[1:]:
        corners = [_times(x, y) for x in (low, high) for y in (q.low, q.high)]
        low, high = min(corners), max(corners)
    return Quotient(low, high, _all_given(row))


def _difference(row: Row) -> Quotient:
    a, b = row
    return Quotient(a.low - b.high, a.high - b.low, _all_given(row))


def _ratio(row: Row) -> Quotient:
    a, b = row
    if b.low <= 0:
        return Quotient(-INFINITE, INFINITE, _all_given(row))
    low, high = ([_over(end, divisor) for divisor in (b.low, b.high)] for end in (a.low, a.high))
    return Quotient(min(low), max(high), _all_given(row))


def _sum_of_given(row: Row) -> Quotient:
    some = [q for q in row if q.given]
    if some:
        return Quotient(_total(q.low for q in some), _total(q.high for q in some))
    # Of those that are all blank any may turn out to be given, but at least one.
    least, most = min(q.low for q in row), max(q.high for q in row)
    return Quotient(
        least if least >= 0 else _total(min(q.low, ZERO) for q in row),
        most if most <= 0 else _total(max(q.high, ZERO) for q in row),
        given=False,
    )


def _first_given(row: Row) -> Quotient:
    first = next((q for q in row if q.given), None)
    return first or Quotient(min(q.low for q in row), max(q.high for q in row), given=False)


def _agreed(row: Row) -> Quotient:
    first, *others = row
    said = [q.low for q in others if q.given and q.known] if first.known else []
    return Quotient(min([first.low, *said]), max([first.high, *said]), first.given)


_OPERATIONS: Mapping[str, Callable[[Row], Quotient]] = {
    "sum": _sum,
    "product": _product,
    "difference": _difference,
    "ratio": _ratio,
    "sum_of_given": _sum_of_given,
    "first_given": _first_given,
    "agreed": _agreed,
    "smallest": lambda row: Quotient(min(q.low for q in row), min(q.high for q in row), _all_given(row)),
    "largest": lambda row: Quotient(max(q.low for q in row), max(q.high for q in row), _all_given(row)),
}


# ---- over the rows of a register --------------------------------------------------------------------------------


def _look_up(facts: Facts, term: g.Lookup) -> Iterator[Quotient]:
    from engine.criteria.registers import speaking

    assert term.value is not None
    values = facts.registers[term.register].exact(term.value).rows
    for mine in speaking(facts, term):
        sure, maybe = ([values[r] for r in rows] for rows in mine)
        yield _FOLDS[term.op](sure, maybe)


def _mean(sure: Row, maybe: Row) -> Quotient:
    if not sure:  # of nothing at all there is no mean
        return Quotient(-INFINITE, INFINITE, given=bool(maybe))
    return Quotient(
        _least_mean([q.low for q in sure], [q.low for q in maybe]),
        -_least_mean([-q.high for q in sure], [-q.high for q in maybe]),
    )


def _least_mean(sure: list[End], maybe: list[End]) -> End:
    """The mean of those that count and of whichever may count that makes it least: all that lie below it."""
    total, count = _total(sure), len(sure)
    for value in sorted(maybe):
        if value * count >= total:
            break
        total, count = total + value, count + 1
    return total / count


def _total_of(sure: Row, maybe: Row) -> Quotient:
    return Quotient(
        _total([*(q.low for q in sure), *(min(q.low, ZERO) for q in maybe)]),
        _total([*(q.high for q in sure), *(max(q.high, ZERO) for q in maybe)]),
    )


def _largest_of(sure: Row, maybe: Row) -> Quotient:
    """Of no row at all: 0."""
    if sure:
        return Quotient(max(q.low for q in sure), max(q.high for q in (*sure, *maybe)))
    return Quotient(min([ZERO, *(q.low for q in maybe)]), max([ZERO, *(q.high for q in maybe)]))


def _found(sure: Row, maybe: Row) -> Quotient:
    if maybe or not sure:
        return Quotient(-INFINITE, INFINITE, given=bool(maybe))
    return Quotient(min(q.low for q in sure), max(q.high for q in sure))


_FOLDS: Mapping[str, Callable[[Row, Row], Quotient]] = {
    "mean_in": _mean, "total_in": _total_of, "largest_in": _largest_of, "find_in": _found,
}  # fmt: skip


# ---- tests ------------------------------------------------------------------------------------------------------


def exact_test(facts: Facts, subject: g.Value, test: g.TestTerm) -> Truths8:
    """A test of a value, or against one, that needs fractions."""
    rows = facts.exact(subject).rows
    truths: list[int] = []
    match test:
        case t.Known() | t.Given():
            blank = 1 if isinstance(test, t.Known) else 0
            truths = [2 if q.known else 1 if q.given else blank for q in rows]
        case g.Is(values, negated):
            literals = [t.as_fraction(v.value) for v in values if isinstance(v, t.Constant)]
            otherwise = 1 if len(literals) < len(values) else 0
            truths = [max([otherwise, *(_equals(q, x) for x in literals)]) for q in rows]
            truths = [2 - truth for truth in truths] if negated else truths
        case g.Compare(op, bound):
            truths = [_compare(q, op, b) for q, b in zip(rows, facts.exact(bound).rows, strict=True)]
        case g.Between(low, high):
            ends = zip(rows, facts.exact(low).rows, facts.exact(high).rows, strict=True)
            truths = [min(_compare(q, ">=", a), _compare(q, "<=", b)) for q, a, b in ends]
    return np.array(truths, np.int8)


def _equals(q: Quotient, x: Fraction) -> int:
    return 2 if q.low == q.high == x else 1 if q.low <= x <= q.high else 0


def _compare(a: Quotient, op: t.Order, b: Quotient) -> int:
    if op in ("<", "<="):
        return _compare(b, ">" if op == "<" else ">=", a)
    if op == ">=":
        return 2 if a.low >= b.high else 1 if a.high >= b.low else 0
    return 2 if a.low > b.high else 1 if a.high > b.low else 0
