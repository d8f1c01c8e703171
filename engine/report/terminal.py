"""The short table after a run: how many of each, each list to its cut line, what to do next, where the files are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from engine.explanation import Lexicon
from engine.explanation.places import comma
from engine.provenance import Text
from engine.records import Decision, Decisions, Status
from engine.report import phrases
from engine.report.list_sheets import cut_line
from engine.report.lists import AwardList, QuotaTree, award_lists, counts
from engine.report.summary_sheet import next_steps
from engine.wording import say, two_digits

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_LISTS = 6  # shown name by name; the others as one line of seats each
MOST_NAMES = 20  # of one list
MOST_RESERVES = 3
MOST_SEAT_LINES = 30


def print_run(
    decisions: Decisions, lang: str, folder: Path | None = None, files: Sequence[str] = (), file: TextIO | None = None,
    width: int | None = None,
) -> None:  # fmt: skip
    """Print the summary of a run to ``file`` (standard output). Colour only on a terminal; ``width`` in columns."""
    from rich.console import Console

    console = Console(file=file, width=width, highlight=False, markup=False, soft_wrap=False)
    for part in _parts(decisions, lang, folder, files):
        console.print(part)


def _parts(decisions: Decisions, lang: str, folder: Path | None, files: Sequence[str]) -> list[RenderableType]:
    from rich.text import Text as Rich

    lexicon = Lexicon(decisions.rules)
    tree = QuotaTree(decisions.quotas)
    lists = award_lists(decisions, lexicon, tree)
    parts: list[RenderableType] = []
    rulebook = decisions.run.rulebook
    title = f"{lexicon.name('rounds', decisions.run.round).in_(lang)} – {rulebook.get('id')} {rulebook.get('version')}"
    parts.append(Rich(title, style="bold"))
    if rulebook.get("approval") != "approved":
        parts.append(Rich(say("approval.draft").in_(lang), style="bold red"))
    parts += [Rich(""), _counts(decisions, lexicon, lang)]
    if len(lists) <= MOST_LISTS:
        for each in lists:
            parts += [Rich(""), _list(each, lexicon, lang)]
    shown = {id(each.root) for each in lists} if len(lists) <= MOST_LISTS else set()
    if any(id(line) not in shown for line in decisions.quotas):  # a quota within, or one that nobody came for
        parts += [Rich(""), _seats(tree, lang)]
    parts += [Rich(""), Rich(phrases.TO_DO.in_(lang), style="bold")]
    parts += [_bullet(step.in_(lang)) for step in next_steps(decisions, lexicon) or [phrases.NOTHING_TO_DO]]
    if lexicon.board_points:
        parts += [Rich(""), Rich(say("basis.board", body=lexicon.body()).in_(lang), style="italic")]
    if folder is not None:
        parts += [Rich(""), Rich(say("cli.results", folder=folder).in_(lang), style="bold")]
        parts += [_bullet(name) for name in files]
    return parts


def _bullet(line: str) -> RenderableType:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Rich

    grid = Table.grid(padding=(0, 1))
    grid.add_row(Rich("•"), Rich(line, overflow="fold"))
    return Padding(grid, (0, 0, 0, 2))


def _counts(decisions: Decisions, lexicon: Lexicon, lang: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text as Rich

    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    candidates = len(decisions.decisions)
    table.add_row(Rich(str(candidates), style="bold"), Rich(phrases.CANDIDATES.in_(lang), style="bold"))
    for status, n in counts(decisions).items():
        if n:
            table.add_row(Rich(str(n)), Rich(lexicon.status(status).in_(lang)))
    if decisions.rejected_rows:
        table.add_row(Rich(str(decisions.rejected_rows), style="red"), Rich(phrases.REJECTED.in_(lang), style="red"))
    return table


def _list(each: AwardList, lexicon: Lexicon, lang: str) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text as Rich

    def plain(key: str) -> str:
        return say(key).in_(lang)

    title = each.title.in_(lang)
    if each.award:
        title = f"{title}: {lexicon.name('awards', each.award).in_(lang)}"
    table = Table(
        title=Rich(title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False
    )
    table.add_column(plain("col.no"), justify="right")
    table.add_column(plain("col.name"), overflow="fold", ratio=3)
    table.add_column(plain("col.commune"), overflow="fold", ratio=2)
    table.add_column(plain("col.score"), justify="right")
    table.add_column(plain("col.note"), overflow="fold", ratio=2)

    def line(text: str, style: str) -> None:
        table.add_row(Rich(""), Rich(text, style=style))

    def people(members: Sequence[Decision], most: int, mark: str, style: str) -> None:
        for n, decision in enumerate(members[:most], 1):
            number = f"{mark}{n}" if mark != "=" else "="
            about = decision.candidate
            table.add_row(
                number,
                Rich(about.name),
                Rich(about.commune or ""),
                _score(decision, lang),
                Rich(_note(decision, lang)),
                style=style,
            )
        if len(members) > most:
            line(phrases.AND_MORE.in_(lang).format(n=len(members) - most), "dim")

    people(each.nominated, MOST_NAMES, "", "")
    if not each.nominated:
        line(phrases.NOBODY.in_(lang), "dim")
    if each.tied:
        dispute = phrases.TIED_BRIEF.in_(lang).format(
            n=_two(len(each.tied), lang), seats=_two(each.seats_in_dispute, lang)
        )
        line(f"── {dispute}", "bold yellow")
        people(each.tied, MOST_NAMES, "=", "yellow")
    if cut := cut_line(each, brief=True):
        line(f"── {cut.in_(lang)}", "bold")
        people(each.reserve, MOST_RESERVES, "R" if lang == "en" else "D", "dim")
    return table


def _score(decision: Decision, lang: str) -> str:
    if decision.score is None:
        return ""
    return decision.score if lang == "en" else comma(decision.score)


def _note(decision: Decision, lang: str) -> str:
    notes = []
    if not decision.certain and decision.status is not Status.NEEDS_EVIDENCE:
        notes.append(phrases.PROVISIONAL_MARK.in_(lang).lower())
    if decision.depends_on_readings:
        notes.append(phrases.BY_READING.in_(lang))
    return ", ".join(notes)


def _seats(tree: QuotaTree, lang: str) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text as Rich

    table = Table(
        title=Rich(phrases.LISTS.in_(lang), style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
    )
    table.add_column(phrases.QUOTA.in_(lang), overflow="fold", ratio=1)
    columns = (phrases.SEATS, phrases.SEATS_FILLED, phrases.SEATS_EMPTY, phrases.CUT_OFF_BRIEF)
    for title in columns:
        table.add_column(title.in_(lang), justify="right")
    shown = 0
    total = len(tree.lines)
    for root in tree.roots:
        for depth, line in tree.walk(root):
            if shown == MOST_SEAT_LINES:
                table.add_row(Rich(phrases.AND_MORE.in_(lang).format(n=total - shown), style="dim"))
                return table
            name = "  " * depth + line.text.in_(lang) + (f" – {line.group}" if line.group and depth == 0 else "")
            most = say("unlimited").in_(lang) if line.at_most is None else str(line.at_most)
            empty = "" if line.at_most is None else str(line.at_most - line.filled)
            cut = "" if line.cut_off is None else line.cut_off if lang == "en" else comma(line.cut_off)
            table.add_row(
                Rich(name),
                most,
                str(line.filled),
                Rich(empty, style="yellow" if empty not in ("", "0") else ""),
                Rich(cut),
            )
            shown += 1
    return table


def _two(n: int, lang: str) -> str:
    number: Text = two_digits(n)
    return number.in_(lang)
