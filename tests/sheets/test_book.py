"""What is refused before anything is laid out, and how the reader's own failures end."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from engine.sheets import limits
from engine.sheets.book import read
from engine.sheets.refusal import Refused
from tests.intake.made import workbook


def _read(path: Path) -> list[list[list[object]]]:
    return [list(sheet.rows) for sheet in read(os.fsencode(path))[1]]


def _code(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        _read(path)
    return caught.value.code


def _good(folder: Path) -> Path:
    return workbook(folder / "g.xlsx", {"S": [["a", "b"], ["c", 1]]})


def with_parts(path: Path, parts: dict[str, bytes]) -> bytes:
    """The workbook with parts added or in the place of others."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 1 << 20)
    (tmp_path / "b.xlsx").write_bytes(with_parts(_good(tmp_path), {"xl/media/image1.png": bytes(2 << 20)}))
    assert _code(tmp_path / "b.xlsx") == "too-large"


def test_an_archive_that_lies_about_what_it_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = with_parts(_good(tmp_path), {"xl/styles.xml": bytes(2 << 20)})
    (tmp_path / "b.xlsx").write_bytes(big.replace((2 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    monkeypatch.setattr(limits, "MOST_BYTES", 1 << 20)
    assert _code(tmp_path / "b.xlsx") == "damaged"


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.xlsx")
    writer = os.open(tmp_path / "p.xlsx", os.O_RDWR)
    try:
        assert _code(tmp_path / "p.xlsx") == "no-file"
    finally:
        os.close(writer)


def test_when_the_reader_itself_panics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class PanicException(BaseException):
        pass

    def panic(_: object) -> None:
        raise PanicException

    monkeypatch.setattr(python_calamine, "load_workbook", panic)
    assert _code(_good(tmp_path)) == "no-workbook"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 12))
    strings = (
        f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "boom">{levels}]>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&l11;</t></si></sst>'
    ).encode()
    (tmp_path / "e.xlsx").write_bytes(with_parts(_good(tmp_path), {"xl/sharedStrings.xml": strings}))
    assert _code(tmp_path / "e.xlsx") == "no-workbook"


AUDITED = """
import os, sys
seen = []
from engine.sheets.book import read
import python_calamine, encodings.idna
def watch(event, arguments):
    if event.startswith(("open", "socket", "subprocess", "os.", "ctypes", "urllib", "shutil")) :
        seen.append((event, arguments[:1]))
sys.addaudithook(watch)
rows = [list(sheet.rows) for sheet in read(os.fsencode(sys.argv[1]))[1]]
print([s for s in seen if not str(s[1][0]).endswith((".py", ".pyc", "__pycache__"))and s[0] != "os.listdir"])
print(rows)
"""


def test_macros_are_not_run_and_links_not_followed(tmp_path: Path) -> None:
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
        f' Target="file://{tmp_path}/secret.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook r:id="rId1"'
        b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></externalLink>'
    )
    path = tmp_path / "m.xlsm"
    path.write_bytes(with_parts(_good(tmp_path), {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Auto_Open" * 100,
        "xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": outside,
    }))
    done = subprocess.run(
        [sys.executable, "-c", AUDITED, str(path)], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent.parent,
    )
    seen, rows = done.stdout.splitlines()
    assert seen == f"[('open', ({os.fsencode(path)!r},))]"
    assert rows == "[[['a', 'b'], ['c', 1.0]]]"


def test_a_formula_is_its_stored_value_and_text_that_looks_like_one_is_text(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "f.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "=cmd|' /C calc'!A0")
    sheet.write_formula(0, 1, "=1+1", None, 2)
    sheet.write_formula(0, 2, '=HYPERLINK("http://example.com")', None, "x")
    book.close()
    assert _read(tmp_path / "f.xlsx") == [[["=cmd|' /C calc'!A0", 2.0, "x"]]]


@pytest.mark.parametrize("number", [-1e14, -9.9e299])
def test_a_number_that_is_no_day_at_all_in_a_cell_of_days_is_that_cells_alone(tmp_path: Path, number: float) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "d.xlsx"))
    sheet = book.add_worksheet()
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, value in enumerate((45208, number, 45209)):
        sheet.write_string(row, 0, "a")
        sheet.write_number(row, 1, value, days)
    book.close()
    first, odd, last = _read(tmp_path / "d.xlsx")[0]
    assert (first[1], last[1]) == (date(2023, 10, 9), date(2023, 10, 10))
    assert float(str(odd[1])) == number
    assert isinstance(odd[1], str)  # a text: no amount and no day for anybody
