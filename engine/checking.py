"""Reading without deciding: every problem with its cell, the field it is about, whom it holds up, who sent it.

The order is that of an officer's work: first what keeps candidates from being decided, and of that what keeps most of
them; then the other errors, what to look at, and what is said for the record.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake import answers_of, read_roster
from engine.intake.roster import InputFile, Roster, Source, Table
from engine.intake.uses import uses_of
from engine.names import normal, tidy
from engine.problems import Problem
from engine.provenance import Text
from engine.rulebook import load
from engine.rulebook.model import Rulebook

if TYPE_CHECKING:
    from engine.intake.proposals import Proposal
    from engine.intake.resolve_file import Open, OpenSpelling

_ORDER = {"error": 0, "warning": 1, "info": 2}
_ALWAYS = frozenset({"kind", "category", "award", "commune", "level", "position_class", "board_score"})
_CELL = re.compile(r"([A-Z]{1,3})(\d+)(?::[A-Z]{0,3}\2)?|(\d+):\3")
_OF_COLUMN = frozenset({"column-ambiguous", "column-unclear", "column-unit"})


@dataclass(frozen=True, slots=True)
class Noted:
    """A problem, and what an officer needs to act on it."""

    problem: Problem
    field: str | None = None  # whose cell it is, where that is known
    name: str | None = None  # the candidate of that row
    sender: str | None = None  # who sent it: the unit of the row, of all the file's rows, else the file; None: nobody
    holds: bool = False  # candidates cannot be decided before it is put right
    affected: int = 0  # how many of them


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of the files, and what is wrong with it."""

    rulebook: str
    inputs: tuple[InputFile, ...]
    candidates: int
    rejected: int
    registers: Mapping[str, int]  # rows of each register that was given
    problems: tuple[Problem, ...]  # what holds up most first
    noted: tuple[Noted, ...] = ()  # the same, in the same order
    title: Text = Text("", "")  # frozen
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    duplicates: tuple[Open, ...] = ()  # what only a person can settle
    spellings: tuple[OpenSpelling, ...] = ()
    senders: Mapping[str, frozenset[str]] = field(default_factory=dict)  # file -> the units that its rows name
    sources: tuple[Source, ...] = ()  # the sheets that candidates came from
    units: tuple[str, ...] = ()  # the names of the list of units

    def by_sender(self) -> dict[str, list[Noted]]:
        """What each sender has to put right or look at, in order; nothing that is said for the record only."""
        found: dict[str, list[Noted]] = defaultdict(list)
        for noted in self.noted:
            if noted.sender is not None and noted.problem.severity != "info":
                found[noted.sender].append(noted)
        return dict(found)


def check_files(
    files: tuple[Path, ...],
    rulebook: str,
    register: Path | None,
    units: Path | None,
    settings: Mapping[str, str],
    *,
    mapping: Path | None = None,
    resolve: Path | None = None,
) -> Checked:
    """Raises UnusableInput and BadRulebook as reading for a run does."""
    from engine.criteria import facts_of
    from engine.duplicates import exact_duplicates
    from engine.earlier import is_results, with_earlier
    from engine.intake.questions import duplicate_questions, spelling_questions

    book = load(rulebook, settings)
    said = answers_of(book, mapping, resolve)
    earlier = register if is_results(register) else None
    roster = read_roster(
        files, book,
        register=None if earlier else register, units=units, mapping=said.mapping, resolution=said.resolution
    )
    if earlier is not None:
        book, roster = with_earlier(book, roster, earlier)
    exact = exact_duplicates(roster, facts_of(roster, book))
    places = _Places(roster, book)
    problems = (*_copies(roster.candidates, exact), *roster.problems)
    noted = tuple(_in_order([places.noted(problem) for problem in problems]))
    return Checked(
        book.id,
        roster.inputs,
        len(roster.candidates),
        roster.rejected,
        {name: len(table) for name, table in roster.registers.items()},
        tuple(n.problem for n in noted),
        noted,
        book.document.title,
        said.record,
        duplicate_questions(roster, book.fields, exact),
        spelling_questions(roster, book.fields, said.resolution.left if said.resolution else ()),
        {file: frozenset(unit for unit in units if unit) for file, units in places.of_file.items()},
        roster.candidates.sources,
        roster.units,
    )


