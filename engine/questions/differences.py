"""What two runs were made from that is not the same: cells, rows, registers, parameters, rules, round and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from engine.criteria import Facts
from engine.decisions import values
from engine.explanation import Lexicon, Node, as_text
from engine.frozen import dataclass
from engine.intake.roster import Table
from engine.pipeline import Run
from engine.provenance import Text
from engine.questions.asked import Asked
from engine.rulebook.model import Field
from engine.wording import say

Plain = Mapping[str, Any]
DifferenceKind = Literal[
    "cell", "joined", "left", "register", "parameter", "rulebook", "round", "day", "version", "file",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise in the second run."""

    kind: DifferenceKind
    id: str  # field, register, parameter, ...
    text: Text
    cells: tuple[str, ...] = ()
    clause: str | None = None
    rows: tuple[int | None, int | None] = (None, None)  # of a cell, or of who joined or left: in each roster
    children: tuple[Node, ...] = ()

    def node(self) -> Node:
        """For the tree."""
        return Node("change", self.text, None, self.clause, self.cells, self.children, self.id)

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "kind": self.kind, "id": self.id, "vi": self.text.vi, "en": self.text.en, "cells": list(self.cells),
            "clause": self.clause, "rules": [child.as_json() for child in self.children],
        }  # fmt: skip


def of_documents(a: Plain, b: Plain) -> Iterator[Difference]:
    """What the documents say of themselves: files, rules, parameters, round, day, version."""
    yield from _files(a["run"]["inputs"], b["run"]["inputs"])
    yield from _rulebook(a, b)
    yield from _parameters(a, b)
    old, new = a["run"], b["run"]
    for key, kind in (("round", "round"), ("year", "round"), ("decided_on", "day"), ("engine_version", "version")):
        if old.get(key) != new.get(key):
            text = say(f"diff.{key}", before=str(old.get(key) or "–"), after=str(new.get(key) or "–"))
            yield Difference(kind, key, text)  # type: ignore[arg-type]


def _files(a: Sequence[Plain], b: Sequence[Plain]) -> Iterator[Difference]:
    old, new = ({source["file"]: source["sha256"] for source in inputs} for inputs in (a, b))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            key = "diff.file" if name in old and name in new else "diff.file_gone" if name in old else "diff.file_new"
            yield Difference("file", name, say(key, file=name))


def _rulebook(a: Plain, b: Plain) -> Iterator[Difference]:
    old, new = a["run"]["rulebook"], b["run"]["rulebook"]
    if old["sha256"] == new["sha256"]:
        return
    names = (Text(f"{book['id']} {book['version']}", f"{book['id']} {book['version']}") for book in (old, new))
    before, after = names
    rules = tuple(_rules(Lexicon(a.get("rules") or {}), Lexicon(b.get("rules") or {})))
    yield Difference("rulebook", new["id"], say("diff.rulebook", before=before, after=after), children=rules)


def _rules(a: Lexicon, b: Lexicon) -> Iterator[Node]:
    """Rules by id, with what they say: those that came, went or say something else."""
    for group in ("categories", "criteria", "exclusions", "advisories", "points", "quotas", "awards", "parameters"):
        old, new = (words.rules.get(group) or {} for words in (a, b))
        for name in dict.fromkeys((*old, *new)):
            x, y = old.get(name), new.get(name)
            if x == y:
                continue
            first = Text("–", "–") if x is None else _says(a, group, name, x)
            second = Text("–", "–") if y is None else _says(b, group, name, y)
            title = (a if y is None else b).name(group, name)
            clauses = (a if y is None else b).clauses(group, name)
            if first == second:
                text = say("diff.rule_otherwise", rule=title)
            else:
                text = say("diff.rule", rule=title, before=first, after=second)
            yield Node("note", text, None, clauses[0] if clauses else None, (), (), f"{group}/{name}")


def _says(words: Lexicon, group: str, name: str, entry: Any) -> Text:
    required = as_text(entry.get("required")) if isinstance(entry, Mapping) else None
    shown = as_text(entry.get("shown")) if isinstance(entry, Mapping) else None
    return required or shown or words.name(group, name)


