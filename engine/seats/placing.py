"""The seat class of every candidate: the smallest node that holds it, or what it may turn out to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache

import numpy as np
import numpy.typing as npt

from engine.allocation import UNLIMITED, Tree, allocate
from engine.allocation.tree import tops
from engine.criteria import Truths
from engine.frozen import dataclass
from engine.names import unit_key
from engine.problems import UnusableInput
from engine.rulebook import terms as t
from engine.rulebook.model import Quota
from engine.seats.amounts import amount
from engine.seats.nodes import FRESH, NONE, OPEN, Nodes, make_nodes
from engine.seats.specs import Spec, flatten
from engine.wording import say

Ints32 = npt.NDArray[np.int32]
Ints64 = npt.NDArray[np.int64]
Truths8 = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where every candidate of the roster belongs, whether eligible or not."""

    specs: tuple[Spec, ...]
    tree: Tree
    node_spec: Ints32
    node_group: tuple[str | None, ...]  # a label: a unit's name, an option's id
    top: Ints32  # per node: its topmost node
    spec: npt.NDArray[np.int16]  # per candidate: index into specs, NONE or OPEN
    node: Ints64  # per candidate: index into the tree's nodes, NONE or OPEN
    possible: Mapping[
        int, tuple[int, ...]
    ]  # of the open ones: nodes they may turn out to be in; NONE and FRESH among them
    open_field: Mapping[int, str | None] = field(
        default_factory=dict
    )  # of the open: the blank group's field, if that is why
    fresh: Mapping[int, frozenset[int]] = field(default_factory=dict)
    # of those that a new group may seat: the topmost specs inside which it would compete with other groups, or NONE
    unlimited: bool = False  # the round states no number: everybody eligible is proposed


class OverlappingQuotas(UnusableInput):
    """Two quotas side by side hold the same candidate: the plan does not say whose seat it takes."""


def place(truths: Truths, considered: npt.NDArray[np.bool_] | None = None) -> Placing:
    """Seat classes of all candidates under the round's quotas.

    ``considered``: who may come to compete for a seat; everybody where it is not said.
    Raises OverlappingQuotas, and UnusableInput for a limit whose parameter has no value.
    """
    quotas = truths.rulebook.rounds[truths.circumstances.round].quotas
    size = len(truths.opens)
    if not quotas:  # no number stated; or none of those stated in force, and then nobody is held by any
        empty = np.zeros(0, np.int64)
        tree = Tree(empty.astype(np.int32), empty, empty, empty.astype(np.bool_))
        nothing, none = np.full(size, NONE, np.int16), np.full(size, NONE, np.int64)
        number, top = empty.astype(np.int32), empty.astype(np.int32)
        return Placing((), tree, number, (), top, nothing, none, {}, unlimited=quotas is None)
    specs = flatten(quotas, truths)
    holds = holds_of(specs, truths)
    _apart(specs, holds, truths, np.ones(size, np.bool_) if considered is None else considered)
    nodes = make_nodes(specs, holds, truths)
    return _classes(specs, holds, nodes, truths)


def holds_of(specs: tuple[Spec, ...], truths: Truths) -> list[Truths8 | None]:
    """Truth of each quota's ``of`` for every candidate; None for rests."""
    conditions = [truths.grounding.condition(s.quota.of) for s in specs if s.quota is not None]
    columns = iter(truths.facts.truths(conditions))
    return [None if s.quota is None else next(columns) for s in specs]


def _apart(
    specs: tuple[Spec, ...], holds: list[Truths8 | None], truths: Truths, considered: npt.NDArray[np.bool_]
) -> None:
    """No candidate stands in two quotas side by side: who of them came first would be decided by the file's order."""

    def look(children: Sequence[int], inside: npt.NDArray[np.bool_]) -> None:
        taken = np.zeros(len(inside), np.bool_)
        before: list[tuple[int, Truths8]] = []
        for c in children:
            truth = holds[c]
            if truth is None:
                continue
            mine = inside & (truth == 2)
            if (mine & taken).any():
                row = int((mine & taken).argmax())
                first = next(other for other, held in reversed(before) if held[row] == 2)
                _overlap(specs[first], specs[c], row, truths)
            taken |= mine
            before.append((c, truth))
            look(specs[c].inside, mine)

    look([i for i, s in enumerate(specs) if s.parent < 0], considered)


