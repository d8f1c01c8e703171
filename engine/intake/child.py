"""The process that reads files for this one, kept for the next file; a new one where a file has killed it."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from engine.frozen import dataclass
from engine.intake.refusals import MEMORY, SECONDS, bad_limit

Message = tuple[object, ...]

_START = (
    "import sys; sys.path += sys.argv[3:]\n"
    "from engine.sheets.serve import serve; serve(int(sys.argv[1]), int(sys.argv[2]))"
)
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT", "PATH")
USUAL_MEMORY, USUAL_SECONDS = 1024, 60
_LEAST_MEMORY = 128  # MiB: what starting takes, and a table


Asked = tuple[Path, tuple[int, ...] | None]
"""A file that was asked for, and what ``state_of`` said of it then."""


def state_of(path: Path) -> tuple[int, ...] | None:
    """What tells a file from a later one under its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Stopped(Exception):
    """The process ended in the middle of a file: ``memory``, ``time`` or ``broke``, with the limit it met."""

    def __init__(self, code: str, *details: int) -> None:
        super().__init__(code, *details)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    memory: int = USUAL_MEMORY  # MiB, of address space
    seconds: int = USUAL_SECONDS  # of processor time, and of waiting

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Limits:
        """From XETKHEN_READ_MEMORY (MiB) and XETKHEN_READ_SECONDS. Raises UnusableInput for what is no such number."""
        return cls(
            _whole(environment, MEMORY, USUAL_MEMORY, _LEAST_MEMORY), _whole(environment, SECONDS, USUAL_SECONDS, 1)
        )


def _whole(environment: Mapping[str, str], name: str, otherwise: int, least: int) -> int:
    said = environment.get(name, "").strip()
    if not said:
        return otherwise
    if not (said.isascii() and said.isdigit() and least <= int(said) < 1 << 24):
        raise bad_limit(name, said, least)
    return int(said)


class Child:
    """A process of ``engine.sheets.serve``. Files are asked for and answered in order."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.limited = True  # until it says otherwise
        self.asked: deque[Asked] = deque()
        self._ended_by: str | None = None
        root = str(Path(__file__).resolve().parent.parent.parent)
        libraries = [entry for entry in sys.path if Path(entry, "python_calamine").is_dir()]
        self._process = subprocess.Popen(  # noqa: S603  # this interpreter, our own words
            [sys.executable, "-I", "-S", "-c", _START, str(limits.memory), str(limits.seconds), root, *libraries],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._greeted = False

    @property
    def gone(self) -> bool:
        """Ended while nothing was asked of it."""
        return not self.asked and self._process.poll() is not None

    def ask(self, path: Path) -> None:
        """Have a file read; its answer waits until it is taken."""
        self.asked.append((path, state_of(path)))
        data = marshal.dumps(os.fsencode(path.absolute()))
        with suppress(OSError):  # it has ended: whoever takes the answer will see, and see why
            self._to.write(len(data).to_bytes(8, "little") + data)
            self._to.flush()

    def take(self) -> Iterator[Message]:
        """The messages of the file that was asked for first, the last of them ``done`` or ``refused``.

        Raises Stopped where the process ends before; it is of no use then.
        """
        timer = threading.Timer(self.limits.seconds, self._late)
        timer.daemon = True
        timer.start()
        try:
            if not self._greeted:
                self.limited = self._next()[1] is True
                self._greeted = True
            while True:
                message = self._next()
                if message[0] in {"done", "refused"}:
                    self.asked.popleft()
                    if message[:2] == ("refused", "memory"):
                        self.end()
                        raise Stopped("memory", self.limits.memory)
                    yield message
                    return
                yield message
        finally:
            timer.cancel()

    def _next(self) -> Message:
        head = self._from.read(8)
        size = int.from_bytes(head, "little")
        data = self._from.read(size) if len(head) == 8 and size <= self.limits.memory << 20 else b""
        if not data or len(data) < size:
            raise self._stopped()
        message = marshal.loads(data)  # noqa: S302  # our own process wrote it
        assert isinstance(message, tuple)
        return message

    def _late(self) -> None:
        self._ended_by = "time"
        self._process.kill()

    def _stopped(self) -> Stopped:
        code = self.end()
        if self._ended_by == "time" or code == -24:  # SIGXCPU: its processor time is spent
            return Stopped("time", self.limits.seconds)
        if code in {-6, -9}:  # it found no more memory and gave up, or the system had none left and killed it
            return Stopped("memory", self.limits.memory)
        return Stopped("broke")

    def forget(self) -> None:
        """In a copy of this process: the child is the original's."""
        self._process.returncode = 0

    def end(self) -> int:
        """Have it end, at once; gives its exit code."""
        for stream in (self._to, self._from):
            with suppress(OSError):  # what it was still to be told is of no use to it
                stream.close()
        try:
            return self._process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
