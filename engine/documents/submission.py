"""The submission (tờ trình) and its lists: one for each authority, with a list for each award it grants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.documents import phrases
from engine.documents.bodies import authority, office, submits
from engine.documents.lists import KINDS, Plain, Section, awards, by_kind, sections
from engine.documents.said import (
    Papers,
    about,
    grounds,
    iso_long,
    notes,
    reading_clauses,
    seats,
    short,
    tally,
    votes,
    why,
)
from engine.provenance import Text
from engine.wording import joined

MOST_QUOTAS = 8  # told one by one


def submission(p: Papers) -> dict[str, Any]:
    """The values of ``to-trinh.docx``."""
    found = awards(by_kind(p.document, sections(p.document)))
    by_authority: dict[tuple[Text, Text], list[str | None]] = {}
    for award in found or {None: []}:
        to = (submits(p.lexicon, award), authority(p.lexicon, award))
        by_authority.setdefault(to, []).append(award)
    made = [_one(p, *to, {award: found.get(award, []) for award in group}) for to, group in by_authority.items()]
    for n, each in enumerate(made):
        each["more"] = n < len(made) - 1
    return {**p.frame(), "submissions": made}


def award_name(p: Papers, award: str | None) -> str:
    """The award in words; several between which a tie decides; that none is stated."""
    if award is None:
        return p.text(phrases.AWARD_UNKNOWN)
    return p.text(phrases.OR).join(p.text(p.lexicon.name("awards", one)) for one in award.split("/"))


def giving(p: Papers, award: str | None) -> str:
    """``tặng Giấy khen ...``; what is itself called a commendation is not given but pronounced."""
    name = award_name(p, award)
    return name[:1].lower() + name[1:] if name.startswith("Khen thưởng") else p.fill(phrases.GIVE, award=name)


def meeting_day(p: Papers) -> Text:
    """The day the council met; a blank where that is not known."""
    return iso_long(p.sitting.held_on) or phrases.DAY


def movement(p: Papers) -> str:
    """The movement as a sentence goes on with it: without the capital that begins its name."""
    name = p.text(p.lexicon.document("movement") or p.lexicon.document("title"))
    return name[:1].lower() + name[1:]


def _one(p: Papers, by: Text, to: Text, lists: dict[str | None, list[Section]]) -> dict[str, Any]:
    own = office(p.lexicon, by, p.lang)
    subject = p.fill(phrases.SUBJECT_SEVERAL, movement=movement(p))
    if len(lists) == 1:
        (only,) = lists
        subject = p.fill(phrases.SUBJECT, giving=giving(p, only), movement=movement(p))
    everything = [section for group in lists.values() for section in group]
    made = [_list(p, award, group) for award, group in lists.items()]
    for n, each in enumerate(made):
        each["more"] = n < len(made) - 1
    return {
        "office": own.context(),
        "subject": subject,
        "recipient": p.text(to),
        "grounds": grounds(p),
        "meeting": p.fill(phrases.GROUND_MEETING, body=p.lexicon.body(), day=meeting_day(p)),
        "movement": movement(p),
        "proposals": [
            {"giving": giving(p, award), "tally": tally(p, _nominated(group))} for award, group in lists.items()
        ],
        "facts": facts(p, everything),
        "open": still_open(p, everything),
        "lists": made,
        "more": False,
    }


def _nominated(group: Iterable[Section]) -> list[Plain]:
    return [decision for section in group for decision in section.nominated]


def facts(p: Papers, group: Sequence[Section]) -> list[str]:
    """What was considered, and how far the seats went."""
    counts = p.document["counts"]
    told = [
        f"{short(p, name).lower()} {p.n(counts[name])}"
        for name in p.lexicon.rules.get("statuses") or ()
        if counts.get(name)
    ]
    lines = [
        p.fill(
            phrases.RECEIVED, n=p.n(counts["candidates"]), files=p.n(len(p.document["run"]["inputs"])),
            counts="; ".join(told),
        )
    ]  # fmt: skip
    disputed: dict[tuple[str, str | None], int] = {}
    roots: dict[tuple[str, str | None], Plain] = {}
    for section in group:
        if section.root is not None:
            key = (section.root["id"], section.root["group"])
            roots[key] = section.root
            disputed[key] = disputed.get(key, 0) + section.seats_in_dispute
    if not roots:
        lines.append(p.text(phrases.NO_QUOTA))
    elif len(roots) <= MOST_QUOTAS:
        told = [
            seats(p, root, disputed[key]) + (f" ({root['group']})" if root["group"] else "")
            for key, root in roots.items()
        ]
        lines.append(p.fill(phrases.QUOTAS, seats="; ".join(told)))
    else:
        filled = sum(root["filled"] for root in roots.values())
        most = sum(root["at_most"] or 0 for root in roots.values())
        lines.append(p.fill(phrases.MANY_QUOTAS, n=p.n(len(roots)), filled=p.n(filled), most=p.n(most)))
    if p.lexicon.board_points:
        lines.append(p.fill(phrases.OPEN_BASIS, body=p.lexicon.body()))
    return lines


def still_open(p: Papers, group: Sequence[Section]) -> list[str]:
    """What whoever decides must still settle or know: ties, provisional seats, evidence, readings, errors."""
    decisions = p.document["decisions"]
    lines = []
    if tied := [decision for section in group for decision in section.tied]:
        lines.append(p.fill(phrases.OPEN_TIES, n=p.n(len(tied)), body=p.lexicon.body(), names=_names(tied)))
    lines += [p.fill(phrases.OVERRUN, what=what) for what in p.sitting.overruns]
    if loose := [d for d in _nominated(group) if not d["certain"] and not d.get("council")]:
        lines.append(p.fill(phrases.OPEN_PROVISIONAL, n=p.n(len(loose)), names=_names(loose)))
    if waiting := [d for d in decisions if d["status"] == "needs_evidence"]:
        matter = sum(1 for d in waiting if d["evidence_matters"])
        lines.append(p.fill(phrases.OPEN_EVIDENCE, n=p.n(len(waiting)), m=p.n(matter)))
    if read := [d for d in decisions if d["depends_on_readings"]]:
        clauses = dict.fromkeys(clause for d in read for clause in reading_clauses(p, d))
        lines.append(p.fill(phrases.OPEN_READINGS, n=p.n(len(read)), clauses=", ".join(clauses)))
    if wrong := sum(1 for problem in p.document["problems"] if problem["severity"] == "error"):
        lines.append(p.fill(phrases.OPEN_PROBLEMS, n=p.n(wrong)))
    return lines


def _names(decisions: Sequence[Plain]) -> Text:
    return joined([decision["candidate"]["name"] for decision in decisions], most=phrases.MOST_NAMES)


def list_title(p: Papers, award: str | None, group: Sequence[Section]) -> str:
    """``DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ TẶNG BẰNG KHEN ...``, by the kinds that are on it."""
    present = {d["candidate"]["kind"] for section in group for d in (*section.nominated, *section.tied)}
    kinds = tuple(kind for kind in KINDS if kind in present)
    return p.fill(phrases.LIST_TITLES.get(kinds, phrases.LIST_TITLE), award=award_name(p, award).upper(),
                  giving=giving(p, award).upper())  # fmt: skip


def _list(p: Papers, award: str | None, group: Sequence[Section]) -> dict[str, Any]:
    tied = [decision for section in group for decision in section.tied]
    disputed = sum(section.seats_in_dispute for section in group)
    total = p.fill(
        phrases.TOTAL_TIED if tied else phrases.TOTAL,
        tally=tally(p, _nominated(group)), n=p.n(len(tied)), seats=p.n(disputed),
    )  # fmt: skip
    round_name = p.text(p.lexicon.name("rounds", p.document["run"]["round"]))
    about_list = " – ".join(part for part in (round_name, p.text(p.lexicon.document("movement"))) if part)
    return {
        "title": list_title(p, award, group),
        "about": about_list,
        "rows": list(rows(p, group)),
        "total": total,
        "more": False,
    }


def rows(p: Papers, group: Sequence[Section]) -> Iterable[dict[str, Any]]:
    """The lines of a list: bands for each quota and unit, and under them the people."""
    last: Text | None = None
    number = block = 0
    for section in group:
        if not section.nominated and not section.tied:
            continue
        if section.title != last:
            last, block, number = section.title, block + 1, 0
            yield band(p.fill(phrases.BAND_SECTION, roman=phrases.roman(block), name=p.text(section.title).upper()))
        if section.group or section.root is not None:
            yield band(_seats_of(p, section))
        for decision in section.nominated:
            number += 1
            yield person(p, str(number), decision)
        if section.tied:
            body = p.lexicon.body()
            disputed = p.n(section.seats_in_dispute)
            yield band(p.fill(phrases.TIED_BAND, n=p.n(len(section.tied)), seats=disputed, body=body))
            for decision in section.tied:
                yield person(p, "", decision)
    if not block:
        yield band(p.text(phrases.NOBODY))


def _seats_of(p: Papers, section: Section) -> str:
    """``Phường 1: Tập thể: 02/02 suất, trong đó: ...``."""
    if section.root is None:
        return section.group or ""
    said = seats(p, section.root, section.seats_in_dispute)
    inside = "; ".join(seats(p, line) for line in p.tree.within(section.root))
    head = f"{section.group} – {said}" if section.group else said
    return f"{head} ({inside})" if inside else head


def band(text: str) -> dict[str, Any]:
    return {"band": text, "person": False}


def person(p: Papers, number: str, decision: Plain) -> dict[str, Any]:
    candidate = decision["candidate"]
    return {
        "band": "",
        "person": True,
        "number": number,
        "name": candidate["name"],
        "about": about(decision),
        "commune": candidate["commune"] or "",
        "category": p.text(p.lexicon.name("categories", candidate["category"])),
        "grounds": why(p, decision),
        "votes": votes(p, decision),
        "notes": notes(p, decision),
    }



