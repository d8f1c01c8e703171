"""A tidy workbook to a roster: every row, every value, every cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.problems import UnusableInput
from engine.provenance import Cell
from tests.intake.made import codes, column, rulebook, workbook

HEADER = ["STT", "Họ và tên / Tên tập thể", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Năm sinh",
          "Tiêu biểu, xuất sắc",
          "Giá trị đóng góp (đồng)", "Ngày nhận hồ sơ", "Điểm chấm"]


def test_a_tidy_sheet_gives_every_row_typed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Danh sách": [
        HEADER,
        [1, "Nguyễn Văn An", "Cá nhân", "Cá nhân", "Xã Phước Vinh", 1978, "x", 50_000_000, date(2023, 10, 9), 82.5],
        [2, "HTX Tuấn Tú", "Tập thể", "HTX", "x. an hải", None, "không", "1,5 tỷ", "10/10/2023", "90"],
    ]})
    roster = read_roster([path], rulebook())
    table = roster.candidates
    assert column(table, "name") == ["Nguyễn Văn An", "HTX Tuấn Tú"]
    assert column(table, "kind") == [1, 0]
    assert column(table, "category") == [2, 1]
    assert [roster.units[c] for c in column(table, "commune")] == ["Xã Phước Vinh", "Xã An Hải"]
    assert column(table, "birth_year") == [1978, None]
    assert column(table, "outstanding") == [1, 0]
    assert column(table, "contribution") == [50_000_000, 1_500_000_000]
    assert column(table, "dossier_received") == [date(2023, 10, 9).toordinal(), date(2023, 10, 10).toordinal()]
    assert column(table, "board_score") == [825_000, 900_000]
    assert table.cell("contribution", 1) == Cell("a.xlsx", "Danh sách", "H3")
    assert table.written["contribution"] == {1: "1,5 tỷ"}
    assert codes(roster.problems, "error", "warning") == []
    assert roster.rejected == 0
    assert [i.rows for i in roster.inputs] == [2]
    assert "ocop_stars" in roster.absent


def test_a_row_without_a_name_is_rejected_and_said(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"S": [HEADER, [1, None, "Cá nhân", "Cá nhân"], [2, "A", "Cá nhân", "Cá nhân"]]},
    )
    roster = read_roster([path], rulebook())
    assert (len(roster.candidates), roster.rejected, roster.inputs[0].rows) == (1, 1, 2)
    assert [(p.code, p.ref) for p in roster.problems if p.severity == "error"] == [("row-rejected", "2:2")]


def test_a_missing_required_column_names_file_sheet_and_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["Họ và tên", "Loại hình", "Điểm chấm"], ["A", "Cá nhân", 5]]})
    with pytest.raises(UnusableInput) as caught:
        read_roster([path], rulebook())
    assert caught.value.text.vi == "a.xlsx, trang S: thiếu cột “Nhóm đối tượng” (dòng tiêu đề 1); hãy thêm cột này."
