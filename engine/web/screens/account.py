"""Tài khoản của tôi: where somebody is signed in, signing out elsewhere, a new password."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.web.pages import page
from engine.web.screens.signin import Gate, address_of, signed_in
from engine.web.visit import Visit


def account(visit: Visit, error: str | None = None, status: int = 200, done: str | None = None) -> Response:
    office, who = visit.office, visit.who
    return page(
        visit, "account.html", status, error=error, done=done, sessions=office.sessions.of(who.name),
        has_password=office.accounts.role(who.name) == who.role,
    )  # fmt: skip


def sign_out_elsewhere(visit: Visit) -> Response:
    """Everywhere but here."""
    n = visit.office.sessions.end_others(visit.who.name, visit.who.key)
    return account(visit, done=visit.say("web.signed_out_elsewhere", n=n))


async def change_password(visit: Visit) -> Response:
    """Whoever knows the one there is; all other places are signed out, and this one gets a new token."""
    form = await visit.request.form(max_files=0, max_fields=10)
    old, new, again = (str(form.get(name, ""))[:1000] for name in ("old", "new", "again"))
    accounts, who = visit.office.accounts, visit.who
    if accounts.role(who.name) is None:
        raise HTTPException(404)
    refused = await _known(visit.request, visit, old)
    if refused is not None:
        return refused
    if new != again:
        return account(visit, visit.say("web.password_differs"), 422)
    try:
        await run_in_threadpool(accounts.set_password, who.name, new)
    except UnusableInput as weak:
        return account(visit, weak.text.in_(visit.lang), 422)
    return signed_in(visit, who.name, who.role, to="account")


async def _known(request: Request, visit: Visit, old: str) -> Response | None:
    """None where the password is the one there is; else the page that says it is not. Counted as signing in is."""
    gate: Gate = request.app.state.gate
    async with gate.one_at_a_time:
        allowed = gate.open(visit.who.name, address_of(visit))
        role = await run_in_threadpool(visit.office.accounts.verify, visit.who.name, old) if allowed else None
        if allowed and role is None:
            gate.failed(visit.who.name, address_of(visit))
    if not allowed:
        return account(visit, visit.say("web.too_many_tries"), 429)
    return None if role is not None else account(visit, visit.say("web.old_password_wrong"), 403)
