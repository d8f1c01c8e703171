"""The page as one ASGI application: shield, routes, static files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from engine.problems import BadRulebook, UnusableInput
from engine.web.config import Config
from engine.web.office import Office, open_office
from engine.web.pages import page
from engine.web.routes import PAGES
from engine.web.screens.signin import Gate
from engine.web.shield import BodyLimit, Failures, Headers, Host, SameOrigin
from engine.web.visit import COOKIE, Visit, guarded

_STATIC = Path(__file__).parent / "static"
_KNOWN = frozenset({400, 401, 403, 404, 405, 408, 409, 413, 421, 422, 429, 500, 507})


def create_app(config: Config, office: Office | None = None) -> Starlette:
    """The application; its records are opened under ``config.data``."""
    office = office or open_office(config)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        office.jobs.stop_all()
        office.questions.stop_all()
        office.store.close()

    async def refuse(scope: Scope, receive: Receive, send: Send, status: int, code: str) -> None:
        request = Request(scope, receive)
        await refusal(request, office, status, code)(scope, receive, send)

    async def refused_in_route(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return refusal(request, office, error.status_code, error.detail)

    async def unusable(request: Request, error: Exception) -> Response:
        """What the command would say in three lines; the way back is the browser's."""
        assert isinstance(error, UnusableInput | BadRulebook)
        visit = _visit(request, office)
        return page(visit, "refusal.html", 422, code="", key="web.refused_422", said=error.text.in_(visit.lang))

    routes = [Route(row.path, guarded(row), methods=[row.method], name=row.name) for row in PAGES]
    app = Starlette(
        routes=[*routes, Mount("/static", _Static(directory=_STATIC), name="static")],
        middleware=[
            Middleware(Headers, config=config),
            Middleware(Failures, refuse=refuse),
            Middleware(Host, config=config),
            Middleware(SameOrigin, config=config),
            Middleware(BodyLimit, most=config.most_body),
        ],
        exception_handlers={
            HTTPException: refused_in_route, UnusableInput: unusable, BadRulebook: unusable,
        },
        lifespan=lifespan,
    )  # fmt: skip
    app.state.office = office
    app.state.urls = {}  # addresses looked up once
    app.state.gate = Gate()
    return app


class _Static(StaticFiles):
    """Our own files may be kept: their names change with the version of the page."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "public, max-age=86400"
        return answer


def _visit(request: Request, office: Office) -> Visit:
    session = office.sessions.find(request.cookies.get(COOKIE))
    lang = session.lang if session else office.config.lang
    return Visit(request, office, session, None, lang, request.state.nonce)


def refusal(request: Request, office: Office, status: int, code: str) -> Response:
    """A plain page: what happened, and a code to tell somebody who can look it up."""
    key = f"web.refused_{status if status in _KNOWN else 400}"
    # Where the page is not ours, or its records take nothing, nobody is looked up.
    nobody = Visit(request, office, None, None, office.config.lang, request.state.nonce)
    visit = nobody if status in (421, 507) else _visit(request, office)
    return page(visit, "refusal.html", status, code=code if status == 500 else "", key=key, said="")
