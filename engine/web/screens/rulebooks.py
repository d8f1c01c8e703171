"""Chọn bộ quy tắc: the rules beside their clauses, draft or approved, the round; and the one that a run went by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.names import fold, normal
from engine.provenance import Text
from engine.rerun import RunRecord
from engine.review import review_of
from engine.rulebook import Rulebook, load, samples, shipped
from engine.web.answers import download
from engine.web.clausewise import Shown, as_it_stands, reviewed
from engine.web.pages import page
from engine.web.rulebooks import Own
from engine.web.screens.results import the_results
from engine.web.visit import Visit
from engine.web.works import Work
from engine.wording import day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MANY = 8  # rulebooks, from which on there is something to search in


def rulebook(visit: Visit, ref: str) -> Rulebook:
    """A rulebook by its ref, as it stands; 404 for anything else: a browser names no path."""
    try:
        return visit.office.rulebooks.book(ref)
    except KeyError:
        raise HTTPException(404) from None


def clausewise(visit: Visit, ref: str) -> Shown:
    """A rulebook with its clauses, under every reading."""
    return _reviewed(visit.office.rulebooks.place(ref), rulebook(visit, ref).sha256)


@lru_cache(maxsize=32)
def _reviewed(place: str, _sha256: str) -> Shown:
    review = review_of(place)
    return reviewed(review.book, review.lines)


@dataclass(frozen=True, slots=True)
class Offered:
    """A rulebook in the list."""

    ref: str
    id: str
    title: Text
    issuer: Text
    approval: str
    number: int | None = None  # of a version of the office's own

    def fits(self, words: Sequence[str]) -> bool:
        told = fold(normal(f"{self.title.vi} {self.title.en} {self.issuer.vi} {self.id}"))
        return all(word in told for word in words)


def offered(visit: Visit, search: str = "") -> list[tuple[str, list[Offered]]]:
    """Those of the office, those that come with the product, and samples, apart."""
    words = fold(normal(search)).split()
    books = visit.office.rulebooks
    groups = (
        ("own", [Offered(o.ref, o.id, o.title, o.issuer, o.approval, o.number) for o in books.latest()]),
        ("shipped", [_offered(ref, books.book(ref)) for ref in shipped()]),
        ("samples", [_offered(ref, books.book(ref)) for ref in samples()]),
    )
    found = ((name, [each for each in group if each.fits(words)]) for name, group in groups)
    return [(name, group) for name, group in found if group]


def _offered(ref: str, book: Rulebook) -> Offered:
    return Offered(ref, book.id, book.document.title, book.document.issuer, book.approval)


def newer(visit: Visit, own: Own | None) -> Own | None:
    """The version that came after this one, if any."""
    if own is None:
        return None
    last = visit.office.rulebooks.versions(own.id)[0]
    return last if last.number > own.number else None


def rulebooks(visit: Visit) -> Response:
    asked = visit.request.query_params
    chosen = asked.get("id", "")[:100] or visit.work.details.rulebook
    search = asked.get("search", "")[:100]
    shown = clausewise_or_404(visit, chosen) if chosen else None
    own = visit.office.rulebooks.find(chosen) if chosen else None
    groups = offered(visit, search)
    return page(
        visit, "rulebooks.html", groups=groups, shown=shown, ref=chosen, own=own, newer=newer(visit, own),
        details=visit.work.details, decided_on=_typed_day(visit.work), search=search,
        searchable=bool(search) or sum(len(group) for _, group in groups) > MANY,
    )  # fmt: skip


def clausewise_or_404(visit: Visit, ref: str) -> Shown:
    if not visit.office.rulebooks.known(ref):
        raise HTTPException(404)
    return clausewise(visit, ref)


async def choose_rulebook(visit: Visit) -> Response:
    form = await visit.request.form()
    works, work = visit.office.works, visit.work
    ref = str(form.get("rulebook", ""))
    book = rulebook(visit, ref)
    round_ = str(form.get("round", "")) or None
    if round_ is not None and round_ not in book.rounds:
        raise HTTPException(400, "round")
    if round_ is None and len(book.rounds) > 1:
        return visit.to("rulebooks", work=visit.work.id)
    year, decided_on = str(form.get("year", "")).strip(), _day(str(form.get("decided_on", "")))
    if year and not re.fullmatch(r"\d{4}", year):
        raise HTTPException(400, "year")
    before = work.details.rulebook
    same = before is not None and (before == ref or _id(visit, before) == book.id)
    settings = {n: v for n, v in work.details.settings.items() if n in book.parameters} if same else {}
    with visit.office.store.together():
        if not visit.office.rulebooks.known(ref):  # taken away meanwhile
            raise HTTPException(404)
        work = works.keep(
            work, rulebook=ref, round=round_, year=year or None, decided_on=decided_on, settings=settings
        )
    works.name(work, _title(visit, work, book, round_))
    return visit.to("files", work=work.id)


def _id(visit: Visit, ref: str) -> str:
    own = visit.office.rulebooks.find(ref)
    return own.id if own is not None else ref


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

    book = rulebook(visit, visit.request.query_params.get("id", "")[:100])
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mau.xlsx"
        write_template(book, file)
        return download(file.read_bytes(), f"mau-{book.id}.xlsx", XLSX)


def run_rulebook(visit: Visit) -> Response:
    """The rulebook that a run went by, from its record: as it was then, under the settings of the run."""
    folder, found = the_results(visit)
    shown, settings = _recorded(folder)
    return page(visit, "run_rulebook.html", results=found, shown=shown, settings=settings, own=None)


@lru_cache(maxsize=16)
def _recorded(folder: Path) -> tuple[Shown, tuple[str, ...]]:
    record = RunRecord.read(folder)
    return as_it_stands(load(record.rulebook, record.settings)), tuple(record.settings)
