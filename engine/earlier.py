"""Results of an earlier run as a register: ``decisions.json`` read as the rows of ``nominations``.

They serve percentages of another result ("at most 15 % of those with the lower title") and "once in a lifetime".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.intake.roster import InputFile, Roster
from engine.names import unit_key
from engine.problems import Problem, UnusableInput
from engine.provenance import Text
from engine.rosters import table_of
from engine.rulebook.model import Field, Rulebook
from engine.wording import say

NOMINATIONS = "nominations"
SCHEMA = "xetkhen/decisions/"
_OF_CANDIDATE = ("name", "kind", "category", "unit", "commune", "award")


def is_results(path: Path | None) -> bool:
    """A results folder, or the ``decisions.json`` in one."""
    return path is not None and (path.suffix.lower() == ".json" or (path / "decisions.json").is_file())


def with_earlier(rulebook: Rulebook, roster: Roster, path: Path) -> tuple[Rulebook, Roster]:
    """The roster with the earlier results as its register ``nominations``.

    The rulebook with it: what the earlier run calls by a name that is none of this rulebook's is known to be another.
    Raises UnusableInput for a file that is no result.
    """
    path = path / "decisions.json" if path.is_dir() else path
    content, document = _read(path)
    source = InputFile(path.name, hashlib.sha256(content).hexdigest(), len(document["decisions"]))
    roster = replace(roster, inputs=(*roster.inputs, source))
    if NOMINATIONS not in rulebook.registers:
        unused = Problem("register-unused", "info", say("problem.earlier_unused"), path.name)
        return rulebook, replace(roster, problems=(*roster.problems, unused))
    rows = list(_rows(document))
    register = rulebook.registers[NOMINATIONS]
    fields = {f.id: _with_others(f, rows) for f in register.fields.values()}
    rulebook = replace(
        rulebook, registers={**rulebook.registers, NOMINATIONS: replace(register, fields=fields)}
    )
    known = {unit_key(name) for name in roster.units}
    new = dict.fromkeys(row["commune"] for row in rows if "commune" in row and unit_key(row["commune"]) not in known)
    units = (*roster.units, *new)
    table = table_of(fields, rows, units, path.name, "decisions")
    return rulebook, replace(roster, units=units, registers={**roster.registers, NOMINATIONS: table})


def _read(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        content = path.read_bytes()
        document = json.loads(content)
    except (OSError, ValueError, RecursionError) as error:
        raise UnusableInput(say("problem.earlier_unreadable", file=str(path))) from error
    if not (
        isinstance(document, dict)
        and str(document.get("schema", "")).startswith(SCHEMA)
        and isinstance(document.get("run"), dict)
        and isinstance(document.get("decisions"), list)
        and all(isinstance(d, dict) and isinstance(d.get("candidate"), dict) for d in document["decisions"])
    ):
        raise UnusableInput(say("problem.earlier_unreadable", file=str(path)))
    return content, document


def _rows(document: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    run = document["run"]
    of_run = {"round": run.get("round"), "year": run.get("year"), "decided_on": run.get("decided_on") or None}
    for decision in document["decisions"]:
        candidate = decision["candidate"]
        said = {name: candidate.get(name) for name in _OF_CANDIDATE} | of_run | {"status": decision.get("status")}
        yield {name: str(value) for name, value in said.items() if value is not None}


def _with_others(field: Field, rows: list[dict[str, str]]) -> Field:
    if field.type != "choice":
        return field
    others = dict.fromkeys(row[field.id] for row in rows if field.id in row and row[field.id] not in field.options)
    return replace(field, options={**field.options, **{name: Text(name, name) for name in others}})
