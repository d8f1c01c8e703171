"""The score as a subject: a floor of points in a standard; and rules that would go in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.problems import BadRulebook
from engine.rulebook import load
from tests.language.written import plan

FLOOR = "{good: {vi: Từ 80 điểm, when: {score: {at_least: 80}}}, neat: Gọn gàng}"
MARKS = """
    basis: plan
    checksum: 100
    points: {model: {vi: Mô hình, mark: 60}, order: {vi: Nền nếp, when: neat, points: 40}}
"""
ROW = {"name": "A", "category": "commune"}


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ({"model": "40", "neat": "yes"}, "nominated"),
        ({"model": "39.5", "neat": "yes"}, "not_eligible"),
        ({"model": "60", "neat": "no"}, "not_eligible"),
        ({"neat": "yes"}, "needs_evidence"),
        ({"neat": "no"}, "not_eligible"),
    ],
)
def test_a_floor_of_points_is_a_criterion_like_others(tmp_path: Path, marks: dict[str, str], status: str) -> None:
    book = plan(tmp_path, criteria=FLOOR, scoring=MARKS)
    decision = book.decisions([ROW | marks])["A"]
    assert status == decision.status
    if status == "nominated":
        assert decision.score == "80"
        assert decision.criteria["good"].plain == "80"


def test_the_boards_column_counts_in_the_score(tmp_path: Path) -> None:
    book = plan(tmp_path, criteria=FLOOR, scoring=MARKS)
    rows = [ROW | {"model": "0", "neat": "no", "board_score": "80"}]
    assert book.statuses(rows) == {"A": "nominated"}
    assert book.statuses(rows, settings={"score_from": "table"}) == {"A": "not_eligible"}


@pytest.mark.parametrize(
    "parts",
    [
        {"scoring": "{basis: plan, points: {a: {vi: A, when: good, points: 5}}}"},
        {"criteria": "{good: {vi: Tốt, when: {all: [fine]}}, fine: {vi: Hay, when: {any: [good]}}}"},
        {
            "criteria": "{good: {vi: Tốt, when: {x: {at_least: 1}}}}",
            "fields": """
                x: {type: number, vi: X, compute: {sum: [y, 1]}}
                y: {type: number, vi: Y, compute: {sum: [x, 1]}}
                """,
        },
        {
            "registers": "{r: {vi: R, fields: {x: {type: number, vi: X, compute: {sum: [x, 1]}}}}}",
            "criteria": "{good: {vi: Tốt, when: {in_register: r, where: {x: {at_least: 1}}}}}",
        },
    ],
)
def test_what_goes_in_a_circle_is_refused_when_the_rulebook_is_read(tmp_path: Path, parts: dict[str, str]) -> None:
    book = plan(tmp_path, **({"criteria": FLOOR.replace(", neat: Gọn gàng", "")} | parts))
    with pytest.raises(BadRulebook) as raised:
        load(book.path)
    assert {f.code for f in raised.value.findings} == {"cycle"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("asked", "status"), [("gk", "nominated"), ("bk", "not_eligible")])
def test_the_award_of_a_round_is_known_without_a_column(tmp_path: Path, asked: str, status: str) -> None:
    from tests.language.written import HEAD

    head = HEAD.replace("awards: {", "awards: {bk: {vi: Bằng khen, clause: I}, ")
    book = plan(
        tmp_path,
        head,
        criteria=f"{{good: {{vi: Tốt, when: {{award: {asked}}}}}}}",
        rounds="{review: {vi: Tổng kết, clause: II, award: gk, quotas: none}}",
    )
    assert book.statuses([ROW]) == {"A": status}
