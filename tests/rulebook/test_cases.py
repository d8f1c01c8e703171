"""The cases beside a rulebook: what they can say, and that the shipped rulebooks' come out as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.casebook import CaseReport, run_cases
from engine.problems import BadRulebook
from engine.rulebook import shipped

PLAN = """\
language: 1
id: plan
version: 1
document: {vi: Kế hoạch, issuer: UBND xã, decided_on: 2025-07-01}
clauses: {I.1: Tiêu chuẩn}
awards:
  gk_huyen: {vi: Giấy khen huyện, granted_by: higher, clause: I.1, in_force: {to: 2025-06-30}}
categories:
  person: {kinds: [individual], clause: I.1, vi: Cá nhân, requires: exemplary}
criteria:
  exemplary: Điển hình
advisories:
  young: {vi: Còn trẻ, clause: I.1, when: {birth_year: {more_than: 2000}}}
rounds:
  yearly: {vi: Hằng năm, clause: I.1, quotas: none}
"""


def ran(folder: Path, cases: str) -> CaseReport:
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "plan.cases.yaml").write_text(f"cases:\n{cases}", encoding="utf-8")
    return run_cases(str(folder / "plan.yaml"))


def told(report: CaseReport) -> list[str]:
    return [failure.text.en for failure in report.failures]


def row(said: str, expected: str) -> str:
    return f"  a:\n    candidate: {{category: person, {said}}}\n    expect: nominated\n    {expected}\n"


def test_what_must_not_be_there_is_told(tmp_path: Path) -> None:
    assert told(ran(tmp_path, row("exemplary: yes, birth_year: 2001", "without: [young, seated]"))) == [
        "a: has young, expected to be without"
    ]
    assert told(ran(tmp_path, row("exemplary: yes, birth_year: 2000", "without: [young, seated]"))) == []


def test_another_row_may_say_what_it_is_without(tmp_path: Path) -> None:
    other = "{name: b, category: person, exemplary: yes, birth_year: 2001, expect: nominated, without: young}"
    assert told(ran(tmp_path, row("exemplary: yes", f"others: [{other}]"))) == ["b: has young, expected to be without"]


def test_the_problems_of_the_run_are_those_expected(tmp_path: Path) -> None:
    assert told(ran(tmp_path, row("exemplary: yes", "problems: [award-not-in-force]"))) == []
    assert told(ran(tmp_path, row("exemplary: yes", "decided_on: 2025-06-30\n    problems: []"))) == []
    assert told(ran(tmp_path, row("exemplary: yes", "problems: []"))) == [
        "the problems of the run are [award-not-in-force], expected []"
    ]


def test_an_advisory_is_to_be_shown_both_ways(tmp_path: Path) -> None:
    one_way = ran(tmp_path, row("exemplary: yes, birth_year: 2001", "because: young")).one_sided
    assert [text.en for text in one_way if "young" in text.en] == ["`young` (Còn trẻ): no case has it under `without`"]
    both = row("exemplary: yes, birth_year: 2001", "because: young") + row(
        "exemplary: yes, birth_year: 2000", "without: young"
    ).replace("  a:", "  b:")
    assert [text.en for text in ran(tmp_path, both).one_sided if "young" in text.en] == []


def test_a_key_that_no_case_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadRulebook) as raised:
        ran(tmp_path, row("exemplary: yes", "witout: young"))
    (finding,) = raised.value.findings
    assert str(finding).endswith("`witout` is not a key here; did you mean `without`?")


@pytest.mark.parametrize("plan", shipped())
def test_the_cases_of_a_shipped_rulebook_come_out_as_they_say(plan: str) -> None:
    report = run_cases(plan)
    assert list(report.lines("en")) == [f"{report.ran} of {report.ran} cases come out as they say."]
