"""What the results rest on: the problems, the readings and parameters, the run's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.explanation import Lexicon, as_text
from engine.explanation.lexicon import iso_day
from engine.problems import Problem
from engine.records import Decisions
from engine.report import phrases
from engine.report.styles import LINE, MOST_LINKS, Book, Sheet, lines_of
from engine.wording import joined


def write_problems(book: Book, decisions: Decisions, folders: Mapping[str, str]) -> None:
    """Every problem with its place; with a known folder the place opens the workbook at that cell."""
    rank = {"error": 0, "warning": 1, "info": 2}
    rows = sorted(decisions.problems, key=lambda problem: rank[problem.severity])
    sheet = book.sheet(book.say("sheet.problems"), (5, 10, 22, 16, 9, 60, 22))
    sheet.headed(book.say("sheet.problems"))
    titles = (
        book.say("col.no"),
        book.say("col.severity"),
        book.say("col.file"),
        book.say("col.sheet"),
        book.say("col.cell"),
        book.say("col.problem"),
        book.text(phrases.VALUE_WRITTEN),
    )
    sheet.header(titles, filtered=len(rows))
    styles = {"error": "unmet", "warning": "unknown", "info": "centre"}
    for n, problem in enumerate(rows, 1):
        row = sheet.row(
            (
                n,
                book.say(f"severity.{problem.severity}"),
                problem.file or book.text(phrases.WHOLE_RUN),
                problem.sheet,
                problem.ref,
                book.text(problem.text),
                problem.value,
            ),
            ["centre", styles[problem.severity], "text", "text", "centre", "text", "text"],
        )
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


def write_readings(book: Book, decisions: Decisions, lexicon: Lexicon) -> None:
    """How the plan was read, who would fare otherwise under another reading, and every parameter with its source."""
    depends: dict[str, list[str]] = {}
    for decision in decisions.decisions:
        for reading_id in decision.depends_on_readings:
            depends.setdefault(reading_id, []).append(decision.candidate.name)
    sheet = book.sheet(book.say("sheet.readings"), (40, 11, 20, 22, 17, 40))
    sheet.headed(book.say("sheet.readings"))
    sheet.row(
        [
            book.text(phrases.READING),
            book.text(phrases.CLAUSE),
            book.text(phrases.TAKEN),
            book.text(phrases.OTHERS),
            book.text(phrases.CODE),
            book.text(phrases.WHO_DEPENDS),
        ],
        "header",
    )
    for reading in lexicon.readings:
        name: str | None = reading.get("parameter")
        value, others = _value_and_others(book, decisions, lexicon, name)
        who = book.text(joined(depends.get(name or "", []), most=20))
        clauses = reading.get("clauses") or ()
        sheet.row(
            [book.text(as_text(reading)), _cited(book, lexicon, clauses), value, others, name, who],
            ["text", "centre", "text_bold", "text", "text", "text"],
        )
    if not lexicon.readings:
        sheet.across(book.text(phrases.NO_READINGS), "text")
    sheet.at += 1
    sheet.across(book.text(phrases.PARAMETERS), "heading")
    sheet.row(
        [
            book.text(phrases.PARAMETER),
            book.text(phrases.CLAUSE),
            book.text(phrases.VALUE),
            book.text(phrases.DEFAULT),
            book.text(phrases.CODE),
            book.text(phrases.SET_BY),
        ],
        "header",
    )
    for parameter in dict.fromkeys([*(lexicon.rules.get("parameters") or {}), *decisions.run.parameters]):
        entry = lexicon.entry("parameters", parameter)
        value, _ = _value_and_others(book, decisions, lexicon, parameter)
        default = book.text(lexicon.parameter(parameter, entry.get("default")))
        changed = bool(entry) and entry.get("default") != decisions.run.parameters.get(parameter)
        set_by = entry.get("set_by")
        sheet.row(
            [
                book.text(lexicon.name("parameters", parameter)),
                _cited(book, lexicon, lexicon.clauses("parameters", parameter)),
                f"{value} ({book.text(phrases.CHANGED)})" if changed else value,
                default,
                parameter,
                book.say(f"set_by.{set_by}") if set_by else None,
            ],
            ["text", "centre", "unknown" if changed else "text", "text", "text", "text"],
        )
    _not_rules(sheet, lexicon)
    sheet.done()


def _cited(book: Book, lexicon: Lexicon, clauses: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(book.text(lexicon.clause_name(clause)) for clause in clauses))


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
    for name, answer in run.answers.items():
        at = sheet.at
        sheet.cell(at, 0, answer["file"], "text")
        sheet.cell(at, 1, answer["sha256"], "text")
        sheet.cell(at, 2, None, "text")
        sheet.cell(at, 3, book.text(phrases.ANSWERS[name]), "text")
        sheet.at += 1
    sheet.done()
