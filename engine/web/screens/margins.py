"""How near everybody stands to the lines, who is provisional and on what; where the nominees come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from engine.explanation import Node
from engine.questions.margins import provisional_of
from engine.web.index import IndexedRun
from engine.web.pages import page
from engine.web.results import Results
from engine.web.screens.results import ICONS, short_names, the_results, whole_number
from engine.web.strips import strip
from engine.web.visit import Visit
from engine.wording import say


def margins(visit: Visit) -> Response:
    _, found = the_results(visit)
    _, pages = found.run.provisional_count()
    number = min(whole_number(visit.request.query_params.get("page")), pages)
    return page(
        visit, "margins.html", results=found, sections=sections(found.run, number - 1),
        file=found.run.about["home"], communes=_communes(found), number=number, pages=pages, icons=ICONS,
        strips=[strip(near, visit.lang) for near in found.run.margins_near()], short=short_names(visit.lang),
    )  # fmt: skip


def sections(run: IndexedRun, page: int) -> tuple[Node, Node]:
    """As ``engine.questions.margins`` tells them: the lines, then the provisional, of whom there may be many."""
    lines, (count, _) = run.margin_lines(), run.provisional_count()
    who = tuple(provisional_of(run["decisions"][n], run.by_key, run.lexicon).node() for n in run.provisional(page))
    return (
        Node("quota", say("margins.lines") if lines else say("margins.no_lines"), children=lines),
        Node("certainty", say("margins.provisional", n=count) if count else say("margins.certain"), children=who),
    )


def _communes(found: Results) -> list[dict[str, Any]]:
    """Each commune as two bars on one scale: put forward, and nominated; most put forward first, then by name."""
    of: Mapping[str, tuple[int, int]] = found.run.about["communes"]
    most = max((put for put, _ in of.values()), default=1)
    order = sorted(of, key=lambda name: (name == "", -of[name][0], name))
    return [
        {"name": name, "put": of[name][0], "in": of[name][1], "wide": 100 * of[name][0] // most,
         "full": 100 * of[name][1] // most}
        for name in order
    ]  # fmt: skip
