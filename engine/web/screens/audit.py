"""Kiểm tra: the run made again, its certificate followed, the ledger's chain; what auditors ask."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.answers import TOPICS, about
from engine.council import apply, read_council
from engine.places import tools_dir
from engine.problems import UnusableInput
from engine.web.answers import download
from engine.web.index import forget
from engine.web.pages import page
from engine.web.screens.asking import answer_of, ask, our, told, wait_a_little, with_query
from engine.web.screens.results import the_results
from engine.web.visit import Visit

TOOL = "check_certificate.py"
KEPT = ("record.zip", "decisions.json")
MOST = 600  # lines of an answer
LARGE = 5_000  # candidates from which on a check is said to take long


def audit(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    """What was asked last and what came of it; looking computes nothing."""
    folder, found = the_results(visit)
    anchor = visit.request.query_params.get("anchor", "").strip()[:200]
    verified, followed = (answer_of(visit, kind, (folder.name, anchor)) for kind in ("verify", "certificate"))
    asked = [question for question in (verified, followed) if question is not None]
    return page(
        visit, "audit.html", status, results=found, anchor=anchor, error=error, verified=verified, followed=followed,
        waiting=next((question for question in asked if not question.ended), None), told=lambda q: told(visit, q),
        ledger_said=_ledger_said(visit), topics=[(id_, title) for id_, (title, _) in TOPICS.items()], tool=TOOL,
        kept=[name for name in KEPT if (folder / name).is_file()], large=found.size >= LARGE,
    )  # fmt: skip


async def check_again(visit: Visit) -> Response:
    """Everything is computed anew, each time; it writes nothing, so an auditor may ask it."""
    form = await visit.request.form()
    return await run_in_threadpool(_check_again, visit, str(form.get("anchor", "")).strip()[:200])


def _check_again(visit: Visit, anchor: str) -> Response:
    folder, _ = the_results(visit)
    forget(folder)  # what the screens show from here on is of the files that are being checked
    key = (folder.name, anchor)
    ledger = _ledger(visit)
    verify = our("runs", "verify", str(folder), "--format", "json", "--lang", visit.lang, "--ledger", ledger,
                 *(("--anchor", anchor) if anchor else ()))  # fmt: skip
    follow = (str(tools_dir() / TOOL), str(folder), "--format", "json", "--lang", visit.lang)
    try:
        asked = [ask(visit, "verify", key, verify, folder, anew=True),
                 ask(visit, "certificate", key, follow, folder, anew=True)]  # fmt: skip
    except UnusableInput as refused:
        return audit(visit, refused.text.in_(visit.lang), 429)
    wait_a_little(asked)
    return with_query(visit.to("audit", work=visit.work.id), urlencode({"anchor": anchor}) if anchor else "")


def _ledger(visit: Visit) -> str:
    """As ``--ledger`` takes it; ``none`` where nothing was recorded yet: another ledger is never looked into."""
    place = visit.office.config.ledger_place
    if place is None or (place.path is not None and not place.path.exists()):
        return "none"
    return str(place.path) if place.path is not None else visit.office.config.ledger or ""


def _ledger_said(visit: Visit) -> str:
    """Why there is nothing to say of a ledger; empty where there is one."""
    place = visit.office.config.ledger_place
    if place is None:
        return visit.say("web.no_ledger")
    if _ledger(visit) == "none":
        return visit.say("web.ledger_gone", place=place.shown)
    return ""


def audit_topic(visit: Visit) -> Response:
    """What an auditor asks of a whole run, answered as ``runs show --about`` does."""
    folder, found = the_results(visit)
    topic = str(visit.request.path_params["topic"])
    if topic not in TOPICS:
        raise HTTPException(404)
    document, council = found.document, read_council(folder)
    answer = about(topic, document, apply(document, council) if council is not None and council.sessions else None)
    return page(
        visit, "topic.html", answer=answer, topic=topic, topics=[(id_, title) for id_, (title, _) in TOPICS.items()],
        most=MOST, results=found,
    )  # fmt: skip


def certificate_tool(_: Visit) -> Response:
    """The one file that checks a result without us."""
    return download((tools_dir() / TOOL).read_bytes(), TOOL, "text/x-python; charset=utf-8")