def _overlap(first: Spec, second: Spec, row: int, truths: Truths) -> None:
    table = truths.roster.candidates
    assert first.quota is not None
    assert second.quota is not None
    name = str(truths.facts.plain("name")[row] or "")
    raise OverlappingQuotas(
        say(
            "problem.overlapping_quotas",
            name=name,
            cell=str(table.cell("name", row) or ""),
            first=first.id,
            first_text=first.quota.text,
            second=second.id,
            second_text=second.quota.text,
        )
    )


def _classes(specs: tuple[Spec, ...], holds: list[Truths8 | None], nodes: Nodes, truths: Truths) -> Placing:
    size = len(truths.opens)
    outermost = [i for i, s in enumerate(specs) if s.parent < 0]
    spec = _known_class(specs, holds, outermost, size)
    possible: dict[int, tuple[int, ...]] = {}
    open_field: dict[int, str | None] = {}
    fresh: dict[int, set[int]] = {}
    alone = cache(lambda c: _seated_alone(specs, c))
    # Sums of what holds: to set what a mask selects takes ten times as long.
    node = np.full(size, NONE, np.int64)
    offset = np.array([*nodes.offset, 0, 0])[spec]  # NONE and OPEN are the last two
    for base in {id(b): b for b in nodes.base}.values():
        mine = np.logical_or.reduce([spec == c for c, b in enumerate(nodes.base) if b is base]) & (base >= 0)
        node += mine * (base + offset - NONE)
    blank_group = (spec >= 0) & (node == NONE)
    node += (blank_group | (spec == OPEN)) * (OPEN - NONE)
    for i in np.flatnonzero(node == OPEN).tolist():
        found: set[int] = set()
        for c in _possible(specs, holds, outermost, i):
            mine_node = NONE if c == NONE else nodes.of(c, i)
            if c == NONE or mine_node >= 0:
                found.add(mine_node)
                continue
            found |= set(nodes.of_spec[c])
            new = _new_group(specs, nodes, c, i)
            found.add(NONE if new is None else FRESH)
            if new is not None and (new >= 0 or alone(c)):
                fresh.setdefault(i, set()).add(new)
        possible[i] = tuple(sorted(found))
        open_field[i] = _blank_group_field(specs, int(spec[i]), nodes, i) if blank_group[i] else None
    return Placing(
        specs,
        tree_of(specs, holds, nodes, truths),
        nodes.spec.astype(np.int32),
        tuple(nodes.group),
        tops(nodes.parent).astype(np.int32),
        np.where(blank_group, np.int16(OPEN), spec) if blank_group.any() else spec,
        node,
        possible,
        open_field,
        {i: frozenset(beside) for i, beside in fresh.items()},
    )


def _new_group(specs: tuple[Spec, ...], nodes: Nodes, spec: int, i: int) -> int | None:
    """Whether a candidate of unknown group may be the first of its group: None where not, or where that holds no seat.

    Else the topmost spec inside which it would compete with other groups, NONE where each group stands for itself.
    """
    chain = [spec]
    while specs[chain[-1]].parent >= 0:
        chain.append(specs[chain[-1]].parent)
    unknown = [s for s in chain if (codes := nodes.code[s]) is not None and codes[i] < 0]
    # Inside a group that is there already, its own known group may be one that nobody is known to be in.
    inner = [s for s in chain[: chain.index(unknown[-1])] if nodes.code[s] is not None]
    excepted = any((quota := specs[s].quota) is not None and quota.exceptions for s in chain)
    closed = any(specs[s].at_most == 0 for s in chain) and not excepted
    if closed or not any(nodes.more[s] for s in (*unknown, *inner)):
        return None
    return chain[-1] if unknown[-1] != chain[-1] or inner else NONE


def _seated_alone(specs: tuple[Spec, ...], spec: int) -> bool:
    """Whether a candidate of this class gets a seat in a group where nobody else stands."""
    if any(s.quota is not None and s.quota.exceptions for s in specs):
        return True
    tree = Tree(
        np.array([s.parent for s in specs], np.int32),
        np.array([UNLIMITED if s.at_most is None else s.at_most for s in specs], np.int64),
        np.array([s.at_least for s in specs], np.int64),
        np.array([s.keep for s in specs], np.bool_),
    )
    return bool(allocate(tree, np.array([spec]), np.zeros(1, np.int64)).witness[0])


