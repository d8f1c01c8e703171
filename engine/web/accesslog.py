"""Who looked at what, and when: one line a request, each holding the digest of the one before.

A line names the route and the run, never what was read or typed: the log itself must give nothing away.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
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


@dataclass(slots=True)
class _Note:
    """What is to become a line."""

    said: tuple[str, str, str, str, str, int]
    kept: bool = False


def _digest(line: Line, previous: str) -> str:
    said = [line.n, line.at, line.name, line.role, line.method, line.route, line.object, line.status, previous]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


class AccessLog:
    """Appends, reads, checks."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._waiting: list[_Note] = []
        self._one, self._writing = threading.Lock(), threading.Lock()

    def note(self, name: str, role: str, method: str, route: str, object_: str, status: int) -> None:
        """Add a line; it is on the disk when this returns. Those who come meanwhile go there together, by one writing.

        Nobody is answered before the line is kept, however many ask at once, and a slow disk slows all of them once.
        """
        mine = _Note((name, role, method, route, object_, status))
        with self._one:
            self._waiting.append(mine)
        with self._writing:
            if mine.kept:
                return
            with self._one:
                notes, self._waiting = self._waiting, []
            try:
                self._write(notes)
            except BaseException:
                with self._one:  # the others try for themselves
                    self._waiting = [note for note in notes if note is not mine] + self._waiting
                raise

    def _write(self, notes: Sequence[_Note]) -> None:
        with self._store.together():
            last = self._store.row("select n, digest from access order by n desc limit 1")
            first, previous = (1, _START) if last is None else (last["n"] + 1, last["digest"])
            for n, note in enumerate(notes, first):
                line = Line(n, self._now().isoformat(timespec="seconds"), *note.said)
                digest = _digest(line, previous)
                self._store.change(
                    "insert into access values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (n, line.at, *note.said, previous, digest),
                )
                previous = digest
        for note in notes:
            note.kept = True

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
