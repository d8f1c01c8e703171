"""What was read lately, kept at hand as long as it is not too much in all."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """By key; what was asked for longest ago goes first. A thing heavier than all together is not kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._all: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T], weight: int) -> T:
        """What is kept under ``key``, or what ``make`` gives, which others do not wait for."""
        with self._lock:
            if key in self._all:
                self._all.move_to_end(key)
                known: T = self._all[key][0]
                return known
        made = make()
        with self._lock:
            if weight <= self._most and key not in self._all:
                self._all[key] = made, weight
                self._weight += weight
                while self._weight > self._most:
                    self._weight -= self._all.popitem(last=False)[1][1]
        return made

    @property
    def weight(self) -> int:
        return self._weight
