"""Nếu khác đi: another value in one cell, the decision then, who enters and who leaves. Nothing is kept."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.questions import Asked, WhatIf, WouldChange, what_if
from engine.questions.smallest import Found
from engine.rulebook.model import Field
from engine.web.pages import page
from engine.web.screens.results import ICONS, namer, the_results
from engine.web.visit import Visit

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
        slider=_slider(field, would) if field and would else None, icons=ICONS,
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


def _slider(field: Field, would: WouldChange) -> dict[str, Any] | None:
    """From nothing to half as much again as the largest value at which the decision flips; a tick at each flip."""
    if field.type not in _SLIDING:
        return None
    ticks = sorted({
        found.edits[0].value for found in would.found.one
        if found.edits[0].field.id == field.id and isinstance(found.edits[0].value, int)
    })  # fmt: skip
    if not ticks or ticks[-1] <= 0 or field.type == "number":
        return None
    most = ticks[-1] + ticks[-1] // 2 + 1
    return {"most": most, "step": max(1, 10 ** (len(str(most)) - 4)), "ticks": ticks}
