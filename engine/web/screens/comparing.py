"""So sánh: this run beside an earlier result of it, or beside another run of the same plan; who changed, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.web.pages import page
from engine.web.questions import Question
from engine.web.results import results_of
from engine.web.screens.asking import answer_of, ask, our, told, wait_a_little, with_query
from engine.web.screens.results import ICONS, namer, the_results
from engine.web.visit import Visit
from engine.web.when import when
from engine.web.works import Work, may_see

MOST_RUNS = 100
MOST_ROWS = 500
LARGE = 5_000
TOLD = 60  # differences of the inputs


@dataclass(frozen=True, slots=True)
class Other:
    """A result that this one can be held against."""

    work: Work
    version: str  # name of its results folder
    title: str

    @property
    def reference(self) -> str:
        return f"{self.work.id}/{self.version}"


def others(visit: Visit) -> list[Other]:
    """Earlier results of the same run, the last first; then other runs of the same plan that one may see."""
    works, mine = visit.office.works, visit.work
    current = mine.details.results
    found = [
        Other(mine, version.name, _named(visit, version))
        for version in reversed(works.versions(mine))
        if version.name != current
    ]
    if current is not None and not current.startswith("results-"):
        found = found[1:]  # what the council decided stands on top of the last of them
    for work in works.all():
        if work.id == mine.id or work.details.results is None or len(found) >= MOST_RUNS:
            continue
        if work.details.rulebook == mine.details.rulebook and may_see(visit.who.role, visit.who.name, work):
            found.append(Other(work, work.details.results, f"{work.title} ({work.owner}, {when(work.changed)})"))
    return found


def _named(visit: Visit, version: Path) -> str:
    started = str(results_of(version).head["run"]["started_at"])
    return visit.say("web.version", n=version.name.rpartition("-")[2], at=when(started))


def compare(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    """Which can be compared; with ``other``, what came of it. Looking computes nothing."""
    folder, found = the_results(visit)
    choices = others(visit)
    asked = visit.request.query_params.get("other", "")
    chosen = _chosen(choices, asked) if asked else None
    question = answer_of(visit, "compare", (folder.name, chosen.reference)) if chosen else None
    return page(
        visit, "compare.html", status, results=found, others=choices, chosen=chosen, question=question, error=error,
        told=lambda q: told(visit, q), icons=ICONS, large=found.size >= LARGE,
        **_answer(visit, question, found.head["rules"]),
    )  # fmt: skip


def _chosen(choices: list[Other], reference: str) -> Other:
    found = next((other for other in choices if other.reference == reference), None)
    if found is None:
        raise HTTPException(404)
    return found


async def ask_compare(visit: Visit) -> Response:
    """Hold the two against each other; it writes nothing."""
    form = await visit.request.form()
    return await run_in_threadpool(_ask, visit, str(form.get("other", ""))[:200])


def _ask(visit: Visit, reference: str) -> Response:
    folder, _ = the_results(visit)
    other = _chosen(others(visit), reference)
    theirs = visit.office.works.folder(other.work) / other.version
    command = our("runs", "diff", str(theirs), str(folder), "--format", "json", "--lang", visit.lang,
                  "--ledger", "none")  # fmt: skip
    try:
        question = ask(visit, "compare", (folder.name, reference), command, folder, anew=False)
    except UnusableInput as refused:
        return compare(visit, refused.text.in_(visit.lang), 429)
    wait_a_little([question])
    return with_query(visit.to("compare", work=visit.work.id), urlencode({"other": reference}))


# ---- what came of it --------------------------------------------------------------------------------------------


def _answer(visit: Visit, question: Question | None, rules: Mapping[str, Any]) -> dict[str, Any]:
    if question is None or question.state != "answered":
        return {"answer": None, "changed": [], "more": 0, "name": namer(rules, visit.lang), "differences": []}
    said = question.answer
    changed = list(_changed(said["changed"]))
    return {
        "answer": said,
        "changed": changed[:MOST_ROWS],
        "more": max(0, len(changed) - MOST_ROWS),
        "name": namer(rules, visit.lang),
        "differences": said["differences"][:TOLD],
    }


def _changed(changed: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each with why: the difference that does it alone, those that do it together, or what else is otherwise."""
    for each in changed:
        how = "alone" if each["alone"] else "jointly" if each["jointly"] else "because"
        yield {
            "name": each["name"], "before": each["from"], "after": each["to"], "rows": each["rows"], "how": how,
            "why": each[how],
        }  # fmt: skip
