"""Runs made again to be asked, a few kept at hand: making one takes a second, asking it much less."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from engine.questions import Asked, WouldChange, asked, would_change
from engine.rerun import find_run

_KEPT = 4
_SEARCHED = 20_000  # candidates up to which the smallest changes are looked for


class Askings:
    """By results folder, which never changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, Asked] = OrderedDict()
        self._changes: OrderedDict[tuple[Path, int], WouldChange] = OrderedDict()
        self._lock = threading.Lock()

    def asked(self, folder: Path) -> Asked:
        """Raises UnusableInput where the folder's record is missing or damaged."""
        with self._lock:
            if folder in self._kept:
                self._kept.move_to_end(folder)
                return self._kept[folder]
        made = asked(find_run(folder))
        with self._lock:
            self._kept[folder] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def would_change(self, folder: Path, row: int) -> WouldChange | None:
        """The smallest changes that alter a decision; None in a run too large to look for them at once."""
        case = self.asked(folder)
        if len(case.document["decisions"]) > _SEARCHED:
            return None
        with self._lock:
            found = self._changes.get((folder, row))
        if found is None:
            found = would_change(case, row)
            with self._lock:
                self._changes[folder, row] = found
                while len(self._changes) > 200:
                    self._changes.popitem(last=False)
        return found
