"""Hội đồng quyết định: ties side by side, who is struck, added or moved; votes, reasons, who signed. Never instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from engine.council import labels
from engine.council.words import CHANGE_ROWS, WORDS
from engine.problems import UnusableInput
from engine.web.answers import download
from engine.web.councilform import FACTS, Wrong, filled, left_over, lines, typed, usable, wrong
from engine.web.drafts import Replaced
from engine.web.pages import page
from engine.web.results import Asked, Results, results_of
from engine.web.screens.councilview import clock, day_of, side
from engine.web.screens.results import ICONS, MOST_AT_ONCE, namer, the_results
from engine.web.sittings import SHEET, Overtaken, Recorded, Refused, Standing, standing_of
from engine.web.uploads import shown_name
from engine.web.visit import Visit
from engine.wording import say

_MOST_SUGGESTED = 200  # names offered while typing; any name may be typed
_LIKELY = ("nominated", "tied", "reserve", "no_seat")


@dataclass(frozen=True, slots=True)
class Told:
    """Why a form came back."""

    error: str
    wrong: Sequence[Wrong] = ()
    status: int = 422
    replaced: Sequence[Replaced] = field(default=())
    file: str = ""  # that was sent along, and must be chosen again

    @property
    def first(self) -> str:
        """The field to go to."""
        return next((one.field for one in self.wrong if one.field), "")

    def about(self, name: str) -> list[str]:
        """What is said of a field."""
        return [one.text for one in self.wrong if one.field == name]


def council(visit: Visit, told: Told | None = None) -> Response:
    folder, found = the_results(visit)
    try:
        standing = standing_of(folder)
    except UnusableInput as error:  # said before anybody types anything
        return page(visit, "council-cannot.html", results=found, said=error.text, ties=tied_names(found))
    draft = visit.office.drafts.of(visit.work)
    return page(
        visit, "council.html", told.status if told else 200, results=found, applied=standing.applied, told=told,
        draft=draft, at=clock(draft.at), recorded_by=_recorded_by(visit, standing),
        sessions=[(one, day_of(one.held_on, visit.lang), day_of(one.signed_on, visit.lang))
                  for one in standing.council.sessions],
        labels=_suggested(standing.document), facts=FACTS, icons=ICONS,
        name=namer(found.head["rules"], visit.lang), typed=draft.values, about=folder.name,
        lines=range(lines(draft.values, _small(visit.request.query_params.get("dong")))), most=CHANGE_ROWS,
        awards=found.head["rules"]["awards"], decides=decides(visit),
        groups=[side(group, found.head, draft) for group in standing.groups if group.open],
    )  # fmt: skip


def _suggested(document: Mapping[str, Any]) -> list[str]:
    """Whom a council most often strikes or adds, as they rank: a page of thousands of names would be slow to come."""
    likely = [
        (_LIKELY.index(d["status"]), d["rank"] or 0, n, label)
        for n, (d, label) in enumerate(zip(document["decisions"], labels(document), strict=True))
        if d["status"] in _LIKELY
    ]
    return [label for _, _, _, label in sorted(likely)[:_MOST_SUGGESTED]]


def decides(visit: Visit) -> bool:
    return visit.who.role == "council" and visit.work.state in ("submitted", "decided")


def tied_names(found: Results) -> list[str]:
    return [row.decision["candidate"]["name"] for row in found.rows(Asked(status="tied"), 0, MOST_AT_ONCE)]


def _recorded_by(visit: Visit, standing: Standing) -> list[str]:
    """One for each session, empty where it is not known."""
    known = list(visit.work.details.recorded_by)
    return [*known, *[""] * len(standing.council.sessions)][: len(standing.council.sessions)]


def council_sheet(visit: Visit) -> Response:
    """The sheet to fill in with Excel instead."""
    from engine.council.sheet import sheet_of

    standing, file = standing_of(the_results(visit)[0]), BytesIO()
    sheet_of(standing.document, standing.applied, standing.places, WORDS[visit.lang]).save(file)
    return download(file.getvalue(), SHEET)


# ---- what is typed, kept ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form as it came in."""

    about: str  # the results that it was opened on
    seen: int  # the draft that it was opened with
    form: FormData

    def said(self, standing: Standing) -> dict[str, str]:
        return typed(self.form, standing.groups)


def _sent(form: FormData, visit: Visit) -> _Sent:
    about, seen = form.get("about"), str(form.get("seen", ""))
    return _Sent(
        about if isinstance(about, str) and about else visit.work.details.results or "",
        int(seen) if seen.isdecimal() and len(seen) < 16 else 0, form,
    )  # fmt: skip


async def decide_draft(visit: Visit) -> Response:
    """Keep what was typed, and go where the button says; nothing is decided."""
    if not decides(visit):
        raise HTTPException(409, "kept")
    async with visit.request.form(max_files=1, max_fields=5000) as form:
        return await run_in_threadpool(_draft, visit, _sent(form, visit))


