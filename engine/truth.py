"""Three-valued logic (strong Kleene), one value at a time.

Columns hold the same values as int8: ``all`` is the smallest, ``any`` the largest, ``none`` is 2 minus the largest.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NoReturn


class Truth(IntEnum):
    """``bool()`` of a truth is an error: whoever asks must say what unknown means there."""

    UNMET = 0
    UNKNOWN = 1
    MET = 2

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth is not a bool: compare with Truth.MET, Truth.UNMET or Truth.UNKNOWN")

    @property
    def word(self) -> str:
        """``met``, ``unmet`` or ``unknown``."""
        return self.name.lower()


def all_of(truths: Iterable[Truth]) -> Truth:
    """Met when every one is met; unmet when any is unmet. Nothing at all is met."""
    return min(truths, default=Truth.MET)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Met when any is met; unmet when all are unmet. Nothing at all is unmet."""
    return max(truths, default=Truth.UNMET)


def none_of(truths: Iterable[Truth]) -> Truth:
    """Met when all are unmet."""
    return Truth(2 - any_of(truths))


def at_least(n: int, truths: Iterable[Truth]) -> Truth:
    """Met when ``n`` are met, unmet when ``n`` can no longer be."""
    values = list(truths)
    met = sum(1 for t in values if t is Truth.MET)
    unknown = sum(1 for t in values if t is Truth.UNKNOWN)
    if met >= n:
        return Truth.MET
    return Truth.UNKNOWN if met + unknown >= n else Truth.UNMET
