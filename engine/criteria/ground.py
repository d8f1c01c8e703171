"""Grounding: a condition as the rulebook writes it becomes one that depends on nothing but the table's columns.

Named criteria are put in place of their names, parameters and the run's circumstances become constants,
computed fields become their computation, and a register that was not given becomes what the rulebook says of
that. Grounded terms are compared by value, so two settings of the parameters share every column that they
do not change: that is what makes re-running under each reading cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from engine.criteria import grounded as g
from engine.criteria.reads import fields_read
from engine.frozen import dataclass
from engine.rulebook import terms as t
from engine.rulebook.model import UNLIMITED, Criterion, Field, InForce, Parameter, Points, Rulebook


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a run adds to the rulebook: the round, its year, the day of decision, and what was handed in."""

    round: str
    year: int | None
    decided_on: date
    registers: frozenset[str]  # those given
    absent: frozenset[str] = frozenset()  # fields for which no file has a column


class Grounding:
    """Grounds conditions and values of one rulebook under one set of circumstances."""

    def __init__(self, rulebook: Rulebook, circumstances: Circumstances) -> None:
        self.rulebook = rulebook
        self.circumstances = circumstances
        self._named: dict[str, Criterion] = {**rulebook.criteria, **rulebook.exclusions, **rulebook.advisories}
        self._conditions: dict[str, g.Condition] = {}
        self._gone = {c.id for c in self._named.values() if not holds_on(c, circumstances.decided_on)}
        self._scored: g.Scored | None = None
        self.on_score: Callable[[g.Scored], object] = lambda _: None  # told once that somebody asks for the score
        self._award = rulebook.rounds[circumstances.round].award
        if self._award is None and len(rulebook.awards) == 1:
            self._award = next(iter(rulebook.awards))
        # Over the candidates' table, each term is grounded once.
        self._grounded: dict[t.Condition, g.Condition] = {}
        self._values: dict[t.Op | t.Lookup, g.Value] = {}
        self._fields_read: dict[object, tuple[str, ...]] = {}

    # ---- conditions ---------------------------------------------------------------------------------------------

    def named(self, criterion: Criterion) -> g.Condition:
        """A criterion's condition; outside its ``in_force`` dates it is unmet (it asks nothing of anybody)."""
        if criterion.id not in self._conditions:
            in_force = holds_on(criterion, self.circumstances.decided_on)
            self._conditions[criterion.id] = (
                self.condition(criterion.when, self.rulebook.fields) if in_force else t.Fixed(False)
            )
        return self._conditions[criterion.id]

    def condition(self, condition: t.Condition, fields: Mapping[str, Field] | None = None) -> g.Condition:
        """``condition`` over the table whose ``fields`` are given (the candidates' by default)."""
        if fields is not None and fields is not self.rulebook.fields:
            return self._condition(condition, fields)
        if condition not in self._grounded:
            left = left_of(condition, self._gone) if self._gone else condition
            # Nothing of it in force: it is not so.
            self._grounded[condition] = (
                t.Fixed(False) if left is None else self._condition(left, self.rulebook.fields)
            )
        return self._grounded[condition]

    def _condition(self, condition: t.Condition, fields: Mapping[str, Field]) -> g.Condition:
        match condition:
            case t.Name(name):
                return self.named(self._named[name])
            case t.Flag(name):
                value = self.rulebook.parameters[name].value
                return g.Unknown() if value is None else t.Fixed(bool(value))
            case t.Fixed():
                return condition
            case t.All(of):
                return g.All(self._each(of, fields))
            case t.AnyOf(of):
                return g.AnyOf(self._each(of, fields))
            case t.NoneOf(of):
                return g.NoneOf(self._each(of, fields))
            case t.AtLeast(n, of):
                return g.AtLeast(n, self._each(of, fields))
            case t.Test(subject, test):
                return self._test(subject, test, fields)
            case t.InRegister(register, match, where):
                if register not in self.circumstances.registers:
                    return g.Unknown() if self._not_given(register) == "unknown" else t.Fixed(False)
                return g.InRegister(register, match, self.condition(where, self.rulebook.registers[register].fields))

    def _each(self, of: tuple[t.Condition, ...], fields: Mapping[str, Field]) -> tuple[g.Condition, ...]:
        return tuple(self.condition(c, fields) for c in of)

    def _not_given(self, register: str) -> str:
        return self.rulebook.registers[register].if_not_given

    def _test(self, subject: t.FieldRef | t.Param, test: t.TestTerm, fields: Mapping[str, Field]) -> g.Condition:
        if isinstance(subject, t.Param) and isinstance(test, t.Given):
            return t.Fixed(self.rulebook.parameters[subject.name].value is not None)
        of = self.value(subject, fields)
        match test:
            case t.Is(values, negated):
                if isinstance(of, g.Unset):
                    return g.Unknown()
                return g.Test(of, g.Is(tuple(self._literal(v) for v in values), negated))
            case t.Compare(op, bound):
                return g.Test(of, g.Compare(op, self.value(bound, fields)))
            case t.Between(low, high):
                return g.Test(of, g.Between(self.value(low, fields), self.value(high, fields)))
            case t.Deadline(deadline, late):
                return g.Test(of, g.Compare(self._deadline_operator(late), self.value(deadline, fields)))
            case t.Known() | t.Given():
                return g.Test(of, test)

    def _deadline_operator(self, late: bool) -> t.Order:
        # "trước ngày D" is strictly before D, unless the board takes the day itself in.
        inclusive = self.rulebook.parameters.get("deadline_inclusive")
        if inclusive is not None and inclusive.value:
            return ">" if late else "<="
        return ">=" if late else "<"

    # ---- values -------------------------------------------------------------------------------------------------

    def value(self, value: t.Value, fields: Mapping[str, Field] | None = None) -> g.Value:
        """``value`` with parameters and circumstances as constants and computed fields as their computation."""
        fields = self.rulebook.fields if fields is None else fields
        match value:
            case t.Constant() | t.Param():
                return self._literal(value)
            case t.FieldRef("round"):
                if "round" in fields and fields is not self.rulebook.fields:
                    return g.Column("round", fields["round"].blank)
                return t.Constant(self.circumstances.round)
            case t.FieldRef("score") if fields is self.rulebook.fields:
                return self.scored()
            case t.FieldRef("award") if fields is self.rulebook.fields and self._award is not None:
                return t.Constant(self._award)
            case t.FieldRef(name):
                field = fields[name]
                if not holds_on(field, self.circumstances.decided_on):
                    return _NOT_IN_FORCE
                if field.compute is not None:
                    return self.value(field.compute, fields)
                return g.Column(name, field.blank, field.evidence == "required")
            case t.Op() | t.Lookup():
                if fields is not self.rulebook.fields:
                    return self._computed(value, fields)
                if value not in self._values:
                    self._values[value] = self._computed(value, fields)
                return self._values[value]

    def scored(self) -> g.Scored:
        """The score, as the terms that it hangs on under these settings."""
        if self._scored is None:
            points = self.rulebook.scoring.points
            self._scored = g.Scored((
                repr(points),
                self.rulebook.parameters["score_from"].value if "score_from" in self.rulebook.parameters else None,
                "board_score" in self.circumstances.absent,
                tuple(self.condition(c) for p in points for c in conditions_of(p)),
                tuple(self.value(v) for p in points for v in values_of(p)),
            ))  # fmt: skip
            self.on_score(self._scored)
        return self._scored

    def _literal(self, value: t.Constant | t.Param) -> t.Constant | g.Unset:
        return self._parameter(value.name) if isinstance(value, t.Param) else value

    def _computed(self, value: t.Op | t.Lookup, fields: Mapping[str, Field]) -> g.Value:
        match value:
            case t.Op(name, of):
                parts = tuple(self.value(v, fields) for v in of)
                return _settled(name, parts) if name in ("first_given", "agreed") else g.Op(name, parts)
            case t.Lookup(op, register, of_row, match, where):
                rows = self.rulebook.registers[register].fields
                if register not in self.circumstances.registers:
                    return self._no_rows(op, self._not_given(register))
                over = None if of_row is None else self.value(of_row, rows)
                return g.Lookup(op, register, over, match, self.condition(where, rows))

    def fields_read(self, what: Criterion | t.Condition | t.Value) -> tuple[str, ...]:
        """The candidate's own fields that a criterion or a term reads, in order; computed ones give their parts."""
        key, term = (what.id, what.when) if isinstance(what, Criterion) else (what, what)
        if key not in self._fields_read:
            self._fields_read[key] = fields_read(term, self.rulebook)
        return self._fields_read[key]

    def _no_rows(self, op: t.OverRows, not_given: str) -> g.Value:
        if not_given == "unknown":
            return _UNTOLD
        return _NOTHING if op in ("find_in", "mean_in") else t.Constant(0)

    def _parameter(self, name: str) -> t.Constant | g.Unset:
        if name == "year" and "year" not in self.rulebook.parameters:
            year = self.circumstances.year
            return g.Unset(name, None) if year is None else t.Constant(year)
        if name == "decided_on" and "decided_on" not in self.rulebook.parameters:
            return t.Constant(self.circumstances.decided_on)
        parameter: Parameter = self.rulebook.parameters[name]
        if parameter.value is None or parameter.value == UNLIMITED:
            minimum = Fraction(0) if parameter.type in ("whole", "number", "money", "seats") else None
            return g.Unset(name, minimum)
        return t.Constant(parameter.value)


