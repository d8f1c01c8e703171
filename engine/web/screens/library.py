"""Bộ quy tắc của đơn vị: sent in, looked at, held against the plan, taken away again; its cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from engine.examining import CASES, ENGLISH, RULES
from engine.problems import UnusableInput
from engine.rulebook import locate
from engine.web.answers import download
from engine.web.pages import page
from engine.web.rulebooks import MOST_BYTES, Own, Sent
from engine.web.screens.rulebooks import clausewise_or_404, newer, offered
from engine.web.uploads import shown_name
from engine.web.visit import Visit
from engine.wording import day, say

PAGE = 50
_OWN_KEYS = {"id", "language", "document"}


def when(stamp: str) -> str:
    """``28/11/2026 08:15``."""
    at = datetime.fromisoformat(stamp)
    return f"{day(at.date()).vi} {at:%H:%M}"


def the_ref(visit: Visit, name: str = "id") -> str:
    """The rulebook that the address names; 404 where there is none."""
    ref = visit.request.query_params.get(name, "")[:100]
    if not visit.office.rulebooks.known(ref):
        raise HTTPException(404)
    return ref


def library(visit: Visit, sent: Sent | None = None, error: str | None = None, status: int = 200) -> Response:
    own = visit.office.rulebooks.latest()
    return page(
        visit, "library.html", status, own=[(each, when(each.at)) for each in own], sent=sent, error=error,
        groups=[(name, group) for name, group in offered(visit) if name != "own"], most=MOST_BYTES // 1024,
    )  # fmt: skip


async def send_rulebook(visit: Visit) -> Response:
    from starlette.concurrency import run_in_threadpool

    async with visit.request.form(max_files=3, max_fields=5) as form:
        uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        sent = [(shown_name(f.filename), await f.read(MOST_BYTES + 1)) for f in uploads]
        carry = form.get("carry") == "1"
    return await run_in_threadpool(_send, visit, sent, carry)


def _send(visit: Visit, sent: Sequence[tuple[str, bytes]], carry: bool) -> Response:
    try:
        files = by_kind(sent)
        name = next(name for name, content in sent if content is files[RULES])
        found = visit.office.rulebooks.send(files, name, visit.who.name, carry=carry)
    except UnusableInput as refused:
        return library(visit, error=refused.text.in_(visit.lang), status=422)
    if found.own is None:
        return library(visit, found, status=422)
    return _look(visit, found.own.ref, "da-co" if found.known else "moi")


def _look(visit: Visit, ref: str, told: str) -> Response:
    path = visit.request.app.url_path_for("rulebook_shown")
    return RedirectResponse(f"{path}?id={ref}&{told}=1", status_code=303)


def by_kind(sent: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by what they are: rules, English texts, cases. Raises UnusableInput where that does not come out."""
    found: dict[str, bytes] = {}
    for name, content in sent:
        if len(content) > MOST_BYTES:
            raise UnusableInput(say("web.rulebook_too_large", name=name, n=MOST_BYTES // 1024))
        try:
            kind = _kind(name, content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise UnusableInput(say("web.rulebook_no_text", name=name)) from error
        if kind in found:
            raise UnusableInput(say("web.rulebook_one_at_a_time"))
        found[kind] = content
    if RULES not in found:
        raise UnusableInput(say("web.rulebook_missing" if found else "web.no_file"))
    return found


def _kind(name: str, text: str) -> str:
    """By its name, as browsers number second copies: ``x.cases (1).yaml``; else by its sections."""
    for suffix, word in ((CASES, "cases"), (ENGLISH, "en")):
        if re.search(rf"\.{word}\b", name.casefold()):
            return suffix
    keys = set(re.findall(r"^([A-Za-z_]+)[ \t]*:", text, re.MULTILINE))
    return CASES if "cases" in keys and not keys & _OWN_KEYS else RULES


def rulebook_shown(visit: Visit) -> Response:
    ref = the_ref(visit)
    books, own = visit.office.rulebooks, visit.office.rulebooks.find(ref)
    shown = clausewise_or_404(visit, ref)
    versions = books.versions(own.id) if own is not None else []
    return page(
        visit, "rulebook.html", ref=ref, own=own, shown=shown, newer=newer(visit, own),
        versions=[(each, when(each.at), _used(visit, each)) for each in versions],
        before=next((v for v in versions if own is not None and v.number < own.number), None),
        has_cases=books.cases_file(ref) is not None, tried=books.tried(ref, run=False),
        is_new=visit.request.query_params.get("moi") == "1", was_there=visit.request.query_params.get("da-co") == "1",
        drifted=own is not None and own.rulebook != shown.book.sha256,
        error=visit.say("web.rulebook_in_use") if visit.request.query_params.get("dang-dung") == "1" else None,
    )  # fmt: skip


def _used(visit: Visit, own: Own) -> int:
    return sum(work.details.rulebook == own.ref for work in visit.office.works.all())


async def use_rulebook(visit: Visit) -> Response:
    """A new run with this rulebook before it."""
    form = await visit.request.form()
    ref = str(form.get("rulebook", ""))
    if not visit.office.rulebooks.known(ref):
        raise HTTPException(404)
    work = visit.office.works.new(visit.who.name, visit.say("web.untitled"))
    path = visit.request.app.url_path_for("rulebooks", work=work.id)
    return RedirectResponse(f"{path}?id={ref}", status_code=303)


async def remove_rulebook(visit: Visit) -> Response:
    """Only a version that no run goes by."""
    form = await visit.request.form()
    own = visit.office.rulebooks.find(str(form.get("rulebook", "")))
    if own is None:
        raise HTTPException(404)
    if not visit.office.rulebooks.remove(own, lambda: _used(visit, own) > 0):
        return _look(visit, own.ref, "dang-dung")
    left = visit.office.rulebooks.versions(own.id)
    return _look(visit, left[0].ref, "con") if left else visit.to("library")


def rulebook_file(visit: Visit) -> Response:
    """The very file, to change and send in again."""
    suffix = {"quy-tac": RULES, "truong-hop": CASES, "tieng-anh": ENGLISH}.get(
        visit.request.query_params.get("tep", "quy-tac")
    )
    if suffix is None:
        raise HTTPException(404)
    file = locate(visit.office.rulebooks.place(the_ref(visit))).with_suffix(suffix)
    if not file.is_file():
        raise HTTPException(404)
    return download(file.read_bytes(), file.name)


def rulebook_cases(visit: Visit) -> Response:
    """The cases, each in words; with ``chay`` they are run."""
    ref = the_ref(visit)
    books, own = visit.office.rulebooks, visit.office.rulebooks.find(ref)
    if books.cases_file(ref) is None:
        raise HTTPException(404)
    run, error = visit.request.query_params.get("chay") == "1", None
    report: dict[str, Any] | None = None
    try:
        report = books.tried(ref, run=run)
    except UnusableInput as refused:
        error = refused.text.in_(visit.lang)
    cases = sorted(report["cases"], key=lambda case: case["good"]) if report else []
    said = visit.request.query_params.get("page", "1")
    number = int(said) if said.isdecimal() and len(said) < 5 else 1
    pages = max(1, -(-len(cases) // PAGE))
    number = min(max(number, 1), pages)
    return page(
        visit, "rulebook_cases.html", 422 if error else 200, ref=ref, own=own, book=books.book(ref), report=report,
        cases=cases[(number - 1) * PAGE : number * PAGE], number=number, pages=pages, error=error,
        good=sum(case["good"] for case in cases), total=len(cases),
    )  # fmt: skip
