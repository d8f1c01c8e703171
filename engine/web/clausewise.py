"""A rulebook beside the plan: clause after clause, what the plan's place is about and the rules made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.provenance import Text
from engine.review import Line
from engine.rulebook import Rulebook
from engine.rulebook.entries import KINDS, LAW, entries
from engine.rulebook.sentences import setting_text

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words. ``other``: what it says under another reading, and the parameters it asks, one a line."""

    kind: Text
    sentence: Text
    clauses: tuple[str, ...]
    other: Text = NOTHING
    place: str = ""  # file:line
    plain: bool = False  # no rule: why the clause is none, or that nothing cites it


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the plan with its rules; ``anchor`` leads to it in the page."""

    anchor: str
    id: str
    text: Text
    rules: tuple[Rule, ...]
    law: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter with its value."""

    text: Text
    value: Text
    set_by: str
    clauses: tuple[str, ...]
    id: str
    unset: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of a rulebook that an officer holds against the plan."""

    book: Rulebook
    clauses: tuple[Clause, ...]
    uncited: tuple[Rule, ...]  # rules that stand on no clause
    values: tuple[Value, ...]

    @property
    def count(self) -> int:
        """How many rules there are; one on two clauses is one."""
        rules = {r.sentence.vi for c in self.clauses for r in c.rules if not r.plain}
        return len(rules | {rule.sentence.vi for rule in self.uncited})

    @property
    def anchors(self) -> dict[str, str]:
        return {clause.id: clause.anchor for clause in self.clauses}


def reviewed(book: Rulebook, lines: Iterable[Line]) -> Shown:
    """From the lines that a review puts before the office: with the other readings, and where it stands in the file."""
    return _shown(book, [
        Rule(line.kind, line.sentence, standing_on(book, line.key, line.clauses), line.other,
             "" if _of_the_law(line.clauses) else line.place, line.key.startswith("clauses/"))
        for line in lines if line.part != "cases"
    ])  # fmt: skip


def as_it_stands(book: Rulebook) -> Shown:
    """Under its setting alone, as a run went by it."""
    rules = [Rule(KINDS[e.kind], e.sentence, standing_on(book, e.key, e.clauses)) for e in entries(book)]
    rules += [
        Rule(NOTHING, clause.not_a_rule, (clause.id,), plain=True)
        for clause in book.clauses.values() if clause.not_a_rule is not None
    ]  # fmt: skip
    return _shown(book, rules)


def standing_on(book: Rulebook, key: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """A quota that cites no clause stands on that of its round."""
    section, _, rest = key.partition("/")
    round_ = book.rounds.get(rest.partition("/")[0]) if section == "rounds" else None
    return own or (round_.clauses if round_ is not None else ())


def _of_the_law(clauses: tuple[str, ...]) -> bool:
    """Such a rule stands in no file of the office's."""
    return bool(clauses) and all(clause.startswith(LAW) for clause in clauses)


def _shown(book: Rulebook, rules: Sequence[Rule]) -> Shown:
    clauses = [
        Clause(f"muc-{n}", clause.id, clause.text, tuple(r for r in rules if clause.id in r.clauses),
               law=clause.id.startswith(LAW))
        for n, clause in enumerate(book.clauses.values(), 1)
    ]  # fmt: skip
    known = set(book.clauses)
    return Shown(
        book,
        tuple(clause for clause in clauses if clause.rules or not clause.law),
        tuple(rule for rule in rules if not known & set(rule.clauses)),
        tuple(
            Value(p.text, setting_text(p, p.value), p.set_by, p.clauses, p.id, p.value is None)
            for p in book.parameters.values()
        ),
    )  # fmt: skip
