"""Who is signed in: a random token in the browser, its hash and everything else here; launch links likewise."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.web.store import Store

_LAUNCH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in."""

    key: str  # the token's hash
    name: str
    role: str
    lang: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is signed in."""

    key: str
    made: str
    seen: str
    address: str


def _hashed(token: str) -> str:
    # 256 random bits need no slow hash; this one keeps a copied database from opening anything.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Sessions:
    """Begin, find, end; idle and total life are kept here, by the server's clock."""

    def __init__(self, store: Store, now: Callable[[], datetime], idle: timedelta, total: timedelta) -> None:
        self._store, self._now, self._idle, self._total = store, now, idle, total

    def begin(self, name: str, role: str, lang: str, address: str, old: str | None = None) -> str:
        """A new session; gives the token. ``old``: a token held before signing in, worth nothing afterwards."""
        token, at = secrets.token_urlsafe(32), self._now().isoformat()
        with self._store.together():
            if old:
                self._store.change("delete from session where token = ?", (_hashed(old),))
            self._store.change("delete from session where made < ?", ((self._now() - self._total).isoformat(),))
            self._store.change(
                "insert into session values (?, ?, ?, ?, ?, ?, ?)", (_hashed(token), name, role, lang, at, at, address)
            )
        return token

    def find(self, token: str | None) -> Session | None:
        """The session of a token, seen now; None where there is none or its time is over."""
        if not token:
            return None
        key = _hashed(token)
        row = self._store.row("select * from session where token = ?", (key,))
        if row is None:
            return None
        now = self._now()
        made, seen = datetime.fromisoformat(row["made"]), datetime.fromisoformat(row["seen"])
        if now - seen > self._idle or now - made > self._total:
            self.end(key)
            return None
        if now - seen > timedelta(seconds=20):  # not a write for every picture of a page
            self._store.change("update session set seen = ? where token = ?", (now.isoformat(), key))
        return Session(key, row["name"], row["role"], row["lang"])

    def speak(self, key: str, lang: str) -> None:
        self._store.change("update session set lang = ? where token = ?", (lang, key))

    def end(self, key: str) -> None:
        self._store.change("delete from session where token = ?", (key,))

    def of(self, name: str) -> list[Place]:
        """Where this person is signed in, the last seen first."""
        at = self._now()
        found = self._store.rows(
            "select token, made, seen, address from session where name = ? and seen >= ? and made >= ? "
            "order by seen desc, token",
            (name, (at - self._idle).isoformat(), (at - self._total).isoformat()),
        )
        return [Place(str(row["token"]), str(row["made"]), str(row["seen"]), str(row["address"])) for row in found]

    def end_others(self, name: str, key: str) -> int:
        """Everywhere but there this person is signed in; gives how many there were."""
        return self._store.change("delete from session where name = ? and token <> ?", (name, key))

    def launch(self, name: str, role: str) -> str:
        """A link's token, good once and for ten minutes: for who started the server on this machine."""
        token = secrets.token_urlsafe(32)
        self._store.change("delete from launch where made < ?", ((self._now() - _LAUNCH).isoformat(),))
        self._store.change(
            "insert into launch values (?, ?, ?, ?)", (_hashed(token), name, role, self._now().isoformat())
        )
        return token

    def arrive(self, token: str) -> tuple[str, str] | None:
        """Name and role of a launch link that was not used yet; it is used now."""
        key = _hashed(token)
        with self._store.together():
            row = self._store.row("select * from launch where token = ?", (key,))
            self._store.change("delete from launch where token = ?", (key,))
        if row is None or self._now() - datetime.fromisoformat(row["made"]) > _LAUNCH:
            return None
        return str(row["name"]), str(row["role"])
