"""Random rows for the shipped rulebooks, as a sheet would say them, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from random import Random

from engine.intake.units import listed
from engine.pipeline import Run, decision_day, evaluate_roster
from engine.records import Decision
from engine.rosters import Row, roster_of
from engine.rulebook import load, shipped
from engine.rulebook.model import Field, Rulebook, Setting
from tests.evaluation.made import DAY

PLANS = shipped()
MONEY = (0, 1, 30_000_000, 49_999_999, 50_000_000, 50_000_001, 90_000_000)


@dataclass(frozen=True)
class Situation:
    """A plan, a round and settings, with rows as ``roster_of`` takes them."""

    plan: str
    round: str
    year: int | None
    settings: Mapping[str, Setting]
    rows: tuple[Row, ...]
    registers: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def under(self, **settings: Setting) -> Situation:
        return replace(self, settings={**self.settings, **settings})

    def of(self, rows: Sequence[Row]) -> Situation:
        return replace(self, rows=tuple(rows))

    def run(self, *, readings: bool = False) -> Run:
        book = load(self.plan, self.settings)
        day = decision_day(book, book.rounds[self.round], self.year, None)
        return evaluate_roster(
            roster_of(book, self.rows, self.registers), book, self.round, self.year, day, reference=self.plan,
            settings=self.settings, readings=readings,
        )  # fmt: skip

    def decided(self, *, readings: bool = False) -> dict[str, Decision]:
        """By the candidate's name; the names of a situation are all different."""
        return {d.candidate.name: d for d in self.run(readings=readings).decisions.decisions}


def situation(rng: Random, plan: str, rows: int) -> Situation:
    """Mostly good candidates of few categories and communes, so that seats are fought over."""
    settings: dict[str, Setting] = {}
    if plan == "vinh-chau-2021":
        settings = {"town_recognised_on": "2022-02-01"}
        settings |= {name: "300000" for name in ("day_rate", "land_price") if rng.random() < 0.5}
    if plan == "cam-thanh-2022":
        settings = {
            f"cap_{award}_{kind}": str(rng.randint(1, 2))
            for award in ("gk_xa", "gk_huyen")
            for kind in ("collective", "individual")
        }
    book = load(plan, settings)
    this_round = rng.choice(list(book.rounds.values()))
    year = 2024 if this_round.year is None and "year" in this_round.asks else None
    units = [u.name for u in listed(book.document.units)][:4]
    maker = Sheet(rng, book, units)
    registers = {
        name: [maker.register_row(register.fields) for _ in range(rng.randint(0, 6))]
        for name, register in book.registers.items()
        if name != "nominations" and rng.random() < 0.75
    }
    return Situation(plan, this_round.id, year, settings, tuple(maker.row(i) for i in range(rows)), registers)


@dataclass
class Sheet:
    rng: Random
    book: Rulebook
    units: list[str]

    def row(self, i: int) -> Row:
        fields = [f for f in self.book.fields.values() if f.compute is None and not f.id.endswith("_evidence")]
        row = {f.id: self.cell(f) for f in fields}
        category = self.rng.choice(
            [c for c in self.book.categories.values() if c.requires is not None or self.rng.random() < 0.1]
        )
        kind = self.rng.choice(category.kinds or ("collective",))
        award = self.rng.choice(list(self.book.awards)[:2])
        row |= {"name": f"Ứng viên {i}", "category": category.id, "kind": kind, "award": award}
        row["held_back"] = "yes" if self.rng.random() < 0.03 else "no"
        return row

    def register_row(self, fields: Mapping[str, Field]) -> Row:
        row = {f.id: self.cell(f) for f in fields.values() if f.compute is None}
        if "unit_name" in row:
            row["unit_name"] = self.rng.choice([*self.units, "Ứng viên 1"])
        if "name" in row:
            row["name"] = f"ứng viên {self.rng.randint(0, 9)}"
        return row

    def cell(self, field_: Field) -> str:
        """The text of a cell; an empty one is a blank."""
        if self.rng.random() < 0.08:
            return ""
        match field_.type:
            case "text":
                return self.rng.choice(("Phòng Một", "Phòng Hai"))
            case "yes_no":
                return "yes" if self.rng.random() < 0.9 else "no"
            case "choice":
                return self.rng.choice(list(field_.options))
            case "unit":
                return self.rng.choice(self.units) if self.units else ""
            case "date":
                return (DAY + timedelta(days=self.rng.choice((-400, -2, -2, -2, -1, -1, 0, 1, 300)))).isoformat()
            case "money":
                return str(self.rng.choice(MONEY))
            case "year":
                return str(self.rng.randint(1960, 2000))
            case "number":
                return str(Fraction(self.rng.randint(0, 40), 4))
            case _:
                return str(self.rng.randint(int(field_.minimum or 0), int(field_.minimum or 0) + 4))
