"""Who stands for which seats, and who for none."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from engine.problems import UnusableInput
from engine.rulebook import terms as t
from engine.rulebook.model import Quota, RankKey
from engine.seats import NONE, OPEN
from tests.evaluation.small import ALWAYS, book, decided, one, quota, run, sheet
from tests.reference.meaning import UNREADABLE, Cell

BY_FEW = [RankKey("high", None, t.FieldRef("few"))]
RING: dict[str, Cell] = {"shape": "ring"}
DISC: dict[str, Cell] = {"shape": "disc"}


def two_of_which_one_ring(unfilled: str = "empty") -> list[Quota]:
    inside = quota("q/rings", one("shape", "ring"), exactly=1, unfilled=unfilled)
    return [quota("q", ALWAYS, 2, within=(inside,))]


def statuses(quotas: list[Quota], *rows: Mapping[str, Cell]) -> list[str]:
    return decided(book(quotas=quotas, ranking=BY_FEW), *rows)


def test_the_seat_class_is_the_smallest_quota_and_the_rest_belongs_to_the_parent() -> None:
    placing = run(book(quotas=two_of_which_one_ring()), sheet(RING, DISC)).placing
    assert [placing.specs[s].id for s in placing.spec] == ["q/rings", "q/rest"]


def test_a_reserved_seat_that_nobody_fills_stays_empty() -> None:
    assert statuses(two_of_which_one_ring(), {**DISC, "few": 3}, {**DISC, "few": 2}) == ["nominated", "reserve"]


def test_or_goes_to_the_next_best_where_that_is_the_reading() -> None:
    assert statuses(two_of_which_one_ring("transfer"), {**DISC, "few": 3}, {**DISC, "few": 2}) == ["nominated"] * 2


def test_of_two_reserved_kinds_each_has_its_own() -> None:
    rows = ({**RING, "few": 3}, {**RING, "few": 2}, {**DISC, "few": 0})
    assert statuses(two_of_which_one_ring(), *rows) == ["nominated", "reserve", "nominated"]


def test_whom_no_quota_holds_has_no_seat() -> None:
    assert statuses([quota("q", one("shape", "ring"), 1)], RING, DISC) == ["nominated", "no_seat"]


def test_no_number_stated_is_no_quota_and_not_a_quota_of_nothing() -> None:
    assert decided(book(quotas=None), RING, DISC) == ["nominated", "nominated"]
    assert statuses([quota("q", ALWAYS, None)], RING, DISC) == ["nominated", "nominated"]
    assert statuses([quota("q", ALWAYS, 0)], RING, DISC) == ["no_seat", "no_seat"]


def test_a_blank_that_decides_the_seat_class_needs_evidence() -> None:
    quotas = [quota("rings", one("shape", "ring"), 1), quota("discs", one("shape", "disc"), 1)]
    placing = run(book(quotas=quotas), sheet({"shape": None})).placing
    assert placing.node.tolist() == [OPEN]
    assert placing.possible[0] == (NONE, 0, 1)
    assert statuses(quotas, {"shape": None}) == ["needs_evidence"]


def test_a_blank_that_leaves_no_seat_whatever_it_is_does_not() -> None:
    assert statuses([quota("rings", one("shape", "ring"), 0)], {"shape": None}) == ["no_seat"]


PER_COMMUNE = [quota("q", ALWAYS, 1, per="commune")]


def test_each_group_has_its_own_seats_however_its_name_is_written() -> None:
    rows: list[dict[str, Cell]] = [
        {"commune": "Xã An", "few": 3},
        {"commune": "x. an", "few": 1},
        {"commune": "Xã Bình", "few": 0},
    ]
    assert statuses(PER_COMMUNE, *rows) == ["nominated", "reserve", "nominated"]


@pytest.mark.parametrize("blank", [None, UNREADABLE])
def test_a_blank_group_needs_evidence_even_where_nobody_else_stands(blank: str | None) -> None:
    assert statuses(PER_COMMUNE, {"commune": blank}) == ["needs_evidence"]
    assert statuses(PER_COMMUNE, {"commune": blank}, {"commune": "Xã An"}) == ["needs_evidence", "nominated"]


def test_an_exception_names_a_unit_however_it_is_written() -> None:
    quotas = [quota("q", ALWAYS, 1, per="commune", exceptions={"Xã An": (2, None), "Bình": (0, None)})]
    rows = ({"commune": "an"}, {"commune": "xã An"}, {"commune": "Xã Bình"}, {"commune": "Xã Cát"})
    assert statuses(quotas, *rows) == ["nominated", "nominated", "no_seat", "nominated"]


def test_a_group_where_nobody_can_stand_holds_no_seat_empty() -> None:
    inside = quota("q/rings/each", one("p", True), None, per="stars", at_least=1)
    rings = quota("q/rings", one("shape", "ring"), None, within=(inside,))
    quotas = [quota("q", ALWAYS, 1, within=(rings,))]
    # Its stars would make a group inside the rings, but it is no ring.
    assert statuses(quotas, {**DISC, "p": True, "stars": "one"}) == ["nominated"]


def test_a_percentage_is_exact() -> None:
    share = t.Percent(Fraction(58), t.Constant(50), "down")
    placing = run(book(quotas=[quota("q", ALWAYS, share)]), sheet({})).placing
    assert placing.tree.ceiling.tolist() == [29]  # floats make it 28.999


@pytest.mark.parametrize(("rounding", "seats"), [("down", 1), ("up", 2), ("half_up", 2)])
def test_half_a_seat(rounding: str, seats: int) -> None:
    share = t.Percent(Fraction(50), t.Constant(3), rounding)  # type: ignore[arg-type]
    placing = run(book(quotas=[quota("q", ALWAYS, share)]), sheet({})).placing
    assert placing.tree.ceiling.tolist() == [seats]


def test_a_number_that_is_not_set_stops_the_run_and_none_is_no_limit() -> None:
    quotas = [quota("q", ALWAYS, t.Param("cap"))]
    assert decided(book(quotas=quotas, parameters={"cap": "none"}), {}) == ["nominated"]
    with pytest.raises(UnusableInput, match="cap"):
        decided(book(quotas=quotas), {})
