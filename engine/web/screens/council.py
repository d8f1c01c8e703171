"""Hội đồng quyết định: ties side by side, who is struck, added or moved; votes, reasons, who signed. Never instead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.council import Applied, Council, Said, Tie, apply, fill_sheet, labels, read_council, ties
from engine.council.words import FACTS
from engine.web.answers import download
from engine.web.pages import page
from engine.web.screens.results import ICONS, namer, the_results
from engine.web.visit import Visit

LINES = 3  # for those struck, added, moved; more through the workbook
ASKED = ("held_on", "chair", "secretary", "members", "minutes", "signed_by", "signed_on")
_PATIENCE = 300


def council(visit: Visit, error: str | None = None, status: int = 200, typed: FormData | None = None) -> Response:
    folder, found = the_results(visit)
    so_far = _so_far(folder, found.document)
    applied = apply(found.document, so_far)
    return page(
        visit, "council.html", status, results=found, ties=_groups(ties(found.document, so_far)), applied=applied,
        sessions=so_far.sessions, labels=labels(found.document), error=error, facts=[(f, FACTS[f]) for f in ASKED],
        typed=typed or {}, icons=ICONS, name=namer(found.document["rules"], visit.lang), lines=range(LINES),
        awards=found.document["rules"]["awards"], decides=_decides(visit), names=_names(applied),
    )  # fmt: skip


def _decides(visit: Visit) -> bool:
    return visit.who.role == "council" and visit.work.state in ("submitted", "decided")


def _so_far(folder: Path, document: Any) -> Council:
    return read_council(folder) or Council(document["run"]["id"], document["seal"])


def _groups(found: tuple[Tie, ...]) -> list[tuple[str, list[Tie]]]:
    groups: dict[str, list[Tie]] = {}
    for tie in found:
        groups.setdefault(f"{tie.group}. {tie.seats}", []).append(tie)
    return list(groups.items())


def _names(applied: Applied) -> list[str]:
    return [name for group in applied.open_ties for name in group]


def council_sheet(visit: Visit) -> Response:
    """The sheet to fill in with Excel instead."""
    from engine.council.sheet import write_sheet

    folder, found = the_results(visit)
    with TemporaryDirectory() as place:
        file = Path(place) / "hoi-dong.xlsx"
        write_sheet(found.document, _so_far(folder, found.document), file)
        return download(file.read_bytes(), "hoi-dong.xlsx")


async def decide_here(visit: Visit) -> Response:
    """A session, from the form or from a filled sheet; both go through the command ``decide``."""
    from starlette.concurrency import run_in_threadpool

    if not _decides(visit):
        raise HTTPException(409, "kept")
    async with visit.request.form(max_files=1, max_fields=5000) as form:
        sheet = form.get("sheet")
        content = await sheet.read() if isinstance(sheet, UploadFile) and sheet.filename else None
        return await run_in_threadpool(_decide, visit, form, content)


def _decide(visit: Visit, form: FormData, content: bytes | None) -> Response:
    folder, found = the_results(visit)
    works, work = visit.office.works, visit.work
    number = 1
    while (target := works.folder(work) / f"council-{number}").exists():
        number += 1
    with TemporaryDirectory(dir=works.folder(work), prefix=".") as place:
        file = Path(place) / "hoi-dong.xlsx"
        if content is not None:
            file.write_bytes(content)
        else:
            facts = {field: str(form.get(field, "")).strip() for field in ASKED}
            fill_sheet(found.document, _so_far(folder, found.document), facts, _said(form, found.document), file)
        done = subprocess.run(  # noqa: S603  # our own command, its arguments a list: no shell reads them
            [sys.executable, "-P", "-m", "cli", "decide", str(folder), "--file", str(file), "-o", str(target),
             "--by", visit.who.name, "--lang", visit.lang, *_ledger(visit)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=_PATIENCE,
        )  # fmt: skip
    if done.returncode != 0:
        return council(visit, done.stderr.strip(), 422, form)
    works.move(work, "decided", results=target.name)
    return visit.to("council", work=work.id)


def _ledger(visit: Visit) -> list[str]:
    ledger = visit.office.config.ledger
    return ["--ledger", ledger] if ledger else []


def _said(form: FormData, document: Any) -> list[Said]:
    known = set(labels(document))
    found = []
    for n in range(len(known)):
        label, action = str(form.get(f"tie.{n}", "")), str(form.get(f"decision.{n}", ""))
        if label in known and action in ("choose", "pass"):
            found.append(_one(form, f"{n}", label, action))
    for n in range(LINES):
        label, action = str(form.get(f"who.{n}", "")).strip(), str(form.get(f"action.{n}", ""))
        if label and action in ("strike", "add", "move"):
            found.append(_one(form, f"change.{n}", label, action, str(form.get(f"award.{n}", ""))))
    return found


def _one(form: FormData, n: str, label: str, action: str, award: str = "") -> Said:
    names = ("reason", "by", "agree", "against", "abstained")
    given = {name: str(form.get(f"{name}.{n}", "")).strip() for name in names}
    return Said(label, action, award=award, **given)
