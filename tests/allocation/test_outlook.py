"""What missing evidence can still change, against every way in which it may turn out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.allocation import Outlook, Standing, Undetermined, allocate, outlook, undetermined
from tests.allocation.forests import forests, tree_of
from tests.reference.allocation import Forest, Node, Open, own_key_matters, range_of_standings

RESERVE, TIED, NOMINATED = (int(s) for s in Standing)


def look(forest: Forest, eligible: Sequence[Open], others: Sequence[Open] = ()) -> Outlook:
    return outlook(
        tree_of(forest),
        np.array([one.classes[0] for one in eligible], dtype=np.int32),
        np.array([one.low for one in eligible], dtype=np.int64),
        np.array([one.high for one in eligible], dtype=np.int64),
        Undetermined.of(
            np.array([one.low for one in others], dtype=np.int64),
            np.array([one.high for one in others], dtype=np.int64),
            [one.classes for one in others],
            np.array([not one.absent for one in others], dtype=bool),
        ),
    )


def known(key: int, c: int = 0) -> Open:
    return Open(key, key, (c,))


def ranges(view: Outlook) -> list[tuple[int, int]]:
    return list(zip(view.worst.tolist(), view.best.tolist(), strict=True))


@st.composite
def opens(draw: st.DrawFn, nodes: int, *, undetermined: bool, classes: int = 2) -> Open:
    low = draw(st.integers(0, 4))
    width = draw(st.sampled_from((0, 0, 1, 2)))
    if not undetermined:
        return Open(low, low + width, (draw(st.integers(0, nodes - 1)),))
    where = draw(st.lists(st.integers(0, nodes - 1), min_size=1, max_size=classes, unique=True))
    return Open(low, low + width, tuple(sorted(where)), absent=draw(st.sampled_from((True, True, False))))


@st.composite
def situations(draw: st.DrawFn, classes: int = 2) -> tuple[list[Node], list[Open], list[Open]]:
    forest = draw(forests(most_nodes=4, most_seats=2))
    eligible = draw(st.lists(opens(len(forest), undetermined=False), max_size=3))
    others = draw(st.lists(opens(len(forest), undetermined=True, classes=classes), max_size=2))
    ways = 1
    for one in (*eligible, *others):
        ways *= len(one.ways)
    assume(ways <= 150)
    return forest, eligible, others


Situation = tuple[list[Node], list[Open], list[Open]]


@given(situations())
@settings(max_examples=200)
def test_worst_and_best_are_those_over_all_completions(situation: Situation) -> None:
    forest, eligible, others = situation
    view = look(forest, eligible, others)
    expected = range_of_standings(forest, [*eligible, *others])
    assert expected[: len(eligible)] == ranges(view)
    assert [seen is not None and seen[1] > RESERVE for seen in expected[len(eligible) :]] == view.possible.tolist()
    assert view.exact


@given(situations())
@settings(max_examples=60)
def test_where_too_many_classes_are_possible_nothing_is_called_certain_that_is_not(situation: Situation) -> None:
    forest, eligible, others = situation
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(undetermined, "MOST_COMBINATIONS", 1)
        view = look(forest, eligible, others)
    expected = range_of_standings(forest, [*eligible, *others])
    for (worst, best), seen in zip(ranges(view), expected, strict=False):
        assert seen is not None
        assert worst <= seen[0]
        assert best >= seen[1]
    for possible, seen in zip(view.possible.tolist(), expected[len(eligible) :], strict=True):
        assert possible or seen is None or seen[1] == RESERVE


@given(situations(classes=1))
@settings(max_examples=60)
def test_a_missing_value_that_cannot_matter_changes_nothing(situation: Situation) -> None:
    forest, eligible, others = situation
    view = look(forest, eligible, others)
    for i in range(len(eligible)):
        if own_key_matters(forest, [*eligible, *others], i):
            assert view.matters[i]
        elif not others:
            assert not view.matters[i]


@given(situations())
@settings(max_examples=200)
def test_without_evidence_on_its_displacers_nobody_falls(situation: Situation) -> None:
    forest, eligible, others = situation
    view = look(forest, eligible, others)
    now = allocate(
        tree_of(forest),
        np.array([one.classes[0] for one in eligible], dtype=int),
        np.array([one.low for one in eligible], dtype=int),
    )
    for i in np.flatnonzero(view.worst < now.status).tolist():
        own, turning_up = view.displacers(i)
        held = [Open(e.low, e.low, e.classes) if j == i or j in own else e for j, e in enumerate(eligible)]
        left = [one for j, one in enumerate(others) if j not in turning_up]
        lowest = range_of_standings(forest, [*held, *left])[i]
        assert lowest is not None
        assert now.status[i] == lowest[0]
        assert i not in own


def test_who_is_hopeless_beside_one_who_is_sure_still_counts_without_it() -> None:
    # One seat. The list as it stands knows nobody of the other two, though one of them is sure to come.
    view = look([Node(-1, 1)], [known(5), Open(4, 6, (0,))], [Open(9, 9, (0,)), Open(7, 7, (0,), absent=True)])
    assert ranges(view) == [(RESERVE, RESERVE), (RESERVE, RESERVE)]
    assert [found.tolist() for found in view.displacers(0)] == [[1], [0, 1]]


def test_with_nothing_missing_every_standing_is_certain_ties_too() -> None:
    view = look([Node(-1, 2)], [known(9), known(5), known(5), known(1)])
    assert ranges(view) == [(NOMINATED,) * 2, (TIED,) * 2, (TIED,) * 2, (RESERVE,) * 2]
    assert view.certain.all()
    assert not view.matters.any()


def test_a_nominee_is_provisional_while_somebody_may_outrank_it() -> None:
    view = look([Node(-1, 2)], [known(9), known(5), known(1)], [Open(4, 8, (0,), absent=True)])
    assert ranges(view) == [(NOMINATED, NOMINATED), (RESERVE, NOMINATED), (RESERVE, RESERVE)]
    assert view.possible.tolist() == [True]
    assert [found.tolist() for found in view.displacers(1)] == [[], [0]]


def test_evidence_on_somebody_who_can_never_reach_the_list_does_not_matter() -> None:
    view = look([Node(-1, 2)], [known(9), known(5)], [Open(1, 4, (0,), absent=True)])
    assert view.certain.all()
    assert view.possible.tolist() == [False]


def test_somebody_who_would_be_level_with_the_last_matters() -> None:
    view = look([Node(-1, 2)], [known(9), known(5)], [Open(1, 5, (0,), absent=True)])
    assert ranges(view) == [(NOMINATED, NOMINATED), (TIED, NOMINATED)]
    assert view.possible.tolist() == [True]


def test_a_tie_that_evidence_may_settle_is_not_certain() -> None:
    view = look([Node(-1, 1)], [Open(5, 6, (0,)), known(5)])
    assert ranges(view) == [(TIED, NOMINATED), (RESERVE, TIED)]
    assert view.matters.tolist() == [True, False]
    assert view.displacers(1)[0].tolist() == [0]


def test_under_transfer_a_lower_ranked_one_may_displace_and_is_named() -> None:
    forest = [Node(-1, 1), Node(0, None, 1)]
    view = look(forest, [known(9)], [Open(0, 1, (1,), absent=True)])
    assert ranges(view) == [(RESERVE, NOMINATED)]
    assert [found.tolist() for found in view.displacers(0)] == [[], [0]]


def test_what_is_open_in_one_list_leaves_the_others_certain() -> None:
    view = look([Node(-1, 1), Node(-1, 1)], [known(5), known(3, 1)], [Open(0, 9, (0,), absent=True)])
    assert view.certain.tolist() == [False, True]
    assert view.displacers(1)[1].tolist() == []


def test_those_in_quotas_that_share_no_scarce_seat_never_displace_each_other() -> None:
    # Two seats: one for A, one for B. Whoever turns up for B takes nothing from A.
    view = look([Node(-1, 2), Node(0, 1), Node(0, 1)], [known(5, 1), known(5, 2)], [
        Open(9, 9, (2,), absent=True), Open(9, 9, (2,), absent=True), Open(6, 6, (1,), absent=True),
    ])  # fmt: skip
    assert [found.tolist() for found in view.displacers(0)] == [[], [2]]
    assert [found.tolist() for found in view.displacers(1)] == [[], [0, 1]]


def test_two_of_whom_only_one_class_each_is_right_do_not_fill_both() -> None:
    # Each of the two may stand for A or for B, one seat each; c has one of the two seats of P but for them.
    forest = [Node(-1), Node(0, 1), Node(0, 1)]
    either = Open(9, 9, (1, 2), absent=True)
    assert ranges(look(forest, [known(5, 1), known(5, 2)], [either])) == [(RESERVE, NOMINATED), (RESERVE, NOMINATED)]
    # P at most 2 and a third in P directly: one newcomer in A or B costs it nothing, for its seat is its own.
    forest = [Node(-1, 3), Node(0, 1), Node(0, 1)]
    view = look(forest, [known(5, 1), known(5, 2), known(1)], [either])
    assert ranges(view) == [(RESERVE, NOMINATED), (RESERVE, NOMINATED), (NOMINATED, NOMINATED)]
    assert view.exact


def test_one_who_is_surely_eligible_takes_its_place_in_the_best_case_too() -> None:
    sure = Open(9, 9, (0,), absent=False)
    assert ranges(look([Node(-1, 1)], [known(5)], [sure])) == [(RESERVE, RESERVE)]
    assert ranges(look([Node(-1, 1)], [known(5)], [Open(9, 9, (0,), absent=True)])) == [(RESERVE, NOMINATED)]


def test_a_candidate_that_no_quota_may_hold_is_impossible() -> None:
    assert look([Node(-1, 1)], [known(5)], [Open(9, 9, (), absent=True)]).possible.tolist() == [False]


def test_an_interval_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match="lowest key"):
        look([Node(-1, 1)], [Open(5, 4, (0,))])
    with pytest.raises(ValueError, match="lowest key"):
        look([Node(-1, 1)], [], [Open(5, 4, (0,))])
    with pytest.raises(ValueError, match="sure"):
        look([Node(-1, 1)], [], [Open(5, 5, (), absent=False)])


def test_keys_far_apart_are_compared_as_well() -> None:
    far = 2**61
    view = look([Node(-1, 1)], [Open(-5, 5, (0,)), Open(-far, far, (0,))], [Open(far, far, (0,), absent=True)])
    assert ranges(view) == [(RESERVE, NOMINATED), (RESERVE, NOMINATED)]
    assert view.matters.tolist() == [True, True]


@pytest.mark.parametrize("seed", range(6))
def test_no_completion_of_a_large_forest_leaves_the_range(seed: int) -> None:
    draw = np.random.default_rng(seed)
    nodes, size, more = 40, 400, 60
    forest = [
        Node(
            int(draw.integers(-1, i)) if draw.random() < 0.9 else -1,
            None if draw.random() < 0.3 else int(draw.integers(0, 25)),
            int(draw.integers(0, 8)) if draw.random() < 0.4 else 0,
            bool(draw.random() < 0.5),
        )
        for i in range(nodes)
    ]
    tree = tree_of(forest)
    classes, low = draw.integers(nodes, size=size), draw.integers(50, size=size)
    high = low + np.where(draw.random(size) < 0.2, draw.integers(1, 20, size), 0)
    their_low = draw.integers(50, size=more)
    their_high = their_low + draw.integers(0, 10, more)
    where = [tuple(draw.integers(nodes, size=draw.integers(1, 3)).tolist()) for _ in range(more)]
    view = outlook(tree, classes, low, high, Undetermined.of(their_low, their_high, where))
    seen = np.zeros(more, dtype=bool)
    for _ in range(60):
        there = np.flatnonzero(draw.random(more) < draw.random())
        keys = np.concatenate((draw.integers(low, high + 1), draw.integers(their_low[there], their_high[there] + 1)))
        chosen = [where[i][draw.integers(len(where[i]))] for i in there]
        status = allocate(tree, np.concatenate((classes, np.array(chosen, dtype=int))), keys).status
        assert bool(np.all((view.worst <= status[:size]) & (status[:size] <= view.best)))
        seen[there] |= status[size:] > RESERVE
    assert not bool(np.any(seen & ~view.possible))
    assert 0 < int(view.certain.sum()) < size
