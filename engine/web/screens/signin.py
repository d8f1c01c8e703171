"""Signing in and out, the launch link, the language."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from engine.web.pages import page
from engine.web.visit import COOKIE, LANGUAGES, Visit

PER_ACCOUNT, PER_ADDRESS = RateLimitItemPerMinute(5), RateLimitItemPerMinute(20)


class Gate:
    """How often a wrong password may be tried: for one account, and from one address."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._one = asyncio.Lock()

    def open(self, name: str, address: str) -> bool:
        """Counts a try; False where it is one too many."""
        account = self._limiter.hit(PER_ACCOUNT, "account", name.casefold())
        return self._limiter.hit(PER_ADDRESS, "address", address) and account

    @property
    def one_at_a_time(self) -> asyncio.Lock:
        """Checking a password costs memory on purpose: many at once must not exhaust it."""
        return self._one


def sign_in(visit: Visit) -> Response:
    if visit.session is not None:
        return visit.to("runs")
    return page(visit, "signin.html", error=None, name="")


async def sign_in_post(visit: Visit) -> Response:
    form = await visit.request.form()
    name, password = str(form.get("name", ""))[:200], str(form.get("password", ""))[:1000]
    gate: Gate = visit.request.app.state.gate
    if not gate.open(name, _address(visit)):
        answer = page(visit, "signin.html", 429, error=visit.say("web.too_many_tries"), name=name)
        answer.headers["retry-after"] = "60"
        return answer
    async with gate.one_at_a_time:
        role = await run_in_threadpool(visit.office.accounts.verify, name, password)
    if role is None:
        return page(visit, "signin.html", 403, error=visit.say("web.wrong_password"), name=name)
    return _signed_in(visit, name.strip(), role)


def arrive(visit: Visit) -> Response:
    """The one-time link that `xetkhen serve` prints."""
    found = visit.office.sessions.arrive(str(visit.request.path_params["token"]))
    if found is None:
        return page(visit, "signin.html", 403, error=visit.say("web.link_used"), name="")
    return _signed_in(visit, *found)


def _signed_in(visit: Visit, name: str, role: str) -> Response:
    sessions = visit.office.sessions
    old = visit.request.cookies.get(COOKIE)
    token = sessions.begin(name, role, visit.lang, _address(visit), old)
    answer = visit.to("runs")
    # Secure on a loopback address too: browsers take it for one that nobody listens in on.
    answer.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")
    return answer


def sign_out(visit: Visit) -> Response:
    visit.office.sessions.end(visit.who.key)
    answer = visit.to("sign_in")
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


async def speak(visit: Visit) -> Response:
    form = await visit.request.form()
    lang = str(form.get("lang", ""))
    if lang in LANGUAGES:
        visit.office.sessions.speak(visit.who.key, lang)
    back = urlsplit(str(form.get("back", ""))).path  # a path of ours, whatever was sent
    return RedirectResponse(back if back.startswith("/") and not back.startswith("//") else "/", status_code=303)


def _address(visit: Visit) -> str:
    return visit.request.client.host if visit.request.client else ""
