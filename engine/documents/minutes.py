"""The minutes (biên bản) of the body that considers: what lay before it, lists, ties, whom it left out and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from engine.documents import phrases
from engine.documents.bodies import office
from engine.documents.lists import Plain, Section, awards, by_kind, sections
from engine.documents.said import Papers, about, grounds, heading, notes, score, seats, short, votes, why
from engine.documents.submission import award_name, facts, meeting_day, movement, still_open
from engine.explanation import as_text
from engine.wording import capital, joined

LEFT_OUT = ("struck", "no_seat", "needs_evidence", "not_eligible", "excluded", "not_considered")


def minutes(p: Papers) -> dict[str, Any]:
    """The values of ``bien-ban.docx``."""
    found = by_kind(p.document, sections(p.document))
    by_award = awards(found)
    lists = [_list(p, section, several=len(by_award) > 1) for section in found]
    return {
        **p.frame(),
        "office": office(p.lexicon, p.lexicon.body(), p.lang).context(),
        "movement": movement(p),
        "round": p.text(p.lexicon.name("rounds", p.document["run"]["round"])),
        "grounds": grounds(p),
        "appraises": p.text(p.lexicon.body("appraises")),
        "facts": facts(p, found),
        "lists": lists,
        "ties": _ties(p, found) or [p.text(phrases.NO_TIES)],
        "reserves": [row for section in found for row in _reserves(p, section)],
        "counts": _counts(p),
        "left_out": list(_left_out(p)),
        "readings": _readings(p),
        "settings": _settings(p),
        "open": still_open(p, found),
        "changes": _changes(p) or [p.text(phrases.NO_CHANGES)],
        "vote": p.text(phrases.WHOLE_VOTE),
        "meeting": _meeting(p),
    }


def _list(p: Papers, section: Section, *, several: bool) -> dict[str, Any]:
    name = heading(p, section)
    if several:
        name = f"{name} – {award_name(p, section.award)}"
    rows = [_person(p, str(n), decision) for n, decision in enumerate(section.nominated, 1)]
    rows += [_person(p, p.text(phrases.TIED_MARK), decision) for decision in section.tied]
    said = p.text(phrases.NO_QUOTA).rstrip(".")
    if section.root is not None:
        lines = [seats(p, section.root, section.seats_in_dispute)]
        lines += [seats(p, line) for line in p.tree.within(section.root)]
        said = "; ".join(lines)
    return {"name": name, "seats": said, "rows": rows}


def _person(p: Papers, mark: str, decision: Plain) -> dict[str, Any]:
    candidate = decision["candidate"]
    return {
        "mark": mark,
        "name": candidate["name"],
        "about": about(decision) or candidate["commune"] or "",
        "score": score(p, decision),
        "rank": "" if decision["rank"] is None else str(decision["rank"]),
        "votes": votes(p, decision),
        "notes": notes(p, decision),
    }


def _ties(p: Papers, found: tuple[Section, ...]) -> list[str]:
    """Each tie with what the meeting has to write into it."""
    return [
        p.fill(
            phrases.TIE_LINE, list=heading(p, section), n=p.n(len(section.tied)), seats=p.n(section.seats_in_dispute),
            names=joined([d["candidate"]["name"] for d in section.tied]), body=capital(p.lexicon.body()),
        )
        for section in found
        if section.tied
    ]  # fmt: skip


def _reserves(p: Papers, section: Section) -> list[dict[str, Any]]:
    rows = []
    for n, decision in enumerate(section.reserve, 1):
        queue = (decision.get("quota") or {}).get("queue") or n
        row = _person(p, p.text(phrases.RESERVE_MARK).format(n=p.n(queue)), decision)
        rows.append(row | {"list": heading(p, section), "grounds": why(p, decision)})
    return rows


def _changes(p: Papers) -> list[str]:
    """What the council decided for each candidate, and the quotas that its list goes beyond."""
    lines = []
    for decision in p.document["decisions"]:
        if word := decision.get("council"):
            said = p.fill(phrases.ACTIONS[word["action"]], by_rules=short(p, word["by_rules"]))
            lines.append(
                p.fill(
                    phrases.CHANGE_LINE, name=decision["candidate"]["name"], said=said, reason=word["reason"] or "…",
                    by=word["by"] or "…", votes=votes(p, decision),
                )
            )  # fmt: skip
    return lines + [p.fill(phrases.OVERRUN, what=what) for what in p.sitting.overruns]


def _meeting(p: Papers) -> dict[str, str]:
    sitting = p.sitting
    members = p.text(phrases.VOTE_BLANK)
    if sitting.members:
        members = p.fill(phrases.MEMBERS, n=p.n(len(sitting.members)), names=", ".join(sitting.members))
    return {
        "day": p.text(meeting_day(p)),
        "number": sitting.number or "…/BB-…",
        "chair": sitting.chair or "…",
        "secretary": sitting.secretary or "…",
        "members": members,
    }


def _counts(p: Papers) -> list[str]:
    counts: Counter[str] = Counter(decision["status"] for decision in p.document["decisions"])
    return [
        p.fill(phrases.REASON_LINE, status=short(p, name), n=p.n(counts[name]))
        for name in LEFT_OUT
        if counts[name]
    ]


def _left_out(p: Papers) -> Any:
    number = 0
    for name in LEFT_OUT:
        for decision in p.document["decisions"]:
            if decision["status"] == name:
                number += 1
                yield {
                    "number": str(number),
                    "name": decision["candidate"]["name"],
                    "about": about(decision) or decision["candidate"]["commune"] or "",
                    "status": short(p, name),
                    "why": why(p, decision, brief=False),
                }


def _readings(p: Papers) -> list[str]:
    """How the plan was read, and for how many another reading would end otherwise."""
    depends = Counter(name for d in p.document["decisions"] for name in d["depends_on_readings"])
    lines = []
    for reading in p.lexicon.readings:
        n = depends[reading.get("parameter") or ""]
        who = p.fill(phrases.READING_WHO, n=p.n(n)) if n else ""
        clauses = ", ".join(c for c in reading.get("clauses") or () if not c.startswith("law/"))
        text = p.text(as_text(reading)).rstrip(".")
        phrase = phrases.READING_LINE if clauses else phrases.READING_PLAIN
        lines.append(p.fill(phrase, line=text, clauses=clauses, who=who))
    return lines


def _settings(p: Papers) -> list[str]:
    """The parameters that somebody set otherwise than the rulebook has them."""
    lines = []
    for name, value in p.document["run"]["parameters"].items():
        entry = p.lexicon.entry("parameters", name)
        if entry and entry.get("default") != value:
            lines.append(f"{p.text(p.lexicon.name('parameters', name))} {p.text(p.lexicon.parameter(name, value))}")
    return lines


