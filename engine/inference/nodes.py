"""A condition as a tree of nodes, each small enough for a table.

Under strong Kleene the splits are exact: ``all`` and ``any`` are associative, ``none`` is the negation of ``any``,
and at least n of A and B together are, for some i, at least i of A and at least n - i of B.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from engine.frozen import dataclass
from engine.inference.tables import MOST_CHILDREN, Operator, Shape
from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, Fixed, Name, NoneOf


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion or exclusion: its column."""

    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An operator over at most ``MOST_CHILDREN`` children. Equal nodes are one object (``_node``), evaluated once."""

    shape: Shape
    children: tuple[Part, ...]


Part = Leaf | Node | bool
"""A bool is settled: nothing of a candidate's is asked."""


# Compared by identity, so that a graph with shared parts costs its size and not its number of paths.
@lru_cache(maxsize=65_536)
def _node(shape: Shape, children: tuple[Part, ...]) -> Node:
    return Node(shape, children)


def make_node(operator: Operator, parts: Iterable[Part], n: int = 0) -> Part:
    """The node that says ``operator`` of ``parts``, split where there are more than a table takes.

    >>> make_node("any", []), make_node("none", []), make_node("at_least", [Leaf("a")], 2)
    (False, True, False)
    """
    of = tuple(parts)
    if operator == "at_least":
        return _at_least(n, of)
    if not of:
        return operator != "any"
    if len(of) <= MOST_CHILDREN:
        return _node(Shape(operator, 0, len(of)), of)
    if operator == "none":
        return make_node("none", [make_node("any", group) for group in _groups(of)])
    return make_node(operator, [make_node(operator, group) for group in _groups(of)])


def _groups(of: Sequence[Part]) -> list[tuple[Part, ...]]:
    """In order, at most ``MOST_CHILDREN`` in each; the fewest groups."""
    return [tuple(of[start : start + MOST_CHILDREN]) for start in range(0, len(of), MOST_CHILDREN)]


@lru_cache(maxsize=65_536)
def _at_least(n: int, of: tuple[Part, ...]) -> Part:
    if n <= 0:
        return True
    if n > len(of):
        return False
    if len(of) <= MOST_CHILDREN:
        return _node(Shape("at_least", n, len(of)), of)
    if n == 1:
        return make_node("any", of)
    if n == len(of):
        return make_node("all", of)
    half = len(of) // 2
    ways: list[Part] = []
    for i in range(n + 1):
        both = [_at_least(i, of[:half]), _at_least(n - i, of[half:])]
        if False not in both:
            ways.append(make_node("all", [part for part in both if part is not True]))
    return make_node("any", ways)


def plan(condition: Condition) -> Part:
    """The tree of a condition whose leaves are names, ``always`` and ``never``.

    Raises TypeError for a test or a register in it: what depends on a candidate's values is a criterion, decided
    before this.
    """
    match condition:
        case Name(id=name):
            return Leaf(name)
        case Fixed(met=met):
            return met
        case All(of=of):
            return make_node("all", map(plan, of))
        case AnyOf(of=of):
            return make_node("any", map(plan, of))
        case NoneOf(of=of):
            return make_node("none", map(plan, of))
        case AtLeast(n=n, of=of):
            return make_node("at_least", map(plan, of), n)
        case _:
            raise TypeError(f"not a condition over names: {condition!r}")


def leaves(part: Part) -> set[str]:
    """The columns that a tree reads."""
    match part:
        case Leaf(id=name):
            return {name}
        case Node(children=children):
            return set().union(*map(leaves, children))
        case _:
            return set()
