"""Ô cần sửa: by sender what is wrong; the sheet as it is laid out around the cell; what to send back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.checking import Checked, Noted
from engine.intake.raw import RawBook
from engine.problems import UnusableInput
from engine.provenance import column_index, column_letter
from engine.web.answers import download
from engine.web.pages import page
from engine.web.screens.columns import shown
from engine.web.screens.settling import answers_file
from engine.web.visit import Visit

ROWS_AROUND, COLUMNS_AROUND = 4, 4
MOST = 200  # problems of one sender on a page
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::.*)?|(\d{1,7}):\d{1,7}")


def cells(visit: Visit) -> Response:
    work, readings = visit.work, visit.office.readings
    if work.details.rulebook is None or not work.details.uploads:
        return visit.to("files", work=work.id)
    try:
        checked: Checked = readings.checked(work)
    except UnusableInput as refused:
        back = "settling" if answers_file(visit).exists() else "columns"
        return page(visit, "unusable.html", 422, said=refused.text, back=back)
    senders = [
        {"name": sender, "noted": _numbered(checked, noted)[:MOST], "count": len(noted),
         "errors": sum(n.problem.severity == "error" for n in noted)}
        for sender, noted in checked.by_sender().items()
    ]  # fmt: skip
    whole = _numbered(checked, [n for n in checked.noted if n.sender is None and n.problem.severity != "info"])
    record = [n for n in checked.noted if n.problem.severity == "info"]
    chosen = _chosen(visit, checked)
    view = _around(readings.books(work), chosen) if chosen is not None else None
    return page(
        visit, "cells.html", checked=checked, senders=senders, whole=whole, record=record, chosen=chosen, view=view,
        number=checked.noted.index(chosen) if chosen is not None else -1,
    )  # fmt: skip


def _numbered(checked: Checked, noted: Sequence[Noted]) -> list[tuple[int, Noted]]:
    places = {id(n): place for place, n in enumerate(checked.noted)}
    return [(places[id(n)], n) for n in noted]


def _chosen(visit: Visit, checked: Checked) -> Noted | None:
    said = visit.request.query_params.get("o", "")
    if said.isdecimal() and len(said) < 9 and int(said) < len(checked.noted):
        return checked.noted[int(said)]
    first = [n for n in checked.noted if n.problem.file and _CELL.fullmatch(n.problem.ref or "")]
    return first[0] if first and first[0].problem.severity != "info" else None


def _around(books: Sequence[RawBook], noted: Noted) -> dict[str, Any] | None:
    """The cell with its neighbours, and the header rows above where they are near the top."""
    problem = noted.problem
    place = _CELL.fullmatch(problem.ref or "")
    if place is None:
        return None
    row = int(place[2] or place[3]) - 1
    column = column_index(place[1]) if place[1] else None
    for book in books:
        for sheet in book.sheets if book.file == problem.file else ():
            if sheet.name == problem.sheet:
                centre = column or 0
                first = max(0, centre - COLUMNS_AROUND)
                last = min(len(sheet.rows[0]) if sheet.rows else 0, centre + COLUMNS_AROUND + 1)
                last = max(last, min(len(sheet.rows[0]) if sheet.rows else 0, first + 2 * COLUMNS_AROUND + 1))
                numbers = range(max(0, row - ROWS_AROUND), min(len(sheet.rows), row + ROWS_AROUND + 1))
                return {
                    "letters": [column_letter(n) for n in range(first, last)],
                    "rows": [
                        {"number": n + 1, "here": n == row,
                         "cells": [{"shown": shown(sheet.rows[n][c]), "boxed": n == row and column in (None, c)}
                                   for c in range(first, last)]}
                        for n in numbers
                    ],
                }  # fmt: skip
    return None


def send_back(visit: Visit) -> Response:
    """Marked copies, a message for each sender, the report: one zip."""
    from engine.feedback import write_feedback

    checked = visit.office.readings.checked(visit.work)
    files = visit.office.readings.paths(visit.work)
    with TemporaryDirectory(dir=visit.office.works.folder(visit.work)) as folder:
        target = write_feedback(
            checked, files.candidates, Path(folder) / "gui-tra", visit.lang, register=files.register, units=files.units
        )
        return download(zipped(target), "gui-tra.zip" if visit.lang == "vi" else "send-back.zip")


def message_for(visit: Visit) -> Response:
    """The ready message for one sender, as text to copy."""
    from engine.feedback.messages import message

    checked = visit.office.readings.checked(visit.work)
    sender = visit.request.query_params.get("sender", "")
    noted = checked.by_sender().get(sender)
    if noted is None:
        raise HTTPException(404)
    text = message(sender, noted, checked, {}, visit.lang)
    return page(visit, "message.html", sender=sender, text=text)


def zipped(folder: Path) -> bytes:
    """A folder as a zip, its names in UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return buffer.getvalue()
