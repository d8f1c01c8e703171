"""Tham số và cách hiểu: what the plan leaves open and how it is read; then the run begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.problems import BadRulebook, UnusableInput
from engine.rulebook import load
from engine.rulebook.model import Parameter, Rulebook, Setting
from engine.web.clausewise import as_it_stands
from engine.web.pages import page
from engine.web.results import results_of
from engine.web.screens.rulebooks import rulebook
from engine.web.trial import MOST, Trial
from engine.web.visit import Visit
from engine.wording import day, money

SET_BY = ("board", "reading", "plan", "law")
NAMED = 12  # people that a sentence names; the others are counted


def parameters(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    """Each value with its clause; whom it holds up where it is not set, and who hangs on how it is read."""
    work = visit.work
    if work.details.rulebook is None:
        return visit.to("rulebooks", work=work.id)
    book = rulebook(visit, work.details.rulebook)
    trial, untried = (None, None) if error else tried(visit)
    changes = trial.hanging if trial else _changes(visit)
    groups = [
        (by, [_line(visit, book, p, trial, changes) for p in book.parameters.values() if p.set_by == by])
        for by in SET_BY
    ]
    return page(
        visit, "parameters.html", status, groups=[(by, lines) for by, lines in groups if lines], book=book,
        round_=book.rounds.get(work.details.round or ""), error=error or work.details.error, details=work.details,
        trial=trial, untried=untried, named=NAMED, anchors=as_it_stands(book).anchors,
        open_=[line for _, lines in groups for line in lines if line["held_up"]],
        known=trial is not None or work.details.results is not None,
    )  # fmt: skip


def tried(visit: Visit) -> tuple[Trial | None, str | None]:
    """The run on trial; or why there is none, in a sentence."""
    work = visit.work
    if not any(upload.role == "candidates" for upload in work.details.uploads):
        return None, visit.say("web.untried_no_files")
    try:
        if visit.office.readings.checked(work).candidates > MOST:
            return None, visit.say("web.untried_large", n=MOST)
        return visit.office.trials.of(work), None
    except (UnusableInput, BadRulebook) as refused:
        return None, refused.text.in_(visit.lang)


def _changes(visit: Visit) -> Mapping[str, int]:
    """How many people each reading changes, by the last run."""
    folder = visit.office.works.results(visit.work)
    if folder is None:
        return {}
    found: Mapping[str, int] = results_of(folder).run.about["readings"]
    return found


def _line(
    visit: Visit, book: Rulebook, parameter: Parameter, trial: Trial | None, changes: Mapping[str, int]
) -> dict[str, Any]:
    said = visit.work.details.settings.get(parameter.id)
    default = _typed_as(parameter.default)
    return {
        "parameter": parameter,
        "typed": None if said == default else said,
        "default": shown_setting(parameter, parameter.default, visit.lang),
        "default_value": default,
        "asked": parameter.id in book.asked,
        "unset": parameter.default is None and not said,
        "choices": choices(parameter, visit.lang),
        "changes": changes.get(parameter.id, 0),
        "held_up": trial.held_up.get(parameter.id, ()) if trial else (),
    }


def _typed_as(value: Setting) -> str | None:
    """A value as ``--set`` takes it; None where it is not set."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def choices(parameter: Parameter, lang: str) -> list[tuple[str, str]]:
    """What it may be, as ``--set`` takes it and as a person reads it; nothing where it is no choice."""
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
        return dict(choices(parameter, lang))["yes" if value else "no"] if parameter.type == "yes_no" else str(value)
    if parameter.type == "choice":
        return parameter.options[value].in_(lang)
    if parameter.type == "money" and isinstance(value, int):
        return money(value).in_(lang)
    if hasattr(value, "year") and hasattr(value, "month"):
        return day(value).in_(lang)  # type: ignore[arg-type]  # a date, by what it has
    return str(value)


async def start(visit: Visit) -> Response:
    """Keep what was typed; with ``try`` look what it would do, else begin the run."""
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
    if form.get("try"):
        return visit.to("parameters", work=work.id)
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
