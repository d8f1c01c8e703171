"""From "2, of which 1 hamlet" to seats: what a plan's words come to under each reading."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.allocation import NO_GROUP, NO_NODE, UNLIMITED, QuotaSpec, allocate, build, settle

TWO_OF_WHICH_ONE_HAMLET = {
    "exactly, empty": QuotaSpec("P/H", "P", exactly=1),
    "at_least, empty": QuotaSpec("P/H", "P", at_least=1),
    "at_least, transfer": QuotaSpec("P/H", "P", at_least=1, unfilled="transfer"),
    "exactly, transfer": QuotaSpec("P/H", "P", exactly=1, unfilled="transfer"),
}


def chosen(hamlets: QuotaSpec, ranking: str) -> str:
    """Who is seated of a ranking such as "H H C C", best first, each named by its place."""
    forest = build([QuotaSpec("P", at_most=2), hamlets], {})
    people = ranking.split()
    node = forest.node(np.array([1 if kind == "H" else 0 for kind in people]), {})
    seating = allocate(forest.tree, node, -np.arange(len(people)))
    return " ".join(f"{kind}{i + 1}" for i, kind in enumerate(people) if seating.witness[i])


@pytest.mark.parametrize(
    ("reading", "ranking", "expected"),
    [
        ("exactly, empty", "H H C C", "H1 C3"),
        ("exactly, empty", "C H H", "C1 H2"),
        ("exactly, empty", "H H", "H1"),
        ("exactly, empty", "C C", "C1"),
        ("at_least, empty", "H H C C", "H1 H2"),
        ("at_least, empty", "C H H", "C1 H2"),
        ("at_least, empty", "H H", "H1 H2"),
        ("at_least, empty", "C C", "C1"),
        ("at_least, transfer", "H H C C", "H1 H2"),
        ("at_least, transfer", "C H H", "C1 H2"),
        ("at_least, transfer", "H H", "H1 H2"),
        ("at_least, transfer", "C C", "C1 C2"),
        ("exactly, transfer", "H H C C", "H1 C3"),
        ("exactly, transfer", "C H H", "C1 H2"),
        ("exactly, transfer", "H H", "H1 H2"),
        ("exactly, transfer", "C C", "C1 C2"),
    ],
)
def test_two_of_which_one_hamlet(reading: str, ranking: str, expected: str) -> None:
    assert expected == chosen(TWO_OF_WHICH_ONE_HAMLET[reading], ranking)


def limits(*quotas: QuotaSpec) -> dict[str, tuple[int | None, int, bool]]:
    return {s.id: (s.at_most, s.at_least, s.keep) for s in settle(quotas)}


def test_the_rest_of_a_parent_has_what_is_not_reserved() -> None:
    six = QuotaSpec("P", at_most=6)
    kept = limits(six, QuotaSpec("P/H", "P", exactly=2), QuotaSpec("P/C", "P", exactly=2))
    assert kept == {"P": (6, 0, False), "P/H": (2, 2, True), "P/C": (2, 2, True), "P/rest": (2, 0, False)}
    passed_on = limits(
        six,
        QuotaSpec("P/H", "P", exactly=2, unfilled="transfer"),
        QuotaSpec("P/C", "P", exactly=2, unfilled="transfer"),
    )
    assert passed_on == {
        "P": (6, 0, False),
        "P/H": (None, 2, False),
        "P/C": (None, 2, False),
        "P/rest": (None, 2, False),
    }


def test_reserved_seats_that_make_up_the_whole_leave_none_for_the_rest() -> None:
    assert limits(QuotaSpec("P", at_most=2), QuotaSpec("P/H", "P", exactly=2))["P/rest"] == (0, 0, False)


def test_exactly_so_many_of_an_unlimited_parent_is_a_ceiling_too() -> None:
    found = limits(QuotaSpec("P"), QuotaSpec("P/H", "P", exactly=2, unfilled="transfer"))
    assert found["P/H"] == (2, 2, False)
    assert found["P/rest"] == (None, 0, False)


def test_exactly_at_the_top_is_a_ceiling_and_a_floor() -> None:
    assert limits(QuotaSpec("P", exactly=3))["P"] == (3, 3, True)
    assert limits(QuotaSpec("P", exactly=3, unfilled="transfer"))["P"] == (3, 3, False)


def test_what_is_not_counted_exactly_shares_the_rest() -> None:
    # 4, of which exactly 1 hamlet, and at least 1 agency: the agencies are among the other three.
    settled = settle(
        [
            QuotaSpec("P", at_most=4),
            QuotaSpec("P/A", "P", at_least=1, unfilled="transfer"),
            QuotaSpec("P/H", "P", exactly=1, unfilled="transfer"),
        ]
    )
    place = {s.id: i for i, s in enumerate(settled)}
    assert settled[place["P/A"]].parent == place["P/rest"]
    assert settled[place["P/rest"]].at_least == 3
    assert [s.parent < i for i, s in enumerate(settled)] == [True] * len(settled)


def test_a_quota_called_rest_keeps_its_name() -> None:
    assert "P/rest_" in limits(QuotaSpec("P", at_most=2), QuotaSpec("P/rest", "P", exactly=1))


def test_a_subtree_is_copied_for_each_group() -> None:
    forest = build(
        [QuotaSpec("C", at_most=2, per_group=True), QuotaSpec("C/H", "C", exactly=1)], {"C": ["Vĩnh Tân", "Lai Hòa"]}
    )
    ids = [(forest.settled[s].id, group) for s, group in zip(forest.of.tolist(), forest.group, strict=True)]
    assert ids == [(i, g) for i in ("C", "C/H", "C/rest") for g in ("Vĩnh Tân", "Lai Hòa")]
    assert forest.tree.parent.tolist() == [-1, -1, 0, 1, 0, 1]
    quota = np.array([1, 0, 1, -1, 0])
    commune = np.array([1, 1, 0, 0, -1])
    assert forest.node(quota, {"C": commune}).tolist() == [3, 5, 2, NO_NODE, NO_GROUP]


def test_groups_inside_groups_have_a_node_for_each_pair() -> None:
    forest = build(
        [QuotaSpec("C", at_most=4, per_group=True), QuotaSpec("C/K", "C", at_most=1, per_group=True)],
        {"C": ["X", "Y"], "C/K": ["a", "b", "c"]},
    )
    k = [i for i, s in enumerate(forest.of.tolist()) if forest.settled[s].id == "C/K"]
    assert [forest.group[i] for i in k] == ["X / a", "X / b", "X / c", "Y / a", "Y / b", "Y / c"]
    assert [forest.group[int(forest.tree.parent[i])] for i in k] == ["X", "X", "X", "Y", "Y", "Y"]
    assert forest.node(np.array([1]), {"C": np.array([1]), "C/K": np.array([2])}).tolist() == [k[5]]


def test_a_group_may_have_limits_of_its_own() -> None:
    forest = build(
        [QuotaSpec("C", at_most=2, per_group=True, exceptions={"Y": (5, 1), "Z": (None, 0)})], {"C": ["X", "Y", "Z"]}
    )
    assert forest.tree.ceiling.tolist() == [2, 5, UNLIMITED]
    assert forest.tree.floor.tolist() == [0, 1, 0]


def test_a_quota_without_any_group_has_no_node() -> None:
    forest = build([QuotaSpec("C", at_most=2, per_group=True), QuotaSpec("C/H", "C", exactly=1)], {"C": []})
    assert len(forest.tree) == 0
    assert forest.node(np.array([1]), {"C": np.array([-1])}).tolist() == [NO_GROUP]


def test_unfit_quotas_are_refused() -> None:
    with pytest.raises(ValueError, match="stands before it"):
        settle([QuotaSpec("P/H", "P"), QuotaSpec("P")])
    with pytest.raises(ValueError, match="an id of its own"):
        settle([QuotaSpec("P"), QuotaSpec("P")])
    with pytest.raises(ValueError, match="no groups are given for P"):
        build([QuotaSpec("P", per_group=True)], {})


@given(st.data())
@settings(max_examples=60)
def test_seats_of_one_group_do_not_depend_on_another(data: st.DataObject) -> None:
    reading = TWO_OF_WHICH_ONE_HAMLET[data.draw(st.sampled_from(sorted(TWO_OF_WHICH_ONE_HAMLET)))]
    forest = build([QuotaSpec("P", at_most=2, per_group=True), reading], {"P": ["X", "Y", "Z"]})
    alone = build([QuotaSpec("P", at_most=2), reading], {})
    rows = data.draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 3)), max_size=14))
    group, quota, key = (np.array([row[i] for row in rows], dtype=np.int64) for i in range(3))
    together = allocate(forest.tree, forest.node(quota, {"P": group}), key)
    for g in range(3):
        mine = group == g
        expected = allocate(alone.tree, alone.node(quota[mine], {}), key[mine])
        assert expected.status.tolist() == together.status[mine].tolist()
