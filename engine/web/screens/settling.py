"""Trùng và cách viết: rows that may be one candidate, units written in several ways; answered, kept, revoked.

The questions are those of ``check --write-resolve``; the answers are kept in the file that ``--resolve`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.checking import Checked
from engine.intake.resolution import NOT_ONE
from engine.intake.resolve_file import ALL, OPEN, Answered, Open, OpenSpelling, load_answered
from engine.intake.side_by_side import SideBySide
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.web.onpage import on_page
from engine.web.pages import page
from engine.web.screens.rulebooks import rulebook
from engine.web.visit import OPEN as CHANGED_IN
from engine.web.visit import Visit
from engine.web.works import Work

FILE = "resolve.yaml"
AT_ONCE = 20  # questions on a page
_MOST_UNITS = 400  # names offered while typing
_SOME, _OTHER = "some", "other"
_PLACE = re.compile(r"^[^:\n]*:\d+:\d+: ")


def answers_file(visit: Visit, work: Work | None = None) -> Path:
    """Where the answers of a run are kept."""
    return visit.office.works.folder(work or visit.work) / FILE


def questions_of(checked: Checked) -> tuple[Open | OpenSpelling, ...]:
    """The open ones, copies before spellings."""
    return (*checked.duplicates, *checked.spellings)


def left_open(visit: Visit, work: Work) -> int:
    """How many questions are open. Raises UnusableInput as reading does, also where an answer is no longer of use."""
    return len(questions_of(visit.office.readings.checked(work)))


def settling(visit: Visit, wrong: str | None = None, key: str = "", status: int = 200) -> Response:
    work, readings = visit.work, visit.office.readings
    if work.details.rulebook is None or not work.details.uploads:
        return visit.to("files", work=work.id)
    answered, refused = _answered(visit), None
    try:
        try:
            checked = readings.checked(work)
        except UnusableInput as error:
            if not _count(answered):
                raise
            checked, refused = readings.unsettled(work), error.text
        shown = _Shown(visit, checked, SideBySide(readings.books(work), checked.sources))
    except UnusableInput as error:
        return page(visit, "unusable.html", 422, said=error.text, back="columns")
    stale = frozenset(_stale(visit, answered, shown.sides)) if refused else frozenset()
    asked = () if refused else questions_of(checked)
    pages = max(1, -(-len(asked) // AT_ONCE))
    number = min(_page(visit), pages)
    here = asked[(number - 1) * AT_ONCE : number * AT_ONCE]
    return page(
        visit, "settling.html", status, questions=[shown.question(q) for q in here], count=len(asked),
        first=(number - 1) * AT_ONCE, number=number, pages=pages, refused=refused and _plain(refused, visit.lang),
        answered=[shown.answered(q, q.key in stale) for q in _all(answered)], stale=len(stale), wrong=wrong, key=key,
        units=checked.units if len(checked.units) <= _MOST_UNITS else (), settled=work.state not in CHANGED_IN,
    )  # fmt: skip


async def settle(visit: Visit) -> Response:
    """Keep what was answered; what was left open stays open."""
    from starlette.concurrency import run_in_threadpool

    async with visit.request.form(max_fields=2000) as form:
        return await run_in_threadpool(_settle, visit, form)


def _settle(visit: Visit, form: FormData) -> Response:
    readings, work = visit.office.readings, visit.work
    try:
        checked = readings.checked(work)
    except UnusableInput:
        return settling(visit)
    given = [(q, said) for q in questions_of(checked) if (said := _said(form, q)) is not None]
    for question, said in given:
        if said == "":
            return settling(visit, visit.say("web.settle_incomplete"), question.key, 422)
    refused = _keep(visit, given)
    if refused is not None:
        return settling(visit, _plain(refused[1], visit.lang), refused[0], 422)
    if given and left_open(visit, work):
        return visit.to("settling", work=work.id)
    if not given and _page(visit, form) * AT_ONCE < len(questions_of(checked)):
        return _to_page(visit, _page(visit, form) + 1)
    return visit.to("cells", work=work.id)


async def unsettle(visit: Visit) -> Response:
    """Answers revoked: their questions are open again."""
    form = await visit.request.form(max_fields=2000)
    gone = {str(key) for key in form.getlist("key")}
    kept = _answered(visit)
    if not gone & {question.key for question in _all(kept)}:
        raise HTTPException(404)
    _write(visit, replace(
        kept,
        duplicates=tuple(q for q in kept.duplicates if q.key not in gone),
        spellings=tuple(q for q in kept.spellings if q.key not in gone),
    ))  # fmt: skip
    return visit.to("settling", work=visit.work.id)


def _said(form: FormData, question: Open | OpenSpelling) -> str | None:
    """What was answered, as the file says it; "" where it was only half said, None where it was not."""
    said = str(form.get(f"a.{question.key}", ""))
    if said in ("", OPEN):
        return None
    if isinstance(question, OpenSpelling):
        return str(form.get(f"t.{question.key}", "")).strip()[:200] if said == _OTHER else said
    if said == _SOME:
        numbers = sorted({str(n) for n in form.getlist(f"n.{question.key}")})
        return ", ".join(numbers)
    return said


def _with(visit: Visit, kept: Answered, question: Open | OpenSpelling, said: str) -> Answered:
    """The answers with one more, in the order in which the command writes the questions."""
    asked = visit.office.readings.unsettled(visit.work)
    if isinstance(question, Open):
        places = {q.key: n for n, q in enumerate(asked.duplicates)}
        found = (*(q for q in kept.duplicates if q.key != question.key), replace(question, keep=said))
        return replace(kept, duplicates=tuple(sorted(found, key=lambda q: places.get(q.key, len(places)))))
    places = {q.key: n for n, q in enumerate(asked.spellings)}
    spelt = (*(q for q in kept.spellings if q.key != question.key), replace(question, meant=said))
    return replace(kept, spellings=tuple(sorted(spelt, key=lambda q: places.get(q.key, len(places)))))


def _keep(visit: Visit, given: Sequence[tuple[Open | OpenSpelling, str]]) -> tuple[str, Text] | None:
    """Keep the answers; of those that the command cannot use, the first one's question, and why."""
    before = kept = _answered(visit)
    for question, said in given:
        kept = _with(visit, kept, question, said)
    if not given or _try(visit, before, kept) is None:
        return None
    kept = before
    for question, said in given:  # one by one: what can be used is kept, and what cannot is known
        before, kept = kept, _with(visit, kept, question, said)
        refused = _try(visit, before, kept)
        if refused is not None:
            return question.key, refused
    return None


