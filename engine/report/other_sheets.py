"""Everybody who is on no list for the chairman, and why: reserves, ties, the not nominated, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.explanation import Lexicon
from engine.records import Decision, Decisions, Status
from engine.report import phrases
from engine.report.lists import AwardList, QuotaTree, evidence
from engine.report.said import advisories, grounds, missing, notes, reason_cells, score
from engine.report.styles import Book
from engine.wording import joined

NOT_NOMINATED = (Status.NO_SEAT, Status.NOT_ELIGIBLE, Status.EXCLUDED, Status.NOT_CONSIDERED, Status.NEEDS_EVIDENCE)


def write_reserves(
    book: Book, lists: Sequence[AwardList], lexicon: Lexicon, tree: QuotaTree, names: Mapping[str, str]
) -> None:
    """The reserves of all lists, each in its queue."""
    rows = [(each, decision) for each in lists for decision in each.reserve]
    sheet = book.sheet(book.say("sheet.reserve"), (18, 8, 24, 22, 13, 8, 7, 16, 30, 20))
    sheet.headed(book.say("sheet.reserve"))
    titles = (
        book.text(phrases.LIST),
        book.say("col.queue"),
        book.say("col.name"),
        book.say("col.position"),
        book.say("col.commune"),
        book.say("col.score"),
        book.say("col.rank"),
        book.text(phrases.BLOCKED_BY),
        book.say("col.reason"),
        book.say("col.note"),
    )
    sheet.header(titles, freeze=3, filtered=len(rows))
    styles = ["text", "centre", "text_bold", "text", "text", "centre", "centre", "text", "text", "text"]
    for each, decision in rows:
        placement = decision.quota
        blocked = [tree.line(node, placement.group) for node in placement.blocked_by] if placement else []
        sheet.row(
            (
                book.text(each.title),
                placement.queue if placement else None,
                decision.candidate.name,
                _position(decision),
                decision.candidate.commune,
                score(book, decision),
                decision.rank,
                ", ".join(book.text(line.text) for line in blocked if line is not None),
                grounds(book, decision),
                notes(book, decision, lexicon, names),
            ),
            styles,
        )
    sheet.done()


def write_ties(book: Book, lists: Sequence[AwardList], lexicon: Lexicon, names: Mapping[str, str]) -> None:
    """The ties that the council settles, with what the law prefers among equals: shown, never decisive."""
    rows = [(each, decision) for each in lists for decision in each.tied]
    sheet = book.sheet(book.say("sheet.tied"), (18, 9, 24, 24, 13, 8, 7, 28, 28))
    sheet.headed(book.say("sheet.tied"), book.text(lexicon.status("tied")) if rows else None)
    titles = (
        book.text(phrases.LIST),
        book.text(phrases.SEATS_IN_DISPUTE),
        book.say("col.name"),
        book.say("col.position"),
        book.say("col.commune"),
        book.say("col.score"),
        book.say("col.rank"),
        book.text(phrases.TIED_WITH),
        book.text(phrases.PREFERENCE),
    )
    sheet.header(titles, freeze=3, filtered=len(rows))
    styles = ["text", "centre", "text_bold", "text", "text", "centre", "centre", "text", "text"]
    for each, decision in rows:
        level = decision.quota.tied_with if decision.quota else ()
        sheet.row(
            (
                book.text(each.title),
                each.seats_in_dispute,
                decision.candidate.name,
                _position(decision),
                decision.candidate.commune,
                score(book, decision),
                decision.rank,
                book.text(joined([names.get(key, key) for key in level])),
                "\n".join(advisories(book, decision)),
            ),
            styles,
        )
    sheet.done()


def write_not_nominated(book: Book, decisions: Decisions, lexicon: Lexicon) -> None:
    """Everybody who is neither nominated, tied nor reserve, with the reasons in words: what the sender is told."""
    rows = [decision for status in NOT_NOMINATED for decision in decisions.decisions if decision.status is status]
    sheet = book.sheet(book.text(phrases.NOT_NOMINATED_TAB), (5, 24, 20, 13, 16, 18, 46, 19))
    sheet.headed(book.say("sheet.not"))
    titles = (
        book.say("col.no"),
        book.say("col.name"),
        book.say("col.position"),
        book.say("col.commune"),
        book.say("col.category"),
        book.say("col.status"),
        book.say("col.reason"),
        book.text(phrases.CELLS),
    )
    sheet.header(titles, freeze=2, filtered=len(rows))
    styles = ["centre", "text_bold", "text", "text", "text", "text", "text", "text"]
    for n, decision in enumerate(rows, 1):
        sheet.row(
            (
                n,
                decision.candidate.name,
                _position(decision),
                decision.candidate.commune,
                book.text(lexicon.name("categories", decision.candidate.category)),
                book.text(lexicon.status(decision.status)),
                grounds(book, decision),
                reason_cells(book, decision),
            ),
            styles,
        )
    sheet.done()


def write_evidence(book: Book, decisions: Decisions, lexicon: Lexicon) -> None:
    """What to ask for: the cells to fill in, those first that can change a list."""
    rows = evidence(decisions)
    sheet = book.sheet(book.say("sheet.evidence"), (5, 24, 18, 13, 18, 14, 46, 22))
    sheet.headed(book.say("sheet.evidence"), book.text(phrases.EVIDENCE_NOTE) if rows else None)
    titles = (
        book.say("col.no"),
        book.say("col.name"),
        book.say("col.unit"),
        book.say("col.commune"),
        book.say("col.status"),
        book.text(phrases.EVIDENCE_MATTERS),
        book.say("col.missing"),
        book.text(phrases.CELLS),
    )
    sheet.header(titles, freeze=2, filtered=len(rows))
    for n, decision in enumerate(rows, 1):
        asked, cells = missing(book, decision, lexicon)
        first = decision.evidence_matters is True
        styles = [
            "centre",
            "text_bold" if first else "text",
            "text",
            "text",
            "text",
            "unknown" if first else "centre",
            "text",
            "text",
        ]
        sheet.row(
            (
                n,
                decision.candidate.name,
                decision.candidate.unit,
                decision.candidate.commune,
                book.text(lexicon.status(decision.status)),
                book.text(phrases.MATTERS[decision.evidence_matters]),
                asked,
                cells,
            ),
            styles,
        )
    sheet.done()


def _position(decision: Decision) -> str:
    return "\n".join(part for part in (decision.candidate.position, decision.candidate.unit) if part)
