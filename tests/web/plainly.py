"""The list, the clauses and the margins of a run from its whole document: what an index must agree with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.names import fold, normal

RANKED = ("nominated", "tied", "reserve")
ORDER = (*RANKED, "no_seat", "needs_evidence", "not_eligible", "excluded", "not_considered")
Document = Mapping[str, Any]


def listed(document: Document) -> list[tuple[int, Any]]:
    """Number and cut line of every row, in the order of the list."""
    quotas = {(q["id"], q["group"]): q for q in document["quotas"]}
    places = list(quotas)
    lists: dict[str, int] = {}
    keyed: list[tuple[tuple[Any, ...], int]] = []
    for number, d in enumerate(document["decisions"]):
        quota, name = d["quota"] or {}, d["list"] or ""
        if d["status"] in RANKED:
            if name not in lists:
                top = (quota.get("node") or "").split("/")[0]
                found = [(top, quota.get("group")), (top, None)]
                lists[name] = next((places.index(each) for each in found if each in quotas), len(places))
            inside = RANKED.index(d["status"]), quota.get("queue") or 0, d["rank"] or 0, quota.get("seat") or 0
            keyed.append(((0, lists[name], name, *inside), number))
        else:
            keyed.append(((1, ORDER.index(d["status"])), number))
    rows: list[tuple[int, Any]] = []
    before: Any = None
    for _, number in sorted(keyed):
        d = document["decisions"][number]
        cut = None
        if d["status"] in ("tied", "reserve") and (
            before is None or before["list"] != d["list"] or before["status"] == "nominated"
        ):
            quota = d["quota"] or {}
            id_ = (quota.get("blocked_by") or [quota.get("node")])[0]
            cut = quotas.get((id_, quota.get("group"))) or quotas.get((id_, None)) or {"id": id_}
        rows.append((number, cut))
        before = d
    return rows


def fits(decision: Document, status: str = "", commune: str = "", category: str = "", search: str = "") -> bool:
    about = decision["candidate"]
    folded = fold(normal(f"{about['name']} {about['unit'] or ''}"))
    return (
        (not status or decision["status"] == status)
        and (not commune or about["commune"] == commune)
        and (not category or about["category"] == category)
        and all(word in folded for word in fold(normal(search)).split())
    )


def touched(document: Document, clause: str) -> dict[tuple[str, str], dict[str, list[tuple[int, str]]]]:
    """(section, rule) -> result -> number and name."""
    found: dict[tuple[str, str], dict[str, list[tuple[int, str]]]] = {}
    for number, d in enumerate(document["decisions"]):
        for section in ("criteria", "exclusions", "advisories"):
            for rule, finding in d[section].items():
                if finding["clause"] == clause:
                    by = found.setdefault((section, rule), {})
                    by.setdefault(finding["result"], []).append((number, d["candidate"]["name"]))
    return found
