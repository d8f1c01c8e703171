"""A rulebook, read and resolved: what every later room works with.

One ``Rulebook`` belongs to one setting of its parameters; ``engine.rulebook.load`` makes another for another
setting. Everything with a name is a mapping by id, in the file's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.terms import Amount, Condition, Value

FieldType = Literal["text", "yes_no", "whole", "number", "money", "date", "year", "choice", "unit"]
SetBy = Literal["plan", "reading", "board", "law"]
Setting = str | bool | int | Fraction | date | None
"""A parameter's value: option id or ``none``-able seats, yes/no, whole/money/year/seats, number, day; None is unset."""

Day: TypeAlias = date  # for a class that has a field called `date`

InForce: TypeAlias = tuple[date | None, date | None]
"""First and last day, both in, held against the day of decision; None is open."""

ALWAYS: InForce = (None, None)

UNLIMITED = "none"  # a parameter of type seats that says "no cap", which is not the same as unset


@dataclass(frozen=True, slots=True)
class Document:
    """The plan itself: who issued it, when, and which bodies it names."""

    title: Text
    issuer: Text
    level: str
    number: str
    date: Day | None
    date_text: str  # as the plan prints it, blanks kept
    period: tuple[str, str] | None
    units: tuple[str, ...]  # names of lists in data/units
    bodies: Mapping[str, Text]  # considers, appraises, submits, decides (and gathers)
    body: Text  # who settles ties: considers
    grounds: tuple[Text, ...]
    movement: Text | None = None
    decided_on: Day | None = None  # default of --decided-on where the round has no year


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause of the plan; ``not_a_rule`` says why nothing is made of it."""

    id: str
    text: Text
    not_a_rule: Text | None = None
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a plan, the law, a board or a reading sets."""

    id: str
    type: Literal["yes_no", "whole", "number", "money", "date", "choice", "deadline", "period", "seats"]
    set_by: SetBy
    text: Text
    clauses: tuple[str, ...]
    default: Setting
    value: Setting  # in force for this Rulebook
    options: Mapping[Setting, Text]  # of a choice; of a date or number reading, its other values
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the candidates or of a register."""

    id: str
    type: FieldType
    text: Text  # the header
    options: Mapping[str, Text] = field(default_factory=dict)  # id -> label, in order; codes are positions here
    ordered: bool = False
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    aliases: tuple[str, ...] = ()  # of the header
    option_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blank: Setting = None  # what a blank cell means; None: unknown
    evidence: Literal["none", "optional", "required"] = "none"
    used_once: bool = False
    required: bool = False  # a sheet without this column is unusable
    compute: Value | None = None
    standard: bool = False
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Register:
    """A sheet beside the candidates."""

    id: str
    text: Text
    fields: Mapping[str, Field]
    if_not_given: Literal["provisional", "unknown", "empty"] = "provisional"
    aliases: tuple[str, ...] = ()  # of the sheet's name
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Award:
    """A rung of the ladder of awards, the lowest first."""

    id: str
    text: Text
    granted_by: Literal["issuer", "higher"]
    order: int  # lowest first
    in_force: InForce = ALWAYS
    aliases: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """The plan's own class of candidate, with its standard."""

    id: str
    text: Text
    kinds: tuple[str, ...]
    clauses: tuple[str, ...]
    requires: Condition | None  # None: not an object of the plan (category `other`)
    aliases: tuple[str, ...] = ()
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Criterion:
    """Also an exclusion or an advisory. ``when`` is always filled: the assessor's column is ``{id: yes}``."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    when: Condition
    assessed: bool  # the assessor's yes/no column of that id
    reason: str | None = None  # a message id of engine.wording for its sentence, e.g. `prior_award`
    law: bool = False  # from rules/standard.yaml, above the plan
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Quota:
    """A node of a round's tree. ``id`` is its path, ``collectives/hamlets``."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    of: Condition
    per: str | None
    exceptions: Mapping[str, tuple[Amount, Amount]]  # `except`: group -> (at_most, at_least)
    at_most: Amount
    at_least: Amount  # None: no floor
    exactly: Amount  # None: not an `exactly`
    unfilled: Literal["empty", "transfer"]
    within: tuple[Quota, ...] = ()
    tiers: Mapping[str, Amount | str] = field(default_factory=dict)
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Round:
    """One occasion on which the plan nominates, with its own quotas."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    opens: Condition
    asks: tuple[str, ...]  # parameters (or `year`) without which it cannot run
    award: str | None  # None: the column `award` says
    quotas: tuple[Quota, ...] | None  # None: no number stated
    year: int | None = None
    decided_on: date | None = None
    in_force: InForce = ALWAYS
    across: tuple[Quota, ...] = ()  # limits over all who are seated, whatever quota holds them
    slots: tuple[Quota, ...] = ()  # everybody seated takes one of those that are for it

    @property
    def limits(self) -> tuple[Quota, ...]:
        """Every quota that the plan states, those inside others left where they are."""
        return (*(self.quotas or ()), *self.across, *self.slots)


@dataclass(frozen=True, slots=True)
class Points:
    """One node of the points tree. Exactly one of the ways to earn is filled, or ``parts``/``best_of``."""

    id: str
    text: Text
    of: Condition  # whom it is for; Fixed(True) for everybody
    when: Condition  # earned when met; Fixed(True)
    points: Fraction | None = None
    value: Value | None = None
    every: Fraction | None = None  # with value and points: points per full `every`
    bands: tuple[tuple[Fraction, Fraction], ...] = ()  # (from, points), ascending; below the first: 0
    by_option: Mapping[str, Fraction] = field(default_factory=dict)  # points per option of a choice `value`
    mark: Fraction | None = None  # the assessor's mark, column `<id>`, up to this
    parts: tuple[Points, ...] = ()
    best_of: tuple[Points, ...] = ()
    at_most: Fraction | None = None
    at_least: Fraction | None = None
    clauses: tuple[str, ...] = ()
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class RankKey:
    """``first``: those who meet the criterion rank first. ``high``/``low``: by value (``score`` is a subject)."""

    direction: Literal["first", "high", "low"]
    criterion: str | None
    value: Value | None


@dataclass(frozen=True, slots=True)
class Scoring:
    """The points table, and whether plan or board made it."""

    basis: Literal["board", "plan"]
    points: tuple[Points, ...]
    checksum: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What the plan sets out to reach, counted over a register."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    register: str | None
    where: Condition
    counted: Condition
    at_least: Amount | Literal["all"]
    holds: Condition | None = None
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day of the plan, or how often something is due."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    on: str | None
    every: str | None
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Reading:
    """A choice among meanings of the text."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    parameter: str | None
    in_force: InForce = ALWAYS


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One plan under one setting of its parameters."""

    id: str
    version: str
    approval: Literal["draft", "approved"]
    path: str
    sha256: str  # of the rulebook, its English texts and rules/standard.yaml together
    document: Document
    clauses: Mapping[str, ClauseEntry]  # those of rules/standard.yaml last: `law/..`
    parameters: Mapping[str, Parameter]
    registers: Mapping[str, Register]
    fields: Mapping[str, Field]  # all that a sheet of this rulebook may have, standard ones it uses included
    awards: Mapping[str, Award]
    categories: Mapping[str, Category]  # `other` last
    criteria: Mapping[str, Criterion]
    exclusions: Mapping[str, Criterion]
    advisories: Mapping[str, Criterion]
    rounds: Mapping[str, Round]
    scoring: Scoring
    ranking: tuple[RankKey, ...]
    targets: Mapping[str, Target]
    milestones: Mapping[str, Milestone]
    readings: Mapping[str, Reading]
    outline: tuple[Reading, ...]
    asked: frozenset[str] = frozenset()  # the parameters that some rule, or an option of some `choose`, asks
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # per round: those of the asked that no rule asks which decides in that round
