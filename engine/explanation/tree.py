"""An explanation as a tree of plain values; how it looks is ``engine.explanation.text``'s business."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Protocol

from engine.frozen import dataclass
from engine.provenance import Text

Kind = Literal[
    "decision", "reason", "certainty", "standard", "all", "any", "none", "at_least", "criterion", "exclusion",
    "advisory", "points", "rank", "quota", "holder", "missing", "change", "reading", "source", "note",
]  # fmt: skip
Result = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class Node:
    """One statement, what it rests on, and the statements under it."""

    kind: Kind
    text: Text
    result: Result | None = None
    clause: str | None = None
    cells: tuple[str, ...] = ()  # "file!sheet!D7"
    children: tuple[Node, ...] = ()
    id: str | None = None  # of the criterion, quota, parameter or candidate it speaks of

    def walk(self) -> Iterator[Node]:
        """This node and all under it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``; keys without a value are left out."""
        plain: dict[str, Any] = {"kind": self.kind, "vi": self.text.vi, "en": self.text.en}
        about = {"id": self.id, "result": self.result, "clause": self.clause}
        plain |= {name: value for name, value in about.items() if value is not None}
        if self.cells:
            plain["cells"] = list(self.cells)
        if self.children:
            plain["children"] = [child.as_json() for child in self.children]
        return plain


class Told(Protocol):
    """What can be shown as a tree."""

    @property
    def headline(self) -> Text: ...
    @property
    def draft(self) -> bool: ...  # by a rulebook that nobody has approved
    @property
    def file(self) -> str: ...  # the candidate's own, which cells need not repeat
    @property
    def sections(self) -> tuple[Node, ...]: ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one candidate was decided as it was."""

    key: str
    name: str
    status: str  # the id: "reserve"
    headline: Text
    draft: bool  # by a rulebook that nobody has approved
    file: str  # the candidate's own, which cells need not repeat
    sections: tuple[Node, ...]

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "schema": "xetkhen/explanation/1",
            "candidate": self.key,
            "name": self.name,
            "status": self.status,
            "headline": {"vi": self.headline.vi, "en": self.headline.en},
            "draft": self.draft,
            "sections": [section.as_json() for section in self.sections],
        }
