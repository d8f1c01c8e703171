"""Our own command in a process of its own: begun and watched, or waited for; stopped with all it started.

Whatever changes a run goes through it: what the page does, a terminal can do. Its arguments are a list and no shell
reads them. Stopped or failed, the command itself leaves nothing half-written.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.problems import UnusableInput
from engine.wording import say

Process = subprocess.Popen[str]
_GRACE = 10.0  # seconds between being asked to stop and being made to


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said on stderr."""

    code: int
    said: str


def begun(arguments: Sequence[str], folder: Path) -> Process:
    """``xetkhen ARGUMENTS`` in ``folder``; whoever begins it reads its stderr."""
    return _started(("-m", "cli", *arguments), folder, subprocess.DEVNULL)


def heard(program: Sequence[str], folder: Path) -> Process:
    """A program of ours, as Python's own arguments, in ``folder``; whoever begins it reads its stdout and stderr."""
    return _started(program, folder, subprocess.PIPE)


def _started(program: Sequence[str], folder: Path, stdout: int) -> Process:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", *program], cwd=folder, stdin=subprocess.DEVNULL, stdout=stdout,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", start_new_session=True,
    )  # fmt: skip


def outcome(process: Process, patience: float) -> tuple[str, str] | None:
    """What it said on stdout and stderr; None where it took longer than ``patience`` seconds: then it is stopped."""
    try:
        return process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        stop(process)
        process.communicate()
        return None


def ended(arguments: Sequence[str], folder: Path, patience: float) -> Ended:
    """Wait for it. Raises UnusableInput where it takes longer than ``patience`` seconds: then it is stopped."""
    process = begun(arguments, folder)
    said = outcome(process, patience)
    if said is None:
        raise UnusableInput(say("web.took_too_long", command=arguments[0], n=int(patience)))
    return Ended(process.returncode, said[1].strip())


def stop(process: Process, grace: float = _GRACE) -> None:
    """Asked first, made to after a while."""
    ask_to_stop(process)
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)


def ask_to_stop(process: Process) -> None:
    _signal(process, signal.SIGTERM)


def _signal(process: Process, number: int) -> None:
    """To the command and to the reader it started."""
    if process.poll() is None:
        os.killpg(process.pid, number)
