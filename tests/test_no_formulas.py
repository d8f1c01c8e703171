"""Nothing that we write begins a formula, whatever people and rulebooks call their things."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.checking import check_files
from engine.feedback import write_feedback
from engine.intake.resolution import Copy
from engine.intake.resolve_file import Open, OpenSpelling
from engine.intake.resolve_sheet import write_sheet
from engine.intake.template import write_template
from engine.provenance import Text
from engine.report.workbook import write_workbook
from engine.rulebook.model import Register, Rulebook
from tests.intake import made
from tests.report.made import made_run

BEGINNINGS = ("=", "+", "-", "@", "\t=", "\r=")
HOSTILE = tuple(f'{start}HYPERLINK("http://example.com",A1)' for start in BEGINNINGS)


def cells(path: Path) -> Iterator[tuple[str, str, bool, bool]]:
    """Place, text, whether the cell is a formula, whether it stays a text when somebody edits it."""
    import openpyxl

    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    place = f"{sheet.title}!{cell.coordinate}"
                    yield place, str(cell.value), cell.data_type == "f", bool(cell.quotePrefix)


def harmless(path: Path) -> int:
    """No formula in the XML; every text that begins as one stays a text. Gives how many of those there were."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                assert re.search(rb"<f[\s>/]", archive.read(name)) is None, name
            assert "externalLink" not in name
            assert "vbaProject" not in name
    found = 0
    for place, text, formula, stays in cells(path):
        assert not formula, (place, text)
        if text[:1] in set("=+-@\t\r"):
            assert stays, (place, text)
            found += 1
    return found


def test_the_results_workbook(tmp_path: Path) -> None:
    run = made_run()
    decisions = tuple(
        replace(d, candidate=replace(d.candidate, name=HOSTILE[n % len(HOSTILE)] + str(n)))
        for n, d in enumerate(run.decisions)
    )
    write_workbook(replace(run, decisions=decisions), tmp_path / "r.xlsx", "vi", inputs=[tmp_path / "=a.xlsx"])
    assert harmless(tmp_path / "r.xlsx") >= len(decisions)


def _hostile_rulebook() -> Rulebook:
    fields = {
        name: replace(field, text=Text(HOSTILE[n % len(HOSTILE)] + name, name), options={
            option: Text(f"{BEGINNINGS[n % len(BEGINNINGS)]}{option}", option) for option in field.options
        })
        for n, (name, field) in enumerate(made.FIELDS.items())
    }
    book = made.rulebook()
    registers = {
        name: Register(register.id, Text(f"={name}", name), {
            field: replace(own, text=Text(f"@{field}", field)) for field, own in register.fields.items()
        }) for name, register in book.registers.items() if name == "awards"
    }
    categories = {
        name: replace(category, text=Text(f"={name}", name), clauses=("=1", "-2"))
        for name, category in book.categories.items()
    }
    document = replace(book.document, title=Text("=x", "=x"), issuer=Text("+x", "+x"), number="=cmd|' /C calc'!A0")
    return replace(book, fields=fields, registers=registers, categories=categories, document=document)


def test_the_template(tmp_path: Path) -> None:
    write_template(_hostile_rulebook(), tmp_path / "t.xlsx")
    assert harmless(tmp_path / "t.xlsx") > 30


def test_the_marked_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[object]] = [["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Đơn vị đề nghị"]]
    rows.extend([text, "Cá nhân", "Cá nhân", text, text] for text in HOSTILE)
    book = made.workbook(tmp_path / "=a.xlsx", {"S": rows})
    (tmp_path / "-b.csv").write_text(
        "Họ và tên;Loại hình;Nhóm đối tượng;Xã, phường\n=A1;Cá nhân;Cá nhân;+x", encoding="utf-8"
    )
    monkeypatch.setattr("engine.checking.load", lambda *_: made.rulebook())
    files = (book, tmp_path / "-b.csv")
    checked = check_files(files, "made-2023", None, None, {})
    target = write_feedback(checked, files, tmp_path / "out", "vi")
    copies = sorted(target.rglob("*.xlsx"))
    assert len(copies) == 3  # and the report
    assert all(harmless(copy) > 1 for copy in copies)


def test_the_sheet_of_questions(tmp_path: Path) -> None:
    duplicates = [Open("exact", tuple((Copy(f"=a.xlsx!+S!A{n}", text), f"@{n}") for n in (2, 8))) for text in HOSTILE]
    spellings = [OpenSpelling("commune", HOSTILE, HOSTILE)]
    write_sheet("=made", duplicates, spellings, tmp_path / "q.xlsx")
    assert harmless(tmp_path / "q.xlsx") > 2 * len(HOSTILE)
