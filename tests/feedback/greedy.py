"""Functions that take more than they may; called in a process of their own only."""

from __future__ import annotations


def for_ever(_: bytes) -> bytes:
    while True:
        pass


def without_end(_: bytes) -> bytes:
    held = [bytearray(1 << 20)]
    while True:
        held.append(bytearray(1 << 20))
