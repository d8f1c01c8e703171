"""What stands on every printed page, so that paper can be traced to its run: the run, its rulebook, whether a draft."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.web.results import results_of

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Traced:
    """A result as a printed page names it."""

    run: str
    rulebook: str
    version: str
    draft: bool
    digest: str  # SHA-256 of decisions.json


def traced(folder: Path) -> Traced:
    """Raises UnusableInput where the folder holds no results."""
    found = results_of(folder)
    run = found.head["run"]
    return Traced(run["id"], run["rulebook"]["id"], run["rulebook"]["version"], found.draft, found.digest)


def digest_of(file: Path) -> str:
    """SHA-256 of a file as it is; worked out anew where it was touched."""
    state = file.stat()
    return _digest(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _digest(file: Path, _changed: int, _size: int) -> str:
    """By piece, for a large run's file is large."""
    found = hashlib.sha256()
    with file.open("rb") as open_:
        while piece := open_.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
