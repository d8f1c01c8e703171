"""The terms a rulebook is made of once it is read: conditions, tests, values and amounts.

They are small, frozen and compared by value, so a condition that stands in two places is evaluated once.
``choose`` is gone by the time a term exists: a term belongs to one setting of the parameters.

Literals are typed by their subject: a choice is its option's id (``str``), yes/no a ``bool``, a date a
``datetime.date``, whole numbers, money and years an ``int``, a number a ``Fraction``, text a ``str``.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from engine.frozen import dataclass

Scalar = str | bool | int | Fraction | date


def as_fraction(value: Scalar | None) -> Fraction:
    """A literal or setting that its type says is a number."""
    assert isinstance(value, int | Fraction), f"{value!r} is no number"
    return Fraction(value)


Operation = OneOf[
    "sum",
    "sum_of_given",
    "product",
    "difference",
    "ratio",
    "smallest",
    "largest",
    "first_given",
    "agreed",
    "days_between",
    "years_between",
]
OverRows = OneOf["count_in", "total_in", "mean_in", "largest_in", "find_in", "run_of_years_in", "years_in"]
Order = OneOf[">=", ">", "<=", "<"]


# ---- values -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal value."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Param:
    """``$name``: a parameter's value; without value, unknown."""

    name: str


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field of the row under test, or one of the subjects ``round award score kind category``."""

    id: str


@dataclass(frozen=True, slots=True)
class Op:
    """An arithmetic value.

    ``sum``, ``product``, ``difference``, ``ratio``, ``smallest``, ``largest``: unknown parts make intervals.
    ``sum_of_given``: blanks count as nothing once one part is given. ``first_given``: the first that is given.
    ``agreed``: the first argument; where a further one is exactly known and says otherwise, the interval
    that spans them (for choices: unknown). ``days_between``, ``years_between``: second minus first.
    """

    name: Operation
    of: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How a register's row is tied to a candidate: their field equals ours.

    ``if_given``: a blank on either side does not stand in the way (``match_if_given`` in the file).
    Names are compared by their normal form (``engine.names``), units by their code.
    """

    theirs: str
    ours: str
    if_given: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """A value taken over the matching rows of a register."""

    op: OverRows
    register: str
    value: Value | None  # of the register's row; None for count_in
    match: tuple[Match, ...]
    where: Condition


Value = Constant | Param | FieldRef | Op | Lookup


# ---- tests ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Is:
    """``x`` or ``[x, y]``: the subject is one of these; ``is_not`` negates it. An item may be a ``$parameter``."""

    values: tuple[Constant | Param, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Met by a value, unknown for a blank."""


@dataclass(frozen=True, slots=True)
class Given:
    """Met by a value, unmet for a blank: only in advisories, and of a parameter anywhere."""


@dataclass(frozen=True, slots=True)
class Compare:
    """``at_least`` and ``on_or_after`` are ``>=``; ``more_than`` and ``after`` are ``>``; and so on."""

    op: Order
    bound: Value


@dataclass(frozen=True, slots=True)
class Between:
    """``between`` (numbers, dates) and ``within`` (dates): from low to high, both in."""

    low: Value
    high: Value


@dataclass(frozen=True, slots=True)
class Deadline:
    """``in_time: $d`` (``late`` is False) or ``late: $d``. Strictly before the day, unless ``deadline_inclusive``."""

    deadline: Param
    late: bool


TestTerm = Is | Known | Given | Compare | Between | Deadline


# ---- conditions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A criterion, exclusion or advisory named elsewhere in the rulebook."""

    id: str


@dataclass(frozen=True, slots=True)
class Flag:
    """``$yes_no`` as a condition; unknown without a value."""

    parameter: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """``always`` (met) or ``never`` (unmet)."""

    met: bool


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
    """``{field: test}``, ``{$parameter: test}``. Several fields in one mapping are an ``All``."""

    subject: FieldRef | Param
    test: TestTerm


@dataclass(frozen=True, slots=True)
class InRegister:
    """Some row of the register matches and satisfies ``where`` (strong Kleene over its rows)."""

    register: str
    match: tuple[Match, ...]
    where: Condition


Condition = Name | Flag | Fixed | All | AnyOf | NoneOf | AtLeast | Test | InRegister


# ---- amounts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage that goes by a value: by option of a choice, or by the band that a number reaches."""

    value: Value
    by_option: tuple[tuple[str, Fraction], ...] = ()
    bands: tuple[tuple[Fraction, Fraction], ...] = ()  # (from, percent), ascending


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a value, rounded as said; where they hang on the candidate, all of a group must agree."""

    percent: Fraction | Rate
    of: Value
    round: OneOf["down", "up", "half_up"]


Amount = int | None | Param | Percent  # None is "none": no limit
