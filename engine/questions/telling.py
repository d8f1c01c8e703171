"""What would change a decision, for the eye and for programs: the line to pass, and the smallest changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.evaluation import Result
from engine.explanation import Node
from engine.explanation.places import score_text
from engine.frozen import dataclass
from engine.provenance import Text
from engine.questions.asked import Asked
from engine.questions.comparing import NAMED, status_text
from engine.questions.cutoff import CutOff, cut_off
from engine.questions.edits import Edit
from engine.questions.smallest import Found, Smallest, smallest_changes
from engine.questions.whatif import edit_node
from engine.wording import joined, say

MOST_SINGLES = 4
"""Single changes told of one outcome; the others are in the JSON."""


@dataclass(frozen=True, slots=True)
class WouldChange:
    """The answer of one candidate."""

    case: Asked
    row: int
    line: CutOff | None
    found: Smallest

    @property
    def title(self) -> Text:
        """``Tên: Dự bị``."""
        status = status_text(self.found.now.status.value)
        return Text(f"{self._name(self.row)}: {status.vi}", f"{self._name(self.row)}: {status.en}")

    def node(self) -> Node:
        """For the tree of an explanation."""
        children = [*self._line(), *self._outcomes(), self._how()]
        if not self.case.faithful:
            children.insert(0, Node("note", say("asked.unfaithful", version=self.case.record.engine_version)))
        return Node("change", say("change.head"), children=tuple(children))

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``: all that was found."""
        line = self.line
        return {
            "cut_off": None if line is None else {
                "outrank": None if line.outrank is None else self._key(line.outrank),
                "leaves": [self._key(row) for row in line.leaves],
            },
            "one": [self._found_json(found) for found in self.found.one],
            "two": [self._found_json(found) for found in self.found.two],
            "columns": list(self.found.columns),
            "pairs_tried": self.found.pairs_tried,
            "tried": self.found.tried,
        }

    # ---- the line ----------------------------------------------------------------------------------------------

    def _line(self) -> Iterator[Node]:
        line = self.line
        if line is None:
            return
        if line.outrank is None:
            yield Node("change", say("change.no_rank"))
            return
        to_beat = self.case.document["decisions"][line.outrank]
        names = joined([self._name(row) for row in line.leaves], most=NAMED)
        text = say(
            "change.line", name=to_beat["candidate"]["name"], rank=str(to_beat["rank"]), score=score_text(to_beat)
        )
        leaving = () if not line.leaves else (Node("holder", say("change.leaves", names=names)),)
        yield Node("change", text, children=leaving, id=to_beat["candidate"]["key"])

    # ---- the changes -------------------------------------------------------------------------------------------

    def _outcomes(self) -> Iterator[Node]:
        outcomes = dict.fromkeys(found.result for found in (*self.found.one, *self.found.two))
        for outcome in sorted(outcomes, reverse=True):
            one = [found for found in self.found.one if found.result is outcome]
            two = [found for found in self.found.two if found.result is outcome]
            if not one and not self._worth_two(outcome):
                continue
            told = [self._change(found) for found in (one[:MOST_SINGLES] or two)]
            if len(one) > MOST_SINGLES:
                told.append(Node("note", say("change.more", n=len(one) - MOST_SINGLES)))
            yield Node("change", say("change.to", status=status_text(outcome.status.value)), children=tuple(told))

    def _worth_two(self, outcome: Result) -> bool:
        """Two values are told of where one does less: the other pairs are in the JSON."""
        reached = [found.result for found in self.found.one]
        if not reached:
            return True
        return self.found.now is not Result.NOMINATED and outcome > max(reached)

    def _change(self, found: Found) -> Node:
        lost = [row for row, (before, after) in found.others.items() if after < before]
        gained = [row for row, (before, after) in found.others.items() if after > before]
        below = [
            Node("holder", say(key, names=joined([self._name(row) for row in rows], most=NAMED)))
            for key, rows in (("change.others_lose", lost), ("change.others_gain", gained))
            if rows
        ]
        nodes = [edit_node(edit) for edit in found.edits]
        if len(nodes) > 1:
            return Node("change", say("change.both"), children=(*nodes, *below))
        node = nodes[0]
        mark = Text("", "") if found.least else self._mark(found.edits)
        text = Text(f"{node.text.vi}{mark.vi}", f"{node.text.en}{mark.en}")
        return Node("change", text, None, None, node.cells, tuple(below), node.id)

    @staticmethod
    def _mark(edits: Sequence[Edit]) -> Text:
        """Where halving could have missed a turn the answer says so."""
        if edits[0].field.type in ("yes_no", "choice", "unit", "text"):
            return Text("", "")
        found = say("change.smallest_found")
        return Text(f" ({found.vi})", f" ({found.en})")

    def _how(self) -> Node:
        fields = self.case.run.rulebook.fields
        columns = [fields[name].text for name in self.found.columns if not name.endswith("_evidence")]
        listed = joined(columns) if columns else say("none")
        nothing = not self.found.one and not self.found.two
        key = "change.nothing" if nothing else "change.how"
        return Node("note", say(key if self.found.pairs_tried else f"{key}_single", columns=listed))

    # ---- people ------------------------------------------------------------------------------------------------

    def _key(self, row: int) -> str:
        return str(self.case.document["decisions"][row]["candidate"]["key"])

    def _name(self, row: int) -> str:
        return str(self.case.document["decisions"][row]["candidate"]["name"])

    def _found_json(self, found: Found) -> dict[str, Any]:
        return {
            "status": found.result.status.value,
            "set": [edit.as_json() for edit in found.edits],
            "least": found.least,
            "others": [
                {"candidate": self._key(row), "from": before.status.value, "to": after.status.value}
                for row, (before, after) in found.others.items()
            ],
        }


def would_change(case: Asked, row: int) -> WouldChange:
    """The line to pass and the smallest changes of one candidate, each proved by running again."""
    evaluation = case.run.evaluation
    return WouldChange(case, row, cut_off(evaluation, row), smallest_changes(evaluation, row))
