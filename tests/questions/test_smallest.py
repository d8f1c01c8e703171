"""The smallest change, against all that can be tried, judged by the reference evaluator, which shares nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import Result
from engine.questions.axes import IDENTITY
from engine.questions.edits import Typed
from engine.questions.smallest import Smallest, smallest_changes
from engine.rulebook import terms as t
from engine.rulebook.model import Field, Points, RankKey
from tests.evaluation.compare import evaluated
from tests.evaluation.made import ALWAYS, COMMUNES, DAY, SAID, Maker
from tests.evaluation.small import at_least, book, one, op, quota, sheet
from tests.evaluation.small import test as tested
from tests.reference.evaluator import Evaluator
from tests.reference.meaning import UNREADABLE, Case, Cell

seeds = st.integers(0, 2**40)


def grid(field: Field) -> Iterator[Cell]:
    """All small values of a field."""
    match field.type:
        case "yes_no":
            yield from (True, False)
        case "choice":
            yield from field.options
        case "date":
            yield from (DAY + timedelta(days=n) for n in range(-4, 5))
        case "year":
            yield from range(2018, 2026)
        case "number":
            yield from (Fraction(n, 2) for n in range(11) if not field.maximum or Fraction(n, 2) <= field.maximum)
        case _:
            low = int(field.minimum or 0)
            yield from range(low, int(field.maximum if field.maximum is not None else low + 6) + 1)


def move(field: Field, now: Cell, value: Cell) -> Fraction:
    """The measure, said again."""
    if now is None or now == UNREADABLE:
        return Fraction(0)
    match field.type:
        case "date":
            assert isinstance(now, date)
            assert isinstance(value, date)
            return Fraction(abs((value - now).days), 365)
        case "choice" if field.ordered:
            places = list(field.options)
            return Fraction(abs(places.index(str(value)) - places.index(str(now))), len(places) - 1)
        case "yes_no" | "choice" | "text":
            return Fraction(1)
        case _:
            a, b = Fraction(now), Fraction(value)  # type: ignore[arg-type]
            unit = Fraction(1, 10_000) if field.type == "number" else Fraction(1)
            return abs(a - b) / max(abs(a), abs(b), unit)


def with_cell(case: Case, row: int, cells: dict[str, Cell]) -> Case:
    rows = list(case.rows)
    rows[row] = {**rows[row], **cells}
    return case.with_rows(rows)


def outcome(case: Case, row: int) -> Result:
    return Result[Evaluator(case).statuses[row].upper()]


def wanted(now: Result, then: Result) -> bool:
    if now is Result.NOMINATED:
        return then is not now
    return then > now or (now is Result.TIED and then is Result.RESERVE)


def said(field: Field, value: Typed) -> Cell:
    """A roster's value as the reference takes it."""
    if value is None or isinstance(value, str):
        return value
    match field.type:
        case "yes_no":
            return bool(value)
        case "choice":
            return list(field.options)[value]
        case "unit":
            return COMMUNES[value]
        case "date":
            return date.fromordinal(value)
        case "number":
            return Fraction(value, 10_000)
        case _:
            return value


def contested(rng: Random) -> Case:
    """A few who all but meet a standard, and fewer seats than people."""
    standard = t.All((
        tested("v", at_least(rng.randint(2, 5))),
        *((one("p", True),) if rng.random() < 0.6 else ()),
        *((t.AnyOf((one("q", True), tested("few", at_least(2)))),) if rng.random() < 0.5 else ()),
        *((tested("on", t.Compare("<", t.Constant(DAY))),) if rng.random() < 0.4 else ()),
    ))  # fmt: skip
    inner = quota("all/q", one("q", True), at_most=rng.choice((None, 1)), at_least=1, unfilled="transfer")
    rulebook = book(
        when=standard,
        exclusion=one("r", True),
        computed={"v": op("sum_of_given", "cash", "goods")},
        points=[Points("few", SAID, ALWAYS, ALWAYS, value=t.FieldRef("few"), every=Fraction(1), points=Fraction(1))],
        ranking=[RankKey("high", None, t.FieldRef("score"))],
        quotas=[quota("all", at_most=rng.randint(1, 2), within=(inner,) if rng.random() < 0.5 else ())],
    )
    rows = sheet(*(
        {
            "p": rng.random() < 0.8, "q": rng.random() < 0.5, "r": rng.random() < 0.15, "few": rng.randint(0, 3),
            "cash": rng.choice((None, *range(5))), "goods": rng.randint(0, 3),
            "on": DAY + timedelta(days=rng.randint(-2, 2)), "board_score": Fraction(rng.randint(0, 8), 2),
        }
        for _ in range(rng.randint(2, 5))
    ))  # fmt: skip
    return Case(rulebook, "spring", rows, {"awards": (), "units": ()})


def case_of(seed: int) -> tuple[Case, int, Smallest]:
    """Half of them drawn at random, half contested."""
    rng = Random(seed)
    case = contested(rng) if seed % 2 else Maker(rng).case(rng.randint(1, 4))
    row = rng.randrange(len(case.rows))
    return case, row, smallest_changes(evaluated(case), row)


@settings(max_examples=40)
@given(seed=seeds)
def test_no_single_change_on_the_grid_is_smaller(seed: int) -> None:
    case, row, found = case_of(seed)
    told = {(f.edits[0].field.id, f.result): f for f in found.one}
    for name, sure in found.columns.items():
        field = case.rulebook.fields[name]
        if field.type in ("text", "unit") or not sure:
            continue
        now = case.rows[row].get(name)
        for value in grid(field):
            then = outcome(with_cell(case, row, {name: value}), row)
            if value != now and wanted(found.now, then):
                assert (name, then) in told, (name, value, then)
                assert told[name, then].move <= move(field, now, value), (name, value, then)


@settings(max_examples=25)
@given(seed=seeds)
def test_no_pair_of_options_on_the_grid_is_smaller(seed: int) -> None:
    case, row, found = case_of(seed)
    told = {f.result: f.move for f in reversed(found.two)}
    fields = [
        f for f in map(case.rulebook.fields.__getitem__, found.columns)
        if f.type in ("yes_no", "choice") and case.rows[row].get(f.id) is not None and f.id not in IDENTITY
    ][:4]
    alone = {
        (f.id, v): outcome(with_cell(case, row, {f.id: v}), row) for f in fields for v in grid(f)
    }
    for a, b in combinations(fields, 2):
        for x, y in product(grid(a), grid(b)):
            then = outcome(with_cell(case, row, {a.id: x, b.id: y}), row)
            if wanted(found.now, then) and then not in (alone[a.id, x], alone[b.id, y]):
                moved = move(a, case.rows[row].get(a.id), x) + move(b, case.rows[row].get(b.id), y)
                assert told[then] <= moved, (a.id, x, b.id, y, then)


@settings(max_examples=40)
@given(seed=seeds)
def test_what_is_told_is_so_and_needs_every_part(seed: int) -> None:
    case, row, found = case_of(seed)
    for change in (*found.one, *found.two):
        cells = {edit.field.id: said(edit.field, edit.value) for edit in change.edits}
        changed = with_cell(case, row, cells)
        statuses = Evaluator(changed).statuses
        assert Result[statuses[row].upper()] is change.result
        now = Evaluator(case).statuses
        others = {i: then for i, then in enumerate(statuses) if then != now[i] and i != row}
        assert {i: then.status.value for i, (_, then) in change.others.items()} == others
        if len(cells) == 2:
            for name, value in cells.items():
                assert outcome(with_cell(case, row, {name: value}), row) is not change.result
