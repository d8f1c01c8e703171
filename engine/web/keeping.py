"""What was read or made lately, kept at hand as long as it is not too much in all: by weight, or by number (1 each)."""

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
        self._making: dict[Hashable, tuple[threading.Lock, int]] = {}  # and how many wait for it

    def get(self, key: Hashable, make: Callable[[], T], weight: int) -> T:
        """What is kept under ``key``, or what ``make`` gives: once, however many ask for it at the same time."""
        with self._lock:
            if key in self._all:
                known: T = self._known(key)
                return known
            making, waiting = self._making.get(key, (threading.Lock(), 0))
            self._making[key] = making, waiting + 1
        try:
            with making:
                with self._lock:
                    if key in self._all:
                        meanwhile: T = self._known(key)
                        return meanwhile
                made = make()
                with self._lock:
                    self._keep(key, made, weight)
                return made
        finally:
            with self._lock:
                making, waiting = self._making.pop(key)
                if waiting > 1:
                    self._making[key] = making, waiting - 1

    def _known(self, key: Hashable) -> Any:
        self._all.move_to_end(key)
        return self._all[key][0]

    def _keep(self, key: Hashable, made: Any, weight: int) -> None:
        if weight > self._most:
            return
        self._all[key] = made, weight
        self._weight += weight
        while self._weight > self._most:
            self._weight -= self._all.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Keep nothing of what was read so far."""
        with self._lock:
            self._all.clear()
            self._weight = 0

    @property
    def weight(self) -> int:
        return self._weight
