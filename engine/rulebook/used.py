"""Which fields a sheet of a rulebook may carry; and the register of earlier results, which is always there."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from engine.provenance import Text
from engine.rulebook import walk
from engine.rulebook.choose import choice_of
from engine.rulebook.columns import evidence_field
from engine.rulebook.model import Field, Register, Rulebook
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.values import LOOKUPS

CORE = (
    "name",
    "kind",
    "category",
    "unit",
    "commune",
    "position",
    "birth_year",
    "award",
    "board_score",
    "held_back",
    "dossier_complete",
)


ABOUT_CANDIDATES = (
    "fields", "categories", "criteria", "exclusions", "advisories", "rounds", "scoring", "ranking", "targets",
)  # fmt: skip
"""The sections whose conditions and values speak about candidates."""


def nominations(fields: Mapping[str, Field]) -> Register:
    """The built-in register of earlier results: a row for every decision of earlier runs."""
    statuses = {
        "nominated": Text("Đề nghị khen thưởng", "Nominated"),
        "reserve": Text("Dự bị", "Reserve"),
        "tied": Text("Đồng hạng", "Tied"),
        "no_seat": Text("Không có suất", "No seat"),
        "needs_evidence": Text("Chưa đủ căn cứ", "Needs evidence"),
        "not_eligible": Text("Không đủ tiêu chuẩn", "Not eligible"),
        "excluded": Text("Không xét", "Excluded"),
        "not_considered": Text("Chưa xét", "Not considered"),
    }
    ids = ("name", "kind", "category", "unit", "commune", "award", "round")
    columns = {i: fields[i] for i in ids if i in fields}
    columns["status"] = Field("status", "choice", Text("Kết quả", "Result"), statuses)
    columns["year"] = Field("year", "year", Text("Năm", "Year"))
    columns["decided_on"] = Field("decided_on", "date", Text("Ngày quyết định", "Decided on"))
    return Register("nominations", Text("Kết quả xét của các lượt trước", "Results of earlier runs"), columns)


@dataclass(slots=True)
class Mentions:
    """What parts of a tree name, as far as can be told before they are read as terms.

    What stands under a register's ``where`` speaks of its rows; what a field is held against are its options.
    """

    fields: set[str] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)

    def note(self, node: Node, known: Container[str]) -> None:
        """Notes the registers of a part, and its fields as far as they are among those known."""
        match node:
            case Scalar(text=text):
                if text in known:
                    self.fields.add(text)
            case ListNode(items=items):
                for item in items:
                    self.note(item, known)
            case MapNode():
                looked_into = next((node.get(word) for word in ("in_register", *LOOKUPS) if node.get(word)), None)
                if isinstance(looked_into, Scalar):
                    self.registers.add(looked_into.text)
                    self._note_match(node, known)
                    return
                for key, value in node.entries:
                    if key.text in known:
                        self.fields.add(key.text)
                    if key.text not in known or isinstance(value, MapNode):
                        self.note(value, known)

    def note_parameters(self, node: Node) -> None:
        """Notes the parameters of a part: ``$name``, what a ``choose`` asks, and how a deadline is read."""
        match node:
            case Scalar(text=text):
                if text.startswith("$"):
                    self.parameters.add(text[1:])
            case ListNode(items=items):
                for item in items:
                    self.note_parameters(item)
            case MapNode(entries=entries):
                chosen = choice_of(node)
                if chosen is not None:
                    self.parameters.add(chosen[0].text)
                for key, value in entries:
                    if key.text in ("late", "in_time"):
                        self.parameters.add("deadline_inclusive")
                    self.note_parameters(value)

    def _note_match(self, node: MapNode, known: Container[str]) -> None:
        for word in ("match", "match_if_given"):
            match node.get(word):
                case MapNode(entries=entries):  # theirs: ours
                    for _, ours in entries:
                        self.note(ours, known)
                case ListNode() as both:
                    self.note(both, known)
                case _:
                    pass


_NO_DECISION = ("targets", "milestones", "readings", "outline", "document", "clauses", "parameters")


@lru_cache(maxsize=16)  # a composed tree is one object, under all settings
def asked_elsewhere(*trees: MapNode) -> Mapping[str, frozenset[str]]:
    """Per round, the parameters that stand only in other rounds or in sections that decide nothing."""
    everywhere, of_rounds, nowhere = Mentions(), dict[str, Mentions](), Mentions()
    for key, section in (entry for tree in trees for entry in tree.entries):
        if key.text in _NO_DECISION:
            nowhere.note_parameters(section)
        elif key.text == "rounds" and isinstance(section, MapNode) and section.get("choose") is None:
            for name, node in section.entries:
                of_rounds.setdefault(name.text, Mentions()).note_parameters(node)
        else:
            everywhere.note_parameters(section)
    anywhere = nowhere.parameters.union(*(of.parameters for of in of_rounds.values()))
    return {name: frozenset(anywhere - everywhere.parameters - of.parameters) for name, of in of_rounds.items()}


def used_fields(book: Rulebook, declared: set[str]) -> dict[str, Field]:
    """The fields a sheet of this rulebook may carry, each with the column of its evidence."""
    wanted: dict[str, None] = dict.fromkeys(i for i in CORE if i in book.fields)
    for term in walk.about_candidates(book):
        wanted |= dict.fromkeys(walk.fields_read(term))
    wanted |= dict.fromkeys(i for i in book.fields if i in declared)
    pending = list(wanted)
    while pending:  # what a computed field is made of
        compute = book.fields[pending.pop()].compute if pending[-1] in book.fields else None
        if compute is not None:
            more = [i for i in walk.fields_read(compute) if i not in wanted]
            wanted |= dict.fromkeys(more)
            pending += more
    if book.fields.get("award") and not book.awards:
        wanted.pop("award", None)
    result: dict[str, Field] = {}
    order = {i: n for n, i in enumerate(book.fields)}
    for id_ in sorted((i for i in wanted if i in book.fields and i not in ("round", "score")), key=order.__getitem__):
        made = book.fields[id_]
        result[id_] = made
        if made.evidence != "none" and made.compute is None:
            beside = evidence_field(made)
            result[beside.id] = beside
    return result