def propose_mapping(
    files: tuple[Path, ...],
    rulebook: str,
    register: Path | None,
    units: Path | None,
    *,
    mapping: Path | None = None,
) -> tuple[str, tuple[Proposal, ...]]:
    """The rulebook's id, and what a column map would say of the files, questions included. Raises as reading does."""
    from engine.intake import survey
    from engine.intake.forms import forms_of
    from engine.intake.proposals import proposals_of

    book = load(rulebook)
    said = answers_of(book, mapping, None)
    seen = survey(files, book, register=register, units=units, mapping=said.mapping)
    return book.id, proposals_of(seen.parts, seen.unread, forms_of(book)[0])


# ---- order ------------------------------------------------------------------------------------------------------


def _in_order(noted: Sequence[Noted]) -> list[Noted]:
    sheets: dict[tuple[str | None, str | None], int] = {}
    for n in noted:
        sheets.setdefault((n.problem.file, n.problem.sheet), len(sheets))

    def key(n: Noted) -> tuple[int, bool, int, int, int]:
        """What holds up as many keeps the order of files, sheets and rows."""
        row = re.search(r"\d+", n.problem.ref or "")
        sheet = sheets[n.problem.file, n.problem.sheet]
        return _ORDER[n.problem.severity], not n.holds, -n.affected, sheet, int(row[0]) if row else 0

    return sorted(noted, key=key)


def _copies(table: Table, exact: Mapping[int, tuple[int, ...]]) -> Iterator[Problem]:
    for row in sorted(exact):
        cell = table.cell("name", row)
        others = [c for other in exact[row] if (c := table.cell("name", other)) is not None]
        if cell is None or not others:
            continue
        where = ", ".join(str(other) if other.file == cell.file else other.full for other in others)
        name = str(table.frame["name"].iloc[row])
        yield Problem.at(cell, "duplicate-exact", "error", Text(
            f"“{name}” trùng hoàn toàn với ô {where}; chỉ giữ một bản.",
            f"“{name}” is the same as {where}; keep only one of them.",
        ), name)  # fmt: skip


class _Places:
    """Which candidate, field and sender a place belongs to."""

    def __init__(self, roster: Roster, book: Rulebook) -> None:
        table = roster.candidates
        self.table = table
        self.deciding = _deciding(book)
        self.letters = [{letter: name for name, letter in source.columns.items()} for source in table.sources]
        self.rows = {
            (table.sources[int(source)].file, table.sources[int(source)].sheet, int(number)): row
            for row, (source, number) in enumerate(zip(table.source, table.row, strict=True))
        }
        self.of_sheet = Counter((file, sheet) for file, sheet, _ in self.rows)
        self.names = [str(name) if isinstance(name, str) else None for name in table.frame["name"].tolist()]
        self.units = _units(table)
        self.of_file: dict[str, set[str | None]] = defaultdict(set)
        for (file, _, _), row in self.rows.items():
            self.of_file[file].add(self.units[row])
        self.only = {file: next(iter(units)) for file, units in self.of_file.items() if len(units) == 1}

    def noted(self, problem: Problem) -> Noted:
        file, sheet = problem.file, problem.sheet
        if file is None or problem.code.startswith("mapping-"):
            return Noted(problem)
        found = _CELL.fullmatch(problem.ref or "")
        number = int(found[2] or found[3]) if found else 0
        row = self.rows.get((file, sheet or "", number))
        sender = (self.units[row] if row is not None else None) or self.only.get(file) or file
        noted = Noted(problem, sender=sender, name=self.names[row] if row is not None else None)
        if problem.severity != "error":
            return replace(noted, field=self._field(row, found))
        if problem.code in _OF_COLUMN:
            return replace(noted, holds=True, affected=self.of_sheet[file, sheet or ""])
        name = self._field(row, found)
        holds = row is None or name is None or name in self.deciding or problem.code == "duplicate-exact"
        return replace(noted, field=name, holds=holds, affected=1 if holds else 0)

    def _field(self, row: int | None, found: re.Match[str] | None) -> str | None:
        if row is None or found is None or not found[1]:
            return None
        return self.letters[int(self.table.source[row])].get(found[1])


def _deciding(book: Rulebook) -> frozenset[str]:
    """The fields without which somebody cannot be decided: those of criteria and exclusions, and of the seat."""
    plain = replace(book, advisories={i: a for i, a in book.advisories.items() if i in book.criteria})
    return frozenset(name for name, use in uses_of(plain).items() if use.criteria) | _ALWAYS


def _units(table: Table) -> list[str | None]:
    if "unit" not in table.frame:
        return [None] * len(table)
    first: dict[str, str] = {}  # a unit in capitals is no other sender
    return [
        first.setdefault(normal(unit), tidy(unit)) or None if isinstance(unit, str) else None
        for unit in table.frame["unit"].tolist()
    ]
