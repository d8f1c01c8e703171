"""Random rulebooks and rosters, as the reference evaluator and the engine take them.

Everything is drawn from a ``random.Random``: hypothesis lends one of its own, that shrinks; a soak uses a seeded one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from engine.intake.roster import Roster, Table
from engine.names import unit_key
from engine.provenance import Text
from engine.rosters import roster_of
from engine.rulebook import terms as t
from engine.rulebook.model import (
    Award,
    Category,
    Criterion,
    Document,
    Field,
    Parameter,
    Points,
    Quota,
    RankKey,
    Register,
    Round,
    Rulebook,
    Scoring,
    Setting,
)
from tests.reference.meaning import UNREADABLE, Case, Cell, Row

SAID = Text("x", "x")
KINDS = ("collective", "individual", "household")
AWARDS = ("low_award", "high_award")
COMMUNES = ("Xã An", "Xã Bình", "Xã Cát")
DAY = date(2023, 10, 10)
ALWAYS = t.Fixed(True)


def _options(*ids: str) -> dict[str, Text]:
    return dict.fromkeys(ids, SAID)


def _field(id_: str, type_: str, **more: object) -> Field:
    return Field(id_, type_, SAID, **more)  # type: ignore[arg-type]


FIELDS = {
    f.id: f
    for f in (
        _field("name", "text"),
        _field("kind", "choice", options=_options(*KINDS)),
        _field("category", "choice", options=_options("first", "second", "other")),
        _field("unit", "text"),
        _field("commune", "unit"),
        _field("position", "text"),
        _field("award", "choice", options=_options(*AWARDS)),
        _field("board_score", "number", minimum=Fraction(0), maximum=Fraction(4)),
        _field("p", "yes_no"),
        _field("q", "yes_no"),
        _field("r", "yes_no"),
        _field("s", "yes_no", blank=False),
        _field("shape", "choice", options=_options("ring", "disc", "cone")),
        _field("stars", "choice", options=_options("one", "two", "three"), ordered=True),
        _field("few", "whole", minimum=Fraction(0), maximum=Fraction(3)),
        _field("some", "whole", minimum=Fraction(1), maximum=Fraction(4)),
        _field("many", "whole"),
        _field("cash", "money"),
        _field("goods", "money", blank=0),
        _field("share", "number"),
        _field("area", "number", minimum=Fraction(0)),
        _field("mark", "number", minimum=Fraction(0)),
        _field("on", "date"),
        _field("until", "date"),
        _field("since", "year"),
        _field("word", "text"),
    )
}
REGISTER_FIELDS = {
    f.id: f
    for f in (
        _field("name", "text"),
        _field("commune", "unit"),
        _field("award", "choice", options=_options(*AWARDS, "elsewhere")),
        _field("shape", "choice", options=_options("ring", "disc", "cone")),
        _field("few", "whole"),
        _field("cash", "money"),
        _field("share", "number"),
        _field("on", "date"),
        _field("until", "date"),
        _field("day", "date", compute=t.Op("first_given", (t.FieldRef("on"), t.FieldRef("until")))),
    )
}
UNIT_FIELDS = {
    f.id: f
    for f in (
        _field("unit_name", "text"),
        _field("shape", "choice", options=_options("ring", "disc", "cone")),
        _field("on", "date"),
        _field("few", "whole"),
    )
}
PARAMETERS = (
    Parameter("flag", "yes_no", "board", SAID, (), None, None, {}),
    Parameter("floor", "money", "board", SAID, (), None, None, {}),
    Parameter("rate", "money", "board", SAID, (), None, None, {}),
    Parameter("deadline", "deadline", "plan", SAID, (), DAY, DAY, {}),
    Parameter("deadline_inclusive", "yes_no", "reading", SAID, (), False, False, {}),
    Parameter("taste", "choice", "board", SAID, (), None, None, {"ring": SAID, "disc": SAID}),
    Parameter("cap", "seats", "board", SAID, (), None, None, {}),
)
NUMERIC = ("few", "some", "many", "cash", "goods", "share", "area", "since")


@dataclass
class Maker:
    """Draws parts of a rulebook, and rows for it."""

    rng: Random
    names: tuple[str, ...] = ()  # criteria that may be named so far

    def one(self, *options: object) -> object:
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # ---- literals -----------------------------------------------------------------------------------------------

    def day(self) -> date:
        return DAY + timedelta(days=self.rng.randint(-2, 2))

    def amount(self, type_: str) -> int | Fraction:
        if type_ == "number":
            return Fraction(self.rng.randint(-4, 12), self.rng.choice((1, 2, 4)))
        return self.rng.randint(2019, 2023) if type_ == "year" else self.rng.randint(0, 4)

    # ---- values -------------------------------------------------------------------------------------------------

    def number(self, depth: int = 2) -> t.Value:
        """A value that counts."""
        kind = self.rng.randint(0, 9 if depth else 3)
        if kind <= 2:
            return t.FieldRef(self.rng.choice(NUMERIC))
        if kind == 3:
            return self.rng.choice((t.Constant(2), t.Constant(Fraction(3, 2)), t.Param("rate"), t.Constant(0)))
        if kind == 4:
            op = self.rng.choice(("count_in", "total_in", "largest_in", "mean_in", "run_of_years_in", "years_in"))
            of = ("on", "day", "few") if op in ("run_of_years_in", "years_in") else ("few", "cash", "share")
            value = None if op == "count_in" else t.FieldRef(self.rng.choice(of))
            return t.Lookup(op, "awards", value, self.matches(), self.condition("awards", 1))  # type: ignore[arg-type]
        if kind == 5:
            name = self.rng.choice(("days_between", "years_between"))
            return t.Op(name, (t.FieldRef("on"), t.FieldRef("until")))  # type: ignore[arg-type]
        name = self.rng.choice(
            ("sum", "sum_of_given", "product", "difference", "smallest", "largest", "first_given", "agreed", "ratio")
        )
        many = 2 if name in ("difference", "product", "ratio") else self.rng.randint(2, 3)
        return t.Op(name, tuple(self.number(depth - 1) for _ in range(many)))  # type: ignore[arg-type]

    def choice_value(self) -> t.Value:
        found = t.Lookup(
            "find_in",
            "units",
            t.FieldRef("shape"),
            (t.Match("unit_name", self.rng.choice(("name", "commune"))),),
            ALWAYS,
        )
        return self.rng.choice(
            (
                t.Op("first_given", (t.FieldRef("shape"), found)),
                t.Op("agreed", (t.FieldRef("shape"), found)),
                t.Op("first_given", (t.Op("agreed", (t.FieldRef("shape"), found)), found)),
            )
        )

    def matches(self) -> tuple[t.Match, ...]:
        return self.rng.choice(
            (
                (t.Match("name", "name"),),
                (t.Match("name", "name"), t.Match("commune", "commune", if_given=True)),
                (t.Match("name", "name"), t.Match("commune", "commune")),
                (t.Match("commune", "commune"),),
                (t.Match("award", "award"), t.Match("name", "name")),
                (t.Match("few", "few"),),
                (),
            )
        )

    # ---- conditions ---------------------------------------------------------------------------------------------

    def condition(self, where: str = "", depth: int = 2) -> t.Condition:
        """Over the candidates' fields, or those of the register ``where``."""
        kind = self.rng.randint(0, 13 if depth else 6)
        if kind <= 5:
            return self.test(where)
        if kind == 6:
            if where or not self.names:
                return self.rng.choice((t.Fixed(True), t.Fixed(False), t.Flag("flag")))
            return t.Name(self.rng.choice(self.names))
        if kind == 7 and not where:
            return t.InRegister("awards", self.matches(), self.condition("awards", 1))
        if kind == 8 and not where:
            match = self.rng.choice((t.Match("unit_name", "name"), t.Match("unit_name", "commune")))
            return t.InRegister("units", (match,), self.condition("units", 1))
        of = tuple(self.condition(where, depth - 1) for _ in range(self.rng.randint(0, 3)))
        made: tuple[t.Condition, ...] = (t.All(of), t.AnyOf(of), t.NoneOf(of), t.AtLeast(self.rng.randint(0, 3), of))
        return self.rng.choice(made)

    def test(self, where: str) -> t.Condition:
        fields = {"": self.fields, "awards": REGISTER_FIELDS, "units": UNIT_FIELDS}[where]
        if not where and self.chance(0.1):
            return self.rng.choice(
                (
                    t.Test(t.Param("floor"), t.Given()),
                    t.Test(t.Param("floor"), t.Compare(">=", t.Constant(2))),
                    t.Test(t.Param("taste"), t.Is((t.Constant("ring"),))),
                    t.Test(t.FieldRef("round"), t.Is((t.Constant(self.rng.choice(("spring", "autumn"))),))),
                )
            )
        field = self.rng.choice(
            [f for f in fields.values() if f.id not in ("position", "unit", "mark", "board_score", "unit_name")]
        )
        return t.Test(t.FieldRef(field.id), self.test_of(field, where))

    fields: dict[str, Field] = None  # type: ignore[assignment]

    def test_of(self, field: Field, where: str) -> t.TestTerm:
        if self.chance(0.1):
            return t.Known()
        match field.type:
            case "yes_no":
                return t.Is((t.Constant(self.chance(0.7)),), self.chance(0.2))
            case "choice" if field.ordered and self.chance(0.7):
                return self.compared(lambda: self.rng.choice(list(field.options)))
            case "choice":
                ids = self.rng.sample(list(field.options), self.rng.randint(1, 2))
                items: list[t.Constant | t.Param] = [t.Constant(i) for i in ids]
                if field.id == "shape" and self.chance(0.2):
                    items.append(t.Param("taste"))
                return t.Is(tuple(items), self.chance(0.3))
            case "text":
                return t.Is((t.Constant("Người 1"), t.Constant("chữ")), self.chance(0.3))
            case "unit":
                return t.Known()
            case "date":
                if not where and self.chance(0.4):
                    return t.Deadline(t.Param("deadline"), self.chance(0.5))
                return self.compared(self.day)
            case _:
                if field.type == "money" and self.chance(0.3):
                    return t.Compare(self.rng.choice((">=", ">", "<=", "<")), t.Param("floor"))
                if self.chance(0.15):
                    return t.Is(
                        (t.Constant(self.amount(field.type)), t.Constant(self.amount(field.type))), self.chance(0.3)
                    )
                return self.compared(lambda: self.amount(field.type))

    def compared(self, literal: object) -> t.TestTerm:
        assert callable(literal)
        if self.chance(0.25):
            return t.Between(t.Constant(literal()), t.Constant(literal()))
        return t.Compare(self.rng.choice((">=", ">", "<=", "<")), t.Constant(literal()))

    # ---- points -------------------------------------------------------------------------------------------------

    def points(self, id_: str, depth: int = 1) -> Points:
        of, when = (self.condition("", 1) if self.chance(0.4) else ALWAYS for _ in range(2))
        worth = Fraction(self.rng.randint(-3, 6), self.rng.choice((1, 2)))
        made = Points(id_, SAID, of, when)
        way = self.rng.randint(0, 7 if depth else 5)
        if way <= 1:
            made = replace(made, points=worth)
        elif way == 2:
            every = self.rng.choice((Fraction(1), Fraction(2), Fraction(1, 2), Fraction(5, 4)))
            made = replace(made, value=self.number(), every=every, points=worth)
        elif way == 3:
            starts = sorted({self.rng.randint(-1, 5) for _ in range(3)})
            bands = tuple((Fraction(start), Fraction(self.rng.randint(0, 6))) for start in starts)
            made = replace(made, value=self.number(), bands=bands)
        elif way == 4:
            made = replace(
                made,
                value=self.rng.choice((t.FieldRef("shape"), self.choice_value())),
                by_option={"ring": Fraction(1), "disc": worth},
            )
        elif way == 5:
            made = replace(made, value=t.FieldRef(self.rng.choice(NUMERIC)))
        else:
            parts = tuple(self.points(f"{id_}/{i}", depth - 1) for i in range(self.rng.randint(1, 3)))
            made = replace(made, parts=parts) if way == 6 else replace(made, best_of=parts)
        if self.chance(0.3):
            made = replace(made, at_most=Fraction(self.rng.randint(2, 5)))
        if self.chance(0.15):
            made = replace(made, at_least=Fraction(self.rng.randint(-1, 1)))
        return made

    # ---- quotas -------------------------------------------------------------------------------------------------

    def quotas(self, depth: int = 2) -> tuple[Quota, ...] | None:
        if self.chance(0.15):
            return None
        return self._siblings("", self.rng.choice((depth, depth, depth + 1)))

    def _siblings(self, above: str, depth: int) -> tuple[Quota, ...]:
        """Siblings share nobody: each takes other options of one field."""
        field = self.rng.choice([f for f in ("kind", "category", "shape", "p") if f not in above])
        ids: list[str | bool] = [True, False] if field == "p" else list(FIELDS[field].options)
        self.rng.shuffle(ids)
        ids = ids[: self.rng.randint(1, len(ids))]
        exactly, unfilled = self.chance(0.4), self.rng.choice(("empty", "transfer"))
        return tuple(
            self._quota(
                f"{above}{field}-{i}",
                t.Test(t.FieldRef(field), t.Is((t.Constant(x),))),
                depth,
                exactly=exactly,
                unfilled=unfilled,
                inside=bool(above),
            )
            for i, x in enumerate(ids)
        )

    def _quota(self, id_: str, of: t.Condition, depth: int, *, exactly: bool, unfilled: str, inside: bool) -> Quota:
        per = self.rng.choice((None, None, "commune", "unit", "stars")) if not inside or self.chance(0.2) else None
        within = self._siblings(f"{id_}/", depth - 1) if depth > 1 and self.chance(0.6) else ()
        reserved = sum(q.exactly for q in within if isinstance(q.exactly, int) and q.per is None)
        if exactly and inside:
            limits: tuple[t.Amount, t.Amount, t.Amount] = (None, None, max(reserved, self.rng.randint(0, 2)))
        else:
            count = t.Lookup("count_in", "units", None, (), ALWAYS)
            percent = t.Percent(
                Fraction(self.rng.choice((30, 50))),
                self.rng.choice((t.Constant(3), count)),
                self.rng.choice(("down", "up", "half_up")),
            )
            at_most = self.rng.choice((None, 0, 1, 1, 2, 2, 3, t.Param("cap"), percent if self.units_given else 2))
            if reserved and at_most is not None:  # what is reserved fits
                at_most = reserved + self.rng.randint(0, 1)
            limits = (at_most, self.rng.choice((None, None, 1, 2)), None)
        except_: dict[str, tuple[t.Amount, t.Amount]] = {}
        if per == "commune" and self.chance(0.2):
            except_ = {COMMUNES[0]: (self.rng.choice((None, 0, 2)), self.rng.choice((None, 1)))}
        return Quota(id_, SAID, (), of, per, except_, *limits, unfilled, within)  # type: ignore[arg-type]

    units_given: bool = True

    # ---- the whole ----------------------------------------------------------------------------------------------

    def rulebook(self) -> Rulebook:
        self.fields = dict(FIELDS)
        self.fields["worth"] = _field("worth", "money", compute=self.number())
        self.fields["gain"] = _field("gain", "number", compute=self.number())
        self.fields["found"] = _field("found", "choice", options=FIELDS["shape"].options, compute=self.choice_value())
        self.fields["ratio"] = _field("ratio", "number", compute=t.Op("ratio", (self.number(1), self.number(1))))
        parameters = {p.id: self._set(p) for p in PARAMETERS}
        criteria: dict[str, Criterion] = {}
        for i in range(self.rng.randint(1, 6)):
            self.names = tuple(criteria)
            criteria[f"k{i}"] = self._criterion(f"k{i}")
        self.names = tuple(criteria)
        exclusions = {f"x{i}": self._criterion(f"x{i}") for i in range(self.rng.randint(0, 2))}
        advisories = {f"a{i}": self._criterion(f"a{i}") for i in range(self.rng.randint(0, 1))}
        # No points hang on an advisory, so it may hang on them.
        high = t.Test(t.FieldRef("score"), self.compared(lambda: self.amount("number")))
        advisories["high"] = Criterion("high", SAID, (), high, assessed=False)
        categories = {
            name: Category(
                name, SAID, tuple(self.rng.sample(KINDS, self.rng.randint(1, 3))), (), self._standard(tuple(criteria))
            )
            for name in ("first", "second")
        } | {"other": Category("other", SAID, KINDS, (), None)}
        opens: t.Condition = (
            ALWAYS
            if self.chance(0.6)
            else self.rng.choice(
                (
                    self.condition("", 1),
                    t.InRegister("units", (t.Match("unit_name", "commune"),), self.condition("units", 1)),
                )
            )
        )
        award = self.rng.choice((None, "low_award"))
        rounds = {"spring": Round("spring", SAID, (), opens, (), award, self.quotas())}
        scoring = Scoring("board", tuple(self.points(f"e{i}") for i in range(self.rng.randint(0, 3))))
        rank: list[RankKey] = [self._key() for _ in range(self.rng.randint(0, 3))]
        return rulebook_of(
            self.fields,
            parameters,
            self.registers(),
            categories,
            criteria,
            exclusions,
            advisories,
            rounds,
            scoring,
            tuple(rank),
        )

    def registers(self) -> dict[str, Register]:
        given = self.rng.choice(("provisional", "unknown", "empty"))
        return {
            "awards": Register("awards", SAID, REGISTER_FIELDS, given),  # type: ignore[arg-type]
            "units": Register("units", SAID, UNIT_FIELDS, self.rng.choice(("unknown", "empty", "provisional"))),
        }

    def _set(self, parameter: Parameter) -> Parameter:
        values: dict[str, tuple[Setting, ...]] = {
            "flag": (None, True, False),
            "floor": (None, 2),
            "rate": (None, 2),
            "taste": (None, "ring"),
            "cap": ("none", 0, 1, 2),
            "deadline": (DAY,),
            "deadline_inclusive": (False, True),
        }
        return replace(parameter, value=self.rng.choice(values[parameter.id]))

    def _criterion(self, id_: str) -> Criterion:
        force = (
            (date(2024, 1, 1), None)
            if self.chance(0.05)
            else (None, date(2023, 12, 31))
            if self.chance(0.05)
            else (None, None)
        )
        return Criterion(id_, SAID, (), self.condition(), assessed=False, in_force=force)

    def _standard(self, names: tuple[str, ...], depth: int = 2) -> t.Condition:
        if not depth or self.chance(0.4):
            return t.Name(self.rng.choice(names))
        of = tuple(self._standard(names, depth - 1) for _ in range(self.rng.randint(1, 3)))
        made: tuple[t.Condition, ...] = (t.All(of), t.AnyOf(of), t.NoneOf(of), t.AtLeast(self.rng.randint(1, 2), of))
        return self.rng.choice(made)

    def _key(self) -> RankKey:
        way = self.rng.randint(0, 3)
        if way == 0:
            return RankKey("first", self.rng.choice(self.names), None)
        if way == 1:
            return RankKey("high", None, t.FieldRef("score"))
        value = t.FieldRef(self.rng.choice((*NUMERIC, "worth", "gain", "stars")))
        return RankKey("high" if way == 2 else "low", None, value)

    # ---- rows ---------------------------------------------------------------------------------------------------

    def cell(self, field: Field) -> Cell:
        if self.chance(0.22):
            return None
        if self.chance(0.04):
            return UNREADABLE
        match field.type:
            case "text":
                return self.rng.choice(("Chữ", "chữ", "Người 1", "chữ khác"))
            case "yes_no":
                return self.chance(0.7)
            case "choice":
                return self.rng.choice(list(field.options))
            case "unit":
                return self.rng.choice((*COMMUNES, "an", "Bình"))
            case "date":
                return self.day()
            case "year":
                return self.rng.randint(2019, 2023)
            case "number":
                low = 0 if field.minimum is not None else -4
                top = 4 if field.maximum is None else int(field.maximum)
                return Fraction(self.rng.randint(low * 4, top * 4), 4)
            case _:
                low = int(field.minimum or 0)
                return self.rng.randint(low, low + 3)

    def row(self, i: int) -> Row:
        row = {f.id: self.cell(f) for f in FIELDS.values()}
        row["name"] = f"Người {i}" if self.chance(0.95) else self.rng.choice(("Người 0", "Ông Người 1"))
        row["kind"] = self.rng.choice(KINDS) if self.chance(0.93) else None
        row["category"] = self.rng.choice(("first", "first", "second", "other")) if self.chance(0.93) else None
        return row

    def register_row(self, fields: dict[str, Field]) -> Row:
        row = {f.id: self.cell(f) for f in fields.values() if f.compute is None}
        if "name" in row and self.chance(0.8):
            row["name"] = f"người {self.rng.randint(0, 4)}"
        if "unit_name" in row:
            row["unit_name"] = self.rng.choice(("Xã An", "bình", "Người 1", "Người 2", None))
        return row

    def case(self, rows: int) -> Case:
        registers: dict[str, tuple[Row, ...]] = {}
        if self.chance(0.8):
            registers["awards"] = tuple(self.register_row(REGISTER_FIELDS) for _ in range(self.rng.randint(0, 4)))
        self.units_given = self.chance(0.8)
        if self.units_given:
            registers["units"] = tuple(self.register_row(UNIT_FIELDS) for _ in range(self.rng.randint(0, 3)))
        book = self.rulebook()
        made = [self.row(i) for i in range(rows)]
        if made and self.chance(0.1):
            made[-1] = {**made[-1], **{f: made[0][f] for f in ("name", "kind", "category", "commune", "unit", "award")}}
        absent = frozenset({"board_score"}) if self.chance(0.2) else frozenset()
        made = [{**row, **dict.fromkeys(absent)} for row in made]
        return Case(book, "spring", tuple(made), registers, absent=absent)


