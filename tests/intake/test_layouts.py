"""Sheets as offices make them: titles, two-row headers, sections, totals, signatures, prepared rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from engine.intake import read_roster
from engine.problems import UnusableInput
from engine.provenance import Cell
from tests.intake.made import codes, column, rulebook, workbook

N = None
Rows = list[list[object]]


def test_letterhead_and_title_stand_above_the_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["UBND HUYỆN NINH PHƯỚC", N, N, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["XÃ PHƯỚC VINH", N, N, "Độc lập - Tự do - Hạnh phúc"],
        [N, N, N, "Mẫu số 02"], ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG"], [N], [N],
        ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng"], [1, 2, 3, 4], [1, "A", "CANHAN", "Cá nhân"],
        [2, "B", "TAPTHE", "HTX"],
    ]}, {"S": ["A4:D4"]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["A", "B"]
    assert column(roster.candidates, "kind") == [1, 0]
    assert roster.candidates.cell("name", 0) == Cell("a.xlsx", "S", "B9")
    assert codes(roster.problems, "error", "warning") == []


def test_a_header_over_two_rows_is_joined(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Mức đóng góp", N, N, "Ghi chú"],
        [N, N, N, N, "Tiền", "Ngày công", "Đất hiến (m2)", N],
        ["A", "B", 1, 2, 3, 4, 5, 6],
        [1, "A", "Cá nhân", "Cá nhân", 50_000_000, 10, 200.5, "x"],
    ]}, {"S": ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2"]})
    roster = read_roster([path], rulebook())
    assert {f: column(roster.candidates, f) for f in ("name", "cash", "labour_days", "land_area", "contribution")} == {
        "name": ["A"], "cash": [50_000_000], "labour_days": [100_000], "land_area": [2_005_000], "contribution": [None],
    }
    assert roster.candidates.cell("land_area", 0) == Cell("a.xlsx", "S", "G4")
    assert [p.text.vi for p in roster.problems if p.code == "columns-unmapped"] == [
        "Các cột không dùng đến: H1 “Ghi chú”."]


def test_a_parent_typed_over_its_first_child_only_still_heads_the_others(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Quyết định", N], [N, N, N, "Tiền", "Ngày công"],
        ["A", "Cá nhân", "Cá nhân", 5, 6],
    ]})
    roster = read_roster([path], rulebook())
    assert (column(roster.candidates, "cash"), column(roster.candidates, "labour_days")) == ([5], [60_000])


def test_sections_give_the_kind_to_the_rows_below(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên / Tên tập thể", "Nhóm đối tượng", "Năm sinh"],
        ["I", "TẬP THỂ (02 tập thể)", N, N], [1, "HTX Một", "HTX", N], [2, "HTX Hai", "HTX", N],
        ["II.", "CÁ NHÂN", N, N], [1, "Nguyễn Văn A", "Cá nhân", 1970],
        ["III. HỘ GIA ĐÌNH", N, N, N], [1, "Hộ ông B", "Hộ gia đình", N],
    ]}, {"S": ["A7:D7"]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["HTX Một", "HTX Hai", "Nguyễn Văn A", "Hộ ông B"]
    assert column(roster.candidates, "kind") == [0, 0, 1, 2]
    assert roster.candidates.cell("kind", 2) == Cell("a.xlsx", "S", "B5")
    assert codes(roster.problems, "error", "warning") == []
    assert [p.text.vi for p in roster.problems if p.code == "rows-sections"] == [
        "Dòng 2, 5, 7 là tiêu đề nhóm, không phải trường hợp đề nghị."]


def test_the_title_or_the_sheets_name_gives_the_kind(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {
        "T1": [["DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG"], ["Tên tập thể", "Đối tượng"], ["HTX Một", "HTX"]],
        "Cá nhân": [["Họ và tên", "Đối tượng"], ["A", "Cá nhân"]],
    })
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "kind") == [0, 1]
    assert (roster.candidates.cell("kind", 0), roster.candidates.cell("kind", 1)) == (Cell("a.xlsx", "T1", "A1"), None)


def test_without_column_section_or_title_the_kind_is_missing(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"S": [["DANH SÁCH TẬP THỂ, CÁ NHÂN"], ["Họ và tên", "Đối tượng"], ["A", "Cá nhân"]]},
    )
    with pytest.raises(UnusableInput, match=r"a.xlsx, sheet S: the column “Loại hình” .* is missing \(header row 2\)"):
        read_roster([path], rulebook())


def test_totals_and_signatures_are_no_candidates(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Giá trị đóng góp (đồng)"],
        [1, "A", "Cá nhân", "Cá nhân", 5], [2, "Cộng đồng dân cư thôn Tuấn Tú", "Tập thể", "Khác", 7],
        [3, "Tổng công ty Một", "Tập thể", "Doanh nghiệp", 9], [N, "Tổng cộng", N, N, 21],
        [N, "Danh sách gồm 01 tập thể, 01 cá nhân./.", N, N, N],
        [N, N, N, "Phước Vinh, ngày 05 tháng 10 năm 2023", N], ["NGƯỜI LẬP BIỂU", N, N, "TM. ỦY BAN NHÂN DÂN", N],
        [N, N, N, "CHỦ TỊCH", N],
        [N, N, N, N, N], ["Trần Thị B", N, N, "Lê Văn C", N],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["A", "Cộng đồng dân cư thôn Tuấn Tú", "Tổng công ty Một"]
    assert roster.rejected == 0
    assert {
        p.code: p.ref for p in roster.problems if p.code.startswith("rows")
    } == {"rows-totals": "5:5", "rows-footer": "6:11"}


def test_a_body_that_is_a_candidate_is_no_signature(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên / Tên tập thể", "Loại hình", "Nhóm đối tượng"],
        [1, "Ủy ban nhân dân xã Phước Vinh", "Tập thể", "Xã"],
        [2, "Chủ tịch Hội Nông dân Nguyễn A", "Cá nhân", "Cá nhân"], [3, "Ủy ban nhân dân xã An Hải", N, N],
        [4, "B", "Cá nhân", "Cá nhân"],
    ]})
    roster = read_roster([path], rulebook())
    assert len(roster.candidates) == 4
    assert column(roster.candidates, "kind") == [0, 1, None, 1]


def test_prepared_rows_are_blank_whatever_their_formulas_show(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Mã"], [1, "A", "CANHAN", "Cá nhân", "#N/A"],
                *([n, None, None, None, "#N/A"] for n in range(2, 60)), [60, "B", "CANHAN", "Cá nhân", "#N/A"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    roster = read_roster([tmp_path / "a.xlsx"], rulebook())
    assert (column(roster.candidates, "name"), roster.rejected) == (["A", "B"], 0)
    assert codes(roster.problems, "error", "warning") == []


def test_an_error_and_a_formula_without_result_are_unreadable_not_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm", "Giá trị đóng góp (đồng)"],
                ["A", "CANHAN", "Cá nhân", "#REF!", "=5*10"], ["B", "CANHAN", "Cá nhân", None, 5]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    roster = read_roster([tmp_path / "a.xlsx"], rulebook())
    assert roster.candidates.unreadable == {"board_score": {0: "#REF!"}, "contribution": {0: "="}}
    assert [
        (p.code, p.ref) for p in roster.problems if p.severity == "error"
    ] == [("cell-error", "D2"), ("cell-formula", "E2")]
    assert column(roster.candidates, "board_score") == [None, None]


def test_hidden_and_instruction_sheets_are_not_read_and_said_so(tmp_path: Path) -> None:
    head = ["Họ và tên", "Loại hình", "Nhóm đối tượng"]
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "DS"
    for name in ("DS", "Hướng dẫn", "Ẩn"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet.append(head)
        sheet.append([name, "Cá nhân", "Cá nhân"])
    book["Ẩn"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    roster = read_roster([tmp_path / "a.xlsx"], rulebook())
    assert column(roster.candidates, "name") == ["DS"]
    assert [(p.code, p.sheet, p.severity) for p in roster.problems if p.code.startswith("sheet")] == [
        ("sheet-skipped", "Hướng dẫn", "info"), ("sheet-hidden", "Ẩn", "info")]


def test_two_tables_on_one_sheet_each_with_its_own_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["I. TẬP THỂ"], ["STT", "Tên tập thể", "Nhóm đối tượng", "Giá trị đóng góp (triệu đồng)"],
        [1, "HTX Một", "HTX", 70.5], [N], ["II. CÁ NHÂN"],
        ["STT", "Họ và tên", "Năm sinh", "Nhóm đối tượng", "Giá trị đóng góp (đồng)"], [1, "A", 1970, "Cá nhân", 5],
        [2, "B", 1971, "Cá nhân", 6],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["HTX Một", "A", "B"]
    assert column(roster.candidates, "kind") == [0, 1, 1]
    assert column(roster.candidates, "contribution") == [70_500_000, 5, 6]
    assert roster.candidates.cell("contribution", 1) == Cell("a.xlsx", "S", "E7")
    assert [p.text.vi for p in roster.problems if p.severity != "info"] == []


def test_the_unit_of_money_stands_in_the_header_or_in_a_corner(tmp_path: Path) -> None:
    head = ["Họ và tên", "Loại hình", "Nhóm đối tượng"]
    path = workbook(tmp_path / "a.xlsx", {
        "A": [[*head, "Mức đóng góp (triệu đồng)"], ["A", "Cá nhân", "Cá nhân", 50]],
        "B": [[N, N, N, "ĐVT: nghìn đồng"], [*head, "Giá trị đóng góp"], ["B", "Cá nhân", "Cá nhân", 50]],
        "C": [
            [N, N, N, "(Đơn vị tính: triệu đồng)"], [*head, "Giá trị đóng góp (đồng)"], ["C", "Cá nhân", "Cá nhân", 50],
        ],
        "D": [[*head, "Giá trị đóng góp\n(ĐVT: tỷ đồng)"], ["D", "Cá nhân", "Cá nhân", "1,5"]],
        "E": [[*head, "Giá trị đóng góp"], ["E", "Cá nhân", "Cá nhân", 50]],
    })
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "contribution") == [50_000_000, 50_000, 50, 1_500_000_000, 50]


def test_a_header_in_another_unit_is_converted_or_not_read(tmp_path: Path) -> None:
    head = ["Họ và tên", "Loại hình", "Nhóm đối tượng"]
    path = workbook(tmp_path / "a.xlsx", {
        "A": [[*head, "Diện tích đất (ha)"], ["A", "Cá nhân", "Cá nhân", 0.25]],
        "B": [[*head, "Diện tích đất (sào)"], ["B", "Cá nhân", "Cá nhân", 2]],
    })
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "land_area") == [25_000_000, None]
    assert codes(roster.problems, "error") == ["column-unit"]


def test_headers_with_footnotes_breaks_and_marks_are_the_same_headers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        [
            "TT", "HỌ VÀ TÊN\n(viết đầy đủ)", "Loại  hình (*)", "Nhóm đối tượng [1]", "Năm sinh (nếu có)", "DIEM CHAM",
            "board_score".upper().replace("BOARD_SCORE", "commune"),
        ],
        [1, "A", "Cá nhân", "Cá nhân", 1970, 5, "An Hải"],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "birth_year") == [1970]
    assert column(roster.candidates, "board_score") == [50_000]
    assert [roster.units[c] for c in column(roster.candidates, "commune")] == ["Xã An Hải"]


def test_two_columns_for_one_field_are_a_problem_and_neither_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm", "Điểm chấm"], ["A", "Cá nhân", "Cá nhân", 5, 6],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "board_score") == [None]
    assert [(p.code, p.ref) for p in roster.problems if p.severity == "error"] == [("column-ambiguous", "D1")]


def test_a_near_header_is_offered_and_never_taken(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm thử"], ["A", "Cá nhân", "Cá nhân", 5],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "board_score") == [None]
    assert [p.text.vi for p in roster.problems if p.code == "columns-unmapped"] == [
        "Các cột không dùng đến: D1 “Điểm chấm thử” (giống “Điểm chấm” 90/100)."]


def test_several_files_laid_out_differently_make_one_roster(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    one = workbook(
        tmp_path / "x" / "ds.xlsx", {"S": [["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["A", "Cá nhân", "Cá nhân"]]},
    )
    two = workbook(
        tmp_path / "y" / "ds.xlsx",
        {"S": [["Nhóm đối tượng", "Phân loại khen thưởng", "Tên tập thể"], ["HTX", "TAPTHE", "B"]]},
    )
    roster = read_roster([one, two], rulebook())
    assert column(roster.candidates, "name") == ["A", "B"]
    assert [i.file for i in roster.inputs] == ["x/ds.xlsx", "y/ds.xlsx"]
    assert roster.candidates.cell("name", 1) == Cell("y/ds.xlsx", "S", "C2")


def test_the_register_and_the_units_may_be_sheets_or_files(tmp_path: Path) -> None:
    candidates: Rows = [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường"], ["A", "Cá nhân", "Cá nhân", "Xã Mới Lập"],
    ]
    awards: Rows = [[
        "Họ và tên", "Xã, phường", "Hình thức khen", "Khi được công nhận", "Số quyết định", "Ngày quyết định",
    ],
              ["B", "An Hải", "Bằng khen của Chủ tịch UBND tỉnh", "NTM", 12, date(2022, 5, 6)],
              [N, "An Hải", "Huy chương lạ", N, 13, N]]
    units: Rows = [["Tên đơn vị", "Loại đơn vị", "Trực thuộc", "Được công nhận đạt chuẩn", "Ngày công bố"],
             ["Mới Lập", "Xã", "Huyện Ninh Phước", "NTM", date(2022, 1, 2)],
             ["Thôn Tuấn Tú", "Thôn", "Xã An Hải", "Chưa", N]]
    one = workbook(tmp_path / "a.xlsx", {"DS": candidates, "Sổ khen thưởng": awards, "Đơn vị": units})
    rosters = [read_roster([one], rulebook())]
    two = [
        workbook(tmp_path / f"{n}.xlsx", {"S": rows}) for n, rows in (("c", candidates), ("r", awards), ("u", units))
    ]
    rosters.append(read_roster(two[:1], rulebook(), register=two[1], units=two[2]))
    for roster in rosters:
        assert roster.units[-1] == "Xã Mới Lập"
        assert column(roster.candidates, "commune") == [len(roster.units) - 1]
        register, sheet = roster.registers["awards"], roster.registers["units"]
        assert column(register, "award") == [0, None]
        assert column(register, "recognised_as") == [1, None]
        assert column(register, "decision_number") == ["12", "13"]
        assert column(register, "decision_date") == [date(2022, 5, 6).toordinal(), None]
        assert column(register, "name") == ["B", None]
        assert column(sheet, "unit_name") == ["Mới Lập", "Thôn Tuấn Tú"]
        assert column(sheet, "recognised") == [1, 0]
        assert [None if c is None else roster.units[c] for c in column(sheet, "parent")] == [None, "Xã An Hải"]
        assert sorted(codes(roster.problems, "error", "warning")) == ["choice-unknown", "register-row-nameless"]


def test_a_register_with_a_header_and_no_rows_is_given_and_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {
        "DS": [["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["A", "Cá nhân", "Cá nhân"]],
        "Sổ khen thưởng": [["Họ và tên", "Hình thức khen", "Ngày quyết định"]],
    })
    roster = read_roster([path], rulebook())
    assert {name: len(table) for name, table in roster.registers.items()} == {"awards": 0}
    assert list(roster.registers["awards"].frame) == list(rulebook().registers["awards"].fields)


def test_a_day_in_words_beside_a_name_is_a_value_and_no_signature(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {
        "Danh sách": [["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["A", "CANHAN", "Cá nhân"]],
        "Sổ khen thưởng": [
            ["Họ và tên", "Xã, phường", "Hình thức khen", "Ngày quyết định"],
            ["A", "Xã Phước Vinh", N, "ngày 14 tháng 2 năm 2022"],
            ["Hộ bà B", N, N, "Ngày 15 tháng 02 năm 2022"],
            ["NGƯỜI LẬP BIỂU", N, N, "Ninh Thuận, ngày 20 tháng 2 năm 2022"],
            ["Người tổng hợp", N, N, "ngày 20 tháng 2 năm 2022"],
        ],
    })
    roster = read_roster([path], rulebook())
    assert column(roster.registers["awards"], "name") == ["A", "Hộ bà B"]


def test_a_register_the_rulebook_does_not_use_is_no_list_of_candidates(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {
        "DS": [["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["A", "Cá nhân", "Cá nhân"]],
        "Sổ khen thưởng": [["Họ và tên", "Hình thức khen", "Ngày quyết định"], ["B", "Giấy khen", "1/2/2022"]],
        "Đơn vị": [["Tên đơn vị", "Loại đơn vị"], ["Xã Mới Lập", "Xã"]],
    })
    roster = read_roster([path], rulebook(registers={}))
    assert (column(roster.candidates, "name"), dict(roster.registers)) == (["A"], {})
    assert roster.units[-1] == "Xã Mới Lập"
    assert "register-unused" in codes(roster.problems, "info")


def test_a_unit_outside_the_list_is_a_problem_with_the_nearest_names(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường"], *(["A", "Cá nhân", "Cá nhân", u] for u in (
            "Xã Phước Vinh", "x. Phước Vinh", "PHƯỚC VINH ", "xã  phước vinh", "Phước Vinh, huyện Ninh Phước",
            "UBND xã Phước Vinh", "Phước Vịnh", "Huyện Ninh Phước",
            "Phường Phước Vinh", "", "P. Đô Vinh", "TT Phước Dân", "Thị trấn Phước Dân", "Xã Phước Vinh, huyện Bác Ái",
        )),
    ]})
    roster = read_roster([path], rulebook())
    vinh = roster.units.index("Xã Phước Vinh")
    dan = roster.units.index("Thị trấn Phước Dân")
    assert column(roster.candidates, "commune") == [vinh] * 6 + [None] * 4 + [
        roster.units.index("Phường Đô Vinh"), dan, dan, None,
    ]
    found = [p for p in roster.problems if p.code == "unit-unknown"]
    assert [p.ref for p in found] == ["D8", "D9", "D10", "D15"]
    assert "“Xã Phước Vinh”" in found[0].text.vi
    assert set(roster.candidates.unreadable["commune"]) == {6, 7, 8, 13}


def test_long_numbers_and_leading_zeros_survive_in_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Chức vụ", "Đơn vị đề nghị"],
        ["A", "Cá nhân", "Cá nhân", 123456789012, "007"],
    ]})
    roster = read_roster([path], rulebook())
    assert (column(roster.candidates, "position"), column(roster.candidates, "unit")) == (["123456789012"], ["007"])


def test_what_a_format_shows_is_what_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Họ và tên", "Loại hình", "Nhóm đối tượng", "Chức vụ", "Ngày nhận hồ sơ", "Điểm chấm"])
    sheet.append(["A", "Cá nhân", "Cá nhân", 123, date(2023, 10, 1), 0.7])
    sheet["D2"].number_format, sheet["E2"].number_format, sheet["F2"].number_format = "00000", "mm/yyyy", "0%"
    book.save(tmp_path / "a.xlsx")
    roster = read_roster([tmp_path / "a.xlsx"], rulebook())
    assert column(roster.candidates, "position") == ["00123"]
    assert roster.candidates.unreadable == {"dossier_received": {0: "10/2023"}, "board_score": {0: "70%"}}


def test_a_value_outside_the_fields_bounds_is_unreadable(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm", "Hạng sao OCOP", "Năm sinh"],
        ["A", "Cá nhân", "Cá nhân", -1, 6, 1850],
    ]})
    roster = read_roster([path], rulebook())
    assert sorted(codes(roster.problems, "error")) == ["out-of-range", "stars-unreadable", "year-unreadable"]


def test_what_was_written_is_kept_where_it_differs(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        [
            "Họ và tên", "Loại hình", "Nhóm đối tượng", "Giá trị đóng góp (đồng)", "Hạng sao OCOP",
            "Tiêu biểu, xuất sắc", "Ngày nhận hồ sơ",
        ],
        ["A", "Cá nhân", "HTX", "50tr", "★★★", "x", "ngày 9 tháng 10 năm 2023"],
        ["B", "Cá nhân", "Cá nhân", "50.000.000", 3, "Có", "09/10/2023"],
    ]})
    roster = read_roster([path], rulebook())
    assert roster.candidates.written == {
        "category": {0: "HTX"}, "contribution": {0: "50tr"}, "ocop_stars": {0: "★★★"}, "outstanding": {0: "x"},
        "dossier_received": {0: "ngày 9 tháng 10 năm 2023"},
    }


def test_likely_duplicates_are_shown_with_both_cells(tmp_path: Path) -> None:
    head = ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Năm sinh"]
    path = workbook(tmp_path / "a.xlsx", {"S": [
        head, ["Nguyễn Văn Hòa", "Cá nhân", "Cá nhân", "An Hải", 1970],
        ["Nguyen Van Hoa", "Cá nhân", "Cá nhân", "An Hải", 1970],
        ["Nguyễn Văn Hóa", "Cá nhân", "Cá nhân", "Phước Vinh", 1970],
        ["Nguyễn Văn Hòa", "Cá nhân", "Cá nhân", "An Hải", 1980],
        ["Trần Thị Thu Hiền", "Cá nhân", "Cá nhân", "An Hải", 1985],
        ["Trần Thị Thu Hiềng", "Cá nhân", "Cá nhân", "An Hải", 1985],
        ["Tổ 1 thôn Tuấn Tú", "Tập thể", "Khác", "An Hải", N], ["Tổ 2 thôn Tuấn Tú", "Tập thể", "Khác", "An Hải", N],
    ]})
    roster = read_roster([path], rulebook())
    assert [
        (p.ref, p.severity) for p in roster.problems if p.code == "duplicate-likely"
    ] == [("A3", "warning"), ("A7", "warning")]
    assert "A2" in next(p.text.vi for p in roster.problems if p.code == "duplicate-likely")


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_older_and_other_workbooks_are_read_alike(ending: str) -> None:
    path = Path(__file__).parent / "files" / f"danh-sach.{ending}"
    roster = read_roster([path], rulebook())
    assert {f: column(roster.candidates, f) for f in (
        "name", "kind", "dossier_received", "contribution", "outstanding",
    )} == {
        "name": ["HTX Tuấn Tú", "UBND xã Phước Vinh"], "kind": [0, 0], "contribution": [70_500_000, 50_000_000],
        "outstanding": [1, 1],
        "dossier_received": [date(2023, 10, 9).toordinal(), date(2023, 10, 10).toordinal()],
    }
    assert str(roster.candidates.cell("contribution", 1)) == "DS!F4"
    assert codes(roster.problems, "error", "warning") == []


def test_a_birth_year_under_nam_or_nu_is_one_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên", "Ngày tháng năm sinh", N, "Loại hình", "Nhóm đối tượng"], [N, N, "Nam", "Nữ", N, N],
        [1, "A", 1970, N, "Cá nhân", "Cá nhân"], [2, "B", N, "02/03/1980", "Cá nhân", "Cá nhân"],
        [3, "C", 1970, 1971, "Cá nhân", "Cá nhân"], [4, "D", N, N, "Cá nhân", "Cá nhân"],
    ]}, {"S": ["C1:D1"]})
    table = read_roster([path], rulebook()).candidates
    assert column(table, "birth_year") == [1970, 1980, None, None]
    assert [str(table.cell("birth_year", n)) for n in range(3)] == ["S!C3", "S!D4", "S!C5"]
    assert table.unreadable == {"birth_year": {2: "1970 | 1971"}}


def test_awards_to_tick_are_one_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Hình thức khen thưởng", N, "Điểm"],
        [N, N, N, N, "Lao động tiên tiến", "Bằng khen của Chủ tịch UBND tỉnh", N],
        [1, "A", "CN", "Cá nhân", "x", N, 1], [2, "B", "CN", "Cá nhân", N, "X", 2],
        [3, "C", "CN", "Cá nhân", "x", "x", 3], [4, "D", "CN", "Cá nhân", N, N, 4],
    ]}, {"S": ["E1:F1", "A1:A2", "B1:B2", "C1:C2", "D1:D2", "G1:G2"]})
    table = read_roster([path], rulebook()).candidates
    assert column(table, "award") == [2, 0, None, None]
    assert str(table.cell("award", 1)) == "S!F4"
    assert list(table.unreadable["award"]) == [2]
    assert column(table, "board_score") == [10_000, 20_000, 30_000, 40_000]


def test_a_name_in_two_cells_under_one_header_is_joined(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên", N, "Loại hình", "Nhóm đối tượng"], [1, "Nguyễn Văn", "An", "Cá nhân", "Cá nhân"],
        [2, "Trần Thị", "Bình", "Cá nhân", "Cá nhân"],
    ]}, {"S": ["B1:C1"]})
    assert column(read_roster([path], rulebook()).candidates, "name") == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_column_drawn_over_two_is_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên", N, "Điểm", N, "Loại hình", "Nhóm đối tượng"], [1, "A", N, 5, N, "Cá nhân", "Cá nhân"],
        [2, "B", N, 6, N, "Cá nhân", "Cá nhân"],
    ]}, {"S": ["B1:C1", "D1:E1"]})
    table = read_roster([path], rulebook()).candidates
    assert (column(table, "name"), column(table, "board_score")) == (["A", "B"], [50_000, 60_000])


def test_the_unit_of_a_parent_header_counts_for_its_children(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Mức đóng góp (triệu đồng)", N, N],
        [N, N, N, "Tiền mặt", "Tổng (đồng)", "Đất hiến (m2)"], ["A", "CN", "Cá nhân", 5, 6, 7],
    ]}, {"S": ["D1:F1"]})
    table = read_roster([path], rulebook()).candidates
    assert (column(table, "cash"), column(table, "land_area")) == ([5_000_000], [70_000])


def test_sections_inside_sections_give_kind_category_and_commune(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "Họ và tên / Tên tập thể", "Năm sinh"], ["A. TẬP THỂ", N, N], ["I", "Doanh nghiệp, hợp tác xã", N],
        [1, "HTX Một", N],
        ["B. CÁ NHÂN", N, N], [1, "A", 1970], ["I", "Xã An Hải", N], [1, "B", 1971], ["II", "Xã Phước Vinh", N],
        [1, "C", 1972],
    ]}, {"S": ["A2:C2", "A5:C5"]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["HTX Một", "A", "B", "C"]
    assert column(roster.candidates, "kind") == [0, 1, 1, 1]
    assert column(roster.candidates, "category") == [1, 2, 2, 2]
    assert [
        None if c is None else roster.units[c] for c in column(roster.candidates, "commune")
    ] == [None, None, "Xã An Hải", "Xã Phước Vinh"]
    assert [str(roster.candidates.cell(f, 2)) for f in ("kind", "category", "commune")] == ["S!A5", "S!A5", "S!B7"]
    assert codes(roster.problems, "error", "warning") == []


def test_a_cell_merged_over_rows_speaks_for_each_but_an_amount_for_none(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Tiền mặt (đồng)"],
        ["A", "CN", "Cá nhân", "An Hải", 5], ["B", N, N, N, N], ["C", "CN", "Cá nhân", N, 7],
    ]}, {"S": ["B2:B3", "C2:C3", "D2:D4", "E2:E3"]})
    roster = read_roster([path], rulebook())
    table = roster.candidates
    assert column(table, "kind") == [1, 1, 1]
    assert column(table, "commune") == [roster.units.index("Xã An Hải")] * 3
    assert str(table.cell("commune", 2)) == "S!D2"
    assert column(table, "cash") == [None, None, 7]
    assert codes(roster.problems, "error") == ["cells-merged", "cells-merged"]


def test_days_of_a_file_that_counts_from_1904_are_the_same_days(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["Họ và tên", "Loại hình", "Nhóm đối tượng", "Ngày nhận hồ sơ"])
    sheet.append(["A", "CN", "Cá nhân", date(2023, 10, 9)])
    sheet.append(["B", "CN", "Cá nhân", (date(2023, 10, 9) - date(1904, 1, 1)).days])
    book.save(tmp_path / "a.xlsx")
    day = date(2023, 10, 9).toordinal()
    assert column(read_roster([tmp_path / "a.xlsx"], rulebook()).candidates, "dossier_received") == [day, day]


def test_a_header_repeated_on_every_page_is_no_new_table(tmp_path: Path) -> None:
    head, ordinals = ["STT", "Họ và tên", "Nhóm đối tượng", "Điểm"], [1, 2, 3, 4]
    path = workbook(tmp_path / "a.xlsx", {"S": [
        head, ordinals, ["I. CÁ NHÂN", N, N, N], [1, "A", "Cá nhân", 5], head, ordinals, [2, "B", "Cá nhân", 6],
    ]})
    roster = read_roster([path], rulebook())
    assert (column(roster.candidates, "name"), column(roster.candidates, "kind")) == (["A", "B"], [1, 1])
    assert (len(roster.candidates.sources), roster.rejected) == (1, 0)


def test_a_list_that_carries_decisions_is_no_register(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        [
            "Họ và tên", "Loại hình", "Nhóm đối tượng", "Hình thức khen", "Số quyết định", "Ngày quyết định",
            "Khi được công nhận",
        ],
        ["A", "Cá nhân", "Cá nhân", "Lao động tiên tiến", "12", "1/2/2022", "Chưa"],
    ]})
    roster = read_roster([path], rulebook())
    assert (len(roster.candidates), dict(roster.registers)) == (1, {})


def test_names_and_awards_alone_are_no_register(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"S": [["Họ và tên", "Xã, phường", "Hình thức khen"], ["A", "An Hải", "Lao động tiên tiến"]]},
    )
    with pytest.raises(UnusableInput, match=r"“Loại hình”|“Nhóm đối tượng”"):
        read_roster([path], rulebook())


HEADS: list[object] = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm", "Tiền mặt"]


def test_a_letterhead_closely_above_the_header_is_no_part_of_it_and_the_corner_counts(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["UBND XÃ PHƯỚC VINH", N, N, N, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", N], [N, N, N, N, "ĐVT: triệu đồng", N],
        HEADS,
        [1, "A", "Cá nhân", "Cá nhân", 80, 70.5],
    ]})
    roster = read_roster([path], rulebook())
    assert (column(roster.candidates, "cash"), column(roster.candidates, "board_score")) == ([70_500_000], [800_000])
    assert codes(roster.problems, "error", "warning") == []


def test_a_header_of_two_rows_closely_under_a_letterhead_is_read_to_its_end(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["UBND XÃ PHƯỚC VINH", N, N, "Độc lập - Tự do - Hạnh phúc", N], [N, N, N, N, "Đơn vị tính: nghìn đồng"],
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Mức đóng góp", N], [N, N, N, "Tiền", "Ngày công"],
        ["A", "Cá nhân", "Cá nhân", 5, 6],
    ]}, {"S": ["D3:E3"]})
    roster = read_roster([path], rulebook())
    assert (column(roster.candidates, "cash"), column(roster.candidates, "labour_days")) == ([5_000], [60_000])


def test_what_stands_between_two_tables_belongs_to_the_lower_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        [N, N, N, N, N, "ĐVT: đồng"], HEADS, [1, "Tổ 1", "Tập thể", "Khác", 5, 7], [N], ["DANH SÁCH CÁ NHÂN"],
        ["(Kèm theo Tờ trình số 12/TTr-UBND)"], [N, "ĐVT: nghìn đồng"], HEADS, [1, "A", "Cá nhân", "Cá nhân", 5, 7],
        [N, "UBND xã An Hải", N, N, N, N],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["Tổ 1", "A", "UBND xã An Hải"]
    assert column(roster.candidates, "cash") == [7, 7_000, None]
    assert roster.rejected == 0


@pytest.mark.parametrize("total", [
    ["", "Tổng số", "", "", "1.000.000.000", ""], ["Tổng cộng", "", "", "", "1.000.000.000 đồng", ""],
    ["", "TỔNG CỘNG:", "", "", 1000000000, "02"], ["", "Cộng", "", "", "1 tỷ đồng", "3"],
])
def test_a_total_whose_amount_is_text_is_no_candidate(total: list[object], tmp_path: Path) -> None:
    head = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Giá trị đóng góp", "Điểm chấm"]
    path = workbook(tmp_path / "a.xlsx", {"S": [
        head, [1, "Tổng công ty Thí Dụ", "Tập thể", "DN", "1 tỷ", 3], total,
        [2, "Cộng đồng dân cư thôn Trại", "Tập thể", "Khác", "", ""], [3, "Tổng", "Cá nhân", "Cá nhân", "5 triệu", ""],
    ]})
    roster = read_roster([path], rulebook())
    assert column(roster.candidates, "name") == ["Tổng công ty Thí Dụ", "Cộng đồng dân cư thôn Trại", "Tổng"]
    assert ([p.ref for p in roster.problems if p.code == "rows-totals"], roster.rejected) == (["3:3"], 0)
