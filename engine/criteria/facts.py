"""The columns of one table: each grounded term is computed once, whoever asks and under whichever setting.

Tests and values are expressions of ``engine.criteria.columns`` over the columns kept here; the Kleene connectives
between tests are minima and maxima of truth columns. Register rows are tied to the table's rows in
``engine.criteria.registers``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from engine.criteria import grounded as g
from engine.criteria.algebra import Col, as_truth, lift
from engine.criteria.calendar import is_dated, years_between
from engine.criteria.cells import Cells, Ints64
from engine.criteria.columns import Compiler
from engine.criteria.exact import INFINITE, End, Exact, exact_column, exact_test, needs_fractions
from engine.criteria.operands import INF, YES_NO, Code, Number, Operand, Words, number, options_of, scale_of
from engine.frozen import dataclass
from engine.rulebook import terms as t

if TYPE_CHECKING:
    import narwhals as nw

    from engine.intake.roster import Table
    from engine.rulebook.model import Field, Setting

Truths8 = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Span:
    """A value for every row: ``low == high`` where it is known, in units of ``10 ** -scale``."""

    low: Ints64
    high: Ints64
    scale: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An option for every row by position; -1 where unknown."""

    code: Ints64
    options: tuple[str, ...]


LAZY_FROM = 20_000
"""Rows from which columns are computed by narwhals expressions; fewer are done before an expression has started."""


