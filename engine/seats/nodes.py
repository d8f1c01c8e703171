"""The copies of quotas for groups: one node for each, and the node each candidate would be in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.criteria import Choice, Truths
from engine.frozen import dataclass
from engine.rulebook import terms as t
from engine.seats.specs import Spec

Ints64 = npt.NDArray[np.int64]
Truths8 = npt.NDArray[np.int8]

NONE = -1
"""No node holds the candidate: the plan has no seat for it."""
OPEN = -2
"""What holds the candidate hangs on a value that is missing."""
FRESH = -3
"""A group that nobody is known to be in may hold the candidate."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Per node its spec, parent and group; per spec where its nodes stand and which each candidate would be in."""

    spec: Ints64
    parent: Ints64
    group: list[str | None]  # with the groups around it
    own: list[str | None]  # the group of a quota that has groups itself
    of_spec: list[range]  # per spec: its nodes
    base: list[Ints64]
    # per spec: the node each candidate would be in, less the offset; NONE where its group is unknown
    offset: list[int]
    code: list[Ints64 | None]  # per spec with `per`: the candidates' group codes
    more: list[bool]  # per spec: there may be a group that nobody is known to be in

    def of(self, spec: int, row: int) -> int:
        """The node of a spec in which a candidate would be; NONE where its group is unknown."""
        base = int(self.base[spec][row])
        return NONE if base < 0 else base + self.offset[spec]


def make_nodes(specs: tuple[Spec, ...], holds: list[Truths8 | None], truths: Truths) -> Nodes:
    parent: list[Ints64] = []
    group: list[str | None] = []
    nodes = Nodes(np.zeros(0, np.int64), np.zeros(0, np.int64), group, [], [], [], [], [], [])
    for index, spec in enumerate(specs):
        first = len(group)
        codes, labels = (None, ()) if spec.per is None else _group(spec.per, truths)
        around = range(0) if spec.parent < 0 else nodes.of_spec[spec.parent]
        if codes is None:
            nodes.more.append(False)
            # One copy beside each copy of the parent: the same candidates, further on by as much.
            parent.append(np.array(around if spec.parent >= 0 else (NONE,), np.int64))
            group += group[around.start : around.stop] if spec.parent >= 0 else [None]
            nodes.own.extend([None] * len(parent[-1]))
            nodes.base.append(nodes.base[spec.parent] if spec.parent >= 0 else np.zeros(len(truths.opens), np.int64))
            nodes.offset.append(nodes.offset[spec.parent] + first - around.start if spec.parent >= 0 else first)
        else:
            # Whoever may belong here has a node to belong to, though nobody surely does.
            member = codes >= 0
            here = index
            while here >= 0:  # here and in everything around
                held = holds[here]
                if held is not None:
                    member &= held >= 1
                here = specs[here].parent
            pair, many = codes, len(labels) + 1
            if spec.parent >= 0:
                above = nodes.base[spec.parent]
                member &= above >= 0
                pair = (above + nodes.offset[spec.parent] + 1) * many + codes
            distinct, base = _positions(pair, member)
            nodes.more.append(
                spec.parent >= 0 or len(distinct) < len(labels) or truths.rulebook.fields[spec.per or ""].type == "text"
            )
            names = [labels[code] for code in (distinct % many).tolist()]
            nodes.own.extend(names)
            if spec.parent >= 0:
                parent.append(distinct // many - 1)
                outer = [group[n] for n in parent[-1].tolist()]
                group += [n if o is None else f"{o} / {n}" for o, n in zip(outer, names, strict=True)]
            else:
                parent.append(np.full(len(distinct), NONE, np.int64))
                group += names
            nodes.base.append(base)
            nodes.offset.append(first)
        nodes.code.append(codes)
        nodes.of_spec.append(range(first, len(group)))
    sizes = [len(r) for r in nodes.of_spec]
    return replace(nodes, spec=np.repeat(np.arange(len(specs)), sizes), parent=np.concatenate(parent))


def _positions(values: Ints64, member: npt.NDArray[np.bool_]) -> tuple[Ints64, Ints64]:
    """The members' distinct values, sorted, and for every row its value's place among them; NONE for the others.

    By a table where values are small, else by sorting.
    """
    top = int(values.max(initial=-1)) + 1
    if top > 4 * len(values) + 1_000:
        distinct, place = np.unique(values[member], return_inverse=True)
        positions = np.full(len(values), NONE, np.int64)
        positions[member] = place
        return distinct, positions
    entry = (values + 1) * member  # the first entry is for those who are none
    there = np.bincount(entry, minlength=top + 1)[1:] > 0
    table = np.where(there, np.cumsum(there) - 1, NONE)
    return np.flatnonzero(there), np.concatenate(([NONE], table))[entry]


def _group(per: str, truths: Truths) -> tuple[Ints64, Sequence[str]]:
    value = truths.grounding.value(t.FieldRef(per))
    field_ = truths.rulebook.fields[per]
    if field_.type == "text":
        keys = truths.facts.keys(per, unit=False)
        labels = sorted({k for k in keys if k is not None})
        where = {k: i for i, k in enumerate(labels)}
        return np.array([where.get(k, -1) for k in keys], np.int64), labels
    found = truths.facts.value(value)
    if isinstance(found, Choice):
        return found.code, found.options
    codes = np.where(found.low == found.high, found.low, NONE)
    return codes, [str(i) for i in range(int(codes.max(initial=0)) + 1)]
