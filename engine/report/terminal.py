"""The short table after a run: how many of each, each list to its cut line, what to do next, where the files are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from engine.explanation import Lexicon
from engine.explanation.places import comma
from engine.explanation.text import printable
from engine.provenance import Text
from engine.records import Decision, Decisions, QuotaLine
from engine.report import phrases
from engine.report.lists import AwardList, QuotaTree, award_lists, closed_groups, counts, cut_line, seats_line
from engine.report.summary_sheet import next_steps
from engine.wording import say, two_digits

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

MOST_LISTS = 6  # shown name by name; the others as one line of seats each
MOST_NAMES = 20  # of one list
MOST_RESERVES = 3
MOST_SEAT_LINES = 30
NAME, COMMUNE = 48, 20  # columns at most


def print_run(
    decisions: Decisions,
    lang: str,
    folder: Path | None = None,
    files: Sequence[str] = (),
    file: TextIO | None = None,
    width: int | None = None,
) -> None:
    """Print the summary of a run to ``file`` (standard output). Colour only on a terminal; ``width`` in columns."""
    from rich.console import Console

    console = Console(file=file, width=width, highlight=False, markup=False)
    for part in _Summary(decisions, lang, console.width).parts(folder, files):
        console.print(part)


class _Summary:
    def __init__(self, decisions: Decisions, lang: str, width: int) -> None:
        self.decisions = decisions
        self.lang = lang
        self.width = width
        self.lexicon = Lexicon(decisions.rules)
        self.tree = QuotaTree(decisions.quotas)
        self.lists = award_lists(decisions, self.lexicon, self.tree)
        self.marks: set[str] = set()  # those used, for the legend

    def parts(self, folder: Path | None, files: Sequence[str]) -> Iterator[RenderableType]:
        rulebook = self.decisions.run.rulebook
        title = self.lexicon.name("rounds", self.decisions.run.round).in_(self.lang)
        yield _line(f"{title} – {rulebook.get('id')} {rulebook.get('version')}", "bold")
        if rulebook.get("approval") != "approved":
            yield _line(self.say("approval.draft"), "bold red")
        yield ""
        yield self.counts()
        short = len(self.lists) <= MOST_LISTS
        if short:
            for each in self.lists:
                yield ""
                yield from self.award_list(each)
            yield from self.legend()
        shown = {id(each.root) for each in self.lists} if short else set()
        rest = [line for line in self.tree.roots if id(line) not in shown and line.at_most is not None]
        if rest:
            yield ""
            yield self.seats(rest)
        yield ""
        yield _line(phrases.TO_DO.in_(self.lang), "bold")
        for step in next_steps(self.decisions, self.lexicon) or [phrases.NOTHING_TO_DO]:
            yield _bullet(step.in_(self.lang))
        if self.lexicon.board_points:
            yield ""
            yield _line(self.say("basis.board", body=self.lexicon.body()), "italic")
        if folder is not None:
            yield ""
            yield _line(self.say("cli.results", folder=folder), "bold")
            there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else ()
            yield from (_bullet(name) for name in files or there)
            yield _bullet(phrases.EXPLAIN.in_(self.lang).format(folder=_quoted(folder)))

    def say(self, key: str, **values: object) -> str:
        return say(key, **values).in_(self.lang)

    def two(self, n: int) -> str:
        return two_digits(n).in_(self.lang)

    def counts(self) -> RenderableType:
        from rich.table import Table
        from rich.text import Text as Rich

        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        table.add_row(Rich(str(len(self.decisions.decisions)), "bold"), Rich(phrases.CANDIDATES.in_(self.lang), "bold"))
        for status, n in counts(self.decisions).items():
            if n:
                table.add_row(Rich(str(n)), Rich(self.lexicon.status(status).in_(self.lang)))
        if self.decisions.rejected_rows:
            rejected = phrases.REJECTED.in_(self.lang)
            table.add_row(Rich(str(self.decisions.rejected_rows), "red"), Rich(rejected, "red"))
        return table

    # ---- one list -----------------------------------------------------------------------------------------------

    def award_list(self, each: AwardList) -> Iterator[RenderableType]:
        yield _line(self.heading(each), "bold")
        if inside := seats_line(each, self.tree):
            yield _line(inside.in_(self.lang), "dim")
        yield _line("─" * min(self.width, 5 + NAME + COMMUNE + 12), "dim")
        if each.nominated:
            yield from self.people(each.nominated, MOST_NAMES, "", "")
        else:
            yield _line(phrases.NOBODY.in_(self.lang), "dim")
        if each.tied:
            n, seats = self.two(len(each.tied)), self.two(each.seats_in_dispute)
            yield _line("── " + phrases.TIED_BRIEF.in_(self.lang).format(n=n, seats=seats), "bold yellow")
            yield from self.people(each.tied, MOST_NAMES, "=", "yellow")
        if cut := cut_line(each, self.tree, brief=True):
            yield _line(f"── {cut.in_(self.lang)}", "bold")
        yield from self.people(each.reserve, MOST_RESERVES, "R" if self.lang == "en" else "D", "dim")

    def heading(self, each: AwardList) -> str:
        title = each.title.in_(self.lang)
        award = self.lexicon.name("awards", each.award).in_(self.lang) if each.award else ""
        return award if award.startswith(title) else f"{title}: {award}" if award else title

    def people(self, members: Sequence[Decision], most: int, mark: str, style: str) -> Iterator[RenderableType]:
        from rich.text import Text as Rich

        if not members:
            return
        table = self.columns(style)
        if mark:
            self.marks.add("queue")
        for n, decision in enumerate(members[:most], 1):
            queue = decision.quota.queue if mark and decision.quota and decision.quota.queue is not None else n
            about = decision.candidate
            table.add_row(
                "=" if mark == "=" else f"{mark}{queue}",
                Rich(printable(about.name), overflow="fold"),
                Rich(printable(about.commune or ""), overflow="fold"),
                self.score(decision),
                self.mark(decision),
            )
        yield table
        if len(members) > most:
            yield _line("     " + phrases.AND_MORE.in_(self.lang).format(n=len(members) - most), "dim")

    def columns(self, style: str) -> Table:
        from rich.table import Table

        commune = min(COMMUNE, max(10, self.width // 4))
        name = max(10, min(NAME, self.width - 4 - commune - 7 - 2 - 4))
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=4, justify="right", style=style)
        table.add_column(width=name, style=style)
        table.add_column(width=commune, style=style)
        table.add_column(width=7, justify="right", style=style)
        table.add_column(width=2, style=style)
        return table

    def score(self, decision: Decision) -> str:
        score = decision.score or ""
        return score if self.lang == "en" else comma(score)

    def mark(self, decision: Decision) -> str:
        marks = ("*" if not decision.certain else "") + ("†" if decision.depends_on_readings else "")
        self.marks |= set(marks)
        return marks

    def legend(self) -> Iterator[RenderableType]:
        legend = {"*": phrases.LEGEND_PROVISIONAL, "†": phrases.LEGEND_READING, "queue": phrases.LEGEND_QUEUE}
        told = [text.in_(self.lang) for mark, text in legend.items() if mark in self.marks]
        if told:
            yield ""
            yield from (_line(line, "dim") for line in told)

    # ---- many lists ---------------------------------------------------------------------------------------------

    def seats(self, roots: Sequence[QuotaLine]) -> RenderableType:
        """One line for each topmost quota: those with candidates, then those that nobody came for."""
        from rich import box
        from rich.table import Table
        from rich.text import Text as Rich

        title = Rich(phrases.LISTS.in_(self.lang), "bold")
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        table.add_column(phrases.QUOTA.in_(self.lang), overflow="fold", ratio=1)
        for column in (phrases.SEATS, phrases.SEATS_FILLED, phrases.SEATS_EMPTY, phrases.TIED, phrases.RESERVES):
            table.add_column(column.in_(self.lang), justify="right")
        closed = closed_groups(self.decisions)
        lists = {id(each.root): each for each in self.lists}
        shown = [line for line in roots if line.group not in closed]
        for line in shown[:MOST_SEAT_LINES]:
            each = lists.get(id(line))
            empty = (line.at_most or 0) - line.filled
            most = self.say("unlimited") if line.at_most is None else str(line.at_most)
            table.add_row(
                Rich(printable(quota_name(line).in_(self.lang))),
                most,
                str(line.filled),
                Rich(str(empty), "yellow" if empty else "dim") if line.at_most is not None else "",
                str(len(each.tied)) if each and each.tied else "",
                str(len(each.reserve)) if each and each.reserve else "",
            )
        more = len(shown) - MOST_SEAT_LINES
        if more > 0:
            table.add_row(Rich(phrases.AND_MORE.in_(self.lang).format(n=more), "dim"))
        if len(shown) < len(roots):
            units = {line.group for line in roots if line.group in closed}
            table.caption = Rich(phrases.NOT_OPEN_UNITS.in_(self.lang).format(n=len(units)), "dim")
            table.caption_justify = "left"
        return table


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)


def quota_name(line: QuotaLine) -> Text:
    """``Tập thể – Phường 1``."""
    group = f" – {line.group}" if line.group else ""
    return Text(line.text.vi + group, line.text.en + group)


def _line(text: str, style: str) -> RenderableType:
    from rich.text import Text as Rich

    return Rich(printable(text), style)


def _bullet(line: str) -> RenderableType:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Rich

    grid = Table.grid(padding=(0, 1))
    grid.add_row(Rich("•"), Rich(line, overflow="fold"))
    return Padding(grid, (0, 0, 0, 2))