def _try(visit: Visit, before: Answered, kept: Answered) -> Text | None:
    """Keep the answers if the command can use them; else why not, and those of before stay."""
    _write(visit, kept)
    try:
        visit.office.readings.checked(visit.work)
    except UnusableInput as refused:
        _write(visit, before)
        return refused.text
    return None


def _answered(visit: Visit) -> Answered:
    file = answers_file(visit)
    return load_answered(file) if file.exists() else Answered(_rulebook_id(visit))


def _rulebook_id(visit: Visit) -> str:
    """The id that answers name: of a rulebook of the office's it is the same for all versions."""
    ref = visit.work.details.rulebook
    return rulebook(visit, ref).id if ref is not None else ""


def _write(visit: Visit, answered: Answered) -> None:
    file = answers_file(visit)
    if not _count(answered):
        file.unlink(missing_ok=True)
        return
    part = file.with_name(f".{FILE}.part")
    part.write_text(answered.text(FILE), encoding="utf-8")
    part.replace(file)


def _all(answered: Answered) -> tuple[Open | OpenSpelling, ...]:
    return (*answered.duplicates, *answered.spellings)


def _count(answered: Answered) -> int:
    return len(_all(answered))


def _stale(visit: Visit, answered: Answered, sides: SideBySide) -> Iterable[str]:
    """The answers that the files do not bear any more."""
    if answered.rulebook != _rulebook_id(visit):
        return (question.key for question in _all(answered))
    return (q.key for q in answered.duplicates if not all(sides.is_there(copy) for copy, _ in q.copies))


