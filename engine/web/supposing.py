"""What the screen “Nếu khác đi” shows, as plain data: made here for a small run, by another process for a large one.

``python -m engine.web.supposing FOLDER ROW LANG FIELD VALUE`` prints it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.intake.roster import NUMBER_SCALE
from engine.problems import UnusableInput
from engine.questions import Asked, WhatIf, WouldChange, asked, what_if, would_change
from engine.questions.smallest import Found
from engine.rerun import find_run
from engine.rulebook.model import Field
from engine.wording import decimal

MOST_OFFERED = 12
_SLIDING = ("money", "whole", "number")


def supposed(case: Asked, would: WouldChange, row: int, chosen: str, value: str, lang: str) -> dict[str, Any]:
    """The fields that may be asked, the decision with another value in one, what would flip it."""
    fields = case.run.rulebook.fields
    answer, error = _answer(case, row, chosen, value)
    field = fields.get(chosen)
    line = would.node()
    return {
        "fields": [{"id": f.id, "text": f.text.in_(lang)} for f in fields.values() if _can_be_asked(f)],
        "error": error,
        "answer": None if answer is None else {
            "headline": answer.headline.in_(lang), "file": answer.file,
            "sections": [section.as_json() for section in answer.sections],
        },
        "enters": _moved(answer, "after", "before"), "leaves": _moved(answer, "before", "after"),
        "offered": _offered(would, lang), "line": line.as_json(),
        "slider": _slider(field, would, answer, lang) if field else None,
    }  # fmt: skip


def _can_be_asked(field: Field) -> bool:
    return field.compute is None and field.id != "name"


def _answer(case: Asked, row: int, field: str, value: str) -> tuple[WhatIf | None, Any]:
    if not field:
        return None, None
    try:
        return what_if(case, row, [(field, value)]), None
    except UnusableInput as refused:
        return None, {"vi": refused.text.vi, "en": refused.text.en}


def _offered(would: WouldChange, lang: str) -> list[dict[str, Any]]:
    """The changes of one value that alter the decision: each a question ready to be asked."""
    return [
        {"field": found.edits[0].field.id, "text": found.edits[0].field.text.in_(lang), "value": _typed(found),
         "status": found.result.status.value,
         "said": found.edits[0].after.in_(lang) if found.edits[0].after else None}
        for found in would.found.one[:MOST_OFFERED]
        if len(found.edits) == 1
    ]  # fmt: skip


def _typed(found: Found) -> str:
    """What would be written into the cell: the Vietnamese of it, as a sheet says it."""
    after = found.edits[0].after
    return after.vi if after is not None else ""


def _moved(answer: WhatIf | None, there: str, not_there: str) -> list[str]:
    """Who is among the nominated on one side only."""
    if answer is None:
        return []
    return [
        change.about["name"]
        for change in (answer.itself, *answer.others)
        if _nominated(getattr(change, there)) and not _nominated(getattr(change, not_there))
    ]


def _nominated(decision: Mapping[str, Any] | None) -> bool:
    return decision is not None and decision["status"] == "nominated"


def _slider(field: Field, would: WouldChange, answer: WhatIf | None, lang: str) -> dict[str, Any] | None:
    """From nothing to half as much again as the largest value at which the decision flips; a tick at each flip.

    Everything is counted in the smallest unit that the sheet knows, so that a tick is hit exactly.
    """
    if field.type not in _SLIDING:
        return None
    flips = {
        value: found for found in would.found.one
        if found.edits[0].field.id == field.id and isinstance(value := found.edits[0].value, int)
    }  # fmt: skip
    ticks = sorted(flips)
    if not ticks or ticks[0] < 0 or ticks[-1] == 0:
        return None
    scale = NUMBER_SCALE if field.type == "number" else 1
    said = answer.edits[0].value if answer is not None else None
    now = said if isinstance(said, int) else ticks[0]
    most = max(ticks[-1] + ticks[-1] // 2 + 1, now)
    step = 1
    while step * 1000 <= most and all(tick % (step * 10) == 0 for tick in (*ticks, now)):
        step *= 10
    most += -most % step

    def plain(value: int) -> str:
        return decimal(Fraction(value, scale)).en.replace(",", "")

    return {
        "most": plain(most), "step": plain(step), "now": plain(now),
        "ticks": [
            {"value": plain(tick), "at": round(100 * tick / most), "status": flips[tick].result.status.value,
             "said": text.in_(lang) if (text := flips[tick].edits[0].after) else plain(tick)}
            for tick in ticks
        ],
    }  # fmt: skip


def _asked(folder: Path, row: int, lang: str, field: str, value: str) -> dict[str, Any]:
    case = asked(find_run(folder))
    return supposed(case, would_change(case, row), row, field, value, lang)


def _main(folder: str, row: str, lang: str, field: str = "", value: str = "") -> int:
    try:
        said = _asked(Path(folder), int(row), lang, field, value)
    except UnusableInput as refused:
        sys.stderr.write(refused.text.in_(lang))
        return 2
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
