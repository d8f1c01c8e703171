"""A check puts first what holds up most, and knows whose cell it is."""

from __future__ import annotations

from pathlib import Path

from engine.checking import check_files
from engine.report.problems import problems_json
from tests.intake.made import workbook

HEADER = ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Năm sinh", "Tiêu biểu, xuất sắc", "Đơn vị đề nghị"]


def sheet(path: Path) -> Path:
    return workbook(path, {"S": [
        [*HEADER, "Ngày nhận hồ sơ", "Ngày nhận hồ sơ"],
        ["A", "Cá nhân", "Cá nhân", "Xã An Hải", "già", "x", "U1", "1/1/2023", "2/2/2023"],
        ["B", "Cá nhân", "Cá nhân", "Xã An Hải", 1970, "có lẽ", "U1"],
        [None, "Cá nhân", "Cá nhân", "Xã An Hải", 1970, "x", "U1"],
        ["C", "Cá nhân", "Cá nhân", "Xã An Hải", 1970, "x", "U2"],
        ["C", "Cá nhân", "Cá nhân", "Xã An Hải", 1970, "x", "U2"],
    ]})  # fmt: skip


def test_what_holds_up_most_candidates_comes_first(tmp_path: Path) -> None:
    found = check_files((sheet(tmp_path / "a.xlsx"),), "ninh-thuan-2023", None, None, {})
    errors = [n for n in found.noted if n.problem.severity == "error"]
    told = [(n.problem.code, n.problem.ref, n.field, n.holds, n.affected) for n in errors]
    assert told == [
        ("column-ambiguous", "H1", None, True, 4),
        ("yes-no-unreadable", "F3", "outstanding", True, 1),
        ("row-rejected", "4:4", None, True, 1),
        ("duplicate-exact", "A5", "name", True, 1),
        ("duplicate-exact", "A6", "name", True, 1),
        ("year-unreadable", "E2", "birth_year", False, 0),
    ]
    severities = [p.severity for p in found.problems]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_each_problem_knows_its_candidate_and_sender(tmp_path: Path) -> None:
    found = check_files((sheet(tmp_path / "a.xlsx"),), "ninh-thuan-2023", None, None, {})
    whose = {n.problem.ref: (n.name, n.sender) for n in found.noted}
    assert whose["F3"] == ("B", "U1")
    assert whose["A5"] == ("C", "U2")
    assert whose["4:4"] == (None, "a.xlsx")
    assert whose[None] == (None, None)


def test_as_json_every_problem_carries_them(tmp_path: Path) -> None:
    found = check_files((sheet(tmp_path / "a.xlsx"),), "ninh-thuan-2023", None, None, {})
    document = problems_json(found)
    assert document["counts"] == {"rows": 5, "candidates": 4, "rejected_rows": 1}
    first = document["problems"][1]
    assert {k: first[k] for k in ("code", "cell", "field", "name", "sender", "holds", "affected", "value")} == {
        "code": "yes-no-unreadable", "cell": "F3", "field": "outstanding", "name": "B", "sender": "U1", "holds": True,
        "affected": 1, "value": "có lẽ",
    }  # fmt: skip
