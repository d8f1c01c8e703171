"""How far targets are reached, counted by hand, and against every way in which what is not known may turn out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rosters import roster_of
from engine.rulebook import load
from engine.targets import Progress, measure
from engine.truth import Truth

DAY = date(2025, 1, 1)
VILLAGE, COMMUNE, HAMLET = ({"unit_type": name} for name in ("village", "commune", "hamlet"))
VINH_CHAU = ("Xã Vĩnh Hải", "Xã Hòa Đông", "Xã Vĩnh Hiệp", "Xã Vĩnh Tân", "Xã Lạc Hòa", "Xã Lai Hòa")


def reached(
    plan: str, units: Sequence[Mapping[str, str]] | None, settings_: Mapping[str, str] | None = None
) -> dict[str, Progress]:
    book = load(plan, settings_ or {})
    roster = roster_of(book, [], {} if units is None else {"units": units})
    return {progress.id: progress for progress in measure(book, roster, DAY)}


def said(progress: Progress) -> tuple[str, int, int, int | None]:
    return progress.truth.word, progress.reached, progress.of, progress.needed


def communes(*recognised: str) -> list[dict[str, str]]:
    return [
        {"unit_name": name, "unit_type": "commune", **({"recognised": state} if state else {})}
        for name, state in zip(VINH_CHAU, recognised, strict=False)
    ]


def villages(*recognised: str) -> list[dict[str, str]]:
    return [
        {"unit_name": f"Thôn {n}", "unit_type": "village", **({"recognised": state} if state else {})}
        for n, state in enumerate(recognised, 1)
    ]


def test_six_of_six_communes() -> None:
    found = reached("vinh-chau-2021", communes("ntm", "ntm", "advanced", "ntm", "model", "ntm"))
    assert said(found["communes_ntm"]) == ("met", 6, 6, 6)
    assert said(found["commune_advanced"]) == ("met", 2, 1, 1)


def test_five_of_six_and_how_many_more() -> None:
    found = reached("vinh-chau-2021", communes("ntm", "ntm", "advanced", "ntm", "ntm", "none"))
    assert said(found["communes_ntm"]) == ("unmet", 5, 6, 6)
    assert (found["communes_ntm"].missing, found["communes_ntm"].open) == (1, ())


def test_a_blank_cell_is_what_would_settle_it() -> None:
    progress = reached("vinh-chau-2021", communes("ntm", "ntm", "ntm", "ntm", "ntm", ""))["communes_ntm"]
    assert said(progress) == ("unknown", 5, 6, 6)
    assert progress.most == 6
    assert [(each.what.en, str(each.cell)) for each in progress.open] == [
        ("Xã Lai Hòa: “Recognised as” is blank", "units!C7"),
    ]


def test_two_blanks_that_cannot_reach_it_leave_it_unmet() -> None:
    progress = reached("vinh-chau-2021", communes("ntm", "ntm", "ntm", "none", "", ""))["communes_ntm"]
    assert said(progress) == ("unmet", 3, 6, 6)


def test_a_sheet_that_leaves_communes_out_is_not_whole() -> None:
    progress = reached("vinh-chau-2021", communes("ntm", "ntm", "ntm", "ntm"))["communes_ntm"]
    assert (said(progress), progress.most) == (("unknown", 4, 6, 6), 6)
    assert [each.what.en for each in progress.open] == [
        "Xã Lạc Hòa: not on the list of units", "Xã Lai Hòa: not on the list of units",
    ]


def test_what_one_target_shows_to_be_left_out_may_count_for_another() -> None:
    progress = reached("vinh-chau-2021", communes("ntm", "ntm", "ntm", "ntm"))["commune_advanced"]
    assert (said(progress), progress.most) == (("unknown", 0, 1, 1), 2)
    whole = reached("vinh-chau-2021", communes("ntm", "ntm", "ntm", "ntm", "ntm", "none"))["commune_advanced"]
    assert said(whole) == ("unmet", 0, 1, 1)


def test_a_commune_left_out_cannot_make_up_for_two_that_are_not() -> None:
    progress = reached("vinh-chau-2021", communes("ntm", "ntm", "ntm", "none", "none"))["communes_ntm"]
    assert said(progress) == ("unmet", 3, 6, 6)


def test_without_a_list_of_units_nothing_is_known() -> None:
    found = reached("vinh-chau-2021", None)
    assert {found[name].truth for name in ("communes_ntm", "commune_advanced", "model_roads")} == {Truth.UNKNOWN}
    assert [each.what.vi for each in found["communes_ntm"].open] == ["chưa có “Danh sách đơn vị”"]


def test_a_list_without_one_unit_of_that_sort_says_nothing_of_them() -> None:
    assert reached("cam-thanh-2022", [{"unit_name": "Xã Cẩm Thành", **COMMUNE}])["villages_ntm"].truth is Truth.UNKNOWN


def test_a_statement_hangs_on_its_parameter() -> None:
    assert reached("vinh-chau-2021", [])["town_completes"].truth is Truth.UNMET
    on_the_day = reached("vinh-chau-2021", [], {"town_recognised_on": "2022-03-01"})
    assert on_the_day["town_completes"].truth is Truth.MET


def test_each_hamlet_means_every_one() -> None:
    rows = [{"unit_name": f"Ấp {n}", **HAMLET, "model_road": "yes"} for n in range(3)]
    assert said(reached("vinh-chau-2021", rows)["model_roads"]) == ("met", 3, 3, 3)
    rows[1]["model_road"] = "no"
    assert said(reached("vinh-chau-2021", rows)["model_roads"]) == ("unmet", 2, 3, 3)
    del rows[1]["model_road"]
    assert said(reached("vinh-chau-2021", rows)["model_roads"]) == ("unknown", 2, 3, 3)


@pytest.mark.parametrize(("recognised", "ntm", "model"), [
    # 50 % of 5 is 2.5: three; 25 % of 5 is 1.25: two
    (("ntm", "ntm", "none", "none", "none"), ("unmet", 2, 5, 3), ("unmet", 0, 5, 2)),
    (("ntm", "model", "model", "none", "none"), ("met", 3, 5, 3), ("met", 2, 5, 2)),
    (("ntm", "model", "", "none", "none"), ("unknown", 2, 5, 3), ("unknown", 1, 5, 2)),
    (("ntm", "model"), ("met", 2, 2, 1), ("met", 1, 2, 1)),
    # exactly one half and one quarter are enough
    (("model", "ntm", "none", "none"), ("met", 2, 4, 2), ("met", 1, 4, 1)),
])
def test_shares_of_villages_are_exact(
    recognised: tuple[str, ...], ntm: tuple[object, ...], model: tuple[object, ...]
) -> None:
    found = reached("cam-thanh-2022", villages(*recognised))
    assert said(found["villages_ntm"]) == ntm
    assert said(found["villages_model"]) == model


def test_one_model_village_in_khanh_cu() -> None:
    assert said(reached("khanh-cu-2024", villages("ntm", "model"))["one_model_village"]) == ("met", 1, 1, 1)
    assert said(reached("khanh-cu-2024", villages("ntm", "none"))["one_model_village"]) == ("unmet", 0, 1, 1)


@pytest.mark.parametrize("plan", ["ninh-thuan-2023", "cao-bang-2022"])
def test_a_plan_that_counts_nothing_has_no_targets(plan: str) -> None:
    book = load(plan)
    assert measure(book, roster_of(book, []), DAY) == ()


def test_a_unit_on_two_rows_counts_once_and_not_at_all_where_they_disagree() -> None:
    twice = [*villages("model", "none"), {"unit_name": "thôn  1", **VILLAGE, "recognised": "model"}]
    assert said(reached("cam-thanh-2022", twice)["villages_ntm"]) == ("met", 1, 2, 1)
    twice[2]["recognised"] = "none"
    progress = reached("cam-thanh-2022", twice)["villages_ntm"]
    assert said(progress) == ("unknown", 0, 2, 1)
    assert [str(each.cell) for each in progress.open] == ["units!C2", "units!C4"]


def test_villages_of_one_name_in_two_communes_are_two() -> None:
    rows = [
        {"unit_name": "Thôn 1", **VILLAGE, "parent": parent, "recognised": "ntm"}
        for parent in ("Xã Cẩm Thành", "Xã Cẩm Bình")
    ]
    assert said(reached("cam-thanh-2022", rows)["villages_ntm"]) == ("met", 2, 2, 1)


STATES = ("none", "ntm", "advanced", "model")
TYPES = ("commune", "village")
Need = Callable[[int], int]
WANTED: dict[str, dict[str, tuple[str, set[str], Need]]] = {
    "cam-thanh-2022": {
        "commune_keeps_ntm": ("commune", set(STATES[1:]), lambda _: 1),
        "villages_ntm": ("village", set(STATES[1:]), lambda total: (total + 1) // 2),
        "villages_model": ("village", {"model"}, lambda total: (total + 3) // 4),
    },
    "khanh-cu-2024": {"one_model_village": ("village", {"model"}, lambda _: 1)},
}


@pytest.mark.parametrize("plan", WANTED)
@settings(max_examples=60, deadline=None, database=None)
@given(st.lists(st.tuples(st.sampled_from((*TYPES, None)), st.sampled_from((*STATES, None))), max_size=4))
def test_it_is_known_exactly_where_every_completion_agrees(
    plan: str, drawn: list[tuple[str | None, str | None]]
) -> None:
    units: list[tuple[str | None, str | None]] = [("village", "none"), ("commune", "none"), *drawn]
    rows = [
        {"unit_name": f"Đơn vị {n}", **({"unit_type": kind} if kind else {}), **({"recognised": of} if of else {})}
        for n, (kind, of) in enumerate(units)
    ]
    found = reached(plan, rows)
    ways = [
        list(way)
        for way in product(*(
            [(k, s) for k in ((kind,) if kind else TYPES) for s in ((of,) if of else STATES)] for kind, of in units
        ))
    ]
    for name, (kind, counting, need) in WANTED[plan].items():
        outcomes = set()
        for way in ways:
            there = [state for k, state in way if k == kind]
            outcomes.add(sum(state in counting for state in there) >= need(len(there)))
        expected = {frozenset({True}): Truth.MET, frozenset({False}): Truth.UNMET}.get(
            frozenset(outcomes), Truth.UNKNOWN
        )
        assert found[name].truth is expected, name
        if expected is Truth.UNKNOWN:
            assert found[name].open
