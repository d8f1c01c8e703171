"""Một tham số dưới các giá trị khác: the rules side by side as they would say, and who would change, with why."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.questions import Alternative, Asked, alternatives
from engine.web.pages import page
from engine.web.screens.parameters import choices, shown_setting, tried
from engine.web.screens.results import ICONS, namer, the_results
from engine.web.visit import Visit

SEARCHED = 2_000  # candidates up to which a run is made again for this
MOST = 300  # people of one value that are listed


def reading(visit: Visit) -> Response:
    """By the files as they are, where an officer still prepares the run; else by its results."""
    case, of_results = _case(visit)
    if case == "":
        return _large(visit)
    if isinstance(case, str):
        back = "results" if of_results else "parameters"
        return page(visit, "unusable.html", 422, said=Text(case, case), back=back)
    parameter = case.run.rulebook.parameters.get(str(visit.request.path_params["parameter"]))
    if parameter is None or parameter.type not in ("yes_no", "choice"):
        raise HTTPException(404)
    found = alternatives(case, parameter)
    texts = dict(choices(parameter, visit.lang))
    return page(
        visit, "reading.html", parameter=parameter, icons=ICONS, name=namer(case.document["rules"], visit.lang),
        chosen=shown_setting(parameter, parameter.value, visit.lang), found=[_line(a, texts) for a in found],
        of_results=of_results, most=MOST, size=len(case.document["decisions"]),
    )  # fmt: skip


def _case(visit: Visit) -> tuple[Asked | str, bool]:
    """The run to be asked, or why none can be; and whether it is that of the results."""
    if visit.who.role == "officer" and visit.work.state not in ("submitted", "decided"):
        trial, why = tried(visit)
        if trial is not None:
            return trial.case, False
        if visit.work.details.results is None:
            return why or visit.say("web.untried_no_files"), False
    folder, found = the_results(visit)
    if found.size > SEARCHED:
        return "", True
    try:
        return visit.office.askings.asked(folder), True
    except UnusableInput as refused:
        return refused.text.in_(visit.lang), True


def _large(visit: Visit) -> Response:
    """Of a large run who hangs on the reading, as its results say; not what each would become."""
    _, found = the_results(visit)
    document = found.document
    id_ = str(visit.request.path_params["parameter"])
    if id_ not in document["rules"]["parameters"]:
        raise HTTPException(404)
    hanging = [
        (row, decision) for row, decision in enumerate(document["decisions"]) if id_ in decision["depends_on_readings"]
    ]  # fmt: skip
    name = namer(document["rules"], visit.lang)
    return page(
        visit, "reading_large.html", title=name("parameters", id_), hanging=hanging, most=MOST, icons=ICONS, name=name,
    )  # fmt: skip


def _line(alternative: Alternative, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "text": texts.get(alternative.value, alternative.value),
        "refused": alternative.refused,
        "rules": alternative.rules,
        "changed": list(zip(alternative.rows, alternative.changed, strict=True)),
        "moved": alternative.moved,
    }
