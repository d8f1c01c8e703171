"""The document and its parts as explanations know them, each read when it is asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

from engine.explanation.index import Plain
from engine.report.reading import damaged
from engine.report.streaming import DECISIONS
from engine.web.index.stored import Opened, exact
from engine.web.keeping import Kept

KEPT = Kept(24 << 20)  # bytes of JSON, of all runs together


def _value(path: Path, start: int, length: int) -> Any:
    with path.open("rb") as file:
        file.seek(start)
        said = file.read(length)
    try:
        return json.loads(said)
    except ValueError as error:  # written to since it was looked at
        raise damaged(path) from error


class Document(Mapping[str, Any]):
    """The sections of the document; each is read when it is asked for."""

    def __init__(self, found: Opened) -> None:
        self._path, self._stamp = found.document, found.stamp
        sections = found.kept.execute("select * from section")
        self._places = {name: (start, length) for name, start, length in sections}
        self._decisions = Decisions(found)

    def __getitem__(self, name: str) -> Any:
        if name == DECISIONS:
            return self._decisions
        start, length = self._places[name]
        return KEPT.get((self._path, self._stamp, start), lambda: _value(self._path, start, length), length)

    def __iter__(self) -> Iterator[str]:
        yield from self._places
        yield DECISIONS

    def __len__(self) -> int:
        return len(self._places) + 1


class Decisions(Sequence[Plain]):
    """The decisions; the same number gives the same object."""

    def __init__(self, found: Opened) -> None:
        self._path, self._kept, self._count = found.document, found.kept, int(found.about[DECISIONS])
        self._read: dict[int, Plain] = {}
        self._slim: dict[int, Plain] = {}
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Plain: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Plain]: ...
    def __getitem__(self, number: int | slice) -> Plain | Sequence[Plain]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(self._count))]
        n = number + self._count if number < 0 else number
        if not 0 <= n < self._count:
            raise IndexError(number)
        if n not in self._read:
            start, length, key = self._kept.execute(
                "select start, length, key from decision where number = ?", (n,)
            ).fetchone()
            found = self._read[n] = _value(self._path, start, length)
            if exact(found["candidate"]["key"]) != key:
                raise damaged(self._path)
            self._places[id(found)] = n
        return self._read[n]

    def shown(self, number: int) -> Plain:
        """What a list shows of a decision; of one that was read already, all of it."""
        if number in self._read:
            return self._read[number]
        if number not in self._slim:
            said = self._kept.execute("select decision from shown where number = ?", (number,)).fetchone()[0]
            self._slim[number] = json.loads(said)
        return self._slim[number]

    def place_of(self, decision: Plain) -> int:
        return self._places[id(decision)]


class Holders(Sequence[Plain]):
    """Those who hold the seats of a quota, as they rank."""

    def __init__(self, kept: sqlite3.Connection, decisions: Decisions, quota: str, count: int) -> None:
        self._kept, self._decisions, self._quota, self._count = kept, decisions, quota, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Plain: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Plain]: ...
    def __getitem__(self, place: int | slice) -> Plain | Sequence[Plain]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(self._count))]
        number: int = self._kept.execute(
            "select number from holder where quota = ? and place = ?", (self._quota, range(self._count)[place])
        ).fetchone()[0]
        return self._decisions.shown(number)


class Found(Mapping[Any, Any]):
    """Looked up when asked; what there is is not told, for nobody asks."""

    def __init__(self, find: Callable[[Any], Any]) -> None:
        self._find = find

    def __getitem__(self, key: Any) -> Any:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError
