"""RUN, as commands take it: a results folder, or an id that the ledger knows."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from engine.frozen import dataclass
from engine.ledger import Entry, Place, place_of
from engine.problems import UnusableInput
from engine.report.reading import read_results
from engine.rerun.record import RECORD, RunRecord
from engine.wording import say

_DOCUMENT = "decisions.json"


@dataclass(frozen=True, slots=True)
class FoundRun:
    """A run that was made."""

    document: dict[str, Any]  # decisions.json
    record: RunRecord
    content: bytes  # of decisions.json
    entry: Entry | None = None  # where it was found in the ledger
    folder: Path | None = None  # where it was found as a folder


def find_run(reference: str | Path, ledger: str | None = None) -> FoundRun:
    """The run of a results folder (or its ``decisions.json``), or of an id in the ledger; ``ledger`` as ``--ledger``.

    What is there as a file or folder is that. Raises UnusableInput where there is none, where a folder has no record,
    or where something is damaged.
    """
    path = Path(reference)
    if not os.path.lexists(path) and is_reference(str(reference)):
        return _in_ledger(str(reference), place_of(ledger, os.environ))
    folder = path.parent if path.is_file() else path
    document = read_results(folder)
    return FoundRun(document, RunRecord.read(folder / RECORD), (folder / _DOCUMENT).read_bytes(), None, folder)


def find_document(reference: str | Path, ledger: str | None = None) -> dict[str, Any]:
    """The ``decisions.json`` of a run, for which no record is wanted. Raises as ``find_run``."""
    path = Path(reference)
    if not os.path.lexists(path) and is_reference(str(reference)):
        return _in_ledger(str(reference), place_of(ledger, os.environ)).document
    return read_results(path)


def is_reference(text: str) -> bool:
    """Whether a text can be an id, or the number of an entry: no folder is called so by accident."""
    return text.isdecimal() or (len(text) >= 4 and not set(text.lower()) - set("0123456789abcdef"))


def _in_ledger(reference: str, place: Place | None) -> FoundRun:
    from engine.rerun.entries import entered

    if place is None:
        raise UnusableInput(say("ledger.asked_of_none", reference=reference))
    if place.path is not None and not place.path.exists():
        raise UnusableInput(say("ledger.no_such_run", reference=reference, place=place.shown))
    run = entered(place, reference)
    content = run.results[_DOCUMENT]
    return FoundRun(json.loads(content), run.record, content, run.entry)
