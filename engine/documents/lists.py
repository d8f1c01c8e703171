"""Who is on which list, from ``decisions.json`` alone: by award, then by the quota or kind that a list stands under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.explanation import Lexicon, as_text
from engine.frozen import dataclass
from engine.provenance import Text
from engine.wording import capital

Plain = Mapping[str, Any]
KINDS = ("collective", "individual", "household")


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a run: those nominated, those tied for its last seats, the reserves behind them."""

    title: Text  # "Tập thể"
    group: str | None  # the unit whose seats these are
    award: str | None  # an id; several joined by "/" where ranks across an edge are level
    root: Plain | None  # its topmost quota; None where no number is stated
    nominated: tuple[Plain, ...]
    tied: tuple[Plain, ...]
    reserve: tuple[Plain, ...]

    @property
    def seats_in_dispute(self) -> int:
        """Seats that the tied are level for."""
        return sum(1 for decision in self.tied if decision["witness_seated"])


def by_kind(document: Plain, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same for paper: a list without a number of its own is told kind by kind, each under its own number."""
    lexicon = Lexicon(document.get("rules") or {})
    lines = {(line["id"], line["group"]): line for line in document["quotas"]}
    told: list[Section] = []
    for section in found:
        groups = (section.nominated, section.tied, section.reserve)
        kinds = dict.fromkeys(d["candidate"]["kind"] for group in groups for d in group)
        if section.root is None or section.root["at_most"] is not None or len(kinds) < 2:
            told.append(section)
            continue
        for kind in sorted(kinds, key=lambda each: KINDS.index(each) if each in KINDS else len(KINDS)):
            parts = [tuple(d for d in group if d["candidate"]["kind"] == kind) for group in groups]
            placed: Plain = next((d["quota"] for part in parts for d in part if d.get("quota")), {})
            line = lines.get((placed.get("node"), placed.get("group")))
            root = line if line is not None and line["at_most"] is not None else None
            title = capital(lexicon.name("kinds", kind))
            told.append(Section(title, section.group, section.award, root, *parts))
    return tuple(told)


def award_of(decision: Plain) -> str | None:
    """The award a candidate is on the list for: the one asked for, or the one that its rank comes to."""
    tiers = (decision.get("quota") or {}).get("tiers") or ()
    return "/".join(tiers) if tiers else decision["candidate"]["award"]


def sections(document: Plain) -> tuple[Section, ...]:
    """The lists that hold anybody, in the order of their quotas, then of their kinds and first candidates."""
    lexicon = Lexicon(document.get("rules") or {})
    lines = {(line["id"], line["group"]): n for n, line in enumerate(document["quotas"])}
    members: dict[tuple[str, str | None], list[Plain]] = {}
    for decision in document["decisions"]:
        if decision["list"] is not None and decision["status"] in ("nominated", "tied", "reserve"):
            members.setdefault((decision["list"], award_of(decision)), []).append(decision)
    found: list[tuple[tuple[int, int, int], Section]] = []
    for (_, award), group in members.items():
        first = group[0]
        root = root_of(document["quotas"], lines, first.get("quota"))
        kind = first["candidate"]["kind"]
        title = (as_text(root) if root else None) or lexicon.name("kinds", kind)
        place = lines[root["id"], root["group"]] if root else len(lines)
        section = Section(
            title,
            root["group"] if root else None,
            award,
            root,
            *(tuple(sorted((d for d in group if d["status"] == status), key=order)) for status in _RANKED),
        )
        found.append(((place, KINDS.index(kind) if kind in KINDS else len(KINDS), len(found)), section))
    return tuple(section for _, section in sorted(found, key=lambda each: each[0]))


_RANKED = ("nominated", "tied", "reserve")


def root_of(quotas: Any, lines: Mapping[tuple[str, str | None], int], placement: Plain | None) -> Plain | None:
    """The topmost quota over a place."""
    node, group = (placement or {}).get("node"), (placement or {}).get("group")
    found: Plain | None = None
    while node is not None:
        at = lines.get((node, group), lines.get((node, None)))
        if at is None or quotas[at] is found:
            break
        found = quotas[at]
        node = found["parent"]
    return found


def order(decision: Plain) -> tuple[int, int, int, str]:
    """As a list is read: by place in the queue, rank, seat; the key only among what is level in all of them."""
    placement = decision.get("quota") or {}
    queue, seat = placement.get("queue") or 0, placement.get("seat") or 0
    return (queue, decision["rank"] or 0, seat, decision["candidate"]["key"])


def awards(found: tuple[Section, ...]) -> dict[str | None, list[Section]]:
    """The sections of each award, in order."""
    by_award: dict[str | None, list[Section]] = {}
    for section in found:
        by_award.setdefault(section.award, []).append(section)
    return by_award


class Tree:
    """The quotas of a run by what they lie in."""

    def __init__(self, document: Plain) -> None:
        self.below: dict[tuple[str, str | None], list[Plain]] = {}
        self.anywhere: dict[str, list[Plain]] = {}
        for line in document["quotas"]:
            if line["parent"] is not None:
                self.below.setdefault((line["parent"], line["group"]), []).append(line)
                self.anywhere.setdefault(line["parent"], []).append(line)

    def walk(self, line: Plain, depth: int = 0) -> Iterator[tuple[Plain, int]]:
        """A quota, and behind it those inside it; what has no seat and nobody is left out."""
        if line["at_most"] or line["eligible"] or line["filled"]:
            yield line, depth
        of_all = line["group"] is None  # the groups of a `per` below a quota that has none
        inside = self.anywhere.get(line["id"], []) if of_all else self.below.get((line["id"], line["group"]), [])
        for other in inside:
            if other is not line:
                yield from self.walk(other, depth + 1)

    def within(self, root: Plain) -> Iterator[Plain]:
        """The quotas inside one that have a number, itself left out."""
        return (line for line, depth in self.walk(root) if depth and line["at_most"] is not None)
