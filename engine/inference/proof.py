"""Why a condition is what it is for one candidate: the rules that fired, in terms of the condition's own parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from engine.frozen import dataclass
from engine.inference.nodes import Leaf, Node, Part, make_node
from engine.inference.tables import Operator, Shape, index_of, shape_rules, table
from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, Fixed, Name, NoneOf
from engine.truth import Truth

MOST_GROUNDS = 16  # at least 5 of 40 can be met in 658,008 ways; one is a proof


@dataclass(frozen=True, slots=True)
class Proof:
    """A condition's truth and what settles it.

    ``grounds``: groups of positions in the condition's ``of``, each of which alone settles the truth (at most
    ``MOST_GROUNDS``): one unmet part settles an ``all``, all its parts together settle it the other way. Empty where
    the truth is unknown, and at the leaves. ``open``: the positions whose unknown parts leave it unknown; empty where
    it is settled.
    """

    condition: Condition
    truth: Truth
    grounds: tuple[tuple[int, ...], ...] = ()
    open: tuple[int, ...] = ()
    parts: tuple[Proof, ...] = ()


def prove(condition: Condition, truths: Mapping[str, Truth]) -> Proof:
    """The proof of ``condition``, given the truth of each name in it. Decided by the tables, as columns are."""
    match condition:
        case Name(id=name):
            return Proof(condition, truths[name])
        case Fixed(met=met):
            return Proof(condition, Truth.MET if met else Truth.UNMET)
        case All(of=of):
            return _prove("all", 0, condition, of, truths)
        case AnyOf(of=of):
            return _prove("any", 0, condition, of, truths)
        case NoneOf(of=of):
            return _prove("none", 0, condition, of, truths)
        case AtLeast(n=n, of=of):
            return _prove("at_least", n, condition, of, truths)
        case _:
            raise TypeError(f"not a condition over names: {condition!r}")


def _prove(
    operator: Operator, n: int, condition: Condition, of: Sequence[Condition], truths: Mapping[str, Truth]
) -> Proof:
    parts = tuple(prove(part, truths) for part in of)
    # The parts stand as leaves named by their positions, so that a split node's grounds come out in those.
    node = make_node(operator, [Leaf(str(position)) for position in range(len(parts))], n)
    found = _truth(node, parts)
    if found is Truth.UNKNOWN:
        still_open = tuple(i for i, part in enumerate(parts) if part.truth is Truth.UNKNOWN)
        return Proof(condition, found, (), still_open, parts)
    grounds = dict.fromkeys(tuple(sorted(set(ground))) for ground in islice(_grounds(node, parts), MOST_GROUNDS))
    return Proof(condition, found, tuple(grounds), (), parts)


def _truth(part: Part, parts: Sequence[Proof]) -> Truth:
    match part:
        case Leaf(id=position):
            return parts[int(position)].truth
        case Node(shape=shape, children=children):
            return Truth(table(shape).answers[index_of([_truth(child, parts) for child in children])])
        case settled:
            return Truth.MET if settled else Truth.UNMET


def _grounds(part: Part, parts: Sequence[Proof]) -> Iterator[tuple[int, ...]]:
    match part:
        case Leaf(id=position):
            yield (int(position),)
        case Node(shape=shape, children=children):
            for positions in _fired(shape, [_truth(child, parts) for child in children]):
                for combined in product(*(islice(_grounds(children[p], parts), MOST_GROUNDS) for p in positions)):
                    yield tuple(position for ground in combined for position in ground)
        case _:
            yield ()


def _fired(shape: Shape, pattern: Sequence[Truth]) -> list[tuple[int, ...]]:
    """For each rule that fired, the children it speaks of."""
    rules, _ = shape_rules(shape)
    return [tuple(slot for slot, _, _ in rules[p].when) for p in table(shape).proofs[index_of(pattern)]]
