"""The case that would notice a survivor: a case there is, with one or two of its cells changed, or with company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from engine.casebook import with_kind
from engine.criteria import Circumstances, facts_of
from engine.evaluation import Result, evaluate_once
from engine.mutants.made import Mutant
from engine.mutants.worlds import World
from engine.problems import XetkhenError
from engine.rosters import Row, roster_of
from engine.rulebook import terms as t
from engine.rulebook.casefile import Case
from engine.rulebook.choose import written
from engine.rulebook.model import Field, Rulebook
from engine.rulebook.walk import inner, parts

_TRIES, _VERIFIED = 2_000, 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case as it would stand in the file."""

    text: str


def suggest(by_settings: Mapping[tuple[tuple[str, str], ...], Mutant], worlds: list[World]) -> Suggestion | None:
    """A case that comes out otherwise under the mutant, made from those there are; None where none was found."""
    for world in sorted(worlds, key=lambda w: len(w.settings)):
        mutant = by_settings.get(world.settings)
        if mutant is None or mutant.round not in (None, world.circumstances.round):
            continue
        edges = _edges(world.book)
        tries = [(case, rows) for case in world.cases for rows in _changed(case, world.book, mutant, edges)][:_TRIES]
        for case, rows in _promising(tries, world, mutant):
            found = _tells(case, rows, world, mutant)
            if found is not None:
                return found
    return None


def _promising(tries: list[tuple[Case, list[Row]]], world: World, mutant: Mutant) -> list[tuple[Case, list[Row]]]:
    """Those with company, and of the others, tried all at once, those that come out otherwise."""
    alone = [each for each in tries if len(each[1]) == 1]
    company = [each for each in tries if len(each[1]) > 1 and mutant.quota is not None]
    if not alone:
        return company
    try:
        rows = [{**with_kind(world.book, r[0]), "name": f"{r[0].get('name', '')} {i}"} for i, (_, r) in enumerate(alone)]
        roster = roster_of(world.book, rows, alone[0][0].registers)
        facts = facts_of(roster, world.book)
        circumstances = replace(world.circumstances, absent=roster.absent)
        ours, theirs = (
            evaluate_once(roster, book, circumstances, facts, {}, apart=True) for book in (world.book, mutant.book)
        )
    except (XetkhenError, KeyError, ValueError):
        return company
    differs = ours.result != theirs.result
    for name in world.book.advisories:
        differs |= (ours.truths.columns[name] == 2) != (theirs.truths.columns[name] == 2)
    return [*(alone[i] for i in np.flatnonzero(differs)[:_VERIFIED].tolist()), *company]


def _tells(case: Case, rows: list[Row], world: World, mutant: Mutant) -> Suggestion | None:
    try:
        roster = roster_of(world.book, [with_kind(world.book, row) for row in rows], case.registers)
        circumstances = replace(world.circumstances, absent=roster.absent)
        facts = facts_of(roster, world.book)
        ours, theirs = (
            evaluate_once(roster, book, circumstances, facts, {}) for book in (world.book, mutant.book)
        )
    except (XetkhenError, KeyError, ValueError):
        return None
    advisories = world.book.advisories
    differing = np.flatnonzero(ours.result != theirs.result)
    if len(differing):
        row = int(differing[0])
        status = Result(int(ours.result[row])).status.value
        return Suggestion(_written(case, rows, row, f"expect: {status}"))
    for name in advisories:
        told = np.flatnonzero((ours.truths.columns[name] == 2) != (theirs.truths.columns[name] == 2))
        if len(told):
            row = int(told[0])
            side = "because" if ours.truths.columns[name][row] == 2 else "without"
            status = Result(int(ours.result[row])).status.value
            return Suggestion(_written(case, rows, row, f"expect: {status}\n{side}: {name}"))
    return None


def _written(case: Case, rows: list[Row], row: int, expects: str) -> str:
    lines = []
    if case.settings:
        lines.append(f"set: {_flow(case.settings)}")
    if case.round:
        lines.append(f"round: {case.round}")
    if case.year:
        lines.append(f"year: {case.year}")
    if case.decided_on:
        lines.append(f"decided_on: {case.decided_on.isoformat()}")
    lines.append(f"candidate: {_flow(rows[row])}")
    others = [_flow(r) for i, r in enumerate(rows) if i != row]
    if others:
        lines.append(f"others: [{', '.join(others)}]")
    if case.registers:
        each = (f"{name}: [{', '.join(map(_flow, of))}]" for name, of in case.registers.items())
        lines.append(f"registers: {{{', '.join(each)}}}")
    return "\n".join([*lines, expects])


