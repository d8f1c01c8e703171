"""A run as an entry of the ledger, and back."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.ledger import Entry, open_ledger
from engine.ledger.place import Place
from engine.pipeline import Run
from engine.provenance import Text
from engine.rerun.finding import FoundRun
from engine.rerun.packing import MANIFEST, packed, unpacked
from engine.rerun.record import RECORD, RunRecord
from engine.wording import say

if TYPE_CHECKING:
    from engine.ledger.ledger import Ledger

KIND = "run"
_RECORD, _RESULTS = "record/", "results/"


def add_run(ledger: Ledger, run: Run, record: RunRecord, part: Path, target: Path) -> Entry:
    """Enter a run whose files lie in ``part``, from where they are about to be moved to ``target``.

    In this order: what stands in its place is in the ledger, whenever the program is stopped. Raises LedgerUnusable.
    """
    facts = run.decisions.run
    payload: dict[str, object] = {
        "run": record.id, "rulebook": dict(facts.rulebook), "round": record.round, "year": record.year,
        "decided_on": facts.decided_on, "parameters": dict(facts.parameters), "settings": dict(record.settings),
        "inputs": [dict(source) for source in facts.inputs],
        "answers": {name: dict(source) for name, source in facts.answers.items()},
        "counts": dict(Counter(d.status.value for d in run.decisions.decisions)),
        "started_at": record.started_at, "versions": dict(record.versions), "results": dict(record.results),
        "folder": os.path.realpath(target), "part": os.path.realpath(part), "host": platform.node(),
    }  # fmt: skip
    files = {_RECORD + name: content for name, content in packed(record).items()}
    files |= {_RESULTS + name: (part / name).read_bytes() for name in record.results}
    return ledger.append(KIND, payload, files, record.by)


@dataclass(frozen=True, slots=True)
class Entered:
    """A run as the ledger has it."""

    entry: Entry
    record: RunRecord
    results: dict[str, bytes]  # the files of its folder, without the record


def entered(place: Place, reference: str) -> Entered:
    """The run of an id in the ledger. Raises UnusableInput where there is none, or it is not whole."""
    ledger = open_ledger(place)
    return of_entry(ledger, ledger.run(reference))


def of_entry(ledger: Ledger, entry: Entry) -> Entered:
    """The run of an entry. Raises UnusableInput where it is not whole."""
    files = ledger.files(entry)
    pieces = {name.removeprefix(_RECORD): content for name, content in files.items() if name.startswith(_RECORD)}
    results = {name.removeprefix(_RESULTS): content for name, content in files.items() if name.startswith(_RESULTS)}
    return Entered(entry, unpacked(pieces, f"{ledger.place.shown}, {entry.sequence}"), results)


def write_entered(run: Entered, folder: Path) -> None:
    """Write the results folder again, as it was."""
    for name, content in run.results.items():
        (folder / name).write_bytes(content)
    run.record.write(folder / RECORD)


# ---- runs that were cut off between the ledger and their folder --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A run that is in the ledger, and whose folder was not put in its place."""

    entry: Entry
    folder: str
    part: str

    @property
    def text(self) -> Text:
        """What is said of it, and what to do."""
        run = json.loads(self.entry.payload)["run"]
        folder, part = shlex.quote(self.folder), shlex.quote(self.part)
        return say("ledger.unplaced", run=run, n=self.entry.sequence, folder=folder, part=part)


def unplaced(entries: Iterable[Entry]) -> Iterator[Unplaced]:
    """Those of this machine of which the hidden folder is still there and nobody is at work on it."""
    here = platform.node()
    for entry in entries:
        said = json.loads(entry.payload)
        part, folder = str(said.get("part", "")), str(said.get("folder", ""))
        if said.get("host") == here and part and Path(part).is_dir() and not _at_work(Path(part)):
            yield Unplaced(entry, folder, part)


def _at_work(part: Path) -> bool:
    """Whether the process that its name tells of is alive."""
    number = part.name.rpartition(".part")[0].rpartition(".")[2].partition("-")[0]
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


# ---- a folder and the ledger -------------------------------------------------------------------------------------


def entry_of(ledger: Ledger, found: FoundRun) -> Entry | None:
    """The entry of a folder; None where the ledger has none of that run at that time."""
    of_run = [
        entry for entry in ledger.entries(KIND)
        if (entry.data["run"], entry.data["started_at"]) == (found.record.id, found.record.started_at)
    ]  # fmt: skip
    # Several were made in one second: the one that is this, if there is one.
    last = of_run[-1] if of_run else None
    return next((entry for entry in of_run if not differences_of(ledger, entry, found)), last)


def differences_of(ledger: Ledger, entry: Entry, found: FoundRun) -> list[Text]:
    """What in a folder is not what the ledger has of it."""
    assert found.folder is not None
    different = [
        name for name, digest in entry.data["results"].items()
        if not (path := found.folder / name).is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest
    ]  # fmt: skip
    # It names the digest of everything else in the record.
    if ledger.content(entry.files[_RECORD + MANIFEST]) != packed(found.record)[MANIFEST]:
        different.append(RECORD)
    return [say("verify.not_as_in_ledger", file=name, n=entry.sequence) for name in different]
