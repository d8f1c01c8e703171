"""Which quota holds whom: from the rulebook's quota tree and the candidates to the arrays that allocation works on.

A candidate's **seat class** is the smallest node that holds it. Every node with children gets a further child,
its ``rest``, for those that none of the children holds; ``per`` makes a copy of a subtree for each group.
A class that cannot be told from what is known stays open, with the nodes it may turn out to be.
"""

from engine.seats.crossing import Around, around, asked
from engine.seats.nodes import FRESH, NONE, OPEN
from engine.seats.placing import OverlappingQuotas, Placing, place, seatless, tier_quota
from engine.seats.specs import Spec, flatten

__all__ = [
    "FRESH",
    "NONE",
    "OPEN",
    "Around",
    "OverlappingQuotas",
    "Placing",
    "Spec",
    "around",
    "asked",
    "flatten",
    "place",
    "seatless",
    "tier_quota",
]
