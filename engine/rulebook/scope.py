"""What the names in a condition can mean, and the types of what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.findings import Placed
from engine.rulebook.model import Field, Parameter, Register

SUBJECTS = ("round", "award", "score", "kind", "category")
"""Subjects of every candidate, beside its fields."""

NUMERIC = ("whole", "number", "money", "year")


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a value: ``number`` for all that can be computed with, else as a field's."""

    name: str  # number, date, choice, text, yes_no, unit; any: not known, because its own name was wrong
    options: tuple[str, ...] = ()  # of a choice; empty: not restricted
    whole: bool = False  # numbers that have no fractions: whole, money, year
    of: str = ""  # the field type as declared
    ordered: bool = False  # of a choice whose options stand lowest first

    @property
    def text(self) -> Text:
        return TYPE_NAMES[self.name]


TYPE_NAMES = {
    "number": Text("số", "a number"),
    "date": Text("ngày", "a day"),
    "choice": Text("lựa chọn", "a choice"),
    "text": Text("chữ", "a text"),
    "yes_no": Text("có/không", "yes or no"),
    "unit": Text("đơn vị", "a unit"),
    "any": Text("giá trị", "a value"),
}
ANY = Type("any")
NUMBER = Type("number", of="number")
WHOLE = Type("number", whole=True, of="whole")


def type_of(field_: Field) -> Type:
    if field_.type in NUMERIC:
        return Type("number", whole=field_.type != "number", of=field_.type)
    if field_.type == "choice":
        return Type("choice", tuple(field_.options), of="choice", ordered=field_.ordered)
    return Type(field_.type, of=field_.type)


def type_of_parameter(parameter: Parameter) -> Type:
    match parameter.type:
        case "yes_no":
            return Type("yes_no", of="yes_no")
        case "choice":
            return Type("choice", tuple(map(str, parameter.options)), of="choice")
        case "date" | "deadline":
            return Type("date", of=parameter.type)
        case "period":
            return Type("period", of="period")
        case "number":
            return Type("number", of="number")
        case other:
            return Type("number", whole=True, of=other)


TYPE_NAMES["period"] = Text("khoảng thời gian", "a period")


@dataclass(slots=True)
class Usage:
    """What the rules of a rulebook refer to, for finding what is declared and never used."""

    names: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)  # parameters whose value is built in, whatever the day of decision
    fields: set[str] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)
    register_fields: set[tuple[str, str]] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Scope:
    """All that can be named. ``row`` says whose fields are the subjects: the candidate's, or a register's."""

    parameters: Mapping[str, Parameter]
    fields: Mapping[str, Field]  # of candidates, the subjects round, award, score, kind, category included
    registers: Mapping[str, Register]
    names: Mapping[str, str]  # criterion, exclusion or advisory id -> which of the three
    usage: Usage
    register: str | None = None
    given: bool = False  # whether the test `given` may stand here
    only_names: bool = False  # a category's `requires`

    @property
    def row(self) -> Mapping[str, Field]:
        return self.fields if self.register is None else self.registers[self.register].fields

    def inside(self, register: str) -> Scope:
        """The scope of a ``where``: the register's row is the subject."""
        return replace(self, register=register, only_names=False)

    def use_field(self, id_: str) -> None:
        if self.register is None:
            self.usage.fields.add(id_)
        else:
            self.usage.register_fields.add((self.register, id_))

    @property
    def row_text(self) -> Text:
        if self.register is None:
            return Text("trường", "a field")
        text = self.registers[self.register].text
        return Text(f"trường của sổ `{self.register}` ({text.vi})", f"a field of the register `{self.register}`")


@dataclass(frozen=True, slots=True)
class At:
    """A place that is not a node."""

    file: str
    line: int
    column: int

    @classmethod
    def of(cls, placed: Placed) -> At:
        return cls(placed.file, placed.line, placed.column)
