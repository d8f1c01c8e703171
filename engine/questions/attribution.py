"""Which difference between two runs makes a change: the first run made again with some of the differences only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from engine.criteria import Circumstances, facts_of
from engine.duplicates import exact_duplicates
from engine.evaluation import Result, evaluate_once
from engine.intake.roster import Roster, Table
from engine.names import unit_key
from engine.questions.asked import Asked
from engine.questions.differences import Difference
from engine.questions.edits import Typed, edited
from engine.rerun import Changes
from engine.rulebook import Rulebook, loader
from engine.rulebook.model import Field

MOST = 400
"""Differences up to which each is tried alone."""

MOST_TOGETHER = 60
"""Differences up to which a set is looked for where none does it alone."""

APPLIED = frozenset({"cell", "joined", "left", "register", "parameter", "rulebook", "round", "day"})
Who = tuple[int | None, int | None]  # rows of the first and of the second roster


class Attribution:
    """The first run with any set of the differences put in."""

    def __init__(self, a: Asked, b: Asked, differences: Sequence[Difference], who: Sequence[Who]) -> None:
        self.a, self.b, self.who = a, b, list(who)
        self.differences = [d for d in differences if d.kind in APPLIED]
        self._rosters: dict[bool, Roster] = {False: a.run.roster}
        self._rulebooks: dict[tuple[bool, tuple[tuple[str, str], ...]], Rulebook] = {}
        self._made: dict[frozenset[int], dict[Who, str]] = {}

    def alone(self, who: Who, status: str) -> list[Difference]:
        """The differences each of which brings somebody to this status by itself."""
        return [d for i, d in enumerate(self.differences) if self.under(frozenset({i})).get(who) == status]

    def jointly(self, who: Who, status: str) -> list[Difference]:
        """A set of differences that does, of which none can be left out; none where all together do not."""
        left = set(range(len(self.differences)))
        if len(left) > MOST_TOGETHER or self.under(frozenset(left)).get(who) != status:
            return []
        for i in range(len(self.differences)):
            if self.under(frozenset(left - {i})).get(who) == status:
                left.discard(i)
        return [self.differences[i] for i in sorted(left)]

    def under(self, chosen: frozenset[int]) -> dict[Who, str]:
        """Everybody's status with these differences."""
        if chosen not in self._made:
            self._made[chosen] = self._run([self.differences[i] for i in sorted(chosen)])
        return self._made[chosen]

    # ---- one run ----------------------------------------------------------------------------------------------------

    def _run(self, chosen: Sequence[Difference]) -> dict[Who, str]:
        kinds = {d.kind for d in chosen}
        other_rules = "rulebook" in kinds
        rulebook = self._rulebook(other_rules, [d.id for d in chosen if d.kind == "parameter"])
        roster, there = self._roster(rulebook, other_rules, chosen)
        circumstances = self._circumstances({d.id for d in chosen if d.kind in ("round", "day")}, roster)
        facts = facts_of(roster, rulebook)
        again = evaluate_once(roster, rulebook, circumstances, facts, exact_duplicates(roster, facts))
        return {who: Result(int(code)).status.value for who, code in zip(there, again.result, strict=True)}

    def _circumstances(self, otherwise: set[str], roster: Roster) -> Circumstances:
        mine, theirs = self.a.document["run"], self.b.document["run"]
        said = {key: (theirs if key in otherwise else mine)[key] for key in ("round", "year", "decided_on")}
        day = date.fromisoformat(said["decided_on"]) if said["decided_on"] else date.max
        return Circumstances(said["round"], said["year"], day, frozenset(roster.registers), roster.absent)

    def _rulebook(self, other: bool, parameters: Sequence[str]) -> Rulebook:
        record = self.b.record if other else self.a.record
        settings: dict[str, str] = dict(self.a.record.settings)
        theirs: Mapping[str, Any] = self.b.document["run"]["parameters"]
        for name in parameters:
            settings[name] = theirs[name] if theirs[name] is not None else "unset"
        key = (other, tuple(sorted(settings.items())))
        if key not in self._rulebooks:
            load = loader(record.rulebook)
            known = load({}).parameters if other else settings
            self._rulebooks[key] = load({name: value for name, value in settings.items() if name in known})
        return self._rulebooks[key]

    def _roster(self, rulebook: Rulebook, other: bool, chosen: Sequence[Difference]) -> tuple[Roster, list[Who]]:
        if other not in self._rosters:
            # Other rules may ask for other columns: the first run's files are read for them.
            self._rosters[other] = self.a.record.perform(Changes(rulebook=self.b.record.rulebook)).roster
        roster = self._rosters[other]
        theirs = self.b.run.roster
        here = {x: (x, y) for x, y in self.who if x is not None}
        roster, code_of = _with_units(roster, theirs)
        cells: dict[str, dict[int, Typed]] = {}
        unread: dict[str, dict[int, str]] = {}
        for d in chosen:
            x, y = d.rows
            if d.kind == "cell" and x is not None and y is not None and d.id in theirs.candidates.frame:
                cells.setdefault(d.id, {})[x] = _value(theirs.candidates, rulebook.fields[d.id], y, code_of)
                if (said := theirs.candidates.unreadable.get(d.id, {}).get(y)) is not None:
                    unread.setdefault(d.id, {})[x] = said
        table = edited(roster.candidates, cells) if cells else roster.candidates
        marked = {name: {**table.unreadable.get(name, {}), **said} for name, said in unread.items()}
        table = replace(table, unreadable={**table.unreadable, **marked})
        joined = [d.rows[1] for d in chosen if d.kind == "joined" and d.rows[1] is not None]
        left = {d.rows[0] for d in chosen if d.kind == "left"}
        stay = [row for row in range(len(table)) if row not in left]
        there: list[Who] = [here.get(row, (row, None)) for row in stay]
        there += [(None, y) for y in joined]
        if joined or left:
            table = _rows(table, stay, theirs.candidates, joined, rulebook, code_of)
        given = frozenset(cells) | (frozenset(map(str, theirs.candidates.frame.columns)) - theirs.absent if joined
                                    else frozenset())  # fmt: skip
        registers = dict(roster.registers)
        for d in chosen:
            if d.kind == "register":
                registers.pop(d.id, None)
                if d.id in theirs.registers and d.id in rulebook.registers:
                    fields = rulebook.registers[d.id].fields
                    registers[d.id] = _coded(theirs.registers[d.id], fields, code_of)
        return replace(roster, candidates=table, registers=registers, absent=roster.absent - given), there


