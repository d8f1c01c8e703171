"""Quotas side by side hold nobody twice; seats inside others fit; named exceptions, shares with rounding, floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.problems import BadRulebook, UnusableInput
from engine.rulebook import load
from engine.seats import OverlappingQuotas
from tests.language.written import Plan, Rows, plan

ROW = {"category": "commune", "good": "yes"}


def of(*scores: int, **more: str) -> Rows:
    return [ROW | {"name": chr(65 + i), "board_score": str(s)} | more for i, s in enumerate(scores)]


def with_quotas(folder: Path, quotas: str, **more: str) -> Plan:
    return plan(folder, rounds=f"{{review: {{vi: Tổng kết, clause: II, quotas: {quotas}}}}}", **more)


def test_two_quotas_side_by_side_never_hold_one_candidate(tmp_path: Path) -> None:
    book = with_quotas(
        tmp_path,
        "{strong: {vi: Mạnh, of: {exemplary: yes}, at_most: 1}, big: {vi: Lớn, of: {tasks_done: yes}, at_most: 1}}",
    )
    apart = [
        ROW | {"name": "A", "exemplary": "yes", "tasks_done": "no"},
        ROW | {"name": "B", "tasks_done": "yes", "exemplary": "no"},
    ]
    assert set(book.statuses(apart).values()) == {"nominated"}
    with pytest.raises(OverlappingQuotas) as raised:
        book.statuses([*apart, ROW | {"name": "Xã C", "exemplary": "yes", "tasks_done": "yes"}])
    for said in ("Xã C", "A4", "`strong`", "`big`"):
        assert said in raised.value.text.en


def test_who_competes_for_no_seat_may_be_in_both(tmp_path: Path) -> None:
    book = with_quotas(
        tmp_path,
        "{strong: {vi: Mạnh, of: {exemplary: yes}, at_most: 1}, big: {vi: Lớn, of: {tasks_done: yes}, at_most: 1}}",
    )
    assert book.statuses([ROW | {"name": "A", "good": "no", "exemplary": "yes", "tasks_done": "yes"}]) == {
        "A": "not_eligible"
    }


def test_quotas_that_overlap_inside_another_are_found_as_well(tmp_path: Path) -> None:
    inside = "{a: {vi: Một, of: {exemplary: yes}, at_most: 1}, b: {vi: Hai, of: {tasks_done: yes}, at_most: 1}}"
    book = with_quotas(tmp_path, f"{{all: {{vi: Cả, at_most: 3, within: {inside}}}}}")
    with pytest.raises(OverlappingQuotas):
        book.statuses([ROW | {"name": "A", "exemplary": "yes", "tasks_done": "yes"}])


@pytest.mark.parametrize("seats", ["exactly", "at_least"])
def test_seats_inside_that_exceed_the_whole_are_refused_when_read(tmp_path: Path, seats: str) -> None:
    book = with_quotas(
        tmp_path, f"{{all: {{vi: Cả, at_most: 2, within: {{a: {{vi: Một, of: {{exemplary: yes}}, {seats}: 3}}}}}}}}"
    )
    with pytest.raises(BadRulebook):
        load(book.path)


def test_seats_inside_that_exceed_a_share_stop_the_run(tmp_path: Path) -> None:
    share = "{percent: 10, of: 10, round: down}"
    book = with_quotas(
        tmp_path,
        f"{{all: {{vi: Cả, at_most: {share}, within: {{a: {{vi: Một, of: {{exemplary: yes}}, exactly: 2}}}}}}}}",
    )
    with pytest.raises(UnusableInput, match="come to 2, and it has 1"):
        book.statuses(of(1))


@pytest.mark.parametrize(("rounding", "seats"), [("down", 2), ("up", 3), ("half_up", 3)])
def test_a_share_is_rounded_as_said(tmp_path: Path, rounding: str, seats: int) -> None:
    share = f"{{percent: 50, of: {{count_in: past}}, round: {rounding}}}"
    book = with_quotas(
        tmp_path, f"{{all: {{vi: Cả, at_most: {share}}}}}", registers="{past: {vi: Sổ, fields: {name: standard}}}"
    )
    statuses = list(book.statuses(of(5, 4, 3, 2, 1), {"past": [{"name": str(i)} for i in range(5)]}).values())
    assert statuses == ["nominated"] * seats + ["reserve"] * (5 - seats)


def test_one_group_has_limits_of_its_own(tmp_path: Path) -> None:
    quotas = "{each: {vi: Mỗi vùng, per: zone, at_most: 1, except: {hill: {at_most: 2}, sea: {at_most: 0}}}}"
    book = with_quotas(
        tmp_path, quotas, fields="{zone: {type: choice, vi: Vùng, options: {plain: Đồng bằng, hill: Núi, sea: Biển}}}"
    )
    assert book.codes() == set()
    rows = [
        ROW | {"name": f"{z}{i}", "zone": z, "board_score": str(i)} for z in ("plain", "hill", "sea") for i in (3, 2, 1)
    ]
    assert book.statuses(rows) == {
        "plain3": "nominated", "plain2": "reserve", "plain1": "reserve",
        "hill3": "nominated", "hill2": "nominated", "hill1": "reserve",
        "sea3": "no_seat", "sea2": "no_seat", "sea1": "no_seat",
    }  # fmt: skip


@pytest.mark.parametrize("limit", ["at_least", "exactly"])
def test_a_floor_may_be_a_parameter(tmp_path: Path, limit: str) -> None:
    parameter = "{n: {type: seats, value: 1, set_by: plan, clause: II, vi: Số suất}}"
    within = f"{{a: {{vi: Một, of: {{exemplary: yes}}, {limit}: $n}}}}"
    book = with_quotas(tmp_path, f"{{all: {{vi: Cả, at_most: 2, within: {within}}}}}", parameters=parameter)
    rows = [
        ROW | {"name": n, "exemplary": e, "board_score": s}
        for n, e, s in (("A", "no", "3"), ("B", "no", "2"), ("C", "yes", "1"))
    ]
    assert book.statuses(rows) == {"A": "nominated", "B": "reserve", "C": "nominated"}
