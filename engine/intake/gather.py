"""One field in several columns: years under "Nam" and "Nữ", awards to tick, a name in two cells."""

from __future__ import annotations

from collections.abc import Sequence

from engine.intake.columns import Column
from engine.intake.raw import Broken, Raw, RawSheet, Row, Several, is_empty
from engine.intake.values.reading import is_blank, shown
from engine.intake.values.yes_no import read_yes_no
from engine.rulebook.model import Field


def gathered(column: Column, rows: Sequence[Row], numbers: Sequence[int]) -> tuple[list[Raw], dict[int, int]]:
    """The raw value of each row, and for each position the column it stands in, where that is not the first."""
    values: list[Raw] = []
    stands: dict[int, int] = {}
    for position, number in enumerate(numbers):
        row = rows[number]
        filled = [(index, part, row[index]) for index, part in column.parts if not _is_nothing(row[index])]
        value, index = _one(filled)
        values.append(value)
        if index is not None and index != column.index:
            stands[position] = index
    return values, stands


def spread(
    sheet: RawSheet, field: Field, index: int, numbers: Sequence[int], values: list[Raw]
) -> dict[int, int]:
    """Fill in what a cell merged over several rows says for each of them; gives the row it stands in, by position.

    A text, a choice or a day is said of every row. An amount is not: nobody knows whether it is each one's or shared.
    """
    stands: dict[int, int] = {}
    at = {number: position for position, number in enumerate(numbers)} if sheet.merged else {}
    for top, left, bottom, right in sheet.merged:
        if top == bottom or not left <= index <= right:
            continue
        raw = sheet.rows[top][left]
        rows = [number for number in range(top, bottom + 1) if number in at] if bottom - top < len(at) else []
        if is_empty(raw) or len(rows) < 2:
            continue
        for number in rows:
            if field.type in {"money", "number", "whole"}:
                values[at[number]] = Several(shown(raw), merged=True)
            elif number != top and index == left:
                values[at[number]] = raw
            if number != top:
                stands[at[number]] = top
    return stands


def _is_nothing(raw: Raw) -> bool:
    return isinstance(raw, str) and is_blank(raw)


def _one(filled: Sequence[tuple[int, str, Raw]]) -> tuple[Raw, int | None]:
    if not filled:
        return "", None
    if filled[0][1] == "joined":
        if any(isinstance(raw, Broken) for _, _, raw in filled):
            return next(raw for _, _, raw in filled if isinstance(raw, Broken)), filled[0][0]
        return " ".join(shown(raw) for _, _, raw in filled), filled[0][0]
    if filled[0][1] == "either":
        different = list(dict.fromkeys(shown(raw) for _, _, raw in filled))
        return (filled[0][2] if len(different) == 1 else Several(" | ".join(different))), filled[0][0]
    ticked = [(index, option) for index, option, raw in filled if read_yes_no(raw) == 1]
    if any(not isinstance(read_yes_no(raw), int) for _, _, raw in filled) or len(ticked) > 1:
        return Several(" | ".join(f"{option}: {shown(raw)}" for _, option, raw in filled)), filled[0][0]
    return (ticked[0][1], ticked[0][0]) if ticked else ("", None)
