"""The award lists of a run: who is on each, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.explanation import Lexicon
from engine.provenance import Text
from engine.records import Decision, Decisions, QuotaLine, Status

RANKED = (Status.NOMINATED, Status.TIED, Status.RESERVE)


@dataclass(frozen=True, slots=True)
class AwardList:
    """One list: the nominated, those tied for its last seats, the reserves behind them."""

    key: str
    title: Text  # "Tập thể", "Tập thể – Phước Vinh"
    award: str | None
    root: QuotaLine | None  # its topmost quota; None where no number is stated
    nominated: tuple[Decision, ...]
    tied: tuple[Decision, ...]
    reserve: tuple[Decision, ...]

    @property
    def everybody(self) -> tuple[Decision, ...]:
        return (*self.nominated, *self.tied, *self.reserve)

    @property
    def seats_in_dispute(self) -> int:
        """Seats that the tied are level for."""
        return sum(1 for decision in self.tied if decision.witness_seated)

    def of_kind(self, kind: str) -> int:
        """How many of the nominated are of a kind."""
        return sum(1 for decision in self.nominated if decision.candidate.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds on the list, collectives before individuals before households."""
        present = {decision.candidate.kind for decision in self.everybody}
        return tuple(kind for kind in ("collective", "individual", "household") if kind in present)


class QuotaTree:
    """The quota lines of a run by their place in the tree."""

    def __init__(self, lines: tuple[QuotaLine, ...]) -> None:
        self.lines = lines
        self.by_id = {(line.id, line.group): line for line in lines}
        self.children: dict[tuple[str | None, str | None], list[QuotaLine]] = {}
        for line in lines:
            self.children.setdefault((line.parent, line.group if line.parent else None), []).append(line)

    def root_of(self, node: str | None, group: str | None) -> QuotaLine | None:
        """The topmost quota over a node."""
        line = self.line(node, group)
        while line is not None and line.parent is not None:
            above = self.line(line.parent, group)
            if above is None or above is line:
                break
            line = above
        return line

    def line(self, node: str | None, group: str | None) -> QuotaLine | None:
        """The line of a node in a group, else of the node in no group."""
        if node is None:
            return None
        return self.by_id.get((node, group)) or self.by_id.get((node, None))

    def walk(self, line: QuotaLine, depth: int = 0) -> Iterator[tuple[int, QuotaLine]]:
        """A line and all below it, with their depth."""
        yield depth, line
        below = self.children.get((line.id, line.group), [])
        if line.group is None:  # the groups of a `per` below a quota that has none
            known = {id(child) for child in below}
            below = below + [other for other in self.lines if other.parent == line.id and id(other) not in known]
        for child in below:
            if child is not line:
                yield from self.walk(child, depth + 1)

    @property
    def roots(self) -> tuple[QuotaLine, ...]:
        return tuple(line for line in self.lines if line.parent is None)


def award_lists(decisions: Decisions, lexicon: Lexicon, tree: QuotaTree | None = None) -> tuple[AwardList, ...]:
    """The lists that hold anybody, in the order of their quotas, then of their first candidate."""
    tree = tree or QuotaTree(decisions.quotas)
    place = {id(line): n for n, line in enumerate(decisions.quotas)}
    members: dict[str, list[Decision]] = {}
    for decision in decisions.decisions:
        if decision.list is not None and decision.status in RANKED:
            members.setdefault(decision.list, []).append(decision)
    lists = []
    for key, found in members.items():
        first = found[0]
        root = tree.root_of(first.quota.node, first.quota.group) if first.quota else None
        lists.append(
            AwardList(
                key,
                _title(lexicon, root, first, {d.candidate.award for d in decisions.decisions if d.status in RANKED}),
                first.candidate.award,
                root,
                tuple(sorted((d for d in found if d.status is Status.NOMINATED), key=_order)),
                tuple(sorted((d for d in found if d.status is Status.TIED), key=_order)),
                tuple(sorted((d for d in found if d.status is Status.RESERVE), key=_order)),
            )
        )
    return tuple(sorted(lists, key=lambda each: place[id(each.root)] if each.root else len(place)))


def _order(decision: Decision) -> tuple[int, int, int, str]:
    queue = decision.quota.queue if decision.quota and decision.quota.queue is not None else 0
    seat = decision.quota.seat if decision.quota and decision.quota.seat is not None else 0
    return (queue, seat, decision.rank or 0, decision.candidate.key)


def _title(lexicon: Lexicon, root: QuotaLine | None, first: Decision, awards: set[str | None]) -> Text:
    name = root.text if root else lexicon.name("kinds", first.candidate.kind)
    vi, en = name.vi, name.en
    if root and root.group:
        vi, en = f"{vi} – {root.group}", f"{en} – {root.group}"
    if root is None and len(awards) > 1:
        award = lexicon.name("awards", first.candidate.award)
        vi, en = f"{vi} – {award.vi}", f"{en} – {award.en}"
    return Text(vi, en)


def counts(decisions: Decisions) -> Mapping[Status, int]:
    """How many of each status, all eight of them."""
    tally = dict.fromkeys(Status, 0)
    for decision in decisions.decisions:
        tally[decision.status] += 1
    return tally


def evidence(decisions: Decisions) -> tuple[Decision, ...]:
    """Those whose missing values somebody should bring: first those that can change a list, in file order."""
    asked = [d for d in decisions.decisions if d.status is Status.NEEDS_EVIDENCE or d.evidence_matters]
    weight = {True: 0, None: 1, False: 2}
    return tuple(sorted(asked, key=lambda d: weight[d.evidence_matters]))
