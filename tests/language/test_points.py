"""Points as plans write them: marks, parts, best of several, bands, options, ceilings, deductions; and what orders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.written import Rows, plan

ROW = {"category": "commune", "good": "yes"}


def scores(folder: Path, points: str, rows: Rows, **more: str) -> list[str | None]:
    book = plan(folder, scoring=f"{{basis: plan, points: {points}}}", **more)
    assert book.codes() == set()
    named = [{**ROW, "name": chr(65 + i), **row} for i, row in enumerate(rows)]
    return [d.score for d in book.decisions(named).values()]


def test_marks_of_sub_criteria_add_up_to_the_ceiling_of_their_part(tmp_path: Path) -> None:
    parts = "{content: {vi: Nội dung, mark: 10}, voice: {vi: Giọng, mark: 5}}"
    points = f"{{talk: {{vi: Thuyết trình, at_most: 12, parts: {parts}}}}}"
    rows = [{"content": "8.5", "voice": "2"}, {"content": "10", "voice": "5"}, {"content": "10"}]
    assert scores(tmp_path, points, rows) == ["10.5", "12", None]


def test_the_best_of_several_counts_once(tmp_path: Path) -> None:
    best = "{a: {vi: Huyện, when: model, points: 3}, b: {vi: Tỉnh, when: done, points: 7}}"
    points = f"{{prize: {{vi: Giải, best_of: {best}}}}}"
    criteria = """
        good: Tốt
        model: {vi: Mẫu, clause: I, when: {exemplary: yes}}
        done: {vi: Xong, clause: I, when: {tasks_done: yes}}
        """
    rows = [
        {"exemplary": "yes", "tasks_done": "yes"},
        {"exemplary": "yes", "tasks_done": "no"},
        {"exemplary": "no", "tasks_done": "no"},
    ]
    assert scores(tmp_path, points, rows, criteria=criteria) == ["7", "3", "0"]


def test_bands_begin_at_their_edge_and_options_have_points_of_their_own(tmp_path: Path) -> None:
    points = """{
        size: {vi: Quy mô, value: effort, bands: {5: 1, 10: 4}},
        zone: {vi: Vùng, value: zone, by_option: {hill: 2, plain: 0.5}}}"""
    fields = """
        effort: {type: number, vi: Quy mô}
        zone: {type: choice, vi: Vùng, options: {plain: Bằng, hill: Núi, sea: Biển}}
        """
    rows = [{"effort": e, "zone": z} for e, z in (("4.9999", "hill"), ("5", "plain"), ("10", "sea"))]
    assert scores(tmp_path, points, rows, fields=fields) == ["2", "1.5", "4"]


def test_deductions_take_away_down_to_a_floor(tmp_path: Path) -> None:
    points = """{all: {vi: Tổng, at_least: 0, parts: {
        base: {vi: Nền, points: 5},
        late: {vi: Trễ, value: days_late, every: 1, points: -2, at_least: -8}}}}"""
    fields = "{days_late: {type: whole, vi: Ngày trễ}}"
    assert scores(tmp_path, points, [{"days_late": d} for d in ("0", "1", "3")], fields=fields) == ["5", "3", "0"]


def test_points_are_for_whom_they_are_for(tmp_path: Path) -> None:
    categories = """
        commune: {kinds: [collective], clause: I, vi: Xã, requires: {all: [good]}}
        donor: {kinds: [individual], clause: I, vi: Cá nhân, requires: {all: [good]}}
    """
    points = "{a: {vi: A, of: {category: commune}, points: 1}, b: {vi: B, of: {kind: individual}, points: 2}}"
    assert scores(tmp_path, points, [{}, {"category": "donor"}], categories=categories) == ["1", "2"]


@pytest.mark.parametrize(
    ("points", "codes"),
    [
        ("{a: {vi: A, mark: 60}, b: {vi: B, parts: {c: {vi: C, points: 30}, d: {vi: D, mark: 10}}}}", set()),
        ("{a: {vi: A, mark: 60}, b: {vi: B, points: 39}}", {"checksum"}),
        ("{a: {vi: A, mark: 60}, b: {vi: B, points: 40}, late: {vi: Trễ, points: -5}}", set()),
        ("{a: {vi: A, mark: 60}, b: {vi: B, value: cash, every: 1, points: 1}}", {"checksum"}),
        ("{a: {vi: A, mark: 60}, b: {vi: B, value: cash, every: 1, points: 1, at_most: 40}}", set()),
        ("{a: {vi: A, of: {category: commune}, points: 100}, b: {vi: B, of: {category: donor}, points: 100}}", set()),
        ("{a: {vi: A, of: {category: commune}, points: 60}, b: {vi: B, points: 41}}", {"checksum"}),
    ],
)
def test_a_points_table_adds_up_for_everybody_it_is_for(tmp_path: Path, points: str, codes: set[str]) -> None:
    categories = """
        commune: {kinds: [collective], clause: I, vi: Xã, requires: {all: [good]}}
        donor: {kinds: [individual], clause: I, vi: Cá nhân, requires: {all: [good]}}
    """
    book = plan(tmp_path, categories=categories, scoring=f"{{basis: plan, checksum: 100, points: {points}}}")
    assert book.codes() == codes


@pytest.mark.parametrize(
    ("ranking", "order"),
    [
        ("[{high: effort}, {low: achieved_on}]", "CAB"),
        ("[{low: effort}]", "BAC"),
        ("[{high: grade}, {high: score}]", "BCA"),
        ("[{first: model}, {high: effort}]", "ACB"),
        ("[{low: {difference: [effort, board_score]}}]", "CBA"),
    ],
)
def test_what_orders_the_eligible_may_be_any_value(tmp_path: Path, ranking: str, order: str) -> None:
    book = plan(
        tmp_path,
        fields="""
        effort: {type: number, vi: Cố gắng}
        achieved_on: standard
        exemplary: standard
        grade: {type: choice, ordered: yes, vi: Hạng, options: {low: Thấp, high: Cao}}
        """,
        criteria="{good: Tốt, model: {vi: Kiểu mẫu, clause: I, when: {exemplary: yes}}}",
        ranking=ranking,
        rounds="{review: {vi: Tổng kết, clause: II, quotas: {all: {vi: Tất cả, at_most: 3}}}}",
    )
    rows = [
        {**ROW, "name": n, "effort": e, "achieved_on": d, "grade": g, "exemplary": x, "board_score": s}
        for n, e, d, g, x, s in (
            ("A", "5", "2026-01-02", "low", "yes", "1"),
            ("B", "4", "2026-01-01", "high", "no", "2"),
            ("C", "5", "2026-01-01", "low", "no", "8"),
        )
    ]
    ranks = {name: d.rank for name, d in book.decisions(rows).items()}
    assert "".join(sorted(ranks, key=lambda n: ranks[n] or 9)) == order
