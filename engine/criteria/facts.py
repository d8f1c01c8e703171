"""The columns of one table: each grounded term is computed once, whoever asks and under whichever setting.

``Facts`` is the only place where a table's frame is touched. Register rows are tied to the table's rows here;
everything else is an expression of ``engine.criteria.columns``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from engine.criteria.columns import INF, Code, Compiler, Number, Operand
from engine.criteria.ground import Column, Grounded, Unknown
from engine.names import name_key, unit_key
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.intake.roster import Table
    from engine.rulebook.model import Field

Truths8 = npt.NDArray[np.int8]
Ints64 = npt.NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which register rows match which of the table's rows, and rows for whom a match cannot be told."""

    ours: Ints64
    theirs: Ints64
    untold: npt.NDArray[np.bool_]


class Facts:
    """Truths and values of grounded terms over one table."""

    def __init__(
        self,
        table: Table,
        fields: Mapping[str, Field],
        units: tuple[str, ...],
        registers: Mapping[str, Facts] | None = None,
    ) -> None:
        self.table = table
        self.fields = fields
        self.units = units
        self.registers = registers or {}
        self.size = len(table)
        self._frame: nw.DataFrame[pd.DataFrame] = nw.from_native(table.frame, eager_only=True)
        self._truths: dict[Grounded, Truths8] = {}
        self._values: dict[t.Value | Column, Span | Choice] = {}
        self._pairs: dict[tuple[str, tuple[t.Match, ...], frozenset[str]], Pairs] = {}
        self._keys: dict[tuple[str, bool], npt.NDArray[np.object_]] = {}
        self._helpers: dict[object, str] = {}
        self._plain: dict[str, list[int | str | None]] = {}
        self.groups: frozenset[str] = frozenset()
        # unit fields whose blank leaves a match open: the round's quotas are per these
        self._compiler = Compiler(fields, units, self._unreadable, self._words, self._register)

    # ---- what is asked ------------------------------------------------------------------------------------------

    def truths(self, conditions: Sequence[Grounded]) -> list[Truths8]:
        """A column of truths for each condition; those not yet known are computed together."""
        new = list(dict.fromkeys(c for c in conditions if c not in self._truths))
        if new:
            self._evaluate_truths(new)
        return [self._truths[c] for c in conditions]

    def truth(self, condition: Grounded) -> Truths8:
        """One column of truths."""
        return self.truths([condition])[0]

    def value(self, value: t.Value | Column) -> Span | Choice:
        """A column of values."""
        if value not in self._values:
            self._values[value] = self._evaluate_value(self._compiler.value(value))
        return self._values[value]

    def span(self, value: t.Value | Column) -> Span:
        """A column of numbers; an ordered choice counts by position."""
        found = self.value(value)
        if isinstance(found, Span):
            return found
        known = found.code >= 0
        return Span(
            np.where(known, found.code, 0), np.where(known, found.code, max(0, len(found.options) - 1)), 0
        )

    def evaluate(self, *expressions: nw.Expr) -> list[Ints64]:
        """Integer expressions over the frame's columns, as int64."""
        return list(self._numpy([e.alias(f"x{i}") for i, e in enumerate(expressions)]).values())

    @property
    def compiler(self) -> Compiler:
        """The compiler over this table, for rooms that build their own expressions."""
        return self._compiler

    def plain(self, field_id: str) -> list[int | str | None]:
        """A column as plain values, None where null: for records of single candidates."""
        if field_id not in self._plain:
            column = self.table.frame[field_id] if field_id in self.table.frame else None
            if column is None:
                self._plain[field_id] = [None] * self.size
            else:
                null = column.isna().to_numpy()
                self._plain[field_id] = [
                    None if n else v for v, n in zip(column.astype(object).tolist(), null.tolist(), strict=True)
                ]
        return self._plain[field_id]

    # ---- how it is computed -------------------------------------------------------------------------------------

    def _evaluate_truths(self, conditions: list[Grounded]) -> None:
        constant: dict[type, int] = {Unknown: 1}
        expressions: dict[str, Grounded] = {}
        selected: list[nw.Expr] = []
        for condition in conditions:
            if isinstance(condition, t.Fixed) or type(condition) in constant:
                fill = 1 if isinstance(condition, Unknown) else 2 if condition.met else 0  # type: ignore[union-attr]
                self._truths[condition] = np.full(self.size, fill, np.int8)
                continue
            name = f"c{len(selected)}"
            expressions[name] = condition
            selected.append(self._compiler.truth(condition).alias(name))
        for name, column in self._numpy(selected).items():
            self._truths[expressions[name]] = column.astype(np.int8)

    def _evaluate_value(self, operand: Operand) -> Span | Choice:
        match operand:
            case Number(low, high, scale, _):
                columns = self._numpy([low.alias("low"), high.alias("high")])
                return Span(columns["low"], columns["high"], scale)
            case Code(code, options, _):
                column = self._numpy([code.alias("code")])["code"]
                return Choice(column, options)
            case _:
                raise AssertionError("a text is compared, never computed with")

    def _numpy(self, expressions: list[nw.Expr]) -> dict[str, Ints64]:
        if not expressions:
            return {}
        result = self._frame.select(*expressions)
        columns = {}
        for name in result.columns:
            column = result[name].to_numpy().astype(np.int64)
            columns[name] = column if len(column) == self.size else np.full(self.size, column[0] if len(column) else 0)
        return columns

    # ---- helper columns -----------------------------------------------------------------------------------------

    def _helper(self, key: object, values: npt.NDArray[np.generic]) -> str:
        name = f"__{len(self._helpers)}"
        self._frame = self._frame.with_columns(
            nw.new_series(name, values, backend=self._frame.implementation)
        )
        self._helpers[key] = name
        return name

    def _unreadable(self, field_id: str) -> nw.Expr | None:
        rows = self.table.unreadable.get(field_id)
        if not rows:
            return None
        key = ("unreadable", field_id)
        if key not in self._helpers:
            mask = np.zeros(self.size, np.bool_)
            mask[list(rows)] = True
            self._helper(key, mask)
        return nw.col(self._helpers[key])

    def _words(self, field_id: str) -> nw.Expr:
        key = ("words", field_id)
        if key not in self._helpers:
            keys = self.keys(field_id, unit=False)
            self._helper(key, np.where(keys == None, "", keys).astype(str))  # noqa: E711
        return nw.col(self._helpers[key])

    def keys(self, field_id: str, *, unit: bool) -> npt.NDArray[np.object_]:
        """The normal forms of a text or unit column, None where blank; ``unit``: without the kind of unit."""
        if (field_id, unit) not in self._keys:
            form = unit_key if unit else name_key
            column = self._frame[field_id].to_native()
            field = self.fields[field_id]
            keys = np.full(self.size, None, np.object_)
            present = column.notna().to_numpy()
            if field.type == "unit":
                names = np.array([form(u) for u in self.units], np.object_)
                keys[present] = names[column[present].to_numpy().astype(np.int64)]
            elif field.type == "text":
                cache: dict[str, str | None] = {}
                for i in np.flatnonzero(present):
                    text = str(column.iloc[i])
                    if text not in cache:
                        cache[text] = form(text) or None
                    keys[i] = cache[text]
            else:
                options = self._compiler.options(field)
                codes = column[present].to_numpy().astype(np.int64)
                keys[present] = np.array([options[c] if options else str(c) for c in codes], np.object_)
            self._keys[(field_id, unit)] = keys
        return self._keys[(field_id, unit)]

    # ---- registers ----------------------------------------------------------------------------------------------

    def pairs(self, register: str, match: tuple[t.Match, ...]) -> Pairs:
        """Rows that match. A blank unit is known to be of no unit; any other blank leaves the match untold."""
        cache_key = (register, match, self.groups)
        if cache_key not in self._pairs:
            self._pairs[cache_key] = self._match(self.registers[register], match)
        return self._pairs[cache_key]

    def _match(self, theirs: Facts, match: tuple[t.Match, ...]) -> Pairs:
        untold = np.zeros(self.size, np.bool_)
        left = pd.DataFrame({"ours": np.arange(self.size)})
        right = pd.DataFrame({"theirs": np.arange(theirs.size)})
        strict = [m for m in match if not m.if_given]
        for i, pair in enumerate(strict):
            left[f"k{i}"], right[f"k{i}"] = self._key_columns(theirs, pair)
            ours = self.fields[pair.ours]
            if ours.type != "unit" or pair.ours in self.groups:
                untold |= left[f"k{i}"].isna().to_numpy()
            bad = self.table.unreadable.get(pair.ours)
            if bad:
                untold[list(bad)] = True
        keys = [f"k{i}" for i in range(len(strict))]
        if keys:
            merged = left.dropna(subset=keys).merge(right.dropna(subset=keys), on=keys)
        else:
            merged = left.merge(right, how="cross")
        ours_rows = merged["ours"].to_numpy(np.int64)
        their_rows = merged["theirs"].to_numpy(np.int64)
        keep = np.ones(len(merged), np.bool_)
        for pair in (m for m in match if m.if_given):
            a, b = self._key_columns(theirs, pair)
            a, b = a[ours_rows], b[their_rows]
            blank = pd.isna(a) | pd.isna(b)
            keep &= blank | (a == b)
        return Pairs(ours_rows[keep], their_rows[keep], untold)

    def _key_columns(self, theirs: Facts, pair: t.Match) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
        ours_type, their_type = self.fields[pair.ours].type, theirs.fields[pair.theirs].type
        unit = "unit" in (ours_type, their_type) or pair.theirs in ("unit_name", "parent")
        return self.keys(pair.ours, unit=unit), theirs.keys(pair.theirs, unit=unit)

    def _register(self, term: t.InRegister | t.Lookup) -> Operand | nw.Expr:
        key = ("register", term, self.groups)
        if isinstance(term, t.InRegister):
            if key not in self._helpers:
                self._helper(key, self._in_register(term).astype(np.int64))
            return nw.col(self._helpers[key])
        return self._lookup(term, key)

    def _in_register(self, term: t.InRegister) -> Truths8:
        theirs = self.registers[term.register]
        where = theirs.truth(term.where)  # type: ignore[arg-type]
        found = np.zeros(self.size, np.int8)
        best = int(where.max(initial=0))
        if not term.match:
            return np.full(self.size, best, np.int8)
        pairs = self.pairs(term.register, term.match)
        np.maximum.at(found, pairs.ours, where[pairs.theirs])
        return np.where(pairs.untold, np.maximum(found, min(1, best)), found).astype(np.int8)

    def _lookup(self, term: t.Lookup, key: tuple[object, ...]) -> Operand:
        theirs = self.registers[term.register]
        where = theirs.truth(term.where)  # type: ignore[arg-type]
        pairs = self.pairs(term.register, term.match)
        possible = where[pairs.theirs] > 0
        ours, rows = pairs.ours[possible], pairs.theirs[possible]
        sure = where[rows] == 2
        if term.op == "find_in":
            return self._find(term, key, ours, rows, sure, pairs.untold)
        low, high = np.zeros(self.size, np.int64), np.zeros(self.size, np.int64)
        scale = 0
        if term.op == "count_in":
            np.add.at(low, ours[sure], 1)
            np.add.at(high, ours, 1)
        else:
            assert term.value is not None
            span = theirs.span(term.value)
            scale = span.scale
            a, b = span.low[rows], span.high[rows]
            if term.op == "total_in":
                np.add.at(low, ours, np.where(sure, np.maximum(a, 0), 0))
                np.add.at(high, ours, b)
            elif term.op == "largest_in":
                np.maximum.at(low, ours, np.where(sure, a, 0))
                np.maximum.at(high, ours, b)
            else:
                raise AssertionError(f"{term.op} is not computed over a table")
            high = np.minimum(high, INF)
        high = np.where(pairs.untold, INF, high)
        names = [self._helpers.get((key, end)) or self._helper((key, end), column)
                 for end, column in (("low", low), ("high", high))]
        return Number(nw.col(names[0]), nw.col(names[1]), scale, None)

    def _find(
        self, term: t.Lookup, key: tuple[object, ...], ours: Ints64, rows: Ints64,
        sure: npt.NDArray[np.bool_], untold: npt.NDArray[np.bool_],
    ) -> Operand:
        theirs = self.registers[term.register]
        assert term.value is not None
        found = theirs.value(term.value)
        given = np.zeros(self.size, np.bool_)
        given[ours] = True
        given |= untold
        if isinstance(found, Choice):
            # One known value among all the rows that may be meant, else nobody knows.
            least, most = np.full(self.size, INF), np.full(self.size, -INF)
            codes = found.code[rows]
            np.minimum.at(least, ours, codes)
            np.maximum.at(most, ours, codes)
            doubtful = untold.copy()
            doubtful[ours[~sure]] = True
            code = np.where((least == most) & (least >= 0) & ~doubtful, least, -1)
            names = self._helpers.get((key, "code")) or self._helper((key, "code"), code)
            told = self._helpers.get((key, "given")) or self._helper((key, "given"), given)
            return Code(nw.col(names), found.options, nw.col(told))
        low, high = np.full(self.size, INF), np.full(self.size, -INF)
        np.minimum.at(low, ours, found.low[rows])
        np.maximum.at(high, ours, found.high[rows])
        doubtful = ~given | untold
        doubtful[ours[~sure]] = True
        low, high = np.where(doubtful, -INF, low), np.where(doubtful, INF, high)
        columns = {"low": low, "high": high, "given": given}
        name = {end: self._helpers.get((key, end)) or self._helper((key, end), column)  # type: ignore[arg-type]
                for end, column in columns.items()}
        return Number(nw.col(name["low"]), nw.col(name["high"]), found.scale, nw.col(name["given"]))
