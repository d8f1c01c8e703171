"""The rulebooks a run may go by: those that come with the product, its samples, and the office's own.

A browser names a rulebook by its ``ref``: the id of one that comes with the product, or for one that was sent in a name
of ours. Each sending is a version and stays as it came; runs name the version, and keep a copy in their record.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine import __version__
from engine.examining import CASES, ENGLISH, RULES, SENT
from engine.intake.apart import call_apart
from engine.intake.child import Stopped
from engine.problems import BadRulebook, UnusableInput
from engine.provenance import Text
from engine.rulebook import Rulebook, load, locate, samples, shipped
from engine.web.store import Store
from engine.wording import say

MOST_BYTES = 512 * 1024  # of one file; the longest that come with the product have a third of it
MOST_VERSIONS = 1000
_OWN = "dv-"
_SCHEMA = (
    """create table if not exists rulebook (
    ref text primary key, id text not null, number integer not null, name text not null, sender text not null,
    at text not null, files text not null, facts text not null, warnings text not null, unique (id, number)) strict""",
    "create table if not exists tried (digest text primary key, report text not null) strict",
)


def _apart(function: str, asked: Mapping[str, Any]) -> Any:
    """What a function of ``engine.examining`` gives, called in a process with limits. Raises UnusableInput at one."""
    try:
        return json.loads(call_apart(f"engine.examining:{function}", json.dumps(asked).encode()))
    except Stopped as stopped:
        raise UnusableInput(say("web.rulebook_too_much")) from stopped


@dataclass(frozen=True, slots=True)
class Own:
    """A version of a rulebook of the office's."""

    ref: str
    id: str
    number: int  # 1 for the first that was sent under the id
    name: str  # what the sender called the file
    by: str
    at: str
    files: Mapping[str, str]  # suffix -> SHA-256 of the file as it was sent
    version: str
    approval: str
    title: Text
    issuer: Text
    base: str | None  # the rulebook that it extends
    rulebook: str  # digest of all that it is made of, when it was sent
    warnings: tuple[Mapping[str, Any], ...] = ()

    @property
    def has_cases(self) -> bool:
        return CASES in self.files


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending one in: the version, or what is wrong with it."""

    own: Own | None
    findings: tuple[Mapping[str, Any], ...]
    more: int = 0  # findings that are not shown
    known: bool = False  # it was there already, to the byte


class Rulebooks:
    """All of them, by ref."""

    def __init__(self, store: Store, folder: Path, now: Callable[[], datetime]) -> None:
        self._store, self._folder, self._now = store, folder, now
        self._kept: dict[str, Rulebook] = {}
        self._work = threading.Semaphore(2)  # processes of their own, at a time
        for statement in _SCHEMA:
            store.change(statement)

    # ---- what there is ----

    def known(self, ref: str) -> bool:
        return ref in shipped() or ref in samples() or self.find(ref) is not None

    def find(self, ref: str) -> Own | None:
        row = self._store.row("select * from rulebook where ref = ?", (ref,))
        return None if row is None else _own(dict(row))

    def versions(self, id_: str) -> list[Own]:
        """All that was sent under an id, the last first."""
        rows = self._store.rows("select * from rulebook where id = ? order by number desc", (id_,))
        return [_own(dict(row)) for row in rows]

    def latest(self) -> list[Own]:
        """The last version of each id."""
        rows = self._store.rows(
            "select * from rulebook a where number = (select max(number) from rulebook b where b.id = a.id) order by id"
        )
        return [_own(dict(row)) for row in rows]

    def place(self, ref: str) -> str:
        """What every room of the engine takes: an id, or the path of the very file that was sent. Raises UnusableInput.

        404 stands for a ref that names nothing: ``KeyError``.
        """
        own = self.find(ref)
        if own is None:
            if ref not in shipped() and ref not in samples():
                raise KeyError(ref)
            return ref
        for suffix, digest in own.files.items():
            file = self.file(own, suffix)
            if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                raise UnusableInput(say("web.rulebook_damaged", id=own.id, n=own.number))
        return str(self.file(own, RULES).absolute())

    def file(self, own: Own, suffix: str) -> Path:
        """One of the files of a version."""
        return self._folder / own.ref / f"{own.id}{suffix}"

    def book(self, ref: str) -> Rulebook:
        """A rulebook as it stands. Raises KeyError, and UnusableInput where it is damaged or no longer read."""
        if ref not in self._kept:
            try:
                self._kept[ref] = load(self.place(ref))
            except BadRulebook as error:
                raise UnusableInput(say("web.rulebook_no_longer", id=ref, why=error.findings[0])) from error
        return self._kept[ref]

    # ---- sending one in ----

    def send(self, files: Mapping[str, bytes], name: str, by: str, *, carry: bool = True) -> Sent:
        """Take in the files by suffix, where lint finds no error. Raises UnusableInput where it takes too much.

        ``carry``: cases and English texts that are not among them are taken from the version before.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(dir=self._folder, prefix=".") as place:
            staged = Path(place) / "staged"
            staged.mkdir(mode=0o700)
            for suffix, content in files.items():
                (staged / f"{SENT}{suffix}").write_bytes(content)
            own = {each.id: str(self._folder / each.ref) for each in self.latest()}
            with self._work:
                found = _apart("examined", {"folder": str(staged), "own": own, "carry": carry})
            if found["facts"] is None:
                return Sent(None, tuple(found["findings"]), found["more"])
            return self._keep(staged, name, by, found)

    def _keep(self, staged: Path, name: str, by: str, found: Mapping[str, Any]) -> Sent:
        facts, warnings = found["facts"], tuple(found["findings"])
        files = {suffix: staged / f"{facts['id']}{suffix}" for suffix in (RULES, ENGLISH, CASES)}
        digests = {s: hashlib.sha256(file.read_bytes()).hexdigest() for s, file in files.items() if file.is_file()}
        ref = f"{_OWN}{secrets.token_hex(8)}"
        at = self._now().isoformat(timespec="seconds")
        with self._store.together():
            before = self.versions(facts["id"])
            if before and before[0].files == digests and before[0].rulebook == facts["rulebook"]:
                return Sent(before[0], warnings, known=True)
            if len(self._store.rows("select ref from rulebook")) >= MOST_VERSIONS:
                raise UnusableInput(say("web.too_many_rulebooks", n=MOST_VERSIONS))
            number = before[0].number + 1 if before else 1
            self._store.change(
                "insert into rulebook values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (ref, facts["id"], number, name, by, at, *(json.dumps(x) for x in (digests, facts, warnings))),
            )
            staged.rename(self._folder / ref)
        return Sent(self.find(ref), warnings, found["more"])

    def remove(self, own: Own, used: Callable[[], bool]) -> bool:
        """Take a version away, unless ``used`` says that a run goes by it."""
        with self._store.together():
            if used():
                return False
            self._store.change("delete from rulebook where ref = ?", (own.ref,))
        self._kept.pop(own.ref, None)
        shutil.rmtree(self._folder / own.ref, ignore_errors=True)
        return True

    # ---- cases ----

    def cases_file(self, ref: str) -> Path | None:
        """The file of the cases, where there is one."""
        file = locate(self.place(ref)).with_suffix(CASES)
        return file if file.is_file() else None

    def tried(self, ref: str, *, run: bool) -> dict[str, Any] | None:
        """What its cases show: as kept, or with ``run`` now; None where nothing is kept. Raises UnusableInput."""
        file = self.cases_file(ref)
        if file is None:
            return None
        told = f"{__version__} {self.book(ref).sha256} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        row = self._store.row("select report from tried where digest = ?", (told,))
        if row is not None:
            kept: dict[str, Any] = json.loads(row["report"])
            return kept
        if not run:
            return None
        with self._work:
            report: dict[str, Any] = _apart("tried", {"ref": self.place(ref)})
        self._store.change("insert or replace into tried values (?, ?)", (told, json.dumps(report)))
        return report


def _own(row: Mapping[str, Any]) -> Own:
    facts = json.loads(row["facts"])
    return Own(
        row["ref"], row["id"], row["number"], row["name"], row["sender"], row["at"], json.loads(row["files"]),
        facts["version"], facts["approval"], Text(*facts["title"]), Text(*facts["issuer"]), facts["base"],
        facts["rulebook"], tuple(json.loads(row["warnings"])),
    )  # fmt: skip
