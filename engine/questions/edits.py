"""A cell said otherwise: what a person asks for, read as a sheet is read, and the roster that then stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from pandas.arrays import IntegerArray

from engine.criteria import Facts, fields_read
from engine.decisions import values
from engine.frozen import dataclass
from engine.intake.roster import Roster, Table
from engine.intake.said import said_reader
from engine.intake.values.choices import nearest
from engine.intake.values.reading import Unreadable
from engine.names import fold, normal
from engine.problems import UnusableInput
from engine.provenance import Cell, Text
from engine.rulebook import terms as t
from engine.rulebook.model import Field, Rulebook
from engine.wording import say

Typed = int | str | None
"""A value as a roster holds it; None is a blank."""

NOT_COLUMNS = ("round", "score")


@dataclass(frozen=True, slots=True)
class Edit:
    """One value of one candidate, before and after, as a person reads it; None is a blank."""

    field: Field
    value: Typed
    before: Text | None
    after: Text | None
    cell: Cell | None  # None where its sheet has no such column

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "field": self.field.id,
            "vi": self.field.text.vi,
            "en": self.field.text.en,
            "cell": self.cell.full if self.cell else None,
            "from": plain(self.before),
            "to": plain(self.after),
        }


def plain(text: Text | None) -> dict[str, str] | None:
    """A text in both languages for ``--format json``."""
    return None if text is None else {"vi": text.vi, "en": text.en}


def edit_of(facts: Facts, row: int, field: Field, value: Typed) -> Edit:
    """The edit that puts a typed value into a candidate's row."""
    after = None
    if value is not None:
        after = values.same(value) if isinstance(value, str) else values.typed(field, value, facts.units)
    return Edit(field, value, values.show(facts, field, row), after, facts.table.cell(field.id, row))


# ---- what is asked --------------------------------------------------------------------------------------------


def read_edits(
    rulebook: Rulebook, roster: Roster, facts: Facts, row: int, asked: Sequence[tuple[str, str]]
) -> tuple[Edit, ...]:
    """``field=value`` pairs: a field by its id or its header, a value as a sheet may say it, nothing for a blank.

    Raises UnusableInput for a field that is none or that is worked out, and for a value that cannot be read.
    """
    read = said_reader(rulebook, roster.units)
    edits: dict[str, Edit] = {}
    for name, text in asked:
        field = find_field(rulebook, name)
        if field.id in edits:
            raise UnusableInput(say("whatif.twice", field=field.text, id=field.id))
        value = read(field, text)
        if isinstance(value, Unreadable):
            raise UnusableInput(say("whatif.unreadable", field=field.text, id=field.id, value=text, why=value.text))
        if value is None and field.id == "name":
            raise UnusableInput(say("whatif.nameless"))
        edits[field.id] = edit_of(facts, row, field, value)
    return tuple(edits.values())


def find_field(rulebook: Rulebook, name: str) -> Field:
    """The column of that id or header. Raises UnusableInput where there is none, or where it is worked out."""
    if name in NOT_COLUMNS:
        raise UnusableInput(_worked_out(rulebook, name, Text(f"`{name}`", f"`{name}`")))
    found = rulebook.fields.get(name) or rulebook.fields.get(name.replace("-", "_"))
    if found is None:
        wanted = fold(normal(name))
        said = {f.id: (f.text.vi, f.text.en, *f.aliases) for f in rulebook.fields.values()}
        headers = [f for f, texts in said.items() if wanted in {fold(normal(text)) for text in texts}]
        found = rulebook.fields[headers[0]] if len(headers) == 1 else None
    if found is None:
        raise UnusableInput(_no_field(rulebook, name))
    if found.compute is not None:
        raise UnusableInput(_worked_out(rulebook, found.id, found.text))
    return found


def _worked_out(rulebook: Rulebook, name: str, text: Text) -> Text:
    parts = [f for f in fields_read(t.FieldRef(name), rulebook) if f != name]
    if not parts:
        return say("whatif.given_by_run", field=text)
    listed = ", ".join(parts)
    return say("whatif.worked_out", field=text, parts=Text(listed, listed), example=parts[0])


def _no_field(rulebook: Rulebook, name: str) -> Text:
    known = {f.id: f for f in rulebook.fields.values() if f.compute is None and f.id not in NOT_COLUMNS}
    near = nearest(name.replace("_", " "), [i.replace("_", " ") for i in known])
    spoken = nearest(name, [f.text.vi for f in known.values()])
    found = [i.replace(" ", "_") for i in near] + [i for i, f in known.items() if f.text.vi in spoken]
    offered = list(dict.fromkeys(found))[:3] or list(known)
    lines = [(f"{i} ({known[i].text.vi})", f"{i} ({known[i].text.en})") for i in offered]
    listed = Text("; ".join(vi for vi, _ in lines), "; ".join(en for _, en in lines))
    return say("whatif.no_field_nearest" if found else "whatif.no_field", name=name, fields=listed)


# ---- the roster that then stands there ------------------------------------------------------------------------


def roster_with(roster: Roster, row: int, edits: Mapping[str, Typed]) -> Roster:
    """The roster with some values of one row replaced; a column that no sheet has comes to be there."""
    given = frozenset(name for name, value in edits.items() if value is not None)
    table = edited(roster.candidates, {name: {row: value} for name, value in edits.items()})
    return replace(roster, candidates=table, absent=roster.absent - given)


def edited(table: Table, cells: Mapping[str, Mapping[int, Typed]]) -> Table:
    """A table with some of its values replaced, by field and row."""
    frame = table.frame.copy(deep=False)
    for name, by_row in cells.items():
        frame[name] = _column(frame[name], by_row)
    gone = {name: frozenset(by_row) for name, by_row in cells.items()}
    return replace(
        table,
        frame=frame,
        unreadable=_without(table.unreadable, gone),
        written=_without(table.written, gone),
    )


def _column(column: pd.Series, by_row: Mapping[int, Typed]) -> pd.Series:
    if not pd.api.types.is_integer_dtype(column.dtype):
        texts = column.astype(object).where(column.notna(), None).tolist()
        for row, value in by_row.items():
            texts[row] = value
        return pd.Series(texts, dtype=column.dtype, index=column.index)
    null = column.isna().to_numpy().copy()
    numbers = column.to_numpy(np.dtype(str(column.dtype).lower()), na_value=0).copy()
    for row, value in by_row.items():
        null[row] = value is None
        numbers[row] = 0 if value is None else value
    return pd.Series(IntegerArray(numbers, null), index=column.index)


def _without(
    said: Mapping[str, Mapping[int, str]], gone: Mapping[str, frozenset[int]]
) -> dict[str, Mapping[int, str]]:
    return {
        name: {row: text for row, text in by_row.items() if row not in gone.get(name, ())}
        for name, by_row in said.items()
    }
