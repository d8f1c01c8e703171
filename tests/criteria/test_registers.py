"""Whom a register speaks of, and what is known when a cell on either side is missing."""

from __future__ import annotations

from engine.rulebook import terms as t
from engine.truth import Truth
from tests.evaluation.small import ALWAYS, book, decided, exactly, one, quota, spans, truths
from tests.reference.meaning import INF, UNREADABLE, Row

MET, UNMET, UNKNOWN = Truth.MET, Truth.UNMET, Truth.UNKNOWN
NAME, COMMUNE = t.Match("name", "name"), t.Match("commune", "commune")
COMMUNE_IF_GIVEN = t.Match("commune", "commune", if_given=True)


def awarded(*match: t.Match, where: t.Condition = ALWAYS) -> t.Condition:
    return t.InRegister("awards", match, where)


def given(*rows: Row) -> dict[str, list[Row]]:
    return {"awards": list(rows)}


def test_a_name_is_found_however_it_is_written() -> None:
    assert truths(awarded(NAME), {}, {}, registers=given({"name": "ông NGƯỜI  0"})) == [MET, UNMET]


def test_a_register_with_a_header_and_no_rows_is_given_and_empty() -> None:
    assert truths(awarded(NAME), {}, registers=given(), not_given="unknown") == [UNMET]


def test_a_register_that_is_not_given_is_what_the_rulebook_says() -> None:
    assert truths(awarded(NAME), {}, not_given="unknown") == [UNKNOWN]
    assert truths(awarded(NAME), {}, not_given="provisional") == [UNMET]
    assert truths(awarded(NAME), {}, not_given="empty") == [UNMET]


def test_the_commune_counts_where_both_give_it() -> None:
    register = given({"name": "Người 0", "commune": "Xã An"}, {"name": "Người 1", "commune": None})
    assert truths(
        awarded(NAME, COMMUNE_IF_GIVEN), {"commune": "x. An"}, {"commune": "Xã Bình"}, registers=register
    ) == [MET, MET]
    assert truths(awarded(NAME, COMMUNE_IF_GIVEN), {"commune": "Xã Bình"}, registers=register) == [UNMET]
    assert truths(awarded(NAME, COMMUNE_IF_GIVEN), {"commune": None}, registers=register) == [MET]


def test_a_commune_that_nobody_can_read_is_not_a_blank_one() -> None:
    register = given({"name": "Người 0", "commune": "Xã An"})
    assert truths(awarded(NAME, COMMUNE_IF_GIVEN), {"commune": UNREADABLE}, registers=register) == [UNKNOWN]


def test_a_cell_that_leaves_a_match_open_leaves_open_only_rows_that_agree_in_the_rest() -> None:
    register = given({"name": "Người 1", "commune": "Xã An"})
    assert truths(awarded(NAME, COMMUNE), {"commune": UNREADABLE}, {"commune": UNREADABLE}, registers=register) == [
        UNMET,
        UNKNOWN,
    ]


def test_a_blank_unit_is_of_no_unit() -> None:
    assert truths(awarded(COMMUNE), {"commune": None}, registers=given({"name": "a", "commune": "Xã An"})) == [UNMET]


def test_a_register_row_without_a_name_is_nobodys() -> None:
    assert truths(awarded(NAME), {}, registers=given({"name": None, "award": "low_award"})) == [UNMET]


def test_a_row_that_may_or_may_not_count_leaves_it_unknown() -> None:
    which = awarded(NAME, where=one("award", "high_award"))
    assert truths(which, {}, registers=given({"name": "Người 0", "award": None})) == [UNKNOWN]
    sure = given({"name": "Người 0", "award": None}, {"name": "Người 0", "award": "high_award"})
    assert truths(which, {}, registers=sure) == [MET]


def counted(op: str, value: str | None, where: t.Condition = ALWAYS) -> t.Lookup:
    return t.Lookup(op, "awards", None if value is None else t.FieldRef(value), (NAME,), where)  # type: ignore[arg-type]


def test_rows_are_counted_from_the_sure_ones_to_the_possible_ones() -> None:
    register = given({"name": "Người 0", "award": "high_award"}, {"name": "Người 0", "award": None})
    assert spans(counted("count_in", None, one("award", "high_award")), {}, registers=register) == [(1, 2)]


def test_a_total_over_many_blanks_is_unbounded_and_never_wraps() -> None:
    register = given(*[{"name": "Người 0", "cash": None}] * 9, {"name": "Người 0", "cash": 5})
    assert spans(counted("total_in", "cash"), {}, registers=register) == [(5, INF)]


def test_the_largest_of_no_row_is_nothing_whether_the_register_is_empty_or_counts_as_empty() -> None:
    assert [exactly(0)] == spans(counted("largest_in", "cash"), {}, registers=given())
    assert [exactly(0)] == spans(counted("largest_in", "cash"), {}, not_given="empty")


def test_what_a_register_that_was_not_given_might_say_is_not_what_the_cell_before_it_might() -> None:
    value = t.Op("first_given", (t.FieldRef("few"), counted("count_in", None)))
    assert [(0, INF), exactly(2)] == spans(value, {"few": None}, {"few": 2}, not_given="unknown")


# ---- a round that opens unit by unit ------------------------------------------------------------------------------

OPENS = t.InRegister("units", (t.Match("unit_name", "commune"),), one("shape", "ring"))
UNITS = {"units": [{"unit_name": "An", "shape": "ring"}, {"unit_name": "Bình", "shape": "disc"}]}
PER_COMMUNE = [quota("q", one("kind", "individual"), 1, per="commune")]


def test_a_round_opens_for_the_units_that_the_sheet_names() -> None:
    made = book(opens=OPENS, quotas=PER_COMMUNE)
    assert decided(made, {"commune": "Xã An"}, {"commune": "Xã Bình"}, registers=UNITS) == [
        "nominated",
        "not_considered",
    ]


def test_who_may_take_a_units_seat_and_names_none_needs_evidence() -> None:
    made = book(opens=OPENS, quotas=PER_COMMUNE)
    assert decided(made, {"commune": None}, registers=UNITS) == ["needs_evidence"]


def test_for_who_hangs_on_no_unit_it_is_open_once_it_is_open_for_one() -> None:
    made = book(opens=OPENS, quotas=PER_COMMUNE)
    collective = {"kind": "collective", "commune": None}
    assert decided(made, collective, registers=UNITS) == ["no_seat"]
    assert decided(made, collective, registers={"units": [{"unit_name": "An", "shape": "disc"}]}) == ["not_considered"]


def test_a_unit_that_nobody_can_read_is_not_none() -> None:
    made = book(opens=OPENS, quotas=PER_COMMUNE)
    assert decided(made, {"kind": "collective", "commune": UNREADABLE}, registers=UNITS) == ["needs_evidence"]
