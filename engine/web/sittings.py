"""A session of the council recorded by the command ``decide``: one at a time about a run, the later one told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.council import Applied, Council, Group, Places, apply, groups, read_council
from engine.report.reading import document_of
from engine.web.commanding import ended
from engine.web.index import make_ready
from engine.web.index.stored import Stamp
from engine.web.keeping import Kept
from engine.web.results import results_of, whole
from engine.web.works import Work, Works, numbered
from engine.wording import say

SHEET, SESSION = "hoi-dong.xlsx", "council"
_PATIENCE = 300.0
_KEPT = Kept(48 << 20)  # bytes of decisions.json


@dataclass(frozen=True, slots=True)
class Standing:
    """A run as the council has left it so far."""

    document: Any
    council: Council
    applied: Applied
    places: Places
    groups: tuple[Group, ...]


def standing_of(folder: Path) -> Standing:
    """Raises UnusableInput where the result was edited, or is of a kind that no council can decide on."""
    stamp = Stamp.of(document_of(folder))
    return _KEPT.get((folder, stamp), lambda: _standing(folder), stamp.size if stamp else 0)


def _standing(folder: Path) -> Standing:
    """A results folder never changes; checking a large one takes a while."""
    document = whole(folder)
    council = read_council(folder) or Council(document["run"]["id"], document["seal"])
    places = Places(document)
    applied = apply(document, council, places)
    return Standing(document, council, applied, places, groups(document, applied, places))


@dataclass(frozen=True, slots=True)
class Recorded:
    """It is on record; the run as it now stands."""

    work: Work


@dataclass(frozen=True, slots=True)
class Refused:
    """What the command said is wrong; nothing was recorded."""

    said: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else recorded a session since the form was opened; nothing of this one was recorded."""

    work: Work


Outcome = Recorded | Refused | Overtaken


class Sittings:
    """Nobody decides on a run while another does, nor takes it back meanwhile."""

    def __init__(self, works: Works, ledger: str | None) -> None:
        self._works, self._ledger = works, ledger
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    @contextmanager
    def alone(self, work: Work) -> Iterator[Work]:
        """The run as it is now, for as long as nobody else may change what the council decides on."""
        with self._guard:
            lock = self._locks.setdefault(work.id, threading.Lock())
        with lock:
            now = self._works.find(work.id)
            yield self._adopted(now if now is not None else work)

    def record(
        self, work: Work, about: str, name: str, write: Callable[[Standing, Path], None], by: str, lang: str
    ) -> Outcome:
        """Let ``decide`` take the sheet that ``write`` writes into a file called ``name``.

        ``about``: the results that the form was opened on. Raises UnusableInput where nothing can be decided on them,
        or the command does not come to an end.
        """
        with self.alone(work) as now:
            folder = self._works.results(now)
            if folder is None or folder.name != about or now.state not in ("submitted", "decided"):
                return Overtaken(now)
            home = self._works.folder(now)
            target = home / numbered(home, SESSION)
            with TemporaryDirectory(dir=home, prefix=".") as place:
                file = Path(place) / name
                write(standing_of(folder), file)
                ledger = ["--ledger", self._ledger] if self._ledger else []
                told = ended(
                    ["decide", str(folder), "--file", str(file), "-o", str(target), "--by", by, "--lang", lang,
                     *ledger],
                    home, _PATIENCE,
                )  # fmt: skip
            if told.code != 0:
                return Refused(told.said.removeprefix(say("cli.complaint", what="").in_(lang)))
            make_ready(target)
            return Recorded(self._decided(now, target, by))

    def _decided(self, work: Work, target: Path, by: str) -> Work:
        recorded_by = (*work.details.recorded_by, by)
        return self._works.move(work, "decided", results=target.name, recorded_by=recorded_by)

    def _adopted(self, work: Work) -> Work:
        """With the sessions that the command wrote and the server, gone down meanwhile, did not note."""
        while work.state in ("submitted", "decided") and (folder := self._works.results(work)) is not None:
            written = folder.parent / numbered(folder.parent, SESSION, -1)
            later, now = read_council(written) if written.is_dir() else None, read_council(folder)
            if later is None or len(later.sessions) != (len(now.sessions) if now else 0) + 1:
                break
            head = results_of(folder).head
            if (later.run, later.seal) != (head["run"]["id"], head.get("seal")):
                break  # of an earlier evaluation
            work = self._decided(work, written, "")
        return work
