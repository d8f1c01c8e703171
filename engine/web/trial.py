"""A run on trial: the files as they are, under the parameters as they are, decided and thrown away.

It says before the first run what an officer wants to know then: whom an unset value holds up, who hangs on a reading.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.pipeline import Request
from engine.questions import Asked, hanging, held_up
from engine.report.json_report import decisions_json
from engine.rerun import recorded
from engine.web.keeping import Kept
from engine.web.reading import Files
from engine.web.rulebooks import Rulebooks
from engine.web.works import Work, Works

MOST = 2_000  # candidates up to which a page may wait for it
_TRIED = 3  # how many are kept


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    case: Asked
    held_up: Mapping[str, tuple[str, ...]]  # parameter without value -> names
    hanging: Mapping[str, int]  # reading -> how many decisions


class Trials:
    """Each state of a run is tried once; a few are kept, for a case is large."""

    def __init__(self, works: Works, rulebooks: Rulebooks) -> None:
        self._works, self._rulebooks = works, rulebooks
        self._kept, self._trying = Kept(_TRIED), threading.Lock()

    def of(self, work: Work) -> Trial:
        """Raises UnusableInput and BadRulebook as a run does."""
        files = Files(self._works, self._rulebooks, work)
        details = work.details
        answers = [file.read_text(encoding="utf-8") if file else None for file in (files.mapping, files.resolve)]
        key = files.key("trial", files.settings, answers, details.round, details.year, details.decided_on)
        return self._kept.get(key, lambda: self._tried(files, work), 1)

    def _tried(self, files: Files, work: Work) -> Trial:
        with self._trying:  # one at a time: a case is large
            return _tried(files, work)


def _tried(files: Files, work: Work) -> Trial:
    details = work.details
    request = Request(
        files.candidates, files.rulebook, details.round,
        int(details.year) if details.year else None, files.register, files.units,
        date.fromisoformat(details.decided_on) if details.decided_on else None, files.settings,
        files.mapping, files.resolve,
    )  # fmt: skip
    run, record = recorded(request, by="")
    return Trial(Asked(run, decisions_json(run.decisions), record, faithful=True), held_up(run), hanging(run))
