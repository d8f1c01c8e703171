"""Files to raw sheets. The reading itself happens in a process of its own (``engine.sheets``), with limits."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from engine.intake.child import Child, Limits, Message, Stopped, state_of
from engine.intake.raw import Broken, Raw, RawBook, RawSheet, Row, Ticked
from engine.intake.refusals import refusal

_MOST_BEGUN = 64  # paths that fit into a pipe, so that asking never waits


def begin(paths: Iterable[Path]) -> None:
    """Have files read while this process does something else. Whoever then calls ``read_book`` finds them read.

    Raises UnusableInput where the limits in the environment cannot be used.
    """
    with _LOCK:
        child = _CHILD.get()
        for path in list(paths)[: _MOST_BEGUN - len(child.asked)]:
            child.ask(path)


def read_book(path: Path, file: str | None = None) -> RawBook:
    """All sheets of one file. ``file`` is the name that problems print (default: the file's own name).

    Raises UnusableInput: missing, a folder, empty, no workbook, damaged, password-protected, too large, or one that
    takes more memory or time than XETKHEN_READ_MEMORY (MiB, default 1024) and XETKHEN_READ_SECONDS (default 60) allow.
    """
    file = file or path.name
    with _free() as kept:
        child = kept.get()
        try:
            return _book(_answer(child, path), path, file, child)
        except Stopped as stopped:
            kept.drop()
            raise refusal(stopped.code, file, path, stopped.details) from None


@contextmanager
def _free() -> Iterator[_Kept]:
    """A reader for this thread alone: the first, where no other thread has it; a file that takes a minute keeps only
    its own sender waiting.
    """
    found = next((reader for reader in _READERS if reader[1].acquire(blocking=False)), None)
    kept, lock = found or _READERS[-1]
    if found is None:
        lock.acquire()
    try:
        yield kept
    finally:
        lock.release()


def _answer(child: Child, path: Path) -> Iterator[Message]:
    """The messages about a file as it is now; what was asked for before it and never taken is passed over."""
    if (path, state_of(path)) not in child.asked:
        child.ask(path)
    while child.asked[0] != (path, state_of(path)) and len(child.asked) > 1:
        for _ in child.take():
            pass
    return child.take()


def _book(messages: Iterator[Message], path: Path, file: str, child: Child) -> RawBook:
    sheets: list[RawSheet] = []
    rows: list[Row] = []
    kept: dict[tuple[Any, ...], Raw] = {}
    for message in messages:
        match message:
            case ("sheet", str() as name, list() as merged, bool() as hidden, bool() as late, dict() as fonts):
                rows = []
                sheets.append(RawSheet(file, name, rows, tuple(merged), hidden, late, fonts))
            case ("rows", list() as batch, list() as odd, list() as columns):
                for number in odd:
                    _restore(batch[number], columns, kept)
                rows.extend(batch)
            case ("refused", str() as code, tuple() as details):
                raise refusal(code, file, path, details)
            case ("done", str() as digest):
                return RawBook(file, digest, tuple(sheets), child.limited)
    raise refusal("broke", file, path)


def _restore(row: list[Any], columns: Sequence[int], kept: dict[tuple[Any, ...], Raw]) -> None:
    """What travelled as a tuple, as the value that it is."""
    for column in columns:
        if column < len(row):
            value = row[column]
            if type(value) is tuple:
                if value not in kept:
                    kept[value] = _value(value)
                row[column] = kept[value]
            elif type(value) is bool:
                row[column] = Ticked(value)


def _value(said: tuple[Any, ...]) -> Raw:
    match said:
        case ("!", shown):
            return Broken(shown)
        case ("d", day):
            return date.fromordinal(day)
        case ("t", day, seconds, microseconds):
            return datetime.combine(date.fromordinal(day), _clock(seconds, microseconds))
        case ("h", seconds, microseconds):
            return _clock(seconds, microseconds)
        case ("l", days, seconds, microseconds):
            return timedelta(days, seconds, microseconds)
        case _:
            raise AssertionError(said)


def _clock(seconds: int, microseconds: int) -> time:
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, microseconds)


class _Kept:
    """A child of this process, started when it is first wanted."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def get(self) -> Child:
        limits = Limits.of(os.environ)
        if self._child is not None and (self._child.limits != limits or self._child.gone):
            self.drop()
        if self._child is None:
            self._child = Child(limits)
        return self._child

    def drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def forget(self) -> None:
        """In a copy of this process: its child is the original's."""
        if self._child is not None:
            self._child.forget()
            self._child = None


_CHILD, _LOCK = _Kept(), threading.RLock()
_READERS = ((_CHILD, _LOCK), *((_Kept(), threading.RLock()) for _ in range(2)))
for _kept, _ in _READERS:
    atexit.register(_kept.drop)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_kept.forget)
