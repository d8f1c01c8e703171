"""What the registers say of one candidate: the rows behind an exclusion, their words and their cells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.criteria import Facts, Truths, pairs
from engine.criteria import grounded as g
from engine.decisions.values import show
from engine.frozen import dataclass
from engine.provenance import Cell, Text
from engine.rulebook import terms as t
from engine.rulebook.model import Field
from engine.truth import Truth

_SAID = {"award": "award", "decision_number": "no", "decision_date": "date", "round": "round"}
"""Register fields, and the placeholders under which a sentence names them."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of a register that speaks of a candidate."""

    register: str
    row: int
    where: Truth  # whether it satisfies what the rule asks of it


def rows_for(truths: Truths, condition: t.Condition, row: int) -> list[RegisterRow]:
    """The rows that match a candidate and satisfy the condition, or may; the sure ones first."""
    found: list[RegisterRow] = []
    for term in in_register(truths.grounding.condition(condition)):
        theirs = truths.facts.registers.get(term.register)
        if theirs is None or not term.match:
            continue
        tied = pairs(truths.facts, term.register, term.match)
        where = theirs.truth(term.where)
        mine = tied.ours == row
        rows = tied.theirs[mine]
        holds = np.where(tied.sure[mine], where[rows], np.minimum(where[rows], 1))
        found += [
            RegisterRow(term.register, int(rows[i]), Truth(int(holds[i])))
            for i in np.argsort(-holds, kind="stable")
            if holds[i] > 0
        ]
    return found


def words(truths: Truths, rows: list[RegisterRow]) -> dict[str, Text]:
    """What the first row says, under the placeholders of ``reason.prior_award`` and the like."""
    if not rows:
        return {}
    facts = truths.facts.registers[rows[0].register]
    said = {name: show(facts, facts.fields[f], rows[0].row) for f, name in _SAID.items() if f in facts.fields}
    return {name: text for name, text in said.items() if text is not None}


def cells(truths: Truths, rows: list[RegisterRow]) -> tuple[Cell, ...]:
    """The cell that names each row; of several rows the first three."""
    found = []
    for each in rows[:3]:
        table = truths.roster.registers[each.register]
        cell = table.cell("unit_name" if "unit_name" in table.frame else "name", each.row)
        if cell is not None:
            found.append(cell)
    return tuple(found)


def open_cells(truths: Truths, condition: t.Condition, row: int) -> list[tuple[Facts, Field, int]]:
    """Register cells, blank or unreadable, that leave it open whether a matching row satisfies the condition."""
    found: dict[tuple[str, str, int], tuple[Facts, Field, int]] = {}
    terms = {term.register: term for term in in_register(truths.grounding.condition(condition))}
    for each in rows_for(truths, condition, row):
        if each.where is not Truth.UNKNOWN:
            continue
        facts = truths.facts.registers[each.register]
        for name in columns_read(terms[each.register].where):
            if facts.plain(name)[each.row] is None:
                found.setdefault((each.register, name, each.row), (facts, facts.fields[name], each.row))
    return list(found.values())


def in_register(condition: g.Condition) -> Iterator[g.InRegister]:
    """The register conditions inside a condition."""
    match condition:
        case g.InRegister():
            yield condition
        case g.All(of) | g.AnyOf(of) | g.NoneOf(of) | g.AtLeast(of=of):
            for c in of:
                yield from in_register(c)
        case _:
            return


def columns_read(term: g.Condition | g.Value | g.TestTerm) -> tuple[str, ...]:
    """The columns that a grounded condition reads."""
    match term:
        case g.Column(name, blank):
            return (name,) if blank is None else ()
        case g.Test(subject, test):
            return tuple(dict.fromkeys(columns_read(subject) + columns_read(test)))
        case g.Compare(bound=bound):
            return columns_read(bound)
        case g.Between(low, high):
            return columns_read(low) + columns_read(high)
        case g.Is(values=of) | g.Op(of=of) | g.All(of) | g.AnyOf(of) | g.NoneOf(of) | g.AtLeast(of=of):
            return tuple(dict.fromkeys(name for c in of for name in columns_read(c)))
        case _:
            return ()
