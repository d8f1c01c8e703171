"""Ô cần sửa: by sender what is wrong; the sheet as it is laid out around the cell; what to send back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.checking import Checked, Noted
from engine.problems import UnusableInput
from engine.web.answers import download
from engine.web.pages import page
from engine.web.screens.settling import answers_file, questions_of
from engine.web.sheetview import View, has_place, view
from engine.web.visit import Visit

MOST = 200  # problems on a page
KINDS = {"loi": "error", "xem-lai": "warning"}  # what may be asked for alone


def cells(visit: Visit) -> Response:
    work, readings = visit.work, visit.office.readings
    if work.details.rulebook is None or not work.details.uploads:
        return visit.to("files", work=work.id)
    try:
        checked: Checked = readings.checked(work)
    except UnusableInput as refused:
        back = "settling" if answers_file(visit).exists() else "columns"
        return page(visit, "unusable.html", 422, said=refused.text, back=back)
    listed = _Listed(checked, visit.request.query_params)
    record = [n for n in checked.noted if n.problem.severity == "info"]
    return page(
        visit, "cells.html", checked=checked, listed=listed, record=record[:MOST], recorded=len(record),
        view=_drawn(visit, listed.chosen), chosen=listed.chosen, questions=len(questions_of(checked)),
        errors=sum(n.problem.severity == "error" for n in checked.noted),
        holding=sum(n.holds and n.problem.severity == "error" for n in checked.noted),
    )  # fmt: skip


class _Listed:
    """Whose problems are shown, which kind, which of them is open, and the one before and after it."""

    def __init__(self, checked: Checked, asked: Any) -> None:
        places = {id(noted): n for n, noted in enumerate(checked.noted)}
        by_sender: dict[str, list[Noted]] = checked.by_sender()
        whole = [n for n in checked.noted if n.sender is None and n.problem.severity != "info"]
        if whole:
            by_sender[""] = whole  # of the whole run
        self.kind = kind if (kind := asked.get("loai", "")) in KINDS else ""
        number = asked.get("o", "")
        self.chosen = None
        if number.isdecimal() and len(number) < 9 and int(number) < len(checked.noted):
            self.chosen = checked.noted[int(number)]
        sender = asked.get("don-vi")
        if self.chosen is None and sender not in by_sender:
            self.chosen = next((n for n in checked.noted if _worth_opening(n)), None)
        if self.chosen is not None and (self.chosen.sender or "") in by_sender:
            sender = self.chosen.sender or ""
        self.sender = sender if sender in by_sender else next(iter(by_sender), "")
        noted = [n for n in by_sender.get(self.sender, []) if not self.kind or n.problem.severity == KINDS[self.kind]]
        if self.chosen is None and noted:
            self.chosen = next((n for n in noted if _worth_opening(n)), noted[0])
        at = next((place for place, n in enumerate(noted) if n is self.chosen), 0)
        start = at // MOST * MOST
        self.shown = [(places[id(n)], n) for n in noted[start : start + MOST]]
        self.first, self.total = start, len(noted)
        self.number = places[id(self.chosen)] if self.chosen is not None else -1
        self.before = places[id(noted[at - 1])] if noted and at else None
        self.after = places[id(noted[at + 1])] if at + 1 < len(noted) else None
        self.earlier = places[id(noted[start - MOST])] if start else None
        self.later = places[id(noted[start + MOST])] if start + MOST < len(noted) else None
        self.at = at + 1
        self.senders = [
            {"name": name, "errors": sum(n.problem.severity == "error" for n in each), "count": len(each)}
            for name, each in by_sender.items()
        ]


def _worth_opening(noted: Noted) -> bool:
    problem = noted.problem
    return problem.severity != "info" and bool(problem.file) and has_place(problem.ref)


def _drawn(visit: Visit, chosen: Noted | None) -> View | None:
    if chosen is None or chosen.problem.file is None:
        return None
    problem, readings = chosen.problem, visit.office.readings
    header = next(
        (p.rows for p in readings.proposals(visit.work) if problem.file in p.files and p.sheet == problem.sheet), ""
    )
    return view(readings.books(visit.work), problem.file, problem.sheet, problem.ref, header)


def send_back(visit: Visit) -> Response:
    """Marked copies, a message for each sender, the report: one zip. Of one sender: what goes to that sender."""
    from engine.feedback import write_feedback, write_for
    from engine.feedback.messages import slug

    checked = visit.office.readings.checked(visit.work)
    files = visit.office.readings.paths(visit.work)
    sender = visit.request.query_params.get("sender")
    if sender is not None and sender not in checked.by_sender():
        raise HTTPException(404)
    with TemporaryDirectory(dir=visit.office.works.folder(visit.work)) as folder:
        target = Path(folder) / "gui-tra"
        more = {"register": files.register, "units": files.units}
        if sender is None:
            write_feedback(checked, files.candidates, target, visit.lang, **more)
            return download(zipped(target), "gui-tra.zip" if visit.lang == "vi" else "send-back.zip")
        write_for(sender, checked, files.candidates, target, visit.lang, **more)
        return download(zipped(target), f"{slug(sender, set())}.zip")


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


__all__: Sequence[str] = ("cells", "message_for", "send_back", "zipped")
