"""The allocation against its definition: every selection tried, every way a tie can fall."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.allocation import CLOSED, FREE, NOBODY, allocate, check_certificate, tie_groups, tied_with
from tests.allocation.forests import candidates, contests, forests, published, seat, tree_of
from tests.reference.allocation import (
    Candidate,
    Node,
    best_of,
    counts,
    least_missed,
    missed,
    selections,
    standings,
    tie_partition,
)

Contest = tuple[list[Node], list[Candidate]]


@given(contests(), st.booleans())
@settings(max_examples=400)
def test_statuses_and_witness_are_those_of_the_definition(contest: Contest, reverse: bool) -> None:
    forest, people = contest
    seating = seat(forest, people, reverse)
    assert standings(forest, people) == seating.status.tolist()
    order = sorted(range(len(people)), key=lambda i: (-people[i][1], -i if reverse else i))
    assert best_of(selections(forest, people), order) == set(np.flatnonzero(seating.witness).tolist())


@given(contests(levels=9))
@settings(max_examples=150)
def test_counts_are_those_of_the_witness_and_miss_as_little_as_can_be(contest: Contest) -> None:
    forest, people = contest
    seating = seat(forest, people)
    filled = counts(forest, [people[i][0] for i in np.flatnonzero(seating.witness)])
    assert filled == seating.filled.tolist()
    assert counts(forest, [c for c, _ in people]) == seating.eligible.tolist()
    assert [max(0, n.floor - f) for n, f in zip(forest, filled, strict=True)] == seating.short.tolist()
    total = (seating.filled + seating.kept).tolist()
    least = least_missed(forest, [people[i][0] for i in selections(forest, people)[0]])
    assert least == missed(forest, total)
    assert all(lo <= n <= hi for lo, n, hi in zip(seating.lo.tolist(), total, seating.hi.tolist(), strict=True))


def test_every_forest_of_two_quotas_and_up_to_three_candidates() -> None:
    floors = ((0, False), (1, False), (2, False), (1, True), (2, True))
    limits = [(ceiling, *floor) for ceiling in (None, 0, 1, 2) for floor in floors]
    for parent in (-1, 0):
        for outer, inner in product(limits, limits):
            forest = [Node(-1, *outer), Node(parent, *inner)]
            for people in ([(0, 2), (1, 1)], [(0, 1), (1, 1), (1, 2)], [(0, 2), (0, 1), (1, 0)]):
                assert standings(forest, people) == seat(forest, people).status.tolist(), (forest, people)


@given(contests(levels=1))
@settings(max_examples=400)
def test_tie_groups_are_those_who_compete_for_the_same_seats(contest: Contest) -> None:
    forest, people = contest
    seating = seat(forest, people)
    groups = tie_groups(seating)
    found = {frozenset(np.flatnonzero(groups == g).tolist()) for g in range(int(groups.max(initial=-1)) + 1)}
    assert tie_partition(forest, people) == found
    for i in range(len(people)):
        mine: set[int] = next((set(group) for group in found if i in group), {i})
        assert mine - {i} == set(tied_with(groups, i).tolist())


@given(st.data())
@settings(max_examples=150)
def test_one_more_never_helps_another_and_the_bar_says_whether_it_is_seated(data: st.DataObject) -> None:
    forest = data.draw(forests())
    people = data.draw(candidates(forest, most=5, levels=4))
    c = data.draw(st.integers(0, len(forest) - 1))
    key = data.draw(st.integers(-1, 4))
    before, after = seat(forest, people), seat(forest, [*people, (c, key)])
    assert all(now <= then for now, then in zip(after.status.tolist(), before.status.tolist(), strict=False))
    assert int(before.witness.sum()) - int(after.witness[:-1].sum()) in (0, 1)
    bar = int(before.bar[c])
    if bar == FREE:
        expected = 2
    elif bar == CLOSED:
        expected = 0
    else:
        expected = (key >= people[bar][1]) + (key > people[bar][1])
    assert expected == after.status[-1]


@given(contests(levels=9))
@settings(max_examples=150)
def test_when_one_goes_its_replacement_comes_in_where_no_number_moves(contest: Contest) -> None:
    forest, people = contest
    people = [(c, 10 * key + i) for i, (c, key) in enumerate(people)]
    seating = seat(forest, people)
    for i in np.flatnonzero(seating.witness).tolist():
        into = int(seating.replacement[people[i][0]])
        # The last in rank, so that only its own going counts.
        lowered = [(c, key if j != i else -1) for j, (c, key) in enumerate(people)]
        now = set(np.flatnonzero(seat(forest, lowered).witness).tolist())
        then = set(np.flatnonzero(seating.witness).tolist())
        assert now == (then if into == NOBODY else then - {i} | {into})


@given(st.data())
@settings(max_examples=100)
def test_a_better_rank_never_makes_ones_own_result_worse(data: st.DataObject) -> None:
    forest, people = data.draw(contests(levels=4))
    for i, (c, key) in enumerate(people):
        raised = [*people[:i], (c, key + data.draw(st.integers(1, 3))), *people[i + 1 :]]
        assert seat(forest, raised).status[i] >= seat(forest, people).status[i]


@given(st.data())
@settings(max_examples=100)
def test_the_order_of_the_rows_changes_nothing(data: st.DataObject) -> None:
    forest, people = data.draw(contests(most=30, levels=5))
    order = data.draw(st.permutations(range(len(people))))
    names = np.arange(len(people)) * 7919 % 31  # the public key by which ties are taken
    classes = np.array([c for c, _ in people], dtype=np.int32)
    keys = np.array([k for _, k in people], dtype=np.int64)
    moved = np.array(order, dtype=np.int64)
    tree = tree_of(forest)
    one = allocate(tree, classes, keys, lambda tied: np.argsort(names[tied]))
    two = allocate(tree, classes[moved], keys[moved], lambda tied: np.argsort(names[moved][tied]))
    assert one.status[moved].tolist() == two.status.tolist()
    assert one.witness[moved].tolist() == two.witness.tolist()
    assert one.blocked_by[moved].tolist() == two.blocked_by.tolist()
    assert one.price.tolist() == two.price.tolist()


@given(contests(most=40, levels=40))
@settings(max_examples=100)
def test_who_is_refused_stands_under_a_full_quota_and_who_is_seated_under_none_that_overflows(contest: Contest) -> None:
    forest, people = contest
    seating = seat(forest, people)
    for i in range(len(people)):
        around = seating.full_around(i)
        assert bool(around) == (not seating.witness[i])
        assert seating.blocked_by[i] == (around[0] if around else -1)
    for node, taken in zip(forest, (seating.filled + seating.kept).tolist(), strict=True):
        assert node.ceiling is None or taken <= node.ceiling


def large(seed: int, nodes: int = 120, people: int = 1500, levels: int = 20) -> Contest:
    draw = np.random.default_rng(seed)
    forest = [
        Node(
            int(draw.integers(-1, i)) if draw.random() < 0.9 else -1,
            None if draw.random() < 0.3 else int(draw.integers(0, 40)),
            int(draw.integers(0, 12)) if draw.random() < 0.4 else 0,
            bool(draw.random() < 0.5),
        )
        for i in range(nodes)
    ]
    return forest, [(int(draw.integers(nodes)), int(draw.integers(levels))) for _ in range(people)]


@pytest.mark.parametrize("seed", range(8))
def test_large_forests_are_right_by_their_certificate(seed: int) -> None:
    # The certificate proves a selection without trying others, so it reaches where the definition does not.
    forest, people = large(seed)
    seating = seat(forest, people, reverse=bool(seed % 2))
    assert check_certificate(*published(forest, people, seating)) == []
    assert {0, 1, 2} == set(seating.status.tolist())
