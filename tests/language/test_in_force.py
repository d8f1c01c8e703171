"""What is not in force on the day of decision is not there; the first and the last day are both in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.language.written import HEAD, plan

BEFORE, FIRST, LAST, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)
DATES = "in_force: {from: 2025-07-01, to: 2026-06-30}"
GOOD = {"name": "A", "category": "commune", "good": "yes"}


@pytest.mark.parametrize(
    ("day", "status"), [(BEFORE, "not_eligible"), (FIRST, "nominated"), (LAST, "nominated"), (AFTER, "not_eligible")]
)
def test_a_category_out_of_force_is_no_object(tmp_path: Path, day: date, status: str) -> None:
    book = plan(
        tmp_path,
        categories=f"{{commune: {{kinds: [collective], clause: I, vi: Xã, requires: {{all: [good]}}, {DATES}}}}}",
    )
    decision = book.decisions([GOOD], on=day)["A"]
    assert status == decision.status
    assert ("not_an_object" in {r.code for r in decision.reasons}) == (status == "not_eligible")


@pytest.mark.parametrize(
    ("day", "status"), [(BEFORE, "not_considered"), (FIRST, "nominated"), (AFTER, "not_considered")]
)
def test_a_round_out_of_force_is_not_open(tmp_path: Path, day: date, status: str) -> None:
    book = plan(tmp_path, rounds=f"{{review: {{vi: Tổng kết, clause: II, quotas: none, {DATES}}}}}")
    decision = book.decisions([GOOD], on=day)["A"]
    assert status == decision.status
    assert ("round_not_open" in {r.code for r in decision.reasons}) == (status == "not_considered")


def test_a_quota_out_of_force_is_left_out_of_the_tree(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        rounds=f"""
        review:
          vi: Tổng kết
          clause: II
          quotas:
            all:
              vi: Tập thể
              of: {{kind: collective}}
              at_most: 2
              within: {{shut: {{vi: Không ai, of: {{good: yes}}, at_most: 0, {DATES}}}}}
        """,
    )
    rows = [GOOD]
    assert book.statuses(rows, on=LAST) == {"A": "no_seat"}
    assert book.statuses(rows, on=AFTER) == {"A": "nominated"}


def test_an_entry_of_points_out_of_force_gives_nothing(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        scoring=f"""
        basis: plan
        points:
          base: {{vi: Nền, points: 1}}
          more: {{vi: Thêm, points: 5, {DATES}}}
          tree: {{vi: Cây, parts: {{a: {{vi: Một, points: 3, {DATES}}}}}}}
        """,
    )
    assert book.decisions([GOOD], on=LAST)["A"].score == "9"
    assert book.decisions([GOOD], on=AFTER)["A"].score == "1"


@pytest.mark.parametrize(("how", "status"), [("all", "nominated"), ("any", "nominated"), ("none", "not_eligible")])
def test_a_criterion_out_of_force_is_left_out_of_the_standard(tmp_path: Path, how: str, status: str) -> None:
    book = plan(
        tmp_path,
        categories=f"{{commune: {{kinds: [collective], clause: I, vi: Xã, requires: {{{how}: [good, old]}}}}}}",
        criteria=f"{{good: Tốt, old: {{vi: Cũ, {DATES}}}}}",
    )
    assert book.statuses([GOOD | {"old": "no"}], on=AFTER) == {"A": status}


def test_of_a_count_of_criteria_no_more_are_asked_for_than_are_in_force(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        categories="{commune: {kinds: [collective], clause: I, vi: Xã, requires: {at_least: 2, of: [good, old]}}}",
        criteria=f"{{good: Tốt, old: {{vi: Cũ, {DATES}}}}}",
    )
    assert book.statuses([GOOD], on=LAST) == {"A": "needs_evidence"}
    assert book.statuses([GOOD], on=AFTER) == {"A": "nominated"}


def test_an_exclusion_out_of_force_excludes_nobody(tmp_path: Path) -> None:
    book = plan(tmp_path, exclusions=f"{{fined: {{vi: Bị phạt, clause: I, {DATES}}}}}")
    assert book.statuses([GOOD | {"fined": "yes"}], on=LAST) == {"A": "excluded"}
    assert book.statuses([GOOD | {"fined": "yes"}], on=AFTER) == {"A": "nominated"}


def test_a_parameter_out_of_force_has_no_value(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        parameters=f"{{floor: {{type: money, value: 10, set_by: law, clause: I, vi: Mức, {DATES}}}}}",
        criteria="{good: {vi: Tốt, when: {contribution: {at_least: $floor}}}}",
    )
    rows = [{"name": "A", "category": "commune", "contribution": "10"}]
    assert book.statuses(rows, on=LAST) == {"A": "nominated"}
    assert book.statuses(rows, on=AFTER) == {"A": "needs_evidence"}


def test_a_parameter_that_shapes_the_rules_cannot_go_out_of_force(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        parameters=f"{{strict: {{type: yes_no, value: yes, set_by: reading, clause: I, vi: Chặt, {DATES}}}}}",
        criteria="{good: {vi: Tốt, when: {choose: {strict: {yes: {exemplary: yes}, no: always}}}}}",
    )
    assert book.codes() == {"in-force-too-late"}


def test_a_register_out_of_force_counts_as_empty(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        registers=f"{{past: {{vi: Sổ, fields: {{name: standard, award: standard}}, {DATES}}}}}",
        exclusions="{again: {vi: Đã khen, clause: I, when: {in_register: past, match: [name]}}}",
    )
    rows, past = [GOOD], {"past": [{"name": "A"}]}
    assert book.statuses(rows, past, on=LAST) == {"A": "excluded"}
    assert book.statuses(rows, past, on=AFTER) == {"A": "nominated"}


def test_a_field_out_of_force_is_asked_of_nobody(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        fields=f"{{effort: {{type: number, vi: Cố gắng, {DATES}}}}}",
        criteria="{good: {vi: Tốt, when: {effort: {at_least: 5}}}}",
    )
    rows = [{"name": "A", "category": "commune", "effort": "7"}]
    assert book.statuses(rows, on=LAST) == {"A": "nominated"}
    assert book.statuses(rows, on=AFTER) == {"A": "needs_evidence"}


def test_an_award_out_of_force_is_told_of(tmp_path: Path) -> None:
    book = plan(tmp_path, HEAD.replace("clause: I}}", f"clause: I, {DATES}}}}}"))
    assert "award-not-in-force" in {p.code for p in book.run([GOOD], on=AFTER).decisions.problems}
    assert "award-not-in-force" not in {p.code for p in book.run([GOOD], on=LAST).decisions.problems}


def test_what_is_only_listed_is_left_out(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        targets=f"{{t: {{vi: Chỉ tiêu, clause: II, holds: always, {DATES}}}}}",
        milestones=f"{{m: {{vi: Mốc, on: 2026-03-01, {DATES}}}}}",
        readings=f"{{r: {{vi: Cách hiểu, {DATES}}}}}",
        outline=f"[{{vi: Phần một, {DATES}}}, Phần hai]",
    )
    stands = {day: book.run([GOOD], on=day).rulebook for day in (LAST, AFTER)}
    assert [(len(b.targets), len(b.milestones), len(b.readings), len(b.outline)) for b in stands.values()] == [
        (1, 1, 1, 2),
        (0, 0, 0, 1),
    ]


def test_where_every_quota_is_out_of_force_there_is_no_seat(tmp_path: Path) -> None:
    quotas = f"{{all: {{vi: Tập thể, at_most: 1, {DATES}}}}}"
    book = plan(tmp_path, rounds=f"{{review: {{vi: Tổng kết, clause: II, quotas: {quotas}}}}}")
    assert book.statuses([GOOD], on=LAST) == {"A": "nominated"}
    run = book.run([GOOD], on=AFTER)
    assert [d.status.value for d in run.decisions.decisions] == ["no_seat"]
    assert run.decisions.quotas == ()