def _draft(visit: Visit, sent: _Sent) -> Response:
    from engine.web.screens.showing import showing

    folder, _ = the_results(visit)
    replaced = _keep(visit, sent, standing_of(folder))
    if visit.request.headers.get("x-draft") == "kept":  # by the page itself, while somebody types
        draft = visit.office.drafts.of(visit.work)
        if sent.about != folder.name:
            return JSONResponse({"said": _overtaken(visit, visit)}, 409)
        told = visit.say("web.draft_kept", at=clock(draft.at)) if not replaced else _replaced(visit, replaced[0])
        return JSONResponse({"seen": draft.seen, "said": told})
    go = str(sent.form.get("go", ""))
    if sent.about != folder.name:
        return council(visit, Told(_overtaken(visit, visit), status=409))
    slide = _small(go) or None
    if replaced:
        told_ = Told(_replaced(visit, replaced[0]), status=409, replaced=replaced,
                     wrong=[Wrong(_replaced(visit, one), one.field) for one in replaced])  # fmt: skip
        return council(visit, told_) if slide is None else showing(visit, told_.error, slide)
    path = str(visit.request.app.url_path_for("council", work=visit.work.id))
    if slide is not None:
        return visit.at(visit.request.app.url_path_for("showing", work=visit.work.id) + f"?nhom={slide}")
    if go == "more":
        shown = lines(visit.office.drafts.of(visit.work).values, _small(sent.form.get("shown")) + 1)
        return visit.at(f"{path}?dong={shown}#who.change.{shown - 1}")
    return visit.at(path)


def _keep(visit: Visit, sent: _Sent, standing: Standing) -> list[Replaced]:
    """In the draft that the form was opened on; what changed in one that was overtaken is carried over."""
    drafts, work, name = visit.office.drafts, visit.work, visit.who.name
    said = sent.said(standing)
    replaced = drafts.keep(work, said, sent.seen, name, sent.about)
    if sent.about != work.details.results and _of_one_evaluation(visit, sent.about):
        changed = drafts.changed(work, said, sent.seen, sent.about)
        drafts.keep(work, usable(changed, standing.groups), drafts.of(work).seen, name)
    return replaced


def _small(said: object) -> int:
    """A number that somebody may have written into an address; 0 where it is none."""
    return int(said) if isinstance(said, str) and said.isdecimal() and len(said) < 6 else 0


def _of_one_evaluation(visit: Visit, about: str) -> bool:
    """Whether what was typed about other results is about the same people: a session lies between, no new run."""
    folder = visit.office.works.folder(visit.work) / Path(about).name
    if not (folder / "decisions.json").is_file():
        return False
    return bool(results_of(folder).head.get("seal") == the_results(visit)[1].head.get("seal"))


def _replaced(visit: Visit, one: Replaced) -> str:
    return visit.say("web.draft_replaced", name=one.name, value=one.value)


# ---- recorded -------------------------------------------------------------------------------------------------------


async def decide_here(visit: Visit) -> Response:
    """A session, from the form or from a filled sheet; both go through the command ``decide``."""
    if not decides(visit):
        raise HTTPException(409, "kept")
    async with visit.request.form(max_files=1, max_fields=5000) as form:
        sheet = form.get("sheet")
        content = await sheet.read() if isinstance(sheet, UploadFile) and sheet.filename else None
        name = shown_name(sheet.filename) if isinstance(sheet, UploadFile) else ""
        return await run_in_threadpool(_decide, visit, _sent(form, visit), content, name)


def _decide(visit: Visit, sent: _Sent, content: bytes | None, name: str) -> Response:
    drafts, standing = visit.office.drafts, standing_of(the_results(visit)[0])
    _keep(visit, sent, standing)
    said = sent.said(standing)
    cells: dict[str, str] = {}

    def write(now: Standing, file: Path) -> None:
        if content is not None:
            file.write_bytes(content)
        else:
            cells.update(filled(now, said, file))

    file = name if content is not None and name.endswith(".xlsx") else SHEET
    outcome = visit.office.sittings.record(visit.work, sent.about, file, write, visit.who.name, visit.lang)
    match outcome:
        case Refused(told):
            found = wrong(told, cells, visit.lang)
            hint = name if content is not None else ""
            return council(visit, Told(visit.say("web.not_recorded"), found, file=hint))
        case Overtaken(work):
            now = replace(visit, found=work)
            if work.details.results != visit.work.details.results:
                _keep(now, sent, standing_of(the_results(now)[0]))
            return _told_of_the_other(visit, now)
        case Recorded(work):
            if left := left_over(standing, said):
                drafts.keep(work, left, 0, visit.who.name)
            return visit.to("council", work=work.id)


def _told_of_the_other(visit: Visit, now: Visit) -> Response:
    if not decides(now):
        raise UnusableInput(say("web.taken_back"))
    return council(now, Told(_overtaken(visit, now), status=409))


def _overtaken(visit: Visit, now: Visit) -> str:
    """What the one who was first wrote."""
    standing = standing_of(the_results(now)[0])
    if not standing.council.sessions:
        return visit.say("web.evaluated_again")
    last = standing.council.sessions[-1]
    choices = "; ".join(f"{c.name}: {visit.say(f'web.action_{c.action}')}" for c in last.choices)
    by = _recorded_by(now, standing)[-1] or visit.say("web.somebody")
    return visit.say(
        "web.overtaken", by=by, n=len(standing.council.sessions), day=day_of(last.held_on, visit.lang),
        choices=choices or visit.say("web.overtaken_signed"),
    )  # fmt: skip
