"""Hiểu các cột: which column was understood as which field, what is open, what was answered for this plan before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from engine.intake.forms import Form, forms_of
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
from engine.web.visit import Visit
from engine.web.works import Work

SAMPLES = 3


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
    return page(visit, "columns.html", status, tables=tables, understood=understood, asked=asked, error=error)


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
            "remembered": before is not None and column.letter not in answers,
            "nearest": column.nearest, "samples": _samples(books, proposal, column),
            "name": f"{n}.{column.letter}",
        })  # fmt: skip
    labels = {name: f.text.in_(visit.lang) for name, f in form.fields.items()}
    return {"n": n, "proposal": proposal, "columns": found, "labels": labels}


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
                values = (row[index] for row in sheet.rows[last:] if index < len(row))
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
    mapped, left = [], 0
    for n, proposal in enumerate(proposals):
        given: dict[str, str | None] = {}
        changed = []
        for column in proposal.columns:
            said = str(form.get(f"{n}.{column.letter}", column.field))
            known = said in forms[proposal.form].fields or said == NOT_USED
            if known and said != column.field:
                given[column.letter] = said
                if column.field == OPEN:
                    remembered.keep(proposal.form, column.header, said)
                column = replace(column, field=said, part="", how="")  # noqa: PLW2901  # the answered one
            left += column.field == OPEN
            changed.append(column)
        answers[_place(proposal)] = given
        mapped.append(replace(proposal, columns=_joined_where_alike(changed)))
    work = office.works.keep(work, columns={place: given for place, given in answers.items() if given})
    file = office.works.folder(work) / "mapping.yaml"
    if left:
        file.unlink(missing_ok=True)
        return columns_again(visit, office.works.find(work.id), left)
    if any(answers.values()) or any(c.field == OPEN for p in proposals for c in p.columns):
        file.write_text(mapping_text(book.id, mapped, file.name), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)  # nothing was said that the headers do not say
    return visit.to(_next(visit, work), work=work.id)


def _next(visit: Visit, work: Work) -> str:
    """The questions that only a person can answer, where there are some; else the cells."""
    from engine.web.screens.settling import FILE, left_open

    try:
        return "settling" if left_open(visit, work) else "cells"
    except UnusableInput:  # told on the next screen
        return "settling" if (visit.office.works.folder(work) / FILE).exists() else "cells"


def columns_again(visit: Visit, work: Any, left: int) -> Response:
    return columns(replace(visit, found=work), visit.say("web.columns_open", n=left), 422)


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
    """An answer of before, revoked."""
    form = await visit.request.form()
    assert visit.work.details.rulebook is not None
    Remembered(visit.office.store, rulebook(visit, visit.work.details.rulebook).id).forget(
        str(form.get("form", "")), str(form.get("header", ""))
    )
    return visit.to("columns", work=visit.work.id)


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

