"""Hiểu các cột: which column was understood as which field, what is open, what was answered for this plan before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from engine.intake.forms import Form, forms_of
from engine.intake.header import is_ordinals
from engine.intake.labels import label_key
from engine.intake.mapping import JOINED, NOT_USED, OPEN
from engine.intake.mapping_file import mapping_text
from engine.intake.proposals import Proposal, ProposedColumn
from engine.intake.raw import Broken, RawBook, Several, Ticked
from engine.problems import UnusableInput
from engine.provenance import column_index
from engine.web.pages import page
from engine.web.screens.rulebooks import rulebook
from engine.web.store import Store
from engine.web.visit import OPEN as CHANGED_IN
from engine.web.visit import Visit
from engine.web.works import Work

SAMPLES = 3
IN_FULL = 12  # tables of which every column is listed; of the others only what is asked


def columns(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    work, office = visit.work, visit.office
    if work.details.rulebook is None or not work.details.uploads:
        return visit.to("files", work=work.id)
    book = rulebook(visit, work.details.rulebook)
    try:
        proposals = office.readings.proposals(work)
        books = office.readings.books(work)
    except UnusableInput as refused:
        return page(visit, "unusable.html", 422, said=refused.text, back="files")
    forms = _forms(book)
    remembered = Remembered(office.store, book.id)
    tables = [
        _table(visit, n, proposal, forms[proposal.form], books, remembered) for n, proposal in enumerate(proposals)
    ]
    understood = sum(c["field"] not in (NOT_USED, OPEN) for t in tables for c in t["columns"])
    asked = sum(c["asked"] for t in tables for c in t["columns"])
    changed = visit.request.query_params.get("sua", "")
    return page(
        visit, "columns.html", status, tables=tables, understood=understood, asked=asked, error=error,
        changed=int(changed) if changed.isdecimal() and len(changed) < 6 else -1,
        in_full=IN_FULL, lacking=[t for t in tables if t["lacking"]], open=work.state in CHANGED_IN,
    )  # fmt: skip


def _forms(book: Any) -> dict[str, Form]:
    return {form.id: form for form in forms_of(book)}


def _table(
    visit: Visit, n: int, proposal: Proposal, form: Form, books: Sequence[RawBook], remembered: Remembered
) -> dict[str, Any]:
    answers = visit.work.details.columns.get(_place(proposal), {})
    found = []
    for column in proposal.columns:
        before = remembered.answer(proposal.form, column.header) if column.field == OPEN else None
        field = answers.get(column.letter) or before or column.field
        found.append({
            "letter": column.letter, "header": column.header, "field": field, "how": column.how, "part": column.part,
            "asked": column.field == OPEN and field == OPEN, "open": column.field == OPEN,
            "remembered": before is not None and field == before,
            "nearest": column.nearest, "samples": _samples(books, proposal, column),
            "name": f"{n}.{column.letter}",
        })  # fmt: skip
    labels = {name: f.text.in_(visit.lang) for name, f in form.fields.items()}
    given = {column["field"] for column in found}
    return {
        "n": n, "proposal": proposal, "columns": found, "labels": labels, "open": any(c["open"] for c in found),
        "lacking": [labels[field] for field in proposal.lacking if field not in given],
        "understood": sum(c["field"] not in (NOT_USED, OPEN) for c in found),
    }  # fmt: skip


def _place(proposal: Proposal) -> str:
    return "|".join((*proposal.files, proposal.sheet, proposal.form, proposal.rows))


def _samples(books: Sequence[RawBook], proposal: Proposal, column: ProposedColumn) -> list[str]:
    """The first values below the header of the first file that is laid out so."""
    index = column_index(column.letter)
    last = int(proposal.rows.rpartition("-")[2] or 1)
    for book in books:
        if book.file != proposal.files[0]:
            continue
        for sheet in book.sheets:
            if sheet.name == proposal.sheet:
                below = sheet.rows[last:]
                below = below[1:] if below and is_ordinals(below[0]) else below  # the numbers of the columns
                values = (row[index] for row in below if index < len(row))
                return [text for value in values if (text := shown(value))][:SAMPLES]
    return []


def shown(value: object) -> str:
    """A raw cell as a person sees it in the sheet."""
    if isinstance(value, Broken | Several):
        return value.shown
    if isinstance(value, Ticked):
        return "TRUE" if value.value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:60]


async def answer_columns(visit: Visit) -> Response:
    form = await visit.request.form(max_fields=5000)
    work, office = visit.work, visit.office
    assert work.details.rulebook is not None
    book = rulebook(visit, work.details.rulebook)
    forms = _forms(book)
    remembered = Remembered(office.store, book.id)
    proposals = office.readings.proposals(work)
    answers: dict[str, dict[str, str | None]] = {}
    mapped, left, nameless = [], 0, []
    for n, proposal in enumerate(proposals):
        given: dict[str, str | None] = {}
        changed = []
        before = work.details.columns.get(_place(proposal), {})
        for column in proposal.columns:
            # What the page did not show for choosing stays as it was answered.
            said = str(form.get(f"{n}.{column.letter}", before.get(column.letter) or column.field))
            known = said in forms[proposal.form].fields or said == NOT_USED
            if known and said != column.field:
                given[column.letter] = said
                if column.field == OPEN:
                    remembered.keep(proposal.form, column.header, said)
                column = replace(column, field=said, part="", how="")  # noqa: PLW2901  # the answered one
            left += column.field == OPEN
            changed.append(column)
        answers[_place(proposal)] = given
        if any(column.field != NOT_USED for column in changed):  # else the table is left aside, as without a map
            mapped.append(replace(proposal, columns=_joined_where_alike(changed)))
            name = forms[proposal.form].name_field
            if all(column.field != name for column in changed):
                nameless.append((proposal, forms[proposal.form].fields[name].text))
    work = office.works.keep(work, columns={place: given for place, given in answers.items() if given})
    file = office.works.folder(work) / "mapping.yaml"
    if left:
        file.unlink(missing_ok=True)
        return _again(visit, work, visit.say("web.columns_open", n=left))
    if nameless:
        file.unlink(missing_ok=True)
        proposal, name_text = nameless[0]
        where = f"{', '.join(proposal.files)} ({proposal.sheet})"
        return _again(visit, work, visit.say("web.column_lacking", column=name_text.in_(visit.lang), where=where))
    if mapped and (any(answers.values()) or any(c.field == OPEN for p in proposals for c in p.columns)):
        file.write_text(mapping_text(book.id, mapped, file.name), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)  # nothing was said that the headers do not say
    return await run_in_threadpool(_go_on, visit, work)


def _go_on(visit: Visit, work: Work) -> Response:
    """To the questions that only a person can answer, where there are some; else to the cells.

    Where the lists cannot be read so, a column is missing: told here, where it can be answered.
    """
    from engine.web.screens.settling import FILE, left_open

    try:
        return visit.to("settling" if left_open(visit, work) else "cells", work=work.id)
    except UnusableInput as refused:
        if (visit.office.works.folder(work) / FILE).exists():  # an answer there may be the reason
            return visit.to("settling", work=work.id)
        return _again(visit, work, visit.text(refused.text))


def _again(visit: Visit, work: Work, error: str) -> Response:
    return columns(replace(visit, found=work), error, 422)


def _joined_where_alike(found: Sequence[ProposedColumn]) -> tuple[ProposedColumn, ...]:
    """Two columns that a person gave to one text field are its parts, as the map's own language says it."""
    fields = [column.field for column in found]
    return tuple(
        replace(column, part=JOINED)
        if not column.part and column.field not in (NOT_USED, OPEN) and fields.count(column.field) > 1
        else column
        for column in found
    )


