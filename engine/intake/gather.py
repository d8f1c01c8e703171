"""One field in several columns: years under "Nam" and "Nữ", awards to tick, a name in two cells."""

from __future__ import annotations

from collections.abc import Sequence

from engine.intake.columns import Column
from engine.intake.raw import Broken, Raw, Row, Several
from engine.intake.values.reading import is_blank, shown
from engine.intake.values.yes_no import read_yes_no


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
