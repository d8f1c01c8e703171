"""Small runs made again to be asked, a few kept at hand: making one takes a second, asking it much less."""

from __future__ import annotations

import threading
from pathlib import Path

from engine.questions import Asked, WouldChange, asked, would_change
from engine.rerun import find_run
from engine.web.keeping import Kept

_CASES, _CHANGES = 4, 200  # how many are kept


class Askings:
    """By results folder, which never changes."""

    def __init__(self) -> None:
        self._kept, self._changes = Kept(_CASES), Kept(_CHANGES)
        self._making = threading.Lock()

    def asked(self, folder: Path) -> Asked:
        """Raises UnusableInput where the folder's record is missing or damaged."""
        return self._kept.get(folder, lambda: self._made(folder), 1)

    def _made(self, folder: Path) -> Asked:
        with self._making:  # one at a time: a case is large
            return asked(find_run(folder))

    def would_change(self, folder: Path, row: int) -> WouldChange:
        """The smallest changes that alter a decision."""
        case = self.asked(folder)
        return self._changes.get((folder, row), lambda: would_change(case, row), 1)
