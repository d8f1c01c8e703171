"""What the command ``check`` says of a run's files, kept as long as files, answers and parameters stay the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

from engine.checking import Checked, check_files, propose_mapping
from engine.intake.old_fonts import to_unicode
from engine.intake.proposals import Proposal
from engine.intake.raw import RawBook
from engine.intake.read import read_books
from engine.intake.recognise import Recognised, recognise
from engine.rulebook import Rulebook
from engine.web.jobs import INPUTS, named_inputs
from engine.web.keeping import Kept
from engine.web.rulebooks import Rulebooks
from engine.web.works import Upload, Work, Works

_READ, _FATES = 24, 4000  # how many are kept
ANSWERS = ("mapping", "resolve")


class Readings:
    """Each asks the same room as the command, once for one state of a run. All raise UnusableInput as it does."""

    def __init__(self, works: Works, rulebooks: Rulebooks) -> None:
        self._works, self._rulebooks = works, rulebooks
        self._kept, self._fates = Kept(_READ), Kept(_FATES)

    def checked(self, work: Work) -> Checked:
        """Everything that is wrong with the files."""
        files = Files(self._works, self._rulebooks, work)
        return self._check(files, files.resolve)

    def unsettled(self, work: Work) -> Checked:
        """The same without what was answered about copies and spellings: every question is open."""
        return self._check(Files(self._works, self._rulebooks, work), None)

    def _check(self, files: Files, resolve: Path | None) -> Checked:
        state = files.key(files.settings, _text(files.mapping), _text(resolve))
        return self._kept.get(("checked", state), lambda: check_files(
            files.candidates, files.rulebook, files.register, files.units, files.settings,
            mapping=files.mapping, resolve=resolve,
        ), 1)  # fmt: skip

    def proposals(self, work: Work) -> tuple[Proposal, ...]:
        """How each column was understood from its header, without the answers given so far."""
        files = Files(self._works, self._rulebooks, work)
        return self._kept.get(("proposals", files.key()), lambda: propose_mapping(
            files.candidates, files.rulebook, files.register, files.units
        )[1], 1)  # fmt: skip

    def books(self, work: Work) -> tuple[RawBook, ...]:
        """The sheets as they are laid out, old encodings converted as reading converts them."""
        files = Files(self._works, self._rulebooks, work)
        return self._kept.get(("books", files.key()), lambda: tuple(
            replace(book, sheets=tuple(to_unicode(sheet)[0] for sheet in book.sheets))
            for book in read_books(files.candidates, files.register, files.units)
        ), 1)  # fmt: skip

    def recognised(self, work: Work, upload: Upload, book: Rulebook) -> tuple[Recognised, ...]:
        """What one of the files is. ``work`` has it among its uploads."""
        key = (upload.stored, upload.role, book.sha256)
        return self._fates.get(key, lambda: self._recognised(work, upload, book), 1)

    def _recognised(self, work: Work, upload: Upload, book: Rulebook) -> tuple[Recognised, ...]:
        path = self._works.folder(work) / INPUTS / upload.name
        if not (path.exists() and path.samefile(self._works.uploads(work) / upload.stored)):
            named_inputs(self._works, work)
        return recognise(path, book, upload.role)

    def paths(self, work: Work) -> Files:
        """Where the inputs lie."""
        return Files(self._works, self._rulebooks, work)


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
