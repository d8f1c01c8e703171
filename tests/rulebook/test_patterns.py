"""Every pattern of truths: as many as there are, and the same truths as conditions have for rows that show them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rulebook import load
from engine.rulebook import terms as t
from engine.rulebook.model import Rulebook
from engine.rulebook.patterns import Blank, Rows, Unreadable
from engine.rulebook.redundant import agreeing, unreachable
from engine.truth import Truth, all_of, any_of
from tests.language.written import plan

FIELDS = """
    amount: {type: whole, vi: Số, min: 0, max: 9}
    ready: {type: yes_no, vi: Sẵn sàng}
    grade: {type: choice, vi: Hạng, options: {a: A, b: B, c: C}}
    """


def book(folder: Path, **sections: str) -> Rulebook:
    return load(plan(folder, fields=FIELDS, **sections).path)


def condition(folder: Path, text: str) -> t.Condition:
    return book(folder, criteria=f"{{good: {{vi: Tốt, when: {text}}}}}").criteria["good"].when


def test_a_bound_parts_a_field_into_cells(tmp_path: Path) -> None:
    made = book(tmp_path, criteria="{good: {vi: Tốt, when: {amount: {at_least: 3}}}}")
    found = Rows.candidates(made).patterns((made.criteria["good"].when,))
    assert found is not None
    assert [int(truth) for truth in found.truths[0]] == [Truth.UNMET, Truth.MET, Truth.UNKNOWN]
    assert found.axes[0].cells[:2] == (2, 3)
    assert isinstance(found.axes[0].cells[2], Blank | Unreadable)


ATOMS = [
    t.Test(t.FieldRef("amount"), t.Compare(">=", t.Constant(3))),
    t.Test(t.FieldRef("amount"), t.Compare("<", t.Constant(7))),
    t.Test(t.FieldRef("amount"), t.Between(t.Constant(2), t.Constant(4))),
    t.Test(t.FieldRef("ready"), t.Is((t.Constant(True),))),
    t.Test(t.FieldRef("ready"), t.Given()),
    t.Test(t.FieldRef("grade"), t.Is((t.Constant("a"), t.Constant("b")))),
    t.Test(t.FieldRef("grade"), t.Is((t.Constant("b"),), negated=True)),
    t.Fixed(False),
]
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda of: t.All(tuple(of))),
        st.lists(inner, min_size=1, max_size=3).map(lambda of: t.AnyOf(tuple(of))),
        st.lists(inner, min_size=1, max_size=3).map(lambda of: t.NoneOf(tuple(of))),
        st.lists(inner, min_size=2, max_size=3).map(lambda of: t.AtLeast(2, tuple(of))),
    ),
    max_leaves=6,
)
ROWS = [
    {"amount": amount, "ready": ready, "grade": grade}
    for amount in (None, *range(10))
    for ready in (None, True, False)
    for grade in (None, "a", "b", "c")
]


def truth(term: t.Condition, row: dict[str, object]) -> Truth:
    """Strong Kleene for one row, written anew."""
    match term:
        case t.Fixed(met):
            return Truth.MET if met else Truth.UNMET
        case t.All(of):
            return all_of(truth(part, row) for part in of)
        case t.AnyOf(of):
            return any_of(truth(part, row) for part in of)
        case t.NoneOf(of):
            return Truth(2 - any_of(truth(part, row) for part in of))
        case t.AtLeast(n, of):
            ordered = sorted((truth(part, row) for part in of), reverse=True)
            return ordered[n - 1]
        case t.Test(t.FieldRef(name), test):
            value = row[name]
            if isinstance(test, t.Given):
                return Truth.UNMET if value is None else Truth.MET
            if value is None:
                return Truth.UNKNOWN
            return Truth.MET if _holds(value, test) else Truth.UNMET
        case _:
            raise AssertionError(term)


def _holds(value: object, test: t.TestTerm) -> bool:
    match test:
        case t.Compare(">="):
            return isinstance(value, int) and value >= 3
        case t.Compare("<"):
            return isinstance(value, int) and value < 7
        case t.Between():
            return isinstance(value, int) and 2 <= value <= 4
        case t.Is(values, negated):
            return (value in {v.value for v in values if isinstance(v, t.Constant)}) != negated
        case _:
            raise AssertionError(test)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return Rows.candidates(book(tmp_path_factory.mktemp("patterns")))


@given(CONDITIONS, CONDITIONS)
@settings(deadline=None)
def test_two_conditions_are_the_same_exactly_where_no_row_tells_them_apart(
    rows: Rows, a: t.Condition, b: t.Condition
) -> None:
    found = rows.patterns((a, b))
    assert found is not None
    told_apart = any(truth(a, row) != truth(b, row) for row in ROWS)
    # A cell that nobody can read is given and unknown, which no row of ROWS has.
    if told_apart:
        assert not found.same()
    elif not found.same():
        assert all(
            any(isinstance(cell, Unreadable) for cell in cells.values())
            for cells in found.where(found.truths[0] != found.truths[1])
        )


def test_a_look_into_a_register_is_a_question_of_its_own(rows: Rows) -> None:
    looked = t.InRegister("awards", (), t.Fixed(True))
    found = rows.patterns((looked, t.NoneOf((looked,))))
    assert found is not None
    assert np.array_equal(found.truths[1], 2 - found.truths[0])
    assert found.count == 3


@pytest.mark.parametrize(
    ("when", "same"),
    [
        ("{amount: {at_least: 4}}", False),
        ("{amount: {more_than: 2}}", True),
        ("{none: [{amount: {less_than: 3}}]}", True),
        ("{any: [{amount: {between: [3, 5]}}, {amount: {at_least: 6}}]}", True),
        ("{any: [{amount: {between: [3, 5]}}, {amount: {at_least: 7}}]}", False),
    ],
)
def test_two_rules_agree_whatever_words_they_are_in(tmp_path: Path, when: str, same: bool) -> None:
    criteria = f"{{good: {{vi: Tốt, when: {{amount: {{at_least: 3}}}}}}, fine: {{vi: Khá, when: {when}}}}}"
    standard = "{commune: {kinds: [collective], clause: I, vi: Xã, requires: {all: [good, fine]}}}"
    made = book(tmp_path, criteria=criteria, categories=standard)
    assert list(agreeing([made])) == ([("criteria", "good", "fine")] if same else [])


@pytest.mark.parametrize(
    ("second", "why"), [("{at_least: 4}", {}), ("{at_least: 3}", {"commune": "exclusions"}), ("{at_most: 2}", {})]
)
def test_whoever_passes_is_excluded(tmp_path: Path, second: str, why: dict[str, str]) -> None:
    made = book(
        tmp_path,
        criteria="{good: {vi: Tốt, when: {amount: {at_least: 3}}}}",
        exclusions=f"{{out: {{vi: Loại, clause: I, when: {{amount: {second}}}}}}}",
    )
    assert unreachable([made]) == why
