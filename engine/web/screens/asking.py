"""A question under way: how long it has been, a button that stops it; one may leave and find it again."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from engine.web.questions import Question, name_of
from engine.web.visit import Visit

AT_ONCE = 2.0  # seconds for which a small run's answer is waited for
_EVERY = 0.5
_LONGEST = 3600.0


def ask(visit: Visit, kind: str, key: Sequence[str], command: Sequence[str], folder: Path, *, anew: bool) -> Question:
    """Ask ``command`` of our own program, or join whoever asked the same. Raises UnusableInput where too many wait."""
    questions = visit.office.questions
    id_ = questions.ask(visit.work.id, (kind, *key), command, folder, anew=anew)
    question = questions.find(visit.work.id, id_)
    assert question is not None
    return question


def answer_of(visit: Visit, kind: str, key: Sequence[str]) -> Question | None:
    """What became of a question; None where nobody asked it."""
    return visit.office.questions.find(visit.work.id, name_of(visit.work.id, (kind, *key)))


def our(*arguments: str) -> tuple[str, ...]:
    """A command line of the program itself."""
    return ("-m", "cli", *arguments)


def wait_a_little(questions: Sequence[Question]) -> None:
    """Most runs are small: their answer is there before anybody would look at a clock."""
    deadline = time.monotonic() + AT_ONCE
    while time.monotonic() < deadline and not all(question.ended for question in questions):
        time.sleep(0.03)


def told(visit: Visit, question: Question) -> str:
    """``Đang tính: 12 giây``."""
    return visit.say(f"web.question_{question.state}", n=question.seconds)


async def question_progress(visit: Visit) -> Response:
    """How long it has been, twice a second; the last event is named ``ended``, and then there is no more."""
    question = _named(visit)
    return StreamingResponse(
        _events(visit, question), media_type="text/event-stream",
        headers={"x-accel-buffering": "no", "cache-control": "no-store"},
    )  # fmt: skip


async def _events(visit: Visit, question: Question) -> AsyncIterator[str]:
    last, waited = "", 0.0
    while waited < _LONGEST:
        if question.ended:
            yield f"event: ended\ndata: {json.dumps({'state': question.state})}\n\n"
            return
        if (said := told(visit, question)) != last:
            yield f"data: {escape(said)}\n\n"
            last = said
        await asyncio.sleep(_EVERY)
        waited += _EVERY


async def stop_question(visit: Visit) -> Response:
    """Not wanted any more; back to where it was asked."""
    question = _named(visit)
    await run_in_threadpool(visit.office.questions.stop, question)
    form = await visit.request.form()
    back = str(form.get("back", ""))
    route = back if back in ("compare", "results") else "audit"
    return visit.to(route, work=visit.work.id)


def _named(visit: Visit) -> Question:
    question = visit.office.questions.find(visit.work.id, str(visit.request.path_params["question"]))
    if question is None:
        raise HTTPException(404)
    return question


def with_query(response: RedirectResponse, query: str) -> RedirectResponse:
    """The same way on, with a query."""
    if query:
        response.headers["location"] += f"?{query}"
    return response


