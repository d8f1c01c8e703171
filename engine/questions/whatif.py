"""What if a cell said something else: the decision again, and who else is decided otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.explanation import Node
from engine.explanation.told import reason_node, split_reasons
from engine.frozen import dataclass
from engine.provenance import Text
from engine.questions.asked import Asked
from engine.questions.comparing import Changed, Comparison, rank_text, status_text
from engine.questions.edits import Edit, read_edits, roster_with
from engine.report.json_report import decisions_json
from engine.wording import say


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer; a tree to be shown, and plain data."""

    edits: tuple[Edit, ...]
    itself: Changed
    others: tuple[Changed, ...]
    notes: tuple[Text, ...]
    draft: bool

    @property
    def headline(self) -> Text:
        """``Tên: Dự bị → Đề nghị khen thưởng``."""
        name, change = self.itself.about["name"], self.itself.headline
        assert self.itself.before is not None
        assert self.itself.after is not None
        if self.itself.before["status"] == self.itself.after["status"]:
            status = status_text(self.itself.before["status"])
            return say("whatif.same", name=name, status=status)
        return Text(f"{name}: {change.vi}", f"{name}: {change.en}")

    @property
    def file(self) -> str:
        """The candidate's own file."""
        return str(self.itself.about["file"])

    @property
    def sections(self) -> tuple[Node, ...]:
        """What is asked, what is decided then and why, who else changes."""
        after = self.itself.after
        assert after is not None
        asked = tuple(edit_node(edit) for edit in self.edits)
        why = [*self._standing(), *(cause.node() for cause in self.itself.causes)]
        told = {node.text.vi for node in why}
        why += [
            node for reason in split_reasons(after)[0] if (node := reason_node(reason, "reason")).text.vi not in told
        ]
        then = say("whatif.then", status=status_text(after["status"]))
        others = tuple(change.node() for change in self.others)
        who = say("whatif.others", n=len(others)) if others else say("whatif.nobody_else")
        return (
            Node("change", say("whatif.if"), children=asked),
            Node("decision", then, children=tuple(why)),
            Node("change", who, children=others),
            *(Node("note", note) for note in self.notes),
        )

    def _standing(self) -> list[Node]:
        before, after = self.itself.before, self.itself.after
        assert before is not None
        assert after is not None
        if before["rank"] == after["rank"] or after["rank"] is None:
            return []
        old, new = (rank_text(d) for d in (before, after))
        return [Node("rank", Text(f"{old.vi} → {new.vi}", f"{old.en} → {new.en}"))]

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "schema": "xetkhen/whatif/1",
            "set": [edit.as_json() for edit in self.edits],
            **self.itself.as_json(),
            "decision": self.itself.after,
            "others": [change.as_json() for change in self.others],
            "notes": [{"vi": note.vi, "en": note.en} for note in self.notes],
        }


def edit_node(edit: Edit) -> Node:
    """``Số tiền: 30.000.000 đồng → 50.000.000 đồng  [Cá nhân!K15]``."""
    before, after = (text or say("blank") for text in (edit.before, edit.after))
    title = edit.field.text
    cells = (edit.cell.full,) if edit.cell else ()
    text = Text(f"{title.vi}: {before.vi} → {after.vi}", f"{title.en}: {before.en} → {after.en}")
    return Node("change", text, None, None, cells, id=edit.field.id)


def what_if(case: Asked, row: int, settings: Sequence[tuple[str, str]]) -> WhatIf:
    """The decision on one candidate with other values, and who else changes.

    Raises UnusableInput for a column that is none or is worked out, and for a value that cannot be read.
    """
    run = case.run
    edits = read_edits(run.rulebook, run.roster, run.evaluation.truths.facts, row, settings)
    again = case.again(roster_with(run.roster, row, {edit.field.id: edit.value for edit in edits}))
    after = decisions_json(again.decisions)
    both = list(zip(case.document["decisions"], after["decisions"], strict=True))
    comparison = Comparison(case.document, after, both)
    itself = comparison.of(*both[row])
    others = tuple(change for change in comparison.changed() if change.after is not both[row][1])
    return WhatIf(edits, itself, others, tuple(_notes(case, edits)), _is_draft(case))


def _notes(case: Asked, edits: Sequence[Edit]) -> list[Text]:
    notes = [
        say("whatif.no_column", field=edit.field.text) for edit in edits
        if edit.field.id in case.run.roster.absent and edit.value is not None
    ]
    if not case.faithful:
        notes.append(say("asked.unfaithful", version=case.record.engine_version))
    return notes


def _is_draft(case: Asked) -> bool:
    return case.run.rulebook.approval != "approved"