_UNTOLD = g.Unset("?", Fraction(0))  # what a register that was not given would say
_NOT_IN_FORCE = g.Unset("", None)  # a column that is not asked for on the day of decision
_NOTHING = g.Unset(g.NOTHING, None)  # what is found in one that counts as empty


class Dated(Protocol):
    """An entry with its days."""

    @property
    def in_force(self) -> InForce: ...


def holds_on(entry: Dated, day: date) -> bool:
    """Whether an entry is in force on a day; first and last day are both in."""
    since, until = entry.in_force
    return (since is None or since <= day) and (until is None or day <= until)


def left_of(condition: t.Condition, gone: AbstractSet[str]) -> t.Condition | None:
    """A condition without the criteria that are not in force; None where nothing of it is left."""
    match condition:
        case t.Name(name):
            return None if name in gone else condition
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of):
            left = tuple(c for part in of if (c := left_of(part, gone)) is not None)
            return replace(condition, of=left) if left or not of else None
        case t.AtLeast(n, of):
            left = tuple(c for part in of if (c := left_of(part, gone)) is not None)
            # As many as are asked for, or all that there still are.
            return t.AtLeast(min(n, len(left)) if len(left) < len(of) else n, left) if left or not of else None
        case _:
            return condition


def _settled(name: t.Operation, parts: tuple[g.Value, ...]) -> g.Value:
    """``first_given`` or ``agreed`` without values that a register which was not given leaves open.

    What comes after such a value is never reached by ``first_given``, but the value itself may be; one that ``agreed``
    compares with says nothing.
    What is not found in a register that counts as empty is not given.
    """
    if name == "agreed":
        parts = (*parts[:1], *(p for p in parts[1:] if p != _NOTHING))
    else:
        parts = tuple(p for p in parts if p != _NOTHING) or parts[:1]
    untold = [i for i, part in enumerate(parts) if part == _UNTOLD]
    if untold:
        if untold[0] == 0:
            return parts[0]
        told = (p for i, p in enumerate(parts) if i not in untold)
        parts = parts[: untold[0] + 1] if name == "first_given" else tuple(told)
    return parts[0] if len(parts) == 1 else g.Op(name, parts)


def conditions_of(points: Points) -> tuple[t.Condition, ...]:
    """All conditions of an entry of points and its parts."""
    parts = (*points.parts, *points.best_of)
    return (points.of, points.when, *(c for p in parts for c in conditions_of(p)))


def values_of(points: Points) -> tuple[t.Value, ...]:
    """All values of an entry of points and its parts."""
    own = () if points.value is None else (points.value,)
    return (*own, *(v for p in (*points.parts, *points.best_of) for v in values_of(p)))
