"""A session laid on top of a run: read, checked, entered in the ledger, written beside everything that was there."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.command.recording import Book, user
from engine.council.applying import apply
from engine.council.checking import Found
from engine.council.model import Applied, Council
from engine.council.reading import read_session
from engine.council.record import COUNCIL, council_json, council_of, read_council
from engine.council.seats import Places
from engine.council.workbook import write_workbook
from engine.documents import to_trinh
from engine.documents.council import sitting_of
from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.report.html_page import page
from engine.report.reading import read_results, sha256_of
from engine.report.writing import WORKBOOK, new_folder
from engine.wording import say

if TYPE_CHECKING:
    from engine.ledger import Entry

KIND = "choices"
LISTS = "nominations-council.xlsx"
PAGE = "report-council.html"
SUBMISSION = "to-trinh-council.docx"
_MOST = 12  # problems told at once


class NotDecidable(UnusableInput):
    """A sheet that cannot be taken as it is filled in; each of ``found`` has its cell."""

    def __init__(self, found: Sequence[Found]) -> None:
        told = [Text(f"{cell}: {text.vi}", f"{cell}: {text.en}") for cell, text in found[:_MOST]]
        more = len(found) - len(told)
        if more:
            told.append(Text(f"… và {more} chỗ nữa.", f"… and {more} more."))
        told.append(say("cli.decide_nothing"))
        super().__init__(Text("\n".join(t.vi for t in told), "\n".join(t.en for t in told)))
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """A run and the council's sessions about it so far."""

    document: dict[str, Any]
    council: Council
    files: dict[str, bytes]  # of its folder


def standing_of(reference: str, ledger: str | None = None, *, latest: bool = True) -> Standing:
    """A results folder, or a run's id in the ledger, with its sessions.

    Raises UnusableInput where there is no such run, where it carries no seal, or, with ``latest``, where the ledger has
    a later session than a folder.
    """
    from engine.ledger import open_ledger, place_of
    from engine.rerun.finding import is_reference

    path, place = Path(reference), place_of(ledger, os.environ)
    begun = place is not None and (place.path is None or place.path.exists())
    entries: list[Entry] = []
    if begun:
        assert place is not None
        entries = open_ledger(place).entries(KIND)
    if os.path.lexists(path) or not is_reference(reference) or place is None:
        folder = path.parent if path.is_file() else path
        document = read_results(path)
        council = read_council(folder)
        files = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}
    else:
        document, files = _in_ledger(reference, ledger)
        council = None
    _sealed(document, reference)
    council = council or Council(document["run"]["id"], document["seal"])
    about = [e for e in entries if (e.data["run"], e.data["seal"]) == (council.run, council.seal)]
    if about and place is not None and about[-1].data["session"] > len(council.sessions):
        if os.path.lexists(path):
            if latest:
                raise _later(about[-1], reference)
            return Standing(document, council, files)
        council = council_of(json.loads(open_ledger(place).files(about[-1])[COUNCIL]))
    return Standing(document, council, files)


def _in_ledger(reference: str, ledger: str | None) -> tuple[dict[str, Any], dict[str, bytes]]:
    from tempfile import TemporaryDirectory

    from engine.ledger import place_of
    from engine.rerun.entries import entered, write_entered
    from engine.rerun.finding import find_document

    document = find_document(reference, ledger)
    place = place_of(ledger, os.environ)
    assert place is not None
    with TemporaryDirectory() as folder:
        write_entered(entered(place, reference), Path(folder))
        return document, {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _sealed(document: dict[str, Any], reference: str) -> None:
    if "seal" not in document or "basis" not in document:
        raise UnusableInput(Text(
            f"{reference}: kết quả này không có chứng nhận; hãy chạy lại xetkhen nominate.",
            f"{reference}: this result has no certificate; run xetkhen nominate again.",
        ))  # fmt: skip


def _later(entry: Entry, reference: str) -> UnusableInput:
    n, folder = entry.data["session"], entry.data["folder"]
    return UnusableInput(Text(
        f"{reference}: sổ đã ghi phiên {n} của lượt xét này (mục {entry.sequence}).\n"
        f"Phiên sau chồng lên phiên trước: dùng thư mục của phiên ấy, {folder}.",
        f"{reference}: the ledger has session {n} about this run (entry {entry.sequence}).\n"
        f"A session goes on top of the one before: use that one's folder, {folder}.",
    ))  # fmt: skip


def decide(
    run: str, sheet: Path, target: Path, lang: str, ledger: str | None = None, by: str | None = None
) -> Applied:
    """Take a filled sheet, enter it in the ledger, and write the run with it into a new folder ``target``.

    The folder holds all that was there, byte for byte; ``council.json``, the sheet, the results' workbook with the
    council's decisions before it, and page and submission as the council left them. Raises UnusableInput, and
    NotDecidable with every cell that is wrong.
    """
    before = standing_of(run, ledger)
    places = Places(before.document)
    session, found = read_session(sheet, before.document, before.council, places)
    if found:
        raise NotDecidable(found)
    council = replace(before.council, sessions=(*before.council.sessions, session))
    applied = apply(before.document, council, places)
    number = len(council.sessions)
    book = Book(ledger, lang)
    with new_folder(target) as folder:
        for name, content in before.files.items():
            if name not in (COUNCIL, LISTS, PAGE, SUBMISSION):
                (folder / name).write_bytes(content)
        filled = sheet.read_bytes()
        if hashlib.sha256(filled).hexdigest() != session.sha256:
            raise UnusableInput(Text(
                f"{sheet}: tệp vừa bị sửa trong lúc đọc; chạy lại.", f"{sheet}: it changed meanwhile; run again."
            ))  # fmt: skip
        (folder / f"phien-{number:02d}{sheet.suffix}").write_bytes(filled)
        word = f"{json.dumps(council_json(council), ensure_ascii=False, indent=1)}\n".encode()
        (folder / COUNCIL).write_bytes(word)
        digest = f"{sha256_of(folder)}; {COUNCIL} {hashlib.sha256(word).hexdigest()}"
        sitting = sitting_of(applied)
        (folder / PAGE).write_bytes(page(applied.document, digest, lang, sitting).encode(errors="replace"))
        (folder / SUBMISSION).write_bytes(to_trinh(applied.document, digest, lang, sitting))
        source = folder / WORKBOOK
        write_workbook(applied, source if source.exists() else None, folder / LISTS, lang)
        payload: dict[str, object] = {
            "run": council.run, "seal": council.seal, "session": number, "held_on": session.held_on,
            "signed_by": session.signed_by, "signed_on": session.signed_on, "draft": applied.draft,
            "choices": len(session.choices), "overruns": len(applied.overruns), "folder": os.path.realpath(target),
        }  # fmt: skip
        book.add(KIND, payload, {COUNCIL: word, sheet.name: filled}, by or user())
    book.tell(target)
    return applied
