"""Results of an earlier run as a register: once in a lifetime, and percentages of another result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.earlier import with_earlier
from engine.pipeline import decision_day, evaluate_roster
from engine.problems import UnusableInput
from engine.report import write_results
from engine.rosters import roster_of
from engine.rulebook import load
from tests.language.written import HEAD, Plan, Rows, plan

HEADS = HEAD.replace("awards: {", "awards: {lower: {vi: Danh hiệu, clause: I}, ")
BEFORE = "{in_register: nominations, match: [name], where: {award: gk, status: nominated}}"
ONCE = f"{{again: {{vi: Đã khen, clause: I, when: {BEFORE}}}}}"
ROUND = "{review: {vi: Tổng kết, clause: II, award: gk, quotas: none}}"


def of(*names: str) -> Rows:
    return [{"category": "commune", "kind": "collective", "good": "yes", "name": n, "board_score": "1"} for n in names]


def run_after(book: Plan, rows: Rows, results: Path) -> dict[str, str]:
    rulebook = load(book.path)
    this_round = next(iter(rulebook.rounds.values()))
    rulebook, roster = with_earlier(rulebook, roster_of(rulebook, rows), results)
    run = evaluate_roster(
        roster, rulebook, this_round.id, None, decision_day(rulebook, this_round, None, None),
        reference=str(book.path), settings={}, readings=False,
    )  # fmt: skip
    return {d.candidate.name: d.status.value for d in run.decisions.decisions}


def test_who_was_nominated_once_is_not_again(tmp_path: Path) -> None:
    book = plan(tmp_path, HEADS, exclusions=ONCE, rounds=ROUND)
    assert book.codes() == set()
    write_results(book.run(of("A", "B")).decisions, tmp_path / "first")
    assert run_after(book, of("a", "C"), tmp_path / "first") == {"a": "excluded", "C": "nominated"}
    assert run_after(book, of("B"), tmp_path / "first" / "decisions.json") == {"B": "excluded"}


def test_without_the_earlier_results_nothing_is_certain(tmp_path: Path) -> None:
    book = plan(tmp_path, HEADS, exclusions=ONCE, rounds=ROUND)
    decision = book.decisions(of("A"))["A"]
    assert (decision.status, decision.certain) == ("nominated", False)


def test_a_share_of_another_result_counts_its_nominees(tmp_path: Path) -> None:
    share = "{percent: 15, of: {count_in: nominations, where: {award: lower, status: nominated}}, round: down}"
    book = plan(
        tmp_path,
        HEADS,
        rounds=f"""
        first: {{vi: Đợt một, clause: II, award: lower, quotas: none}}
        second: {{vi: Đợt hai, clause: II, award: gk, quotas: {{all: {{vi: Tất cả, at_most: {share}}}}}}}
        """,
    )
    people = [f"N{i}" for i in range(20)]
    write_results(book.run(of(*people), round_id="first").decisions, tmp_path / "first")
    rulebook = load(book.path)
    rulebook, roster = with_earlier(rulebook, roster_of(rulebook, of(*people)), tmp_path / "first")
    run = evaluate_roster(
        roster, rulebook, "second", None, decision_day(rulebook, rulebook.rounds["second"], None, None),
        reference=str(book.path), settings={}, readings=False,
    )  # fmt: skip
    assert run.decisions.quotas[0].at_most == 3
    with pytest.raises(UnusableInput, match="was not given"):
        book.run(of("A"), round_id="second")


def test_what_another_rulebook_calls_its_awards_is_another_award(tmp_path: Path) -> None:
    book = plan(tmp_path, HEADS, exclusions=ONCE, rounds=ROUND)
    write_results(book.run(of("A")).decisions, tmp_path / "first")
    path = tmp_path / "first" / "decisions.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["decisions"][0]["candidate"]["award"] = "something_else"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert run_after(book, of("A"), path) == {"A": "nominated"}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "xetkhen/decisions/1", "run": {}, "decisions": [1]}'])
def test_what_is_no_result_is_refused(tmp_path: Path, content: str) -> None:
    book = plan(tmp_path, HEADS, exclusions=ONCE, rounds=ROUND)
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    rulebook = load(book.path)
    with pytest.raises(UnusableInput, match=r"x\.json is no result"):
        with_earlier(rulebook, roster_of(rulebook, of("A")), tmp_path / "x.json")
