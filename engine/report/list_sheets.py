"""The lists a council signs: letterhead, the nominated, the tied, the cut line, the reserves, totals, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.explanation import Lexicon
from engine.provenance import Text
from engine.records import Decision, Decisions
from engine.report import phrases
from engine.report.lists import AwardList, QuotaTree, cut_line, seats_line
from engine.report.said import brief_grounds, footnotes, notes, score
from engine.report.styles import Book, Sheet, lines_of
from engine.wording import two_digits

MOST_SHEETS = 40
"""Beyond so many lists, those of one quota share a sheet: forty tabs are the most that anybody finds their way in."""

WIDTHS = (5, 26, 25, 14, 15, 7, 6, 30, 28)
CENTRED = (0, 5, 6)


def write_lists(
    book: Book,
    decisions: Decisions,
    lists: Sequence[AwardList],
    lexicon: Lexicon,
    tree: QuotaTree,
    names: Mapping[str, str],
) -> dict[str, str]:
    """Write all lists; gives, for each list's key, the place of its first row, ``'DS Tập thể'!A1``."""
    places: dict[str, str] = {}
    if len(lists) <= MOST_SHEETS:
        for each in lists:
            sheet = book.sheet(_tab(book, each), WIDTHS)
            places[each.key] = _place(sheet)
            header = _write(sheet, decisions, each, lexicon, tree, names)
            sheet.page.freeze_panes(header + 1, 2)
            sheet.page.repeat_rows(header)
            sheet.done()
        return places
    for group, members in _by_quota(lists).items():
        sheet = book.sheet(f"{book.text(phrases.LIST_SHORT)} {book.text(group)}", WIDTHS)
        breaks = []
        for each in members:
            places[each.key] = _place(sheet)
            _write(sheet, decisions, each, lexicon, tree, names)
            sheet.at += 1
            breaks.append(sheet.at)
        sheet.page.freeze_panes(0, 2)
        sheet.page.set_h_pagebreaks(breaks[:-1][:1000])  # Excel takes 1,026 of them
        sheet.done()
    return places


def _tab(book: Book, each: AwardList) -> str:
    """What tells one list from another comes first: a sheet's name has 31 characters."""
    short = book.text(phrases.LIST_SHORT)
    if each.root is not None and each.root.group:
        return f"{short} {each.root.group} – {book.text(each.root.text)}"
    return f"{short} {book.text(each.title)}"


def _place(sheet: Sheet) -> str:
    quoted = sheet.name.replace("'", "''")
    return f"'{quoted}'!A{sheet.at + 1}"


def _by_quota(lists: Sequence[AwardList]) -> dict[Text, list[AwardList]]:
    grouped: dict[Text, list[AwardList]] = {}
    for each in lists:
        grouped.setdefault(each.root.text if each.root else each.title, []).append(each)
    return grouped


def _write(
    sheet: Sheet, decisions: Decisions, each: AwardList, lexicon: Lexicon, tree: QuotaTree, names: Mapping[str, str]
) -> int:
    """One list from the sheet's next free row; gives its header's row."""
    book = sheet.book
    _letterhead(sheet, lexicon)
    numbered = footnotes(book, each.everybody)
    _titles(sheet, decisions, each, lexicon, tree)
    header = sheet.row(
        (
            book.say("col.no"),
            book.say("col.name"),
            book.say("col.position"),
            book.say("col.commune"),
            book.say("col.category"),
            book.say("col.score"),
            book.say("col.rank"),
            book.text(phrases.REQUIRED_OF),
            book.say("col.note"),
        ),
        "header",
    )
    for n, decision in enumerate(each.nominated, 1):
        _person(sheet, n, decision, lexicon, names, numbered, "text" if decision.certain else "provisional")
    if not each.nominated:
        sheet.across(book.text(phrases.NOBODY), "text")
    if each.tied:
        dispute = {"n": two_digits(len(each.tied)), "seats": two_digits(each.seats_in_dispute), "body": lexicon.body()}
        sheet.across(book.fill(phrases.TIED_BLOCK, **dispute), "tied_block")
        for decision in each.tied:
            _person(sheet, None, decision, lexicon, names, numbered, "tied")
    if cut := cut_line(each, tree):
        sheet.across(book.text(cut), "cut")
        for n, decision in enumerate(each.reserve, 1):
            queue = decision.quota.queue if decision.quota and decision.quota.queue is not None else n
            _person(sheet, queue, decision, lexicon, names, numbered, "reserve")
    _totals(sheet, each)
    for line, n in numbered.items():
        sheet.across(f"({n}) {line}", "note")
    _signatures(sheet, lexicon)
    return header


