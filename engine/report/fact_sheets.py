"""What the results rest on: a summary with the seats, the problems, the readings and parameters, the run's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.explanation import Lexicon, as_text
from engine.explanation.lexicon import iso_day
from engine.problems import Problem
from engine.provenance import Text
from engine.records import Decisions, QuotaLine, Status
from engine.report import phrases
from engine.report.list_sheets import MOST_SHEETS, number
from engine.report.lists import AwardList, QuotaTree, counts, evidence
from engine.report.styles import LINE, Book, Sheet, lines_of
from engine.wording import joined, two_digits

MOST_LINKS = 2_000  # a sheet takes 65,530; opening one with many is slow


def next_steps(decisions: Decisions, lexicon: Lexicon) -> list[Text]:
    """What is left to do, most pressing first."""
    tally = counts(decisions)
    errors = sum(1 for problem in decisions.problems if problem.severity == "error")
    warnings = sum(1 for problem in decisions.problems if problem.severity == "warning")
    asked = evidence(decisions)
    matters = sum(1 for decision in asked if decision.evidence_matters)
    provisional = sum(1 for d in decisions.decisions if d.status is Status.NOMINATED and not d.certain)
    readings = sum(1 for d in decisions.decisions if d.depends_on_readings)
    empty = sum(line.at_most - line.filled for line in QuotaTree(decisions.quotas).roots if line.at_most is not None)
    steps = []
    if errors or warnings:
        steps.append(_fill(phrases.DO_PROBLEMS, n=two_digits(errors), m=two_digits(warnings)))
    if tally[Status.TIED]:
        steps.append(_fill(phrases.DO_TIES, n=two_digits(tally[Status.TIED]), body=lexicon.body()))
    if asked:
        steps.append(_fill(phrases.DO_EVIDENCE, n=two_digits(len(asked)), m=two_digits(matters)))
    if provisional:
        steps.append(_fill(phrases.DO_PROVISIONAL, n=two_digits(provisional)))
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


def write_summary(
    book: Book, decisions: Decisions, lists: Sequence[AwardList], lexicon: Lexicon, tree: QuotaTree
) -> Sheet:
    """The first page. The links to the lists are added once these have their places (``link_lists``)."""
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
    sheet: Sheet,
    decisions: Decisions,
    lists: Sequence[AwardList],
    lexicon: Lexicon,
    tree: QuotaTree,
    places: Mapping[str, str],
) -> None:
    """The seats of every quota, filled and empty, with a link to the list that fills them."""
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
    sheet.row([*(book.text(title) for title in titles), book.text(phrases.CUT_OFF)], "header")
    by_root = {id(each.root): each for each in lists if each.root is not None}
    for root in tree.roots:
        each = by_root.get(id(root))
        for depth, line in tree.walk(root):
            _seat_row(sheet, line, depth, each if depth == 0 else None, places)
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


def write_problems(book: Book, decisions: Decisions, folders: Mapping[str, str]) -> None:
    """Every problem with its place; with a known folder the place opens the workbook at that cell."""
    rank = {"error": 0, "warning": 1, "info": 2}
    rows = sorted(decisions.problems, key=lambda problem: rank[problem.severity])
    sheet = book.sheet(book.say("sheet.problems"), (5, 10, 22, 16, 9, 60, 22))
    sheet.headed(book.say("sheet.problems"))
    titles = (
        book.say("col.no"), book.say("col.severity"), book.say("col.file"), book.say("col.sheet"), book.say("col.cell"),
        book.say("col.problem"), book.text(phrases.VALUE_WRITTEN),
    )  # fmt: skip
    sheet.header(titles, filtered=len(rows))
    styles = {"error": "unmet", "warning": "unknown", "info": "centre"}
    for n, problem in enumerate(rows, 1):
        row = sheet.row(
            (
                n, book.say(f"severity.{problem.severity}"), problem.file or book.text(phrases.WHOLE_RUN), problem.sheet, problem.ref,
                book.text(problem.text), problem.value,
            ),
            ["centre", styles[problem.severity], "text", "text", "centre", "text", "text"],
        )  # fmt: skip
        url = _cell_url(problem, folders)
        if url is not None and problem.ref is not None and n <= MOST_LINKS:
            sheet.link(row, 4, url, problem.ref)
    if not rows:
        sheet.across(book.text(phrases.NO_PROBLEMS), "text")
    sheet.done()


def _cell_url(problem: Problem, folders: Mapping[str, str]) -> str | None:
    """``external:../vao/de-nghi.xlsx#'Cá nhân'!K14``: the folder relative to the results, where it is known."""
    folder = folders.get(problem.file or "")
    if folder is None or not problem.sheet or not problem.ref:
        return None
    quoted = problem.sheet.replace("'", "''")
    return f"external:{folder}#'{quoted}'!{problem.ref}"


