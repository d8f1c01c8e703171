"""Strong Kleene, written the other way round: a truth is the pair (certainly, possibly).

An oracle for ``engine.inference``; it knows the terms of a condition and nothing else of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, Fixed, Name, NoneOf

Pair = tuple[bool, bool]

PAIRS: dict[int, Pair] = {0: (False, False), 1: (False, True), 2: (True, True)}


def evaluate(condition: Condition, truths: Mapping[str, int]) -> int:
    """0 unmet, 1 unknown, 2 met, for one candidate; ``truths`` in the same numbers."""
    certainly, possibly = _pair(condition, truths)
    return int(certainly) + int(possibly)


def _pair(condition: Condition, truths: Mapping[str, int]) -> Pair:
    if isinstance(condition, Name):
        return PAIRS[truths[condition.id]]
    if isinstance(condition, Fixed):
        return condition.met, condition.met
    assert isinstance(condition, All | AnyOf | NoneOf | AtLeast)
    pairs = [_pair(part, truths) for part in condition.of]
    certain = sum(certainly for certainly, _ in pairs)
    possible = sum(possibly for _, possibly in pairs)
    if isinstance(condition, NoneOf):
        return possible == 0, certain == 0
    n = len(pairs) if isinstance(condition, All) else 1 if isinstance(condition, AnyOf) else condition.n
    return certain >= n, possible >= n


def verdict(opens: int, exclusions: list[int], *, an_object: int, standard: int) -> str:
    """The strongest that holds, in words; everything in the numbers above."""
    if opens == 0:
        return "not_considered"
    if 2 in exclusions:
        return "excluded"
    if an_object == 0 or standard == 0:
        return "not_eligible"
    if 1 in [opens, an_object, standard, *exclusions]:
        return "needs_evidence"
    return "eligible"
