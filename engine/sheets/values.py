"""The values of the cells, by python-calamine, with what it does not say put in place."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from operator import itemgetter

from engine.sheets.plain import Sheet
from engine.sheets.refusal import Refused
from engine.sheets.sheet_xml import Findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def by_calamine(
    data: bytes, findings: dict[str, Findings], *, late_epoch: bool = False,
    tamed: Callable[[bytes], bytes] | None = None,
) -> Iterator[Sheet]:
    """The sheets of a workbook in any of its formats. Raises Refused: no workbook, damaged, protected by a password.

    ``tamed`` gives the same workbook with the numbers as texts that the reader breaks down on.
    """
    import python_calamine as calamine

    with _refusing():
        book = calamine.load_workbook(io.BytesIO(data))
        for number in range(len(book.sheet_names)):
            sheet = _sheet(book, number, findings, late_epoch, lambda: tamed(data) if tamed else None)
            if sheet is not None:
                yield sheet


@contextmanager
def _refusing() -> Iterator[None]:
    """The reader's ways to fail, as refusals."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError:
        raise Refused("password") from None
    except calamine.ZipError:
        raise Refused("damaged") from None
    except (calamine.CalamineError, ValueError, OverflowError):
        raise Refused("no-workbook") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own way to fail, which is no Exception
            raise Refused("no-workbook") from None
        raise


def _sheet(
    book: CalamineWorkbook, number: int, findings: dict[str, Findings], late_epoch: bool,
    tamed: Callable[[], bytes | None],
) -> Sheet | None:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    meta = book.sheets_metadata[number]
    if meta.typ is not SheetTypeEnum.WorkSheet:
        return None
    if meta.visible is not SheetVisibleEnum.Visible:
        return Sheet(meta.name, hidden=True)
    sheet = book.get_sheet_by_index(number)
    found = findings.get(meta.name) or Findings()
    rows: Iterable[list[object]] = _rows(sheet, number, tamed)
    left = sheet.start[1] if sheet.start else 0
    if left:  # it leaves out blank columns before the first value, though not blank rows
        rows = ([""] * left + row for row in rows)
    if found.broken:
        rows = _with_broken(rows, found, left + sheet.width)
    if found.shown:
        rows = _as_shown(rows, found)
    merged = sorted((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()) or sorted(found.merged)
    return Sheet(meta.name, _guarded(rows), merged=merged, late_epoch=late_epoch, fonts=found.fonts)


def _rows(sheet: CalamineSheet, number: int, tamed: Callable[[], bytes | None]) -> Iterator[list[object]]:
    """The rows of a sheet, also where a number in a cell of days is so far from any day that the reader panics."""
    import python_calamine as calamine

    counted = count()
    try:
        yield from map(itemgetter(0), zip(sheet.iter_rows(), counted, strict=False))
    except BaseException as error:
        if type(error).__name__ != "PanicException" or (data := tamed()) is None:
            raise
    else:
        return
    again = calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(number)
    yield from islice(again.iter_rows(), next(counted), None)


def _guarded(rows: Iterable[list[object]]) -> Iterator[list[object]]:
    with _refusing():
        yield from rows


def _with_broken(rows: Iterable[list[object]], found: Findings, width: int) -> Iterator[list[object]]:
    """Error cells in place; they may lie outside the rectangle of the values."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (at, column), shown in found.broken.items():
        by_row.setdefault(at, []).append((column, shown))
    width = max(width, *(column + 1 for _, column in found.broken))
    height = max(by_row) + 1
    number = -1
    for number, row in enumerate(rows):
        row.extend([""] * (width - len(row)))
        for column, shown in by_row.get(number, ()):
            row[column] = ("!", shown)
        yield row
    for below in range(number + 1, height):
        blank: list[object] = [""] * width
        for column, shown in by_row.get(below, ()):
            blank[column] = ("!", shown)
        yield blank


def _as_shown(rows: Iterable[list[object]], found: Findings) -> Iterator[list[object]]:
    """Percentages, leading zeros, and days of which only the month or the year was typed, as the cells show them."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (at, column), how in found.shown.items():
        by_row.setdefault(at, []).append((column, how))
    for number, row in enumerate(rows):
        for column, how in by_row.get(number, ()):
            if column < len(row):
                row[column] = as_shown(row[column], how)
        yield row


def as_shown(value: object, how: str) -> object:
    """0.7 as ``%`` -> 70%, 12 as ``000`` -> 012, a day as ``m`` -> 10/2023, as ``y`` -> 2023; else the value itself."""
    from datetime import date
    from decimal import Decimal

    match value:
        case float() if how == "%":
            return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
        case float() if how.startswith("0") and value.is_integer() and value >= 0:
            return f"{int(value):0{len(how)}d}"
        case date() if how == "m":
            return f"{value.month}/{value.year}"
        case date() if how == "y":
            return str(value.year)
        case _:
            return value