def rulebook_of(
    fields: dict[str, Field],
    parameters: dict[str, Parameter],
    registers: dict[str, Register],
    categories: dict[str, Category],
    criteria: dict[str, Criterion],
    exclusions: dict[str, Criterion],
    advisories: dict[str, Criterion],
    rounds: dict[str, Round],
    scoring: Scoring,
    ranking: tuple[RankKey, ...],
) -> Rulebook:
    document = Document(SAID, SAID, "province", "", None, "", None, (), {}, SAID, ())
    awards = {a: Award(a, SAID, "issuer", i) for i, a in enumerate(AWARDS)}
    return Rulebook(
        "made",
        "1",
        "draft",
        "made.yaml",
        "",
        document,
        {},
        parameters,
        registers,
        fields,
        awards,
        categories,
        criteria,
        exclusions,
        advisories,
        rounds,
        scoring,
        ranking,
        {},
        {},
        {},
        (),
    )


# ---- rosters ------------------------------------------------------------------------------------------------------


def written(row: Row) -> dict[str, str]:
    """As ``roster_of`` takes it; unreadable cells are left out."""
    return {f: _written(v) for f, v in row.items() if v is not None and v != UNREADABLE}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def roster_for(case: Case) -> Roster:
    roster = roster_of(
        case.rulebook,
        [written(row) for row in case.rows],
        {name: [written(row) for row in rows] for name, rows in case.registers.items()},
    )
    tables = {name: _unread(roster.registers[name], rows) for name, rows in case.registers.items()}
    # The list of units holds them all, named by somebody or not.
    known = {unit_key(name) for name in roster.units}
    units = (*roster.units, *(name for name in COMMUNES if unit_key(name) not in known))
    return replace(
        roster, candidates=_unread(roster.candidates, case.rows), registers=tables, absent=case.absent, units=units
    )


def _unread(table: Table, rows: tuple[Row, ...]) -> Table:
    unreadable: dict[str, dict[int, str]] = {}
    for i, row in enumerate(rows):
        for name, value in row.items():
            if value == UNREADABLE:
                unreadable.setdefault(name, {})[i] = "???"
    return replace(table, unreadable=unreadable)
