"""From what communes really send to a list that can be read: files, columns, cells on the page."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.places import data_dir
from engine.web.office import Office
from engine.web.works import Work

from .conftest import Browser

SAMPLE = data_dir() / "samples" / "ninh-thuan-2023.xlsx"
HEADER = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Năm sinh", "Xã, phường", "Đơn vị đề nghị"]


def person(n: int, name: str, commune: str = "Xã Phước Vinh") -> list[object]:
    return [n, name, "Cá nhân", "Cá nhân", 1970 + n % 20, commune, f"UBND {commune}"]


def sheet(rows: Sequence[Sequence[object]], title: str = "Danh sách") -> bytes:
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    made.title = title
    for row in rows:
        made.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LIST = sheet([HEADER, person(1, "Nguyễn Văn An")])


@pytest.fixture
def officer(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in("officer")


@pytest.fixture
def empty(office: Office) -> Work:
    return office.works.keep(office.works.new("a-officer", "Thử"), rulebook="ninh-thuan-2023")


def send(browser: Browser, work: Work, *files: tuple[str, bytes], role: str = "candidates") -> Any:
    return browser.post(
        f"/luot-xet/{work.id}/tep", data={"role": role},
        files=[("files", (name, data, "application/octet-stream")) for name, data in files],
    )  # fmt: skip


def files_page(browser: Browser, work: Work) -> str:
    return str(browser.get(f"/luot-xet/{work.id}/tep").text)


# ---- files ------------------------------------------------------------------------------------------------------


def test_each_file_says_what_it_was_recognised_as(officer: Browser, empty: Work) -> None:
    summary = sheet([
        ["BẢNG TỔNG HỢP SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG"[:32]], ["STT", "Đơn vị", "Tập thể", "Cá nhân"],
        [1, "Xã Phước Vinh", 2, 5], [2, "Xã Phước Hải", 1, 3],
    ], "Tổng hợp")  # fmt: skip
    assert send(officer, empty, ("xa-1.xlsx", LIST), ("tong-hop.xlsx", summary)).status_code == 303
    page = files_page(officer, empty)
    assert "Danh sách đề nghị: 1 trường hợp (trang Danh sách)." in page
    assert "bảng tổng hợp số lượng" in page
    assert "2 tệp, trong đó 1 tệp có danh sách đề nghị với 1 trường hợp." in page
    assert "1 tệp cần xem lại." in page


def test_what_is_no_workbook_is_told_and_the_others_stay(officer: Browser, empty: Work, office: Office) -> None:
    word = Path("docs").resolve().parent / "engine" / "web" / "static" / "mark.svg"
    sent = [("xa-1.xlsx", LIST), ("anh.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"), ("cong-van.docx", docx()),
            ("~$xa-1.xlsx", b"lock"), ("trong.xlsx", b""), ("mark.svg", word.read_bytes())]  # fmt: skip
    assert send(officer, empty, *sent).status_code == 303
    work = office.works.find(empty.id)
    assert work is not None
    assert [upload.name for upload in work.details.uploads] == ["xa-1.xlsx"]
    assert len(list(office.works.uploads(empty).iterdir())) == 1
    page = files_page(officer, empty)
    assert "anh.jpg: không phải bảng tính Excel. Hãy lưu thành .xlsx rồi gửi lại." in page
    assert "cong-van.docx: không phải bảng tính" in page
    assert "trong.xlsx: tệp trống" in page
    assert "~$xa-1.xlsx" not in page


def docx() -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


def test_nothing_of_use_is_refused_with_the_reason(officer: Browser, empty: Work) -> None:
    refused = send(officer, empty, ("anh.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"))
    assert refused.status_code == 422
    assert "Hãy lưu thành .xlsx rồi gửi lại." in refused.text
    assert "Chưa chọn tệp nào." in send(officer, empty).text


def test_a_file_that_was_sent_twice_is_told_and_counted_once(officer: Browser, empty: Work, office: Office) -> None:
    send(officer, empty, ("xa-1.xlsx", LIST), ("xa-1 (bản sao).xlsx", LIST))
    assert "xa-1 (bản sao).xlsx: đã gửi rồi (giống hệt tệp xa-1.xlsx)" in files_page(officer, empty)
    assert send(officer, empty, ("xa-1.xlsx", LIST)).status_code == 422
    send(officer, empty, ("xa-1.xlsx", sheet([HEADER, person(2, "Trần Thị Bình")])))
    assert "tệp mới mang tên xa-1 (2).xlsx" in files_page(officer, empty)
    work = office.works.find(empty.id)
    assert work is not None
    assert [upload.name for upload in work.details.uploads] == ["xa-1.xlsx", "xa-1 (2).xlsx"]


@pytest.mark.parametrize("name", ["ds.xls", "ds.xlsb", "ds.html", "ds", "ds.pdf"])
def test_a_file_is_what_is_in_it_whatever_it_is_called(officer: Browser, empty: Work, name: str) -> None:
    text = "\n".join(";".join(map(str, row)) for row in (HEADER, person(1, "Nguyễn Văn An")))
    page = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEADER, person(1, "Trần Thị Bình")))
    for data in (LIST, text.encode(), f"<html><meta charset=utf-8><table>{page}</table></html>".encode()):
        assert send(officer, empty, (name, data)).status_code == 303, name
    assert "3 tệp, trong đó 3 tệp có danh sách đề nghị với 3 trường hợp." in files_page(officer, empty)
    assert officer.get(f"/luot-xet/{empty.id}/o-can-sua").status_code == 200


def test_a_register_is_known_as_one(officer: Browser, empty: Work) -> None:
    register = sheet([["Họ và tên", "Xã, phường", "Hình thức khen", "Số quyết định"],
                      ["Nguyễn Văn An", "Xã Phước Vinh", "Bằng khen", "12/QĐ"]], "Sổ khen thưởng")  # fmt: skip
    send(officer, empty, ("so.xlsx", register), role="register")
    assert "1 dòng (trang Sổ khen thưởng)." in files_page(officer, empty)


def test_two_hundred_files_are_taken_at_once_and_no_more(officer: Browser, empty: Work) -> None:
    def list_of(n: int) -> bytes:
        rows = (HEADER, person(n, "Nguyễn Văn An"))
        return "\n".join(";".join(map(str, row)) for row in rows).replace("1970", str(1900 + n)).encode()

    many = [(f"xa-{n}.csv", list_of(n) + b"\n" * n) for n in range(200)]
    assert send(officer, empty, *many).status_code == 303
    assert "200 tệp, trong đó 200 tệp có danh sách đề nghị" in files_page(officer, empty)
    refused = send(officer, empty, ("xa-200.csv", list_of(7) + b";"))
    assert refused.status_code == 422
    assert "tối đa 200 tệp" in refused.text
