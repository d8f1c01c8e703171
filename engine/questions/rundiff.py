"""Two runs side by side: what they were made from, who is decided otherwise, and which difference makes it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.explanation import Node
from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.questions.asked import Asked
from engine.questions.attribution import APPLIED, MOST, Attribution, Who
from engine.questions.comparing import Changed, Comparison, Pair, home_of
from engine.questions.differences import Difference, of_documents, of_rosters
from engine.wording import say

Plain = Mapping[str, Any]

TOLD = 60
"""Differences told; the others are counted, and are in the JSON."""


@dataclass(frozen=True, slots=True)
class Because:
    """Who is decided otherwise, and by which of the differences."""

    changed: Changed
    alone: tuple[Difference, ...]  # each of them does it by itself
    jointly: tuple[Difference, ...]  # only together
    rows: Who = (None, None)  # places in the two documents' decisions

    def node(self) -> Node:
        """For the tree."""
        node = self.changed.node()
        own = [Node("reason", say("diff.alone", what=d.text), None, d.clause, d.cells) for d in self.alone]
        if self.jointly:
            parts = tuple(Node("reason", d.text, None, d.clause, d.cells) for d in self.jointly)
            own.append(Node("reason", say("diff.jointly"), children=parts))
        return Node(node.kind, node.text, None, None, (), (*own, *node.children), node.id)

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            **self.changed.as_json(),
            "rows": list(self.rows),
            "alone": [d.as_json() for d in self.alone],
            "jointly": [d.as_json() for d in self.jointly],
        }


@dataclass(frozen=True, slots=True)
class RunDifference:
    """The answer; a tree to be shown, and plain data."""

    headline: Text
    differences: tuple[Difference, ...]
    changed: tuple[Because, ...]
    moved: tuple[Changed, ...]
    notes: tuple[Text, ...]
    draft: bool
    file: str

    @property
    def sections(self) -> tuple[Node, ...]:
        """What is otherwise, who is decided otherwise, what should be known."""
        told = [d.node() for d in self.differences[:TOLD]]
        if len(self.differences) > TOLD:
            told.append(Node("note", say("diff.more", n=len(self.differences) - TOLD)))
        who = [each.node() for each in self.changed]
        if self.moved:
            who.append(Node("note", say("impact.moved", n=len(self.moved))))
        head = say("diff.changed", n=len(self.changed)) if self.changed else say("diff.nobody")
        return (
            Node("change", say("diff.inputs") if told else say("diff.same_inputs"), children=tuple(told)),
            Node("decision", head, children=tuple(who)),
            *(Node("note", note) for note in self.notes),
        )

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "schema": "xetkhen/diff/1",
            "differences": [d.as_json() for d in self.differences],
            "changed": [each.as_json() for each in self.changed],
            "moved": [change.as_json() for change in self.moved],
            "notes": [{"vi": note.vi, "en": note.en} for note in self.notes],
        }


def run_difference(
    a: Plain, b: Plain, cases: tuple[Asked, Asked] | None = None, why: Text | None = None
) -> RunDifference:
    """Two documents of decisions; with ``cases``, the runs made again, every change is traced to its difference.

    ``why``: why there are no cases.
    """
    if cases is not None and not all(case.faithful for case in cases):
        cases = None  # what is traced would be another program's decisions
        notes = [say("diff.unfaithful")]
    else:
        notes = [] if cases is not None else [say("diff.no_records"), *([why] if why else [])]
    comparison = Comparison(a, b)
    differences = list(of_documents(a, b))
    attribution = None
    if cases is not None:
        who = _rows(a, b, comparison.pairs)
        differences += of_rosters(*cases, who)
        attribution, said = _attribution(cases, differences, who)
        notes += said
    changed = []
    for change in comparison.changed():
        at = (_row(a, change.before), _row(b, change.after))
        changed.append(_because(change, attribution, at))
    run = b["run"]
    return RunDifference(
        say("diff.head", a=a["run"]["id"], b=run["id"]),
        tuple(differences),
        tuple(changed),
        comparison.moved(),
        tuple(notes),
        run["rulebook"].get("approval") != "approved",
        home_of(b) if home_of(a) == home_of(b) else "",
    )


def _attribution(
    cases: tuple[Asked, Asked], differences: Sequence[Difference], who: Sequence[Who]
) -> tuple[Attribution | None, list[Text]]:
    """What traces the changes; or why nothing can."""
    tried = [d for d in differences if d.kind in APPLIED]
    if any(case.record.register is not None and case.record.register.name.endswith(".json") for case in cases):
        return None, [say("diff.earlier_register")]
    if len(tried) > MOST:
        return None, [say("diff.too_many", n=len(tried), most=MOST)]
    found = Attribution(*cases, differences, who)
    try:
        ends = found.under(frozenset()), found.under(frozenset(range(len(found.differences))))
    except UnusableInput as error:
        return None, [say("diff.not_traced", why=error.text)]
    statuses = ({row: d["status"] for row, d in enumerate(case.document["decisions"])} for case in cases)
    mine, theirs = statuses
    same = all(mine[x] == status for (x, _), status in ends[0].items() if x is not None)
    if not same:
        return None, [say("diff.unfaithful")]
    whole = all(theirs[y] == status for (_, y), status in ends[1].items() if y is not None)
    return found, [] if whole else [say("diff.not_all")]


def _because(change: Changed, attribution: Attribution | None, who: Who) -> Because:
    if attribution is None:
        return Because(change, (), (), who)
    if change.after is None or change.before is None:
        own = [d for d in attribution.differences if d.kind in ("joined", "left") and d.rows == who]
        return Because(change, tuple(own), (), who)
    status = str(change.after["status"])
    alone = tuple(attribution.alone(who, status))
    return Because(change, alone, () if alone else tuple(attribution.jointly(who, status)), who)


def _rows(a: Plain, b: Plain, pairs: Sequence[Pair]) -> list[Who]:
    rows = ({id(decision): row for row, decision in enumerate(document["decisions"])} for document in (a, b))
    first, second = rows
    return [(None if x is None else first[id(x)], None if y is None else second[id(y)]) for x, y in pairs]


def _row(document: Plain, decision: Plain | None) -> int | None:
    if decision is None:
        return None
    return next(row for row, other in enumerate(document["decisions"]) if other is decision)
