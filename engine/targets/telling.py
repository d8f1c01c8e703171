"""Targets as sentences, as text bars for a terminal, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.provenance import Cell, Text
from engine.targets.counting import Open, Progress
from engine.truth import Truth
from engine.wording import percent, say

SCHEMA = "xetkhen/targets/1"
WIDTH = 20  # of a text bar
FULL, MAYBE, EMPTY = "█", "▒", "░"
_MOST_OPEN = 10  # cells that a terminal lists of one target


def sentence(progress: Progress) -> Text:
    """How far it is reached, in one sentence."""
    clause = ", ".join(progress.clauses)
    if not progress.of:
        word = {Truth.MET: "target.holds", Truth.UNMET: "target.fails", Truth.UNKNOWN: "target.open"}
        return say(word[progress.truth], clause=clause)
    word = {Truth.MET: "target.met", Truth.UNMET: "target.unmet", Truth.UNKNOWN: "target.unknown"}
    values: dict[str, object] = {
        "a": progress.reached, "b": progress.of, "pct": percent(progress.reached, progress.of),
    }
    match progress.truth:
        case Truth.MET:
            values["clause"] = clause
        case Truth.UNMET:
            values["n"] = progress.missing
        case Truth.UNKNOWN:
            values["most"] = progress.most
    return say(word[progress.truth], **values)


def bar(progress: Progress) -> str:
    """``████████▒▒▒▒░░░░``: for certain, perhaps, not; a statement is full or empty."""
    if not progress.of:
        return {Truth.MET: FULL, Truth.UNKNOWN: MAYBE, Truth.UNMET: EMPTY}[progress.truth] * WIDTH
    full = min(WIDTH, WIDTH * progress.reached // progress.of)
    maybe = min(WIDTH, WIDTH * progress.most // progress.of) - full
    return FULL * full + MAYBE * maybe + EMPTY * (WIDTH - full - maybe)


def lines(found: Sequence[Progress], lang: str) -> Iterator[str]:
    """What the terminal shows."""
    for progress in found:
        clause = ", ".join(progress.clauses)
        yield f"{progress.text.in_(lang)} ({clause})"
        yield f"  {bar(progress)}  {sentence(progress).in_(lang)}"
        for each in progress.open[:_MOST_OPEN]:
            yield f"    · {told(each, lang)}"
        if len(progress.open) > _MOST_OPEN:
            yield f"    · … (+{len(progress.open) - _MOST_OPEN})"
        yield ""


def told(each: Open, lang: str) -> str:
    """What would settle a target, with its cell."""
    return f"{each.what.in_(lang)} ({each.cell.full})" if each.cell is not None else each.what.in_(lang)


def as_json(rulebook: str, found: Sequence[Progress]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "rulebook": rulebook,
        "targets": [
            {
                "id": progress.id, "vi": progress.text.vi, "en": progress.text.en, "clauses": list(progress.clauses),
                "result": progress.truth.word, "reached": progress.reached, "most": progress.most,
                "total": progress.total, "needed": progress.needed, "missing": progress.missing,
                "said": {"vi": sentence(progress).vi, "en": sentence(progress).en},
                "units": [
                    {"name": unit.name, "belongs": unit.belongs.word, "counted": unit.counted.word,
                     "cell": _full(unit.cell)}
                    for unit in progress.units
                ],
                "open": [
                    {"vi": each.what.vi, "en": each.what.en, "cell": _full(each.cell)} for each in progress.open
                ],
            }
            for progress in found
        ],
    }


def _full(cell: Cell | None) -> str | None:
    return None if cell is None else cell.full
