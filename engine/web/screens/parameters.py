"""Tham số và cách hiểu: what the plan leaves open and how it is read; then the run begins."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.rulebook import load
from engine.rulebook.model import Parameter, Rulebook, Setting
from engine.web.pages import page
from engine.web.results import results_of
from engine.web.screens.rulebooks import rulebook
from engine.web.visit import Visit
from engine.wording import day, money

SET_BY = ("board", "reading", "plan", "law")


def parameters(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    work = visit.work
    if work.details.rulebook is None:
        return visit.to("rulebooks", work=work.id)
    book = rulebook(visit, work.details.rulebook)
    changes = _changes(visit)
    groups = [
        (by, [_line(visit, book, p, changes) for p in book.parameters.values() if p.set_by == by]) for by in SET_BY
    ]
    round_ = book.rounds.get(work.details.round or "")
    return page(
        visit, "parameters.html", status, groups=[(by, lines) for by, lines in groups if lines], book=book,
        round_=round_, error=error or work.details.error, details=work.details,
    )  # fmt: skip


def _changes(visit: Visit) -> Counter[str]:
    """How many people each reading changes, by the last run."""
    folder = visit.office.works.results(visit.work)
    if folder is None:
        return Counter()
    return Counter(results_of(folder).run.about["readings"])


def _line(visit: Visit, book: Rulebook, parameter: Parameter, changes: Counter[str]) -> dict[str, Any]:
    said = visit.work.details.settings.get(parameter.id)
    return {
        "parameter": parameter,
        "typed": said,
        "default": shown_setting(parameter, parameter.default, visit.lang),
        "asked": parameter.id in book.asked,
        "unset": parameter.default is None and not said,
        "choices": _choices(parameter, visit.lang),
        "changes": changes[parameter.id],
    }


def _choices(parameter: Parameter, lang: str) -> list[tuple[str, str]]:
    if parameter.type == "yes_no":
        return [("yes", "Có" if lang == "vi" else "Yes"), ("no", "Không" if lang == "vi" else "No")]
    if parameter.type == "choice":
        return [(str(option), text.in_(lang)) for option, text in parameter.options.items()]
    return []


def shown_setting(parameter: Parameter, value: Setting, lang: str) -> str | None:
    """A value as an officer reads it; None where it is not set."""
    if value is None:
        return None
    if isinstance(value, bool):
        return dict(_choices(parameter, lang))["yes" if value else "no"] if parameter.type == "yes_no" else str(value)
    if parameter.type == "choice":
        return parameter.options[value].in_(lang)
    if parameter.type == "money" and isinstance(value, int):
        return money(value).in_(lang)
    if hasattr(value, "year") and hasattr(value, "month"):
        return day(value).in_(lang)  # type: ignore[arg-type]  # a date, by what it has
    return str(value)


async def start(visit: Visit) -> Response:
    """Keep what was typed; with ``go``, begin the run."""
    work, works = visit.work, visit.office.works
    if work.state in ("running", "submitted", "decided"):
        raise HTTPException(409, "kept")
    if work.details.rulebook is None:
        raise HTTPException(409, "rulebook")
    form = await visit.request.form(max_fields=500)
    book = rulebook(visit, work.details.rulebook)
    settings = {
        name: typed for name in book.parameters if (typed := str(form.get(f"p.{name}", "")).strip())
    }
    work = works.keep(work, settings=settings)
    visit = _with(visit, work)
    try:
        load(visit.office.rulebooks.place(work.details.rulebook or ""), settings)
    except UnusableInput as refused:
        return parameters(visit, refused.text.in_(visit.lang), 422)
    if not any(u.role == "candidates" for u in work.details.uploads):
        return visit.to("files", work=work.id)
    try:
        visit.office.jobs.start(work, visit.who.name, visit.lang)
    except UnusableInput as refused:
        return parameters(visit, refused.text.in_(visit.lang), 409)
    return visit.to("running", work=work.id)


def _with(visit: Visit, work: Any) -> Visit:
    from dataclasses import replace

    return replace(visit, found=work)
