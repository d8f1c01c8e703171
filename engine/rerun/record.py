"""What a run was made from: the files as they were read, the rulebook's text, what was asked, by whom and when."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.pipeline import Run
from engine.rulebook import Files

if TYPE_CHECKING:
    from engine.rerun.perform import Changes

RECORD = "record.zip"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was read."""

    name: str  # of the file; of an input, what problems and cells call it: with folders, where two are of one name
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Everything needed to make a run again, and nothing that it did not read."""

    id: str  # of the run; the same inputs, rules and settings have the same
    by: str
    started_at: str
    inputs: tuple[Kept, ...]  # in the order given
    rulebook: Files
    settings: Mapping[str, str]
    round: str
    year: int | None
    decided_on: date | None
    register: Kept | None = None  # or the decisions.json of an earlier run
    units: Kept | None = None
    mapping: Kept | None = None
    resolve: Kept | None = None
    lists: tuple[Kept, ...] = ()  # of communes and wards, with those of the other time
    cases: str | None = None  # of the rulebook: read for no decision, but part of what was approved
    versions: Mapping[str, str] = field(default_factory=dict)  # xetkhen, python, libraries
    lang: str = "vi"  # of the workbook
    ways: tuple[str, ...] = ()  # from the results folder to each file that was read: the workbook's links
    results: Mapping[str, str] = field(default_factory=dict)  # the other files of the results folder -> SHA-256

    @property
    def engine_version(self) -> str:
        return self.versions.get("xetkhen", "")

    @classmethod
    def read(cls, path: Path) -> RunRecord:
        """From a results folder, or its ``record.zip``. Raises UnusableInput where there is none, or it is damaged."""
        from engine.rerun.packing import read_zip, unpacked

        return unpacked(read_zip(path / RECORD if path.is_dir() else path), str(path))

    def write(self, path: Path) -> None:
        """Write ``record.zip``; the same record gives the same bytes, on every machine."""
        from engine.rerun.packing import packed, write_zip

        write_zip(packed(self), path)

    def keep_in(self, folder: Path) -> RunRecord:
        """Write ``record.zip`` into a folder of results; gives the record with the digests of what lies there."""
        digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
        record = replace(self, results=digests)
        record.write(folder / RECORD)
        return record

    def perform(self, changes: Changes | None = None) -> Run:
        """Make the run again, from what is recorded alone, with what ``changes`` says changed.

        Raises UnusableInput and BadRulebook as a run does.
        """
        from engine.rerun.perform import perform

        return perform(self, changes)
