"""What stands before every screen: the host asked for, where a change comes from, how much is sent, what is sent back.

Plain ASGI, outermost first: ``Headers`` (policy and nonce), ``Failures`` (a plain page with a code), ``Host``,
``SameOrigin``, ``BodyLimit``.
"""

from __future__ import annotations

import asyncio
import errno
import secrets
import sqlite3
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers as Given
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.web.config import Config
from engine.wording import say

LONGEST_PATH = 1000  # no address of ours is longer
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KNOWN = UNSAFE | {"GET", "HEAD"}
LONGEST_PAUSE, LONGEST_BODY = 30.0, 900.0
"""Seconds between two pieces of a body, and for all of it: 64 MiB over a slow line take ten minutes."""

Refuse = Callable[[Scope, Receive, Send, int, str], Awaitable[None]]
"""Writes the error page for a status and a code."""


def policy(nonce: str) -> str:
    """Only our own files, no inline script or style without the nonce, and htmx alone may write HTML into the page."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
        "require-trusted-types-for 'script'; trusted-types htmx"
    )


class Headers:
    """A nonce for each answer; headers that keep a page from being framed, sniffed, kept or asked from outside."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app, self.config = app, config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        state["nonce"] = nonce

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy(nonce)
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["cross-origin-resource-policy"] = "same-origin"
                headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
                if self.config.secure and not self.config.loopback:  # it would hold for all that runs on localhost
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        await self.app(scope, receive, dressed)


class Failures:
    """Whatever goes wrong becomes a plain page with a code; the details stand under it in the server's log."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self.app, self.refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except HTTPException as error:
            if begun:
                raise
            await self.refuse(scope, receive, send, error.status_code, error.detail)
        except Exception as error:
            if full(error) and not begun:
                sys.stderr.write(f"{scope['method']} {scope['path']!r}: {error}\n")
                await self.refuse(scope, receive, send, 507, "")
                return
            code = secrets.token_hex(4)
            sys.stderr.write(f"[{code}] {scope['method']} {scope['path']!r}\n{traceback.format_exc()}")
            if begun:
                raise
            await self._told(scope, receive, send, code)

    async def _told(self, scope: Scope, receive: Receive, send: Send, code: str) -> None:
        """Where the page of errors itself fails, a line without anything around it."""
        try:
            await self.refuse(scope, receive, send, 500, code)
        except Exception:  # noqa: BLE001  # whatever it was: somebody waits for an answer
            sys.stderr.write(f"[{code}]\n{traceback.format_exc()}")
            said = say("web.refused_500", code=code)
            await PlainTextResponse(f"{said.vi}\n{said.en}\n", 500)(scope, receive, send)


def full(error: BaseException) -> bool:
    """Whether the disk has no room: nothing is broken, and somebody can mend it."""
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


class Host:
    """The server answers to its own names alone: a name that somebody points here (DNS rebinding) gets nothing."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app, self.names = app, config.authorities

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            given = Given(scope=scope).getlist("host")
            if len(given) != 1 or given[0].lower() not in self.names:
                raise HTTPException(421)
            if len(scope["path"]) > LONGEST_PATH:
                raise HTTPException(404)
        await self.app(scope, receive, send)


class SameOrigin:
    """A change comes from a page of ours, or it is refused.

    Browsers say where a request comes from (``Sec-Fetch-Site``); older ones name the page (``Origin``). Who sends
    neither is no browser that is signed in here.
    """

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app, self.config = app, config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if scope["method"] not in _KNOWN:
                raise HTTPException(405)
            if scope["method"] in UNSAFE and not self._ours(Given(scope=scope)):
                raise HTTPException(403)
        await self.app(scope, receive, send)

    def _ours(self, headers: Given) -> bool:
        here = [f"{self.config.scheme}://{headers['host'].lower()}"]
        site, origin = headers.getlist("sec-fetch-site"), headers.getlist("origin")
        if site:
            return site == ["same-origin"] and origin in ([], here)
        return origin == here


class BodyLimit:
    """No more than so many bytes, counted as they arrive, whatever Content-Length says, and not for ever."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, limited(scope, receive, self.most), send)


def limited(scope: Scope, receive: Receive, most: int) -> Receive:
    """``receive`` for a body of so many bytes at most, that must keep coming. Raises HTTPException 413, 408."""
    declared = Given(scope=scope).get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 12 or int(declared) > most:
        raise HTTPException(413)
    got, whole, last = 0, False, time.monotonic() + LONGEST_BODY

    async def counted() -> Message:
        nonlocal got, whole
        if whole:  # what comes now is that the browser went away
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), min(LONGEST_PAUSE, max(0.0, last - time.monotonic())))
        except TimeoutError as error:
            raise HTTPException(408) from error
        whole = not message.get("more_body", False)
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413)
        return message

    return counted