def _flow(row: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{k}: {v}" for k, v in row.items() if v != "") + "}"


# ---- what may be changed ----------------------------------------------------------------------------------------


def _changed(case: Case, book: Rulebook, mutant: Mutant, edges: Mapping[str, list[str]]) -> Iterator[list[Row]]:
    first = dict(case.rows[0])
    if mutant.quota is not None:
        # As many like it as a quota could hold, and more.
        for many in (1, 2, 3, 4, 6, 8, 9, 10, 11, 12, 15, 16, 17):
            yield [{**first, "name": f"{first.get('name', '')} {i}", "board_score": str(90 - i)} for i in range(many)]
    yield from ([row, *case.rows[1:]] for row in _with_evidence(first, book))
    for name, values in edges.items():
        if name in book.fields:
            for value in values:
                yield [{**first, name: value}, *case.rows[1:]]
    for name, field in book.fields.items():
        if name not in edges and name not in first and field.compute is None:
            for value in _some(field):
                yield [{**first, name: value}, *case.rows[1:]]
        elif field.type in ("yes_no", "choice") and name not in ("category", "kind"):
            for value in _some(field):
                if first.get(name) != value:
                    yield [{**first, name: value}, *case.rows[1:]]


def _with_evidence(row: dict[str, str], book: Rulebook) -> Iterator[Row]:
    """Everything proven; all but one thing; and with one answer turned round."""
    proofs = {f"{name}_evidence": "QĐ 1" for name in row if f"{name}_evidence" in book.fields}
    yield {**row, **proofs}
    for proof in proofs:
        yield {**row, **{k: v for k, v in proofs.items() if k != proof}}
        yield {**row, proof: "QĐ 1"}
        name = proof.removesuffix("_evidence")
        if row[name] in ("yes", "no"):
            turned = {**row, name: "no" if row[name] == "yes" else "yes"}
            yield {**turned, **proofs}
            yield {**turned, **{k: v for k, v in proofs.items() if k != proof}}
            yield {k: v for k, v in {**turned, **proofs}.items() if k not in (name, proof)}


def _some(field: Field) -> list[str]:
    match field.type:
        case "yes_no":
            return ["yes", "no"]
        case "choice":
            return list(field.options)
        case _:
            return []


def _edges(book: Rulebook) -> dict[str, list[str]]:
    """Values on and beside every bound that a field is held against."""
    found: dict[str, list[str]] = {}
    rules = (*book.criteria.values(), *book.exclusions.values(), *book.advisories.values())
    terms: list[object] = [rule.when for rule in rules]
    while terms:
        term = terms.pop()
        if isinstance(term, t.Test) and isinstance(term.subject, t.FieldRef):
            values = found.setdefault(term.subject.id, [])
            for bound in _bounds(term.test, book):
                values += [v for v in bound if v not in values]
            compute = book.fields[term.subject.id].compute if term.subject.id in book.fields else None
            for part in _plain_parts(compute, book):
                found.setdefault(part, []).extend(values)
        terms += [*parts(term), *inner(term)]  # type: ignore[arg-type]
    return found


def _plain_parts(value: t.Value | None, book: Rulebook) -> Iterator[str]:
    if isinstance(value, t.FieldRef):
        yield value.id
    elif isinstance(value, t.Op):
        for part in value.of:
            yield from _plain_parts(part, book)


def _bounds(test: t.TestTerm, book: Rulebook) -> Iterator[list[str]]:
    ends: tuple[t.Value, ...] = ()
    match test:
        case t.Compare(bound=bound):
            ends = (bound,)
        case t.Between(low, high):
            ends = (low, high)
        case t.Deadline(deadline=deadline):
            ends = (deadline,)
        case _:
            pass
    for end in ends:
        value = end.value if isinstance(end, t.Constant) else None
        if isinstance(end, t.Param) and end.name in book.parameters:
            value = book.parameters[end.name].value
        if isinstance(value, date):
            yield [(value + timedelta(days=d)).isoformat() for d in (-1, 0, 1)]
        elif isinstance(value, int | Fraction) and not isinstance(value, bool):
            yield [written(value + d) for d in (-1, 0, 1)]
