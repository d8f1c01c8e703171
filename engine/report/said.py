"""What a row says of one decision: its score, its grounds, what the council must know besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from engine.explanation import Lexicon
from engine.explanation.places import comma
from engine.explanation.told import split_told
from engine.provenance import Cell
from engine.records import Decision, Finding, Reason, Status
from engine.report import phrases
from engine.report.styles import Book
from engine.truth import Truth
from engine.wording import joined

MISSING = frozenset({
    "blank", "unreadable", "no_column", "evidence", "rate", "mismatch", "unset", "no_register", "duplicate", "unknown",
    "seat_class", "seat_group", "list_unknown", "category_unknown", "round_unknown", "exclusion_unknown",
})  # fmt: skip
"""Reason codes that ask somebody for something."""

SHARED = 3

IN_THE_LIST = frozenset({"seated", "no_number", "queue", "quota", "tied", "provisional"})
"""Reason codes that a list's own layout says: its numbers, its cut line, its block of tied candidates."""


def score(book: Book, decision: Decision) -> str:
    """``92,5``; ``70 – 90`` where something is unknown."""
    if decision.score is not None:
        return number(book, decision.score)
    low, high = decision.score_range or (None, None)
    if low is None and high is None:
        return ""
    return f"{number(book, low) if low is not None else '…'} – {number(book, high) if high is not None else '…'}"


def number(book: Book, written: str) -> str:
    """An exact decimal with the comma of the language."""
    return written if book.lang == "en" else comma(written)


def grounds(book: Book, decision: Decision) -> str:
    """Why, one reason a line; advisories stand in the notes."""
    return "\n".join(_lines(book, split_reasons(decision)[0]))


def brief_grounds(book: Book, decision: Decision) -> str:
    """Why, in one run of text, without what the layout of a list says already."""
    reasons = split_reasons(decision)[0]
    return "; ".join(_lines(book, [reason for reason in reasons if reason.code not in IN_THE_LIST] or reasons))


def notes(
    book: Book,
    decision: Decision,
    lexicon: Lexicon,
    names: Mapping[str, str],
    numbered: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """What the council must know: provisional on whom, advisories (footnotes by number), readings it hangs on."""
    lines = []
    if not decision.certain and decision.status in (Status.NOMINATED, Status.TIED, Status.RESERVE):
        others = joined([names.get(key, key) for key in decision.provisional_on], 3, decision.provisional_count)
        on = phrases.PROVISIONAL_ON if decision.provisional_on else phrases.PROVISIONAL_MARK
        lines.append(book.fill(on, names=others))
    told = advisories(book, decision)
    lines += [line for line in told if line not in numbered]
    if cited := [f"({numbered[line]})" for line in told if line in numbered]:
        lines.append(book.fill(phrases.SEE_NOTES, numbers=", ".join(cited)))
    if decision.depends_on_readings:
        lines.append(book.fill(phrases.READING_MARK, names=_readings(book, decision, lexicon)))
    return "\n".join(lines)


def _readings(book: Book, decision: Decision, lexicon: Lexicon) -> str:
    """The clauses that are read one way or another; a reading without clause by its name."""
    cited: dict[str, None] = {}
    for name in decision.depends_on_readings:
        clauses = [clause for clause in lexicon.clauses("parameters", name) if not clause.startswith("law/")]
        cited |= dict.fromkeys(clauses or [book.text(lexicon.name("parameters", name))])
    return ", ".join(cited)


def footnotes(book: Book, decisions: Sequence[Decision]) -> dict[str, int]:
    """The advisories that three or more of a list share, numbered: said once below it, and by number in its rows."""
    times = Counter(line for decision in decisions for line in advisories(book, decision))
    shared = [line for line, n in times.items() if n >= SHARED]
    return {line: n for n, line in enumerate(shared, 1)}


def missing(book: Book, decision: Decision, lexicon: Lexicon) -> tuple[str, str]:
    """What is to be supplied, in words, and the cells to fill in."""
    asked = [reason for reason in split_reasons(decision)[0] if reason.code in MISSING]
    lines = _lines(book, asked)
    cells: dict[Cell, None] = {}
    for reason in asked:
        cells |= dict.fromkeys(reason.cells)
    if not lines:
        for group, findings in (("criteria", decision.criteria), ("exclusions", decision.exclusions)):
            for name, finding in findings.items():
                if finding.truth is Truth.UNKNOWN:
                    lines.append(book.fill(phrases.UNKNOWN, what=lexicon.name(group, name)))
                    cells |= dict.fromkeys(_first_cell(finding))
        if decision.score is None and decision.score_range is not None:
            lines.append(book.fill(phrases.SCORE_UNKNOWN, span=score(book, decision)))
    return "\n".join(lines or _lines(book, decision.reasons)), place(book, decision, cells)


def _first_cell(finding: Finding) -> tuple[Cell, ...]:
    return (finding.cell,) if finding.cell else ()


def reason_cells(book: Book, decision: Decision) -> str:
    """The cells that the reasons point at."""
    cells: dict[Cell, None] = {}
    for reason in split_reasons(decision)[0]:
        cells |= dict.fromkeys(reason.cells)
    return place(book, decision, cells)


def place(book: Book, decision: Decision, cells: Iterable[Cell]) -> str:
    """``Cá nhân!K15, J15``, a sheet a line; without cells the candidate's own row."""
    about = decision.candidate
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet = cell.sheet if cell.file == about.file else f"{cell.file}!{cell.sheet}"
        sheets.setdefault(sheet, []).append(cell.ref)
    if not sheets:
        return f"{about.sheet}, {book.fill(phrases.ROW, row=about.row)}"
    return "\n".join(f"{sheet}!{', '.join(refs)}" for sheet, refs in sheets.items())


def advisories(book: Book, decision: Decision) -> list[str]:
    """The advisories that hold for a candidate, in words."""
    return _lines(book, split_reasons(decision)[1])


def split_reasons(decision: Decision) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The reasons of the decision itself, and those of the advisories that stand beside."""
    holding = {name: found.clause for name, found in decision.advisories.items() if found.truth is Truth.MET}
    own, _ = split_told([reason.clause for reason in decision.reasons], holding)
    return decision.reasons[:own], decision.reasons[own:]


def _lines(book: Book, reasons: Sequence[Reason]) -> list[str]:
    """One sentence each, with its clause where the sentence does not name it."""
    lines = []
    for reason in reasons:
        line = book.text(reason.text)
        if reason.clause and reason.clause not in line and not reason.clause.startswith("law/"):
            line = f"{line} ({'clause' if book.lang == 'en' else 'mục'} {reason.clause})"
        lines.append(line)
    return list(dict.fromkeys(lines))
