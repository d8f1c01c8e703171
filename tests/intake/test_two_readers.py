"""python-calamine and openpyxl say the same of every cell, in every workbook at hand and in any that is made."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.intake.template import write_template
from engine.intake.workbook import read_book
from engine.places import data_dir
from engine.rulebook import load, shipped
from tests.intake.layouts import candidates, layouts, save
from tests.reference.second_reader import as_found, sheets


def compare(path: Path) -> int:
    """Hold both against each other; gives the number of cells."""
    expected = sheets(path)
    found = {sheet.name: as_found(sheet) for sheet in read_book(path).sheets if not sheet.hidden}
    assert found.keys() == expected.keys()
    for name, cells in expected.items():
        assert found[name] == cells, name
    return sum(map(len, expected.values()))


@pytest.mark.parametrize("path", sorted((data_dir() / "samples").glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_sample(path: Path) -> None:
    assert compare(path) > 500


@pytest.mark.parametrize("name", shipped())
def test_every_template(name: str, tmp_path: Path) -> None:
    write_template(load(name), tmp_path / "t.xlsx")
    assert compare(tmp_path / "t.xlsx") > 50


@st.composite
def _layouts(draw: st.DrawFn) -> Any:
    return draw(layouts(draw(candidates())))


@settings(max_examples=40)
@given(st.lists(_layouts(), min_size=1, max_size=2))
def test_every_layout(book: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert compare(save(Path(folder) / "a.xlsx", {f"S{n}": sheet for n, sheet in enumerate(book)})) > 5


DAYS = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2200, 1, 1)).map(lambda d: d.replace(microsecond=0))
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\n\t"))
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e12, 1e12).map(lambda f: float(f"{f:.12g}"))
# Not _x000D_, the way to write a carriage return: openpyxl leaves it as it stands.
ODD = ("#N/A", "#DIV/0!", "=1+1", "001", "1e5", "TRUE", "=", "+1", "-", "@x", " a ", "&amp;", "<b>", "_x")
PLAIN = ("General", "0", "#,##0", "0%", "0.00%", "000", "00000000", "@")
OF_DAYS = ("dd/mm/yyyy", "mm/yyyy", "yyyy", "d-mmm-yy", "[$-42A]d mmmm yyyy", "dd/mm/yyyy hh:mm")
CELLS = st.one_of(
    st.tuples(st.none() | TEXTS.filter(lambda t: t[:1] != "=") | st.booleans(), st.sampled_from(PLAIN + OF_DAYS)),
    st.tuples(NUMBERS | st.sampled_from(ODD), st.sampled_from(PLAIN)),
    st.tuples(DAYS | DAYS.map(lambda d: d.replace(hour=0, minute=0, second=0)), st.sampled_from(OF_DAYS)),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8)


@settings(max_examples=100)
@given(TABLES, st.integers(0, 30))
def test_any_cells_written_by_openpyxl(rows: list[list[tuple[Any, str]]], left: int) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for r, row in enumerate(rows, 3):
        for c, (value, code) in enumerate(row, 1 + left):
            sheet.cell(r, c, value).number_format = code
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "a.xlsx")
        compare(Path(folder) / "a.xlsx")


@settings(max_examples=100)
@given(TABLES)
def test_any_cells_written_by_xlsxwriter(rows: list[list[tuple[Any, str]]]) -> None:
    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_urls": False})
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            for c, (value, code) in enumerate(row):
                style = book.add_format({"num_format": code})
                match value:
                    case None:
                        sheet.write_blank(r, c, None, style)
                    case dt.datetime():
                        sheet.write_datetime(r, c, value, style)
                    case "#N/A" | "#DIV/0!":
                        sheet.write_formula(r, c, "=1/0", style, value)
                    case "=1+1":
                        sheet.write_formula(r, c, value, style, 2)
                    case str():
                        sheet.write_string(r, c, value, style)
                    case _:
                        sheet.write(r, c, value, style)
        book.close()
        compare(path)
