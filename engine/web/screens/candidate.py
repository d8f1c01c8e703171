"""Giải thích: one candidate, one sentence, then the tree down to clause and cell."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.explanation import explain
from engine.web.pages import page
from engine.web.screens.results import ICONS, namer, the_results
from engine.web.visit import Visit


def candidate(visit: Visit) -> Response:
    _, found = the_results(visit)
    number = int(visit.request.path_params["number"])
    decisions = found.run["decisions"]
    if number >= len(decisions):
        raise HTTPException(404)
    decision = decisions[number]
    explanation = explain(found.run, number)
    return page(
        visit, "_candidate.html" if visit.partial else "candidate.html", explanation=explanation, decision=decision,
        number=number, icon=ICONS[decision["status"]], name=namer(found.head["rules"], visit.lang),
    )  # fmt: skip
