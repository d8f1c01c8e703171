"""Sorting by group and key, packed into one integer or not: the same order."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from engine.allocation.ordering import by_group, comparable, first_of_each

NARROW, WIDE = 50, 2**61


@pytest.mark.parametrize("span", [1, NARROW, WIDE])
def test_by_group_then_from_the_highest_key_down_then_in_the_order_given(span: int) -> None:
    draw = np.random.default_rng(span % 97)
    group, key = draw.integers(0, 9, 300), draw.integers(-span, span, 300)
    expected = sorted(range(300), key=lambda i: (group[i], -int(key[i]), i))
    assert expected == by_group(group, 9, key).tolist()


@pytest.mark.parametrize("span", [1, NARROW, WIDE])
def test_comparable_keys_order_as_group_and_key_do(span: int) -> None:
    draw = np.random.default_rng(span % 97)
    group = draw.integers(0, 9, 300)
    low = draw.integers(-span, span, 300)
    high = low + draw.integers(0, 3, 300)
    lows, highs = comparable(group, 9, (low, high))
    pairs = [(int(g), int(k)) for g, k in (*zip(group, low, strict=True), *zip(group, high, strict=True))]
    found = np.concatenate((lows, highs)).tolist()
    order = sorted(range(600), key=lambda i: pairs[i])
    for before, after in itertools.pairwise(order):
        assert (found[before] == found[after]) == (pairs[before] == pairs[after])
        assert found[before] <= found[after]


def test_the_first_of_each_run() -> None:
    assert first_of_each(np.array([3, 0, 2, 4]), np.array([2, 2, 9, 1])).tolist() == [0, 1, 3, 4, 5]
    assert first_of_each(np.array([0]), np.array([3])).tolist() == []


def test_nobody_to_sort() -> None:
    nobody = np.zeros(0, dtype=np.int64)
    assert by_group(nobody, 3, nobody).tolist() == []
