"""Nếu khác đi: another value in one cell, the decision then, who enters and who leaves. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.intake.roster import NUMBER_SCALE
from engine.problems import UnusableInput
from engine.questions import Asked, WhatIf, WouldChange, what_if
from engine.questions.smallest import Found
from engine.rulebook.model import Field
from engine.web.pages import page
from engine.web.screens.results import ICONS, namer, short_names, the_results
from engine.web.visit import Visit
from engine.wording import decimal

MOST_OFFERED = 12
_SLIDING = ("money", "whole", "number")


def whatif(visit: Visit) -> Response:
    """A question is an address: it changes nothing, can be sent to a colleague, and reloaded."""
    folder, found = the_results(visit)
    row = int(visit.request.path_params["number"])
    decisions = found.run["decisions"]
    if row >= len(decisions):
        raise HTTPException(404)
    chosen = visit.request.query_params.get("field", "")[:80]
    value = visit.request.query_params.get("value", "")[:200]
    try:
        case = visit.office.askings.asked(folder)
        would = visit.office.askings.would_change(folder, row)
    except UnusableInput as refused:
        return page(visit, "unusable.html", 422, said=refused.text, back="results")
    answer, error = _answer(case, row, chosen, value)
    fields = [field for field in case.run.rulebook.fields.values() if _can_be_asked(field)]
    field = case.run.rulebook.fields.get(chosen)
    return page(
        visit, "whatif.html", 422 if error else 200, decision=decisions[row], number=row, fields=fields, chosen=chosen,
        value=value, answer=answer, error=error, offered=_offered(would, visit.lang) if would else [], would=would,
        slider=_slider(field, would, answer, visit.lang) if field and would else None, icons=ICONS,
        short=short_names(visit.lang), enters=_moved(answer, "after", "before"),
        leaves=_moved(answer, "before", "after"),
        name=namer(found.head["rules"], visit.lang), line=would.node() if would else None,
    )  # fmt: skip


def _can_be_asked(field: Field) -> bool:
    return field.compute is None and field.id != "name"


def _answer(case: Asked, row: int, field: str, value: str) -> tuple[WhatIf | None, Any]:
    if not field:
        return None, None
    try:
        return what_if(case, row, [(field, value)]), None
    except UnusableInput as refused:
        return None, refused.text


def _offered(would: WouldChange, lang: str) -> list[dict[str, Any]]:
    """The changes of one value that alter the decision: each a question ready to be asked."""
    return [
        {"field": found.edits[0].field, "value": _typed(found), "status": found.result.status.value,
         "said": found.edits[0].after.in_(lang) if found.edits[0].after else None}
        for found in would.found.one[:MOST_OFFERED]
        if len(found.edits) == 1
    ]  # fmt: skip


def _typed(found: Found) -> str:
    """What would be written into the cell: the Vietnamese of it, as a sheet says it."""
    after = found.edits[0].after
    return after.vi if after is not None else ""


def _moved(answer: WhatIf | None, there: str, not_there: str) -> list[str]:
    """Who is among the nominated on one side only."""
    if answer is None:
        return []
    return [
        change.about["name"]
        for change in (answer.itself, *answer.others)
        if _nominated(getattr(change, there)) and not _nominated(getattr(change, not_there))
    ]


def _nominated(decision: Mapping[str, Any] | None) -> bool:
    return decision is not None and decision["status"] == "nominated"


def _slider(field: Field, would: WouldChange, answer: WhatIf | None, lang: str) -> dict[str, Any] | None:
    """From nothing to half as much again as the largest value at which the decision flips; a tick at each flip.

    Everything is counted in the smallest unit that the sheet knows, so that a tick is hit exactly.
    """
    if field.type not in _SLIDING:
        return None
    flips = {
        value: found for found in would.found.one
        if found.edits[0].field.id == field.id and isinstance(value := found.edits[0].value, int)
    }  # fmt: skip
    ticks = sorted(flips)
    if not ticks or ticks[0] < 0 or ticks[-1] == 0:
        return None
    scale = NUMBER_SCALE if field.type == "number" else 1
    said = answer.edits[0].value if answer is not None else None
    now = said if isinstance(said, int) else ticks[0]
    most = max(ticks[-1] + ticks[-1] // 2 + 1, now)
    step = 1
    while step * 1000 <= most and all(tick % (step * 10) == 0 for tick in (*ticks, now)):
        step *= 10
    most += -most % step

    def plain(value: int) -> str:
        return decimal(Fraction(value, scale)).en.replace(",", "")

    return {
        "most": plain(most), "step": plain(step), "now": plain(now),
        "ticks": [
            {"value": plain(tick), "at": round(100 * tick / most), "status": flips[tick].result.status.value,
             "said": text.in_(lang) if (text := flips[tick].edits[0].after) else plain(tick)}
            for tick in ticks
        ],
    }  # fmt: skip