def _known_class(
    specs: tuple[Spec, ...], holds: list[Truths8 | None], outermost: list[int], size: int
) -> npt.NDArray[np.int16]:
    result = np.full(size, NONE, np.int16)

    def put(where: npt.NDArray[np.bool_], c: int) -> None:
        np.add(result, where * np.int16(c - NONE), out=result)

    def descend(children: Sequence[int], inside: npt.NDArray[np.bool_], rest: int) -> None:
        taken = np.zeros(size, np.bool_)
        doubtful = np.zeros(size, np.bool_)
        for c in children:
            truth = holds[c]
            if truth is None:
                continue
            mine = inside & (truth == 2) & ~taken
            taken |= mine
            doubtful |= truth == 1
            if specs[c].inside:
                descend(specs[c].inside, mine, specs[c].inside[-1])
            else:
                put(mine, c)
        left = inside & ~taken
        put(left & ~doubtful, rest)
        put(left & doubtful, OPEN)

    descend(outermost, np.ones(size, np.bool_), NONE)
    return result


def _possible(specs: tuple[Spec, ...], holds: list[Truths8 | None], tops: Sequence[int], i: int) -> set[int]:
    """The classes a candidate may turn out to be in, NONE among them where it may be in none."""

    def among(children: Sequence[int], rest: int) -> set[int]:
        truths = {c: int(column[i]) for c in children if (column := holds[c]) is not None}
        sure = [c for c, truth in truths.items() if truth == 2]
        if sure:
            return inside(sure[0])
        found = {rest}
        for c in (c for c, truth in truths.items() if truth == 1):
            found |= inside(c)
        return found

    def inside(c: int) -> set[int]:
        return among(specs[c].inside, specs[c].inside[-1]) if specs[c].inside else {c}

    return among(tops, NONE)


def _blank_group_field(specs: tuple[Spec, ...], spec: int, nodes: Nodes, i: int) -> str | None:
    while spec >= 0:
        codes = nodes.code[spec]
        if codes is not None and codes[i] < 0:
            return specs[spec].per
        spec = specs[spec].parent
    return None


def tree_of(specs: tuple[Spec, ...], holds: list[Truths8 | None], nodes: Nodes, truths: Truths) -> Tree:
    """The nodes with their limits, each group's own where it has one."""
    ceiling = np.array([UNLIMITED if s.at_most is None else s.at_most for s in specs], np.int64)[nodes.spec]
    floor = np.array([s.at_least for s in specs], np.int64)[nodes.spec]
    keep = np.array([s.keep for s in specs], np.bool_)[nodes.spec]
    for index, spec in enumerate(specs):
        quota = spec.quota
        if quota is None or not spec.of_groups:
            continue
        where, may = nodes.base[index] + nodes.offset[index], holds[index]
        there = nodes.base[index] >= 0 if may is None else (nodes.base[index] >= 0) & (may >= 1)
        for n in nodes.of_spec[index]:
            rows = np.flatnonzero(there & (where == n))
            at_most, at_least = (
                amount(limit, quota, truths, rows, nodes.group[n]) for limit in (quota.at_most, quota.at_least)
            )
            ceiling[n] = UNLIMITED if at_most is None else at_most
            floor[n] = at_least or 0
            keep[n] = quota.unfilled == "empty" and floor[n] > 0
    # Exceptions name a group; its limits stand in place of the quota's own.
    for spec, mine in zip(specs, nodes.of_spec, strict=True):
        quota = spec.quota
        for n in mine if quota is not None and quota.exceptions else ():
            assert quota is not None
            limits = _exception(quota, nodes.own[n] or "")
            if limits is not None:
                at_most, at_least = (amount(limit, quota, truths) for limit in limits)
                ceiling[n] = UNLIMITED if at_most is None else at_most
                floor[n] = at_least or 0
                keep[n] = quota.unfilled == "empty" and floor[n] > 0
    return Tree(nodes.parent.astype(np.int32), ceiling, floor, keep)


def _exception(quota: Quota, group: str) -> tuple[t.Amount, t.Amount] | None:
    """By the group's name, or by a unit's name however it is written."""
    written = {unit_key(name): limits for name, limits in quota.exceptions.items()}
    return quota.exceptions.get(group) or written.get(unit_key(group))


def tier_quota(placing: Placing, node: int) -> int | None:
    """The smallest node around one whose quota gives several awards by rank."""
    while node >= 0:
        quota = placing.specs[int(placing.node_spec[node])].quota
        if quota is not None and quota.tiers:
            return node
        node = int(placing.tree.parent[node])
    return None


def seatless(placing: Placing) -> npt.NDArray[np.bool_]:
    """Per node: no candidate in it can ever be seated, for a ceiling of 0 stands on its way up."""
    own = np.asarray(placing.tree.ceiling == 0)
    closed, above = own.copy(), placing.tree.parent
    while bool((above >= 0).any()):
        closed |= (above >= 0) & own[above]
        above = np.where(above >= 0, placing.tree.parent[above], NONE)
    return closed
