"""The template: what it asks is what the rulebook reads, and a filled one imports as it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.intake import read_roster
from engine.intake.template import CHOICES, GUIDE, LIST, write_template
from engine.problems import UnusableInput
from engine.rulebook import load, shipped
from engine.rulebook.model import Field, Rulebook
from tests.intake.made import codes, column
from tests.intake.made import rulebook as made


def _rulebook(name: str) -> Rulebook:
    return made() if name == "made" else load(name)


BOOKS = ["made", *shipped()]


def _value(field: Field, number: int) -> object:
    match field.type:
        case "text":
            return f"{field.id} {number}"
        case "yes_no":
            return ("có", "không", None)[number % 3]
        case "choice":
            return list(field.options.values())[number % len(field.options)].vi
        case "date":
            return date(2023, 1, 1 + number)
        case "year":
            return 1970 + number
        case "money":
            return 50_000_000 + number
        case "whole":
            return 1 + number % 5
        case "number":
            return 12.5 + number
        case "unit":
            return None


def _fill(sheet: Any, fields: dict[str, Field], rows: int) -> dict[str, list[object]]:
    """Write values under every header; gives them back by field."""
    by_label = {f.text.vi: f for f in fields.values()}
    written: dict[str, list[object]] = {}
    for cell in sheet[5]:
        label = str(cell.value).removesuffix(" (*)")
        if label == "STT":
            continue
        field = by_label[label]
        written[field.id] = [_value(field, n) for n in range(rows)]
        for n, value in enumerate(written[field.id]):
            sheet.cell(6 + n, cell.column, value)
    return written


@pytest.mark.parametrize("name", BOOKS)
def test_a_filled_template_imports_with_no_problem(name: str, tmp_path: Path) -> None:
    rulebook = _rulebook(name)
    path = tmp_path / "t.xlsx"
    write_template(rulebook, path)
    book = openpyxl.load_workbook(path)
    fields = {f.id: f for f in rulebook.fields.values() if f.compute is None}
    written = _fill(book[LIST], fields, 8)
    for register in rulebook.registers.values():
        title = "Đơn vị" if "unit_name" in register.fields else register.text.vi
        _fill(book[title], dict(register.fields), 3)
    book.save(path)
    roster = read_roster([path], rulebook)
    assert [(p.code, p.text.vi) for p in roster.problems if p.severity != "info"] == []
    assert codes(roster.problems) == ["sheet-skipped", "sheet-hidden"]
    assert (len(roster.candidates), roster.rejected) == (8, 0)
    assert sorted(roster.registers) == sorted(rulebook.registers)
    assert [len(t) for t in roster.registers.values()] == [3] * len(rulebook.registers)
    assert set(written) == set(fields)
    for field in fields.values():
        got = column(roster.candidates, field.id)
        match field.type:
            case "text":
                assert got == written[field.id]
            case "choice":
                assert got == [n % len(field.options) for n in range(8)]
            case "yes_no":
                assert got == [(1, 0, None)[n % 3] for n in range(8)]
            case "money":
                assert got == [50_000_000 + n for n in range(8)]
            case "number":
                assert got == [125_000 + 10_000 * n for n in range(8)]
            case "date":
                assert got == [date(2023, 1, 1 + n).toordinal() for n in range(8)]
            case _:
                pass


@pytest.mark.parametrize("name", BOOKS)
def test_an_empty_template_is_said_to_hold_nobody(name: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(_rulebook(name), path)
    with pytest.raises(UnusableInput, match="holds no candidate"):
        read_roster([path], _rulebook(name))


def test_every_choice_has_its_drop_down_and_every_header_its_note(tmp_path: Path) -> None:
    rulebook = made()
    path = tmp_path / "t.xlsx"
    write_template(rulebook, path)
    book = openpyxl.load_workbook(path)
    sheet = book[LIST]
    chosen = {str(area) for v in sheet.data_validations.dataValidation if v.type == "list" for area in v.sqref.ranges}
    for cell in sheet[5][1:]:
        field = next(f for f in rulebook.fields.values() if f.text.vi == str(cell.value).removesuffix(" (*)"))
        assert cell.comment is not None, field.id
        if field.type in {"choice", "yes_no", "unit"}:
            assert f"{cell.column_letter}6:{cell.column_letter}505" in chosen
    assert sheet.freeze_panes == "C6"
    assert sheet.column_dimensions["B"].number_format == "@"
    assert book[CHOICES].sheet_state == "hidden"
    assert book[GUIDE]["A1"].value.startswith("HƯỚNG DẪN")
    words = {cell.value for row in book[CHOICES].iter_rows() for cell in row}
    assert {"Xã Phước Vinh", "có", "không", "Tập thể", "Bằng khen của Chủ tịch UBND tỉnh"} <= words


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="cannot be written"):
        write_template(made(), tmp_path / "no" / "t.xlsx")
