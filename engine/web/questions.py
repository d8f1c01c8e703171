"""Questions that take long, asked of the same commands as in a terminal: each in a process of its own, a few at a time.

A question changes nothing. Its answer is plain data and kept for a while; whoever asks the same again joins in.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.problems import UnusableInput
from engine.web.commanding import Process, heard, outcome, stop
from engine.wording import say

KEPT = 60  # answers
WAITING = 30  # questions that wait for their turn
_LONGEST = 1800.0
_PATIENCE = 10.0


@dataclass(slots=True)
class Question:
    """One question to a run, and how far it is."""

    id: str  # what an address calls it
    work: str
    command: tuple[str, ...]
    folder: Path
    state: str = "waiting"  # running, answered, refused, stopped, late
    answer: Any = None
    said: str = ""  # why it was refused
    at: str = ""  # when it was answered
    begun: float = field(default_factory=time.monotonic)
    process: Process | None = None

    @property
    def ended(self) -> bool:
        return self.state in ("answered", "refused", "stopped", "late")

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.begun)


class Questions:
    """By the run they are about and what they ask."""

    def __init__(self, now: Callable[[], datetime], most: int = 2, longest: float = _LONGEST) -> None:
        self._now, self._longest = now, longest
        self._lock = threading.Lock()
        self._turn = threading.Semaphore(most)
        self._kept: OrderedDict[str, Question] = OrderedDict()
        self._attendants: set[threading.Thread] = set()

    def ask(self, work: str, key: Sequence[str], command: Sequence[str], folder: Path, *, anew: bool = False) -> str:
        """Begin, or join whoever asked the same; ``anew``: an answer that is there already is not enough.

        Gives the question's id. Raises UnusableInput where too many wait.
        """
        id_ = name_of(work, key)
        with self._lock:
            known = self._kept.get(id_)
            if known is not None and (not known.ended or (known.state == "answered" and not anew)):
                return id_
            if sum(not question.ended for question in self._kept.values()) >= WAITING:
                raise UnusableInput(say("web.too_many_questions"))
            question = self._kept[id_] = Question(id_, work, tuple(command), folder)
            self._kept.move_to_end(id_)
            for old in [q.id for q in self._kept.values() if q.ended][: max(0, len(self._kept) - KEPT)]:
                del self._kept[old]
            attendant = threading.Thread(target=self._attend, args=(question,), daemon=True)
            self._attendants.add(attendant)
        attendant.start()
        return id_

    def find(self, work: str, id_: str) -> Question | None:
        """A question to this run; None where nobody asked it."""
        question = self._kept.get(id_)
        return question if question is not None and question.work == work else None

    def stop(self, question: Question) -> None:
        """It is not wanted any more."""
        with self._lock:
            if question.ended:
                return
            question.state = "stopped"
            process = question.process
        if process is not None:
            stop(process)

    def stop_all(self) -> None:
        """The server goes down."""
        for question in list(self._kept.values()):
            self.stop(question)
        for attendant in list(self._attendants):
            attendant.join(_PATIENCE)

    def _attend(self, question: Question) -> None:
        try:
            with self._turn:
                if self._begin(question):
                    self._finish(question)
        finally:
            self._attendants.discard(threading.current_thread())

    def _begin(self, question: Question) -> bool:
        with self._lock:
            if question.ended:
                return False
            question.process = heard(question.command, question.folder)
            question.state = "running"
        return True

    def _finish(self, question: Question) -> None:
        assert question.process is not None
        told = outcome(question.process, self._longest)
        with self._lock:
            if question.ended:
                return
            if told is None:
                question.state = "late"
                return
            out, said = told
            try:
                question.answer = json.loads(out) if question.process.returncode in (0, 1) else None
            except ValueError:
                question.answer = None
            question.at = self._now().isoformat(timespec="seconds")
            question.said = said.strip()
            question.state = "answered" if question.answer is not None else "refused"


def name_of(work: str, key: Sequence[str]) -> str:
    """What an address calls a question."""
    return hashlib.sha256("\n".join((work, *key)).encode()).hexdigest()[:16]
