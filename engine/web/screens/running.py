"""Đang xét: the step, a count, a button that stops. One may leave and come back; looking starts nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from engine.web.jobs import STEPS, Progress
from engine.web.pages import page
from engine.web.visit import Visit

_EVERY = 0.5
_LONGEST = 3600.0
MOST, MOST_OF_ONE = 200, 6
"""Streams held open at a time: by everybody, by one browser. Whoever gets none reloads the page and sees as much."""


def running(visit: Visit) -> Response:
    progress = visit.office.jobs.progress(visit.work)
    if progress is None and visit.work.state != "running":
        return visit.to("run", work=visit.work.id)
    return page(visit, "running.html", steps=STEPS, progress=progress or Progress(STEPS[0]))


async def progress_events(visit: Visit) -> Response:
    """How far it is, twice a second; the last event is named ``ended``, and then there is no more."""
    held = visit.office.watching
    if held[visit.who.key] >= MOST_OF_ONE or held.total() >= MOST:
        raise HTTPException(429)
    return StreamingResponse(
        _events(visit), media_type="text/event-stream", headers={"x-accel-buffering": "no", "cache-control": "no-store"}
    )


async def _events(visit: Visit) -> AsyncIterator[str]:
    held, key = visit.office.watching, visit.who.key
    held[key] += 1
    try:
        async for event in _told(visit):
            yield event
    finally:
        held[key] -= 1
        if not held[key]:
            del held[key]


async def _told(visit: Visit) -> AsyncIterator[str]:
    last = None
    waited = 0.0
    while waited < _LONGEST:
        progress = visit.office.jobs.progress(visit.work)
        if progress is None:
            work = await run_in_threadpool(visit.office.works.find, visit.work.id)
            state = work.state if work is not None else "gone"
            yield f"event: ended\ndata: {json.dumps({'state': state})}\n\n"
            return
        said = told(visit, progress)
        if said != last:
            yield f"data: {escape(said)}\n\n"
            last = said
        await asyncio.sleep(_EVERY)
        waited += _EVERY


def told(visit: Visit, progress: Progress) -> str:
    """``Bước 3/4: thử các cách hiểu khác (2/9)``."""
    step = visit.say(f"web.step_{progress.step}")
    count = f" ({progress.done}/{progress.of})" if progress.of else ""
    return visit.say("web.step", n=STEPS.index(progress.step) + 1, of=len(STEPS), step=f"{step}{count}")


def stop(visit: Visit) -> Response:
    visit.office.jobs.stop(visit.work)
    return visit.to("run", work=visit.work.id)
