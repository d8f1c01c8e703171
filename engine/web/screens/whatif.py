"""Nếu khác đi: another value in one cell, the decision then, who enters and who leaves. Nothing is kept."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.explanation import Node
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.web.index.lazy import node_of
from engine.web.pages import page
from engine.web.questions import Question
from engine.web.screens.asking import answer_of, ask, told, wait_a_little
from engine.web.screens.results import ICONS, namer, short_names, the_results
from engine.web.supposing import supposed
from engine.web.visit import Visit
from engine.wording import decimal, say

AT_HAND, MOST = 1_000, 20_000
"""Candidates of a run that is kept ready to be asked, and of one that a process of its own makes again to be asked."""


def whatif(visit: Visit) -> Response:
    """A question is an address: it changes nothing, can be sent to a colleague, and reloaded."""
    folder, found = the_results(visit)
    row = int(visit.request.path_params["number"])
    decisions = found.run["decisions"]
    if row >= len(decisions):
        raise HTTPException(404)
    # A process cannot be given a NUL.
    chosen, value = (visit.request.query_params.get(name, "")[:200].replace("\0", " ") for name in ("field", "value"))
    if len(decisions) > MOST:
        said = say("web.too_large_to_ask", n=decimal(Fraction(len(decisions))), who=decisions[row]["candidate"]["key"])
        return page(visit, "unusable.html", 422, said=said, back="results")
    question = None
    try:
        if len(decisions) <= AT_HAND:
            case = visit.office.askings.asked(folder)
            view = supposed(case, visit.office.askings.would_change(folder, row), row, chosen, value, visit.lang)
        else:
            question = _question(visit, folder, row, chosen, value)
            view = question.answer or {}
    except UnusableInput as refused:
        return page(visit, "unusable.html", 422, said=refused.text, back="results")
    here = visit.request.url.include_query_params(field=chosen, value=value).remove_query_params("again")
    return page(
        visit, "whatif.html", 422 if view.get("error") else 200, decision=decisions[row], number=row, chosen=chosen,
        value=value, question=question, waiting=question is not None and not question.ended,
        told=lambda q: told(visit, q), here=f"{here.path}?{here.query}", icons=ICONS, short=short_names(visit.lang),
        name=namer(found.head["rules"], visit.lang), **_shown(view),
    )  # fmt: skip


def _question(visit: Visit, folder: Path, row: int, chosen: str, value: str) -> Question:
    """A large run: asked once, however often the page is looked at; with ``again``, where nothing came of it."""
    key = (folder.name, str(row), visit.lang, chosen, value)
    question = answer_of(visit, "whatif", key)
    if question is None or visit.request.query_params.get("again") == "1":
        command = ("-m", "engine.web.supposing", str(folder), *key[1:])
        question = ask(visit, "whatif", key, command, folder, anew=False)
        wait_a_little([question])
    return question


def _shown(view: dict[str, Any]) -> dict[str, Any]:
    """As the template takes it; of a question that is not answered yet, nothing."""
    answer, line, error = view.get("answer"), view.get("line"), view.get("error")
    return {
        "fields": view.get("fields", []), "offered": view.get("offered", []), "slider": view.get("slider"),
        "enters": view.get("enters", []), "leaves": view.get("leaves", []), "answer": answer,
        "sections": _nodes(answer["sections"]) if answer else (), "line": _nodes([line])[0] if line else None,
        "error": Text(error["vi"], error["en"]) if error else None,
    }  # fmt: skip


def _nodes(said: list[dict[str, Any]]) -> tuple[Node, ...]:
    return tuple(node_of(each) for each in said)
