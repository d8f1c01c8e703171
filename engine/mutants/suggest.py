"""The case that would notice a survivor: one there is that does not say enough, or one with a few cells changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import islice

import numpy as np
import numpy.typing as npt

from engine.casebook import with_kind
from engine.criteria import facts_of
from engine.evaluation import Evaluation, Result, evaluate_once
from engine.frozen import dataclass
from engine.mutants.made import Mutant
from engine.mutants.proof import patterns
from engine.mutants.worlds import World, score_of, scores_of
from engine.problems import XetkhenError
from engine.rosters import Row, roster_of
from engine.rulebook import terms as t
from engine.rulebook.casefile import Case
from engine.rulebook.choose import decimal, written
from engine.rulebook.model import Field
from engine.rulebook.patterns import Blank, Cell, Other, Patterns
from engine.truth import Truth

Settings = tuple[tuple[str, str], ...]

_PATTERNS, _TRIES, _VERIFIED = 600, 400, 6
_COMPANY = (2, 3, 4, 5, 7, 9, 11, 16)
"""As many like it as a quota could hold, and one more."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case as it would stand in the file."""

    text: str


@dataclass(frozen=True, slots=True)
class Try:
    """A case with some of its rows changed."""

    case: Case
    rows: Sequence[Row]


def suggest(by_settings: Mapping[Settings, Mutant], worlds: Sequence[World]) -> Suggestion | None:
    """A case that comes out otherwise under the mutant, made from those there are; None where none was found."""
    concerned = [
        (world, mutant)
        for world in sorted(worlds, key=lambda w: len(w.settings))
        if (mutant := by_settings.get(world.settings)) is not None
        and mutant.round in (None, world.circumstances.round)
    ]
    for world, mutant in concerned:
        for case in world.touched(mutant):
            found = _tells(Try(case, case.rows), world, mutant)
            if found is not None:
                return found
    solved: dict[Settings, list[tuple[Patterns, Sequence[Mapping[str | t.Condition, Cell]]]]] = {}
    for world, mutant in concerned:
        if world.settings not in solved:
            solved[world.settings] = [(p, _telling(p)) for p in patterns(mutant, world.book)]
        tries = [each for _, cells in solved[world.settings] for each in _solved(world, mutant, cells)]
        tries += [each for case in world.cases[:40] for each in _untied(case, mutant)]
        if mutant.quota is not None or mutant.change.at[0] == "ranking":
            tries += [Try(case, rows) for case in world.cases[:20] for rows in _company(case)]
        for each in _promising(tries[:_TRIES], world, mutant):
            found = _tells(each, world, mutant)
            if found is not None:
                return found
    return None


def _telling(found: Patterns) -> Sequence[Mapping[str | t.Condition, Cell]]:
    """Patterns that tell the two apart for sure: one of them is met, or is unmet, where the other is not."""
    was, now = found.truths
    for holds in ((was == Truth.MET) != (now == Truth.MET), was != now):
        cells = list(islice(found.where(holds), _PATTERNS))
        if cells:
            return cells
    return []


# ---- rows that show a pattern -----------------------------------------------------------------------------------


def _solved(world: World, mutant: Mutant, telling: Sequence[Mapping[str | t.Condition, Cell]]) -> Iterator[Try]:
    """Each case with a few cells of its first row, or of a register's, made to show the pattern."""
    register = mutant.change.register
    for case in world.cases[:60]:
        if len(case.rows) > 1:
            continue
        if register is None:
            rows = [made for cells in telling if (made := _showing(case.rows[0], cells, world.book.fields)) is not None]
            for made in sorted(rows, key=lambda row: _distance(row, case.rows[0]))[:8]:
                yield Try(case, [made])
            continue
        first: Row = next(iter(case.registers.get(register, ())), {"name": case.rows[0]["name"]})
        fields = world.book.registers[register].fields
        theirs = [made for cells in telling if (made := _showing(first, cells, fields)) is not None]
        for row in sorted(theirs, key=lambda row: _distance(row, first))[:8]:
            others = case.registers.get(register, ())[1:]
            yield Try(replace(case, registers={**case.registers, register: (row, *others)}), case.rows)


def _showing(
    row: Row, cells: Mapping[str | t.Condition, Cell], fields: Mapping[str, Field]
) -> Row | None:
    made = dict(row)
    for subject, cell in cells.items():
        if not isinstance(subject, str):
            continue  # a question of its own: as the case has it
        field = fields.get(subject)
        name = subject if field is None or field.compute is None else _part(field.compute)
        if isinstance(cell, Blank):
            made.pop(name or subject, None)
        elif isinstance(cell, Other):
            made[name or subject] = made.get(name or subject) or "QĐ 1"
        elif name is not None and isinstance(cell, bool | int | Fraction | date | str):
            made[name] = decimal(cell) if isinstance(cell, Fraction) else written(cell)
        else:
            return None  # nobody can write what cannot be read
    return made


def _part(value: t.Value) -> str | None:
    """A field by which a computed value can be moved."""
    if isinstance(value, t.FieldRef):
        return value.id
    parts = map(_part, value.of) if isinstance(value, t.Op) else ()
    return next((part for part in parts if part is not None), None)


def _untied(case: Case, mutant: Mutant) -> Iterator[Try]:
    """Where a register's row was tied to candidates by one field more: a row that differs in that field alone."""
    way, theirs = mutant.change.at[-2:]
    if way not in ("match", "match_if_given") or len(case.rows) > 1:
        return
    for register, rows in case.registers.items():
        for i, row in enumerate(rows):
            if str(theirs) in row:
                others = {r[str(theirs)] for r in rows if str(theirs) in r} - {row[str(theirs)]} or {"Lê Văn Khác"}
                changed = [{**row, str(theirs): other} for other in sorted(others)]
                for each in changed:
                    made = (*rows[:i], each, *rows[i + 1 :])
                    yield Try(replace(case, registers={**case.registers, register: made}), case.rows)


