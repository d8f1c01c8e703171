"""The criteria matrix: every candidate against every criterion and exclusion, readable without its colours."""

from __future__ import annotations

from collections.abc import Mapping

from engine.explanation import Lexicon
from engine.records import Decisions, Finding
from engine.report import phrases
from engine.report.styles import LINE, TALLEST, Book, lines_of
from engine.truth import Truth

STYLE = {Truth.MET: "met", Truth.UNMET: "unmet", Truth.UNKNOWN: "unknown"}
EXCLUSION_STYLE = {Truth.MET: "unmet", Truth.UNMET: "met", Truth.UNKNOWN: "unknown"}


def write_matrix(book: Book, decisions: Decisions, lexicon: Lexicon) -> None:
    """One row a candidate, in file, sheet and row order."""
    rows = decisions.decisions
    criteria = _columns(lexicon, "criteria", [decision.criteria for decision in rows])
    exclusions = _columns(lexicon, "exclusions", [decision.exclusions for decision in rows])
    asked = len(criteria) + len(exclusions)
    width = max(12, min(18, 84 // max(asked, 1)))  # few columns may fill the page, many must stay readable
    sheet = book.sheet(book.say("sheet.matrix"), (5, 32, 18, 18, *([width] * asked)))
    sheet.headed(book.say("sheet.matrix"), book.text(phrases.MATRIX_NOTE))
    titles = [
        book.say("col.no"),
        book.say("col.name"),
        book.say("col.category"),
        book.say("col.status"),
        *(_title(book, lexicon, "criteria", name) for name in criteria),
        *(f"{book.text(phrases.EXCLUSION)}: {_title(book, lexicon, 'exclusions', name)}" for name in exclusions),
    ]
    header = sheet.header(titles, freeze=2, filtered=len(rows))
    high = max(lines_of(title, width, bold=True) for title, width in zip(titles, sheet.widths, strict=True))
    sheet.page.set_row(header, min(TALLEST, LINE * (high + 1)))
    results = {truth: book.say(f"result.{truth.word}") for truth in Truth}
    holds = {truth: book.text(phrases.HOLDS[truth.word]) for truth in Truth}
    categories = {name: book.text(lexicon.name("categories", name)) for name in {d.candidate.category for d in rows}}
    statuses = {status: book.say(f"status.{status}.short") for status in {d.status for d in rows}}
    for n, decision in enumerate(rows, 1):
        at = sheet.at
        sheet.cell(at, 0, n, "centre")
        sheet.cell(at, 1, decision.candidate.name, "text")
        category, status = categories[decision.candidate.category], statuses[decision.status]
        sheet.cell(at, 2, category, "text")
        sheet.cell(at, 3, status, "text")
        column = 4
        for name in criteria:
            finding = decision.criteria.get(name)
            sheet.cell(
                at, column, results[finding.truth] if finding else "–", STYLE[finding.truth] if finding else "off"
            )
            column += 1
        for name in exclusions:
            finding = decision.exclusions.get(name)
            sheet.cell(
                at,
                column,
                holds[finding.truth] if finding else "–",
                EXCLUSION_STYLE[finding.truth] if finding else "off",
            )
            column += 1
        high = max(
            lines_of(text, sheet.widths[place])
            for place, text in ((1, decision.candidate.name), (2, category), (3, status))
        )
        if high > 1:
            sheet.page.set_row(at, LINE * high)
        sheet.at += 1
    sheet.done()


def _columns(lexicon: Lexicon, group: str, findings: list[Mapping[str, Finding]]) -> list[str]:
    """The ids that anybody has a finding for, in the rulebook's order."""
    present = dict.fromkeys(name for found in findings for name in found)
    known = [name for name in lexicon.rules.get(group) or {} if name in present]
    return known + [name for name in present if name not in known]


def _title(book: Book, lexicon: Lexicon, group: str, name: str) -> str:
    clauses = [book.text(lexicon.clause_name(clause)) for clause in lexicon.clauses(group, name)]
    cited = ", ".join(dict.fromkeys(clauses))
    return book.text(lexicon.name(group, name)) + (f"\n({cited})" if cited else "")
