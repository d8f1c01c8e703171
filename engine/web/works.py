"""A run under way: what was chosen, which files came, how far it is. Its results are a results folder like any other.

Everything lies under one folder a run; file names there are ours, what people called their files is kept beside.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.web.store import Store

STATES = ("draft", "running", "stopped", "failed", "done", "submitted", "decided")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent in."""

    stored: str  # our name
    name: str  # the sender's
    size: int
    role: str = "candidates"  # or register, units
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What has been chosen so far; texts as the command would take them."""

    rulebook: str | None = None
    round: str | None = None
    year: str | None = None
    decided_on: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()  # what was not kept of the last sending: Vietnamese, English
    columns: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)  # answers about columns
    results: str | None = None  # name of the results folder
    recorded_by: tuple[str, ...] = ()  # who recorded each session of the council
    error: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One run (lượt xét)."""

    id: str
    title: str
    owner: str
    state: str
    made: str
    changed: str
    details: Details


class Works:
    """The runs of one store."""

    def __init__(self, store: Store, folder: Path, now: Callable[[], datetime]) -> None:
        self._store, self._folder, self._now = store, folder, now
        # What ran when the server went down is running no more.
        store.change("update work set state = 'stopped' where state = 'running'")

    def new(self, owner: str, title: str) -> Work:
        at = self._now().isoformat(timespec="seconds")
        work = Work(secrets.token_urlsafe(12), title, owner, "draft", at, at, Details())
        self.uploads(work).mkdir(parents=True, mode=0o700)
        self._store.change(
            "insert into work values (?, ?, ?, ?, ?, ?, ?)",
            (work.id, work.title, work.owner, work.state, at, at, _text(work.details)),
        )
        return work

    def find(self, id_: str) -> Work | None:
        row = self._store.row("select * from work where id = ?", (id_,))
        return None if row is None else _work(dict(row))

    def all(self) -> list[Work]:
        """The last changed first."""
        return [_work(dict(row)) for row in self._store.rows("select * from work order by changed desc, id")]

    def keep(self, work: Work, **details: Any) -> Work:
        """The same run with other details."""
        changed = replace(work, details=replace(work.details, **details), changed=self._stamp())
        self._save(changed)
        return changed

    def move(self, work: Work, state: str, **details: Any) -> Work:
        """The same run in another state."""
        assert state in STATES, state
        return self.keep(replace(work, state=state), **details)

    def name(self, work: Work, title: str) -> Work:
        return self.keep(replace(work, title=title))

    def folder(self, work: Work) -> Path:
        return self._folder / work.id

    def uploads(self, work: Work) -> Path:
        return self.folder(work) / "uploads"

    def results(self, work: Work) -> Path | None:
        return None if work.details.results is None else self.folder(work) / work.details.results

    def versions(self, work: Work) -> list[Path]:
        """Every result that was written, the first first; the council's word stands on top of one and is none."""
        found = (folder for folder in self.folder(work).glob("results-*") if (folder / "decisions.json").is_file())
        return sorted(found, key=lambda folder: int(folder.name.rpartition("-")[2]))

    def remove(self, work: Work) -> None:
        """A draft nobody wants any more; results are never removed here."""
        assert work.details.results is None
        self._store.change("delete from work where id = ?", (work.id,))
        shutil.rmtree(self.folder(work))

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def _save(self, work: Work) -> None:
        self._store.change(
            "update work set title = ?, state = ?, changed = ?, details = ? where id = ?",
            (work.title, work.state, work.changed, _text(work.details), work.id),
        )


def _text(details: Details) -> str:
    return json.dumps(asdict(details), ensure_ascii=False)


def _work(row: Mapping[str, Any]) -> Work:
    # What an earlier version noted and this one has no use for is left out.
    known = {entry.name for entry in fields(Details)}
    kept = {name: value for name, value in json.loads(row["details"]).items() if name in known}
    kept["uploads"] = tuple(Upload(**upload) for upload in kept["uploads"])
    kept["notes"] = tuple((vi, en) for vi, en in kept.get("notes", ()))
    kept["recorded_by"] = tuple(kept.get("recorded_by", ()))
    return Work(row["id"], row["title"], row["owner"], row["state"], row["made"], row["changed"], Details(**kept))


def numbered(home: Path, stem: str, step: int = 0) -> str:
    """The first ``stem-NUMBER`` that is free in a folder; with ``-1``, the last that is taken."""
    number = 1
    while (home / f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number + step}"


def may_see(role: str, name: str, work: Work) -> bool:
    """An officer sees own runs; the council what was submitted to it; an auditor all that has results."""
    match role:
        case "officer":
            return work.owner == name
        case "council":
            return work.state in ("submitted", "decided")
        case "auditor":
            return work.details.results is not None
    return False
