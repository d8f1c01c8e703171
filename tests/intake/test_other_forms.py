"""Sheets that are no list to weigh: told by what they are, never weighed, and never passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.problems import UnusableInput
from tests.intake.made import rulebook, workbook

HEADER: list[object] = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã"]
ROW: list[object] = [1, "Nguyễn Văn Thí", "CN", "Cá nhân", "Phước Vinh"]
LIST: dict[str, list[list[object]]] = {"Danh sách": [HEADER, ROW]}

OTHERS: dict[str, list[list[object]]] = {
    "a summary of numbers": [
        ["BẢNG TỔNG HỢP KẾT QUẢ ĐỀ NGHỊ KHEN THƯỞNG"], ["STT", "Đơn vị", "Số tập thể", "Số cá nhân", "Tổng cộng"],
        [1, "Xã Phước Vinh", 2, 3, 5],
    ],
    "a list of delegates": [
        ["DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ"], ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Ký tên"],
        [1, "Nguyễn Văn Thí", "Chủ tịch", "UBND xã", ""],
    ],
    "a list of staff": [
        ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Hệ số lương"],
        [1, "Nguyễn Văn Thí", 1975, "Chủ tịch", 3.33],
    ],
}


@pytest.mark.parametrize(("what", "rows"), OTHERS.items())
def test_another_form_beside_the_list_is_named_and_not_weighed(
    what: str, rows: list[list[object]], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", {**LIST, "Sheet2": rows})
    roster = read_roster([path], rulebook())
    assert roster.candidates.frame["name"].tolist() == ["Nguyễn Văn Thí"]
    said = [p for p in roster.problems if p.code == "sheet-other-form"]
    assert [(p.severity, p.sheet, what in p.text.en) for p in said] == [("warning", "Sheet2", True)]


@pytest.mark.parametrize(("what", "rows"), OTHERS.items())
def test_another_form_alone_is_refused_by_its_name(what: str, rows: list[list[object]], tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=what):
        read_roster([workbook(tmp_path / "a.xlsx", {"Sheet1": rows})], rulebook())


def test_a_register_alone_is_named_with_the_option_that_takes_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [
        ["STT", "Họ và tên", "Hình thức khen", "Số quyết định", "Ngày quyết định"],
        [1, "Nguyễn Văn Thí", "Bằng khen tỉnh", "12/QĐ", "1/2/2022"],
    ]})
    with pytest.raises(UnusableInput, match=r"“en Sổ khen thưởng” \(give it by --register"):
        read_roster([path], rulebook())


@pytest.mark.parametrize("titles", [
    ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN NĂM 2022"],
    ["DANH SÁCH TẬP THỂ, CÁ NHÂN", "(Kèm theo Quyết định số 12/QĐ-UBND ngày 12 tháng 12 năm 2022)"],
    ["DANH SÁCH CÁ NHÂN ĐÃ ĐƯỢC KHEN THƯỞNG"],
])
def test_last_years_awards_are_not_weighed_again(titles: list[str], tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [*([title] for title in titles), HEADER, ROW]})
    with pytest.raises(UnusableInput, match="awards already given"):
        read_roster([path], rulebook())


@pytest.mark.parametrize("titles", [
    ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC ĐỀ NGHỊ TẶNG BẰNG KHEN"],
    ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "(Kèm theo Quyết định số 12/QĐ-UBND)"],
    ["Mẫu số 02 (Ban hành kèm theo Quyết định số 12/QĐ-UBND)", "DANH SÁCH TẬP THỂ, CÁ NHÂN"],
    ["DANH SÁCH TẬP THỂ, CÁ NHÂN", "(Kèm theo Tờ trình số 12/TTr-UBND ngày 01 tháng 10 năm 2020)"],
    ["BẢNG TỔNG HỢP DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"], ["DANH SÁCH HỒ SƠ ĐÃ NHẬN"],
    ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"],
])
def test_a_list_that_proposes_is_read_whatever_else_its_titles_say(titles: list[str], tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [*([title] for title in titles), HEADER, ROW]})
    roster = read_roster([path], rulebook())
    assert (len(roster.candidates), [p.code for p in roster.problems if p.code.startswith("list-")]) == (1, [])


def test_a_list_that_proposes_but_lacks_a_column_stops_the_run_and_is_not_passed_over(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH CÁN BỘ ĐỀ NGHỊ KHEN THƯỞNG"], ["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn Thí", "CT"],
    ]
    with pytest.raises(UnusableInput, match="is missing"):
        read_roster([workbook(tmp_path / "a.xlsx", {**LIST, "Sheet2": rows})], rulebook())


@pytest.mark.parametrize(("title", "told"), [
    ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2021", True), ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023", False),
    ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG GIAI ĐOẠN 2021-2022", False),
    ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG SƠ KẾT 03 NĂM 2021-2023", False),
])
def test_a_list_of_an_earlier_year_is_told_and_read(title: str, told: bool, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [[title], HEADER, ROW]})
    roster = read_roster([path], rulebook(), year=2023)
    assert [p.code for p in roster.problems if p.code.startswith("list-")] == ["list-of-earlier-year"] * told
    assert len(roster.candidates) == 1


@pytest.mark.parametrize(("name", "severity"), [
    ("Hướng dẫn nhập liệu", "info"), ("HD", "warning"), ("Ví dụ", "warning"), ("Vi du mau", "warning"),
    ("Dữ liệu mẫu", "warning"),
])
def test_samples_on_a_sheet_of_guidance_are_no_candidates_and_that_is_told(
    name: str, severity: str, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", {name: [HEADER, [1, "Nguyễn Văn Mẫu", "CN", "Cá nhân", ""]], **LIST})
    roster = read_roster([path], rulebook())
    assert roster.candidates.frame["name"].tolist() == ["Nguyễn Văn Thí"]
    said = [(p.severity, p.sheet) for p in roster.problems if p.code == "sheet-skipped"]
    assert said == [(severity, name)]
