"""Gửi bảng tính: the senders' workbooks, the register, the list of units."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.web.pages import page
from engine.web.uploads import keep
from engine.web.visit import Visit
from engine.web.works import Work

ROLES = ("candidates", "register", "units")
FIXED = ("running", "submitted", "decided")  # states in which nothing is changed


def files(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    if visit.work.details.rulebook is None:
        return visit.to("rulebooks", work=visit.work.id)
    return page(visit, "files.html", status, uploads=visit.work.details.uploads, error=error)


async def upload(visit: Visit) -> Response:
    changeable(visit.work)
    config, works = visit.office.config, visit.office.works
    async with visit.request.form(max_files=config.most_files, max_fields=10) as form:
        role = str(form.get("role", "candidates"))
        if role not in ROLES:
            raise HTTPException(400, "role")
        sent = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        have = visit.work.details.uploads
        if role != "candidates":  # one of each: a new one takes the old one's place
            sent, have = sent[:1], tuple(u for u in have if u.role != role)
        try:
            kept = await keep(sent, works.uploads(visit.work), have, config.most_files, role)
        except UnusableInput as refused:
            return files(visit, refused.text.in_(visit.lang), 422)
    if not kept:
        return files(visit, visit.say("web.no_file"), 422)
    gone = [u for u in visit.work.details.uploads if u not in have]
    works.keep(visit.work, uploads=(*have, *kept))
    for old in gone:
        (works.uploads(visit.work) / old.stored).unlink(missing_ok=True)
    return visit.to("files", work=visit.work.id)


def drop_file(visit: Visit) -> Response:
    changeable(visit.work)
    stored = str(visit.request.path_params["file"])
    works, have = visit.office.works, visit.work.details.uploads
    gone = [u for u in have if u.stored == stored]
    if not gone:
        raise HTTPException(404)
    works.keep(visit.work, uploads=tuple(u for u in have if u.stored != stored))
    (works.uploads(visit.work) / stored).unlink(missing_ok=True)
    return visit.to("files", work=visit.work.id)


def changeable(work: Work) -> None:
    """What was submitted is a record; what runs must not change under way."""
    if work.state in FIXED:
        raise HTTPException(409, "kept")