async def forget_column(visit: Visit) -> Response:
    """An answer of before, revoked: here, and for the runs to come."""
    said = await visit.request.form()
    work, works = visit.work, visit.office.works
    assert work.details.rulebook is not None
    form, header = str(said.get("form", "")), str(said.get("header", ""))
    Remembered(visit.office.store, rulebook(visit, work.details.rulebook).id).forget(form, header)
    kept = {place: dict(given) for place, given in work.details.columns.items()}
    for proposal in visit.office.readings.proposals(work):
        for column in proposal.columns:
            if proposal.form == form and label_key(column.header) == label_key(header):
                kept.get(_place(proposal), {}).pop(column.letter, None)
    if kept != work.details.columns:
        works.keep(work, columns={place: given for place, given in kept.items() if given})
        (works.folder(work) / "mapping.yaml").unlink(missing_ok=True)  # written again once all is answered
    return visit.to("columns", work=work.id)


class Remembered:
    """What headers were said to mean, for one plan; offered again, shown as such, never applied unseen."""

    def __init__(self, store: Store, rulebook_id: str) -> None:
        self._store, self._rulebook = store, rulebook_id
        store.change(
            "create table if not exists answer (rulebook text, form text, header text, field text,"
            " primary key (rulebook, form, header)) strict"
        )

    def answer(self, form: str, header: str) -> str | None:
        row = self._store.row(
            "select field from answer where rulebook = ? and form = ? and header = ?",
            (self._rulebook, form, label_key(header)),
        )
        return None if row is None else str(row["field"])

    def keep(self, form: str, header: str, field: str) -> None:
        self._store.change(
            "insert or replace into answer values (?, ?, ?, ?)", (self._rulebook, form, label_key(header), field)
        )

    def forget(self, form: str, header: str) -> None:
        self._store.change(
            "delete from answer where rulebook = ? and form = ? and header = ?",
            (self._rulebook, form, label_key(header)),
        )

