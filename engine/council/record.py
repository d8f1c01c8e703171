"""``council.json`` beside decisions.json: the sessions as they were read, in order."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.council.model import Choice, Council, Session, Votes
from engine.problems import UnusableInput
from engine.provenance import Text

COUNCIL = "council.json"
SCHEMA = "xetkhen/council/1"


def council_json(council: Council) -> dict[str, Any]:
    return {"schema": SCHEMA, **asdict(council)}


def council_of(data: dict[str, Any]) -> Council:
    """Raises KeyError, TypeError or ValueError where this is none."""
    if data["schema"] != SCHEMA:
        raise ValueError
    return Council(data["run"], data["seal"], tuple(_session(s) for s in data["sessions"]))


def _session(data: dict[str, Any]) -> Session:
    choices = tuple(
        Choice(**{**c, "votes": Votes(c["votes"]["agree"], c["votes"]["against"], tuple(c["votes"]["abstained"]))})
        for c in data["choices"]
    )
    return Session(**{**data, "members": tuple(data["members"]), "choices": choices})


def read_council(folder: Path) -> Council | None:
    """The council's word in a results folder; None where it has not met. Raises UnusableInput where it is damaged."""
    path = (folder.parent if folder.is_file() else folder) / COUNCIL
    if not path.exists():
        return None
    try:
        return council_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableInput(Text(
            f"{path}: không đọc được quyết định của hội đồng; tệp hỏng hoặc đã bị sửa.",
            f"{path}: the council's decisions cannot be read; the file is damaged or was edited.",
        )) from error  # fmt: skip
