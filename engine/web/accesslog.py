"""Who looked at what, and when: one line a request, each holding the digest of the one before.

A line names the route and the run, never what was read or typed: the log itself must give nothing away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.web.store import Store

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One request."""

    n: int
    at: str
    name: str
    role: str
    method: str
    route: str
    object: str
    status: int


def _digest(line: Line, previous: str) -> str:
    said = [line.n, line.at, line.name, line.role, line.method, line.route, line.object, line.status, previous]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


class AccessLog:
    """Appends, reads, checks."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def note(self, name: str, role: str, method: str, route: str, object_: str, status: int) -> None:
        with self._store.together():
            last = self._store.row("select n, digest from access order by n desc limit 1")
            n, previous = (1, _START) if last is None else (last["n"] + 1, last["digest"])
            line = Line(n, self._now().isoformat(timespec="seconds"), name, role, method, route, object_, status)
            self._store.change(
                "insert into access values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (n, line.at, name, role, method, route, object_, status, previous, _digest(line, previous)),
            )

    def lines(self, *, name: str = "", object_: str = "", most: int = 200) -> list[Line]:
        """The newest first."""
        found = self._store.rows(
            "select * from access where (? = '' or name = ?) and (? = '' or object = ?) order by n desc limit ?",
            (name, name, object_, object_, most),
        )
        return [_line(row) for row in found]

    def first_fault(self) -> int | None:
        """The number of the first line that is not as it was written, or is missing; None where the chain holds."""
        previous, wanted = _START, 1
        for line, before, digest in self._chain():
            if line.n != wanted or before != previous or digest != _digest(line, previous):
                return wanted
            previous, wanted = digest, wanted + 1
        return None

    def _chain(self) -> Iterator[tuple[Line, str, str]]:
        for row in self._store.rows("select * from access order by n"):
            yield _line(row), row["previous"], row["digest"]


def _line(row: object) -> Line:
    kept = dict(row)  # type: ignore[call-overload]  # a sqlite3.Row
    return Line(*(kept[name] for name in ("n", "at", "name", "role", "method", "route", "object", "status")))
