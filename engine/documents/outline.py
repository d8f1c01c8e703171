"""The outline of a report (đề cương báo cáo) that a plan asks of its units, with what the run knows filled in.

An item of ``outline`` whose id ends in ``_local`` is for communes and districts, ``_departments`` for departments;
the others are for both. What the run does not know is left for the unit to write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from engine.documents import phrases
from engine.documents.lists import Plain, award_of
from engine.documents.notices import senders
from engine.documents.said import Papers, plan, tally
from engine.documents.submission import award_name, movement
from engine.explanation import as_text
from engine.provenance import Text
from engine.wording import capital, decimal, grouped, joined, money, say

FILES = {"local": "de-cuong-bao-cao-xa-huyen", "departments": "de-cuong-bao-cao-so-nganh"}


def outlines(p: Papers) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each variant the name of its file, without ending, and the values; nothing where a plan has no outline."""
    items: Sequence[Plain] = p.lexicon.rules.get("outline") or ()
    if not items:
        return
    variants = [v for v in FILES if any(item["id"].endswith(f"_{v}") for item in items)] or [""]
    for variant in variants:
        other = tuple(f"_{v}" for v in FILES if v != variant)
        chosen = [item for item in items if not item["id"].endswith(other)]
        round_name = p.lexicon.name("rounds", p.document["run"]["round"])
        yield FILES.get(variant, "de-cuong-bao-cao"), {
            **p.frame(),
            "title": f"{p.text(capital(round_name))} – {movement(p)}",
            "plan": plan(p),
            "variant": p.text(phrases.VARIANTS.get(variant)),
            "sections": list(_sections(p, chosen)),
            "units": list(_units(p)),
        }


def _sections(p: Papers, items: Sequence[Plain]) -> Iterator[dict[str, Any]]:
    """The plan's sections by their own numbers, each with its points, and with figures where the run has them."""
    grouped_items: dict[str, list[Plain]] = {}
    clauses = p.lexicon.rules.get("clauses") or {}
    for item in items:
        clause = (item.get("clauses") or [""])[0]
        above = clause.rpartition(".")[0]
        grouped_items.setdefault(above if above in clauses else clause, []).append(item)
    for number, (clause, group) in enumerate(grouped_items.items(), 1):
        name = p.text(as_text(clauses.get(clause))) if clause in clauses else ""
        figures = [figure for item in group for figure in _figures(p, item["id"])]
        yield {
            "head": f"{number}. {name}" if name else f"{number}.",
            "points": [point for item in group for point in _points(p, item)],
            "figures": list(dict.fromkeys(figures)),
        }


def _points(p: Papers, item: Plain) -> list[str]:
    """``Xã, huyện: a; b; c`` as three points, without the words that say for whom."""
    text = p.text(as_text(item))
    if item["id"].endswith(tuple(f"_{variant}" for variant in FILES)):
        text = text.partition(": ")[2] or text
    return [point.strip()[:1].upper() + point.strip()[1:] for point in text.split(";") if point.strip()]


def _figures(p: Papers, item: str) -> Iterator[str]:
    """What the run says to a point of the outline, by how its id begins."""
    if item.startswith("leadership"):
        yield from _award_figures(p)
    elif item.startswith("results"):
        yield from _criteria_figures(p)
        yield from _given_figures(p)
    elif item.startswith("assessment"):
        counts = Counter(d["status"] for d in p.document["decisions"])
        for status in ("needs_evidence", "not_eligible", "excluded"):
            yield p.fill(phrases.FIGURE_OTHER, status=say(f"status.{status}.short"), n=p.n(counts[status]))


def _award_figures(p: Papers) -> Iterator[str]:
    decisions = p.document["decisions"]
    yield p.fill(phrases.FIGURE_PUT, tally=tally(p, decisions))
    by_award: dict[str | None, list[Plain]] = {}
    for decision in decisions:
        if decision["status"] == "nominated":
            by_award.setdefault(award_of(decision), []).append(decision)
    for award, nominated in by_award.items():
        yield p.fill(phrases.FIGURE_IN, award=award_name(p, award), tally=tally(p, nominated))
    if tied := sum(1 for d in decisions if d["status"] == "tied"):
        yield p.fill(phrases.FIGURE_TIED, n=p.n(tied), body=p.lexicon.body())


def _criteria_figures(p: Papers) -> Iterator[str]:
    """Of how many each criterion of their category holds."""
    for name in p.lexicon.rules.get("criteria") or ():
        found = Counter(d["criteria"][name]["result"] for d in p.document["decisions"] if name in d["criteria"])
        if found:
            yield p.fill(
                phrases.FIGURE_CRITERION, what=p.lexicon.name("criteria", name), met=p.n(found["met"]),
                unmet=p.n(found["unmet"]), unknown=p.n(found["unknown"]),
            )  # fmt: skip


def _given_figures(p: Papers) -> Iterator[str]:
    """What the files say of each field in all."""
    for figure in p.lexicon.rules.get("figures") or ():
        if any(figure["field"] in d["criteria"] for d in p.document["decisions"]):
            continue  # said with the criteria
        name, given = as_text(figure), p.n(figure["given"])
        if figure["total"] is not None:
            number = int(figure["total"]) if figure["type"] == "money" else figure["total"]
            total = money(number) if isinstance(number, int) else _number(number)
            yield p.fill(phrases.FIGURE_GIVEN, field=name, total=total, n=given)
        elif figure["counts"]:
            options = joined(
                [Text(f"{o['vi']} {o['n']:02d}", f"{o['en']} {o['n']}") for o in figure["counts"].values() if o["n"]]
            )
            yield p.fill(phrases.FIGURE_OPTIONS, field=name, options=options, n=given)


def _number(written: str) -> Text:
    from fractions import Fraction

    value = Fraction(written)
    return grouped(int(value)) if value.denominator == 1 else decimal(value)


def _units(p: Papers) -> Iterator[dict[str, str]]:
    """Each sending unit with how its candidates came out."""
    for n, (sender, decisions) in enumerate(senders(p.document).items(), 1):
        counts = Counter(d["status"] for d in decisions)
        others = sum(counts[s] for s in ("no_seat", "not_eligible", "excluded", "not_considered"))
        yield {
            "number": str(n),
            "name": sender,
            "sent": p.n(len(decisions)),
            "nominated": p.n(counts["nominated"]),
            "tied": p.n(counts["tied"]),
            "reserve": p.n(counts["reserve"]),
            "evidence": p.n(counts["needs_evidence"]),
            "others": p.n(others),
        }
