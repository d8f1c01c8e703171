"""What orders the eligible: several keys as one whole number, from the lowest it can be to the highest."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.criteria import Span
from engine.rulebook import terms as t
from engine.rulebook.model import RankKey
from engine.scoring import composite
from tests.evaluation.small import book, decided, quota, run, sheet

BIG = 2**61  # unbounded


def span(low: list[int], high: list[int]) -> Span:
    return Span(np.array(low, np.int64), np.array(high, np.int64), 0)


def keys(*levels: tuple[list[int], list[int]]) -> tuple[list[int], list[int]]:
    low, high = composite([span(*level) for level in levels], len(levels[0][0]))
    return low.tolist(), high.tolist()


def order(numbers: list[int]) -> list[int]:
    return [sorted(set(numbers)).index(n) for n in numbers]


def test_the_first_key_goes_before_the_second() -> None:
    low, _ = keys(([1, 2, 2, 0], [1, 2, 2, 0]), ([9, 1, 5, 9], [9, 1, 5, 9]))
    assert order(low) == [1, 2, 3, 0]


def test_equal_in_every_key_is_level() -> None:
    low, _ = keys(([4, 4], [4, 4]), ([7, 7], [7, 7]))
    assert low[0] == low[1]


def test_an_unbounded_end_lies_beyond_all_that_are_known() -> None:
    low, high = keys(([0, 5, 7], [BIG, 5, 7]))
    assert order([*low, *high]) == [0, 1, 2, 3, 1, 2]


def test_no_keys_at_all_leave_everybody_level() -> None:
    low, high = composite([], 3)
    assert low.tolist() == high.tolist() == [0, 0, 0]


def test_keys_too_wide_to_be_packed_are_ordered_all_the_same() -> None:
    wide = [0, 2**58, 1, 2**57]
    low, _ = keys((wide, wide), ([3, 2**59, 1, 0], [3, 2**59, 1, 0]), ([0, 1, 2**50, 3], [0, 1, 2**50, 3]))
    assert order(low) == order(wide)


@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(1, 5))
def test_whole_numbers_order_all_ends_as_their_keys_do(seed: int, size: int, depth: int) -> None:
    rng = Random(seed)
    levels = []
    for _ in range(depth):
        width = rng.choice((2, 1000, 2**40, 2**59))
        low = [rng.randint(-width, width) for _ in range(size)]
        levels.append((low, [end + rng.choice((0, 0, 1, width)) for end in low]))
    low, high = keys(*levels)
    right = [tuple(level[0][i] for level in levels) for i in range(size)]
    right += [tuple(level[1][i] for level in levels) for i in range(size)]
    assert order([*low, *high]) == [sorted(set(right)).index(key) for key in right]


HIGH, LOW = RankKey("high", None, t.FieldRef("few")), RankKey("low", None, t.FieldRef("few"))


def test_a_missing_value_never_carries_anybody_over_one_that_is_there() -> None:
    ranking = run(book(ranking=[HIGH]), sheet({"few": None}, {"few": 0}, {"few": 1})).ranking
    assert order(ranking.low.tolist()) == [0, 0, 1]
    assert ranking.open.tolist() == [True, False, False]


def test_low_turns_the_order_round() -> None:
    one_seat = [quota("q", at_most=1)]
    rows = ({"few": 1}, {"few": 3})
    assert decided(book(ranking=[HIGH], quotas=one_seat), *rows) == ["reserve", "nominated"]
    assert decided(book(ranking=[LOW], quotas=one_seat), *rows) == ["nominated", "reserve"]


def test_those_who_meet_a_preference_rank_first_and_a_blank_there_leaves_the_rank_open() -> None:
    preferred = t.Test(t.FieldRef("p"), t.Is((t.Constant(True),)))
    made = book(
        preferred=preferred, ranking=[RankKey("first", "preferred", None), HIGH], quotas=[quota("q", at_most=1)]
    )
    assert decided(made, {"p": False, "few": 3}, {"p": True, "few": 1}) == ["reserve", "nominated"]
    ranking = run(made, sheet({"p": None, "few": 3}, {"p": True, "few": 1}, {"p": False, "few": 3})).ranking
    assert order([*ranking.low.tolist(), *ranking.high.tolist()]) == [0, 1, 0, 2, 1, 0]
