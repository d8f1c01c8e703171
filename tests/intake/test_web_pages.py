"""A web page that calls itself a workbook, as many systems export one, is read by its tables."""

from __future__ import annotations

from pathlib import Path

from engine.intake import read_roster
from engine.intake.workbook import read_book
from tests.intake.made import column, rulebook

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Bảng</title>
<style>td {color: red}</style></head><body><table><tr><td>
 <table border=1>
  <tr><td colspan=4>DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG</td></tr>
  <tr><th rowspan=2>Họ và tên</th><th rowspan="2">Loại<br>hình</th>
   <th rowspan=2>Nhóm đối tượng</th><th colspan=2>Mức đóng góp</th></tr>
  <tr><th>Tiền mặt (triệu đồng)</th><th>Ngày công</th></tr>
  <tr><td>Nguyễn&nbsp;Văn <b>Hòa</b></td><td>Cá nhân</td><td>Cá nhân</td><td align=right>50</td><td>007</td></tr>
  <tr><td>=HYPERLINK("x")</td><td>Tập thể<td>Xã<td>1,5<td></tr>
 </table></td></tr></table><script>var x = "<table>";</script></body></html>"""


def test_the_innermost_table_is_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "xuat.xls").write_text(PAGE, encoding="utf-8")
    (sheet,) = read_book(tmp_path / "xuat.xls").sheets
    assert sheet.name == "xuat"
    assert sheet.merged == ((0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4))
    assert sheet.rows == [
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "", "", "", ""],
        ["Họ và tên", "Loại\nhình", "Nhóm đối tượng", "Mức đóng góp", ""],
        ["", "", "", "Tiền mặt (triệu đồng)", "Ngày công"],
        ["Nguyễn Văn Hòa", "Cá nhân", "Cá nhân", "50", "007"],
        ['=HYPERLINK("x")', "Tập thể", "Xã", "1,5", ""],
    ]


def test_it_gives_the_candidates_that_it_shows(tmp_path: Path) -> None:
    (tmp_path / "xuat.xlsx").write_text(PAGE, encoding="utf-16")
    table = read_roster([tmp_path / "xuat.xlsx"], rulebook()).candidates
    assert column(table, "cash") == [50_000_000, 1_500_000]
    assert column(table, "labour_days") == [70_000, None]
    assert str(table.cell("cash", 0)) == "xuat!D4"


def test_several_tables_are_several_sheets(tmp_path: Path) -> None:
    one = "<table><tr><td>a<td>b</table>"
    (tmp_path / "x.xls").write_text(f"<html>{one}<table><tr><td>one</table>{one}", encoding="utf-8")
    assert [sheet.name for sheet in read_book(tmp_path / "x.xls").sheets] == ["x 1", "x 2"]


def test_spans_beyond_all_measure_are_refused_or_bounded(tmp_path: Path) -> None:
    import pytest

    from engine.problems import UnusableInput

    (tmp_path / "x.xls").write_text(
        "<table>" + "<tr><td rowspan=9999999 colspan=9999999>a<td>b" * 3, encoding="utf-8"
    )
    with pytest.raises(UnusableInput, match="too large"):
        read_book(tmp_path / "x.xls")
