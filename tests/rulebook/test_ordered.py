"""Bounds on a choice whose options stand lowest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rulebook import lint, load
from engine.rulebook import terms as t

PLAN = """\
language: 1
id: plan
version: 1
document: {{vi: Quy chế, issuer: Sở}}
clauses: {{I: Tiêu chuẩn}}
fields:
  level: {{type: choice, vi: Mức, {ordered}options: {{poor: Yếu, fair: Trung bình, good: Khá, excellent: Xuất sắc}}}}
categories: {{person: {{kinds: [individual], clause: I, vi: Cá nhân, requires: fits}}}}
criteria: {{fits: {{vi: Đạt mức, clause: I, when: {{level: {test}}}}}}}
rounds: {{once: {{vi: Đợt, clause: I, quotas: none}}}}
scoring: {{basis: board}}
"""


def plan(folder: Path, test: str, ordered: str = "ordered: yes, ") -> Path:
    path = folder / "plan.yaml"
    path.write_text(PLAN.format(test=test, ordered=ordered), encoding="utf-8")
    return path


@pytest.mark.parametrize(("test", "options"), [
    ("{at_least: good}", ["good", "excellent"]),
    ("{more_than: good}", ["excellent"]),
    ("{at_most: fair}", ["poor", "fair"]),
    ("{less_than: fair}", ["poor"]),
    ("{between: [fair, good]}", ["fair", "good"]),
    ("{between: {from: good, to: good}}", ["good"]),
])
def test_a_bound_is_the_list_of_options_that_keep_to_it(tmp_path: Path, test: str, options: list[str]) -> None:
    wanted = t.Test(t.FieldRef("level"), t.Is(tuple(t.Constant(option) for option in options)))
    assert load(plan(tmp_path, test)).criteria["fits"].when == wanted


@pytest.mark.parametrize(("test", "code"), [
    ("{at_least: god}", "unknown-option"),
    ("{at_least: [good]}", "bad-value"),
    ("{more_than: excellent}", "contradictory-test"),
    ("{between: [good, fair]}", "reversed-range"),
    ("{between: good}", "wrong-count"),
])
def test_a_bound_that_is_none_is_reported(tmp_path: Path, test: str, code: str) -> None:
    assert code in [finding.code for finding in lint(plan(tmp_path, test))]


def test_options_in_no_order_have_no_bounds(tmp_path: Path) -> None:
    found = [f for f in lint(plan(tmp_path, "{at_least: good}", ordered="")) if f.code == "type-mismatch"]
    assert len(found) == 1
    assert "`ordered: yes`" in found[0].text.en
