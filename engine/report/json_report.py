"""``decisions.json``: the decisions, and everything needed to explain and check them without the program.

The order of the keys is part of the format, and identical decisions give identical bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from engine.problems import Problem
from engine.provenance import Text
from engine.records import Candidate, Decision, Decisions, Finding, Placement, QuotaLine, Reason, RunFacts, Status

SCHEMA = "xetkhen/decisions/1"

Json = dict[str, Any]

_DEEP = ("rules", "basis")  # each of their entries stands on a line

_encode = json.JSONEncoder(ensure_ascii=False).encode  # on one line it is compiled, many times as fast as indented


def decisions_json(decisions: Decisions) -> Json:
    """The whole of ``decisions.json`` as plain dictionaries, lists, texts, whole numbers, true, false and null."""
    tally = Counter(decision.status for decision in decisions.decisions)
    candidates = len(decisions.decisions)
    counts = {
        "rows": candidates + decisions.rejected_rows,
        "candidates": candidates,
        "rejected_rows": decisions.rejected_rows,
    }
    document: Json = {
        "schema": SCHEMA,
        "run": _run(decisions.run),
        "counts": {**counts, **{status.value: tally[status] for status in Status}},
        "decisions": [_decision(decision) for decision in decisions.decisions],
        "quotas": [_quota(line) for line in decisions.quotas],
        "problems": [problem_line(problem) for problem in decisions.problems],
        "rules": _plain(decisions.rules),
        "basis": _plain(decisions.basis),
    }
    return {**document, "seal": seal(document)}


def seal(document: Mapping[str, Any]) -> str:
    """A digest of everything but when it was started: whoever changes a word without making it anew is found."""
    run = {key: value for key, value in document["run"].items() if key != "started_at"}
    sealed = {key: value for key, value in document.items() if key != "seal"} | {"run": run}
    return hashlib.sha256(json.dumps(sealed, sort_keys=True).encode()).hexdigest()


def write_json(path: Path, decisions: Decisions | Mapping[str, Any]) -> bytes:
    """Write ``decisions.json`` (UTF-8; a line for each decision, quota, problem and rule) to ``path``; gives it."""
    document = decisions_json(decisions) if isinstance(decisions, Decisions) else decisions
    sections = (f" {_encode(key)}: {_in_lines(value, 3 if key in _DEEP else 2)}" for key, value in document.items())
    text = "{\n" + ",\n".join(sections) + "\n}\n"
    # A file's name may hold bytes that are no text; as JSON escapes they come back as they were.
    written = text.encode(errors="backslashreplace")
    path.write_bytes(written)
    return written


def _in_lines(value: Any, depth: int, level: int = 1) -> str:
    """A value as JSON, broken into lines above ``depth`` levels; the deeper ones on a line."""
    if level == depth or not isinstance(value, dict | list) or not value:
        return _encode(value)
    if isinstance(value, dict):
        entries = [f"{_encode(key)}: {_in_lines(item, depth, level + 1)}" for key, item in value.items()]
    else:
        entries = [_in_lines(item, depth, level + 1) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    line = "\n" + " " * (level + 1)
    return f"{opening}{line}{f',{line}'.join(entries)}{line[:-1]}{closing}"


def _text(text: Text | None) -> Json | None:
    return None if text is None else {"vi": text.vi, "en": text.en}


def _run(run: RunFacts) -> Json:
    rulebook = {key: run.rulebook.get(key) for key in ("id", "version", "approval", "sha256")}
    return {
        "id": run.id,
        "rulebook": {**rulebook, **{key: value for key, value in run.rulebook.items() if key not in rulebook}},
        "round": run.round,
        "year": run.year,
        "parameters": dict(run.parameters),
        "decided_on": run.decided_on,
        "inputs": [dict(source) for source in run.inputs],
        "engine_version": run.engine_version,
        "started_at": run.started_at,
        **{name: dict(source) for name, source in run.answers.items()},
    }


def _candidate(candidate: Candidate) -> Json:
    return {
        "key": candidate.key,
        "name": candidate.name,
        "kind": candidate.kind,
        "category": candidate.category,
        "unit": candidate.unit,
        "commune": candidate.commune,
        "award": candidate.award,
        "file": candidate.file,
        "sheet": candidate.sheet,
        "row": candidate.row,
        "position": candidate.position,
    }


def _findings(findings: Mapping[str, Finding]) -> Json:
    return {
        name: {
            "result": finding.truth.word,
            "value": finding.plain,
            "cell": finding.cell.full if finding.cell else None,
            "clause": finding.clause,
            "shown": _text(finding.value),
            "cells": [cell.full for cell in finding.cells],
        }
        for name, finding in findings.items()
    }


def _placement(placement: Placement | None) -> Json | None:
    if placement is None:
        return None
    return {
        "node": placement.node,
        "group": placement.group,
        "seat": placement.seat,
        "queue": placement.queue,
        "blocked_by": list(placement.blocked_by),
        "tied_with": list(placement.tied_with),
        **({"tiers": list(placement.tiers), "level_with": list(placement.level_with)} if placement.tiers else {}),
    }


def _reason(reason: Reason) -> Json:
    return {
        "code": reason.code,
        "vi": reason.text.vi,
        "en": reason.text.en,
        "clause": reason.clause,
        "cells": [cell.full for cell in reason.cells],
    }


def _decision(decision: Decision) -> Json:
    return {
        "candidate": _candidate(decision.candidate),
        "list": decision.list,
        "status": decision.status.value,
        "certain": decision.certain,
        "evidence_matters": decision.evidence_matters,
        "depends_on_readings": list(decision.depends_on_readings),
        "rank": decision.rank,
        "score": decision.score,
        "score_range": None if decision.score_range is None else list(decision.score_range),
        "points": dict(decision.points),
        "witness_seated": decision.witness_seated,
        "criteria": _findings(decision.criteria),
        "exclusions": _findings(decision.exclusions),
        "advisories": _findings(decision.advisories),
        "quota": _placement(decision.quota),
        "reasons": [_reason(reason) for reason in decision.reasons],
        "provisional_on": list(decision.provisional_on),
        "provisional_count": decision.provisional_count,
        "values": list(decision.values),
    }


def _quota(line: QuotaLine) -> Json:
    return {
        "id": line.id,
        "parent": line.parent,
        "group": line.group,
        "unfilled": line.unfilled,
        "at_most": line.at_most,
        "at_least": line.at_least,
        "eligible": line.eligible,
        "filled": line.filled,
        "short": line.short,
        "cut_off": line.cut_off,
        "price": line.price,
        "vi": line.text.vi,
        "en": line.text.en,
        "clause": line.clause,
    }


def problem_line(problem: Problem) -> Json:
    """A problem as ``problems`` has it, here and in what ``check`` prints."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.ref,
        "vi": problem.text.vi,
        "en": problem.text.en,
        "value": problem.value,
    }


def _plain(value: object) -> Any:
    """The rules as JSON: texts in both languages, tuples as lists; anything else is a defect of whoever filled them."""
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key.value if isinstance(key, Enum) else key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"rules hold a {type(value).__name__}, which decisions.json cannot carry")
