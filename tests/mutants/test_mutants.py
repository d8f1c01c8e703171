"""Small mistakes of meaning: each is made, noticed by the case that speaks of it, and listed where none does."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from engine.casebook import run_cases
from engine.mutants import MutantReport, run_mutants
from engine.mutants.made import mutants
from engine.mutants.places import spot
from engine.mutants.run import named
from engine.places import rules_dir
from engine.rulebook import load, shipped
from tests.language.written import plan

RULES = {
    "parameters": "{floor: {type: money, value: 50, set_by: plan, clause: I, vi: Mức}}",
    "categories": "{commune: {kinds: [collective], clause: I, vi: Xã, requires: {all: [good, paid]}}}",
    "criteria": "{good: Tốt, paid: {vi: Góp, when: {contribution: {at_least: $floor}}}}",
    "rounds": "{review: {vi: Tổng kết, clause: II, quotas: {all: {vi: Tất cả, at_most: 1}}}}",
}
BOTH = """
  met: {candidate: {category: commune, good: yes, contribution: 50}, expect: nominated}
  short: {candidate: {category: commune, good: yes, contribution: 49}, expect: not_eligible}
  poor: {candidate: {category: commune, good: no, contribution: 50}, expect: not_eligible}
"""
SEATS = """
  one-seat:
    candidate: {category: commune, good: yes, contribution: 50, board_score: 2}
    others: [{name: B, category: commune, good: yes, contribution: 50, board_score: 1, expect: reserve}]
    expect: nominated
"""
HELD = """
  held: {candidate: {category: commune, good: yes, contribution: 50, held_back: yes}, expect: excluded}
