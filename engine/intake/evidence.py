"""One piece of evidence, one use: the same reference given for two candidates, where a field allows only one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from engine.names import fold
from engine.problems import Problem
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.roster import Table
    from engine.rulebook.model import Field


def evidence_problems(table: Table, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Each further use of a reference, with the cell of the first. Spaces, case and punctuation do not count."""
    for field in fields.values():
        column = f"{field.id}_evidence"
        if not field.used_once or column not in table.frame:
            continue
        first: dict[str, int] = {}
        for row, said in enumerate(table.frame[column].tolist()):
            key = reference(said) if isinstance(said, str) else ""
            if not key:
                continue
            other = first.setdefault(key, row)
            if other != row:
                yield _problem(table, field, column, (other, row), str(said))


def reference(said: str) -> str:
    """A reference without spaces, case, diacritics and punctuation: the form in which two of them are compared."""
    return re.sub(r"\W|_", "", fold(said))


def _problem(table: Table, field: Field, column: str, rows: tuple[int, int], said: str) -> Problem:
    cells = [table.cell(column, row) for row in rows]
    assert cells[0] is not None
    assert cells[1] is not None
    where = str(cells[0]) if cells[0].file == cells[1].file else cells[0].full
    return Problem.at(
        cells[1],
        "evidence-reused",
        "warning",
        Text(
            f"{field.text.vi}: minh chứng “{said}” đã dùng ở ô {where}; mỗi minh chứng chỉ dùng một lần, hãy kiểm tra.",
            f"{field.text.en}: the evidence “{said}” is already used in {where}; each may be used once, so check.",
        ),
        said,
    )
