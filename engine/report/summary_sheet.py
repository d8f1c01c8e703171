"""The first page: how many of each, what is left to do, and the seats of every quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.explanation import Lexicon
from engine.provenance import Text
from engine.records import Decisions, QuotaLine, Status
from engine.report import phrases
from engine.report.list_sheets import MOST_SHEETS
from engine.report.lists import AwardList, QuotaTree, closed_groups, counts, evidence
from engine.report.said import number
from engine.report.styles import MOST_LINKS, Book, Sheet
from engine.wording import two_digits


def next_steps(decisions: Decisions, lexicon: Lexicon) -> list[Text]:
    """What is left to do, most pressing first."""
    tally = counts(decisions)
    errors = sum(1 for problem in decisions.problems if problem.severity == "error")
    warnings = sum(1 for problem in decisions.problems if problem.severity == "warning")
    asked = evidence(decisions)
    matters = sum(1 for decision in asked if decision.evidence_matters)
    provisional = sum(1 for d in decisions.decisions if d.status is Status.NOMINATED and not d.certain)
    readings = sum(1 for d in decisions.decisions if d.depends_on_readings)
    closed = closed_groups(decisions)
    roots = [line for line in QuotaTree(decisions.quotas).roots if line.group not in closed]
    empty = sum(line.at_most - line.filled for line in roots if line.at_most is not None)
    steps = []
    if errors or warnings:
        steps.append(_fill(phrases.DO_PROBLEMS, n=two_digits(errors), m=two_digits(warnings)))
    if tally[Status.TIED]:
        steps.append(_fill(phrases.DO_TIES, n=two_digits(tally[Status.TIED]), body=lexicon.body()))
    if asked:
        steps.append(_fill(phrases.DO_EVIDENCE, n=two_digits(len(asked)), m=two_digits(matters)))
    if provisional:
        steps.append(_fill(phrases.DO_PROVISIONAL, n=two_digits(provisional)))
    for line in QuotaTree(decisions.quotas).crossing:
        if line.short:
            n, m = two_digits(line.filled), two_digits(line.at_least)
            name = Text(*(f"{t} – {line.group}" if line.group else t for t in (line.text.vi, line.text.en)))
            steps.append(_fill(phrases.DO_SHORT, quota=name, n=n, m=m))
    if empty > 0:
        steps.append(_fill(phrases.DO_EMPTY, n=two_digits(empty)))
    if readings:
        steps.append(_fill(phrases.DO_READINGS, n=two_digits(readings)))
    if decisions.run.rulebook.get("approval") != "approved":
        steps.append(phrases.DO_DRAFT)
    return steps


def _fill(text: Text, **values: Text) -> Text:
    return Text(
        text.vi.format_map({name: value.vi for name, value in values.items()}),
        text.en.format_map({name: value.en for name, value in values.items()}),
    )


def write_summary(book: Book, decisions: Decisions, lexicon: Lexicon) -> Sheet:
    """The first page. Its seats follow once the lists have their places (``write_seats``)."""
    sheet = book.sheet(book.text(phrases.SUMMARY), (46, 9, 10, 10, 11, 12, 10, 9, 22))
    title = lexicon.document("title")
    sheet.headed(f"{book.text(phrases.SUMMARY)}: {book.text(lexicon.name('rounds', decisions.run.round))}")
    if title is not None:
        sheet.across(book.text(title), "subtitle")
    if lexicon.board_points:
        sheet.across(book.say("basis.board", body=lexicon.body()), "italic")
    sheet.at += 1
    sheet.row([book.text(phrases.COUNTS), book.text(phrases.NUMBER)], "header")
    candidates = len(decisions.decisions)
    sheet.row([book.text(phrases.ROWS), candidates + decisions.rejected_rows], ["label", "centre_bold"])
    sheet.row([book.text(phrases.CANDIDATES), candidates], ["label", "centre_bold"])
    sheet.row([book.text(phrases.REJECTED), decisions.rejected_rows], ["text", "centre"])
    for status, n in counts(decisions).items():
        sheet.row([book.text(lexicon.status(status)), n], ["text", "centre"])
    sheet.at += 1
    sheet.across(book.text(phrases.TO_DO), "heading")
    for step in next_steps(decisions, lexicon) or [phrases.NOTHING_TO_DO]:
        sheet.across(f"•  {book.text(step)}", "plain")
    sheet.at += 1
    sheet.across(book.text(phrases.LISTS), "heading")
    return sheet


def write_seats(
    sheet: Sheet, lists: Sequence[AwardList], tree: QuotaTree, places: Mapping[str, str], closed: frozenset[str]
) -> None:
    """The seats of every quota, filled and empty, with a link to the list that fills them.

    ``closed``: units for which the round is not open, and which therefore have no seats.
    """
    book = sheet.book
    if len(lists) > MOST_SHEETS:
        sheet.across(book.fill(phrases.LAYOUT_SECTIONS, n=len(lists)), "note")
    titles = (
        phrases.QUOTA,
        phrases.SEATS,
        phrases.SEATS_FILLED,
        phrases.SEATS_EMPTY,
        phrases.FLOOR,
        phrases.ELIGIBLE,
        phrases.TIED,
        phrases.RESERVES,
    )
    header = sheet.row([*(book.text(title) for title in titles), book.text(phrases.CUT_OFF)], "header")
    sheet.page.repeat_rows(header)
    by_root = {id(each.root): each for each in lists if each.root is not None}
    for root in tree.roots:
        each = by_root.get(id(root))
        if root.group in closed:
            name = f"{book.text(root.text)} – {root.group}"
            sheet.row([name, book.text(phrases.CLOSED), *[None] * 7], ["text", *["centre"] * 8])
            continue
        for depth, line in tree.walk(root):
            _seat_row(sheet, line, depth, each if depth == 0 else None, places)
    for line in tree.crossing:
        name = f"{book.text(line.text)} – {line.group}" if line.group else book.text(line.text)
        most = book.say("unlimited") if line.at_most is None else line.at_most
        cells = [name, most, line.filled, None, line.at_least or None, line.eligible, None, None, None]
        sheet.row(cells, ["indent_1", *["centre"] * 8])
    for each in lists:
        if each.root is None:
            row = sheet.row(
                [
                    book.text(each.title),
                    book.say("quota.none"),
                    len(each.nominated),
                    None,
                    None,
                    len(each.everybody),
                    len(each.tied),
                    len(each.reserve),
                    None,
                ],
                ["label", *["centre"] * 8],
            )
            _link(sheet, row, each, places)
    sheet.done()


def _seat_row(sheet: Sheet, line: QuotaLine, depth: int, each: AwardList | None, places: Mapping[str, str]) -> None:
    book = sheet.book
    name = book.text(line.text) + (f" – {line.group}" if line.group and depth == 0 else "")
    unlimited = line.at_most is None
    row = sheet.row(
        [
            name,
            book.say("unlimited") if unlimited else line.at_most,
            line.filled,
            None if line.at_most is None else line.at_most - line.filled,
            line.at_least or None,
            line.eligible,
            len(each.tied) if each else None,
            len(each.reserve) if each else None,
            number(book, line.cut_off) if line.cut_off is not None else None,
        ],
        ["label" if depth == 0 else f"indent_{min(depth, 3)}", *["centre"] * 8],
    )
    if each is not None:
        _link(sheet, row, each, places, name)


def _link(sheet: Sheet, row: int, each: AwardList, places: Mapping[str, str], name: str | None = None) -> None:
    place = places.get(each.key)
    if place is not None and row < MOST_LINKS:
        sheet.link(row, 0, f"internal:{place}", name or sheet.book.text(each.title))
