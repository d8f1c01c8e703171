"""Kết quả: what is to be done before submitting, the quotas as bars, the ranked list with its cut lines; submitting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.questions.comparing import status_text
from engine.web.answers import download
from engine.web.listing import bars, cuts, heads, point_writer
from engine.web.pages import page
from engine.web.results import ORDER, PAGE, Asked, Results, results_of
from engine.web.visit import Visit

MOST_AT_ONCE = 1000
ICONS = {
    "nominated": "✔", "tied": "≈", "reserve": "↓", "no_seat": "○", "needs_evidence": "?", "not_eligible": "✘",
    "excluded": "⊘", "not_considered": "–",
}  # fmt: skip
FILES = ("nominations.xlsx", "decisions.json", "report.html", "to-trinh.docx", "record.zip",
         "nominations-council.xlsx", "report-council.html", "to-trinh-council.docx", "council.json")  # fmt: skip


def the_results(visit: Visit) -> tuple[Path, Results]:
    """The run's results, or the earlier ones that the address names; 404 where it has none."""
    folder = visit.earlier or visit.office.works.results(visit.work)
    if folder is None:
        raise HTTPException(404)
    return folder, results_of(folder)


def results(visit: Visit) -> Response:
    if visit.work.state == "running":
        return visit.to("running", work=visit.work.id)
    folder, found = the_results(visit)
    asked = {
        name: visit.request.query_params.get(name, "")[:200] for name in ("status", "commune", "category", "search")
    }
    wanted = Asked(**asked)
    total = found.count(wanted)
    everything = visit.request.query_params.get("all") == "1" and total <= MOST_AT_ONCE
    size = MOST_AT_ONCE if everything else PAGE
    pages = max(1, -(-total // size))
    number = min(whole_number(visit.request.query_params.get("page")), pages)
    shown = found.rows(wanted, (number - 1) * size, size)
    rules = found.head["rules"]
    return page(
        visit, "_rows.html" if visit.partial else "results.html",
        results=found, rows=shown, total=total, number=number, pages=pages, asked=asked, icons=ICONS, order=ORDER,
        rules=rules, bars=bars(found, visit.lang), cuts=cuts(found, shown, visit.lang),
        heads=heads(found, shown, namer(rules, visit.lang), visit.lang), short=short_names(visit.lang),
        points=point_writer(visit.lang), everybody=found.run.about["decisions"],
        without_status=_query({**asked, "status": ""}),
        can_show_all=not everything and pages > 1 and total <= MOST_AT_ONCE,
        query=_query(asked), name=namer(rules, visit.lang), files=[f for f in FILES if (folder / f).is_file()],
        previous=_previous(visit, folder),
    )  # fmt: skip


def whole_number(said: str | None) -> int:
    """The number of a page as an address has it; the first where it has none."""
    return max(int(said), 1) if said and said.isdecimal() and len(said) < 7 else 1


def _previous(visit: Visit, folder: Path) -> str | None:
    """The result before this one, as comparing calls it; None where this is the first."""
    versions = [version.name for version in visit.office.works.versions(visit.work)]
    if folder.name not in versions[1:]:
        return None
    return f"{visit.work.id}/{versions[versions.index(folder.name) - 1]}"


def _query(asked: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def short_names(lang: str) -> Callable[[str], str]:
    """A status in a word or two, where its full name would not fit."""
    return lambda status: status_text(status).in_(lang)


def namer(rules: Mapping[str, Any], lang: str) -> Any:
    """``name("categories", "hamlet")``: what a person calls it."""

    def name(section: str, id_: str | None) -> str:
        if not id_:
            return "–"
        entry = rules.get(section, {}).get(id_)
        return str(entry[lang]) if entry else id_

    return name


def submit(visit: Visit) -> Response:
    """To the council: from here on files and parameters stay as they are."""
    _, _ = the_results(visit)
    if visit.work.state != "done":
        raise HTTPException(409, "kept")
    visit.office.works.move(visit.work, "submitted")
    return visit.to("results", work=visit.work.id)


def take_back(visit: Visit) -> Response:
    """Before the council has decided anything, an officer may take a run back to mend it."""
    with visit.office.sittings.alone(visit.work) as work:  # or is just deciding, or did before the server went down
        if work.state != "submitted":
            raise HTTPException(409, "kept")
        visit.office.works.move(work, "done")
    return visit.to("results", work=visit.work.id)


def result_file(visit: Visit) -> Response:
    """One of the files of the results folder; its name comes from a list, never from the address."""
    folder, _ = the_results(visit)
    name = str(visit.request.path_params["name"])
    if name not in FILES or not (folder / name).is_file():
        raise HTTPException(404)
    return download((folder / name).read_bytes(), name)