def _parameters(a: Plain, b: Plain) -> Iterator[Difference]:
    old, new = a["run"]["parameters"], b["run"]["parameters"]
    words = Lexicon(a.get("rules") or {}), Lexicon(b.get("rules") or {})
    for name in dict.fromkeys((*old, *new)):
        if name in old and name in new and old[name] != new[name]:
            title = words[1].name("parameters", name)
            clauses = words[1].clauses("parameters", name)
            before, after = (w.parameter(name, v[name]) for w, v in zip(words, (old, new), strict=True))
            text = say("diff.parameter", parameter=title, before=before, after=after)
            yield Difference("parameter", name, text, clause=clauses[0] if clauses else None)


# ---- rosters ----------------------------------------------------------------------------------------------------


def of_rosters(a: Asked, b: Asked, rows: Sequence[tuple[int | None, int | None]]) -> Iterator[Difference]:
    """Cells of those in both, who joined, who left, and the registers. ``rows``: who is who, by row of each roster."""
    facts = a.run.evaluation.truths.facts, b.run.evaluation.truths.facts
    shared = [f for f in b.run.rulebook.fields.values() if f.id in a.run.rulebook.fields and f.compute is None]
    for x, y in rows:
        if x is not None and y is not None:
            yield from _cells(facts, shared, (x, y))
        elif y is not None:
            yield Difference("joined", "", say("diff.joined", name=_name(b, y)), _place(facts[1], y), rows=(None, y))
        elif x is not None:
            yield Difference("left", "", say("diff.left", name=_name(a, x)), _place(facts[0], x), rows=(x, None))
    yield from _registers(a.run, b.run)


def _cells(facts: tuple[Facts, Facts], fields: Sequence[Field], rows: tuple[int, int]) -> Iterator[Difference]:
    name = str(facts[1].plain("name")[rows[1]] or "")
    for field in fields:
        said = tuple(_said(f, f.fields[field.id], row) for f, row in zip(facts, rows, strict=True))
        if said[0] == said[1]:
            continue
        before, after = (
            values.show(f, f.fields[field.id], row) or say("blank") for f, row in zip(facts, rows, strict=True)
        )
        text = say("diff.cell", name=name, field=field.text, before=before, after=after)
        cell = facts[1].table.cell(field.id, rows[1]) or facts[0].table.cell(field.id, rows[0])
        yield Difference("cell", field.id, text, (cell.full,) if cell else (), rows=rows)


def _said(facts: Facts, field: Field, row: int) -> tuple[str | None, str | None]:
    """What a cell says, for a program; and the text that nobody could read."""
    if field.id not in facts.table.frame:
        return None, None
    return values.plain(facts, field, row), facts.table.unreadable.get(field.id, {}).get(row)


def _registers(a: Run, b: Run) -> Iterator[Difference]:
    for name in dict.fromkeys((*a.roster.registers, *b.roster.registers)):
        old, new = a.roster.registers.get(name), b.roster.registers.get(name)
        if _told(a, name, old) != _told(b, name, new):
            counts = ("–" if table is None else str(len(table)) for table in (old, new))
            before, after = (Text(count, count) for count in counts)
            title = (b if name in b.rulebook.registers else a).rulebook.registers[name].text
            yield Difference("register", name, say("diff.register", register=title, before=before, after=after))


def _told(run: Run, name: str, table: Table | None) -> object:
    """A register as values that two runs can compare."""
    if table is None:
        return None
    facts = run.evaluation.truths.facts.registers.get(name)
    if facts is None:
        return None
    return [{f.id: _said(facts, f, row) for f in facts.fields.values()} for row in range(len(table))]


def _name(case: Asked, row: int) -> str:
    return str(case.document["decisions"][row]["candidate"]["name"])


def _place(facts: Facts, row: int) -> tuple[str, ...]:
    cell = facts.table.cell("name", row)
    return (cell.full,) if cell else ()
