"""A total that lists what was given, ``50 triệu + 200 m2 đất``: each thing goes to the column that is its own.

Only where the rulebook has those columns and the row leaves them blank: a total beside its parts is not split.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from engine.intake.parts import Part
from engine.intake.roster import NUMBER_SCALE
from engine.intake.values.in_kind import InKind, read_in_kind
from engine.problems import Problem
from engine.provenance import Text
from engine.wording import joined, money, quantity

if TYPE_CHECKING:
    from engine.rulebook.model import Field

TOTAL = "contribution"
_THINGS = ("cash", "labour_days", "land_area")
_UNITS = {"labour_days": Text("ngày công", "days of labour"), "land_area": Text("m2 đất", "m2 of land")}
Trouble = tuple[int, int, int, Problem]  # which table, row and column from 0


def split_totals(
    parts: Sequence[Part], rows_of: Sequence[Sequence[int]], fields: Mapping[str, Field], columns: dict[str, Any],
    unreadable: dict[str, dict[int, str]], elsewhere: dict[str, dict[int, str]], troubles: list[Trouble],
) -> None:
    """Change the columns, and what is said of their cells, in place."""
    said = unreadable.get(TOTAL, {})
    found = {position: things for position, text in said.items() if (things := read_in_kind(text)) is not None}
    if not found:
        return
    starts = [sum(map(len, rows_of[:n])) for n in range(len(parts))]
    places = {
        (number, row): start + position
        for number, (start, rows) in enumerate(zip(starts, rows_of, strict=True))
        for position, row in enumerate(rows)
    }
    for n, (number, row, index, problem) in enumerate(troubles):
        position = places[number, row]
        if position not in found or parts[number].columns.get(TOTAL) != index:
            continue
        given = _given(found[position])
        if _have_room(given, fields, columns, unreadable, position):
            for field_id, value in given.items():
                data, null = columns[field_id]
                data[position], null[position] = value, False
                elsewhere.setdefault(field_id, {})[position] = parts[number].sheet.cell(row, index).ref
            del said[position]
            troubles[n] = number, row, index, _split(problem, given, fields[TOTAL])
        else:
            troubles[n] = number, row, index, _several(problem, fields[TOTAL])


def _given(found: InKind) -> dict[str, int]:
    values = {field_id: getattr(found, field_id) for field_id in _THINGS}
    return {field_id: value for field_id, value in values.items() if value is not None}


def _have_room(
    things: Mapping[str, int], fields: Mapping[str, Field], columns: Mapping[str, Any],
    unreadable: Mapping[str, Mapping[int, str]], position: int,
) -> bool:
    """Every thing has its column, and none of those columns says anything in this row."""
    if not all(field_id in fields and fields[field_id].type in {"money", "number"} for field_id in things):
        return False
    there = [field_id for field_id in _THINGS if field_id in fields]
    return all(columns[f][1][position] and position not in unreadable.get(f, {}) for f in there)


def _split(problem: Problem, things: Mapping[str, int], field: Field) -> Problem:
    said = joined(
        money(value) if field_id == "cash" else quantity(Fraction(value, NUMBER_SCALE), _UNITS[field_id])
        for field_id, value in things.items()
    )
    return replace(problem, code="amount-in-parts", severity="info", text=Text(
        f"{field.text.vi}: ghi “{problem.value}”; đọc từng khoản: {said.vi}.",
        f"{field.text.en}: says “{problem.value}”; read as its parts: {said.en}.",
    ))


def _several(problem: Problem, field: Field) -> Problem:
    return replace(problem, text=Text(
        f"{field.text.vi}: ghi “{problem.value}”, gồm nhiều khoản; hãy quy đổi thành một số tiền,"
        " hoặc ghi từng khoản vào cột của nó.",
        f"{field.text.en}: says “{problem.value}”, which is several things; convert them to one amount,"
        " or write each into its own column.",
    ))
