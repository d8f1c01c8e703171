"""Which quota holds whom: from the rulebook's quota tree and a ranking to the arrays that allocation works on.

A candidate's **seat class** is the smallest node that holds it. Every node with children gets a further child,
its ``rest``, for those that none of the children holds; ``per`` makes a copy of a subtree for each group.
A class that cannot be told from what is known stays open, with the nodes it may turn out to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from engine.allocation import UNLIMITED, QuotaSpec, Tree, settle
from engine.criteria import Truths
from engine.criteria.columns import LIMIT
from engine.names import unit_key
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook import terms as t
from engine.rulebook.model import UNLIMITED as NO_CAP
from engine.rulebook.model import Quota

Ints32 = npt.NDArray[np.int32]
Ints64 = npt.NDArray[np.int64]

NONE = -1
"""No node holds the candidate: the plan has no seat for it."""
OPEN = -2
"""What holds the candidate hangs on a value that is missing."""
FRESH = -3
"""A group that nobody is known to be in may hold the candidate."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One quota of the tree, before its copies for groups; ``quota`` is None for the rest of one."""

    id: str
    quota: Quota | None
    parent: int  # around it in the tree: what is not counted exactly stands inside the rest
    per: str | None
    at_most: int | None
    at_least: int
    keep: bool  # an unfilled reserved seat stays empty
    of: int  # the spec of its quota; of a rest, of the quota it is the rest of
    inside: tuple[int, ...] = ()  # the quotas inside it as the plan has them, and its rest, last


@dataclass(frozen=True, slots=True)
class Placing:
    """Where every candidate of the roster belongs, whether eligible or not."""

    specs: tuple[Spec, ...]
    tree: Tree
    node_spec: Ints32
    node_group: tuple[str | None, ...]  # a label: a unit's name, an option's id
    top: Ints32  # per node: its topmost node
    spec: Ints64  # per candidate: index into specs, NONE or OPEN
    node: Ints64  # per candidate: index into the tree's nodes, NONE or OPEN
    possible: Mapping[int, tuple[int, ...]]  # of the open ones: nodes they may turn out to be in; NONE and FRESH among them
    open_field: Mapping[int, str | None] = field(default_factory=dict)  # of the open: the blank group's field, if that is why
    fresh: Mapping[int, frozenset[int]] = field(default_factory=dict)
    # of those that a new group may hold: the topmost specs inside which it would compete with others
    unlimited: bool = False  # the round states no number: everybody eligible is proposed


def place(truths: Truths, award: Ints64) -> Placing:
    """Seat classes of all candidates under the round's quotas; ``award`` is -1 where it is not known.

    Raises UnusableInput for a limit whose parameter has no value.
    """
    quotas = truths.rulebook.rounds[truths.circumstances.round].quotas
    size = len(truths.opens)
    if quotas is None:
        empty = np.zeros(0, np.int64)
        tree = Tree(empty.astype(np.int32), empty, empty, empty.astype(np.bool_))
        nothing = np.full(size, NONE, np.int64)
        return Placing((), tree, empty.astype(np.int32), (), empty.astype(np.int32), nothing, nothing, {}, unlimited=True)
    specs = flatten(quotas, truths)
    holds = _holds(specs, truths)
    nodes = _nodes(specs, holds, truths)
    return _classes(specs, holds, nodes, size)


# ---- the tree before its copies ---------------------------------------------------------------------------------


def flatten(quotas: Sequence[Quota], truths: Truths) -> tuple[Spec, ...]:
    """The quotas with their limits settled, and the rest of each that has others inside; parents before children."""
    flat: list[Quota] = []
    asked: list[QuotaSpec] = []
    inside: list[list[int]] = []

    def add(quota: Quota, parent: str | None) -> int:
        index = len(flat)
        flat.append(quota)
        inside.append([])
        asked.append(QuotaSpec(
            quota.id, parent, at_most=amount(quota.at_most, quota, truths),
            at_least=0 if quota.at_least is None else amount(quota.at_least, quota, truths) or 0,
            exactly=None if quota.exactly is None else amount(quota.exactly, quota, truths), unfilled=quota.unfilled,
            per_group=quota.per is not None,
        ))
        inside[index] = [add(child, quota.id) for child in quota.within]
        return index

    for quota in quotas:
        add(quota, None)
    settled = settle(asked)
    own = {s.quota: i for i, s in enumerate(settled) if not s.rest}
    rest = {s.quota: i for i, s in enumerate(settled) if s.rest}
    return tuple(
        Spec(
            s.id, None if s.rest else flat[s.quota], s.parent, None if s.rest else flat[s.quota].per, s.at_most, s.at_least,
            s.keep, own[s.quota],
            () if s.rest or not inside[s.quota] else (*(own[c] for c in inside[s.quota]), rest[s.quota]),
        )
        for s in settled
    )


