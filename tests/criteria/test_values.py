"""Values, partly known or not at all, and what is compared with them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from engine.rulebook import terms as t
from engine.truth import Truth
from tests.evaluation.small import at_least, book, exactly, one, op, run, sheet, spans, test, truths
from tests.reference.meaning import INF, UNREADABLE

MET, UNMET, UNKNOWN = Truth.MET, Truth.UNMET, Truth.UNKNOWN
FLOOR = at_least(50_000_000)


def test_a_blank_is_never_zero_and_never_no() -> None:
    assert truths(test("cash", at_least(1)), {"cash": None}) == [UNKNOWN]
    assert truths(test("cash", t.Compare("<", t.Constant(1))), {"cash": None}) == [UNKNOWN]
    assert truths(one("p", False), {"p": None}) == [UNKNOWN]


def test_a_blank_that_the_rulebook_gives_a_meaning_has_it_and_an_unreadable_cell_has_not() -> None:
    assert truths(one("s", False), {"s": None}, {"s": UNREADABLE}) == [MET, UNKNOWN]


def test_one_dong_below_the_floor_is_below() -> None:
    rows = [{"cash": amount} for amount in (49_999_999, 50_000_000, 50_000_001)]
    assert truths(test("cash", FLOOR), *rows) == [UNMET, MET, MET]
    assert truths(test("cash", t.Compare(">", t.Constant(50_000_000))), *rows) == [UNMET, UNMET, MET]


def test_a_number_is_compared_to_its_last_decimal() -> None:
    assert truths(
        test("share", at_least(Fraction("2.5"))), {"share": Fraction("2.4999")}, {"share": Fraction("2.5")}
    ) == [UNMET, MET]


def test_a_bound_that_the_column_cannot_hold_still_lies_between_its_neighbours() -> None:
    third = t.Compare(">=", t.Constant(Fraction(5, 2)))
    assert truths(test("few", third), {"few": 2}, {"few": 3}) == [UNMET, MET]


def test_what_no_value_could_change_is_known_though_the_cell_is_blank() -> None:
    assert truths(test("few", at_least(0)), {"few": None}) == [MET]
    assert truths(test("few", at_least(4)), {"few": None}) == [UNMET]


IN_KIND = op("sum_of_given", "cash", "goods", t.Op("product", (t.FieldRef("many"), t.Param("rate"))))


def test_a_rate_that_is_not_set_leaves_the_sum_open() -> None:
    assert [(Fraction(3), INF)] == spans(IN_KIND, {"cash": 3, "many": 2})
    assert [exactly(3)] == spans(IN_KIND, {"cash": 3, "many": None})


def test_unless_the_known_parts_reach_the_floor() -> None:
    reach = test("v", FLOOR)
    rows = ({"cash": 50_000_000, "many": 2}, {"cash": 49_999_999, "many": 2})
    assert truths(reach, *rows, computed={"v": IN_KIND}) == [MET, UNKNOWN]


def test_a_rate_that_is_set_makes_it_exact() -> None:
    assert [exactly(3 + 2 * 300_000)] == spans(IN_KIND, {"cash": 3, "many": 2}, parameters={"rate": 300_000})


@pytest.mark.parametrize("order", [("many", "rate"), ("rate", "many")])
def test_no_days_at_no_matter_what_rate_are_worth_nothing(order: tuple[str, str]) -> None:
    parts: dict[str, t.Value] = {"many": t.FieldRef("many"), "rate": t.Param("rate")}
    assert [exactly(0)] == spans(op("product", *(parts[name] for name in order)), {"many": 0})


def test_parts_that_are_all_blank_may_be_any_of_them() -> None:
    assert [(Fraction(0), Fraction(7))] == spans(op("sum_of_given", "some", "few"), {})
    assert [(Fraction(1), Fraction(8))] == spans(op("sum_of_given", "some", "some"), {})


def test_a_part_beside_a_total_is_not_read() -> None:
    total = op("first_given", "cash", op("sum_of_given", "many", "few"))
    assert [exactly(9)] == spans(total, {"cash": 9, "many": None, "few": 1})
    assert [exactly(4)] == spans(total, {"cash": None, "many": 3, "few": 1})


def test_a_total_that_nobody_can_read_governs_all_the_same() -> None:
    total = op("first_given", "cash", "many")
    assert [(Fraction(0), INF)] == spans(total, {"cash": UNREADABLE, "many": 3})


def test_with_neither_total_nor_parts_either_may_turn_up() -> None:
    assert [(Fraction(0), Fraction(4))] == spans(op("first_given", "some", "few"), {})


AGREED = op("agreed", "cash", op("sum", "many", "few"))


def test_a_total_that_disagrees_across_the_floor_is_unknown() -> None:
    across, beyond = {"cash": 9, "many": 1, "few": 1}, {"cash": 9, "many": 6, "few": 1}
    assert truths(test("v", at_least(5)), across, beyond, computed={"v": AGREED}) == [UNKNOWN, MET]


def test_a_total_is_not_held_against_parts_that_are_not_all_there() -> None:
    assert [exactly(9)] == spans(AGREED, {"cash": 9, "many": 1, "few": None})


def test_two_choices_that_contradict_each_other_are_unknown() -> None:
    found = t.Lookup("find_in", "units", t.FieldRef("shape"), (t.Match("unit_name", "name"),), t.Fixed(True))
    units = [{"unit_name": "Người 0", "shape": "ring"}, {"unit_name": "Người 1", "shape": "disc"}]
    condition = test("w", t.Is((t.Constant("ring"),)))
    rows = ({"shape": "ring"}, {"shape": "ring"}, {"shape": "ring"})
    made = book(when=condition, computed={"w": t.Op("agreed", (t.FieldRef("shape"), found))})
    columns = run(made, sheet(*rows), {"units": units}).truths.columns["k"]
    assert [Truth(int(x)) for x in columns] == [MET, UNKNOWN, MET]


# ---- days ---------------------------------------------------------------------------------------------------------

BEFORE, ON = {"on": date(2023, 10, 9)}, {"on": date(2023, 10, 10)}
IN_TIME = test("on", t.Deadline(t.Param("deadline"), late=False))
LATE = test("on", t.Deadline(t.Param("deadline"), late=True))


def test_before_a_day_is_strictly_before_it() -> None:
    assert truths(IN_TIME, BEFORE, ON) == [MET, UNMET]
    assert truths(LATE, BEFORE, ON) == [UNMET, MET]


def test_unless_the_board_takes_the_day_itself_in() -> None:
    assert truths(IN_TIME, BEFORE, ON, parameters={"deadline_inclusive": True}) == [MET, MET]


def test_a_month_is_no_day() -> None:
    assert truths(IN_TIME, {"on": UNREADABLE}) == [UNKNOWN]


def test_days_between_two_days() -> None:
    between = op("days_between", "on", "until")
    assert [exactly(31)] == spans(between, {"on": date(2023, 12, 31), "until": date(2024, 1, 31)})
    assert spans(between, {"on": date(2023, 12, 31), "until": None}) == [(-INF, INF)]


# ---- ratios -------------------------------------------------------------------------------------------------------


def test_a_ratio_is_compared_without_dividing() -> None:
    quarter = test("v", at_least(Fraction(1, 4)))
    rows = ({"many": 1, "few": 4}, {"many": 33_333, "few": 4 * 33_333 + 1})
    assert truths(quarter, *rows, computed={"v": op("ratio", "many", "few")}) == [MET, UNMET]


def test_of_a_divisor_that_may_be_nothing_nobody_knows() -> None:
    assert truths(
        test("v", at_least(0)),
        {"many": 1, "few": 0},
        {"many": 1, "few": None},
        computed={"v": op("ratio", "many", "few")},
    ) == [UNKNOWN, UNKNOWN]


# ---- beyond all measure -------------------------------------------------------------------------------------------


def test_a_value_beyond_two_to_the_sixtieth_counts_as_unbounded_and_never_wraps() -> None:
    square = op("product", "many", "many")
    big = 2**32
    assert spans(op("product", square, square), {"many": big}) == [(INF, INF)]
    assert truths(test("v", at_least(10)), {"many": big}, computed={"v": op("product", square, square)}) == [MET]
    assert truths(test("v", at_least(10)), {"many": 2**59}, computed={"v": op("sum", *["many"] * 9)}) == [MET]


def test_conditions_of_names_compare_them_as_people_write_them() -> None:
    assert truths(
        one("word", "Nguyễn Văn Hòa"),
        {"word": "NGUYỄN VĂN HOÀ"}, {"word": "Ông Nguyễn Văn Hòa"}, {"word": "Nguyễn Văn Hỏa"}, {"word": None},
    ) == [MET, MET, UNMET, UNKNOWN]  # fmt: skip