"""


def report(folder: Path, cases: str, **rules: str) -> MutantReport:
    book = plan(folder, **(RULES | rules))
    (folder / "plan.cases.yaml").write_text(f"cases:{cases}", encoding="utf-8")
    return run_mutants(str(book.path))


def ids(folder: Path, **rules: str) -> set[str]:
    return {m.id for m in mutants(load(plan(folder, **(RULES | rules)).path))}


def test_every_kind_of_mistake_is_made(tmp_path: Path) -> None:
    points = "{basis: board, points: {gift: {vi: Góp, value: contribution, every: 10, points: 2, at_most: 30}}}"
    assert ids(tmp_path, scoring=points, ranking="[{high: score}]") == {
        "parameters/floor/value: 50 → 49",
        "parameters/floor/value: 50 → 51",
        "categories/commune/requires/all: all → any",
        "categories/commune/requires/0: `good` dropped",
        "categories/commune/requires/1: `paid` dropped",
        "exclusions/held_back: `held_back` dropped",
        "rounds/review/quotas/all/at_most: 1 → 0",
        "rounds/review/quotas/all/at_most: 1 → 2",
        *(f"scoring/points/gift/{move}" for move in (
            "every: 10 → 9", "every: 10 → 11", "points: 2 → 1", "points: 2 → 3", "at_most: 30 → 29", "at_most: 30 → 31",
        )),
        "ranking/0: high → low",
        "ranking/0: `high` dropped",
    }  # fmt: skip


def test_lists_days_and_looks_into_registers_are_moved_too(tmp_path: Path) -> None:
    when = """
      in_register: awards
      match: [name]
      match_if_given: [commune]
      where: {award: [gk], decision_date: {within: [2026-01-01, 2026-06-30]}}
    """
    made = ids(
        tmp_path,
        registers="{awards: {vi: Sổ, fields: {name: standard, commune: standard, award: standard, "
        "decision_date: standard}}}",
        exclusions=f"again:\n  vi: Đã khen\n  clause: I\n  in_force: {{from: 2026-02-01}}\n"
        f"  when:\n{textwrap.indent(textwrap.dedent(when).strip(), '    ')}",
    )
    assert {m for m in made if m.startswith("exclusions/again")} == {
        "exclusions/again: `again` dropped",
        "exclusions/again/when/match/name: `name` dropped",
        "exclusions/again/when/match_if_given/commune: `commune` dropped",
        "exclusions/again/when/where/all: all → any",
        "exclusions/again/when/where/0: `award` dropped",
        "exclusions/again/when/where/1: `decision_date` dropped",
        "exclusions/again/when/where/1/bound/0: 2026-01-01 → 2025-12-31",
        "exclusions/again/when/where/1/bound/0: 2026-01-01 → 2026-01-02",
        "exclusions/again/when/where/1/bound/1: 2026-06-30 → 2026-06-29",
        "exclusions/again/when/where/1/bound/1: 2026-06-30 → 2026-07-01",
        "exclusions/again/in_force/from: 2026-02-01 → 2026-01-31",
        "exclusions/again/in_force/from: 2026-02-01 → 2026-02-02",
    }


def test_a_case_each_way_notices_every_mistake(tmp_path: Path) -> None:
    found = report(tmp_path, BOTH + SEATS + HELD)
    assert [s.id for s in found.survivors] == []
    assert (found.failed, found.made, found.noticed) == (False, 10, 10)


def test_a_survivor_is_listed_with_its_place_and_the_case_that_would_notice_it(tmp_path: Path) -> None:
    found = report(tmp_path, BOTH)
    by_id = {s.id: s for s in found.survivors}
    assert by_id.keys() == {
        "exclusions/held_back: `held_back` dropped",
        "rounds/review/quotas/all/at_most: 1 → 2",
        "ranking/0: high → low",
        "ranking/0: `high` dropped",
    }
    seats = by_id["rounds/review/quotas/all/at_most: 1 → 2"]
    line = (tmp_path / "plan.yaml").read_text(encoding="utf-8").splitlines()[seats.at.line - 1]
    assert line[seats.at.column - 1 :].startswith("1}")
    assert seats.suggestion is not None
    assert "others:" in seats.suggestion.text
    held = by_id["exclusions/held_back: `held_back` dropped"]
    assert held.at.file == "standard.yaml"
    assert held.suggestion is not None
    assert "held_back: yes" in held.suggestion.text
    assert "expect: excluded" in held.suggestion.text


@pytest.mark.parametrize("cases", [BOTH.split("\n  short", maxsplit=1)[0] + "\n", BOTH])
def test_the_cases_suggested_come_out_and_leave_no_survivor(tmp_path: Path, cases: str) -> None:
    found = report(tmp_path, cases)
    while found.survivors:
        told = [named(survivor) for survivor in found.survivors if survivor.suggestion is not None]
        assert told, [s.id for s in found.survivors]
        cases += told[0].replace("case-", f"case-{len(cases)}-", 1) + "\n"
        found = report(tmp_path, cases)
    assert run_cases(str(tmp_path / "plan.yaml")).failures == []


@pytest.mark.parametrize(("day", "noticed"), [("2026-06-30", True), ("2026-06-29", False)])
def test_a_day_moved_by_one_is_noticed_at_the_edge_alone(tmp_path: Path, day: str, noticed: bool) -> None:
    cases = f"\n  last: {{candidate: {{category: commune, good: yes, achieved_on: {day}}}, expect: nominated}}\n"
    found = report(
        tmp_path, cases, criteria="{good: Tốt, paid: {vi: Kịp, when: {achieved_on: {on_or_before: 2026-06-30}}}}"
    )
    earlier = "criteria/paid/when/bound: 2026-06-30 → 2026-06-29"
    assert (earlier in {s.id for s in found.survivors}) != noticed


@pytest.mark.parametrize(
    ("when", "same"),
    [
        # Nobody below 50 is at 60: whoever meets the second part meets the first.
        ("{all: [{contribution: {at_least: 50}}, {contribution: {at_least: 60}}]}", {"0: `contribution` dropped"}),
        ("{any: [{exemplary: yes}, {all: [{exemplary: yes}, {tasks_done: yes}]}]}", {"1: `all` dropped"}),
        ("{any: [{exemplary: yes}, {tasks_done: yes}]}", set()),
    ],
)
def test_what_no_case_can_notice_is_proven_so(tmp_path: Path, when: str, same: set[str]) -> None:
    criteria = f"{{good: Tốt, paid: {{vi: Góp, when: {when}}}}}"
    found = report(tmp_path, BOTH, criteria=criteria, fields="{contribution: standard}")
    proven = {e.id.removeprefix("criteria/paid/when/") for e in found.equivalents}
    assert same <= proven
    assert bool(same) == bool(proven)
    assert all(e.patterns > 1 for e in found.equivalents)
    assert proven.isdisjoint(s.id.removeprefix("criteria/paid/when/") for s in found.survivors)


def test_what_a_choice_leaves_always_so_is_no_mistake_when_dropped(tmp_path: Path) -> None:
    made = ids(
        tmp_path,
        parameters="{strict: {type: yes_no, value: no, set_by: reading, clause: I, vi: Chặt}}",
        criteria="""
            good: Tốt
            paid:
              vi: Góp
              when: {all: [{exemplary: yes}, {choose: {strict: {yes: {tasks_done: yes}, no: always}}}]}
            """,
    )
    assert not [m for m in made if "`always` dropped" in m]


@pytest.mark.parametrize("rulebook", shipped())
def test_every_mistake_is_pointed_at_where_it_is_written(rulebook: str) -> None:
    lines = {
        path.name: path.read_text(encoding="utf-8").splitlines()
        for path in (rules_dir() / f"{rulebook}.yaml", rules_dir() / "standard.yaml")
    }
    for mutant in list(mutants(load(rulebook)))[::3]:
        at, what = spot(rulebook, {}, mutant.change.at), mutant.change.what.en
        rest = lines[at.file][at.line - 1][at.column - 1 :].replace("_", "")
        before, _, after = what.partition(" → ")
        if after and before not in ("all", "any", "high"):
            assert rest.startswith(before), mutant.id
        elif after and before != "high":
            assert rest.startswith((f"{before}:", "{", "award:", "unit")), mutant.id  # or a map of several fields
        else:
            assert rest.strip(), mutant.id


@pytest.mark.parametrize("rulebook", shipped())
def test_no_mistake_in_a_shipped_rulebook_goes_unnoticed(rulebook: str) -> None:
    found = run_mutants(rulebook)
    assert [s.id for s in found.survivors] == []
    assert found.made > 50
