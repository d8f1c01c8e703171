"""The index of a results folder, made where it is missing: once, however many ask at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import traceback
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.problems import UnusableInput
from engine.report.reading import document_of, read_results
from engine.web.index.building import build
from engine.web.index.lazy import IndexedRun
from engine.web.index.pieces import KEPT
from engine.web.index.stored import Stamp, opened, place_of

_LARGE = 8 << 20  # bytes of decisions.json above which a process of its own makes it, and gives its memory back
_AT_ONCE = threading.BoundedSemaphore(2)
_locks: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)


def index_of(folder: Path) -> IndexedRun:
    """Raises UnusableInput where the folder holds no results, or where they are damaged."""
    found = opened(folder)
    if found is None:
        with _locks[folder]:
            found = opened(folder)
            if found is None:
                _make(folder)
                found = opened(folder)
    if found is None:  # somebody writes to it again and again
        raise _fault(folder)
    return IndexedRun(found)


def _make(folder: Path) -> None:
    stamp = Stamp.of(document_of(folder))
    if stamp is None or stamp.size <= _LARGE:
        make(folder)
        return
    with _AT_ONCE:
        done = subprocess.run(  # noqa: S603  # our own module, its arguments a list: no shell reads them
            [sys.executable, "-P", "-m", "engine.web.index", str(folder)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise _fault(folder, done.stderr)


def make_ready(folder: Path) -> None:
    """So that nobody waits for it; where it fails the run is none the worse, and whoever looks at it is told why."""
    try:
        index_of(folder)
    except Exception:  # noqa: BLE001  # whatever it was: the run itself is done
        sys.stderr.write(traceback.format_exc())


def about_of(folder: Path) -> Mapping[str, Any]:
    """What is counted in a run, without opening it where that was done lately. Raises as ``index_of``."""
    key = (folder, Stamp.of(document_of(folder)), "about")
    return KEPT.get(key, lambda: index_of(folder).about, 1 << 14)


def make(folder: Path) -> None:
    """Make it here; it is there whole or not at all."""
    if not document_of(folder).is_file():
        read_results(folder)  # says what is wrong
    target = place_of(folder)
    part = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.unlink(missing_ok=True)
        build(folder, part)
        with part.open("rb+") as whole:
            os.fsync(whole.fileno())
        part.chmod(0o600)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Throw it away; it is made again when it is asked for."""
    place_of(folder).unlink(missing_ok=True)
    KEPT.clear()


def _fault(folder: Path, said: str = "") -> Exception:
    """What is wrong with the file, by reading all of it; else it is we who failed."""
    try:
        read_results(folder)
    except UnusableInput as refused:
        return refused
    return RuntimeError(f"{folder}: {said}")
