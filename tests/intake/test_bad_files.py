"""Files that cannot be used: one to three lines that name the file and the remedy, never a traceback."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.problems import UnusableInput
from tests.intake.made import rulebook, workbook

GOOD: list[list[object]] = [["Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm"], ["A", "Cá nhân", "Cá nhân", 5]]


def _said(path: Path) -> str:
    with pytest.raises(UnusableInput) as caught:
        read_roster([path], rulebook())
    text = caught.value.text
    assert path.name in text.vi
    assert path.name in text.en
    assert 1 <= len(text.vi.splitlines()) <= 3
    return text.en


def test_a_missing_file(tmp_path: Path) -> None:
    assert "there is no such file" in _said(tmp_path / "khong-co.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "d.xlsx").mkdir()
    assert "this is a folder" in _said(tmp_path / "d.xlsx")


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00" * 100])
def test_an_empty_file(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "e.xlsx").write_bytes(data)
    assert "the file is empty" in _said(tmp_path / "e.xlsx")


@pytest.mark.parametrize("data", [
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"just words",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
])
def test_no_workbook_at_all(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "n.xlsx").write_bytes(data)
    assert "ot a workbook" in _said(tmp_path / "n.xlsx") or "neither a workbook" in _said(tmp_path / "n.xlsx")


@pytest.mark.parametrize("page", [
    "<html><p>Họ và tên</p></html>", "<html><table><tr><td>Họ và tên</td></tr></table></html>", "<table>",
    "<?xml version='1.0'?><a/>", "MIME-Version: 1.0\nX-Document-Type: Workbook",
])
def test_a_web_page_without_a_table(page: str, tmp_path: Path) -> None:
    (tmp_path / "w.xls").write_text(page, encoding="utf-8")
    assert "a web page without a table" in _said(tmp_path / "w.xls")


def test_a_truncated_workbook(tmp_path: Path) -> None:
    data = workbook(tmp_path / "g.xlsx", {"S": GOOD}).read_bytes()
    (tmp_path / "t.xlsx").write_bytes(data[: len(data) // 2])
    assert "damaged or incomplete" in _said(tmp_path / "t.xlsx")


def test_a_password(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
    (tmp_path / "p.xlsx").write_bytes(data)
    assert "protected by a password" in _said(tmp_path / "p.xlsx")


def test_another_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    assert "not a workbook" in _said(tmp_path / "z.xlsx")


def test_no_table_of_candidates(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", {"S": [["Doanh thu", "Chi phí"], [1, 2]], "T": [["Chỉ một ô"]]})
    assert "there is no table of candidates" in _said(path)


def test_a_register_alone_is_no_list(tmp_path: Path) -> None:
    path = workbook(tmp_path / "r.xlsx", {"Sổ khen thưởng": [
        ["Họ và tên", "Hình thức khen", "Ngày quyết định"], ["A", "Lao động tiên tiến", "1/2/2022"],
    ]})
    assert "there is no table of candidates" in _said(path)


def test_the_same_file_twice(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": GOOD})
    with pytest.raises(UnusableInput, match="given twice"):
        read_roster([path, path], rulebook())


def test_a_register_file_without_a_register(tmp_path: Path) -> None:
    one, two = workbook(tmp_path / "a.xlsx", {"S": GOOD}), workbook(
        tmp_path / "b.xlsx", {"S": [["Doanh thu", "Chi phí"], [1, 2]]},
    )
    with pytest.raises(UnusableInput, match=r"b\.xlsx: no table “en Sổ khen thưởng” was found"):
        read_roster([one], rulebook(), register=two)


def _replaced(path: Path, part: str, change: object) -> bytes:
    """The workbook with one part changed."""
    assert callable(change)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == part else data)
    return out.getvalue()


@pytest.mark.parametrize(
    "far", ['<c r="XFD1048576"><v>1</v></c>', "<c r='XFD1048576'><v>1</v></c>", '<c  s="1" r="XFD1048576"><v>1</v></c>']
)
def test_two_cells_at_the_ends_of_a_sheet_do_not_abort_the_process(far: str, tmp_path: Path) -> None:
    good = workbook(tmp_path / "g.xlsx", {"S": GOOD})
    path = tmp_path / "far.xlsx"
    path.write_bytes(_replaced(
        good, "xl/worksheets/sheet1.xml",
        lambda x: x.replace(b"</sheetData>", f'<row r="1048576">{far}</row></sheetData>'.encode()),
    ))
    code = (
        "import sys; from pathlib import Path; from engine.intake import read_roster\n"
        "from engine.problems import UnusableInput\n"
        "from tests.intake.made import rulebook\n"
        "try: read_roster([Path(sys.argv[1])], rulebook())\n"
        "except UnusableInput as e: print(e.text.en)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (
        0, ("far.xlsx, sheet S: there are cells very far from the table (down to row 1048576, column number 16384);"
           " delete them and save again."))


@pytest.mark.parametrize("form", [".xlsx", ".csv", ".ods"])
def test_content_decides_not_the_name(form: str, tmp_path: Path) -> None:
    good = workbook(tmp_path / "g.xlsx", {"S": GOOD})
    path = tmp_path / f"named{form}"
    path.write_bytes(good.read_bytes())
    assert len(read_roster([path], rulebook()).candidates) == 1


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_a_text_table_is_read_whatever_it_is_called(separator: str, encoding: str, tmp_path: Path) -> None:
    lines = [separator.join(row) for row in (
        ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Năm sinh"],
        ["1", '"Nguyễn Văn, A"' if separator == "," else "Nguyễn Văn A", "Cá nhân", "Cá nhân", "1978"],
    )]
    (tmp_path / "t.xlsx").write_text("\n".join(lines), encoding=encoding)
    table = read_roster([tmp_path / "t.xlsx"], rulebook()).candidates
    assert (len(table), table.frame["birth_year"].tolist()) == (1, [1978])
    assert str(table.cell("name", 0)) == "t!B2"


_VIETNAMESE = "Họ và tên;Loại hình;Nhóm đối tượng;Năm sinh\nNguyễn Thị Hường Ưng Đỗ;Cá nhân;Cá nhân;1978\n"


def _in_1258(text: str) -> bytes:
    """As Windows writes it: a letter with its own mark, then its tone."""
    out = b""
    for letter in text:
        tone = [c for c in unicodedata.normalize("NFD", letter) if c in "\u0300\u0301\u0303\u0309\u0323"]
        bare = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in tone)
        out += (unicodedata.normalize("NFC", bare) + "".join(tone)).encode("cp1258")
    return out


@pytest.mark.parametrize("data", [
    _in_1258(_VIETNAMESE), _VIETNAMESE.encode("utf-16-le"), _VIETNAMESE.encode("utf-16-be"),
    unicodedata.normalize("NFD", _VIETNAMESE).encode(), b"\xef\xbb\xbf" + _VIETNAMESE.encode(),
], ids=["windows-1258", "utf-16-le", "utf-16-be", "decomposed", "utf-8-bom"])
def test_a_text_table_of_whatever_letters(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    names = read_roster([tmp_path / "t.csv"], rulebook()).candidates.frame["name"].tolist()
    assert names == ["Nguyễn Thị Hường Ưng Đỗ"]


@pytest.mark.parametrize("data", [
    "Họ và tên;Loại hình\nN©n;x".encode("latin-1", "replace") + b"\xb5\xb8", b"a;b\n\xcc\xcc;1\n", b"a;b\n\xdf;1\n",
])
def test_letters_of_no_known_encoding_are_refused_not_guessed(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(UnusableInput, match="UTF-8"):
        read_roster([tmp_path / "t.csv"], rulebook())
