"""Small runs made again to be asked, a few kept at hand: making one takes a second, asking it much less."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from engine.questions import Asked, WouldChange, asked, would_change
from engine.rerun import find_run

_KEPT = 4


class Askings:
    """By results folder, which never changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, Asked] = OrderedDict()
        self._changes: OrderedDict[tuple[Path, int], WouldChange] = OrderedDict()
        self._lock, self._making = threading.Lock(), threading.Lock()

    def asked(self, folder: Path) -> Asked:
        """Raises UnusableInput where the folder's record is missing or damaged."""
        with self._lock:
            if folder in self._kept:
                self._kept.move_to_end(folder)
                return self._kept[folder]
        with self._making:  # one at a time: whoever waited may find it made
            with self._lock:
                if folder in self._kept:
                    return self._kept[folder]
            made = asked(find_run(folder))
            self._keep(folder, made)
        return made

    def _keep(self, folder: Path, made: Asked) -> None:
        with self._lock:
            self._kept[folder] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def would_change(self, folder: Path, row: int) -> WouldChange:
        """The smallest changes that alter a decision."""
        case = self.asked(folder)
        with self._lock:
            found = self._changes.get((folder, row))
        if found is None:
            found = would_change(case, row)
            with self._lock:
                self._changes[folder, row] = found
                while len(self._changes) > 200:
                    self._changes.popitem(last=False)
        return found
