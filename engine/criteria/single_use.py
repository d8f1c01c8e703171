"""One piece of evidence, one use: who hands in a reference that another candidate, or a register, already used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.frozen import dataclass
from engine.intake.evidence import reference
from engine.provenance import Cell
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Field, Rulebook
from engine.wording import say

if TYPE_CHECKING:
    from engine.criteria.facts import Facts, Truths8

USED_ONCE = "evidence_used_once"
"""The exclusion that fields with ``used_once`` bring into a rulebook."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """A further use of a reference, with the cell that used it first."""

    field: Field
    said: str
    cell: Cell | None
    first: Cell | None


def with_single_use(rulebook: Rulebook) -> Rulebook:
    """The rulebook with the exclusion that ``used_once`` means."""
    if USED_ONCE in rulebook.exclusions or not any(f.used_once for f in rulebook.fields.values()):
        return rulebook
    clauses = tuple(c for c in ("law/once",) if c in rulebook.clauses)
    rule = Criterion(USED_ONCE, say("exclusion.evidence_used_once"), clauses, t.Fixed(False), assessed=False, law=True)
    return replace(rulebook, exclusions={**rulebook.exclusions, USED_ONCE: rule})


def used_before(facts: Facts, rulebook: Rulebook) -> Truths8:
    """Met for each candidate whose evidence was used before it: in a register, or further up in the files."""
    column = np.zeros(facts.size, np.int8)
    column[list(reuses(facts, rulebook))] = 2
    return column


def reuses(facts: Facts, rulebook: Rulebook) -> dict[int, Reuse]:
    """By row, the first of its references that was used before."""
    found: dict[int, Reuse] = {}
    for field in rulebook.fields.values():
        if field.used_once:
            for row, reuse in _of_field(facts, field):
                found.setdefault(row, reuse)
    return found


def _of_field(facts: Facts, field: Field) -> Iterator[tuple[int, Reuse]]:
    column = f"{field.id}_evidence"
    if column not in facts.table.frame:
        return
    first: dict[str, Cell | None] = {}
    for register in facts.registers.values():
        if column in register.table.frame:
            for row, said in enumerate(register.plain(column)):
                if said is not None and reference(str(said)):
                    first.setdefault(reference(str(said)), register.table.cell(column, row))
    values = facts.plain(field.id)
    for row, said in enumerate(facts.plain(column)):
        key = "" if said is None else reference(str(said))
        # A reference beside a "no", or beside nothing, proves nothing.
        if not key or not values[row]:
            continue
        cell = facts.table.cell(column, row)
        if key in first:
            yield row, Reuse(field, str(said), cell, first[key])
        else:
            first[key] = cell
