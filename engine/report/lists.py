"""The award lists of a run: who is on each, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.explanation import Lexicon
from engine.frozen import dataclass
from engine.provenance import Text
from engine.records import Decision, Decisions, QuotaLine, Status
from engine.report.phrases import FULL, IN_ORDER
from engine.wording import joined, say, two_digits

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
        """A line and all below it, with their depth; those without seats to count and without anybody are left out."""
        yield depth, line
        below = self.children.get((line.id, line.group), [])
        if line.group is None:  # the groups of a `per` below a quota that has none
            known = {id(child) for child in below}
            below = below + [other for other in self.lines if other.parent == line.id and id(other) not in known]
        for child in below:
            if child is not line and (child.at_most or child.eligible):
                yield from self.walk(child, depth + 1)

    @property
    def roots(self) -> tuple[QuotaLine, ...]:
        return tuple(line for line in self.lines if line.parent is None and not line.crosses)

    @property
    def crossing(self) -> tuple[QuotaLine, ...]:
        """The limits that cross the tree."""
        return tuple(line for line in self.lines if line.crosses)


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
                _one_award(found),
                root,
                tuple(sorted((d for d in found if d.status is Status.NOMINATED), key=_order)),
                tuple(sorted((d for d in found if d.status is Status.TIED), key=_order)),
                tuple(sorted((d for d in found if d.status is Status.RESERVE), key=_order)),
            )
        )
    return tuple(sorted(lists, key=lambda each: place[id(each.root)] if each.root else len(place)))


def _one_award(found: list[Decision]) -> str | None:
    """The list's award; None where its quota gives several by rank."""
    dealt = any(d.quota is not None and d.quota.tiers for d in found)
    return None if dealt else found[0].candidate.award


def _order(decision: Decision) -> tuple[int, int, int, str]:
    queue = decision.quota.queue if decision.quota and decision.quota.queue is not None else 0
    seat = decision.quota.seat if decision.quota and decision.quota.seat is not None else 0
    return (queue, decision.rank or 0, seat, decision.candidate.key)


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


def cut_line(each: AwardList, tree: QuotaTree, *, brief: bool = False) -> Text | None:
    """The line under the last seat: how far the seats went, and whether reserves follow; None without a quota."""
    root = each.root
    if root is None or root.at_most is None:
        return None if not each.reserve else say("quota.cutline") if brief else _within(tree, each)
    filled, most = two_digits(root.filled), two_digits(root.at_most)
    if root.filled >= root.at_most:
        cut = say("quota.cutline")
        line = Text(
            FULL.vi.format(cutline=cut.vi, filled=filled.vi, max=most.vi),
            FULL.en.format(cutline=cut.en, filled=filled.en, max=most.en),
        )
    else:
        line = say("quota.seats", filled=filled, max=most, empty=two_digits(root.at_most - root.filled))
    if each.reserve and not brief:
        line = Text(f"{line.vi}. {IN_ORDER.vi}", f"{line.en}. {IN_ORDER.en}")
    return line


def _within(tree: QuotaTree, each: AwardList) -> Text:
    """The cut line of a list without a number of its own: the numbers within it that are used up."""
    full = [line for line in _limited(tree, each) if line.filled >= (line.at_most or 0)]
    cut = say("quota.cutline")
    if not full:
        return cut
    inside = joined(_seats(line) for line in full)
    return Text(f"{cut.vi} ({inside.vi})", f"{cut.en} ({inside.en})")


def seats_line(each: AwardList, tree: QuotaTree) -> Text | None:
    """``Tập thể 02/02, trong đó ấp, khóm 01/01``: the numbers within a list, where there are any."""
    lines = _limited(tree, each)
    inside = [line for line in lines if line is not each.root]
    if each.root is None or not inside:
        return None
    parts = [_seats(line) for line in inside]
    vi, en = "; ".join(part.vi for part in parts), "; ".join(part.en for part in parts)
    if each.root.at_most is None:
        return Text(vi, en)
    top = _seats(each.root)
    return Text(f"{top.vi}, trong đó: {vi}", f"{top.en}, of which: {en}")


def _limited(tree: QuotaTree, each: AwardList) -> list[QuotaLine]:
    return [line for _, line in tree.walk(each.root) if line.at_most is not None] if each.root else []


def _seats(line: QuotaLine) -> Text:
    filled, most = two_digits(line.filled), two_digits(line.at_most or 0)
    return Text(f"{line.text.vi} {filled.vi}/{most.vi}", f"{line.text.en} {filled.en}/{most.en}")


def closed_groups(decisions: Decisions) -> frozenset[str]:
    """The units for which the round is not open: whoever is of them is not considered, so their seats are none."""
    closed: set[str] = set()
    open_: set[str] = set()
    for decision in decisions.decisions:
        unit = decision.candidate.commune
        if unit is not None:
            (closed if decision.status is Status.NOT_CONSIDERED else open_).add(unit)
    return frozenset(closed - open_)