def _distance(made: Row, base: Row) -> int:
    """Another category is further away than another cell."""
    changed = sum(made.get(f) != base.get(f) for f in {*made, *base})
    return changed + 10 * (made.get("category") != base.get("category"))


def _company(case: Case) -> Iterator[list[Row]]:
    first = case.rows[0]
    for many in _COMPANY:
        yield [{**first, "name": f"{first.get('name', '')} {i}", "board_score": str(90 - i)} for i in range(many)]


# ---- trying them ------------------------------------------------------------------------------------------------


def _promising(tries: list[Try], world: World, mutant: Mutant) -> list[Try]:
    """Those with company, and of the others, tried all at once, those that come out otherwise."""
    company = [each for each in tries if len(each.rows) > 1]
    alone = [each for each in tries if len(each.rows) == 1]
    if not alone or any(each.case.registers != world.cases[0].registers for each in alone):
        return [*alone, *company]
    firsts = [with_kind(world.book, each.rows[0]) for each in alone]
    rows = [{**first, "name": f"{first.get('name', '')} {i}"} for i, first in enumerate(firsts)]
    both = _both(rows, world.cases[0], world, mutant, apart=True)
    if both is None:
        return [*alone[: _VERIFIED * 4], *company]
    differing = np.flatnonzero(_otherwise(*both))[:_VERIFIED].tolist()
    return [*(alone[i] for i in differing), *company]


def _both(
    rows: Sequence[Row], case: Case, world: World, mutant: Mutant, *, apart: bool = False
) -> tuple[Evaluation, Evaluation] | None:
    """The rows under the rulebook and under the mutant; None where they cannot be run."""
    this_round = world.book.rounds[world.circumstances.round]
    if apart and (this_round.across or this_round.slots):
        return None  # a limit that crosses the tree is not seen row by row
    try:
        roster = roster_of(world.book, rows, case.registers)
        circumstances = replace(world.circumstances, absent=roster.absent, registers=frozenset(roster.registers))
        facts = facts_of(roster, world.book)
        ours = evaluate_once(roster, world.book, circumstances, facts, {}, apart=apart)
        return ours, evaluate_once(roster, mutant.book, circumstances, facts, {}, apart=apart)
    except (XetkhenError, KeyError, ValueError):
        return None


def _otherwise(ours: Evaluation, theirs: Evaluation) -> npt.NDArray[np.bool_]:
    differs = ours.result != theirs.result
    for name in ours.truths.rulebook.advisories:
        if name in ours.truths.columns and name in theirs.truths.columns:
            differs = differs | (ours.truths.columns[name] != theirs.truths.columns[name])
    for mine, other in zip(scores_of(ours), scores_of(theirs), strict=True):
        differs = differs | (mine != other)
    return np.asarray(differs)


def _tells(each: Try, world: World, mutant: Mutant) -> Suggestion | None:
    both = _both([with_kind(world.book, row) for row in each.rows], each.case, world, mutant)
    if both is None:
        return None
    ours, theirs = both
    status = [Result(int(code)).status.value for code in ours.result]
    differing = np.flatnonzero(ours.result != theirs.result)
    if len(differing):
        row = int(differing[0])
        return Suggestion(_written(each, row, f"expect: {status[row]}"))
    for name in world.book.advisories:
        mine, other = ours.truths.columns[name], theirs.truths.columns[name]
        told = np.flatnonzero(mine != other)
        if len(told):
            row = next((i for i in told.tolist() if Truth.MET in (mine[i], other[i])), int(told[0]))
            side = ("without", "unknown", "because")[int(mine[row])]
            return Suggestion(_written(each, row, f"expect: {status[row]}\n{side}: {name}"))
    ranked = bool((ours.result >= Result.NO_SEAT).all())
    if mutant.change.at[0] == "ranking" and len(each.rows) > 1 and ranked:  # all alike, and so of one list
        places = [int((ours.ranking.low > own).sum()) + 1 for own in ours.ranking.low]
        if places != [int((theirs.ranking.low > own).sum()) + 1 for own in theirs.ranking.low]:
            return Suggestion(_written(each, 0, f"expect: {status[0]}\nrank: {places[0]}"))
    for row in range(len(each.rows)):
        score = score_of(ours, row)
        if score is not None and score != score_of(theirs, row):
            return Suggestion(_written(each, row, f"expect: {status[row]}\nscore: {decimal(score)}"))
    return None


# ---- as it would stand in the file ------------------------------------------------------------------------------


def _written(each: Try, row: int, expects: str) -> str:
    case = each.case
    lines = []
    if case.settings:
        lines.append(f"set: {_flow(case.settings)}")
    if case.round:
        lines.append(f"round: {case.round}")
    if case.year:
        lines.append(f"year: {case.year}")
    if case.decided_on:
        lines.append(f"decided_on: {case.decided_on.isoformat()}")
    lines.append(f"candidate: {_flow(each.rows[row])}")
    others = [_flow(r) for i, r in enumerate(each.rows) if i != row]
    if others:
        lines.append(f"others: [{', '.join(others)}]")
    if case.registers:
        registers = (f"{name}: [{', '.join(map(_flow, of))}]" for name, of in case.registers.items())
        lines.append(f"registers: {{{', '.join(registers)}}}")
    return "\n".join([*lines, *expects.split("\n")])


def _flow(row: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{k}: {_quoted(v)}" for k, v in row.items() if v != "") + "}"


def _quoted(text: str) -> str:
    """A text with a comma or a bracket inside would end there."""
    return f'"{text}"' if any(c in text for c in ",:{}[]#&*!|>'%@`") else text
