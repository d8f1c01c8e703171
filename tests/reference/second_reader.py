"""A workbook read by openpyxl, cell by cell: what python-calamine and the pass over the XML must give as well."""

from __future__ import annotations

import datetime as dt
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from engine.intake.raw import Broken, Raw, RawSheet, Ticked

BLANK = ""


def sheets(path: Path) -> dict[str, dict[tuple[int, int], Raw]]:
    """Visible sheets: place, from 0, -> value; blank cells are left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl does not know
        values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    found = {}
    for sheet in values.worksheets:
        if sheet.sheet_state == "visible":
            found[sheet.title] = {
                (cell.row - 1, cell.column - 1): said
                for row in sheet.iter_rows() for cell in row
                if (said := _value(cell, formulas[sheet.title].cell(cell.row, cell.column))) != BLANK
            }  # fmt: skip
    return found


def as_found(sheet: RawSheet) -> dict[tuple[int, int], Raw]:
    """The cells of a sheet of ours, in the same form."""
    return {
        (r, c): _moment(value) for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if value != BLANK
    }


def _value(cell: Any, formula: Any) -> Raw:
    value = cell.value
    if cell.data_type == "e":
        return Broken(value)
    if value is None:
        return Broken("=") if formula.data_type == "f" else BLANK
    return _as_shown(value, cell.number_format.split(";")[0])


def _as_shown(value: Raw, code: str) -> Raw:
    match value:
        case bool():
            return Ticked(value)
        case int() | float() if code.endswith("%"):
            return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
        case int() | float() if set(code) == {"0"} and len(code) > 1 and value >= 0 and value == int(value):
            return str(int(value)).zfill(len(code))
        case int():
            return float(value)
        case dt.datetime() if code.lower() == "mm/yyyy":
            return f"{value.month}/{value.year}"
        case dt.datetime() if code.lower() == "yyyy":
            return str(value.year)
        case _:
            return _moment(value)


def _moment(value: Raw) -> Raw:
    """A day is a moment at its midnight."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value
