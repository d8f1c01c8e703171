"""A recorded run made again: from the record alone, in a private folder that is gone afterwards.

The rulebooks and lists that come with the product today play no part, unless a change asks for them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from engine.frozen import dataclass
from engine.intake.changed_units import with_other_time
from engine.intake.roster import Roster
from engine.pipeline import Request, Run, nominate
from engine.places import data_dir
from engine.rerun.record import Kept, RunRecord
from engine.rulebook import Files, Rulebook, files_of, load


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other than it was; what is not named stays."""

    settings: Mapping[str, str] = field(default_factory=dict)  # beside, or in the place of, those recorded
    rulebook: str | Files | None = None  # an id, a path, or files; recorded settings it has no parameter for fall away
    round: str | None = None
    roster: Callable[[Roster, Rulebook], Roster] | None = None  # puts other values in the place of those read


def perform(record: RunRecord, changes: Changes | None = None) -> Run:
    """Make the run again. Raises UnusableInput and BadRulebook as a run does."""
    changes = changes or Changes()
    rulebook, settings = _rules(record, changes)
    with tempfile.TemporaryDirectory(prefix="xetkhen-") as name:
        request = _request(record, Path(name), rulebook, settings, changes)
        return nominate(request, changes.roster)


def _rules(record: RunRecord, changes: Changes) -> tuple[Files, dict[str, str]]:
    if changes.rulebook is None:
        return record.rulebook, {**record.settings, **changes.settings}
    files = changes.rulebook if isinstance(changes.rulebook, Files) else files_of(changes.rulebook)
    known = load(files).parameters
    return files, {**{name: v for name, v in record.settings.items() if name in known}, **changes.settings}


def _request(
    record: RunRecord, folder: Path, rulebook: Files, settings: Mapping[str, str], changes: Changes
) -> Request:
    def put(place: str, kept: Kept) -> Path:
        # Each in a folder of its own, under its own name: a table of text takes its sheet's name from it.
        path = folder / place / kept.name.rpartition("/")[2]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kept.content)
        return path

    lists = folder / "lists"
    lists.mkdir()
    for kept in record.lists:
        put("lists", kept)
    if changes.rulebook is not None or changes.settings:
        _lists_of_today(load(rulebook, settings), lists)
    single = {
        name: put(name, kept) if (kept := getattr(record, name)) is not None else None
        for name in ("register", "units", "mapping", "resolve")
    }
    named = [*record.inputs, *(kept for kept in (record.register, record.units) if kept is not None)]
    if record.register is not None and single["register"] is not None and single["register"].suffix == ".json":
        named.remove(record.register)  # an earlier run's results are read, and called, in their own way
    return Request(
        tuple(put(f"inputs/{n}", kept) for n, kept in enumerate(record.inputs)), rulebook,
        changes.round or record.round, record.year, decided_on=record.decided_on, settings=settings,
        names=tuple(kept.name for kept in named), lists=lists, started_at=record.started_at,
        register=single["register"], units=single["units"], mapping=single["mapping"], resolve=single["resolve"],
    )  # fmt: skip


def _lists_of_today(rulebook: Rulebook, folder: Path) -> None:
    """Where other rules name lists that the run did not read, the product's."""
    for name in with_other_time(rulebook.document.units):
        source, target = data_dir() / "units" / f"{name}.csv", folder / f"{name}.csv"
        if source.is_file() and not target.exists():
            shutil.copyfile(source, target)
