"""First, second and third prizes: dealt by rank, the highest award first; level across an edge, the council decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.report import write_results
from tests.language.written import HEAD, Plan, Rows, plan

PRIZES = HEAD.replace(
    "awards: {gk: {vi: Giấy khen, clause: I}}",
    "awards: {third: {vi: Giải ba, clause: I}, second: {vi: Giải nhì, clause: I}, first: {vi: Giải nhất, clause: I}}",
)


def contest(folder: Path, tiers: str = "{first: 1, second: 2, third: 3}", more: str = "at_most: 6") -> Plan:
    quotas = f"{{all: {{vi: Giải, of: {{kind: collective}}, {more}, tiers: {tiers}}}}}"
    return plan(folder, PRIZES, rounds=f"{{review: {{vi: Hội thi, clause: II, quotas: {quotas}}}}}")


def of(*scores: int) -> Rows:
    return [
        {"category": "commune", "good": "yes", "name": chr(65 + i), "board_score": str(s)} for i, s in enumerate(scores)
    ]


def prizes(book: Plan, *scores: int) -> dict[str, str | None]:
    return {n: d.candidate.award for n, d in book.decisions(of(*scores)).items() if d.status == "nominated"}


def test_the_rank_decides_the_prize(tmp_path: Path) -> None:
    book = contest(tmp_path)
    assert book.codes() == set()
    expected = {"A": "third", "B": "second", "C": "third", "D": "second", "E": "first", "F": "third"}
    assert prizes(book, 1, 8, 3, 7, 9, 2) == expected
    decisions = book.decisions(of(1, 8, 3, 7, 9, 2))
    assert ("tier", "Giải nhất: xếp thứ 01") in {(r.code, r.text.vi) for r in decisions["E"].reasons}
    assert len({d.list for d in decisions.values()}) == 1


def test_the_order_in_the_file_does_not_matter_and_fewer_take_the_highest(tmp_path: Path) -> None:
    assert prizes(contest(tmp_path, "{third: 3, first: 1, second: 2}"), 5, 6) == {"A": "second", "B": "first"}


def test_level_across_an_edge_is_left_to_the_council(tmp_path: Path) -> None:
    decisions = contest(tmp_path).decisions(of(9, 9, 8, 1))
    assert [d.candidate.award for d in decisions.values()] == [None, None, "second", "third"]
    assert decisions["A"].quota is not None
    assert decisions["A"].quota.tiers == ("first", "second")
    assert decisions["A"].quota.level_with == (decisions["B"].candidate.key,)
    assert "tier_tied" in {r.code for r in decisions["A"].reasons}


def test_level_inside_one_tier_is_no_question(tmp_path: Path) -> None:
    assert prizes(contest(tmp_path), 9, 7, 7) == {"A": "first", "B": "second", "C": "second"}


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ("{first: 1, third: rest}", "ftttt"),
        ("{first: rest, third: 1}", "fffft"),
        ("{first: 1, second: rest, third: 2}", "fsstt"),
    ],
)
def test_rest_takes_what_the_others_leave(tmp_path: Path, tiers: str, expected: str) -> None:
    book = contest(tmp_path, tiers, "at_most: 5")
    assert "".join(str(a)[0] for a in prizes(book, 9, 8, 7, 6, 5).values()) == expected


def test_each_group_has_its_own_prizes(tmp_path: Path) -> None:
    quotas = "{all: {vi: Giải, per: unit, at_most: 2, tiers: {first: 1, third: 1}}}"
    book = plan(tmp_path, PRIZES, rounds=f"{{review: {{vi: Hội thi, clause: II, quotas: {quotas}}}}}")
    rows = [{**row, "unit": unit} for row, unit in zip(of(9, 8, 3, 2), "xxyy", strict=True)]
    assert [d.candidate.award for d in book.decisions(rows).values()] == ["first", "third", "first", "third"]


def test_reserves_are_proposed_for_no_prize_yet(tmp_path: Path) -> None:
    decisions = contest(tmp_path, "{first: 1}", "at_most: 1").decisions(of(9, 8))
    assert [d.status for d in decisions.values()] == ["nominated", "reserve"]


def test_prizes_are_written_out(tmp_path: Path) -> None:
    run = contest(tmp_path).run(of(9, 9, 8, 1))
    write_results(run.decisions, tmp_path / "out")
    text = (tmp_path / "out" / "decisions.json").read_text(encoding="utf-8")
    assert '"tiers": ["first", "second"]' in text
