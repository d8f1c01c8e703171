"""The review workbook: a cover to sign, then every rule, parameter, target and case with room for remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.provenance import Text
from engine.report.styles import Book, Sheet
from engine.review import words
from engine.review.lines import BOARD, Line, Part, Review
from engine.rulebook import shipped
from engine.rulebook.entries import LAW

_OWN = (words.REMARK, words.AGREED, words.REVIEWER, words.MARK)
_OWN_WIDTHS = (24, 8, 13, 12)
_NAMES = 6  # lines for reviewers on the cover


def write_review(review: Review, path: Path, lang: str, cases: tuple[int, int] | None = None) -> None:
    """The workbook in one language, written to ``path``. ``cases``: how many come out as they say, of how many."""
    book = Book(
        str(path), lang, draft=review.book.approval == "draft",
        run=f"{review.book.id} {review.book.version} {review.book.sha256[:12]}",
    )  # fmt: skip
    names = _cover(book, review, cases)
    _rules(book, review, names)
    _listed(book, review, "parameters", words.PARAMETERS, names)
    _listed(book, review, "targets", words.TARGETS, names)
    _cases(book, review, names)
    book.workbook.close()


def _cover(book: Book, review: Review, ran: tuple[int, int] | None) -> str:
    """The cover; gives the range of the reviewers' names."""
    own = review.book
    sheet = book.sheet(book.text(words.COVER), (30, 36, 36, 36))
    sheet.headed(book.text(words.TITLE))
    sheet.at += 1
    cases = book.text(words.NO_CASES)
    if ran is not None:
        cases = book.fill(words.CASES_RAN, good=ran[0], all=ran[1])
    document = own.document
    plan = "; ".join(x for x in (book.text(document.title), document.number, book.text(document.issuer)) if x)
    for label, value in (
        (words.PLAN, plan), (words.RULEBOOK, own.id), (words.VERSION, own.version), (words.DIGEST, own.sha256),
        (words.APPROVAL, book.say("approval.draft") if own.approval == "draft" else book.say("approval.approved")),
        (words.CASES, cases),
    ):  # fmt: skip
        sheet.cell(sheet.at, 0, book.text(label), "label")
        sheet.across(value, "text", first=1)
    sheet.at += 1
    for line in words.GUIDE:
        sheet.across(book.fill(line, rulebook=own.id if own.id in shipped() else Path(own.path).name), "plain")
    sheet.at += 1
    first = sheet.at
    for number in range(_NAMES):
        sheet.cell(sheet.at, 0, book.text(words.NAMES) if number == 0 else None, "label")
        sheet.across("", "text", first=1)
    names = f"='{sheet.name}'!$B${first + 1}:$B${first + _NAMES}"
    sheet.at += 1
    sheet.row([None, None, None, book.text(words.DATED)], ["plain", "plain", "plain", "note"])
    sheet.row([None, *(book.text(signer) for signer in words.SIGNERS)], ["plain", *["letterhead_bold"] * 3])
    sheet.row([None, *[book.text(words.SIGN)] * 3], ["plain", *["italic"] * 3])
    sheet.at += 5
    sheet.done()
    return names


class _Table:
    """A sheet of lines with the reviewers' columns at the right, the marks hidden behind them."""

    def __init__(
        self, book: Book, name: Text, titles: Sequence[Text], widths: Sequence[float], rows: int, names: str
    ) -> None:
        self.book = book
        self.sheet: Sheet = book.sheet(book.text(name), (*widths, *_OWN_WIDTHS))
        self.own = len(titles)
        sheet = self.sheet
        sheet.columns -= 1  # what is hidden is no part of the page
        sheet.headed(book.text(name))
        header = sheet.header([book.text(t) for t in (*titles, *_OWN)], freeze=3, filtered=rows)
        page: Any = sheet.page
        page.set_column(self.own + 3, self.own + 3, 12, None, {"hidden": True})
        if rows:
            last = header + rows
            page.data_validation(header + 1, self.own + 1, last, self.own + 1, {"validate": "list", "source": ["x"]})
            page.data_validation(
                header + 1, self.own + 2, last, self.own + 2,
                {"validate": "list", "source": names, "error_type": "information"},
            )  # fmt: skip

    def row(self, values: Sequence[str | int | None], styles: Sequence[str], mark: str | None) -> None:
        self.sheet.row([*values, None, None, None, mark], [*styles, "text", "centre", "text", "off"])


def _rules(book: Book, review: Review, names: str) -> None:
    titles = (words.NO, words.CLAUSE, words.KEY, words.HEADING, words.KIND, words.SENTENCE, words.OTHER)
    rows = list(_by_clause(review))
    table = _Table(book, words.RULES, titles, (5, 12, 19, 20, 13, 37, 30), len(rows), names)
    first: dict[str, tuple[int, str]] = {}
    for number, (clause, line) in enumerate(rows, 1):
        heading = book.text(review.book.clauses[clause].text) if clause in review.book.clauses else book.text(BOARD)
        again = first.setdefault(line.key, (number, clause))
        said, style, mark = book.text(line.sentence), "text", line.mark(book.lang)
        if again[0] != number:
            said, style, mark = book.fill(words.SAME_AS, n=again[0], clause=again[1]), "off", ""
        other = book.text(line.other) if mark else None
        table.row(
            (number, clause, line.key, heading, book.text(line.kind), said, other),
            ("centre", "centre", "text", "text", "text", style, style), mark,
        )  # fmt: skip
    table.sheet.done()


def _by_clause(review: Review) -> Iterator[tuple[str, Line]]:
    """Each rule under each of its clauses, in the plan's order; then what stands on none."""
    lines = review.of("rules")
    for clause in (c for c in review.book.clauses if not c.startswith(LAW)):
        for line in lines:
            if clause in line.clauses:
                yield clause, line
    for line in lines:
        if not line.clauses:
            yield "", line
    for clause in (c for c in review.book.clauses if c.startswith(LAW)):
        for line in lines:
            if clause in line.clauses:
                yield clause, line


def _listed(book: Book, review: Review, part: Part, name: Text, names: str) -> None:
    lines = review.of(part)
    titles = (words.NO, words.CLAUSE, words.KEY, words.KIND, words.SENTENCE, words.OTHER)
    table = _Table(book, name, titles, (5, 14, 26, 12, 48, 30), len(lines), names)
    for number, line in enumerate(lines, 1):
        cells = (number, "; ".join(line.clauses), line.key, book.text(line.kind), book.text(line.sentence),
                 book.text(line.other))  # fmt: skip
        table.row(cells, ("centre", "centre", "text", "text", "text", "text"), line.mark(book.lang))
    table.sheet.done()


def _cases(book: Book, review: Review, names: str) -> None:
    lines = review.of("cases")
    titles = (words.NO, words.KEY, words.CASE, words.CANDIDATE, words.CONDITIONS, words.EXPECTED)
    table = _Table(book, words.CASES_SHEET, titles, (5, 24, 20, 42, 26, 26), len(lines), names)
    for number, line in enumerate(lines, 1):
        shown = [book.text(text) for text in line.shown]
        table.row((number, line.key, *shown), ("centre", "text", "text", "text", "text", "text"), line.mark(book.lang))
    table.sheet.done()


def default_name(rulebook: str, lang: str) -> str:
    """Where the workbook goes when nobody says."""
    return f"{rulebook}-{'review' if lang == 'en' else 'ra-soat'}.xlsx"

