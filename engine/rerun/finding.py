"""RUN, as commands take it: a results folder, or an id that the ledger knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.frozen import dataclass
from engine.report.reading import read_results
from engine.rerun.record import RECORD, RunRecord


@dataclass(frozen=True, slots=True)
class FoundRun:
    """A run that was made."""

    document: dict[str, Any]  # decisions.json
    record: RunRecord
    content: bytes  # of decisions.json


def find_run(reference: str | Path, ledger_url: str | None = None) -> FoundRun:
    """The run of a results folder (or its ``decisions.json``), or of an id in the ledger.

    Raises UnusableInput where there is none, where the folder has no record, or where one of them is damaged.
    """
    del ledger_url
    folder = Path(reference)
    folder = folder.parent if folder.is_file() else folder
    document = read_results(folder)
    return FoundRun(document, RunRecord.read(folder / RECORD), (folder / "decisions.json").read_bytes())
