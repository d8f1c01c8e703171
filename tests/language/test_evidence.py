"""Evidence that is required, and evidence that counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.written import Plan, plan

FIELD = """
good: {type: yes_no, vi: Tốt, evidence: required, used_once: yes}
paid: {type: money, vi: Góp, evidence: required}
"""
ROW = {"category": "commune", "good": "yes"}


def book(folder: Path, **more: str) -> Plan:
    return plan(folder, fields=FIELD, **more)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"good": "yes", "good_evidence": "QĐ 1"}, "nominated"),
        ({"good": "yes"}, "needs_evidence"),
        ({"good": "no"}, "not_eligible"),
        ({}, "needs_evidence"),
    ],
)
def test_a_yes_without_its_evidence_is_not_known(tmp_path: Path, row: dict[str, str], status: str) -> None:
    decision = book(tmp_path).decisions([{"category": "commune", "name": "A", **row}])["A"]
    assert status == decision.status
    assert ("evidence" in {r.code for r in decision.reasons}) == (row == {"good": "yes"})


@pytest.mark.parametrize(
    ("row", "word"),
    [({"paid": "5"}, "unknown"), ({"paid": "5", "paid_evidence": "PT 7"}, "met"), ({"paid": "0"}, "unmet")],
)
def test_an_amount_without_its_evidence_is_not_known_and_nothing_needs_none(
    tmp_path: Path, row: dict[str, str], word: str
) -> None:
    plan_ = book(tmp_path, criteria="{good: {vi: Tốt, when: {paid: {at_least: 5}}}}")
    decision = plan_.decisions([{"category": "commune", "name": "A", **row}])["A"]
    assert word == decision.criteria["good"].truth.word


def test_the_second_use_of_a_reference_is_excluded_and_both_cells_are_named(tmp_path: Path) -> None:
    rows = [
        ROW | {"name": n, "good_evidence": e}
        for n, e in (("A", "QĐ số 12/QĐ-UBND"), ("B", "QĐ 5"), ("C", "qđ  số 12 QĐ UBND"))
    ]
    decisions = book(tmp_path).decisions(rows)
    assert [d.status for d in decisions.values()] == ["nominated", "nominated", "excluded"]
    (reason,) = [r for r in decisions["C"].reasons if r.code == "evidence_used_once"]
    assert [c.ref for c in reason.cells] == ["E4", "E2"]
    assert "E2" in reason.text.vi


def test_a_reference_that_a_register_holds_was_used(tmp_path: Path) -> None:
    past = "{past: {vi: Sổ, fields: {name: standard, good_evidence: {type: text, vi: Minh chứng}}}}"
    plan_ = book(
        tmp_path,
        registers=past,
        exclusions="{again: {vi: Đã khen, clause: I, when: {in_register: past, match: [name]}}}",
    )
    rows = [ROW | {"name": "A", "good_evidence": "QĐ 1"}]
    assert plan_.statuses(rows, {"past": [{"name": "Z", "good_evidence": "QĐ-1"}]}) == {"A": "excluded"}
    assert plan_.statuses(rows, {"past": [{"name": "Z", "good_evidence": "QĐ-2"}]}) == {"A": "nominated"}


def test_a_reference_beside_a_no_is_no_use(tmp_path: Path) -> None:
    rows = [ROW | {"name": n, "good": g, "good_evidence": "QĐ 1"} for n, g in (("A", "no"), ("B", "yes"))]
    assert book(tmp_path).statuses(rows) == {"A": "not_eligible", "B": "nominated"}
