"""Kiểm tra: the run made again from its record and held against what was written; the ledger's chain."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from engine.ledger import check_ledger, open_ledger
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rerun import find_run
from engine.rerun.verifying import Verified, verify_run
from engine.web.pages import page
from engine.web.screens.results import the_results
from engine.web.visit import Visit


def audit(visit: Visit) -> Response:
    """With ``again``, everything is computed anew; that changes nothing, so an auditor may ask it."""
    folder, found = the_results(visit)
    anchor = visit.request.query_params.get("anchor", "").strip()[:200]
    verified: Verified | None = None
    ledger: dict[str, Any] | None = None
    error: Text | None = None
    if visit.request.query_params.get("again") == "1":
        try:
            verified = verify_run(find_run(folder))
            ledger = _ledger(visit, found.head["run"]["id"], anchor)
        except UnusableInput as refused:
            error = refused.text
    return page(visit, "audit.html", results=found, verified=verified, ledger=ledger, error=error, anchor=anchor)


def _ledger(visit: Visit, run: str, anchor: str) -> dict[str, Any] | None:
    """What the ledger says: whether its chain holds, and whether this run stands in it; None where none is kept."""
    place = visit.office.config.ledger_place
    if place is None or (place.path is not None and not place.path.exists()):
        return None
    opened = open_ledger(place)
    health = check_ledger(opened, anchor or None)
    entry = next((e for e in opened.entries("run") if e.data["run"] == run), None)
    return {"health": health, "entry": entry, "place": place.shown}
