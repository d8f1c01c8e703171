"""Trình chiếu: the council's ties one at a time, in large type, for the wall of a meeting room; a summary at the end.

The council's secretary types on it what is decided, group by group: it is kept as a draft. One session is recorded
at the end, on the council's page: a sitting has one day and one chair, not one for each tie.
"""

from __future__ import annotations

from starlette.responses import Response

from engine.problems import UnusableInput
from engine.web.councilform import change_lines
from engine.web.pages import page
from engine.web.screens.council import decides, tied_names
from engine.web.screens.councilview import clock, side
from engine.web.screens.results import namer, the_results
from engine.web.sittings import standing_of
from engine.web.visit import Visit


def showing(visit: Visit, error: str | None = None, slide: int | None = None) -> Response:
    folder, found = the_results(visit)
    try:
        standing = standing_of(folder)
    except UnusableInput as cannot:
        return page(visit, "council-cannot.html", results=found, said=cannot.text, ties=tied_names(found))
    asked = visit.request.query_params.get("nhom", "")
    last = len(standing.groups) + 1
    number = slide or (int(asked) if asked.isdecimal() and len(asked) < 6 else 1)
    number = min(max(number, 1), last)
    draft = visit.office.drafts.of(visit.work)
    sides = [side(group, found.head, draft) for group in standing.groups]
    return page(
        visit, "showing.html", 409 if error else 200, results=found, error=error, number=number, last=last, sides=sides,
        shown=sides[number - 1] if number < last else None, draft=draft, at=clock(draft.at), about=folder.name,
        typed=draft.values, decides=decides(visit), applied=standing.applied, wrong=(),
        changes=[c for c in standing.applied.changes if c.choice.action in ("strike", "add", "move")],
        drafted=change_lines(draft.values), name=namer(standing.applied.document["rules"], visit.lang),
        settled=sum(not one.group.open for one in sides),
    )  # fmt: skip