def write_readings(book: Book, decisions: Decisions, lexicon: Lexicon, names: Mapping[str, str]) -> None:
    """How the plan was read, who would fare otherwise under another reading, and every parameter with its source."""
    depends: dict[str, list[str]] = {}
    for decision in decisions.decisions:
        for name in decision.depends_on_readings:
            depends.setdefault(name, []).append(decision.candidate.name)
    sheet = book.sheet(book.say("sheet.readings"), (44, 12, 20, 24, 18, 30))
    sheet.headed(book.say("sheet.readings"))
    sheet.row(
        [
            book.text(phrases.READING), book.text(phrases.CLAUSE), book.text(phrases.TAKEN), book.text(phrases.OTHERS),
            book.text(phrases.CODE), book.text(phrases.WHO_DEPENDS),
        ],
        "header",
    )  # fmt: skip
    for reading in lexicon.readings:
        name = reading.get("parameter")
        value, others = _value_and_others(book, decisions, lexicon, name)
        who = book.text(joined(depends.get(name or "", []), most=20))
        clauses = reading.get("clauses") or ()
        sheet.row(
            [book.text(as_text(reading)), ", ".join(clauses), value, others, name, who],
            ["text", "centre", "text_bold", "text", "text", "text"],
        )
    if not lexicon.readings:
        sheet.across(book.text(phrases.NO_READINGS), "text")
    sheet.at += 1
    sheet.across(book.text(phrases.PARAMETERS), "heading")
    sheet.row(
        [
            book.text(phrases.PARAMETER), book.text(phrases.CLAUSE), book.text(phrases.VALUE), book.text(phrases.DEFAULT),
            book.text(phrases.CODE), book.text(phrases.SET_BY),
        ],
        "header",
    )  # fmt: skip
    for name in {**dict.fromkeys(lexicon.rules.get("parameters") or {}), **dict.fromkeys(decisions.run.parameters)}:
        entry = lexicon.entry("parameters", name)
        value, _ = _value_and_others(book, decisions, lexicon, name)
        default = book.text(lexicon.parameter(name, entry.get("default")))
        changed = bool(entry) and entry.get("default") != decisions.run.parameters.get(name)
        set_by = entry.get("set_by")
        sheet.row(
            [
                book.text(lexicon.name("parameters", name)), ", ".join(lexicon.clauses("parameters", name)),
                f"{value} ({book.text(phrases.CHANGED)})" if changed else value, default, name, book.say(f"set_by.{set_by}") if set_by else None,
            ],
            ["text", "centre", "unknown" if changed else "text", "text", "text", "text"],
        )  # fmt: skip
    _not_rules(sheet, lexicon)
    sheet.done()


def _value_and_others(book: Book, decisions: Decisions, lexicon: Lexicon, name: str | None) -> tuple[str, str]:
    if name is None:
        return "", ""
    value = lexicon.parameter(name, decisions.run.parameters.get(name))
    return book.text(value), "\n".join(book.text(other) for other in lexicon.other_values(name))


def _not_rules(sheet: Sheet, lexicon: Lexicon) -> None:
    """Clauses that the rulebook leaves out, in the open."""
    book = sheet.book
    clauses: Mapping[str, Mapping[str, object]] = lexicon.rules.get("clauses") or {}
    left_out = {name: as_text(entry.get("not_a_rule")) for name, entry in clauses.items() if entry.get("not_a_rule")}
    if not left_out:
        return
    sheet.at += 1
    sheet.across(book.text(phrases.NOT_RULES), "heading")
    sheet.row([book.text(phrases.CLAUSE), "", book.text(phrases.WHY), "", "", ""], "header")
    for name, why in left_out.items():
        at = sheet.at
        sheet.page.merge_range(at, 0, at, 1, "", book.style("text"))
        sheet.page.merge_range(at, 2, at, 5, "", book.style("text"))
        said = f"{name}: {book.text(as_text(clauses[name]))}"
        sheet.cell(at, 0, said, "text")
        sheet.cell(at, 2, book.text(why), "text")
        sheet.page.set_row(
            at, LINE * max(lines_of(said, sum(sheet.widths[:2])), lines_of(book.text(why), sum(sheet.widths[2:])))
        )
        sheet.at += 1


def write_run(book: Book, decisions: Decisions, lexicon: Lexicon) -> None:
    """Everything needed to run it again, and to see that it is the same."""
    run = decisions.run
    sheet = book.sheet(book.say("sheet.run"), (36, 68, 14, 20))
    sheet.headed(book.say("sheet.run"))
    facts: list[tuple[str, str | None]] = [
        ("id", run.id),
        ("plan", book.text(lexicon.document("title"))),
        ("number", book.text(lexicon.document("number"))),
        ("issuer", book.text(lexicon.document("issuer"))),
        ("rulebook", f"{run.rulebook.get('id')} {run.rulebook.get('version')}"),
        ("approval", book.say("approval.approved" if run.rulebook.get("approval") == "approved" else "approval.draft")),
        ("sha256", run.rulebook.get("sha256")),
        ("round", book.text(lexicon.name("rounds", run.round))),
        ("year", str(run.year) if run.year is not None else None),
        ("decided_on", book.text(iso_day(run.decided_on))),
        ("considers", book.text(lexicon.body())),
        ("submits", book.text(lexicon.body("submits"))),
        ("decides", book.text(lexicon.body("decides"))),
        (
            "basis",
            book.say("basis.board", body=lexicon.body()) if lexicon.board_points else book.text(phrases.BASIS_PLAN),
        ),
        ("engine", run.engine_version),
        ("started", run.started_at),
    ]
    for name, value in facts:
        if value:
            at = sheet.at
            sheet.cell(at, 0, book.text(phrases.RUN[name]), "label")
            sheet.page.merge_range(at, 1, at, 3, "", book.style("text"))
            sheet.cell(at, 1, value, "text")
            sheet.page.set_row(at, LINE * lines_of(value, sum(sheet.widths[1:])))
            sheet.at += 1
    sheet.at += 1
    sheet.across(book.text(phrases.INPUTS), "heading")
    sheet.row([book.say("col.file"), book.text(phrases.HASH), book.text(phrases.ROWS), ""], "header")
    for source in run.inputs:
        at = sheet.at
        sheet.cell(at, 0, str(source["file"]), "text")
        sheet.cell(at, 1, str(source["sha256"]), "text")
        sheet.cell(at, 2, int(source["rows"]), "centre")
        sheet.cell(at, 3, None, "text")
        sheet.at += 1
    sheet.done()
