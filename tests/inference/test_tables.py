"""Every table is durable_rules' own answer, and a wrong one never leaves the room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from engine.inference import EngineFault, decide, tables
from engine.inference.engine import Rule, fired
from engine.inference.tables import MOST_CHILDREN, UNDECIDED, Operator, Shape, index_of, table
from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, Name, NoneOf
from tests.reference.kleene import evaluate

SHAPES = [
    *(Shape(operator, 0, k) for operator in ("all", "any", "none") for k in range(1, MOST_CHILDREN + 1)),
    *(Shape("at_least", n, k) for k in range(1, MOST_CHILDREN + 1) for n in range(1, k + 1)),
]


def condition_of(shape: Shape) -> Condition:
    of = tuple(Name(str(i)) for i in range(shape.children))
    makers: dict[Operator, Condition] = {
        "all": All(of), "any": AnyOf(of), "none": NoneOf(of), "at_least": AtLeast(shape.n, of),
    }  # fmt: skip
    return makers[shape.operator]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.operator}-{shape.n}-of-{shape.children}")
def test_a_table_answers_every_pattern_and_nothing_else(shape: Shape) -> None:
    answers = table(shape).answers
    patterns = list(product((0, 1, 2), repeat=shape.children))
    expected = {
        index_of(pattern): evaluate(condition_of(shape), {str(i): value for i, value in enumerate(pattern)})
        for pattern in patterns
    }
    assert expected == {index: answers[index] for index in expected}
    assert len(expected) == 3**shape.children
    assert set(answers[len(expected) :]) == {UNDECIDED}


def test_a_table_is_made_once_and_a_second_rulebook_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    column = np.array([0, 1, 2], np.int8)
    decide(All((Name("a"), Name("b"))), {"a": column, "b": column})
    monkeypatch.setattr(tables, "fired", None)  # asked again, it would fail
    assert decide(All((Name("c"), Name("d"))), {"c": column, "d": column}).tolist() == [0, 1, 2]


@pytest.mark.parametrize("wrong_at", [0, 4, 8])
def test_one_wrong_answer_among_all_patterns_stops_the_program(monkeypatch: pytest.MonkeyPatch, wrong_at: int) -> None:
    def lying(rules: Sequence[Rule], patterns: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        said = fired(rules, patterns)
        said[wrong_at] = () if said[wrong_at] else (0,)
        return said

    monkeypatch.setattr(tables, "fired", lying)
    monkeypatch.setattr(tables, "_TABLES", {})
    with pytest.raises(EngineFault, match=r"durable_rules decided .* and the definition says .*: nothing was decided"):
        table(Shape("all", 0, 2))
    assert tables._TABLES == {}


def test_two_rules_that_disagree_about_a_pattern_stop_the_program() -> None:
    rules = (Rule(((0, ">=", 1),)), Rule(((0, "=", 2),)))
    with pytest.raises(EngineFault, match=r"decided \[1, 2\] for \(met\)"):
        tables.proven(rules, [1, 2], 0, 1, lambda pattern: int(pattern[0]))


@pytest.mark.parametrize(
    "shape", [Shape("all", 0, 0), Shape("any", 0, 6), Shape("at_least", 0, 3), Shape("at_least", 4, 3)]
)
def test_a_shape_without_a_table_is_a_defect(shape: Shape) -> None:
    with pytest.raises(ValueError, match="no table has the shape"):
        table(shape)


def test_the_rules_of_a_shape_are_its_shortest_proofs() -> None:
    rules, answers = tables.shape_rules(Shape("at_least", 2, 3))
    met = [[slot for slot, _, _ in rule.when] for rule, answer in zip(rules, answers, strict=True) if answer == 2]
    unmet = [[slot for slot, _, _ in rule.when] for rule, answer in zip(rules, answers, strict=True) if answer == 0]
    assert met == [[0, 1], [0, 2], [1, 2]]
    assert unmet == [[0, 1], [0, 2], [1, 2]]


def test_no_shape_comes_near_the_engines_limits() -> None:
    assert max(len(tables.shape_rules(shape)[0]) for shape in SHAPES) == 20
