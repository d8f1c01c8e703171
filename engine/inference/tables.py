"""Truth tables decided by durable_rules, once per process, and held against the plain definition entry by entry.

What ``all``, ``any``, ``none`` or ``at_least`` says depends on its children's truths alone, so there is one table for
each **shape** (the operator, its number, how many children) and not one for each node: a rulebook resolved again
under another reading costs nothing. A shape's rules are its shortest proofs, one conjunction each: ``at_least 2 of
3`` is met by children 0 and 1, or 0 and 2, or 1 and 2, and unmet by any two that are unmet; a pattern for which no
rule fires is unknown. So the rules that fired for a pattern are, as they stand, the reasons for its truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, product
from threading import Lock
from typing import Literal

from engine import truth
from engine.frozen import dataclass
from engine.inference.engine import MOST_SLOTS, EngineFault, Rule, fired
from engine.truth import Truth

Operator = Literal["all", "any", "none", "at_least"]
MOST_CHILDREN = MOST_SLOTS

UNDECIDED = 255  # in places of a table that no pattern reaches


@dataclass(frozen=True, slots=True)
class Shape:
    """All that the answer of a node depends on, besides its children's truths."""

    operator: Operator
    n: int  # of at_least; 0 for the others
    children: int  # 1 to MOST_CHILDREN


@dataclass(frozen=True, slots=True)
class Table:
    """The answers to every pattern, by base-3 index: the first child counts 1, the second 3, then 9, 27, 81."""

    slots: int
    rules: tuple[Rule, ...]
    answers: bytes  # 256 of them, fit for bytes.translate; UNDECIDED beyond 3**slots
    proofs: tuple[tuple[int, ...], ...]  # for each index, the positions of the rules that fired


def index_of(pattern: Sequence[int]) -> int:
    """Where a pattern stands in a table.

    >>> index_of((2, 0, 1))
    11
    """
    return sum(value * 3**slot for slot, value in enumerate(pattern))


_TABLES: dict[Shape, Table] = {}
_LOCK = Lock()  # durable_rules shares state between threads


def table(shape: Shape) -> Table:
    """The table of a shape, made when first asked for.

    Raises EngineFault when durable_rules and the plain definition (``engine.truth``) differ anywhere.
    """
    found = _TABLES.get(shape)
    if found is None:
        with _LOCK:
            found = _TABLES.get(shape) or _make(shape)
            _TABLES[shape] = found
    return found


def _make(shape: Shape) -> Table:
    least = 1 if shape.operator == "at_least" else 0
    if not 1 <= shape.children <= MOST_CHILDREN or not least <= shape.n <= shape.children:
        raise ValueError(f"no table has the shape {shape}")
    rules, answers = shape_rules(shape)
    return proven(rules, answers, int(Truth.UNKNOWN), shape.children, lambda pattern: int(plain(shape, pattern)))


def shape_rules(shape: Shape) -> tuple[tuple[Rule, ...], tuple[int, ...]]:
    """The rules of a shape, and what each of them says when it fires."""
    k = shape.children
    if shape.operator == "none":  # unmet by one that is met, met by all unmet
        return _proofs(k, (Truth.MET, k, Truth.UNMET), (Truth.UNMET, 1, Truth.MET))
    n = {"all": k, "any": 1, "at_least": shape.n}[shape.operator]
    return _proofs(k, (Truth.MET, n, Truth.MET), (Truth.UNMET, k - n + 1, Truth.UNMET))


def _proofs(k: int, *ways: tuple[Truth, int, Truth]) -> tuple[tuple[Rule, ...], tuple[int, ...]]:
    rules: list[Rule] = []
    answers: list[int] = []
    for answer, how_many, value in ways:
        for children in combinations(range(k), how_many):
            rules.append(Rule(tuple((child, "=", int(value)) for child in children)))
            answers.append(int(answer))
    return tuple(rules), tuple(answers)


def plain(shape: Shape, pattern: Sequence[Truth]) -> Truth:
    """The definition that the table is held against."""
    match shape.operator:
        case "all":
            return truth.all_of(pattern)
        case "any":
            return truth.any_of(pattern)
        case "none":
            return truth.none_of(pattern)
        case "at_least":
            return truth.at_least(shape.n, pattern)


def proven(
    rules: tuple[Rule, ...],
    answers: Sequence[int],
    otherwise: int,
    slots: int,
    definition: Callable[[tuple[Truth, ...]], int],
) -> Table:
    """What ``rules`` decide for all ``3**slots`` patterns, each answer checked against ``definition``.

    ``answers``: what each rule says when it fires; ``otherwise``: what holds when none does. Rules that fire
    together must agree. Raises EngineFault at the first difference.
    """
    # The last slot varies slowest, so that a pattern stands at its base-3 index.
    patterns = [values[::-1] for values in product((Truth.UNMET, Truth.UNKNOWN, Truth.MET), repeat=slots)]
    proofs = fired(rules, [tuple(int(value) for value in pattern) for pattern in patterns])
    decided = bytearray([UNDECIDED]) * 256
    for index, (pattern, positions) in enumerate(zip(patterns, proofs, strict=True)):
        said = {answers[position] for position in positions} or {otherwise}
        expected = definition(pattern)
        if said != {expected}:
            words = ", ".join(value.word for value in pattern)
            raise EngineFault(
                f"durable_rules decided {sorted(said)} for ({words}), and the definition says {expected}: "
                "nothing was decided; install the version that constraints.txt names"
            )
        decided[index] = expected
    return Table(slots, rules, bytes(decided), tuple(proofs))
