"""A plan that names no award: one list, without an award."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engine.pipeline import evaluate_roster
from engine.records import Decision, Status
from engine.rosters import roster_of
from engine.rulebook import load

PLAN = """\
language: 1
id: plan
version: 1
document: {vi: Kế hoạch, issuer: UBND xã}
clauses: {I.1: Tiêu chuẩn}
categories:
  person: {kinds: [individual], clause: I.1, vi: Cá nhân, requires: exemplary}
criteria:
  exemplary: Điển hình
rounds:
  yearly: {vi: Hằng năm, clause: I.1, quotas: QUOTAS}
"""


def decided(folder: Path, quotas: str) -> tuple[Decision, ...]:
    (folder / "plan.yaml").write_text(PLAN.replace("QUOTAS", quotas), encoding="utf-8")
    book = load(folder / "plan.yaml")
    rows = [
        {"name": name, "kind": "individual", "category": "person", "exemplary": "yes", "board_score": score}
        for name, score in (("An", "9"), ("Bình", "8"))
    ]
    run = evaluate_roster(
        roster_of(book, rows), book, "yearly", None, date(2023, 1, 1), reference=book.path, settings={}
    )
    return run.decisions.decisions


def test_without_a_number_all_who_are_eligible_are_nominated(tmp_path: Path) -> None:
    first, second = decided(tmp_path, "none")
    assert (first.status, second.status) == (Status.NOMINATED, Status.NOMINATED)
    assert (first.candidate.award, first.list, first.rank, second.rank) == (None, "|individual", 1, 2)


def test_within_a_number_the_best_are(tmp_path: Path) -> None:
    first, second = decided(tmp_path, "{all: {of: {kind: individual}, at_most: 1}}")
    assert (first.status, second.status) == (Status.NOMINATED, Status.RESERVE)
    assert first.list == "|yearly|all"
