"""Exclusions, advisories and unmet criteria in words: by their own sentence where the rulebook names one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.criteria import Truths
from engine.decisions.findings import value_of
from engine.decisions.registers import cells as register_cells
from engine.decisions.registers import rows_for, words
from engine.decisions.values import cells_of, read_fields, show
from engine.provenance import Cell, Text
from engine.records import Reason
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion
from engine.wording import CATALOGUE, day, placeholders, say


def told(truths: Truths, criterion: Criterion, row: int, kind: str) -> Reason:
    """An exclusion or advisory that holds; ``kind`` is its code where it has no sentence of its own."""
    code = criterion.reason or (criterion.id if kind == "exclusion" else kind)
    text = own_sentence(truths, criterion, row)
    if text is None:
        text = say(f"reason.{kind}", exclusion=criterion.text, advisory=criterion.text)
    cells = dict.fromkeys(cells_behind(truths, criterion, row))
    return Reason(code, text, first_clause(criterion.clauses), tuple(cells))


def own_sentence(truths: Truths, criterion: Criterion, row: int) -> Text | None:
    """The sentence that a criterion names, where all its values are there; else that without values; else None."""
    if criterion.reason is None:
        return None
    values = _values(truths, criterion, row)
    return _try(f"reason.{criterion.reason}", values) or _try(f"reason.{criterion.reason}_plain", values)


def cells_behind(truths: Truths, criterion: Criterion, row: int) -> tuple[Cell, ...]:
    """The candidate's cells that a criterion reads, and those that name the register rows behind it."""
    own = cells_of(truths.roster.candidates, read_fields(truths, criterion.when), row)
    return own + register_cells(truths, rows_for(truths, criterion.when, row))


def first_clause(clauses: tuple[str, ...]) -> str | None:
    """The clause to name where one is enough."""
    return clauses[0] if clauses else None


def inside(text: Text) -> Text:
    """Inside a sentence: a small first letter, unless the first word is a name or an abbreviation."""

    def small(s: str) -> str:
        head = s.split(" ", 1)[0]
        return s if len(head) > 1 and head.isupper() else s[:1].lower() + s[1:]

    return Text(small(text.vi), small(text.en))


def _values(truths: Truths, criterion: Criterion, row: int) -> dict[str, Text]:
    """What a sentence may want to say: the first day read, the deadline, the register's row."""
    fields = read_fields(truths, criterion.when)
    values: dict[str, Text] = {"criterion": criterion.text}
    if criterion.clauses:
        values["clause"] = Text(criterion.clauses[0], criterion.clauses[0])
    for field in fields:
        shown = show(truths.facts, field, row)
        if shown is not None and field.type == "date":
            values.setdefault("date", shown)
    found = value_of(truths, criterion, row)
    if found is not None:
        values["value"] = found
    for name in _deadlines(criterion.when):
        value = truths.rulebook.parameters[name].value
        if isinstance(value, date):
            values["deadline"] = day(value)
    values.update(words(truths, rows_for(truths, criterion.when, row)))
    return values


def _try(key: str, values: dict[str, Text]) -> Text | None:
    message = CATALOGUE.get(key)
    if message is None or any(name not in values for name in placeholders(message.vi)):
        return None
    return say(key, **values)


def _deadlines(condition: t.Condition) -> Iterator[str]:
    match condition:
        case t.Test(test=t.Deadline(deadline=deadline)):
            yield deadline.name
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of):
            for c in of:
                yield from _deadlines(c)
        case _:
            return
