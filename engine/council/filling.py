"""The council's sheet filled in for it: what was said on a form goes the same way as what was typed into a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.council.applying import apply
from engine.council.model import Council, Plain
from engine.council.seats import Places
from engine.council.sheet import tied, write_sheet
from engine.council.words import (
    ACTIONS,
    CHANGES,
    CHOOSE,
    FACTS,
    FIRST_FACT,
    HEADER,
    PASS,
    SESSION,
    TIES,
    label_of,
)
from engine.frozen import dataclass
from engine.intake.resolve_sheet import put


@dataclass(frozen=True, slots=True)
class Tie:
    """One of those level for the last seats, as the sheet lists it."""

    group: str
    seats: str
    label: str
    unit: str
    level_on: str
    preferred: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one candidate; votes as they were typed."""

    label: str
    action: str  # choose, pass, strike, add, move
    reason: str = ""
    by: str = ""
    award: str = ""
    agree: str = ""
    against: str = ""
    abstained: str = ""


def ties(document: Plain, earlier: Council) -> tuple[Tie, ...]:
    """The ties still open after the sessions so far, group by group."""
    places = Places(document)
    return tuple(Tie(*row[:6]) for row in tied(document, apply(document, earlier, places), places))


def labels(document: Plain) -> list[str]:
    """How the sheet calls each candidate."""
    return [label_of(number, decision) for number, decision in enumerate(document["decisions"], 1)]


def fill_sheet(
    document: Plain, earlier: Council, facts: Mapping[str, str], said: Sequence[Said], path: Path
) -> None:
    """Write the sheet with the session's facts and decisions; whoever reads it says what is wrong with them."""
    import openpyxl

    write_sheet(document, earlier, path)
    book: Any = openpyxl.load_workbook(path)
    for row, field in enumerate(FACTS, FIRST_FACT):
        if field in facts:
            put(book[SESSION].cell(row, 2), facts[field])
    answers = {each.label: each for each in said if each.action in ("choose", "pass")}
    sheet = book[TIES]
    for row in range(HEADER + 1, sheet.max_row + 1):
        answer = answers.get(str(sheet.cell(row, 3).value))
        if answer is not None:
            decided = CHOOSE if answer.action == "choose" else PASS
            _write(sheet, row, 7, (decided, *_rest(answer)))
    changes = [each for each in said if each.action in ACTIONS]
    for row, each in enumerate(changes, HEADER + 1):
        _write(book[CHANGES], row, 2, (each.label, ACTIONS[each.action], each.award, *_rest(each)))
    book.save(path)


def _rest(said: Said) -> tuple[str, ...]:
    return said.reason, said.by, said.agree, said.against, said.abstained


def _write(sheet: Any, row: int, column: int, texts: Sequence[str]) -> None:
    for n, text in enumerate(texts):
        if text:
            put(sheet.cell(row, column + n), text)