class Facts(Cells):
    """Truths and values of grounded terms over one table, and over the registers beside it."""

    def __init__(
        self,
        table: Table,
        fields: Mapping[str, Field],
        units: tuple[str, ...],
        registers: Mapping[str, Facts] | None = None,
        *,
        lazy: bool | None = None,
    ) -> None:
        super().__init__(table, fields, units)
        self.registers = registers or {}
        self.eager = self.size < LAZY_FROM if lazy is None else not lazy
        self.groups: frozenset[str] = frozenset()
        # unit fields whose blank leaves a match open: the round's quotas are per these
        self.compiler = Compiler(fields, units, self)
        self._columns: dict[str, npt.NDArray[np.generic]] = {}
        self._frame: nw.DataFrame[pd.DataFrame] | None = None
        self._operands: dict[object, Operand] = {}
        self._truths: dict[object, Truths8] = {}
        self._exprs: dict[Hashable, Col] = {}
        self._yes: dict[tuple[str, Setting, bool], Truths8] = {}
        self._exact: dict[tuple[g.Value, frozenset[str]], Exact] = {}
        self._values: dict[g.Value, Span | Choice] = {}
        self.scorers: dict[g.Scored, Callable[[], Span]] = {}
        self.memory: dict[Hashable, Span] = {}
        """Spans that later rooms computed over this table, under all that they hang on."""

    # ---- truths -------------------------------------------------------------------------------------------------

    def truths(self, conditions: Sequence[g.Condition]) -> list[Truths8]:
        """A column of truths for each condition; tests not yet known are computed together."""
        self._compute([test for c in conditions for test in _tests(c)])
        return [self._truth(c) for c in conditions]

    def truth(self, condition: g.Condition) -> Truths8:
        """One column of truths."""
        return self.truths([condition])[0]

    def truth_column(self, condition: g.Condition) -> Col:
        """A column of truths as an expression over the kept columns."""
        key = ("truth", condition, self.groups)
        if key not in self._exprs:
            self._exprs[key] = self.store(self.truth(condition))
        return self._exprs[key]

    def _compute(self, tests: list[g.Test]) -> None:
        new = [test for test in dict.fromkeys(tests) if test not in self._truths and not self._said(test)]
        if new:
            columns = self.evaluate(*(self.compiler.test(x.subject, x.test) for x in new))
            self._truths.update(zip(new, (c.astype(np.int8, copy=False) for c in columns), strict=True))

    def _said(self, test: g.Test) -> bool:
        """A yes/no column that is asked for yes or no says the truth itself: nothing to compute."""
        match test:
            case g.Test(g.Column(name, blank, proven), g.Is((t.Constant(bool() as wanted),), negated)):
                if self.fields[name].type != "yes_no":
                    return False
                self.column(self.fields[name], blank, proven)
                truth = self._yes[name, blank, proven]
                self._truths[test] = truth if wanted != negated else 2 - truth
                return True
        return False

    def _truth(self, condition: g.Condition) -> Truths8:
        match condition:
            case g.Test():
                return self._truths[condition]
            case g.Unknown():
                return np.full(self.size, 1, np.int8)
            case t.Fixed(met):
                return np.full(self.size, 2 if met else 0, np.int8)
        key = (condition, self.groups)
        if key not in self._truths:
            self._truths[key] = self._compound(condition)
        return self._truths[key]

    def _compound(self, condition: g.Condition) -> Truths8:
        match condition:
            case g.All(of):
                return _fold(np.minimum, [self._truth(c) for c in of], 2, self.size)
            case g.AnyOf(of):
                return _fold(np.maximum, [self._truth(c) for c in of], 0, self.size)
            case g.NoneOf(of):
                return (2 - _fold(np.maximum, [self._truth(c) for c in of], 0, self.size)).astype(np.int8)
            case g.AtLeast(n, of):
                truths = [self._truth(c) for c in of]
                met = _fold(np.add, [(x == 2).astype(np.int8) for x in truths], 0, self.size)
                possible = _fold(np.add, [(x > 0).astype(np.int8) for x in truths], 0, self.size)
                return np.where(met >= n, 2, np.where(possible >= n, 1, 0)).astype(np.int8)
            case g.InRegister():
                from engine.criteria.registers import in_register

                return in_register(self, condition)
        raise AssertionError(f"not grounded: {condition!r}")

    # ---- values -------------------------------------------------------------------------------------------------

    def value(self, value: g.Value) -> Span | Choice:
        """A column of values."""
        if value not in self._values and needs_fractions(value):
            self._values[value] = _rounded(self.exact(value))
        elif value not in self._values:
            operand = self.compiler.value(value)
            if isinstance(operand, Code):
                self._values[value] = Choice(wide(self.evaluate(operand.code)[0]), operand.options)
            else:
                span = number(operand)
                low, *high = self.evaluate(*((span.low,) if span.known else (span.low, span.high)))
                self._values[value] = Span(wide(low), wide(high[0] if high else low), span.scale)
        return self._values[value]

    def span(self, value: g.Value) -> Span:
        """A column of numbers; an ordered choice counts by position."""
        found = self.value(value)
        if isinstance(found, Span):
            return found
        known = found.code >= 0
        top = max(0, len(found.options) - 1)
        return Span(np.where(known, found.code, 0), np.where(known, found.code, top), 0)

    def evaluate(self, *expressions: Col, rows: Ints64 | None = None) -> list[npt.NDArray[np.integer]]:
        """Integer columns, in whatever width they come out, of all rows or of some; computed together."""
        size = self.size if rows is None else len(rows)
        if not expressions:
            return []
        if self.eager:
            columns = [np.asarray(e) for e in expressions]
            found = [c if rows is None or c.shape != (self.size,) else c[rows] for c in columns]
        else:
            frame = self._all_rows() if rows is None else _frame({n: c[rows] for n, c in self._columns.items()}, size)
            result = frame.select(*(lift(e).alias(str(i)) for i, e in enumerate(expressions)))
            found = [result[name].to_numpy() for name in result.columns]
        # A constant comes out as one row, or none.
        return [c if c.shape == (size,) else np.repeat(c.reshape(-1)[:1], size) for c in found]

    def _all_rows(self) -> nw.DataFrame[pd.DataFrame]:
        if self._frame is None:
            self._frame = _frame(self._columns, self.size)
        return self._frame

    # ---- what the compiler keeps here ---------------------------------------------------------------------------

    def store(self, column: npt.NDArray[np.generic]) -> Col:
        """Keeps a column and gives its expression; of a small table, the column itself."""
        if self.eager:
            return column
        import narwhals as nw

        name = f"c{len(self._columns)}"
        self._columns[name] = column
        self._frame = None
        return nw.col(name)

    def column(self, field: Field, blank: Setting, proven: bool = False) -> Operand:
        """A field's typed column: nulls become -1, or the ends of what the field can hold."""
        key = (field.id, blank, proven)
        if key not in self._operands:
            self._operands[key] = self._column(field, blank, proven)
        return self._operands[key]

    def unproven(self, field: Field) -> npt.NDArray[np.bool_]:
        """Where something stands that needs evidence and has none beside it."""
        beside = f"{field.id}_evidence"
        values = self.plain(field.id)
        said = self.plain(beside)
        nothing: tuple[int | None, ...] = (None, 0) if field.type not in ("choice", "unit", "date") else (None,)
        return np.array([v not in nothing and not s for v, s in zip(values, said, strict=True)], np.bool_)

    def _column(self, field: Field, blank: Setting, proven: bool) -> Operand:
        if field.type == "text":
            keys = self.keys(field.id, unit=False)
            present = np.array([k is not None for k in keys], np.bool_)
            if proven:
                present &= ~self.unproven(field)
            words = np.where(present, keys, "").astype(str) if self.size else np.zeros(0, str)
            return Words(self.store(words), self._given(field.id, present))
        raw, present = self.raw(field.id)
        given = self._given(field.id, present)
        lacking = self.unproven(field) if proven else np.zeros(0, np.bool_)
        if proven:
            present, raw = present & ~lacking, np.where(lacking, -1, raw)
        if blank is not None:
            empty = ~present & ~self.unreadable(field.id)
            if proven:
                empty &= ~lacking
            raw = np.where(empty, self.compiler.blank_value(field, blank), raw)
            present = present | empty
        if field.type == "yes_no":
            said = raw.astype(np.int8, copy=False)
            # 0, 2, and 1 for -1
            truth = self._yes[field.id, blank, proven] = 2 * said + 3 * as_truth(said < 0)
            yes = self.store(truth)
            code = as_truth(yes == 2) - as_truth(yes == 1)
            return Code(code, YES_NO, given, yes=yes)
        if field.type in ("choice", "unit"):
            options = options_of(field, self.units)
            code = self.store(raw.astype(np.min_scalar_type(-len(options) - 1), copy=False))
            return Code(code, options, given, bool(present.all()))
        if present.all():
            both = self.store(wide(raw))
            return Number(both, both, scale_of(field), given, int(raw.min(initial=INF)), known=True)
        lows, absent = raw.astype(np.int64), np.flatnonzero(~present)
        highs = lows.copy()
        lows[absent], highs[absent] = self.compiler.bounds(field)
        return Number(
            self.store(lows), self.store(highs), scale_of(field), given, int(lows.min(initial=INF))
        )

    def _given(self, field_id: str, present: npt.NDArray[np.bool_]) -> Col | None:
        given = present | self.unreadable(field_id) if self.table.unreadable.get(field_id) else present
        return None if given.all() else self.store(given)

    def keep(self, value: g.Op, operand: Operand) -> Operand:
        """Computes an operand and keeps its columns."""
        if value not in self._operands:
            self._operands[value] = self._kept(operand)
        return self._operands[value]

    def _kept(self, operand: Operand) -> Operand:
        match operand:
            case Number(low, high, scale, given, least, _):
                columns = self.evaluate(low, high, *(() if given is None else (given,)))
                kept = [self.store(c) for c in columns[:2]]
                return Number(kept[0], kept[1], scale, None if given is None else self.store(columns[2] > 0), least)
            case Code(code, options, given, _):
                columns = self.evaluate(code, *(() if given is None else (given,)))
                return Code(self.store(columns[0]), options, None if given is None else self.store(columns[1] > 0))
            case _:
                return operand

    def lookup(self, term: g.Lookup) -> Operand:
        """A value taken over a register's rows."""
        key = (term, self.groups)
        if key not in self._operands:
            from engine.criteria.registers import look_up

            self._operands[key] = look_up(self, term)
        return self._operands[key]


    def scored(self, value: g.Scored) -> Operand:
        """The score, which a room behind this one works out when a criterion asks for it."""
        if value not in self._operands:
            span = self.scorers[value]()
            self._operands[value] = Number(self.store(span.low), self.store(span.high), span.scale, None)
        return self._operands[value]

    def years(self, value: g.Op) -> Operand:
        """Whole years between two values, days or years."""
        if value not in self._operands:
            first, second = value.of
            dated = [is_dated(v, self.fields, self.registers) for v in value.of]
            for i, other in ((0, 1), (1, 0)):  # a parameter without value may be either: as what stands beside it
                dated[i] = dated[i] or (isinstance(value.of[i], g.Unset) and dated[other])
            low, high = years_between(self.span(first), self.span(second), (dated[0], dated[1]))
            self._operands[value] = Number(self.store(low), self.store(high), 0, None)
        return self._operands[value]

    def exact(self, value: g.Value) -> Exact:
        """A column of exact fractions: for what holds a quotient, and what such a value is held against."""
        key = (value, self.groups)
        if key not in self._exact:
            self._exact[key] = exact_column(self, value)
        return self._exact[key]

    def divided(self, subject: g.Value, test: g.TestTerm) -> Col:
        """A test of, or against, what holds a quotient."""
        return self.store(exact_test(self, subject, test))


