"""Every pattern of truths that rows can show, and what conditions make of each: exhausted, not sampled.

What conditions ask of one field parts its values into cells: each option, each bound, what lies below, between and
above, anything else, a blank, what nobody can read. No condition can tell two values of a cell apart. What cannot be
seen through, such as a look into a register, is a question of its own with three answers. So there may be more
patterns than rows can really show, never fewer: what holds in all of them holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import prod

import numpy as np
import numpy.typing as npt

from engine.frozen import dataclass
from engine.rulebook import terms as t
from engine.rulebook.model import ALWAYS, Field, Parameter, Rulebook
from engine.truth import Truth

Truths = npt.NDArray[np.int8]

MOST = 4_000_000
"""Patterns; beyond, nothing is said."""

UNMET, UNKNOWN, MET = (np.int8(x) for x in (Truth.UNMET, Truth.UNKNOWN, Truth.MET))


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell with nothing in it."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell with something in it, and nobody can say what."""


@dataclass(frozen=True, slots=True)
class Other:
    """A value that no condition names."""


@dataclass(frozen=True, slots=True)
class Between:
    """Somewhere from one value to another, as a sum with unknown parts is."""

    low: t.Scalar
    high: t.Scalar


Cell = t.Scalar | Blank | Unreadable | Other | Between | Truth
BLANK, UNREADABLE, OTHER = Blank(), Unreadable(), Other()


