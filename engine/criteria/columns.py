"""Grounded values and tests as columns of one table.

A value becomes an operand (``engine.criteria.operands``), a test an int8 column of truths.

Written against ``engine.criteria.algebra``, so that it makes narwhals expressions, the same on any of its backends, or
computes small tables at once. Nothing is computed twice: ``Store`` keeps each column under its term.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from engine.criteria import grounded as g
from engine.criteria.algebra import Col, smallest, where
from engine.criteria.arithmetic import operate, product
from engine.criteria.comparing import compare, is_one_of, known
from engine.criteria.exact import needs_fractions
from engine.criteria.operands import (
    INF,
    Code,
    Literal,
    Number,
    Operand,
    Words,
    integer,
    number,
    options_of,
    scale_of,
    word,
)
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.rulebook.model import Field, Setting


class Store(Protocol):
    """Where columns are kept; every answer is an operand over kept columns."""

    def column(self, field: Field, blank: Setting, proven: bool) -> Operand:
        """A field's column, blanks filled as said; ``proven``: what has no evidence beside it is not known."""

    def keep(self, value: g.Op, operand: Operand) -> Operand:
        """The same operand, computed and kept."""

    def lookup(self, term: g.Lookup) -> Operand:
        """A value taken over a register's rows."""

    def scored(self, value: g.Scored) -> Operand:
        """The score of every row."""

    def years(self, value: g.Op) -> Operand:
        """Whole years between two values."""

    def divided(self, subject: g.Value, test: g.TestTerm) -> Col:
        """A test of, or against, what holds a quotient."""


class Compiler:
    """Compiles tests and values over one table into expressions."""

    def __init__(self, fields: Mapping[str, Field], units: tuple[str, ...], store: Store) -> None:
        self.fields = fields
        self.units = units
        self.store = store

    # ---- values -------------------------------------------------------------------------------------------------

    def value(self, value: g.Value) -> Operand:
        """The value as an operand."""
        match value:
            case t.Constant(scalar):
                return Literal(scalar)
            case g.Unset(name, minimum):
                low = -INF if minimum is None else integer(minimum, 0)
                return Number(low, INF, 0, False if name == g.NOTHING else None, low or 0)
            case g.Column(name, blank, proven):
                return self.store.column(self.fields[name], blank, proven)
            case g.Op("years_between"):
                return self.store.years(value)
            case g.Op(name, of):
                operands = [self.value(v) for v in of]
                if name == "first_given" and any(isinstance(o, Code | Words) for o in operands):
                    # What a register that was not given would say is a choice or a text like the others.
                    operands = [o for o, v in zip(operands, of, strict=True) if not isinstance(v, g.Unset)]
                return self.store.keep(value, operate(name, operands))
            case g.Lookup():
                return self.store.lookup(value)
            case g.Scored():
                return self.store.scored(value)

    def blank_value(self, field: Field, blank: Setting) -> int:
        """What a blank cell of this field means, in the column's units."""
        assert blank is not None, f"{field.id}: a blank means nothing"
        if field.type in ("yes_no", "choice", "unit"):
            return options_of(field, self.units).index(word(blank))
        whole = integer(blank, scale_of(field))
        assert whole is not None, f"{field.id}: what a blank means is not a value of its type"
        return whole

    @staticmethod
    def bounds(field: Field) -> tuple[int, int]:
        """What a blank number can be: within the field's limits, and money and counts are never negative."""
        scale = scale_of(field)
        least = field.minimum
        if least is None and field.type in ("money", "whole"):
            least = Fraction(0)
        low = -INF if least is None else int(least * 10**scale)
        high = INF if field.maximum is None else int(field.maximum * 10**scale)
        return low, high

    # ---- tests ---------------------------------------------------------------------------------------------------

    def test(self, subject: g.Value, test: g.TestTerm) -> Col:
        """A test as a column of truths."""
        if _divides(subject, test):
            match subject, test:
                case g.Op("ratio", of), g.Compare(_, bound) if not any(map(needs_fractions, (*of, bound))):
                    return self._ratio(subject, test)
            return self.store.divided(subject, test)
        operand = self.value(subject)
        match test:
            case t.Known() | t.Given():
                return known(operand, blank=1 if isinstance(test, t.Known) else 0)
            case g.Is(values, negated):
                truth = is_one_of(operand, values)
                return 2 - truth if negated else truth
            case g.Compare(op, bound):
                return compare(number(operand), op, self._bound(operand, bound))
            case g.Between(low, high):
                span = number(operand)
                return smallest(
                    compare(span, ">=", self._bound(operand, low)),
                    compare(span, "<=", self._bound(operand, high)),
                )

    def _bound(self, operand: Operand, bound: g.Value) -> Number:
        other = self.value(bound)
        if isinstance(operand, Code) and isinstance(other, Literal):
            return number(Literal(operand.options.index(str(other.value))))
        return number(other)

    def _ratio(self, ratio: g.Op, test: g.Compare) -> Col:
        # a/b >= r is a >= r*b for b > 0: no division, no rounding. A divisor that may be 0 leaves it unknown.
        a, b = (number(self.value(v)) for v in ratio.of)
        share = product(b, number(self.value(test.bound)))
        return where(b.low > 0, compare(a, test.op, share), 1)


def _divides(subject: g.Value, test: g.TestTerm) -> bool:
    """Whether a quotient stands on either side."""
    match test:
        case g.Compare(bound=bound):
            return needs_fractions(subject) or needs_fractions(bound)
        case g.Between(low, high):
            return any(map(needs_fractions, (subject, low, high)))
        case _:
            return needs_fractions(subject)
