"""How near everybody stands to the lines, who is provisional and on what; where the nominees come from."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.responses import Response

from engine.questions import margins as margins_of
from engine.web.pages import page
from engine.web.results import Results
from engine.web.screens.results import the_results
from engine.web.visit import Visit


def margins(visit: Visit) -> Response:
    _, found = the_results(visit)
    return page(visit, "margins.html", results=found, margins=margins_of(found.document), communes=_communes(found))


def _communes(found: Results) -> list[dict[str, Any]]:
    """Each commune as two bars on one scale: put forward, and nominated; most put forward first, then by name."""
    put, in_ = Counter[str](), Counter[str]()
    for row in found.rows:
        commune = row.decision["candidate"]["commune"] or ""
        put[commune] += 1
        in_[commune] += row.decision["status"] == "nominated"
    most = max(put.values(), default=1)
    order = sorted(put, key=lambda name: (name == "", -put[name], name))
    return [
        {"name": name, "put": put[name], "in": in_[name], "wide": 100 * put[name] // most,
         "full": 100 * in_[name] // most}
        for name in order
    ]  # fmt: skip
