"""``nominations.xlsx``: the lists as a council prints and signs them, and everything behind them.

Sheets: a summary with the seats; one list a sheet (many lists: one sheet a quota, each list on pages of its own);
reserves; ties; the not nominated with reasons; what is missing; the criteria matrix; problems; readings and
parameters; the run's facts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from engine.explanation import Lexicon
from engine.records import Decisions
from engine.report.fact_sheets import write_problems, write_readings, write_run
from engine.report.list_sheets import write_lists
from engine.report.lists import QuotaTree, award_lists, closed_groups
from engine.report.matrix_sheet import write_matrix
from engine.report.other_sheets import write_evidence, write_not_nominated, write_reserves, write_ties
from engine.report.styles import Book, clip
from engine.report.summary_sheet import write_seats, write_summary


def write_workbook(
    decisions: Decisions,
    path: Path,
    lang: str = "vi",
    inputs: Iterable[Path] = (),
    beside: Path | None = None,
) -> None:
    """Write the results workbook to ``path``; the same decisions give the same bytes.

    ``inputs`` are the files that were read: problems then open them at their cell;
    ``beside`` is the folder the workbook will lie in once it is in place, when that is not ``path``'s own.
    """
    rules = decisions.rules
    lexicon = Lexicon(rules)
    tree = QuotaTree(decisions.quotas)
    lists = award_lists(decisions, lexicon, tree)
    names = {decision.candidate.key: decision.candidate.name for decision in decisions.decisions}
    book = Book(str(path), lang, draft=decisions.run.rulebook.get("approval") != "approved", run=decisions.run.id)
    book.workbook.set_properties({"title": book.say("sheet.nominees"), "created": _made(decisions.run.started_at)})
    summary = write_summary(book, decisions, lexicon)
    places = write_lists(book, decisions, lists, lexicon, tree, names)
    write_seats(summary, lists, tree, places, closed_groups(decisions))
    write_reserves(book, lists, lexicon, tree, names)
    write_ties(book, lists, lexicon, names)
    write_not_nominated(book, decisions, lexicon)
    write_evidence(book, decisions, lexicon)
    write_matrix(book, decisions, lexicon)
    write_problems(book, decisions, _places(inputs, beside or path.parent))
    write_readings(book, decisions, lexicon)
    write_run(book, decisions, lexicon)
    book.workbook.close()


def _made(started_at: str) -> datetime:
    """The run's own time, so that the file does not change with the clock."""
    try:
        when = datetime.fromisoformat(started_at)
    except ValueError:
        return datetime(2000, 1, 1)
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _places(inputs: Iterable[Path], beside: Path) -> dict[str, str]:
    """Each input file, by the name that cells carry, as seen from the results folder."""
    found: dict[str, list[Path]] = {}
    for path in inputs:
        if str(path) == clip(str(path)):  # a link to a name that is no text leads nowhere
            found.setdefault(path.name, []).append(path)
    # Two files of one name: a link could open the wrong one.
    return {
        name: os.path.relpath(paths[0], beside).replace(os.sep, "/") for name, paths in found.items() if len(paths) == 1
    }
