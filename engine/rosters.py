"""Rosters made of plain values instead of sheets: for a rulebook's cases, for tests and for what-if questions.

A value is written as rulebooks write it: an option's id, ``yes``/``no``, an ISO day, a plain number, a unit's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from engine.intake.roster import NUMBER_SCALE, InputFile, Roster, Source, Table
from engine.intake.units import listed
from engine.names import unit_key
from engine.problems import UnusableInput
from engine.provenance import Text, column_letter
from engine.rulebook.model import Field, Rulebook

Row = Mapping[str, str]


def roster_of(
    rulebook: Rulebook, rows: Sequence[Row], registers: Mapping[str, Sequence[Row]] | None = None, file: str = "cases"
) -> Roster:
    """A roster of these rows. A register that is not named is not given; an empty one is given and empty.

    A column that no row has is absent. Raises UnusableInput for a field or value that the rulebook does not know.
    """
    registers = registers or {}
    names = {f.id for f in rulebook.fields.values() if f.type == "unit"}
    mentioned = [row[f] for row in rows for f in names if row.get(f)]
    for register, their_rows in registers.items():
        units = {f.id for f in _register_fields(rulebook, register).values() if f.type == "unit"} | {"unit_name"}
        mentioned += [row[f] for row in their_rows for f in units if row.get(f)]
    units_of_list = _units(rulebook, mentioned)
    fields = {f.id: f for f in rulebook.fields.values() if f.compute is None}
    candidates = _table(fields, rows, units_of_list, Source(file, "candidates", _letters(fields, rows)))
    tables = {
        name: _table(
            _register_fields(rulebook, name),
            their_rows,
            units_of_list,
            Source(file, name, _letters(_register_fields(rulebook, name), their_rows)),
        )
        for name, their_rows in registers.items()
    }
    present = {f for row in rows for f in row}
    return Roster(
        candidates,
        tables,
        units_of_list,
        (),
        0,
        (InputFile(file, "", len(rows)),),
        frozenset(f for f in fields if f not in present),
    )


def _register_fields(rulebook: Rulebook, name: str) -> Mapping[str, Field]:
    if name not in rulebook.registers:
        raise UnusableInput(
            Text(
                f"Không có sổ `{name}`; có: {', '.join(rulebook.registers)}.",
                f"There is no register `{name}`; there are: {', '.join(rulebook.registers)}.",
            )
        )
    return rulebook.registers[name].fields


def _units(rulebook: Rulebook, mentioned: Sequence[str]) -> tuple[str, ...]:
    found = {unit_key(u.name): u.name for u in listed(rulebook.document.units)}
    for name in mentioned:
        found.setdefault(unit_key(name), name)
    return tuple(found.values())


def _letters(fields: Mapping[str, Field], rows: Sequence[Row]) -> dict[str, str]:
    present = [f for f in fields if any(f in row for row in rows)]
    return {f: column_letter(i) for i, f in enumerate(present)}


def table_of(
    fields: Mapping[str, Field], rows: Sequence[Row], units: tuple[str, ...], file: str, sheet: str
) -> Table:
    """One table of these rows; ``units`` names every unit they mention."""
    return _table(fields, [{k: v for k, v in row.items() if k in fields} for row in rows], units, Source(
        file, sheet, _letters(fields, rows)
    ))  # fmt: skip


def _table(fields: Mapping[str, Field], rows: Sequence[Row], units: tuple[str, ...], source: Source) -> Table:
    for row in rows:
        for name in row:
            if name not in fields:
                raise UnusableInput(Text(f"Không có trường `{name}`.", f"There is no field `{name}`."))
    unit_codes = {unit_key(name): i for i, name in enumerate(units)}
    frame = pd.DataFrame(
        {f.id: _column(f, [row.get(f.id) for row in rows], unit_codes) for f in fields.values()},
        index=pd.RangeIndex(len(rows)),
    )
    return Table(frame, (source,), np.zeros(len(rows), np.int32), np.arange(2, len(rows) + 2, dtype=np.int32))


def _column(field: Field, texts: Sequence[str | None], units: Mapping[str, int]) -> pd.Series:
    if field.type == "text":
        return pd.Series(list(texts), dtype="str")
    values = [None if text is None or text == "" else _typed(field, text, units) for text in texts]
    return pd.Series(pd.array(values, dtype="Int8" if field.type == "yes_no" else "Int64"))


def _typed(field: Field, text: str, units: Mapping[str, int]) -> int:
    text = text.strip()
    plain = text.replace("_", "")
    try:
        match field.type:
            case "yes_no":
                return ("no", "yes").index(text)
            case "choice":
                return list(field.options).index(text)
            case "unit":
                return units[unit_key(text)]
            case "date":
                return date.fromisoformat(text).toordinal()
            case "number":
                return _whole(Fraction(plain) * NUMBER_SCALE)
            case _:
                return int(plain)
    except (ValueError, KeyError) as error:
        raise UnusableInput(
            Text(
                f"`{text}` không phải giá trị của trường `{field.id}`.",
                f"`{text}` is not a value of the field `{field.id}`.",
            )
        ) from error


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
        raise ValueError(f"{number} is not whole")
    return number.numerator
