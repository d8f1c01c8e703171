"""One request, with who asks and what for; and the wrapper that lets nobody in whom the route does not name."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from engine.provenance import Text
from engine.web.config import MIB
from engine.web.office import Office
from engine.web.onpage import on_page
from engine.web.sessions import Session
from engine.web.shield import limited
from engine.web.works import Work, may_see
from engine.wording import say

COOKIE = "__Host-xetkhen"
LANGUAGES = ("vi", "en")
SMALL, UPLOAD = 2 * MIB, None
"""The most that a request may carry: a form; files, up to what the server was started with."""
OPEN, BEFORE_COUNCIL = frozenset({"draft", "stopped", "failed", "done"}), frozenset({"submitted", "decided"})
"""States of a run: an officer may still change it; it is the council's. What runs is changed by nobody."""
PATIENCE = 10.0  # seconds that a change waits for another one of the same run


@dataclass(frozen=True, slots=True)
class Visit:
    """What a screen needs to answer."""

    request: Request
    office: Office
    session: Session | None
    found: Work | None
    lang: str
    nonce: str

    @property
    def who(self) -> Session:
        """Who asks; only where the route asks for a role."""
        assert self.session is not None
        return self.session

    @property
    def work(self) -> Work:
        """The run that the address names; only where the route has one."""
        assert self.found is not None
        return self.found

    @property
    def earlier(self) -> Path | None:
        """The earlier results whose explanation is looked at, by their name; 404 where there are none such.

        No other screen goes by them: a candidate's number is another one's in another result.
        """
        asked = self.request.query_params.get("of", "") if self.request.method == "GET" else ""
        if not asked or self.found is None or asked == self.found.details.results:
            return None
        if self.request.url.path.rpartition("/")[2] != str(self.request.path_params.get("number")):
            return None
        known = {folder.name: folder for folder in self.office.works.versions(self.found)}
        if asked not in known:
            raise HTTPException(404)
        return known[asked]

    def say(self, key: str, **values: object) -> str:
        return say(key, **values).in_(self.lang)

    def text(self, text: Text) -> str:
        return on_page(text.in_(self.lang), self.lang)

    def to(self, route: str, **parameters: Any) -> RedirectResponse:
        """Look at another screen: after a change, so that reloading repeats nothing."""
        return self.at(str(self.request.app.url_path_for(route, **parameters)))

    def at(self, path: str) -> RedirectResponse:
        """The same, for an address of ours with something behind it."""
        return RedirectResponse(path, status_code=303)

    @property
    def partial(self) -> bool:
        """Whether htmx asks for a part of the page."""
        return self.request.headers.get("hx-request") == "true"


Screen = Callable[[Visit], Response] | Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """A row of the route table."""

    method: str
    path: str
    name: str
    screen: Screen
    roles: frozenset[str]  # empty: anybody, signed in or not
    states: frozenset[str] | None = None  # of the run that it changes; None: as its role may
    body: int | None = SMALL
    patience: float | None = None  # seconds to wait for another change of the run; None: PATIENCE

    @property
    def changed_in(self) -> frozenset[str]:
        """The states of a run in which this may change it."""
        if self.states is not None:
            return self.states
        return OPEN if "officer" in self.roles else BEFORE_COUNCIL