@dataclass(frozen=True, slots=True)
class Axis:
    """What one subject can be: a field's id, or a term that stands for itself."""

    subject: str | t.Condition
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The truths of some conditions, one array each, over the same axes."""

    axes: tuple[Axis, ...]
    truths: tuple[Truths, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return prod(len(axis.cells) for axis in self.axes)

    def same(self, a: int = 0, b: int = 1) -> bool:
        """Whether two of the conditions come out the same in every pattern."""
        return bool((self.truths[a] == self.truths[b]).all())

    def where(self, holds: npt.NDArray[np.bool_]) -> Iterator[dict[str | t.Condition, Cell]]:
        """The patterns where it holds, as the cell of every subject."""
        full = np.broadcast_to(holds, tuple(len(axis.cells) for axis in self.axes))
        for index in np.argwhere(full):
            yield {axis.subject: axis.cells[i] for axis, i in zip(self.axes, index.tolist(), strict=True)}


@dataclass(frozen=True, slots=True)
class Rows:
    """What the conditions are about: candidates, or the rows of a register."""

    fields: Mapping[str, Field]
    parameters: Mapping[str, Parameter]
    names: Mapping[str, t.Condition]

    @classmethod
    def candidates(cls, book: Rulebook) -> Rows:
        rules = {**book.criteria, **book.exclusions, **book.advisories}
        # What may be out of force is left out of the rules that name it: a question of its own.
        names = {rule.id: rule.when for rule in rules.values() if rule.in_force == ALWAYS}
        return cls(book.fields, book.parameters, names)

    @classmethod
    def whatever_is_set(cls, book: Rulebook) -> Rows:
        """Candidates where every parameter may have another value: each question that hangs on one is open."""
        return replace(cls.candidates(book), parameters={})

    @classmethod
    def of_register(cls, book: Rulebook, register: str) -> Rows:
        return cls(book.registers[register].fields, book.parameters, {})

    def patterns(self, conditions: Sequence[t.Condition]) -> Patterns | None:
        """All patterns of these conditions; None where they are too many."""
        whole = [self.plain(condition) for condition in conditions]
        asked: dict[str | t.Condition, list[t.Condition]] = {}
        for condition in whole:
            for atom in _atoms(condition):
                of = asked.setdefault(_subject(atom), [])
                if atom not in of:
                    of.append(atom)
        axes: list[Axis] = []
        columns: dict[t.Condition, Truths] = {}
        for n, (subject, atoms) in enumerate(asked.items()):
            cells, vectors = self._axis(subject, atoms)
            axes.append(Axis(subject, cells))
            shape = [1] * len(asked)
            shape[n] = len(cells)
            columns |= {atom: v.reshape(shape) for atom, v in zip(atoms, vectors, strict=True)}
        if prod(len(axis.cells) for axis in axes) > MOST:
            return None
        one = np.ones([1] * len(asked), np.int8)
        return Patterns(tuple(axes), tuple(_truth(condition, columns, one) for condition in whole))

    # ---- what a condition asks --------------------------------------------------------------------------------------

    def plain(self, condition: t.Condition) -> t.Condition:
        """With every name replaced by its rule, and every parameter by its value."""
        match condition:
            case t.Name(name):
                rule = self.names.get(name)
                return condition if rule is None else self.plain(rule)
            case t.All(of):
                return t.All(tuple(map(self.plain, of)))
            case t.AnyOf(of):
                return t.AnyOf(tuple(map(self.plain, of)))
            case t.NoneOf(of):
                return t.NoneOf(tuple(map(self.plain, of)))
            case t.AtLeast(n, of):
                return t.AtLeast(n, tuple(map(self.plain, of)))
            case t.Test(t.FieldRef() as subject, test):
                return t.Test(subject, self._settled(test))
            case t.Test(t.Param(name), test):
                now = self._value(t.Param(name))
                if isinstance(now, t.Constant):
                    return t.Fixed(_of_cell(t.Test(t.FieldRef(name), self._settled(test)), now.value) == Truth.MET)
                unset = name in self.parameters and isinstance(test, t.Given)
                return t.Fixed(False) if unset else condition
            case t.Flag(name):
                now = self._value(t.Param(name))
                return t.Fixed(now.value is True) if isinstance(now, t.Constant) else condition
            case _:
                return condition

    def _settled(self, test: t.TestTerm) -> t.TestTerm:
        match test:
            case t.Is(values, negated):
                return t.Is(tuple(v for v in map(self._value, values) if isinstance(v, t.Constant | t.Param)), negated)
            case t.Compare(op, bound):
                return t.Compare(op, self._value(bound))
            case t.Between(low, high):
                return t.Between(self._value(low), self._value(high))
            case t.Deadline(deadline, late):
                day = self._value(deadline)
                inclusive = self.parameters.get("deadline_inclusive")
                if isinstance(day, t.Constant):
                    day_after = inclusive is not None and inclusive.value is True
                    if late:
                        return t.Compare(">" if day_after else ">=", day)
                    return t.Compare("<=" if day_after else "<", day)
                return test
            case _:
                return test

    def _value(self, value: t.Value) -> t.Value:
        if isinstance(value, t.Param) and value.name in self.parameters:
            now = self.parameters[value.name].value
            return value if now is None else t.Constant(now)
        return value

    # ---- the cells of one subject -----------------------------------------------------------------------------------

    def _axis(
        self, subject: str | t.Condition, atoms: Sequence[t.Condition]
    ) -> tuple[tuple[Cell, ...], tuple[Truths, ...]]:
        cells: Sequence[Cell] = (Truth.UNMET, Truth.UNKNOWN, Truth.MET)
        if isinstance(subject, str):
            cells = tuple(self._cells(self.fields.get(subject), [a for a in atoms if isinstance(a, t.Test)]))
        told: dict[tuple[int, ...], Cell] = {}
        for cell in cells:
            told.setdefault(tuple(_of_cell(atom, cell) for atom in atoms), cell)
        vectors = np.array(list(told), np.int8).T
        return tuple(told.values()), tuple(np.ascontiguousarray(v) for v in vectors)

    def _cells(self, field: Field | None, tests: Sequence[t.Test]) -> Iterator[Cell]:
        named = [value for test in tests for value in _constants(test.test)]
        days = [v for v in named if isinstance(v, date)]
        numbers = [v for v in named if isinstance(v, int | Fraction) and not isinstance(v, bool)]
        if field is not None and field.type == "yes_no":
            yield from (True, False)
        elif field is not None and field.options:
            yield from field.options
        elif days:
            one = timedelta(days=1)
            points = sorted({p for day in days for p in (day - one, day, day + one)})
            yield from _spans(points, field)
        elif numbers:
            inside = _inside(field, numbers)
            yield from _spans(inside, field)
        else:
            yield from dict.fromkeys(named)
            yield OTHER
        if field is None or field.blank is None:
            yield BLANK
        yield UNREADABLE


def _spans(points: Sequence[t.Scalar], field: Field | None) -> Iterator[Cell]:
    """Points in order; what is computed may also be known only as lying between two of them."""
    yield from points
    if field is None or field.compute is not None or field.id == "score":
        for i, low in enumerate(points):
            yield from (Between(low, high) for high in points[i + 1 :])


def _inside(field: Field | None, bounds: Sequence[int | Fraction]) -> list[t.Scalar]:
    """Each bound, what lies between two of them, below and above, as far as the field goes."""
    whole = field is not None and field.compute is None and field.type in ("whole", "money", "year")
    points: set[int | Fraction] = set(bounds)
    ordered = sorted(points)
    if whole:
        points |= {p for bound in ordered for p in (bound - 1, bound + 1)}
    else:
        points |= {(a + b) / Fraction(2) for a, b in pairwise(ordered)} | {ordered[0] - 1, ordered[-1] + 1}
    low = None if field is None else field.minimum
    high = None if field is None else field.maximum
    return [p for p in sorted(points) if (low is None or p >= low) and (high is None or p <= high)]


def _atoms(condition: t.Condition) -> Iterator[t.Condition]:
    match condition:
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(_, of):
            for part in of:
                yield from _atoms(part)
        case t.Fixed():
            return
        case _:
            yield condition


def _subject(atom: t.Condition) -> str | t.Condition:
    """A field all of whose bounds are plain values; else the atom itself."""
    if isinstance(atom, t.Test) and isinstance(atom.subject, t.FieldRef):
        ends: tuple[t.Value, ...] = ()
        match atom.test:
            case t.Is(values):
                ends = values
            case t.Compare(_, bound):
                ends = (bound,)
            case t.Between(low, high):
                ends = (low, high)
            case t.Deadline():
                return atom
            case _:
                pass
        if all(isinstance(end, t.Constant) for end in ends):
            return atom.subject.id
    return atom


def _constants(test: t.TestTerm) -> list[t.Scalar]:
    match test:
        case t.Is(values):
            return [v.value for v in values if isinstance(v, t.Constant)]
        case t.Compare(_, t.Constant(value)):
            return [value]
        case t.Between(low, high):
            return [end.value for end in (low, high) if isinstance(end, t.Constant)]
        case _:
            return []


# ---- truths ---------------------------------------------------------------------------------------------------------


def _of_cell(atom: t.Condition, cell: Cell) -> int:
    if isinstance(cell, Truth):
        return int(cell)
    assert isinstance(atom, t.Test)
    match atom.test, cell:
        case t.Given(), Blank():
            return Truth.UNMET
        case t.Given(), _:
            return Truth.MET
        case _, Blank() | Unreadable():
            return Truth.UNKNOWN
        case t.Known(), Between():
            return Truth.UNKNOWN
        case t.Known(), _:
            return Truth.MET
        case t.Is(values, negated), _:
            found = {v.value for v in values if isinstance(v, t.Constant)}
            if isinstance(cell, Between):
                may = any(_holds(">=", v, cell.low) and _holds("<=", v, cell.high) for v in found)
                return Truth.UNKNOWN if may else Truth.MET if negated else Truth.UNMET
            return Truth.MET if (_in(cell, found)) != negated else Truth.UNMET
        case test, Between(low, high):
            ends = _of_cell(atom, low), _of_cell(atom, high)
            if isinstance(test, t.Between) and ends == (Truth.UNMET, Truth.UNMET):
                # Both ends outside: on the same side of it, or with it between them.
                first = _of_cell(t.Test(atom.subject, t.Compare("<", test.low)), high)
                last = _of_cell(t.Test(atom.subject, t.Compare(">", test.high)), low)
                return Truth.UNMET if Truth.MET in (first, last) else Truth.UNKNOWN
            return ends[0] if ends[0] == ends[1] else Truth.UNKNOWN
        case t.Compare(op, t.Constant(bound)), _:
            return Truth.MET if _holds(op, cell, bound) else Truth.UNMET
        case t.Between(t.Constant(low), t.Constant(high)), _:
            return Truth.MET if _holds(">=", cell, low) and _holds("<=", cell, high) else Truth.UNMET
        case _:
            return Truth.UNKNOWN


def _in(cell: Cell, values: set[t.Scalar]) -> bool:
    return any(type(cell) is type(value) and cell == value for value in values) or (
        isinstance(cell, int | Fraction) and not isinstance(cell, bool) and cell in values
    )


def _holds(op: t.Order, a: object, b: object) -> bool:
    if isinstance(a, date) and isinstance(b, date):
        return {">=": a >= b, ">": a > b, "<=": a <= b, "<": a < b}[op]
    if isinstance(a, int | Fraction) and isinstance(b, int | Fraction):
        return {">=": a >= b, ">": a > b, "<=": a <= b, "<": a < b}[op]
    return False


def _truth(condition: t.Condition, columns: Mapping[t.Condition, Truths], one: Truths) -> Truths:
    match condition:
        case t.Fixed(met):
            return one * (MET if met else UNMET)
        case t.All(of):
            return _fold(np.minimum, of, columns, one, MET)
        case t.AnyOf(of):
            return _fold(np.maximum, of, columns, one, UNMET)
        case t.NoneOf(of):
            return np.asarray(MET - _fold(np.maximum, of, columns, one, UNMET), np.int8)
        case t.AtLeast(n, of):
            each = [_truth(part, columns, one) for part in of]
            sure: Truths = sum((np.asarray(e == MET, np.int8) for e in each), start=one * 0)
            open_: Truths = sum((np.asarray(e != UNMET, np.int8) for e in each), start=one * 0)
            return np.asarray(np.where(sure >= n, MET, np.where(open_ < n, UNMET, UNKNOWN)), np.int8)
        case _:
            return columns[condition]


def _fold(
    join: np.ufunc, of: Sequence[t.Condition], columns: Mapping[t.Condition, Truths], one: Truths, start: np.int8
) -> Truths:
    made = one * start
    for part in of:
        made = join(made, _truth(part, columns, one))
    return made
