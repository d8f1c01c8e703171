"""Grounding: a condition as the rulebook writes it becomes one that depends on nothing but the table's columns.

Named criteria are put in place of their names, parameters and the run's circumstances become constants,
computed fields become their computation, and a register that was not given becomes what the rulebook says of
that. Grounded terms are compared by value, so two settings of the parameters share every column that they
do not change: that is what makes re-running under each reading cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.rulebook import terms as t
from engine.rulebook.model import UNLIMITED, Criterion, Field, Parameter, Rulebook, Setting


@dataclass(frozen=True, slots=True)
class Unknown:
    """A condition about which nothing can be known: a parameter or a register is missing."""


@dataclass(frozen=True, slots=True)
class Unset:
    """A parameter without value: a number that may be anything its type allows."""

    parameter: str
    minimum: Fraction | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; ``blank`` is what a blank cell means there, None where it is unknown."""

    id: str
    blank: Setting


Grounded = t.Condition | Unknown
"""Conditions whose leaves are ``Test`` on ``Column`` or values, ``InRegister``, ``Fixed`` or ``Unknown``."""


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
        self._conditions: dict[str, Grounded] = {}
        # Over the candidates' table, each term is grounded once.
        self._grounded: dict[t.Condition, Grounded] = {}
        self._values: dict[t.Op | t.Lookup, t.Value] = {}
        self._fields_read: dict[object, tuple[str, ...]] = {}

    # ---- conditions ---------------------------------------------------------------------------------------------

    def named(self, criterion: Criterion) -> Grounded:
        """A criterion's condition; outside its ``in_force`` dates it is unmet (it asks nothing of anybody)."""
        if criterion.id not in self._conditions:
            since, until = criterion.in_force
            day = self.circumstances.decided_on
            in_force = (since is None or since <= day) and (until is None or day <= until)
            self._conditions[criterion.id] = (
                self.condition(criterion.when, self.rulebook.fields) if in_force else t.Fixed(False)
            )
        return self._conditions[criterion.id]

    def condition(self, condition: t.Condition, fields: Mapping[str, Field] | None = None) -> Grounded:
        """``condition`` over the table whose ``fields`` are given (the candidates' by default)."""
        if fields is not None and fields is not self.rulebook.fields:
            return self._condition(condition, fields)
        if condition not in self._grounded:
            self._grounded[condition] = self._condition(condition, self.rulebook.fields)
        return self._grounded[condition]

    def _condition(self, condition: t.Condition, fields: Mapping[str, Field]) -> Grounded:
        match condition:
            case t.Name(name):
                return self.named(self._named[name])
            case t.Flag(name):
                value = self.rulebook.parameters[name].value
                return Unknown() if value is None else t.Fixed(bool(value))
            case t.Fixed():
                return condition
            case t.All(of):
                return t.All(tuple(self.condition(c, fields) for c in of))  # type: ignore[misc]
            case t.AnyOf(of):
                return t.AnyOf(tuple(self.condition(c, fields) for c in of))  # type: ignore[misc]
            case t.NoneOf(of):
                return t.NoneOf(tuple(self.condition(c, fields) for c in of))  # type: ignore[misc]
            case t.AtLeast(n, of):
                return t.AtLeast(n, tuple(self.condition(c, fields) for c in of))  # type: ignore[misc]
            case t.Test(subject, test):
                return self._test(subject, test, fields)
            case t.InRegister(register, match, where):
                if register not in self.circumstances.registers:
                    return Unknown() if self._not_given(register) == "unknown" else t.Fixed(False)
                rows = self.rulebook.registers[register].fields
                return t.InRegister(register, match, self.condition(where, rows))  # type: ignore[arg-type]

    def _not_given(self, register: str) -> str:
        return self.rulebook.registers[register].if_not_given

    def _test(self, subject: t.FieldRef | t.Param, test: t.TestTerm, fields: Mapping[str, Field]) -> Grounded:
        if isinstance(subject, t.Param) and isinstance(test, t.Given):
            return t.Fixed(self.rulebook.parameters[subject.name].value is not None)
        of = self.value(subject, fields)
        if _is_unset(of) and isinstance(test, t.Is):
            return Unknown()
        match test:
            case t.Is(values, negated):
                grounded: t.TestTerm = t.Is(tuple(self.value(v, fields) for v in values), negated)  # type: ignore[misc]
            case t.Compare(op, bound):
                grounded = t.Compare(op, self.value(bound, fields))
            case t.Between(low, high):
                grounded = t.Between(self.value(low, fields), self.value(high, fields))
            case t.Deadline(deadline, late):
                grounded = t.Compare(self._deadline_operator(late), self.value(deadline, fields))
            case _:
                grounded = test
        return t.Test(of, grounded)  # type: ignore[arg-type]

    def _deadline_operator(self, late: bool) -> str:
        # "trước ngày D" is strictly before D, unless the board takes the day itself in.
        inclusive = self.rulebook.parameters.get("deadline_inclusive")
        if inclusive is not None and inclusive.value:
            return ">" if late else "<="
        return ">=" if late else "<"

    # ---- values -------------------------------------------------------------------------------------------------

    def value(self, value: t.Value, fields: Mapping[str, Field] | None = None) -> t.Value:
        """``value`` with parameters and circumstances as constants and computed fields as their computation."""
        fields = self.rulebook.fields if fields is None else fields
        match value:
            case t.Param(name):
                return self._parameter(name)
            case t.FieldRef("round"):
                if "round" in fields and fields is not self.rulebook.fields:
                    return Column("round", fields["round"].blank)  # type: ignore[return-value]
                return t.Constant(self.circumstances.round)
            case t.FieldRef(name):
                field = fields[name]
                if field.compute is not None:
                    return self.value(field.compute, fields)
                return Column(name, field.blank)  # type: ignore[return-value]
            case t.Op() | t.Lookup():
                if fields is not self.rulebook.fields:
                    return self._computed(value, fields)
                if value not in self._values:
                    self._values[value] = self._computed(value, fields)
                return self._values[value]
            case _:
                return value

    def _computed(self, value: t.Op | t.Lookup, fields: Mapping[str, Field]) -> t.Value:
        match value:
            case t.Op(name, of):
                parts = [self.value(v, fields) for v in of]
                return _settled(name, parts) if name in ("first_given", "agreed") else t.Op(name, tuple(parts))
            case t.Lookup(op, register, of_row, match, where):
                rows = self.rulebook.registers[register].fields
                if register not in self.circumstances.registers:
                    return self._no_rows(op, self._not_given(register))
                return t.Lookup(
                    op,
                    register,
                    None if of_row is None else self.value(of_row, rows),
                    match,
                    self.condition(where, rows),  # type: ignore[arg-type]
                )

    def fields_read(self, what: Criterion | t.Condition | t.Value) -> tuple[str, ...]:
        """The candidate's own fields that a criterion or a term reads, in order, computed ones followed to their parts."""
        key, term = (what.id, what.when) if isinstance(what, Criterion) else (what, what)
        if key not in self._fields_read:
            self._fields_read[key] = fields_read(term, self.rulebook)
        return self._fields_read[key]

    def _no_rows(self, op: str, not_given: str) -> t.Value:
        if not_given == "unknown":
            return _UNTOLD
        return _NOTHING if op in ("find_in", "mean_in") else t.Constant(0)

    def _parameter(self, name: str) -> t.Value:
        if name == "year" and "year" not in self.rulebook.parameters:
            year = self.circumstances.year
            return Unset(name, None) if year is None else t.Constant(year)  # type: ignore[return-value]
        if name == "decided_on" and "decided_on" not in self.rulebook.parameters:
            return t.Constant(self.circumstances.decided_on)
        parameter: Parameter = self.rulebook.parameters[name]
        if parameter.value is None or parameter.value == UNLIMITED:
            minimum = Fraction(0) if parameter.type in ("whole", "number", "money", "seats") else None
            return Unset(name, minimum)  # type: ignore[return-value]
        return t.Constant(parameter.value)


