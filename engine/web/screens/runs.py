"""Lượt xét: the runs, what is left to do in each, a new one, one with sample data."""

from __future__ import annotations

import shutil

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.web.pages import page
from engine.web.results import left_to_do
from engine.web.screens.steps import STEP_OF_STATE
from engine.web.visit import Visit
from engine.web.when import when
from engine.web.works import Upload, Work, may_see


def home(visit: Visit) -> Response:
    return visit.to("runs")


def runs(visit: Visit) -> Response:
    who = visit.who
    found = [work for work in visit.office.works.all() if may_see(who.role, who.name, work)]
    return page(visit, "runs.html", works=[_line(visit, work) for work in found])


def _line(visit: Visit, work: Work) -> dict[str, object]:
    folder = visit.office.works.results(work)
    left = left_to_do(folder) if folder is not None else None
    return {"work": work, "left": left, "changed": when(work.changed)}


def new_run(visit: Visit) -> Response:
    work = visit.office.works.new(visit.who.name, visit.say("web.untitled"))
    return visit.to("rulebooks", work=work.id)


def sample_run(visit: Visit) -> Response:
    """A run with the data that come with the product, ready to be evaluated."""
    from engine.samples import sample_request

    request, _ = sample_request("ninh-thuan-2023")
    works = visit.office.works
    work = works.new(visit.who.name, visit.say("web.sample_title"))
    folder = works.uploads(work)
    uploads = []
    for number, file in enumerate(request.files):
        stored = f"sample-{number}{file.suffix}"
        shutil.copyfile(file, folder / stored)
        uploads.append(Upload(stored, file.name, file.stat().st_size))
    works.keep(
        work, rulebook=request.rulebook, round=request.round, settings=dict(request.settings), uploads=tuple(uploads)
    )
    return visit.to("columns", work=work.id)


def run(visit: Visit) -> Response:
    """Where a run was left."""
    if visit.who.role != "officer":
        return visit.to("results", work=visit.work.id)
    return visit.to(STEP_OF_STATE[visit.work.state](visit.work), work=visit.work.id)


def remove_run(visit: Visit) -> Response:
    if visit.work.details.results is not None or visit.work.state == "running":
        raise HTTPException(409, "kept")
    visit.office.works.remove(visit.work)
    return visit.to("runs")
