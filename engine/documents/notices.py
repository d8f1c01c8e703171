"""A notice for each sending unit: who of theirs is in, who is not and why, what to bring, in which cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.documents import phrases
from engine.documents.bodies import gathers, office
from engine.documents.lists import Plain, award_of
from engine.documents.said import Papers, asked, council_note, notes, places, plan, sentences, short, tally
from engine.documents.submission import award_name, movement
from engine.explanation.told import split_reasons
from engine.names import fold, normal

LEFT_OUT = ("struck", "no_seat", "not_eligible", "excluded", "not_considered")


def notices(p: Papers) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each sender the name of its file, without ending, and the values of ``thong-bao.docx``."""
    own = office(p.lexicon, gathers(p.lexicon), p.lang).context()
    taken: set[str] = set()
    for sender, decisions in senders(p.document).items():
        files = {decision["candidate"]["file"] for decision in decisions}
        yield _slug(sender.rpartition(".")[0] if sender in files else sender, taken), {
            **p.frame(),
            "office": own,
            "recipient": p.fill(phrases.TO_FILE, file=sender) if sender in files else sender,
            "movement": movement(p),
            "plan": plan(p),
            "body": p.text(p.lexicon.body()),
            "decides": p.text(p.lexicon.body("decides")),
            "sent": tally(p, decisions),
            "nominated": [_row(p, n, d) for n, d in _of(decisions, "nominated")],
            "tied": [_row(p, n, d) for n, d in _of(decisions, "tied")],
            "reserve": [_row(p, n, d) for n, d in _of(decisions, "reserve")],
            "evidence": [_row(p, n, d) for n, d in _evidence(decisions)],
            "left_out": [_row(p, n, d) for n, d in _of(decisions, *LEFT_OUT)],
        }


def senders(document: Plain) -> dict[str, list[Plain]]:
    """Each sender's candidates: the unit of the row, else that of all the file's rows, else the file itself."""
    units: dict[str, dict[str, str]] = {}
    for decision in document["decisions"]:
        about = decision["candidate"]
        if about["unit"]:
            units.setdefault(about["file"], {}).setdefault(normal(about["unit"]), about["unit"])
    only = {file: next(iter(found.values())) for file, found in units.items() if len(found) == 1}
    first: dict[str, str] = {}  # a unit in capitals is no other sender
    found: dict[str, list[Plain]] = {}
    for decision in document["decisions"]:
        about = decision["candidate"]
        sender = about["unit"] or only.get(about["file"]) or about["file"]
        found.setdefault(first.setdefault(normal(sender), sender), []).append(decision)
    return found


def _of(decisions: list[Plain], *statuses: str) -> Iterator[tuple[int, Plain]]:
    return enumerate((d for status in statuses for d in decisions if d["status"] == status), 1)


def _evidence(decisions: list[Plain]) -> Iterator[tuple[int, Plain]]:
    """Whoever lacks something: who needs it to be decided, then those it could still move."""
    asked_first = [d for d in decisions if d["status"] == "needs_evidence"]
    others = [d for d in decisions if d["status"] != "needs_evidence" and d["evidence_matters"]]
    return enumerate([*asked_first, *others], 1)


def _row(p: Papers, number: int, decision: Plain) -> dict[str, Any]:
    candidate = decision["candidate"]
    lines, cells = asked(p, decision)
    row = p.fill(phrases.ROW, sheet=candidate["sheet"], row=candidate["row"])
    where = places(cells, candidate["file"]) or row
    return {
        "number": str(number),
        "name": candidate["name"],
        "about": candidate.get("position") or candidate["commune"] or "",
        "award": award_name(p, award_of(decision)),
        "status": short(p, decision["status"]),
        "why": _why(p, decision),
        "notes": notes(p, decision, named=False),
        "missing": "\n".join(lines),
        "cells": p.fill(phrases.FILE, file=candidate["file"], where=where),
    }


def _why(p: Papers, decision: Plain) -> str:
    """The reasons, without the names of those whom others sent."""
    reasons = [r for r in split_reasons(decision)[0] if r["code"] not in ("tied", "provisional")]
    if decision.get("council"):  # its reasons are the council's, not the rules'
        return council_note(p, decision)
    lines = sentences(p, reasons)
    if others := (decision.get("quota") or {}).get("tied_with"):
        lines.insert(0, p.fill(phrases.TIED_UNNAMED, n=p.n(len(others))))
    return "; ".join(lines)


def _slug(text: str, taken: set[str]) -> str:
    """A file name that any system takes: ``UBND xã Phước Vinh`` -> ``ubnd-xa-phuoc-vinh``; each only once."""
    plain = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(text)).split())[:60].strip("-")
    plain = plain or "don-vi"
    name, n = plain, 1
    while name in taken:
        n += 1
        name = f"{plain}-{n}"
    taken.add(name)
    return name
