"""Cases in which a few cells are missing and all their values can be tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from engine.rulebook import terms as t
from engine.rulebook.model import Category, Criterion, Field, Quota, RankKey, Round, Rulebook, Scoring
from tests.evaluation.made import COMMUNES, DAY, FIELDS, KINDS, SAID, Maker, rulebook_of
from tests.reference.completions import Completions, Place
from tests.reference.meaning import UNREADABLE, Case, Cell, Row


def values_of(field: Field) -> Sequence[Cell]:
    """All values of a field where it is small, else a few."""
    match field.type:
        case "yes_no":
            return (True, False)
        case "choice":
            return tuple(field.options)
        case "unit":
            return COMMUNES
        case "date":
            return (DAY, DAY.replace(day=8), DAY.replace(day=12))
        case "year":
            return (2020, 2023)
        case "text":
            return ("chữ", "khác")
        case "number":
            return (Fraction(0), Fraction(3, 2), Fraction(4))
        case _:
            low = int(field.minimum or 0)
            return tuple(range(low, int(field.maximum or low + 3) + 1))


@dataclass
class Whole(Maker):
    """A maker whose cells are all filled in."""

    def cell(self, field: Field) -> Cell:
        if field.type in ("text", "unit"):
            return super().cell(field) or COMMUNES[0]
        return self.rng.choice(values_of(field))

    def row(self, i: int) -> Row:
        row = {f.id: self.cell(f) for f in FIELDS.values()}
        row |= {
            "name": f"Người {i}",
            "kind": self.rng.choice(KINDS),
            "category": self.rng.choice(("first", "first", "second")),
        }
        return {f: COMMUNES[0] if v == UNREADABLE else v for f, v in row.items()}


def any_case(rng: Random, rows: int, missing: int) -> Completions:
    """A random rulebook; the cells that are missing are unreadable, so that none of them counts as left out."""
    maker = Whole(rng)
    case = maker.case(rows)
    made = [dict(maker.row(i)) for i in range(rows)]
    case = replace(case, rows=tuple(made), absent=frozenset())
    places = rng.sample([(i, f) for i in range(rows) for f in _askable(case.rulebook)], missing) if rows else []
    for i, f in places:
        made[i][f] = UNREADABLE
    return Completions(case.with_rows(made), {p: values_of(FIELDS[p[1]]) for p in places})


def _askable(book: Rulebook) -> list[str]:
    return [f for f in FIELDS if f not in ("name", "unit", "word", "position", "s", "goods") and f in book.fields]


def simple_case(rng: Random, rows: int, missing: int) -> Completions:
    """Each cell decides one thing of one candidate, so that what is said of a list can be exact."""
    book = _simple_book(rng)
    made: list[dict[str, Cell]] = [
        {
            "name": f"Người {i}",
            "kind": "individual",
            "category": "first",
            "commune": rng.choice(COMMUNES[:2]),
            "award": "low_award",
            "p": rng.random() < 0.85,
            "q": rng.random() < 0.1,
            "few": rng.randint(0, 3),
            "shape": rng.choice(list(FIELDS["shape"].options)),
        }
        for i in range(rows)
    ]
    case = Case(book, "spring", tuple(made))
    fields = ("p", "q", "few", "few", "shape", "commune")
    places = sorted({(rng.randrange(rows), rng.choice(fields)) for _ in range(missing)}) if rows else []
    for i, f in places:
        made[i][f] = None
    domains: Mapping[Place, Sequence[Cell]] = {
        p: values_of(FIELDS[p[1]]) for p in places if p[1] != "commune" or _per(book)
    }
    return Completions(case.with_rows(made), domains)


def _per(book: Rulebook) -> bool:
    return any(q.per == "commune" for q in book.rounds["spring"].quotas or ())


def _simple_book(rng: Random) -> Rulebook:
    def criterion(id_: str, field: str) -> Criterion:
        return Criterion(id_, SAID, (), t.Test(t.FieldRef(field), t.Is((t.Constant(True),))), assessed=False)

    def child(id_: str, shape: str, exactly: int | None, unfilled: str) -> Quota:
        of = t.Test(t.FieldRef("shape"), t.Is((t.Constant(shape),)))
        at_most = rng.choice((None, 1, 2)) if exactly is None else None
        at_least = rng.choice((None, 1)) if exactly is None else None
        return Quota(id_, SAID, (), of, None, {}, at_most, at_least, exactly, unfilled)  # type: ignore[arg-type]

    exact, unfilled = rng.random() < 0.4, rng.choice(("empty", "transfer"))
    shapes = rng.sample(list(FIELDS["shape"].options), rng.randint(0, 2))
    within = tuple(child(f"all/{s}", s, rng.randint(0, 1) if exact else None, unfilled) for s in shapes)
    per = rng.choice((None, None, "commune"))
    reserved = sum(q.exactly for q in within if isinstance(q.exactly, int))
    seats = max(reserved, rng.choice((1, 2, 2, 3)))
    quotas: tuple[Quota, ...] = (Quota("all", SAID, (), t.Fixed(True), per, {}, seats, None, None, "empty", within),)
    if per is None and rng.random() < 0.3:  # several trees side by side
        quotas = tuple(
            Quota(
                f"of-{s}",
                SAID,
                (),
                t.Test(t.FieldRef("shape"), t.Is((t.Constant(s),))),
                None,
                {},
                1,
                None,
                None,
                "empty",
            )
            for s in FIELDS["shape"].options
        )
    categories = {
        "first": Category("first", SAID, KINDS, (), t.Name("k")),
        "other": Category("other", SAID, KINDS, (), None),
    }
    return rulebook_of(
        dict(FIELDS),
        {},
        {},
        categories,
        {"k": criterion("k", "p")},
        {"x": criterion("x", "q")},
        {},
        {"spring": Round("spring", SAID, (), t.Fixed(True), (), "low_award", quotas)},
        Scoring("board", ()),
        (RankKey("high", None, t.FieldRef("few")),),
    )
