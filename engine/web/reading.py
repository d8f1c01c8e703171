"""What the command ``check`` says of a run's files, kept as long as files, answers and parameters stay the same."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

from engine.checking import Checked, check_files, propose_mapping
from engine.intake.old_fonts import to_unicode
from engine.intake.proposals import Proposal
from engine.intake.raw import RawBook
from engine.intake.read import read_books
from engine.intake.recognise import Recognised, recognise
from engine.rulebook import Rulebook
from engine.web.jobs import INPUTS, named_inputs
from engine.web.rulebooks import Rulebooks
from engine.web.works import Upload, Work, Works

_KEPT, _FATES = 24, 4000
T = TypeVar("T")
ANSWERS = ("mapping", "resolve")


class Readings:
    """Each asks the same room as the command, once for one state of a run. All raise UnusableInput as it does."""

    def __init__(self, works: Works, rulebooks: Rulebooks) -> None:
        self._works, self._rulebooks = works, rulebooks
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._fates: OrderedDict[tuple[str, str, str], tuple[Recognised, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def checked(self, work: Work) -> Checked:
        """Everything that is wrong with the files."""
        files = Files(self._works, self._rulebooks, work)
        return self._check(files, files.resolve)

    def unsettled(self, work: Work) -> Checked:
        """The same without what was answered about copies and spellings: every question is open."""
        return self._check(Files(self._works, self._rulebooks, work), None)

    def _check(self, files: Files, resolve: Path | None) -> Checked:
        state = files.key(files.settings, _text(files.mapping), _text(resolve))
        return self._once("checked", state, lambda: check_files(
            files.candidates, files.rulebook, files.register, files.units, files.settings,
            mapping=files.mapping, resolve=resolve,
        ))  # fmt: skip

    def proposals(self, work: Work) -> tuple[Proposal, ...]:
        """How each column was understood from its header, without the answers given so far."""
        files = Files(self._works, self._rulebooks, work)
        return self._once("proposals", files.key(), lambda: propose_mapping(
            files.candidates, files.rulebook, files.register, files.units
        )[1])  # fmt: skip

    def books(self, work: Work) -> tuple[RawBook, ...]:
        """The sheets as they are laid out, old encodings converted as reading converts them."""
        files = Files(self._works, self._rulebooks, work)
        return self._once("books", files.key(), lambda: tuple(
            replace(book, sheets=tuple(to_unicode(sheet)[0] for sheet in book.sheets))
            for book in read_books(files.candidates, files.register, files.units)
        ))  # fmt: skip

    def recognised(self, work: Work, upload: Upload, book: Rulebook) -> tuple[Recognised, ...]:
        """What one of the files is. ``work`` has it among its uploads."""
        key = (upload.stored, upload.role, book.sha256)
        with self._lock:
            if key in self._fates:
                return self._fates[key]
        path = self._works.folder(work) / INPUTS / upload.name
        if not (path.exists() and path.samefile(self._works.uploads(work) / upload.stored)):
            named_inputs(self._works, work)
        found = recognise(path, book, upload.role)
        with self._lock:
            self._fates[key] = found
            while len(self._fates) > _FATES:
                self._fates.popitem(last=False)
        return found

    def paths(self, work: Work) -> Files:
        """Where the inputs lie."""
        return Files(self._works, self._rulebooks, work)

    def _once(self, what: str, state: str, read: Callable[[], T]) -> T:
        key = (what, state)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                known: T = self._kept[key]
                return known
        found = read()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


class Files:
    """The inputs of a run under the names they were sent by."""

    def __init__(self, works: Works, rulebooks: Rulebooks, work: Work) -> None:
        folder = works.folder(work)
        named = named_inputs(works, work)
        self.candidates = tuple(folder / file for file in named["candidates"])
        self.register = folder / named["register"][0] if named["register"] else None
        self.units = folder / named["units"][0] if named["units"] else None
        self.rulebook = rulebooks.place(work.details.rulebook) if work.details.rulebook else ""
        self.settings = dict(work.details.settings)
        self.mapping, self.resolve = (_there(folder / f"{name}.yaml") for name in ANSWERS)
        self._said = [work.id, self.rulebook, [asdict(upload) for upload in work.details.uploads]]

    def key(self, *further: object) -> str:
        """One state of the files, and of what else matters."""
        told = json.dumps([self._said, further], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def _text(file: Path | None) -> str:
    return file.read_text(encoding="utf-8") if file else ""


def _there(file: Path) -> Path | None:
    return file if file.exists() else None
