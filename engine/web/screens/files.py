"""Gửi bảng tính: the senders' workbooks, the register, the list of units; what each file was recognised as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook import Rulebook
from engine.web.pages import page
from engine.web.screens.rulebooks import rulebook
from engine.web.uploads import SUFFIXES, Arrived, keep
from engine.web.visit import OPEN, Visit
from engine.web.works import Upload, Work
from engine.wording import say

ROLES = ("candidates", "register", "units")
_GOOD = frozenset({"candidates", "register", "units"})


def files(visit: Visit, errors: Sequence[Text] = (), status: int = 200) -> Response:
    work = visit.work
    if work.details.rulebook is None:
        return visit.to("rulebooks", work=work.id)
    book = rulebook(visit, work.details.rulebook)
    lines = [_line(visit, work, upload, book) for upload in work.details.uploads]
    return page(
        visit, "files.html", status, lines=lines, errors=errors, suffixes=",".join(SUFFIXES),
        fixed=work.state not in OPEN,
        notes=[Text(*note) for note in work.details.notes] if not errors else [],
        listed=sum(line["candidates"] for line in lines), rows=sum(line["rows"] for line in lines),
        wrong=sum(not line["good"] for line in lines),
    )  # fmt: skip


def _line(visit: Visit, work: Work, upload: Upload, book: Rulebook) -> dict[str, Any]:
    try:
        found = visit.office.readings.recognised(work, upload, book)
    except UnusableInput as refused:
        return {"upload": upload, "said": [("nothing", refused.text)], "good": False, "candidates": False, "rows": 0}
    return {
        "upload": upload,
        "said": [(each.kind, each.said) for each in found],
        "good": any(each.kind in _GOOD for each in found) and not any(each.kind == "wrong" for each in found),
        "candidates": any(each.kind == "candidates" for each in found),
        "rows": sum(each.rows for each in found if each.kind == "candidates"),
    }


async def upload(visit: Visit) -> Response:
    if visit.work.details.rulebook is None:
        raise HTTPException(409, "rulebook")
    config, works = visit.office.config, visit.office.works
    async with visit.request.form(max_files=config.most_files + 50, max_fields=10) as form:
        role = str(form.get("role", "candidates"))
        if role not in ROLES:
            raise HTTPException(400, "role")
        sent = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        have = visit.work.details.uploads
        if role != "candidates":  # one of each: a new one takes the old one's place
            sent, have = sent[:1], tuple(u for u in have if u.role != role)
        try:
            arrived = await keep(sent, works.uploads(visit.work), have, config.most_files, role)
        except UnusableInput as refused:
            return await run_in_threadpool(files, visit, [refused.text], 422)
    return await run_in_threadpool(_received, visit, have, arrived)


def _received(visit: Visit, have: Sequence[Upload], arrived: Arrived) -> Response:
    """Keep what the reader can read; say what became of the rest."""
    works, work = visit.office.works, visit.work
    assert work.details.rulebook is not None
    book = rulebook(visit, work.details.rulebook)
    seen = replace(work, details=replace(work.details, uploads=(*have, *arrived.kept)))
    kept = []
    for upload in arrived.kept:
        try:
            visit.office.readings.recognised(seen, upload, book)
        except UnusableInput as refused:
            arrived.notes.append(refused.text)
        else:
            kept.append(upload)
    for upload in arrived.kept:
        if upload not in kept:
            (works.uploads(work) / upload.stored).unlink(missing_ok=True)
    if not kept:
        return files(visit, arrived.notes or [say("web.no_file")], 422)
    gone = [u for u in work.details.uploads if u not in have]
    works.keep(work, uploads=(*have, *kept), notes=tuple((note.vi, note.en) for note in arrived.notes))
    for old in gone:
        (works.uploads(work) / old.stored).unlink(missing_ok=True)
    return visit.to("files", work=work.id)


def drop_file(visit: Visit) -> Response:
    stored = str(visit.request.path_params["file"])
    works, have = visit.office.works, visit.work.details.uploads
    gone = [u for u in have if u.stored == stored]
    if not gone:
        raise HTTPException(404)
    works.keep(visit.work, uploads=tuple(u for u in have if u.stored != stored), notes=())
    (works.uploads(visit.work) / stored).unlink(missing_ok=True)
    return visit.to("files", work=visit.work.id)
