"""Grounded terms: conditions and values that depend on nothing but the columns of a table and of its registers.

What ``engine.rulebook.terms`` says of names, parameters and computed fields is gone by now; what is left is
``Column``, constants, and what nobody can know. Frozen and compared by value: a term that stands in two places,
or under two settings of the parameters, is one column.
"""

from __future__ import annotations

from fractions import Fraction

from engine.frozen import dataclass
from engine.rulebook.model import Setting
from engine.rulebook.terms import Constant, Fixed, Given, Known, Match, Operation, Order, OverRows

NOTHING = "-"

# ---- values -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; ``blank`` is what a blank cell means there, None where it is unknown."""

    id: str
    blank: Setting
    proven: bool = False  # what stands there without evidence beside it is not known; a no and a nothing need none


@dataclass(frozen=True, slots=True)
class Unset:
    """A parameter without value: a number that may be anything its type allows."""

    parameter: str  # NOTHING: what is found where there is nothing to find, and so not given
    minimum: Fraction | None


@dataclass(frozen=True, slots=True)
class Op:
    """Arithmetic over grounded values."""

    name: Operation
    of: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A value taken over the matching rows of a register that was given."""

    op: OverRows
    register: str
    value: Value | None  # over the register's columns
    match: tuple[Match, ...]
    where: Condition  # over the register's columns


@dataclass(frozen=True, slots=True)
class Scored:
    """The score: all that it hangs on, so that another setting's score is another term."""

    hangs_on: tuple[object, ...]


Value = Constant | Unset | Column | Op | Lookup | Scored

# ---- tests ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Is:
    """One of these values; an unset one may be any."""

    values: tuple[Constant | Unset, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """Deadlines are comparisons too."""

    op: Order
    bound: Value


@dataclass(frozen=True, slots=True)
class Between:
    """From low to high, both in."""

    low: Value
    high: Value


TestTerm = Is | Known | Given | Compare | Between

# ---- conditions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unknown:
    """A condition about which nothing can be known: a parameter or a register is missing."""


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Not one of them."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """``n`` of them or more."""

    n: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one value."""

    subject: Value
    test: TestTerm


@dataclass(frozen=True, slots=True)
class InRegister:
    """Some row of a register that was given matches and satisfies ``where``."""

    register: str
    match: tuple[Match, ...]
    where: Condition  # over the register's columns


Condition = Fixed | Unknown | All | AnyOf | NoneOf | AtLeast | Test | InRegister