# ---- tables -----------------------------------------------------------------------------------------------------


def _with_units(roster: Roster, theirs: Roster) -> tuple[Roster, dict[int, int]]:
    """The roster with the units of another added, and the code here of each of the other's."""
    known = {unit_key(name): code for code, name in reversed(list(enumerate(roster.units)))}
    exact = {name: code for code, name in enumerate(roster.units)}
    units, code_of = list(roster.units), {}
    for code, name in enumerate(theirs.units):
        mine = exact.get(name, known.get(unit_key(name)))
        if mine is None:
            mine = len(units)
            units.append(name)
        code_of[code] = mine
    return replace(roster, units=tuple(units)), code_of


def _value(table: Table, field: Field, row: int, code_of: Mapping[int, int]) -> Typed:
    value = table.frame[field.id].iloc[row]
    if pd.isna(value):
        return None
    if isinstance(value, str):
        return value
    return code_of[int(value)] if field.type == "unit" else int(value)


def _coded(table: Table, fields: Mapping[str, Field], code_of: Mapping[int, int]) -> Table:
    """A table of the other roster with this one's codes of units."""
    cells = {
        name: {row: _value(table, field, row, code_of) for row in range(len(table))}
        for name, field in fields.items()
        if field.type == "unit" and name in table.frame
    }
    return edited(table, cells) if len(table) else table


def _rows(
    table: Table, stay: Sequence[int], theirs: Table, joined: Sequence[int], rulebook: Rulebook,
    code_of: Mapping[int, int],
) -> Table:
    """Some rows of a table, and below them some of another."""
    take = np.array(stay, np.int64)
    size, place = len(take), {row: i for i, row in enumerate(stay)}
    # Rows to be filled are copies of any row: each of their values is put in below.
    frame = pd.concat([table.frame.iloc[take], table.frame.iloc[[0] * len(joined)]], ignore_index=True)
    made = Table(
        frame,
        (*table.sources, *theirs.sources),
        np.concatenate([table.source[take], theirs.source[list(joined)] + len(table.sources)]).astype(np.int32),
        np.concatenate([table.row[take], theirs.row[list(joined)]]).astype(np.int32),
        _moved(table.unreadable, place),
        _moved(table.written, place),
        _moved(table.elsewhere, place),
    )
    cells = {
        name: {
            size + i: _value(theirs, rulebook.fields[name], y, code_of) if name in theirs.frame else None
            for i, y in enumerate(joined)
        }
        for name in map(str, frame.columns)
    }
    made = edited(made, cells) if joined else made
    unread = {
        name: {**made.unreadable.get(name, {}), **{size + i: said[y] for i, y in enumerate(joined) if y in said}}
        for name, said in theirs.unreadable.items()
    }
    return replace(made, unreadable={**made.unreadable, **unread})


def _moved(said: Mapping[str, Mapping[int, str]], place: Mapping[int, int]) -> dict[str, Mapping[int, str]]:
    return {name: {place[row]: text for row, text in rows.items() if row in place} for name, rows in said.items()}
