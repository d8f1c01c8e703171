"""Điều khoản: a clause of the plan, the rules made of it, and whom they touched: met, unmet, unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.web.index import IndexedRun
from engine.web.pages import page
from engine.web.screens.results import the_results, whole_number
from engine.web.visit import Visit

RESULTS = ("met", "unmet", "unknown")
FIRST, MOST = 20, 100  # people of a rule and result at once: beside the others, and alone on a page


def clauses(visit: Visit) -> Response:
    _, found = the_results(visit)
    rules, asked = found.head["rules"], visit.request.query_params
    chosen = asked.get("clause", "")
    if chosen and chosen not in rules["clauses"]:
        raise HTTPException(404)
    counts = found.run.touched_counts()
    listed = [
        {"id": id_, "entry": entry, "touched": counts.get(id_, 0)} for id_, entry in rules["clauses"].items()
    ]  # fmt: skip
    groups = _groups(found.run, chosen, visit.lang) if chosen else []
    alone = _alone(visit, found.run, chosen, groups) if asked.get("result") else None
    return page(
        visit, "clauses.html", listed=listed, chosen=chosen, entry=rules["clauses"].get(chosen), groups=groups,
        alone=alone, others=_others(rules, chosen, visit.lang),
    )  # fmt: skip


def _groups(run: IndexedRun, clause: str, lang: str) -> list[dict[str, Any]]:
    """The rules of a clause, and of each how many came out how, with the first of them."""
    rules = run["rules"]
    return [
        {"section": it.section, "rule": it.rule,
         "text": rules[it.section][it.rule][lang] if it.rule in rules[it.section] else it.rule,
         "by": [(result, n, run.people(clause, it.section, it.rule, result, 0, FIRST))
                for result in RESULTS if (n := it.counts.get(result, 0))]}
        for it in run.touched(clause)
    ]  # fmt: skip


def _alone(visit: Visit, run: IndexedRun, clause: str, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """All whom one rule of the clause touched with one result, page by page."""
    section, rule, result = (visit.request.query_params.get(name, "") for name in ("section", "rule", "result"))
    for group in groups:
        for known, n, _ in group["by"]:
            if (section, rule, result) == (group["section"], group["rule"], known):
                pages = -(-n // MOST)
                number = min(whole_number(visit.request.query_params.get("page")), pages)
                people = run.people(clause, section, rule, result, (number - 1) * MOST, MOST)
                query = urlencode({"clause": clause, "section": section, "rule": rule, "result": result})
                return {"group": group, "result": result, "n": n, "people": people, "number": number, "pages": pages,
                        "query": query}  # fmt: skip
    raise HTTPException(404)


def _others(rules: Mapping[str, Any], clause: str, lang: str) -> list[tuple[str, str]]:
    """Rules of the clause that are not decided person by person: quotas, points, parameters, categories, rounds."""
    found = []
    for section in ("categories", "rounds", "quotas", "points", "parameters"):
        for entry in rules.get(section, {}).values():
            own = entry.get("clauses") or ([entry["clause"]] if entry.get("clause") else [])
            if clause and clause in own:
                found.append((section, entry[lang]))
    return found