def _rounded(exact: Exact) -> Span:
    """Fractions in the units of a column, for people to read: exact where they come out, else the nearest around."""

    def end(value: End, up: bool) -> int:
        if abs(value) == INFINITE:
            return INF if value > 0 else -INF
        scaled = value * 10**_READ_TO
        assert isinstance(scaled, Fraction)
        return max(-INF, min(INF, -(-scaled.numerator // scaled.denominator) if up else int(scaled // 1)))

    low = [end(q.low, up=False) for q in exact.rows]
    high = [low[i] if q.known else end(q.high, up=True) for i, q in enumerate(exact.rows)]
    return Span(np.array(low, np.int64), np.array(high, np.int64), _READ_TO)


_READ_TO = 4  # decimals of a quotient that people read; what is decided is decided by the fraction


def _frame(columns: Mapping[str, npt.NDArray[np.generic]], size: int) -> nw.DataFrame[pd.DataFrame]:
    import narwhals as nw

    return nw.from_native(pd.DataFrame(columns or {"_": np.zeros(size, np.int8)}, copy=False), eager_only=True)


def wide(column: npt.NDArray[np.integer]) -> Ints64:
    """As int64: points and money need it."""
    return column.astype(np.int64, copy=False)


def _tests(condition: g.Condition) -> Iterator[g.Test]:
    match condition:
        case g.Test():
            yield condition
        case g.All(of) | g.AnyOf(of) | g.NoneOf(of) | g.AtLeast(of=of):
            for c in of:
                yield from _tests(c)


def _fold(operation: np.ufunc, columns: list[Truths8], empty: int, size: int) -> Truths8:
    if not columns:
        return np.full(size, empty, np.int8)
    result = columns[0].copy()
    for column in columns[1:]:
        operation(result, column, out=result)
    return result