def guarded(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """Role first, then the object; both are refused alike, and every request of somebody signed in is noted."""
    if page.method == "GET" and not inspect.iscoroutinefunction(page.screen):

        async def look(request: Request) -> Response:
            return await run_in_threadpool(_looked, page, request)

        return look

    async def endpoint(request: Request) -> Response:
        if page.body is not None:
            request = Request(request.scope, limited(request.scope, request.receive, page.body))
        office: Office = request.app.state.office
        session = await run_in_threadpool(office.sessions.find, request.cookies.get(COOKIE))
        name, role = (session.name, session.role) if session else ("", "")
        object_ = str(request.path_params.get("work", ""))
        status = 500
        try:
            response = await _answer(page, request, office, session)
            status = response.status_code
        except HTTPException as error:
            status = error.status_code
            raise
        finally:
            name, role = getattr(request.state, "who", (name, role))  # who signs in, or tries to
            if name or status >= 400:
                await run_in_threadpool(office.log.note, name, role, page.method, page.name, object_, status)
        return response

    return endpoint


def _looked(page: Page, request: Request) -> Response:
    """A look, all of it in one thread: each change of threads has to wait for the others that ask."""
    office: Office = request.app.state.office
    session = office.sessions.find(request.cookies.get(COOKIE))
    status = 500
    try:
        answer: Any = _kept_out(page, request, session)
        if answer is None:
            found = _found(request, office, session) if "work" in request.path_params else None
            answer = page.screen(_visit(request, office, session, found))
        assert isinstance(answer, Response)
        status = answer.status_code
    except HTTPException as error:
        status = error.status_code
        raise
    finally:
        name, role = (session.name, session.role) if session else ("", "")
        name, role = getattr(request.state, "who", (name, role))  # who arrives
        if name or status >= 400:
            office.log.note(name, role, page.method, page.name, str(request.path_params.get("work", "")), status)
    return answer


def _kept_out(page: Page, request: Request, session: Session | None) -> Response | None:
    """None where the route is open to who asks; else where to sign in, or a refusal."""
    if page.roles and session is None:
        if page.method == "GET" and request.headers.get("hx-request") != "true":
            return RedirectResponse(str(request.app.url_path_for("sign_in")), status_code=303)
        raise HTTPException(401)
    if page.roles and (session is None or session.role not in page.roles):
        raise HTTPException(403)
    return None


async def _answer(page: Page, request: Request, office: Office, session: Session | None) -> Response:
    out = _kept_out(page, request, session)
    if out is not None:
        return out
    if "work" not in request.path_params:
        return await _shown(page, request, office, session, None)
    if page.method == "GET":
        return await _shown(page, request, office, session, await run_in_threadpool(_found, request, office, session))
    return await _changed(page, request, office, session)


def _found(request: Request, office: Office, session: Session | None) -> Work:
    """The run that the address names, as it is now; 404 where there is none for this person."""
    found = office.works.find(request.path_params["work"])
    if found is None or session is None or not may_see(session.role, session.name, found):
        raise HTTPException(404)
    return found


async def _changed(page: Page, request: Request, office: Office, session: Session | None) -> Response:
    """One change of a run at a time, each seeing what the one before left: 409 where that forbids it."""
    found = await run_in_threadpool(_found, request, office, session)
    if found.state not in page.changed_in:
        raise HTTPException(409, "kept")
    alone = office.changes.setdefault(found.id, asyncio.Lock())
    try:
        await asyncio.wait_for(alone.acquire(), page.patience or PATIENCE)
    except TimeoutError as error:
        raise HTTPException(409, "busy") from error
    try:
        found = await run_in_threadpool(_found, request, office, session)
        if found.state not in page.changed_in:
            raise HTTPException(409, "kept")
        return await _shown(page, request, office, session, found)
    finally:
        alone.release()


async def _shown(
    page: Page, request: Request, office: Office, session: Session | None, found: Work | None
) -> Response:
    visit = _visit(request, office, session, found)
    if inspect.iscoroutinefunction(page.screen):
        answer: Response = await page.screen(visit)
        return answer
    made: Any = await run_in_threadpool(page.screen, visit)
    assert isinstance(made, Response)
    return made


def _visit(request: Request, office: Office, session: Session | None, found: Work | None) -> Visit:
    lang = session.lang if session else _asked(request, office.config.lang)
    return Visit(request, office, session, found, lang, request.state.nonce)


def _asked(request: Request, otherwise: str) -> str:
    lang = request.query_params.get("lang", "")
    return lang if lang in LANGUAGES else otherwise
