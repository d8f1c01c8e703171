"""Điều khoản: a clause of the plan, the rules made of it, and whom they touched: met, unmet, unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.web.pages import page
from engine.web.screens.results import ICONS, namer, the_results
from engine.web.visit import Visit

RESULTS = ("met", "unmet", "unknown")
SECTIONS = ("criteria", "exclusions", "advisories")
MOST = 200


def clauses(visit: Visit) -> Response:
    _, found = the_results(visit)
    rules = found.document["rules"]
    chosen = visit.request.query_params.get("clause", "")
    if chosen and chosen not in rules["clauses"]:
        raise HTTPException(404)
    touched = _touched(found.document)
    listed = [
        {"id": id_, "entry": entry, "touched": _count(touched.get(id_, {}))}
        for id_, entry in rules["clauses"].items()
    ]  # fmt: skip
    return page(
        visit, "clauses.html", listed=listed, chosen=chosen, entry=rules["clauses"].get(chosen), most=MOST,
        groups=_groups(touched.get(chosen, {}), rules, visit.lang), icons=ICONS, name=namer(rules, visit.lang),
        others=_others(rules, chosen, visit.lang),
    )  # fmt: skip


def _count(rules: Mapping[tuple[str, str], Mapping[str, Any]]) -> int:
    return sum(len(people) for by in rules.values() for people in by.values())


def _touched(document: Mapping[str, Any]) -> dict[str, dict[tuple[str, str], dict[str, list[tuple[int, str]]]]]:
    """Clause -> (section, rule) -> result -> (number, name) of the candidates."""
    found: dict[str, dict[tuple[str, str], dict[str, list[tuple[int, str]]]]] = {}
    for number, decision in enumerate(document["decisions"]):
        for section in SECTIONS:
            for id_, finding in decision[section].items():
                if finding["clause"]:
                    by = found.setdefault(finding["clause"], {}).setdefault((section, id_), {})
                    by.setdefault(finding["result"], []).append((number, decision["candidate"]["name"]))
    return found


def _groups(touched: Mapping[tuple[str, str], Mapping[str, Any]], rules: Mapping[str, Any], lang: str) -> list[Any]:
    return [
        {"section": section, "text": rules[section][id_][lang] if id_ in rules[section] else id_,
         "by": [(result, by.get(result, [])) for result in RESULTS]}
        for (section, id_), by in touched.items()
    ]  # fmt: skip


def _others(rules: Mapping[str, Any], clause: str, lang: str) -> list[tuple[str, str]]:
    """Rules of the clause that are not decided person by person: quotas, points, parameters, categories, rounds."""
    found = []
    for section in ("categories", "rounds", "quotas", "points", "parameters"):
        for entry in rules.get(section, {}).values():
            own = entry.get("clauses") or ([entry["clause"]] if entry.get("clause") else [])
            if clause and clause in own:
                found.append((section, entry[lang]))
    return found