def _plain(text: Text, lang: str) -> str:
    """Without the line of the file that nobody here has seen, nor what to type in a terminal."""
    return on_page(_PLACE.sub("", text.in_(lang)).partition("\n")[0], lang)


def _page(visit: Visit, form: FormData | None = None) -> int:
    said = str((form if form is not None else visit.request.query_params).get("page", "1"))
    return max(1, int(said)) if said.isdecimal() and len(said) < 6 else 1


def _to_page(visit: Visit, number: int) -> Response:
    from starlette.responses import RedirectResponse

    address = visit.request.app.url_path_for("settling", work=visit.work.id)
    return RedirectResponse(f"{address}?page={number}", status_code=303)


class _Shown:
    """Questions and answers as a person reads them."""

    def __init__(self, visit: Visit, checked: Checked, sides: SideBySide) -> None:
        self._visit, self._checked, self.sides = visit, checked, sides
        assert visit.work.details.rulebook is not None
        fields = rulebook(visit, visit.work.details.rulebook).fields
        self._labels = {f.id: f.text.in_(visit.lang) for f in fields.values()}

    def question(self, question: Open | OpenSpelling) -> dict[str, Any]:
        if isinstance(question, OpenSpelling):
            return self._spelling(question)
        compared = self.sides.compared([copy for copy, _ in question.copies])
        lines = [(self._labels.get(line.field, line.field), line) for line in compared]
        agreed = [(label, line) for label, line in lines if not line.differs and line.field != "name"]
        return {
            "kind": "copies", "key": question.key, "why": question.why, "name": question.copies[0][0].name,
            "cells": [copy.cell for copy, _ in question.copies],
            "lines": [pair for pair in lines if pair not in agreed],
            "same": "; ".join(f"{label}: {line.said[0]}" for label, line in agreed),
            "options": self._keeps(question), "several": len(question.copies) > 2,
        }  # fmt: skip

    def _keeps(self, question: Open) -> list[tuple[str, str]]:
        say, two = self._visit.say, len(question.copies) == 2
        keeps = [
            (str(n), say("web.settle_keep" if two else "web.settle_keep_of", n=n, cell=copy.cell))
            for n, (copy, _) in enumerate(question.copies, 1)
        ]
        return [*keeps, (ALL, say("web.settle_all", n=len(question.copies)))]

    def _spelling(self, question: OpenSpelling) -> dict[str, Any]:
        say, listed = self._visit.say, question.nearest or question.written
        return {
            "kind": "unit" if question.nearest or not self._text(question) else "sender", "key": question.key,
            "field": self._labels.get(question.field, question.field), "written": question.written,
            "options": [(name, say("web.settle_meant", name=name)) for name in listed],
        }  # fmt: skip

    def _text(self, question: OpenSpelling) -> bool:
        assert self._visit.work.details.rulebook is not None
        field = rulebook(self._visit, self._visit.work.details.rulebook).fields.get(question.field)
        return field is not None and field.type == "text"

    def answered(self, question: Open | OpenSpelling, stale: bool) -> dict[str, Any]:
        say = self._visit.say
        if isinstance(question, OpenSpelling):
            about = ", ".join(f"“{text}”" for text in question.written)
            unit = not self._text(question)
            none = say("web.settle_none_unit" if unit else "web.settle_none")
            said = none if question.meant == NOT_ONE else say("web.settle_meant", name=question.meant)
            return {"key": question.key, "about": about, "cells": (), "said": said, "stale": stale}
        return {
            "key": question.key, "about": f"“{question.copies[0][0].name}”",
            "cells": [copy.cell for copy, _ in question.copies], "said": self._kept(question), "stale": stale,
        }  # fmt: skip

    def _kept(self, question: Open) -> str:
        if "," in question.keep:
            cells = _named(question)
            return self._visit.say("web.settle_keep_some", cells=", ".join(cells))
        return dict(self._keeps(question)).get(question.keep, question.keep)


def _named(question: Open) -> Sequence[str]:
    return [question.copies[int(number) - 1][0].cell for number in question.keep.split(",")]
