"""What holds for each candidate before any seat is looked at: its standard, its exclusions, and what follows.

The last step too is a table made by durable_rules and held against its definition: strongest first, a round that is
not open, an exclusion that is known to hold, a standard known to be unmet (or no object of the plan), anything
unknown among them, else eligible.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from engine.frozen import dataclass
from engine.inference.decide import checked, decide_part, through
from engine.inference.engine import Rule
from engine.inference.nodes import Leaf, leaves, make_node, plan
from engine.inference.tables import Table, index_of, proven
from engine.truth import Truth

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.rulebook.model import Rulebook

    Truths = npt.NDArray[np.int8]


class Verdict(IntEnum):
    """Strongest first; the codes of ``Verdicts.code``."""

    NOT_CONSIDERED = 0
    EXCLUDED = 1
    NOT_ELIGIBLE = 2
    NEEDS_EVIDENCE = 3
    ELIGIBLE = 4


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One row a candidate, in the order of the columns that were given; every column int8.

    All but ``code`` hold truths: 0 unmet, 1 unknown, 2 met.
    """

    columns: Mapping[str, Truths]  # the criteria and exclusions that these follow from
    category: npt.NDArray[np.int64]  # positions in rulebook.categories, -1 unknown
    opens: Truths  # the round is open for it
    excluded: Truths  # some exclusion holds
    objects: Truths  # it is an object of the plan: its category has a standard, and takes its kind
    standard: Truths  # its own category's; unknown where the category is
    code: Truths  # Verdict codes


_OPENS, _EXCLUDED, _OBJECT, _STANDARD = range(4)
_RULES: tuple[tuple[str, Verdict, Rule], ...] = (
    ("round_not_open", Verdict.NOT_CONSIDERED, Rule(((_OPENS, "=", 0),))),
    ("exclusion", Verdict.EXCLUDED, Rule(((_OPENS, ">=", 1), (_EXCLUDED, "=", 2)))),
    ("not_an_object", Verdict.NOT_ELIGIBLE, Rule(((_OPENS, ">=", 1), (_EXCLUDED, "<=", 1), (_OBJECT, "=", 0)))),
    ("standard_unmet", Verdict.NOT_ELIGIBLE, Rule(((_OPENS, ">=", 1), (_EXCLUDED, "<=", 1), (_STANDARD, "=", 0)))),
    (
        "all_met",
        Verdict.ELIGIBLE,
        Rule(((_OPENS, "=", 2), (_EXCLUDED, "=", 0), (_OBJECT, "=", 2), (_STANDARD, "=", 2))),
    ),
)  # where none of them fires, something that decides is unknown


def by_definition(opens: Truth, excluded: Truth, objects: Truth, standard: Truth) -> Verdict:
    """The definition that the table is held against."""
    if opens is Truth.UNMET:
        return Verdict.NOT_CONSIDERED
    if excluded is Truth.MET:
        return Verdict.EXCLUDED
    if Truth.UNMET in (objects, standard):
        return Verdict.NOT_ELIGIBLE
    if Truth.UNKNOWN in (opens, excluded, objects, standard):
        return Verdict.NEEDS_EVIDENCE
    return Verdict.ELIGIBLE


@cache
def verdict_table() -> Table:
    """The table of verdicts over (opens, excluded, objects, standard)."""
    return proven(
        tuple(rule for _, _, rule in _RULES),
        [int(verdict) for _, verdict, _ in _RULES],
        int(Verdict.NEEDS_EVIDENCE),
        4,
        lambda pattern: int(by_definition(*pattern)),
    )


def grounds_of_verdict(opens: Truth, excluded: Truth, objects: Truth, standard: Truth) -> tuple[str, ...]:
    """The names of the rules that fired: why the verdict is what it is. None fired: ``needs_evidence``."""
    positions = verdict_table().proofs[index_of((opens, excluded, objects, standard))]
    return tuple(_RULES[position][0] for position in positions)


def infer(
    rulebook: Rulebook,
    columns: Mapping[str, Truths],
    category: npt.NDArray[np.int64],
    opens: Truths,
    objects: Truths | None = None,
) -> Verdicts:
    """Standards, exclusions and verdicts of all candidates.

    ``columns``: int8 truths of every criterion and exclusion by id. ``category``: positions in
    ``rulebook.categories``, -1 where unknown. ``opens``: is the round open for it. ``objects``: does its category
    take its kind (default: met for everybody); a category without a standard makes it unmet, an unknown one unknown.

    Raises KeyError for a criterion or exclusion without its column, ValueError for a column that holds no truths or
    a category out of range.
    """
    rows = len(category)
    codes = _codes(category, len(rulebook.categories))
    opens = checked(opens, "opens", rows)
    admitted = np.full(rows, int(Truth.MET), np.int8) if objects is None else checked(objects, "objects", rows)

    excluded = decide_part(make_node("any", map(Leaf, rulebook.exclusions)), columns, rows)
    standard = _standards(rulebook, columns, codes)
    is_object = np.minimum(admitted, _objects_by_category(rulebook)[codes])
    return Verdicts(
        columns=columns,
        category=category,
        opens=opens,
        excluded=excluded,
        objects=is_object,
        standard=standard,
        code=through(verdict_table(), [opens, excluded, is_object, standard]),
    )


def _codes(category: npt.NDArray[np.int64], categories: int) -> npt.NDArray[np.int64]:
    """-1 becomes one past the last, which stands for "unknown"."""
    if len(category) and not (category.min() >= -1 and category.max() < categories):
        raise ValueError(f"categories are -1 to {categories - 1}, not {category.min()} to {category.max()}")
    return np.where(category < 0, categories, category)


def _objects_by_category(rulebook: Rulebook) -> Truths:
    known = [Truth.UNMET if category.requires is None else Truth.MET for category in rulebook.categories.values()]
    return np.array([*known, Truth.UNKNOWN], np.int8)


def _standards(rulebook: Rulebook, columns: Mapping[str, Truths], codes: npt.NDArray[np.int64]) -> Truths:
    """Each category's standard over its own rows: unmet where there is none to meet, unknown for an unknown one."""
    standard = np.full(len(codes), int(Truth.UNKNOWN), np.int8)
    for code, category in enumerate(rulebook.categories.values()):
        rows = np.flatnonzero(codes == code)
        if not len(rows):
            continue
        if category.requires is None:
            standard[rows] = Truth.UNMET
            continue
        part = plan(category.requires)
        own = {name: columns[name][rows] for name in leaves(part)}
        standard[rows] = decide_part(part, own, len(rows))
    return standard
