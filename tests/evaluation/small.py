"""Small rulebooks and sheets for one sentence at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.evaluation import Evaluation
from engine.rulebook import terms as t
from engine.rulebook.model import (
    Category,
    Criterion,
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
from engine.truth import Truth
from tests.evaluation.compare import ends_of, evaluated, statuses
from tests.evaluation.made import FIELDS, KINDS, PARAMETERS, REGISTER_FIELDS, SAID, UNIT_FIELDS, rulebook_of
from tests.reference.meaning import Case, Cell, End, Row

ALWAYS = t.Fixed(True)
YES = t.Is((t.Constant(True),))


def test(field: str, term: t.TestTerm) -> t.Condition:
    return t.Test(t.FieldRef(field), term)


test.__test__ = False  # type: ignore[attr-defined]


def at_least(bound: t.Scalar | t.Param) -> t.Compare:
    return t.Compare(">=", bound if isinstance(bound, t.Param) else t.Constant(bound))


def one(field: str, *values: t.Scalar) -> t.Condition:
    return test(field, t.Is(tuple(t.Constant(v) for v in values)))


def op(name: str, *of: t.Value | str) -> t.Op:
    return t.Op(name, tuple(t.FieldRef(v) if isinstance(v, str) else v for v in of))  # type: ignore[arg-type]


def quota(id_: str, of: t.Condition = ALWAYS, at_most: t.Amount = None, **more: object) -> Quota:
    limits: dict[str, object] = {"per": None, "exceptions": {}, "at_least": None, "exactly": None, "unfilled": "empty"}
    return Quota(id_, SAID, (), of, at_most=at_most, **(limits | more))  # type: ignore[arg-type]


def book(
    *,
    when: t.Condition = ALWAYS,
    exclusion: t.Condition | None = None,
    preferred: t.Condition | None = None,
    opens: t.Condition = ALWAYS,
    computed: Mapping[str, t.Value] | None = None,
    points: Sequence[Points] = (),
    ranking: Sequence[RankKey] = (),
    quotas: Sequence[Quota] | None = None,
    parameters: Mapping[str, Setting] | None = None,
    not_given: str = "provisional",
    award: str | None = "low_award",
) -> Rulebook:
    fields = dict(FIELDS)
    for name, value in (computed or {}).items():
        fields[name] = Field(name, "number", SAID, compute=value)
    settings = parameters or {}
    made: dict[str, Parameter] = {p.id: replace(p, value=settings.get(p.id, p.value)) for p in PARAMETERS}
    categories = {
        "first": Category("first", SAID, ("collective", "individual"), (), t.Name("k")),
        "second": Category("second", SAID, KINDS, (), t.Name("k")),
        "other": Category("other", SAID, KINDS, (), None),
    }
    registers = {
        "awards": Register("awards", SAID, REGISTER_FIELDS, not_given),  # type: ignore[arg-type]
        "units": Register("units", SAID, UNIT_FIELDS, "unknown"),
    }
    criteria = {
        name: Criterion(name, SAID, (), condition, assessed=False)
        for name, condition in (("k", when), ("preferred", preferred))
        if condition is not None
    }
    exclusions = {} if exclusion is None else {"x": Criterion("x", SAID, (), exclusion, assessed=False)}
    rounds = {"spring": Round("spring", SAID, (), opens, (), award, None if quotas is None else tuple(quotas))}
    return rulebook_of(
        fields, made, registers, categories, criteria, exclusions, {},
        rounds, Scoring("board", tuple(points)), tuple(ranking),
    )  # fmt: skip


def sheet(*rows: Mapping[str, Cell]) -> tuple[Row, ...]:
    """Candidates of the first category, each with a name of its own, where a row says nothing else."""
    return tuple({"name": f"Người {i}", "kind": "individual", "category": "first", **row} for i, row in enumerate(rows))


def run(
    rulebook: Rulebook,
    rows: Sequence[Row],
    registers: Mapping[str, Sequence[Row]] | None = None,
    absent: Sequence[str] = (),
) -> Evaluation:
    given = {name: tuple(their_rows) for name, their_rows in (registers or {}).items()}
    return evaluated(Case(rulebook, "spring", tuple(rows), given, absent=frozenset(absent)))


def truths(
    condition: t.Condition,
    *rows: Mapping[str, Cell],
    registers: Mapping[str, Sequence[Row]] | None = None,
    **more: object,
) -> list[Truth]:
    """Of a condition, for each row."""
    found = run(book(when=condition, **more), sheet(*rows), registers)  # type: ignore[arg-type]
    return [Truth(int(x)) for x in found.truths.columns["k"]]


def spans(
    value: t.Value, *rows: Mapping[str, Cell], registers: Mapping[str, Sequence[Row]] | None = None, **more: object
) -> list[tuple[End, End]]:
    """Of a value, for each row."""
    found = run(book(computed={"v": value}, **more), sheet(*rows), registers).truths  # type: ignore[arg-type]
    span = found.facts.span(found.grounding.value(t.FieldRef("v")))
    return [ends_of(span, i) for i in range(len(rows))]


def earned(entry: Points, *rows: Mapping[str, Cell], **more: object) -> list[tuple[End, End]]:
    """Points of an entry, for each row."""
    found = run(book(points=[entry], **more), sheet(*rows)).ranking.points[entry.id]  # type: ignore[arg-type]
    return [ends_of(found, i) for i in range(len(rows))]


def decided(
    rulebook: Rulebook, *rows: Mapping[str, Cell], registers: Mapping[str, Sequence[Row]] | None = None
) -> list[str]:
    return statuses(run(rulebook, sheet(*rows), registers))


def exactly(number: int | Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(number), Fraction(number)
