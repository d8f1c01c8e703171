"""Points, from what is known and from what is not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from engine.rulebook import terms as t
from engine.rulebook.model import Points
from engine.scoring import show
from tests.evaluation.made import SAID
from tests.evaluation.small import ALWAYS, book, earned, exactly, one, run, sheet
from tests.reference.meaning import INF


def entry(id_: str = "e", **more: Any) -> Points:
    how = {"of": ALWAYS, "when": ALWAYS} | more
    for name in ("points", "every", "at_most", "at_least", "mark"):
        if name in how:
            how[name] = Fraction(how[name])
    return Points(id_, SAID, **how)


CASH = t.FieldRef("cash")
PER_TEN_MILLION = entry(value=CASH, every=10_000_000, points=1, at_most=20)


def test_only_full_units_count() -> None:
    rows = [{"cash": amount} for amount in (0, 9_999_999, 10_000_000, 199_999_999, 200_000_000, 900_000_000)]
    assert earned(PER_TEN_MILLION, *rows) == [exactly(n) for n in (0, 0, 1, 19, 20, 20)]


def test_of_a_blank_amount_the_points_lie_between_nothing_and_the_ceiling() -> None:
    assert earned(PER_TEN_MILLION, {"cash": None}) == [(0, 20)]


def test_without_a_ceiling_they_are_unbounded_upwards_or_downwards() -> None:
    assert earned(entry(value=CASH, every=3, points=2), {"cash": None}) == [(0, INF)]
    assert earned(entry(value=t.FieldRef("area"), every=2, points=-1), {"area": None}) == [(-INF, 0)]


def test_units_of_a_fraction_are_exact() -> None:
    rows = [{"share": Fraction(n, 100)} for n in (124, 125, 249, 250)]
    assert earned(entry(value=t.FieldRef("share"), every=Fraction("1.25"), points=Fraction("0.1")), *rows) == [
        exactly(Fraction(n, 10)) for n in (0, 1, 1, 2)
    ]


def test_below_zero_earns_nothing() -> None:
    assert earned(entry(value=t.FieldRef("share"), every=1, points=5), {"share": Fraction(-3)}) == [exactly(0)]


BANDS = entry(value=CASH, bands=((Fraction(10), Fraction(2)), (Fraction(20), Fraction(5))))


def test_a_band_starts_with_its_first_value() -> None:
    rows = [{"cash": n} for n in (9, 10, 19, 20, 999)]
    assert earned(BANDS, *rows) == [exactly(n) for n in (0, 2, 2, 5, 5)]


def test_between_its_ends_an_open_value_may_reach_any_band() -> None:
    few = t.FieldRef("few")  # 0 to 3
    hill = entry(value=few, bands=((Fraction(1), Fraction(5)), (Fraction(2), Fraction(3)), (Fraction(9), Fraction(0))))
    assert earned(hill, {"few": None}, {"few": 1}, {"few": 3}) == [(0, 5), exactly(5), exactly(3)]
    dip = entry(
        value=t.FieldRef("some"),
        bands=((Fraction(1), Fraction(5)), (Fraction(2), Fraction(2)), (Fraction(4), Fraction(5))),
    )
    assert earned(dip, {"some": None}) == [(2, 5)]


def test_an_option_has_its_points_and_an_unknown_one_those_of_any() -> None:
    by_option = entry(value=t.FieldRef("shape"), by_option={"ring": Fraction(10), "disc": Fraction(-5)})
    rows = [{"shape": s} for s in ("ring", "disc", "cone", None)]
    assert earned(by_option, *rows) == [exactly(10), exactly(-5), exactly(0), (-5, 10)]


def test_what_may_not_count_gives_anything_down_to_nothing() -> None:
    assert earned(entry(points=10, when=one("p", True)), {"p": True}, {"p": False}, {"p": None}) == [
        exactly(10), exactly(0), (0, 10),
    ]  # fmt: skip
    assert earned(entry(points=-10, when=one("p", True)), {"p": None}) == [(-10, 0)]


def test_a_least_that_lifts_the_points_is_not_forgotten_where_it_may_not_count() -> None:
    lifted = entry(value=t.FieldRef("few"), every=1, points=0, at_least=1, when=one("p", True))
    assert earned(lifted, {"few": 2, "p": True}, {"few": 2, "p": None}, {"few": 2, "p": False}) == [
        exactly(1), (0, 1), exactly(0),
    ]  # fmt: skip


def test_parts_are_summed_under_their_ceiling_and_the_best_is_the_best() -> None:
    parts = (entry("a", points=3, when=one("p", True)), entry("b", points=4, when=one("q", True)))
    rows = ({"p": True, "q": True}, {"p": True, "q": None})
    assert earned(entry(parts=parts, at_most=6), *rows) == [exactly(6), (3, 6)]
    assert earned(entry(best_of=parts), *rows) == [exactly(4), (3, 4)]


def test_a_sum_of_many_unbounded_parts_never_wraps() -> None:
    parts = tuple(entry(f"e{i}", value=CASH, every=1, points=1) for i in range(9))
    assert earned(entry(parts=parts), {"cash": None}) == [(0, INF)]


def test_a_mark_is_held_to_what_it_can_be() -> None:
    mark = entry("mark", mark=5)
    rows = [{"mark": m} for m in (Fraction("4.5"), Fraction(9), None)]
    assert earned(mark, *rows) == [exactly(Fraction("4.5")), exactly(5), (0, 5)]


def score_of(board: Fraction | None, *, absent: bool) -> tuple[int, int]:
    rows = sheet({"board_score": board, "p": True})
    made = run(book(points=[entry(points=2)]), rows, absent=["board_score"] if absent else [])
    return int(made.ranking.score.low[0]), int(made.ranking.score.high[0])


def test_the_score_is_the_boards_mark_and_the_table_together() -> None:
    assert score_of(Fraction("1.5"), absent=False) == (35_000, 35_000)


def test_no_column_of_marks_counts_as_nothing_but_a_blank_in_one_that_is_there_is_unknown() -> None:
    assert score_of(None, absent=True) == (20_000, 20_000)
    assert score_of(None, absent=False) == (20_000, 60_000)


@pytest.mark.parametrize(
    ("units", "text"), [(825_000, "82.5"), (0, "0"), (-5_000, "-0.5"), (1, "0.0001"), (1_000_000, "100")]
)
def test_points_are_written_exactly(units: int, text: str) -> None:
    assert show(units) == text
