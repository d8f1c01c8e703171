"""Runs at work: the same command as in a terminal, in a process of its own that can be stopped.

Stopped or failed, nothing is half-written: the command itself sees to that.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from engine.problems import UnusableInput
from engine.web.commanding import Process, ask_to_stop, begun, stop
from engine.web.index import make_ready
from engine.web.rulebooks import Rulebooks
from engine.web.works import Work, Works, numbered
from engine.wording import say

STEPS = ("reading", "deciding", "readings", "writing")
INPUTS = "inputs"
_MARK = "\x1e"  # the command's own lines of progress begin with it
_PATIENCE = 10.0
_AGAIN = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    step: str
    done: int = 0
    of: int = 0


class Jobs:
    """At most a few at a time: each is a process that may use a core and much memory."""

    def __init__(self, works: Works, rulebooks: Rulebooks, ledger: str | None, most: int = 2) -> None:
        self._works, self._rulebooks, self._ledger, self._most = works, rulebooks, ledger, most
        self._lock = threading.Lock()
        self._running: dict[str, Process] = {}
        self._progress: dict[str, Progress] = {}
        self._stopped: set[str] = set()
        self._closed = False
        self._attendants: dict[str, threading.Thread] = {}

    def start(self, work: Work, by: str, lang: str) -> None:
        """Begin evaluating a run. Raises UnusableInput where it is under way already or too many are."""
        with self._lock:
            if work.id in self._running:
                raise UnusableInput(say("web.already_running"))
            if len(self._running) >= self._most:
                raise UnusableInput(say("web.too_many_running", n=self._most))
            home = self._works.folder(work)
            target = home / numbered(home, "results")
            command = self._command(work, target, by, lang)
            process = begun(command, home)
            self._running[work.id] = process
            self._progress[work.id] = Progress(STEPS[0])
            self._stopped.discard(work.id)
            self._works.move(work, "running", error=None)
        attendant = threading.Thread(target=self._attend, args=(work.id, process, target), daemon=True)
        self._attendants[work.id] = attendant
        attendant.start()

    def progress(self, work: Work) -> Progress | None:
        """How far it is; None where nothing runs."""
        return self._progress.get(work.id) if work.id in self._running else None

    def stop(self, work: Work) -> None:
        """Stop it: asked first, made to after a while."""
        process = self._running.get(work.id)
        if process is None:
            return
        self._stopped.add(work.id)
        stop(process)
        attendant = self._attendants.get(work.id)
        if attendant is not None:  # so that whoever looks next sees it stopped
            attendant.join(_PATIENCE)

    def stop_all(self) -> None:
        """The server goes down: what runs is stopped, and told so."""
        self._closed = True
        for process in list(self._running.values()):
            ask_to_stop(process)
        for attendant in list(self._attendants.values()):
            attendant.join(_PATIENCE)

    def wait(self, work: Work, seconds: float) -> None:
        """For as long as it takes, or so long at the most."""
        process = self._running.get(work.id)
        if process is not None:
            process.wait(seconds)

    def _command(self, work: Work, target: Path, by: str, lang: str) -> list[str]:
        chosen = work.details
        assert chosen.rulebook is not None
        named = named_inputs(self._works, work)
        rules = self._rulebooks.place(chosen.rulebook)
        if Path(rules).is_absolute():  # what a record keeps of it leads from the run's folder, on whatever machine
            rules = os.path.relpath(rules, self._works.folder(work))
        command = ["nominate", *map(str, named["candidates"]), "-r", rules]
        for option, value in (
            ("--round", chosen.round), ("--year", chosen.year), ("--decided-on", chosen.decided_on),
            ("--ledger", self._ledger), ("--by", by),
        ):  # fmt: skip
            command += [option, value] if value else []
        for option in ("register", "units"):
            if named[option]:
                command += [f"--{option}", str(named[option][0])]
        for option in ("mapping", "resolve"):
            file = self._works.folder(work) / f"{option}.yaml"
            command += [f"--{option}", file.name] if file.exists() else []
        for name, value in chosen.settings.items():
            command += ["--set", f"{name}={value}"]
        return [*command, "-o", target.name, "--lang", lang, "--progress"]

    def _attend(self, id_: str, process: Process, target: Path) -> None:
        said: list[str] = []
        assert process.stderr is not None
        with process.stderr:
            for line in process.stderr:
                if line.startswith(_MARK):
                    step = json.loads(line[1:])
                    self._progress[id_] = Progress(step["step"], step["done"], step["of"])
                elif len(said) < 20:
                    said.append(line)
        code = process.wait()
        if code == 0:
            make_ready(target)
        while not self._noted(id_, code, target, "".join(said).strip()):
            time.sleep(_AGAIN)  # it is over, and is told so as soon as that can be written
        with self._lock:
            self._running.pop(id_, None)
            self._progress.pop(id_, None)
            self._attendants.pop(id_, None)

    def _noted(self, id_: str, code: int, target: Path, said: str) -> bool:
        """False where the page's records take nothing: the disk is full."""
        with self._lock:
            try:
                work = self._works.find(id_)
                if work is not None:
                    self._finish(work, code, target, said)
            except sqlite3.OperationalError:
                return self._closed
        return True

    def _finish(self, work: Work, code: int, target: Path, said: str) -> None:
        if code == 0 and (target / "decisions.json").is_file():
            self._works.move(work, "done", results=target.name, error=None)
        elif work.id in self._stopped:
            self._works.move(work, "stopped")
        else:
            self._works.move(work, "failed", error=said or f"exit {code}")


def _link(link: Path, stored: Path) -> None:
    """Left alone where it is right already: a run may be reading it, another screen be making it."""
    for _ in range(3):
        try:
            if link.samefile(stored):
                return
            link.unlink(missing_ok=True)
        except FileNotFoundError:
            pass
        try:
            link.hardlink_to(stored)
        except FileExistsError:
            continue
        return


def named_inputs(works: Works, work: Work) -> dict[str, list[Path]]:
    """The files under the names they were sent by, for reports name cells by file; links to what is stored.

    Gives role -> paths relative to the run's folder, in the order sent.
    """
    folder = works.folder(work)
    named = folder / INPUTS
    named.mkdir(exist_ok=True)
    wanted = {upload.name for upload in work.details.uploads}
    for old in named.iterdir():
        if old.name not in wanted:
            old.unlink(missing_ok=True)
    found: dict[str, list[Path]] = {"candidates": [], "register": [], "units": []}
    for upload in work.details.uploads:
        link = named / upload.name
        _link(link, works.uploads(work) / upload.stored)
        found[upload.role].append(link.relative_to(folder))
    return found
