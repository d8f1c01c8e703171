"""Where limits cross there is no single line: every variant is a whole run, and the answer says what was not tried."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engine.evaluation import Result
from engine.pipeline import Run, evaluate_roster
from engine.questions.cutoff import cut_off
from engine.questions.edits import roster_with
from engine.questions.screen import rerun
from engine.questions.smallest import smallest_changes
from engine.rosters import roster_of
from engine.rulebook import load

PLAN = Path(__file__).resolve().parents[1] / "language" / "reach" / "crossing-limits.yaml"


def run_of(*rows: dict[str, str]) -> Run:
    book = load(str(PLAN))
    people = [{"name": f"Người {i}", "kind": "individual", "category": "person", **row} for i, row in enumerate(rows)]
    return evaluate_roster(
        roster_of(book, people), book, "review", None, date(2026, 11, 20), reference=str(PLAN), settings={}
    )


def test_single_changes_are_found_by_whole_runs_and_pairs_are_not_tried() -> None:
    units = ("A", "A", "B", "C", "D", "E")
    run = run_of(*({"unit": unit, "good": "yes" if i else "no", "woman": "yes" if i % 2 else "no"}
                   for i, unit in enumerate(units)))  # fmt: skip
    evaluation = run.evaluation
    for row in range(len(units)):
        found = smallest_changes(evaluation, row)
        assert not found.pairs_tried
        assert cut_off(evaluation, row) is None
        told = {(f.edits[0].field.id, f.edits[0].value): f.result for f in found.one}
        for name in ("good", "woman"):
            now = evaluation.truths.facts.plain(name)[row]
            again = rerun(evaluation, roster_with(run.roster, row, {name: 1 - int(str(now))}))
            then = Result(int(again.result[row]))
            if (name, 1 - int(str(now))) in told:
                assert told[name, 1 - int(str(now))] is then
            else:
                assert then <= found.now or (found.now is Result.NOMINATED and then is found.now)
