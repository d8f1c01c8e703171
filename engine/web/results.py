"""A results folder as the screens need it, read once: it never changes after it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.explanation.index import Indexed
from engine.names import fold, normal
from engine.report.reading import read_results

RANKED = ("nominated", "tied", "reserve")
ORDER = (*RANKED, "no_seat", "needs_evidence", "not_eligible", "excluded", "not_considered")
PAGE = 100
SHOWN = ("candidate", "list", "status", "certain", "depends_on_readings", "rank", "score", "score_range", "quota",
         "evidence_matters")  # fmt: skip
"""What a list shows of a decision."""


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as the list shows it."""

    number: int  # its place in decisions.json
    decision: Mapping[str, Any]
    folded: str  # for searching without diacritics
    cut: Mapping[str, Any] | None = None  # the quota whose line stands above this row


@dataclass(frozen=True, slots=True)
class Results:
    """``decisions.json``, and what the screens count in it."""

    folder: Path
    head: Mapping[str, Any]  # the document without its decisions
    rows: tuple[Row, ...]  # lists in the order of their quotas, inside by rank; then the others by status
    ties: int = 0
    evidence: int = 0
    errors: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def left_to_do(self) -> int:
        """What must be settled before the list is submitted: kinds of work, not people."""
        return sum(1 for n in (self.ties, self.evidence, self.errors) if n)

    @property
    def document(self) -> Indexed:
        """All of it: large, so that only a few are kept at hand."""
        return whole(self.folder, _stamp(self.folder))

    @property
    def draft(self) -> bool:
        return bool(self.head["run"]["rulebook"]["approval"] != "approved")

    def filtered(self, status: str = "", commune: str = "", category: str = "", search: str = "") -> list[Row]:
        """The rows that fit all that is asked for; a search goes by the letters without their marks."""
        words = fold(normal(search)).split()
        return [
            row
            for row in self.rows
            if (not status or row.decision["status"] == status)
            and (not commune or row.decision["candidate"]["commune"] == commune)
            and (not category or row.decision["candidate"]["category"] == category)
            and all(word in row.folded for word in words)
        ]


def results_of(folder: Path) -> Results:
    """Raises UnusableInput where the folder holds no results."""
    return _read(folder, _stamp(folder))


def _stamp(folder: Path) -> int:
    return (folder / "decisions.json").stat().st_mtime_ns if folder.is_dir() else 0


@lru_cache(maxsize=4)
def whole(folder: Path, _stamp: int) -> Indexed:
    """``decisions.json``, with what explanations look for in it."""
    return Indexed(read_results(folder))


@lru_cache(maxsize=64)
def _read(folder: Path, stamp: int) -> Results:
    document = whole(folder, stamp)
    decisions = [{name: d[name] for name in SHOWN} for d in document["decisions"]]
    rows = [
        Row(n, d, fold(normal(f"{d['candidate']['name']} {d['candidate']['unit'] or ''}")))
        for n, d in enumerate(decisions)
    ]
    rows = _with_cuts(sorted(rows, key=_key(document)), document)
    return Results(
        folder,
        {name: value for name, value in document.items() if name not in ("decisions", "basis")},
        tuple(rows),
        sum(d["status"] == "tied" for d in decisions),
        sum(d["status"] == "needs_evidence" and d["evidence_matters"] is True for d in decisions),
        sum(p["severity"] == "error" for p in document["problems"]),
        {
            "status": Counter(d["status"] for d in decisions),
            "commune": Counter(d["candidate"]["commune"] or "" for d in decisions),
            "category": Counter(d["candidate"]["category"] or "" for d in decisions),
        },
    )


def _key(document: Mapping[str, Any]) -> Any:
    lists: dict[str, int] = {}
    place = {(q["id"], q["group"]): n for n, q in enumerate(document["quotas"])}

    def of_list(d: Mapping[str, Any]) -> int:
        quota = d["quota"] or {}
        node = quota.get("node") or ""
        top = node.split("/")[0]
        group = quota.get("group")
        return place.get((top, group), place.get((top, None), len(place)))

    def key(row: Row) -> tuple[Any, ...]:
        d = row.decision
        ranked = d["status"] in RANKED
        name = d["list"] or ""
        order = lists.setdefault(name, of_list(d)) if ranked else 0
        quota = d["quota"] or {}
        if ranked:
            inside = RANKED.index(d["status"])
            return 0, order, name, inside, quota.get("queue") or 0, d["rank"] or 0, quota.get("seat") or 0, row.number
        return 1, ORDER.index(d["status"]), "", 0, 0, 0, 0, row.number

    return key


def _with_cuts(rows: Sequence[Row], document: Mapping[str, Any]) -> list[Row]:
    """The cut line stands above the first of a list that has no sure seat, and names the quota that drew it."""
    quotas = {(q["id"], q["group"]): q for q in document["quotas"]}
    found, before = [], None
    for row in rows:
        d = row.decision
        cut = None
        if d["status"] in ("tied", "reserve") and (
            before is None or before["list"] != d["list"] or before["status"] == "nominated"
        ):
            quota = d["quota"] or {}
            names = quota.get("blocked_by") or [quota.get("node")]
            cut = quotas.get((names[0], quota.get("group"))) or quotas.get((names[0], None)) or {"id": names[0]}
        found.append(Row(row.number, d, row.folded, cut))
        before = d
    return found
