"""Error cells, fonts and extents of workbooks that are no .xlsx: they are seen there too, and never pass for blanks."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.sheets.binary import inspect
from engine.sheets.book import read
from engine.sheets.old_binary import worksheets
from engine.sheets.refusal import Refused
from tests.intake.made import column, rulebook

FILES = Path(__file__).parent.parent / "intake" / "files"


def test_an_old_workbook_says_its_errors_fonts_and_extents() -> None:
    (name, found), = worksheets((FILES / "loi.xls").read_bytes()).items()
    assert name == "Lỗi & phông"
    assert (found.rows, found.columns) == (4, 5)
    assert found.broken == {(1, 3): "#N/A", (2, 3): "#DIV/0!", (3, 4): "#REF!"}
    assert found.fonts == {0: {1: ".VnTime", 2: ".VnTime"}}


def test_its_errors_are_unreadable_and_its_fonts_converted() -> None:
    roster = read_roster([FILES / "loi.xls"], rulebook())
    assert column(roster.candidates, "name") == ["Nguyễn Văn Hòa", "Tú", "Lan"]
    assert roster.candidates.unreadable["board_score"] == {0: "#N/A", 1: "#DIV/0!"}
    assert roster.candidates.unreadable["labour_days"] == {2: "#REF!"}


@pytest.mark.parametrize("cut", [0, 20, 100, 512, 600, 2000, 5000])
def test_a_damaged_compound_file_says_nothing_and_breaks_nothing(cut: int) -> None:
    data = (FILES / "loi.xls").read_bytes()
    assert worksheets(data[:cut]) == {} or cut == 5000
    worksheets(data[:76] + b"\x00" * 436 + data[512:])  # sectors that lead to one another for ever
    worksheets(data[:48] + struct.pack("<I", 7) + data[52:])


CELLS = {
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>': ("!", "#DIV/0!"),
    '<table:table-cell table:formula="of:=1+1"/>': ("!", "="),
    '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>': "",
}


def _open_document(folder: Path, start: str) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(FILES / "danh-sach.ods") as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                at = data.index(b">", data.index(b"<table:table-row")) + 1
                data = data[:at] + start.encode() + data[at:]
            new.writestr(entry, data)
    (folder / "a.ods").write_bytes(out.getvalue())
    return folder / "a.ods"


@pytest.mark.parametrize(("cell", "expected"), CELLS.items())
def test_an_open_document_says_its_errors(cell: str, expected: object, tmp_path: Path) -> None:
    rows = list(next(iter(read(os.fsencode(_open_document(tmp_path, cell)))[1])).rows)
    assert rows[0][0] == expected
    assert rows[0][1] == "DANH SÁCH TẬP THỂ ĐỀ NGHỊ"


def test_an_open_document_says_its_merged_cells(tmp_path: Path) -> None:
    def cell(across: int, down: int) -> str:
        spans = f'table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
        return f'<table:table-cell {spans} office:value-type="string"><text:p>a</text:p></table:table-cell>'

    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    sheet = next(iter(read(os.fsencode(_open_document(tmp_path, f"{cell(3, 1)}{covered}{cell(1, 2)}")))[1]))
    assert sheet.merged[:2] == [(0, 0, 0, 2), (0, 3, 1, 3)]


def test_an_open_document_that_repeats_beyond_all_bounds(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    row = '<table:table-row table:number-rows-repeated="1000000">'
    path = _open_document(tmp_path, f"{cell}</table:table-row>{row}{cell}")
    with pytest.raises(Refused, match="too-large"):
        read(os.fsencode(path))


def _record(kind: int, body: bytes) -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(body)]) + body


def test_a_binary_workbook_says_its_errors_and_extents() -> None:
    def row(number: int) -> bytes:
        return _record(0, struct.pack("<II", number, 0))

    def cell(column: int) -> bytes:
        return struct.pack("<II", column, 0)

    data = (
        _record(129, b"") + row(0) + _record(7, cell(0) + b"\0\0\0\0") + _record(3, cell(2) + b"\x2a")
        + row(99) + _record(11, cell(1) + b"\x07" + bytes(6)) + _record(1, cell(16383)) + _record(130, b"")
    )
    found = inspect(data)
    assert (found.rows, found.columns, found.broken) == (100, 3, {(0, 2): "#N/A", (99, 1): "#DIV/0!"})
    assert inspect(data + _record(176, struct.pack("<4I", 0, 1, 2, 4))).merged == [(0, 2, 1, 4)]


def test_a_binary_workbook_with_a_far_cell_is_too_sparse(tmp_path: Path) -> None:
    far = _record(0, struct.pack("<II", 1_048_575, 0)) + _record(5, struct.pack("<IId", 16_383, 0, 1.0))
    name, identity = ("S".encode("utf-16-le"), "rId1".encode("utf-16-le"))
    sheet = struct.pack("<III", 0, 1, 4) + identity + struct.pack("<I", 1) + name
    relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>'
    with zipfile.ZipFile(tmp_path / "f.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", _record(156, sheet))
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/worksheets/sheet1.bin", far)
    with pytest.raises(Refused) as caught:
        read(os.fsencode(tmp_path / "f.xlsb"))
    assert (caught.value.code, caught.value.details) == ("too-sparse", ("S", 1_048_576, 16_384))
