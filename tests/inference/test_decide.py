"""Columns through the tables say what the plain definition says."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import decide
from engine.inference.decide import CHUNK
from engine.inference.nodes import Node, Part, plan
from engine.inference.tables import MOST_CHILDREN
from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, FieldRef, Fixed, Known, Name, NoneOf, Test
from tests.inference.conditions import NAMES, conditions, rows_of_truths
from tests.reference.kleene import evaluate


def columns_of(rows: list[dict[str, int]]) -> dict[str, np.ndarray]:
    return {name: np.array([row[name] for row in rows], np.int8) for name in rows[0]}


@given(conditions(), rows_of_truths)
def test_random_conditions_agree_with_strong_kleene(condition: Condition, rows: list[dict[str, int]]) -> None:
    assert [evaluate(condition, row) for row in rows] == decide(condition, columns_of(rows)).tolist()


@pytest.mark.parametrize("children", [6, 7, 8])
def test_every_pattern_of_a_split_node_agrees(children: int) -> None:
    names = NAMES[:children]
    patterns = [dict(zip(names, values, strict=True)) for values in product((0, 1, 2), repeat=children)]
    of = tuple(map(Name, names))
    columns = columns_of(patterns)
    counts: list[Condition] = [AtLeast(n, of) for n in range(children + 2)]
    for condition in [All(of), AnyOf(of), NoneOf(of), *counts]:
        expected = [evaluate(condition, pattern) for pattern in patterns]
        assert expected == decide(condition, columns).tolist(), condition


def test_a_standard_of_forty_criteria_is_split_into_small_nodes() -> None:
    tree = plan(All(tuple(Name(f"k{i}") for i in range(40))))
    sizes: list[int] = []

    def walk(part: Part) -> None:
        if isinstance(part, Node):
            sizes.append(len(part.children))
            for child in part.children:
                walk(child)

    walk(tree)
    assert max(sizes) <= MOST_CHILDREN
    assert len(sizes) == 8 + 2 + 1


def test_twenty_of_forty_is_planned_at_once_and_decided_exactly() -> None:
    names = [f"k{i}" for i in range(40)]
    rng = np.random.default_rng(7)
    weak, strong = (0.6, 0.2, 0.2), (0.2, 0.2, 0.6)
    columns = {
        name: np.concatenate([rng.choice(3, 100, p=p) for p in (weak, strong)]).astype(np.int8) for name in names
    }
    condition = AtLeast(20, tuple(map(Name, names)))
    expected = [evaluate(condition, {name: int(columns[name][row]) for name in names}) for row in range(200)]
    assert set(expected) == {0, 1, 2}
    assert expected == decide(condition, columns).tolist()


def test_the_same_part_with_and_without_its_negation_is_not_assumed_to_be_decided() -> None:
    # Strong Kleene: "k or not k" is unknown for an unknown k.
    either = AnyOf((Name("k"), NoneOf((Name("k"),))))
    assert decide(either, {"k": np.array([0, 1, 2], np.int8)}).tolist() == [2, 1, 2]


def test_empty_nodes_say_what_their_words_say() -> None:
    column = {"k": np.array([1], np.int8)}
    said = {condition: decide(condition, column).item() for condition in (All(()), AnyOf(()), NoneOf(()), Fixed(False))}
    assert said == {All(()): 2, AnyOf(()): 0, NoneOf(()): 2, Fixed(False): 0}


def test_no_candidates_are_no_trouble() -> None:
    assert decide(All((Name("a"), Name("b"))), {"a": np.empty(0, np.int8), "b": np.empty(0, np.int8)}).tolist() == []
    assert decide(Fixed(True), {}).tolist() == []


@given(st.integers(-2, 2), st.integers(0, 2**32))
def test_rows_around_the_edge_of_a_chunk_are_decided_like_the_others(off: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = (rng.integers(0, 3, CHUNK + off).astype(np.int8) for _ in range(2))
    assert (np.minimum(a, b) == decide(All((Name("a"), Name("b"))), {"a": a, "b": b})).all()


def test_a_strided_or_read_only_column_is_read_as_it_is() -> None:
    column = np.arange(12, dtype=np.int8)[::2] % 3
    column.flags.writeable = False
    block = np.asfortranarray(np.array([[0, 1], [2, 1], [1, 2]], np.int8))
    assert decide(Name("a"), {"a": column}).tolist() == [0, 2, 1, 0, 2, 1]
    assert decide(All((Name("a"), Name("b"))), {"a": block[:, 0], "b": block[:, 1]}).tolist() == [0, 1, 1]
    assert block.tolist() == [[0, 1], [2, 1], [1, 2]]


@pytest.mark.parametrize("bad", [[0, 3], [-1, 0]])
def test_a_column_that_holds_no_truths_is_refused(bad: list[int]) -> None:
    with pytest.raises(ValueError, match="`a` holds something that is no truth"):
        decide(Name("a"), {"a": np.array(bad, np.int8)})


def test_a_column_of_another_type_or_length_is_refused() -> None:
    good = np.zeros(2, np.int8)
    with pytest.raises(ValueError, match="`b` is int64"):
        decide(All((Name("a"), Name("b"))), {"a": good, "b": np.zeros(2, np.int64)})
    with pytest.raises(ValueError, match=r"`b` is int8 of shape \(3,\)"):
        decide(All((Name("a"), Name("b"))), {"a": good, "b": np.zeros(3, np.int8)})


def test_a_name_without_a_column_and_a_test_inside_are_defects() -> None:
    with pytest.raises(KeyError, match="b"):
        decide(Name("b"), {"a": np.zeros(1, np.int8)})
    with pytest.raises(TypeError, match="not a condition over names"):
        decide(All((Test(FieldRef("contribution"), Known()),)), {"a": np.zeros(1, np.int8)})
