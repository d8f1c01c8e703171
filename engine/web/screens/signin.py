"""Signing in and out, the launch link, the language."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from engine.web.accounts import normal_name
from engine.web.addresses import network
from engine.web.pages import page
from engine.web.visit import COOKIE, LANGUAGES, Visit

PER_PERSON, PER_ADDRESS, PER_ACCOUNT = RateLimitItemPerMinute(5), RateLimitItemPerMinute(20), RateLimitItemPerMinute(30)


class Gate:
    """How often a wrong password may be tried: for an account from one address, from one address, for an account.

    Whoever tries five is kept out of the account; whose account it is still comes in from elsewhere. Right ones do
    not count: twenty officers behind one address sign in at eight o'clock.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._one = asyncio.Lock()

    def open(self, name: str, address: str) -> bool:
        """Whether one more may be tried."""
        return all(self._limiter.test(limit, *key) for limit, key in _keys(name, address))

    def failed(self, name: str, address: str) -> None:
        """Counts a wrong one."""
        for limit, key in _keys(name, address):
            self._limiter.hit(limit, *key)

    @property
    def one_at_a_time(self) -> asyncio.Lock:
        """Checking a password costs memory on purpose: many at once must not exhaust it."""
        return self._one


def _keys(name: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    who, where = normal_name(name).casefold(), network(address)
    return [
        (PER_PERSON, ("person", who, where)), (PER_ADDRESS, ("address", where)), (PER_ACCOUNT, ("account", who)),
    ]  # fmt: skip


def sign_in(visit: Visit) -> Response:
    if visit.session is not None:
        return visit.to("runs")
    return page(visit, "signin.html", error=None, name="")


async def sign_in_post(visit: Visit) -> Response:
    form = await visit.request.form(max_files=0, max_fields=10)
    name, password = normal_name(str(form.get("name", ""))[:200]), str(form.get("password", ""))[:1000]
    gate: Gate = visit.request.app.state.gate
    accounts = visit.office.accounts
    async with gate.one_at_a_time:
        allowed = gate.open(name, address_of(visit))
        role = await run_in_threadpool(accounts.verify, name, password) if allowed else None
        if allowed and role is None:
            gate.failed(name, address_of(visit))
    if role is not None:
        return signed_in(visit, name, role)
    # Only a name there is: what else is typed here may be a password in the wrong box.
    visit.request.state.who = (name if accounts.role(name) else "", "")
    if allowed:
        return page(visit, "signin.html", 403, error=visit.say("web.wrong_password"), name=name)
    answer = page(visit, "signin.html", 429, error=visit.say("web.too_many_tries"), name=name)
    answer.headers["retry-after"] = "60"
    return answer


def arrive(visit: Visit) -> Response:
    """The one-time link that `xetkhen serve` prints."""
    found = visit.office.sessions.arrive(str(visit.request.path_params["token"]))
    if found is None:
        return page(visit, "signin.html", 403, error=visit.say("web.link_used"), name="")
    return signed_in(visit, *found)


def signed_in(visit: Visit, name: str, role: str, to: str = "runs") -> Response:
    """A new token for this browser; what it held before is worth nothing."""
    sessions = visit.office.sessions
    old = visit.request.cookies.get(COOKIE)
    token = sessions.begin(name, role, visit.lang, address_of(visit), old)
    visit.request.state.who = (name, role)
    answer = visit.to(to)
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
    return RedirectResponse(_own_path(str(form.get("back", ""))), status_code=303)


def _own_path(said: str) -> str:
    """A path of ours, whatever was sent."""
    try:
        back = urlsplit(said).path
    except ValueError:  # http://[
        return "/"
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"


def address_of(visit: Visit) -> str:
    return visit.request.client.host if visit.request.client else ""
