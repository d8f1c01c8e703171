"""Ratios, means, years and runs, as an officer writes them: exact, and unknown only where something missing decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.written import Plan, Rows, plan

COLUMNS = "name: standard, award: standard, decision_date: standard, granted: {type: year, vi: Năm}"
PAST = f"{{past: {{vi: Sổ, fields: {{{COLUMNS}, sum: {{type: number, vi: Số}}}}}}}}"


def judged(folder: Path, when: str, rows: Rows, past: Rows | None = None, **more: str) -> list[str]:
    book = plan(folder, criteria=f"{{good: {{vi: Tốt, when: {when}}}}}", registers=PAST, **more)
    assert book.codes() == set()
    registers = {} if past is None else {"past": past}
    return [d.criteria["good"].truth.word for d in book.decisions(of(rows), registers).values()]


def of(rows: Rows) -> Rows:
    return [{"category": "commune", "name": chr(65 + i), **row} for i, row in enumerate(rows)]


FIELDS = {"fields": "{done: {type: whole, vi: Làm được}, planned: {type: whole, vi: Kế hoạch}}"}


def test_a_percentage_is_worked_out_exactly(tmp_path: Path) -> None:
    rows = [
        {"done": "2", "planned": "3"},
        {"done": "199999", "planned": "300000"},
        {"done": "2"},
        {"done": "0", "planned": "0"},
    ]
    when = "{rate: {at_least: {ratio: [2, 3]}}}"
    fields = FIELDS["fields"][:-1] + ", rate: {type: number, vi: Tỷ lệ, compute: {ratio: [done, planned]}}}"
    assert judged(tmp_path, when, rows, fields=fields) == ["met", "unmet", "unknown", "unknown"]
    percent = "{rate: {at_least: 66.66, at_most: 66.67}}"
    fields = fields.replace("{ratio: [done, planned]}", "{product: [100, {ratio: [done, planned]}]}")
    assert judged(tmp_path, percent, rows, fields=fields) == ["met", "met", "unknown", "unknown"]


def test_points_by_bands_of_a_percentage_reach_the_edge_exactly(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        **FIELDS,
        scoring="""
        basis: plan
        points: {rate: {vi: Tỷ lệ, value: {product: [100, {ratio: [done, planned]}]}, bands: {70: 5, 100: 10}}}
        """,
    )
    rows = of([{"good": "yes", "done": d, "planned": p} for d, p in (("7", "10"), ("699", "1000"), ("3", "3"))])
    assert [d.score for d in book.decisions(rows).values()] == ["5", "0", "10"]


def test_a_ranking_by_a_ratio_puts_close_fractions_in_order(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        **FIELDS,
        ranking="[{high: {ratio: [done, planned]}}]",
        rounds="{review: {vi: Tổng kết, clause: II, quotas: {all: {vi: Tất cả, at_most: 1}}}}",
    )
    rows = of([{"good": "yes", "done": d, "planned": p} for d, p in (("333333333", "1000000000"), ("1", "3"))])
    assert [d.rank for d in book.decisions(rows).values()] == [2, 1]


def test_the_mean_of_the_rows_is_exact_and_of_none_unknown(tmp_path: Path) -> None:
    past = [{"name": "A", "sum": "2"}, {"name": "A", "sum": "2"}, {"name": "A", "sum": "3"}, {"name": "B", "sum": "7"}]
    fields = "{mean: {type: number, vi: Trung bình, compute: {mean_in: past, value: sum, match: [name]}}}"
    when = "{mean: {at_least: {ratio: [7, 3]}}}"
    assert judged(tmp_path, when, [{}, {}, {}], past, fields=fields) == ["met", "met", "unknown"]


@pytest.mark.parametrize(
    ("years", "two_running"),
    [(["2024", "2025"], "met"), (["2023", "2025"], "unmet"), (["2024", "2024"], "unmet"), (["2024", ""], "unknown")],
)
def test_two_years_running(tmp_path: Path, years: list[str], two_running: str) -> None:
    past = [{"name": "A", "granted": year} for year in years]
    fields = "{run: {type: whole, vi: Liền, compute: {run_of_years_in: past, value: granted, match: [name]}}}"
    assert judged(tmp_path, "{run: {at_least: 2}}", [{}], past, fields=fields) == [two_running]


@pytest.mark.parametrize(("day", "five_years_ago"), [("2021-11-20", "met"), ("2021-11-21", "unmet")])
def test_full_years_are_counted_between_days(tmp_path: Path, day: str, five_years_ago: str) -> None:
    fields = "{since: {type: whole, vi: Số năm, compute: {years_between: [achieved_on, 2026-11-20]}}}"
    assert judged(tmp_path, "{since: {at_least: 5}}", [{"achieved_on": day}], fields=fields) == [five_years_ago]


def test_years_between_years_are_their_difference(tmp_path: Path) -> None:
    fields = "{age: {type: whole, vi: Tuổi, compute: {years_between: [birth_year, 2026]}}}"
    assert judged(
        tmp_path, "{age: {at_least: 30}}", [{"birth_year": "1996"}, {"birth_year": "1997"}, {}], fields=fields
    ) == ["met", "unmet", "unknown"]


def test_who_was_never_awarded_was_awarded_long_ago(tmp_path: Path) -> None:
    fields = "{last: {type: date, vi: Lần gần nhất, compute: {largest_in: past, value: decision_date, match: [name]}}}"
    past = [{"name": "A", "decision_date": "2025-01-01"}]
    assert judged(tmp_path, "{last: {before: 2024-01-01}}", [{}, {}], past, fields=fields) == ["unmet", "met"]


def test_the_largest_of_negative_numbers_is_negative(tmp_path: Path) -> None:
    fields = "{top: {type: number, vi: Lớn nhất, compute: {largest_in: past, value: sum, match: [name]}}}"
    past = [{"name": "A", "sum": "-3"}, {"name": "A", "sum": "-5"}]
    assert judged(tmp_path, "{top: {less_than: 0}}", [{}, {}], past, fields=fields) == ["met", "unmet"]


def test_several_fields_tie_a_row_to_a_candidate(tmp_path: Path) -> None:
    when = "{in_register: past, match: {name: name, granted: birth_year}}"
    past = [{"name": "A", "granted": "1990"}]
    assert judged(tmp_path, when, [{"birth_year": "1990"}, {"birth_year": "1990"}, {}], past) == [
        "met",
        "unmet",
        "unmet",
    ]
    assert judged(tmp_path, when, [{}], past) == ["unknown"]


NESTED = "{in_register: past, match: [name], where: {in_register: past, match: [name]}}"
OURS = "{in_register: past, match: [name], where: {decision_date: {before: achieved_on}}}"


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (NESTED, "register-in-register"),
        (OURS, "field-of-candidate"),
        ("{in_register: past, where: {effort: {at_least: 1}}}", "field-of-candidate"),
    ],
)
def test_what_a_row_cannot_be_asked_is_refused_when_read(tmp_path: Path, when: str, code: str) -> None:
    book: Plan = plan(
        tmp_path,
        criteria=f"{{good: {{vi: Tốt, when: {when}}}}}",
        registers=PAST,
        fields="{effort: {type: number, vi: Cố gắng}}",
    )
    assert book.codes() == {code}


def test_a_share_of_a_ratio_is_rounded_as_said(tmp_path: Path) -> None:
    book = plan(
        tmp_path,
        registers=PAST,
        rounds="""
        review:
          vi: Tổng kết
          clause: II
          quotas: {all: {vi: Tất cả, at_most: {percent: 100, of: {ratio: [{count_in: past}, 2]}, round: down}}}
        """,
    )
    rows = of([{"good": "yes", "board_score": str(i)} for i in range(3)])
    past = {"past": [{"name": "X"}, {"name": "Y"}, {"name": "Z"}]}
    assert list(book.statuses(rows, past).values()) == ["reserve", "reserve", "nominated"]
