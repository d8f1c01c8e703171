"""The copies of quotas for groups: one node for each, and the node each candidate would be in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.criteria import Choice, Truths
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
    spec: list[int]
    parent: list[int]
    group: list[str | None]  # with the groups around it
    own: list[str | None]  # the group of a quota that has groups itself
    base: list[Ints64]  # per spec: each candidate's node, less the offset; NONE where its group is unknown
    offset: list[int]
    code: list[Ints64 | None]  # per spec with `per`: the candidates' group codes
    more: list[bool]  # per spec: there may be a group that nobody is known to be in

    def of(self, spec: int, row: int) -> int:
        """The node of a spec in which a candidate would be; NONE where its group is unknown."""
        base = int(self.base[spec][row])
        return NONE if base < 0 else base + self.offset[spec]


def make_nodes(specs: tuple[Spec, ...], holds: list[Truths8 | None], truths: Truths) -> Nodes:
    size = len(truths.opens)
    nodes = Nodes([], [], [], [], [], [], [], [])
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
            nodes.own.extend(None for _ in parents)
            nodes.base.append(np.zeros(size, np.int64) if spec.parent < 0 else nodes.base[spec.parent])
            nodes.offset.append(first if spec.parent < 0 else nodes.offset[spec.parent] + first - parents.start)
        else:
            # Whoever may belong here has a node to belong to, though nobody surely does.
            member = codes >= 0
            around = index
            while around >= 0:  # here and in everything around
                held = holds[around]
                if held is not None:
                    member &= held >= 1
                around = specs[around].parent
            pair = codes
            if spec.parent >= 0:
                above = nodes.base[spec.parent]
                member &= above >= 0
                pair = (above + nodes.offset[spec.parent] + 1) * (len(labels) + 1) + codes
            distinct, position = _distinct(pair[member])
            nodes.more.append(
                spec.parent >= 0 or len(distinct) < len(labels) or truths.rulebook.fields[spec.per or ""].type == "text"
            )
            for value in distinct.tolist():
                nodes.parent.append(value // (len(labels) + 1) - 1 if spec.parent >= 0 else NONE)
                outer = nodes.group[nodes.parent[-1]] if spec.parent >= 0 else None
                label = labels[value % (len(labels) + 1)]
                nodes.group.append(label if outer is None else f"{outer} / {label}")
                nodes.own.append(label)
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
    if isinstance(found, Choice):
        return found.code, found.options
    codes = np.where(found.low == found.high, found.low, NONE)
    return codes, [str(i) for i in range(int(codes.max(initial=0)) + 1)]
