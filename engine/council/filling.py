"""The council's sheet filled in for it: what was said on a form goes the same way as what was typed into a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.council.model import Applied, Plain
from engine.council.seats import Places
from engine.council.sheet import sheet_of
from engine.council.words import (
    CHANGE_ANSWERS,
    CHANGE_WIDTH,
    FACTS,
    FIRST_FACT,
    HEADER,
    TIE_ANSWERS,
    TIE_WIDTH,
    VI,
    label_of,
)
from engine.frozen import dataclass
from engine.intake.resolve_sheet import put
from engine.provenance import column_letter


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one candidate; votes as they were typed."""

    label: str
    action: str  # choose or pass; strike, add or move; empty where that was left open
    reason: str = ""
    by: str = ""
    award: str = ""
    agree: str = ""
    against: str = ""
    abstained: str = ""
    key: str = ""  # what whoever asks calls this line


def labels(document: Plain) -> list[str]:
    """How the sheet calls each candidate."""
    return [label_of(number, decision) for number, decision in enumerate(document["decisions"], 1)]


def fill_sheet(
    document: Plain, now: Applied, places: Places, facts: Mapping[str, str], ties: Sequence[Said],
    changes: Sequence[Said], path: Path,
) -> dict[str, str]:  # fmt: skip
    """Write the sheet with the session's facts and decisions; whoever reads it says what is wrong with them.

    Gives where everything that can be answered stands, said or not: ``Phiên họp!B6`` -> ``held_on``, ``Đồng hạng!H7``
    -> ``reason.KEY``; so a sentence about a cell can be told where it was typed.
    """
    book = sheet_of(document, now, places)
    cells: dict[str, str] = {}
    for row, field in enumerate(FACTS, FIRST_FACT):
        cells[f"{VI.session}!B{row}"] = field
        if field in facts:
            put(book[VI.session].cell(row, 2), facts[field])
    answers = {each.label: each for each in ties}
    sheet = book[VI.ties]
    for row in range(HEADER + 1, sheet.max_row + 1):
        answer = answers.get(str(sheet.cell(row, 3).value))
        if answer is not None:
            decided = {"choose": VI.choose, "pass": VI.pass_}.get(answer.action, "")
            cells |= _write(sheet, row, TIE_WIDTH, TIE_ANSWERS, (decided, *_rest(answer)), answer.key)
    for row, each in enumerate(changes, HEADER + 1):
        texts = (each.label, VI.actions.get(each.action, ""), each.award, *_rest(each))
        cells |= _write(book[VI.changes], row, CHANGE_WIDTH, CHANGE_ANSWERS, texts, each.key)
    book.save(path)
    return cells


def _rest(said: Said) -> tuple[str, ...]:
    return said.reason, said.by, said.agree, said.against, said.abstained


def _write(
    sheet: Any, row: int, width: int, names: Sequence[str], texts: Sequence[str], key: str
) -> dict[str, str]:
    """Into the last columns of a row; gives which cell is which answer."""
    found = {}
    for column, (name, text) in enumerate(zip(names, texts, strict=True), width - len(names) + 1):
        found[f"{sheet.title}!{column_letter(column - 1)}{row}"] = f"{name}.{key}"
        if text:
            put(sheet.cell(row, column), text)
    return found