def _letterhead(sheet: Sheet, lexicon: Lexicon) -> None:
    """Issuer and the body that considers on the left, the state and its motto on the right."""
    book = sheet.book
    left, right = sheet.columns // 2 - 2, sheet.columns // 2
    lines = (
        (book.text(lexicon.document("issuer")).upper(), book.say("doc.nation"), "letterhead", "letterhead_bold"),
        (book.text(lexicon.body()).upper(), book.say("doc.motto"), "letterhead_bold", "letterhead_bold"),
    )
    for ours, state, own_style, state_style in lines:
        sheet.page.set_row(sheet.at, 17 * lines_of(ours, sum(sheet.widths[: left + 1]) * 11 / 12 * 0.9, bold=True))
        sheet.page.merge_range(sheet.at, 0, sheet.at, left, "", book.style(own_style))
        sheet.cell(sheet.at, 0, ours, own_style)
        sheet.page.merge_range(sheet.at, right, sheet.at, sheet.columns - 1, "", book.style(state_style))
        sheet.cell(sheet.at, right, state, state_style)
        sheet.at += 1


def _titles(sheet: Sheet, decisions: Decisions, each: AwardList, lexicon: Lexicon, tree: QuotaTree) -> None:
    book = sheet.book
    award = lexicon.name("awards", each.award) if each.award else phrases.ANY_AWARD
    title = phrases.TITLES.get(each.kinds)
    heading = book.fill(title, award=award) if title else book.say("doc.list_title", award=award)
    sheet.page.set_row(sheet.at, 8)
    sheet.at += 1
    sheet.across(heading, "title")
    about = [book.text(lexicon.name("rounds", decisions.run.round)), book.text(lexicon.document("movement"))]
    if each.root and each.root.group:
        about.insert(0, each.root.group)
    sheet.across(" – ".join(part for part in about if part), "subtitle")
    sheet.across(book.say("doc.list_attached"), "italic")
    if inside := seats_line(each, tree):
        sheet.across(book.text(inside), "italic")
    if lexicon.board_points:
        sheet.across(book.say("basis.board", body=lexicon.body()), "italic")
    if book.draft:
        sheet.across(book.say("approval.draft"), "draft")


def _person(
    sheet: Sheet,
    n: int | None,
    decision: Decision,
    lexicon: Lexicon,
    names: Mapping[str, str],
    numbered: Mapping[str, int],
    style: str,
) -> None:
    book = sheet.book
    about = decision.candidate
    centred = "centre" if style == "text" else f"{style}_centre"
    values = (
        n,
        about.name,
        "\n".join(part for part in (about.position, about.unit) if part),
        about.commune,
        book.text(lexicon.name("categories", about.category)),
        score(book, decision),
        decision.rank,
        brief_grounds(book, decision),
        notes(book, decision, lexicon, names, numbered),
    )
    sheet.row(values, [centred if column in CENTRED else style for column in range(len(values))])


def _totals(sheet: Sheet, each: AwardList) -> None:
    book = sheet.book
    tally = [_counted(book, each.of_kind(kind), kind) for kind in each.kinds]
    dispute = {"n": two_digits(len(each.tied)), "seats": two_digits(each.seats_in_dispute)}
    total = book.fill(phrases.TOTAL_TIED if each.tied else phrases.TOTAL, tally=", ".join(tally), **dispute)
    sheet.across(total, "total")


def _counted(book: Book, n: int, kind: str) -> str:
    """``02 tập thể``, ``2 collectives``."""
    plural = "s" if book.lang == "en" and n != 1 else ""
    return f"{book.text(two_digits(n))} {book.say(f'kind.{kind}')}{plural}"


def _signatures(sheet: Sheet, lexicon: Lexicon) -> None:
    book = sheet.book
    middle = sheet.columns // 2
    sheet.at += 1
    sheet.across(book.text(phrases.PLACE_DATE), "italic", first=middle)
    pairs = (
        (book.say("doc.prepared"), book.fill(phrases.ON_BEHALF, body=lexicon.body()), "letterhead_bold"),
        (book.text(phrases.SIGN_PREPARED), book.text(phrases.SIGN), "italic"),
    )
    for left, right, style in pairs:
        sheet.page.merge_range(sheet.at, 0, sheet.at, middle - 2, "", book.style(style))
        sheet.cell(sheet.at, 0, left, style)
        sheet.page.merge_range(sheet.at, middle, sheet.at, sheet.columns - 1, "", book.style(style))
        sheet.cell(sheet.at, middle, right, style)
        sheet.page.set_row(sheet.at, 18 * lines_of(right, sum(sheet.widths[middle:]) * 11 / 12, bold=True))
        sheet.at += 1
    sheet.at += 4  # room for names and stamps