def amount(value: t.Amount, quota: Quota, truths: Truths) -> int | None:
    """A limit as a number; None is no limit. Raises UnusableInput where a parameter or a share's base is unknown."""
    match value:
        case None | int():
            return value
        case t.Param(name):
            setting = truths.rulebook.parameters[name].value
            if setting == NO_CAP:
                return None
            if setting is None:
                raise UnusableInput(Text(
                    f"Tham số `{name}` chưa đặt, nên chưa biết số lượng “{quota.text.vi}”.\nĐặt bằng --set {name}=SỐ, hoặc --set {name}=none nếu không giới hạn.",
                    f"Parameter `{name}` is not set, so the number of “{quota.text.en}” is unknown.\nSet it with --set {name}=NUMBER, or --set {name}=none for no limit.",
                ))
            return int(setting)  # type: ignore[arg-type]
        case t.Percent(percent, of, rounding):
            return _share(percent, of, rounding, quota, truths)


def _share(percent: Fraction, of: t.Value, rounding: str, quota: Quota, truths: Truths) -> int:
    grounded = truths.grounding.value(of)
    if isinstance(grounded, t.Constant):
        base = Fraction(grounded.value)  # type: ignore[arg-type]
    else:
        span = truths.facts.span(grounded)
        if len(span.low) == 0:
            return 0
        if int(span.low[0]) != int(span.high[0]) or abs(int(span.low[0])) >= LIMIT:
            raise UnusableInput(Text(
                f"Chưa tính được số lượng “{quota.text.vi}”: tỷ lệ phần trăm của một con số chưa biết.\nBổ sung danh sách hoặc sổ mà tỷ lệ ấy tính trên đó.",
                f"The number of “{quota.text.en}” cannot be told: it is a percentage of an unknown number.\nAdd the sheet or register that the percentage is taken of.",
            ))
        base = Fraction(int(span.low[0]), 10**span.scale)
    exact = base * percent / 100
    if rounding == "down":
        return exact.numerator // exact.denominator
    if rounding == "up":
        return -(-exact.numerator // exact.denominator)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


# ---- who is in what ---------------------------------------------------------------------------------------------


def _holds(specs: tuple[Spec, ...], truths: Truths) -> list[npt.NDArray[np.int8] | None]:
    """Truth of each quota's ``of`` for every candidate; None for rests."""
    conditions = [truths.grounding.condition(s.quota.of) for s in specs if s.quota is not None]
    columns = iter(truths.facts.truths(conditions))
    return [None if s.quota is None else next(columns) for s in specs]


@dataclass(frozen=True, slots=True)
class _Nodes:
    spec: list[int]
    parent: list[int]
    group: list[str | None]
    base: list[Ints64]  # per spec: the node each candidate would be in, less the offset; NONE where its group is unknown
    offset: list[int]
    code: list[Ints64 | None]  # per spec with `per`: the candidates' group codes
    more: list[bool]  # per spec: there may be a group that nobody is known to be in

    def of(self, spec: int, row: int) -> int:
        """The node of a spec in which a candidate would be; NONE where its group is unknown."""
        base = int(self.base[spec][row])
        return NONE if base < 0 else base + self.offset[spec]


def _nodes(specs: tuple[Spec, ...], holds: list[npt.NDArray[np.int8] | None], truths: Truths) -> _Nodes:
    size = len(truths.opens)
    nodes = _Nodes([], [], [], [], [], [], [])
    of_spec: list[range] = []
    for index, spec in enumerate(specs):
        first = len(nodes.spec)
        codes, labels = (None, ()) if spec.per is None else _group(spec.per, truths)
        if codes is None:
            nodes.more.append(False)
            # One copy beside each copy of the parent: the same candidates, further on by as much.
            parents = range(NONE, 0) if spec.parent < 0 else of_spec[spec.parent]
            nodes.parent.extend(parents)
            nodes.group.extend(None if parent < 0 else nodes.group[parent] for parent in parents)
            nodes.base.append(np.zeros(size, np.int64) if spec.parent < 0 else nodes.base[spec.parent])
            nodes.offset.append(first if spec.parent < 0 else nodes.offset[spec.parent] + first - parents.start)
        else:
            # Whoever may belong here has a node to belong to, though nobody surely does.
            held = holds[index]
            assert held is not None
            member = (held >= 1) & (codes >= 0)
            pair = codes
            if spec.parent >= 0:
                above = nodes.base[spec.parent]
                member &= above >= 0
                pair = (above + nodes.offset[spec.parent] + 1) * (len(labels) + 1) + codes
            distinct, position = _distinct(pair[member])
            nodes.more.append(spec.parent >= 0 or len(distinct) < len(labels) or truths.rulebook.fields[spec.per or ""].type == "text")
            for value in distinct.tolist():
                nodes.parent.append(value // (len(labels) + 1) - 1 if spec.parent >= 0 else NONE)
                outer = nodes.group[nodes.parent[-1]] if spec.parent >= 0 else None
                label = labels[value % (len(labels) + 1)]
                nodes.group.append(label if outer is None else f"{outer} / {label}")
            base = np.full(size, NONE, np.int64)
            base[member] = position
            nodes.base.append(base)
            nodes.offset.append(first)
        nodes.code.append(codes)
        nodes.spec.extend([index] * (len(nodes.parent) - first))
        of_spec.append(range(first, len(nodes.spec)))
    return nodes


def _distinct(values: Ints64) -> tuple[Ints64, Ints64]:
    """Sorted distinct values and each one's position among them: by a table where they are small, else by sorting."""
    top = int(values.max(initial=-1)) + 1
    if top > 4 * len(values) + 1_000:
        return np.unique(values, return_inverse=True)
    there = np.zeros(top, np.bool_)
    there[values] = True
    distinct = np.flatnonzero(there)
    position = np.zeros(top, np.int64)
    position[distinct] = np.arange(len(distinct))
    return distinct, position[values]


def _group(per: str, truths: Truths) -> tuple[Ints64, Sequence[str]]:
    value = truths.grounding.value(t.FieldRef(per))
    field_ = truths.rulebook.fields[per]
    if field_.type == "text":
        keys = truths.facts.keys(per, unit=False)
        labels = sorted({k for k in keys if k is not None})
        where = {k: i for i, k in enumerate(labels)}
        return np.array([where.get(k, -1) for k in keys], np.int64), labels
    found = truths.facts.value(value)
    codes = found.code if hasattr(found, "code") else np.where(found.low == found.high, found.low, -1)
    return codes, found.options if hasattr(found, "options") else [str(i) for i in range(int(codes.max(initial=0)) + 1)]


def _classes(
    specs: tuple[Spec, ...], holds: list[npt.NDArray[np.int8] | None], nodes: _Nodes, size: int
) -> Placing:
    tops = [i for i, s in enumerate(specs) if s.parent < 0]
    spec = _known_class(specs, holds, tops, size)
    possible: dict[int, tuple[int, ...]] = {}
    open_field: dict[int, str | None] = {}
    fresh: dict[int, set[int]] = {}
    node = np.full(size, NONE, np.int64)
    node[spec == OPEN] = OPEN
    for base in {id(b): b for b in nodes.base}.values():
        offsets = np.array([o if b is base else NONE for o, b in zip(nodes.offset, nodes.base, strict=True)] + [NONE] * 2)
        offset = offsets[spec]  # NONE and OPEN are the last two
        mine = (offset >= 0) & (base >= 0)
        np.add(base, offset, out=node, where=mine)
    of_spec: dict[int, list[int]] = {}
    for n, s in enumerate(nodes.spec):
        of_spec.setdefault(s, []).append(n)
    blank_group = (spec >= 0) & (node == NONE)
    node[blank_group] = OPEN
    for i in np.flatnonzero(node == OPEN).tolist():
        found: set[int] = set()
        for c in _possible(specs, holds, tops, i):
            mine_node = NONE if c == NONE else nodes.of(c, i)
            if c == NONE or mine_node >= 0:
                found.add(mine_node)
                continue
            found |= set(of_spec.get(c, []))
            new = _new_group(specs, nodes, c, i)
            found.add(NONE if new is None else FRESH)
            if new is not None and new >= 0:
                fresh.setdefault(i, set()).add(new)
        possible[i] = tuple(sorted(found))
        open_field[i] = _blank_group_field(specs, int(spec[i]), nodes, i) if blank_group[i] else None
    return Placing(
        specs, _tree(specs, nodes), np.array(nodes.spec, np.int32), tuple(nodes.group), _tops(nodes.parent),
        np.where(blank_group, OPEN, spec), node, possible, open_field, {i: frozenset(tops) for i, tops in fresh.items()},
    )


def _new_group(specs: tuple[Spec, ...], nodes: _Nodes, spec: int, i: int) -> int | None:
    """Whether a candidate of unknown group may be the first of its group: None where not, or where that holds no seat.

    Else the topmost spec inside which it would compete with other groups, NONE where each group stands for itself.
    """
    chain = [spec]
    while specs[chain[-1]].parent >= 0:
        chain.append(specs[chain[-1]].parent)
    unknown = [s for s in chain if (codes := nodes.code[s]) is not None and codes[i] < 0]
    excepted = any((quota := specs[s].quota) is not None and quota.exceptions for s in chain)
    if not any(nodes.more[s] for s in unknown) or (any(specs[s].at_most == 0 for s in chain) and not excepted):
        return None
    return chain[-1] if unknown[-1] != chain[-1] else NONE


def _known_class(
    specs: tuple[Spec, ...], holds: list[npt.NDArray[np.int8] | None], tops: list[int], size: int
) -> Ints64:
    result = np.full(size, NONE, np.int64)

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
                result[mine] = c
        left = inside & ~taken
        result[left] = rest
        result[left & doubtful] = OPEN

    descend(tops, np.ones(size, np.bool_), NONE)
    return result


def _possible(
    specs: tuple[Spec, ...], holds: list[npt.NDArray[np.int8] | None], tops: Sequence[int], i: int
) -> set[int]:
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


def _blank_group_field(specs: tuple[Spec, ...], spec: int, nodes: _Nodes, i: int) -> str | None:
    while spec >= 0:
        codes = nodes.code[spec]
        if codes is not None and codes[i] < 0:
            return specs[spec].per
        spec = specs[spec].parent
    return None


def _tree(specs: tuple[Spec, ...], nodes: _Nodes) -> Tree:
    # Exceptions name a group; its limits stand in place of the quota's own.
    ceiling = [UNLIMITED if (m := specs[s].at_most) is None else m for s in nodes.spec]
    floor = [specs[s].at_least for s in nodes.spec]
    for i, s in enumerate(nodes.spec):
        quota = specs[s].quota
        limits = None if quota is None or not quota.exceptions else _exception(quota, nodes.group[i] or "")
        if limits is not None:
            at_most, at_least = limits
            ceiling[i] = UNLIMITED if at_most is None else int(at_most)  # type: ignore[arg-type]
            floor[i] = 0 if at_least is None else int(at_least)  # type: ignore[arg-type]
    return Tree(
        np.array(nodes.parent, np.int32), np.array(ceiling, np.int64), np.array(floor, np.int64),
        np.array([specs[s].keep for s in nodes.spec], np.bool_),
    )


def _exception(quota: Quota, group: str) -> tuple[t.Amount, t.Amount] | None:
    """By the group's name, or by a unit's name however it is written."""
    written = {unit_key(name): limits for name, limits in quota.exceptions.items()}
    return quota.exceptions.get(group) or written.get(unit_key(group))


def _tops(parent: list[int]) -> Ints32:
    top = np.arange(len(parent), dtype=np.int32)
    for i, p in enumerate(parent):
        if p >= 0:
            top[i] = top[p]
    return top


def seatless(placing: Placing) -> npt.NDArray[np.bool_]:
    """Per node: no candidate in it can ever be seated, for a ceiling of 0 stands on its way up."""
    closed = np.asarray(placing.tree.ceiling == 0).copy()
    for i, p in enumerate(placing.tree.parent):
        if p >= 0:
            closed[i] |= closed[p]
    return closed
