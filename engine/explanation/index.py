"""A run read once: what an explanation would otherwise look for again for every candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from engine.explanation.lexicon import Lexicon

Plain = Mapping[str, Any]
LineKey = tuple[str, str | None]
Lines = Mapping[LineKey, Plain]


class Indexed(Mapping[str, Any]):
    """``decisions.json`` with its names, ranks, quotas and seats by what they are looked for."""

    def __init__(self, document: Plain) -> None:
        self.document = document

    def __getitem__(self, key: str) -> Any:
        return self.document[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.document)

    def __len__(self) -> int:
        return len(self.document)

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the run's ids are called."""
        return Lexicon(self.document.get("rules") or {})

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names by key, the first where exact duplicates share one."""
        found: dict[str, str] = {}
        for decision in self["decisions"]:
            found.setdefault(decision["candidate"]["key"], decision["candidate"]["name"])
        return found

    @cached_property
    def lines(self) -> Lines:
        """The quota lines by id and group."""
        return quota_lines(self)

    @cached_property
    def ranked(self) -> Mapping[str | None, int]:
        """How many of each list have a rank."""
        return Counter(d["list"] for d in self["decisions"] if d["rank"] is not None)

    @cached_property
    def level(self) -> Mapping[tuple[str | None, int], int]:
        """How many of each list share a rank."""
        return Counter((d["list"], d["rank"]) for d in self["decisions"] if d["rank"] is not None)

    @cached_property
    def holders(self) -> Mapping[LineKey, Sequence[Plain]]:
        """Those whose seat counts in each quota, and those tied for one, as they rank."""
        found: dict[LineKey, list[Plain]] = {}
        for decision in self["decisions"]:
            placement = decision.get("quota")
            if decision["status"] in ("nominated", "tied") and placement:
                for line in self.chain(placement["node"], placement["group"]):
                    found.setdefault((line["id"], line["group"]), []).append(decision)
        for group in found.values():
            group.sort(key=lambda other: (other["rank"] or 0, other["candidate"]["key"]))
        return found

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(decision): place for place, decision in enumerate(self["decisions"])}

    def place_of(self, decision: Plain) -> int:
        """The position of a decision of this run."""
        return self._places[id(decision)]

    def chain(self, node: str | None, group: str | None) -> Iterator[Plain]:
        """The quotas that hold a seat class, smallest first."""
        return chain(self.lines, node, group)


def quota_lines(document: Plain) -> dict[LineKey, Plain]:
    """The quota lines by id and group."""
    return {(line["id"], line["group"]): line for line in document["quotas"]}


def chain(lines: Lines, node: str | None, group: str | None) -> Iterator[Plain]:
    """The quotas that hold a seat class, smallest first."""
    seen: set[str] = set()
    while node is not None and node not in seen:
        seen.add(node)
        line = lines.get((node, group)) or lines.get((node, None))
        if line is None:
            return
        yield line
        node = line["parent"]
