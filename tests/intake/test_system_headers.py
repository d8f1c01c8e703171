"""What award systems export: their headers and codes map without a question where the meaning is plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.intake import read_roster, survey
from engine.intake.forms import forms_of
from engine.intake.likeness import nearest_fields
from engine.intake.proposals import proposals_of
from engine.rulebook import load
from tests.intake.made import workbook

SYSTEMS: dict[str, tuple[str, list[list[object]], dict[str, str]]] = {
    # name: rulebook, rows, header -> field
    "individuals of a province": ("vinh-chau-2021", [
        ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG"],
        ["STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Tên phòng ban/khối, tổ công tác",
         "Tên đơn vị/tập thể công tác", "Địa chỉ/Nơi ở", "Mã phân loại cán bộ", "Mã hình thức khen thưởng",
         "Mã danh hiệu thi đua (nếu có)"],
        [1, "Nguyễn Văn Thí", "Nam", "02/03/1975", "Phó Chủ tịch", "", "UBND xã Lai Hòa", "", "commune_official",
         "gk_thi_xa", ""],
    ], {
        "Họ và tên": "name", "Ngày sinh": "birth_year", "Chức vụ": "position", "Tên đơn vị/tập thể công tác": "unit",
        "Mã phân loại cán bộ": "position_class", "Mã hình thức khen thưởng": "award",
    }),
    "collectives of a province": ("ninh-thuan-2023", [
        ["DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG"],
        ["STT", "Tên đơn vị/tập thể", "Mã phân loại tập thể", "Mã hình thức khen thưởng",
         "Mã danh hiệu thi đua (nếu có)"],
        [1, "Công ty Thí Dụ", "DN", "BKTINH", ""],
    ], {"Tên đơn vị/tập thể": "name", "Mã phân loại tập thể": "category", "Mã hình thức khen thưởng": "award"}),
    "a mixed list": ("ninh-thuan-2023", [
        ["STT", "Tên gọi (Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác",
         "Phân loại khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng", "Phân loại đối tượng",
         "Lĩnh vực hoạt động"],
        [1, "Ông", "Nguyễn Văn Thí", "", "", "CANHAN", "Bằng khen tỉnh", "CANHAN", ""],
    ], {
        "Tên tập thể/cá nhân/hộ gia đình": "name", "Chức vụ": "position", "Đơn vị công tác": "unit",
        "Phân loại khen thưởng": "kind", "Danh hiệu thi đua/Hình thức khen thưởng": "award",
        "Phân loại đối tượng": "category",
    }),
    "a school": ("cam-thanh-2022", [
        ["Họ và tên", "Cấp bậc", "Đối tượng", "Lớp", "Chức vụ", "Căn cước công dân", "Đơn vị trực thuộc", "Ngày sinh"],
        ["Nguyễn Văn Thí", "", "official", "", "", "038075001234", "Trường Tiểu học", "1/2/1975"],
    ], {
        "Họ và tên": "name", "Đối tượng": "category", "Chức vụ": "position", "Đơn vị trực thuộc": "unit",
        "Ngày sinh": "birth_year",
    }),
    "a unit of the forces": ("vinh-chau-2021", [
        ["STT", "Họ và tên (*)", "Số hiệu", "Năm sinh (*)", "Quê quán", "Cấp bậc", "Chức vụ (*)", "Đơn vị (*)",
         "Phân loại", "Ghi chú", "Giấy khen (Đánh X)"],
        [1, "Nguyễn Văn Thí", "123-456", "1985", "", "", "", "Công an thị xã", "cadre", "", "X"],
    ], {
        "Họ và tên (*)": "name", "Năm sinh (*)": "birth_year", "Chức vụ (*)": "position", "Đơn vị (*)": "unit",
        "Phân loại": "category", "Giấy khen (Đánh X)": "award",
    }),
    "a university": ("cao-bang-2022", [
        ["MaNV", "HoTen", "DonVi", "Nam", "MucHoanThanh", "DanhHieuDat", "SoQD", "NgayQD", "GhiChu", "LoaiHinh",
         "DOI_TUONG", "HinhThucKhenThuong"],
        ["0012", "Nguyễn Văn Thí", "Phòng A", "2023", "", "", "", "", "", "CN", "official", "GKCOQUAN"],
    ], {
        "HoTen": "name", "DonVi": "unit", "LoaiHinh": "kind", "DOI_TUONG": "category", "HinhThucKhenThuong": "award",
    }),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_header_whose_meaning_is_plain_maps_and_none_is_asked_about(system: str, tmp_path: Path) -> None:
    plan, rows, expected = SYSTEMS[system]
    book = load(plan)
    seen = survey([workbook(tmp_path / "a.xlsx", {"Sheet1": rows})], book)
    (proposal,) = proposals_of(seen.parts, seen.unread, forms_of(book)[0])
    assert {c.header: c.field for c in proposal.columns if c.field != "none"} == expected


@pytest.mark.parametrize(("plan", "field", "code", "option"), [
    ("ninh-thuan-2023", "category", "CANHAN", "individual"), ("ninh-thuan-2023", "category", "HOGIADINH", "household"),
    ("ninh-thuan-2023", "category", "DOANHNGHIEP", "enterprise"), ("ninh-thuan-2023", "award", "BKTINH", "bk_tinh"),
    ("cam-thanh-2022", "award", "BK_TINH", "bk_tinh"), ("ninh-thuan-2023", "category", "TAPTHE", None),
    ("ninh-thuan-2023", "category", "canhan", None), ("ninh-thuan-2023", "category", "CANHANX", None),
])
def test_a_code_in_capitals_is_the_word_it_stands_for(plan: str, field: str, code: str, option: str | None) -> None:
    from engine.intake.options import option_reader

    chosen = load(plan).fields[field]
    read = option_reader(chosen)(code)
    assert (list(chosen.options)[read] if isinstance(read, int) else None) == option


def _awards(tmp_path: Path, header: list[str], *rows: list[str]) -> tuple[list[str | None], list[str]]:
    book = load("cam-thanh-2022")
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", *header],
        *([f"Nguyễn Văn {n}", "CN", "official", *row] for n, row in zip("ABC", rows, strict=False)),
    ]})
    roster = read_roster([path], book)
    options = list(book.fields["award"].options)
    awards = [options[value] if isinstance(value, int) else None for value in roster.candidates.frame["award"].tolist()]
    return awards, [p.code for p in roster.problems if p.severity == "error"]


def test_columns_that_are_awards_to_tick_say_the_award(tmp_path: Path) -> None:
    header = ["Giấy khen xã (Đánh X)", "Bằng khen tỉnh (Đánh X)"]
    assert _awards(tmp_path, header, ["X", ""], ["", "x"], ["", ""]) == (["gk_xa", "bk_tinh", None], [])


def test_two_ticks_are_a_problem_and_no_award(tmp_path: Path) -> None:
    header = ["Giấy khen xã (Đánh X)", "Bằng khen tỉnh (Đánh X)"]
    assert _awards(tmp_path, header, ["X", "x"]) == ([None], ["cells-disagree"])


def test_a_column_of_earlier_decisions_under_an_awards_name_is_no_tick(tmp_path: Path) -> None:
    assert _awards(tmp_path, ["Bằng khen tỉnh"], ["QĐ 12 năm 2020"], [""]) == ([None, None], [])


@pytest.mark.parametrize("header", ["Ghi chú", "Quê quán", "Giới tính", "Số hiệu", "Lĩnh vực hoạt động", "Mã PL"])
def test_one_word_in_common_is_no_likeness(header: str) -> None:
    book = load("ninh-thuan-2023")
    assert {f: s for f, s in nearest_fields(header, forms_of(book)[0], list(book.fields)).items() if s >= 75} == {}
