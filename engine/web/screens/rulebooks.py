"""Chọn bộ quy tắc: the rules beside their clauses, draft or approved, the round; the template to send out."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.rulebook import Rulebook, load, shipped, show_json
from engine.web.answers import download
from engine.web.pages import page
from engine.web.visit import Visit
from engine.web.works import Work
from engine.wording import day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cache
def rulebook(id_: str) -> Rulebook:
    """A shipped rulebook as it stands, by its id; 404 for anything else: a browser names no path."""
    if id_ not in shipped():
        raise HTTPException(404)
    return load(id_)


@cache
def as_plain(id_: str) -> dict[str, Any]:
    return show_json(rulebook(id_))


def rulebooks(visit: Visit) -> Response:
    chosen = visit.request.query_params.get("id") or visit.work.details.rulebook
    books = [rulebook(id_) for id_ in shipped()]
    shown = rulebook(chosen) if chosen else None
    return page(
        visit, "rulebooks.html", books=books, shown=shown, lines=_lines(chosen) if chosen else [],
        details=visit.work.details, decided_on=_typed_day(visit.work),
    )  # fmt: skip


def _lines(id_: str) -> list[dict[str, Any]]:
    """Clause by clause: what the plan's place is about, and the rules made of it or why there is none."""
    book, plain = rulebook(id_), as_plain(id_)
    by_clause: dict[str, list[dict[str, Any]]] = {}
    for section in ("categories", "criteria", "exclusions", "advisories", "rounds", "parameters", "points", "targets",
                    "milestones"):  # fmt: skip
        for name, entry in _entries(plain.get(section)):
            clauses = entry.get("clauses") or entry.get("clause") or []
            for clause in [clauses] if isinstance(clauses, str) else clauses:
                by_clause.setdefault(clause, []).append({"section": section, "id": name, **entry})
    return [
        {"clause": clause, "rules": by_clause.get(clause.id, [])} for clause in book.clauses.values()
    ]


def _entries(section: Any) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(section, dict):
        return [(name, entry) for name, entry in section.items() if isinstance(entry, dict)]
    if isinstance(section, list):
        return [(str(entry.get("id", n)), entry) for n, entry in enumerate(section) if isinstance(entry, dict)]
    return []


async def choose_rulebook(visit: Visit) -> Response:
    form = await visit.request.form()
    book = rulebook(str(form.get("rulebook", "")))
    round_ = str(form.get("round", "")) or None
    if round_ is not None and round_ not in book.rounds:
        raise HTTPException(400, "round")
    if round_ is None and len(book.rounds) > 1:
        return visit.to("rulebooks", work=visit.work.id)
    year, decided_on = str(form.get("year", "")).strip(), _day(str(form.get("decided_on", "")))
    if year and not re.fullmatch(r"\d{4}", year):
        raise HTTPException(400, "year")
    works, work = visit.office.works, visit.work
    settings = dict(work.details.settings) if work.details.rulebook == book.id else {}
    work = works.keep(
        work, rulebook=book.id, round=round_, year=year or None, decided_on=decided_on, settings=settings
    )
    works.name(work, _title(visit, work, book, round_))
    return visit.to("files", work=work.id)


def _day(typed: str) -> str | None:
    """``9/10/2023`` as a day, written as the command takes it; 400 where there is no such day."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", typed.strip())
    if not typed.strip():
        return None
    try:
        day_ = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(typed.strip())
    except ValueError as error:
        raise HTTPException(400, "day") from error
    return day_.isoformat()


def _typed_day(work: Work) -> str:
    return day(date.fromisoformat(work.details.decided_on)).vi if work.details.decided_on else ""


def _title(visit: Visit, work: Work, book: Rulebook, round_: str | None) -> str:
    if work.title not in (visit.say("web.untitled"), visit.say("web.sample_title")):
        return work.title
    title = book.document.title.in_(visit.lang)
    return title if round_ is None else f"{title} – {book.rounds[round_].text.in_(visit.lang)}"


def template(visit: Visit) -> Response:
    """The empty workbook to send out."""
    from engine.intake.template import write_template

    book = rulebook(str(visit.request.path_params["rulebook"]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mau.xlsx"
        write_template(book, file)
        return download(file.read_bytes(), f"mau-{book.id}.xlsx", XLSX)
