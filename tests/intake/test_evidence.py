"""One piece of evidence is used once, where a field says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.intake import read_roster
from tests.intake.made import FIELDS, rulebook, workbook

HEADER = ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Minh chứng: Tiêu biểu, xuất sắc"]


def reused(path: Path, *, once: bool) -> list[tuple[str | None, str]]:
    fields = FIELDS | {"outstanding": replace(FIELDS["outstanding"], used_once=once)}
    roster = read_roster([path], rulebook(fields=fields))
    return [(p.ref, p.text.vi) for p in roster.problems if p.code == "evidence-reused"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path / "a.xlsx", {"S": [
        HEADER, ["A", "Cá nhân", "Cá nhân", "QĐ 12/QĐ-UBND"], ["B", "Cá nhân", "Cá nhân", "qđ 12 / QĐ - UBND"],
        ["C", "Cá nhân", "Cá nhân", "QĐ 13/QĐ-UBND"], ["D", "Cá nhân", "Cá nhân", "-"],
        ["E", "Cá nhân", "Cá nhân", "-"],
    ]})  # fmt: skip


def test_a_further_use_is_told_with_both_cells(book: Path) -> None:
    said = "minh chứng “qđ 12 / QĐ - UBND” đã dùng ở ô S!D2; mỗi minh chứng chỉ dùng một lần, hãy kiểm tra."
    assert reused(book, once=True) == [("D3", f"Tiêu biểu, xuất sắc: {said}")]


def test_where_a_field_does_not_say_so_evidence_may_be_used_again(book: Path) -> None:
    assert reused(book, once=False) == []