_UNTOLD: t.Value = Unset("?", Fraction(0))  # type: ignore[assignment]  # what a register that was not given would say
_NOTHING: t.Value = Unset("-", Fraction(0))  # type: ignore[assignment]  # what is found in one that counts as empty


def _is_unset(value: object) -> bool:
    return isinstance(value, Unset)


def _settled(name: str, parts: list[t.Value]) -> t.Value:
    """``first_given`` or ``agreed`` without values that a register which was not given leaves open.

    What comes after such a value is never reached by ``first_given``, but the value itself may be; one that ``agreed``
    compares with says nothing.
    What is not found in a register that counts as empty is not given.
    """
    parts = (
        [*parts[:1], *(p for p in parts[1:] if p != _NOTHING)]
        if name == "agreed"
        else ([p for p in parts if p != _NOTHING] or parts[:1])
    )
    untold = [i for i, part in enumerate(parts) if part == _UNTOLD]
    if untold:
        if untold[0] == 0:
            return parts[0]
        parts = parts[: untold[0] + 1] if name == "first_given" else [p for i, p in enumerate(parts) if i not in untold]
    return parts[0] if len(parts) == 1 else t.Op(name, tuple(parts))  # type: ignore[arg-type]


def fields_read(term: object, rulebook: Rulebook) -> tuple[str, ...]:
    """The candidate's own fields that a condition or value reads, in order, computed ones followed to their parts."""
    found: dict[str, None] = {}

    def walk(term: object) -> None:
        match term:
            case t.FieldRef(id=name):
                field = rulebook.fields.get(name)
                if field is None:
                    return
                if field.compute is not None:
                    walk(field.compute)
                else:
                    found[name] = None
            case t.Name(id=name):
                for group in (rulebook.criteria, rulebook.exclusions, rulebook.advisories):
                    if name in group:
                        walk(group[name].when)
            case t.Test(subject=subject, test=test):
                walk(subject)
                walk(test)
            case t.Is(values=of) | t.All(of=of) | t.AnyOf(of=of) | t.NoneOf(of=of) | t.AtLeast(of=of) | t.Op(of=of):
                for item in of:
                    walk(item)
            case t.Compare(bound=bound):
                walk(bound)
            case t.Between(low=low, high=high):
                walk(low)
                walk(high)
            case t.InRegister(match=match) | t.Lookup(match=match):
                for pair in match:
                    walk(t.FieldRef(pair.ours))
            case _:
                return

    walk(term)
    return tuple(found)
