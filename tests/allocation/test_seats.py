"""Seats under nested quotas, as an officer would state them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.allocation import CLOSED, FREE, NOBODY, UNLIMITED, Seating, Standing, Tree, allocate, tie_groups, tied_with
from tests.allocation.forests import seat
from tests.reference.allocation import Node

RESERVE, TIED, NOMINATED = Standing.RESERVE, Standing.TIED, Standing.NOMINATED


def seated(seating: Seating) -> list[int]:
    return np.flatnonzero(seating.witness).tolist()


def test_without_a_number_everybody_eligible_is_nominated() -> None:
    seating = seat([Node(-1)], [(0, 3), (0, 3), (0, 1)])
    assert seating.status.tolist() == [NOMINATED] * 3
    assert seating.blocked_by.tolist() == [-1, -1, -1]


def test_the_best_take_the_seats_and_the_rest_wait() -> None:
    seating = seat([Node(-1, 2)], [(0, 1), (0, 3), (0, 2)])
    assert seating.status.tolist() == [RESERVE, NOMINATED, NOMINATED]
    assert seating.blocked_by.tolist() == [0, -1, -1]


def test_fewer_than_the_ceiling_is_lawful() -> None:
    seating = seat([Node(-1, 8), Node(-1, 15)], [(0, 1), (1, 1)])
    assert seating.status.tolist() == [NOMINATED, NOMINATED]
    assert seating.short.tolist() == [0, 0]


def test_two_ceilings_do_not_make_up_for_each_other() -> None:
    seating = seat([Node(-1, 1), Node(-1, 2)], [(0, 5), (0, 4), (1, 1)])
    assert seating.status.tolist() == [NOMINATED, RESERVE, NOMINATED]


def test_a_tie_at_the_edge_is_left_to_the_council() -> None:
    seating = seat([Node(-1, 2)], [(0, 3), (0, 2), (0, 2)])
    assert seating.status.tolist() == [NOMINATED, TIED, TIED]


def test_a_tie_away_from_the_edge_is_none() -> None:
    assert seat([Node(-1, 2)], [(0, 2), (0, 2)]).status.tolist() == [NOMINATED, NOMINATED]
    assert seat([Node(-1, 1)], [(0, 3), (0, 2), (0, 2)]).status.tolist() == [NOMINATED, RESERVE, RESERVE]


def test_only_those_whom_the_edge_concerns_are_tied_not_all_with_that_key() -> None:
    # P unlimited: a in A (unlimited), b1 and b2 in B (at most 1), all three level.
    seating = seat([Node(-1), Node(0), Node(0, 1)], [(1, 7), (2, 7), (2, 7)])
    assert seating.status.tolist() == [NOMINATED, TIED, TIED]


def test_ties_never_cross_topmost_quotas() -> None:
    seating = seat([Node(-1, 1), Node(-1, 1)], [(0, 7), (0, 7), (1, 7)])
    assert seating.status.tolist() == [TIED, TIED, NOMINATED]


def test_ties_of_two_quotas_that_cannot_trade_seats_are_two_questions() -> None:
    # All level. A and B hold one seat each; nobody of A can ever sit in B's.
    seating = seat([Node(-1), Node(0, 1), Node(0, 1)], [(1, 7), (2, 7), (1, 7), (2, 7)])
    assert seating.status.tolist() == [TIED] * 4
    assert tie_groups(seating).tolist() == [0, 1, 0, 1]


def test_a_tie_inside_a_reserved_seat_is_apart_from_the_tie_for_the_rest() -> None:
    # P at most 2; A is owed one seat and may not have more; the other is for those directly in P. All level.
    seating = seat([Node(-1, 2), Node(0, 1, 1)], [(0, 7), (1, 7), (1, 7), (0, 7)])
    assert seating.status.tolist() == [TIED] * 4
    assert tie_groups(seating).tolist() == [0, 1, 1, 0]
    assert tied_with(tie_groups(seating), 0).tolist() == [3]


def test_who_is_not_tied_is_tied_with_nobody() -> None:
    groups = tie_groups(seat([Node(-1, 1)], [(0, 9), (0, 1), (0, 1)]))
    assert groups.tolist() == [-1, -1, -1]
    assert tied_with(groups, 0).tolist() == []


def test_the_witness_takes_ties_by_the_tie_break_and_asks_it_about_the_tied_alone() -> None:
    asked: list[list[int]] = []

    def last_first(tied: np.ndarray) -> np.ndarray:
        asked.append(tied.tolist())
        return np.argsort(-tied)

    tree = Tree(np.array([-1]), np.array([3]), np.array([0]), np.array([False]))
    seating = allocate(tree, np.zeros(6, dtype=np.int32), np.array([9, 9, 5, 5, 5, 1]), last_first)
    assert asked == [[2, 3, 4]]
    assert seated(seating) == [0, 1, 4]
    assert seating.status.tolist() == [NOMINATED, NOMINATED, TIED, TIED, TIED, RESERVE]


def test_the_tie_break_is_not_asked_when_no_edge_cuts_a_tie() -> None:
    def never(tied: np.ndarray) -> np.ndarray:
        raise AssertionError(tied)

    tree = Tree(np.array([-1]), np.array([2]), np.array([0]), np.array([False]))
    seating = allocate(tree, np.zeros(3, dtype=np.int32), np.array([9, 9, 5]), never)
    assert seated(seating) == [0, 1]


def test_needs_that_exceed_a_ceiling_do_not_seat_the_better_ranked() -> None:
    # P at most 1; A = {c} with floor 1, holding A1 = {c} with floor 1; B = {b} floor 1; b ranks above c.
    forest = [Node(-1, 1), Node(0, None, 1), Node(1, None, 1), Node(0, None, 1)]
    b, c = (3, 9), (2, 1)
    assert seat(forest, [b, c]).status.tolist() == [RESERVE, NOMINATED]


def test_under_transfer_a_lower_ranked_newcomer_displaces() -> None:
    # P at most 1, and A inside it at least 1.
    forest = [Node(-1, 1), Node(0, None, 1)]
    outside, inside = (0, 9), (1, 1)
    assert seat(forest, [outside]).status.tolist() == [NOMINATED]
    assert seat(forest, [outside, inside]).status.tolist() == [RESERVE, NOMINATED]


def test_a_kept_seat_stays_empty_and_is_reported() -> None:
    # P at most 2, and A inside it at least 1, kept.
    seating = seat([Node(-1, 2), Node(0, None, 1, keep=True)], [(0, 9), (0, 8)])
    assert seating.status.tolist() == [NOMINATED, RESERVE]
    assert (seating.filled.tolist(), seating.kept.tolist(), seating.short.tolist()) == ([1, 0], [1, 1], [0, 1])
    assert seating.full.tolist() == [True, False]
    assert seating.full_around(1) == [0]


def test_who_is_refused_waits_at_the_innermost_full_quota() -> None:
    forest = [Node(-1, 2), Node(0, 1), Node(0, 5)]
    seating = seat(forest, [(1, 9), (1, 8), (2, 7), (2, 6)])
    assert seating.status.tolist() == [NOMINATED, RESERVE, NOMINATED, RESERVE]
    assert seating.blocked_by.tolist() == [-1, 1, -1, 0]
    assert seating.full_around(1) == [1, 0]
    assert seating.full_around(0) == []


def test_the_bar_is_whom_one_more_would_have_to_outrank() -> None:
    forest = [Node(-1, 3), Node(0, 1), Node(0, 2)]
    people = [(1, 9), (1, 5), (2, 8), (2, 7), (2, 4)]
    seating = seat(forest, people)
    assert seating.bar.tolist() == [3, 0, 3]
    assert seating.replacement.tolist() == [NOBODY, 1, 4]


def test_where_a_seat_is_left_there_is_no_bar() -> None:
    assert seat([Node(-1, 2)], [(0, 9)]).bar.tolist() == [FREE]


def test_where_no_rank_helps_the_class_is_closed() -> None:
    # Both seats of P are owed to A, whatever anybody else's rank.
    seating = seat([Node(-1, 2), Node(0, None, 2)], [(0, 99), (1, 2), (1, 1)])
    assert seating.status.tolist() == [RESERVE, NOMINATED, NOMINATED]
    assert seating.bar.tolist()[0] == CLOSED
    assert seating.price.tolist()[0] > 0


def test_a_quota_of_nothing_seats_nobody() -> None:
    seating = seat([Node(-1, 0)], [(0, 1)])
    assert seating.status.tolist() == [RESERVE]
    assert seating.bar.tolist() == [CLOSED]
    assert seating.price.tolist() == [1]


def test_the_last_seated_of_every_quota_is_its_cut_off() -> None:
    forest = [Node(-1), Node(0, 2), Node(0)]
    people = [(1, 9), (1, 8), (1, 7), (2, 8), (0, 12)]
    assert seat(forest, people).last_seated().tolist() == [3, 1, 3]
    assert seat(forest, []).last_seated().tolist() == [-1, -1, -1]


def test_nobody_and_nothing() -> None:
    assert seat([Node(-1, 1)], []).status.tolist() == []
    empty = np.zeros(0, dtype=np.int64)
    assert len(allocate(Tree(empty, empty, empty, empty.astype(bool)), empty, empty).status) == 0


@pytest.mark.parametrize(
    ("tree", "classes", "keys"),
    [
        (Tree(np.array([0]), np.array([1]), np.array([0]), np.array([False])), [0], [1]),
        (Tree(np.array([1, -1]), np.array([1, 1]), np.array([0, 0]), np.array([False, False])), [0], [1]),
        (Tree(np.array([-1]), np.array([-1]), np.array([0]), np.array([False])), [0], [1]),
        (Tree(np.array([-1]), np.array([1]), np.array([UNLIMITED]), np.array([False])), [0], [1]),
        (Tree(np.array([-1]), np.array([1, 1]), np.array([0]), np.array([False])), [0], [1]),
        (Tree(np.array([-1]), np.array([1]), np.array([0]), np.array([False])), [1], [1]),
        (Tree(np.array([-1]), np.array([1]), np.array([0]), np.array([False])), [-1], [1]),
        (Tree(np.array([-1]), np.array([1]), np.array([0]), np.array([False])), [0, 0], [1]),
        (Tree(np.array([-1]), np.array([1]), np.array([0]), np.array([False])), [0], [2**62]),
    ],
)
def test_what_is_no_tree_or_no_candidate_of_it_is_refused(tree: Tree, classes: list[int], keys: list[int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        allocate(tree, np.array(classes), np.array(keys))


def test_keys_too_wide_to_pack_rank_as_well() -> None:
    keys = np.array([2**61, -(2**61), 2**61 - 1, 0, 2**61])
    tree = Tree(np.array([-1]), np.array([2]), np.array([0]), np.array([False]))
    assert seated(allocate(tree, np.zeros(5, dtype=np.int32), keys)) == [0, 4]
    tree = Tree(np.array([-1] * 70000), np.full(70000, 1), np.zeros(70000, dtype=np.int64), np.zeros(70000, dtype=bool))
    assert seated(allocate(tree, np.full(5, 69999, dtype=np.int32), keys + np.arange(5))) == [4]
