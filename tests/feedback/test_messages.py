"""A message to a sender names every cell and what to do, and nothing of other senders' files."""

from __future__ import annotations

from pathlib import Path

from engine.feedback.messages import message, slug
from tests.feedback.conftest import BAD, GOOD, HEADER, Check
from tests.intake.made import workbook


def test_it_says_what_is_wrong_where_and_what_to_do(book: Path, check: Check) -> None:
    checked = check(book)
    said = message("UBND xã Phước Vinh", checked.by_sender()["UBND xã Phước Vinh"], checked, {}, "vi")
    assert said.splitlines()[0] == "Kính gửi: UBND xã Phước Vinh"
    assert "còn 02 lỗi phải sửa." in said
    assert "1. Tệp xa.xlsx, trang Danh sách, ô E4 (Trần Thị Bình): Xã, phường: ghi “Xã Phước Vin”; không có" in said
    assert "2. Tệp xa.xlsx, trang Danh sách, ô G4 (Trần Thị Bình): Giá trị đóng góp (đồng): ghi “nhiều”;" in said
    assert "sửa ngay trong tệp đã gửi" in said
    assert "xem lại" not in said


def test_a_marked_copy_of_the_senders_own_is_named(book: Path, check: Check) -> None:
    checked = check(book)
    noted = checked.by_sender()["UBND xã Phước Vinh"]
    said = message("UBND xã Phước Vinh", noted, checked, {"xa.xlsx": "copies/xa.xlsx"}, "vi")
    assert "- xa.xlsx: tệp đã đánh dấu là copies/xa.xlsx" in said


def test_it_exists_in_english(book: Path, check: Check) -> None:
    checked = check(book)
    said = message("UBND xã Phước Vinh", checked.by_sender()["UBND xã Phước Vinh"], checked, {}, "en")
    assert said.startswith("To: UBND xã Phước Vinh\n")
    assert "There are: 2 to put right." in said
    assert "cell E4 (Trần Thị Bình)" in said


def test_what_no_row_causes_goes_to_the_files_only_unit_else_to_the_file(
    tmp_path: Path, book: Path, check: Check
) -> None:
    nameless = [3, None, *GOOD[2:]]
    one = workbook(tmp_path / "mot.xlsx", {"S": [HEADER, GOOD, nameless]})
    assert list(check(book).by_sender()) == ["UBND xã Phước Vinh", "xa.xlsx"]
    assert list(check(one).by_sender()) == ["UBND xã An Hải"]


def test_without_a_unit_the_file_is_the_sender(tmp_path: Path, check: Check) -> None:
    bare = workbook(tmp_path / "a.xlsx", {"S": [[*HEADER[:5], HEADER[6]], [*BAD[:5], BAD[6]]]})
    assert list(check(bare).by_sender()) == ["a.xlsx"]


def test_file_names_are_plain_and_their_own() -> None:
    taken: set[str] = set()
    names = [slug(text, taken) for text in ("UBND xã Đồng Phước/Vinh", "UBND xã Đông Phước Vinh", "???", "../..")]
    assert names == ["ubnd-xa-dong-phuoc-vinh", "ubnd-xa-dong-phuoc-vinh-2", "don-vi", "don-vi-2"]


def test_a_file_without_a_unit_is_addressed_as_one(book: Path, check: Check) -> None:
    checked = check(book)
    said = message("xa.xlsx", checked.by_sender()["xa.xlsx"], checked, {}, "vi")
    assert said.splitlines()[0] == "Kính gửi: Đơn vị gửi tệp xa.xlsx"
    assert "Tệp xa.xlsx, trang Danh sách, dòng 5: Dòng 5 có dữ liệu nhưng thiếu" in said
