"""A session laid on top of a run: read, checked, and written as a new folder beside everything that was there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

from engine.council.applying import apply
from engine.council.checking import Found
from engine.council.model import Applied, Council
from engine.council.reading import read_session
from engine.council.record import COUNCIL, council_json, read_council
from engine.council.seats import Places
from engine.council.workbook import write_workbook
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.report.reading import read_results
from engine.report.writing import DOCUMENT, WORKBOOK, new_folder

_MOST = 12  # problems told at once


class NotDecidable(UnusableInput):
    """A sheet that cannot be taken as it is filled in; each of ``found`` has its cell."""

    def __init__(self, found: Sequence[Found]) -> None:
        told = [Text(f"{cell}: {text.vi}", f"{cell}: {text.en}") for cell, text in found[:_MOST]]
        more = len(found) - len(told)
        if more:
            told.append(Text(f"… và {more} chỗ nữa.", f"… and {more} more."))
        told.append(Text("Chưa ghi nhận gì; sửa các ô trên rồi chạy lại.", "Nothing was recorded; put them right."))
        super().__init__(Text("\n".join(t.vi for t in told), "\n".join(t.en for t in told)))
        self.found = tuple(found)


def council_so_far(run: Path) -> tuple[dict[str, object], Council]:
    """The document of a run and the council's sessions about it so far.

    Raises UnusableInput where there is no run, or it carries no seal.
    """
    document = read_results(run)
    if "seal" not in document or "basis" not in document:
        raise UnusableInput(Text(
            f"{run}: kết quả này không có chứng nhận; hãy chạy lại xetkhen nominate.",
            f"{run}: this result has no certificate; run xetkhen nominate again.",
        ))  # fmt: skip
    return document, read_council(run) or Council(document["run"]["id"], document["seal"])


def decide(run: Path, sheet: Path, target: Path, lang: str) -> Applied:
    """Take a filled sheet, and write the run with it into a new folder ``target``.

    The folder holds all that was there, byte for byte, but the workbook, which the council's decisions go before; and
    ``council.json`` and the sheet itself. Raises UnusableInput, and NotDecidable with every cell that is wrong.
    """
    document, earlier = council_so_far(run)
    places = Places(document)
    session, found = read_session(sheet, document, earlier, places)
    if found:
        raise NotDecidable(found)
    council = replace(earlier, sessions=(*earlier.sessions, session))
    applied = apply(document, council, places)
    source = run.parent if run.is_file() else run
    with new_folder(target) as folder:
        for path in sorted(source.iterdir()):
            if path.is_file() and path.name not in (COUNCIL, WORKBOOK):
                copyfile(path, folder / path.name)
        assert (folder / DOCUMENT).exists()
        copyfile(sheet, folder / f"phien-{len(council.sessions):02d}{sheet.suffix}")
        text = json.dumps(council_json(council), ensure_ascii=False, indent=1)
        (folder / COUNCIL).write_text(f"{text}\n", encoding="utf-8")
        workbook = source / WORKBOOK
        write_workbook(applied, workbook if workbook.exists() else None, folder / WORKBOOK, lang)
    return applied
