from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from engine.records import Decisions, Status
from engine.report import decisions_json, write_json

TOP = ["schema", "run", "counts", "decisions", "quotas", "problems", "rules", "basis", "seal"]
DECISION = [
    "candidate", "list", "status", "certain", "evidence_matters", "depends_on_readings", "rank", "score", "score_range",
    "points", "witness_seated", "criteria", "exclusions", "advisories", "quota", "reasons", "provisional_on",
    "provisional_count", "values",
]  # fmt: skip
RUN = ["id", "rulebook", "round", "year", "parameters", "decided_on", "inputs", "engine_version", "started_at"]


def test_the_keys_stand_in_the_published_order(run: Decisions) -> None:
    document = decisions_json(run)
    assert list(document) == TOP
    assert list(document["run"]) == RUN
    assert list(document["run"]["rulebook"]) == ["id", "version", "approval", "sha256"]
    assert all(list(decision) == DECISION for decision in document["decisions"])
    assert document["schema"] == "xetkhen/decisions/1"


def test_every_status_is_counted_even_when_nobody_has_it(run: Decisions) -> None:
    empty = replace(run, decisions=(), rejected_rows=2)
    assert decisions_json(empty)["counts"] == {"rows": 2, "candidates": 0, "rejected_rows": 2} | {
        s.value: 0 for s in Status
    }


def test_rows_in_are_decisions_and_rejected_rows(run: Decisions) -> None:
    counts = decisions_json(run)["counts"]
    assert counts["rows"] == 26
    assert counts["candidates"] == sum(counts[status] for status in Status) == 25
    assert counts["rejected_rows"] == 1


def test_a_cell_is_named_by_file_sheet_and_place(run: Decisions) -> None:
    found = decisions_json(run)["decisions"][8]["criteria"]["contributed_50m"]
    assert found["result"] == "unknown"
    assert found["cell"] == "de-nghi.xlsx!Tập thể!K14"
    assert found["clause"] == "II.1.c"
    assert found["shown"] == {"vi": "“khoảng 50tr”", "en": "“khoảng 50tr”"}


def test_the_same_decisions_give_the_same_bytes(run: Decisions, tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", run)
    write_json(tmp_path / "b.json", replace(run))
    written = (tmp_path / "a.json").read_bytes()
    assert written == (tmp_path / "b.json").read_bytes()
    assert written.endswith(b"}\n")
    assert "Xã Phước Vinh".encode() in written  # readable, not \u escapes
    assert json.loads(written) == decisions_json(run)


def test_rules_that_json_cannot_carry_are_refused_and_never_rounded(run: Decisions) -> None:
    with pytest.raises(TypeError, match="Fraction"):
        decisions_json(replace(run, rules={"points": {"contribution": Fraction(1, 3)}}))
    with pytest.raises(TypeError, match="float"):
        decisions_json(replace(run, rules={"points": 0.1}))
