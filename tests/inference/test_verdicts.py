"""Standards by category, exclusions, the round: the strongest that holds is the verdict."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import Verdict, Verdicts, grounds_of_verdict, infer
from engine.provenance import Text
from engine.rulebook.model import Category, Rulebook
from engine.rulebook.terms import All, AnyOf, Condition, Name
from engine.truth import Truth
from tests.inference.conditions import NAMES, conditions
from tests.reference.kleene import evaluate, verdict

EXCLUSIONS = ("x0", "x1", "x2", "x3", "x4", "x5")


def rulebook(standards: list[Condition | None], exclusions: tuple[str, ...] = EXCLUSIONS) -> Rulebook:
    """As much of a rulebook as inference looks at."""
    categories = {
        f"g{i}": Category(f"g{i}", Text("", ""), (), (), requires) for i, requires in enumerate(standards)
    }
    return cast("Rulebook", SimpleNamespace(categories=categories, exclusions=dict.fromkeys(exclusions)))


def one(
    standard: Condition | None, *, opens: int = 2, admitted: int = 2, category: int = 0, **truths: int
) -> tuple[Verdict, Verdicts]:
    columns = {name: np.array([value], np.int8) for name, value in truths.items()}
    exclusions = tuple(name for name in truths if name.startswith("x"))
    verdicts = infer(
        rulebook([standard], exclusions),
        columns,
        np.array([category]),
        np.array([opens], np.int8),
        np.array([admitted], np.int8),
    )
    return Verdict(verdicts.code.item()), verdicts


A, B = Name("a"), Name("b")


def test_all_met_in_an_open_round_is_eligible() -> None:
    assert one(All((A, B)), a=2, b=2, x0=0)[0] is Verdict.ELIGIBLE


def test_a_known_unmet_criterion_fails_whatever_is_unknown_beside_it() -> None:
    assert one(All((A, B)), a=0, b=1, x0=1)[0] is Verdict.NOT_ELIGIBLE


def test_an_unknown_criterion_that_no_longer_matters_holds_nobody_up() -> None:
    assert one(AnyOf((A, B)), a=2, b=1)[0] is Verdict.ELIGIBLE


def test_an_exclusion_known_to_hold_is_stronger_than_the_standard() -> None:
    assert one(All((A,)), a=0, x0=2)[0] is Verdict.EXCLUDED


def test_an_unknown_exclusion_needs_evidence() -> None:
    assert one(All((A,)), a=2, x0=1)[0] is Verdict.NEEDS_EVIDENCE


def test_a_closed_round_is_stronger_than_an_exclusion() -> None:
    assert one(All((A,)), a=2, x0=2, opens=0)[0] is Verdict.NOT_CONSIDERED


def test_an_exclusion_is_known_even_where_the_rounds_opening_is_not() -> None:
    assert one(All((A,)), a=2, x0=2, opens=1)[0] is Verdict.EXCLUDED


def test_an_unknown_opening_needs_evidence() -> None:
    assert one(All((A,)), a=2, opens=1)[0] is Verdict.NEEDS_EVIDENCE


def test_a_class_the_plan_does_not_name_is_no_object() -> None:
    verdict_, verdicts = one(None)
    assert (verdict_, verdicts.objects.tolist()) == (Verdict.NOT_ELIGIBLE, [0])


def test_a_kind_that_its_category_does_not_take_is_no_object() -> None:
    assert one(All((A,)), a=2, admitted=0)[0] is Verdict.NOT_ELIGIBLE


def test_an_unknown_category_needs_evidence_and_is_not_forced_into_a_class() -> None:
    verdict_, verdicts = one(All((A,)), a=0, category=-1)
    assert (verdict_, verdicts.standard.tolist(), verdicts.objects.tolist()) == (Verdict.NEEDS_EVIDENCE, [1], [1])


def test_a_rulebook_without_exclusions_excludes_nobody() -> None:
    assert one(All((A,)), a=2)[1].excluded.tolist() == [0]


def test_each_candidate_is_held_to_its_own_standard_only() -> None:
    verdicts = infer(
        rulebook([A, B, None], ()),
        {"a": np.array([2, 2, 2, 2], np.int8), "b": np.array([0, 0, 0, 0], np.int8)},
        np.array([0, 1, 2, -1]),
        np.full(4, 2, np.int8),
    )
    assert verdicts.standard.tolist() == [2, 0, 0, 1]
    assert verdicts.code.tolist() == [
        Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.NEEDS_EVIDENCE,
    ]  # fmt: skip


def test_an_empty_roster_has_no_verdicts() -> None:
    empty = np.empty(0, np.int8)
    verdicts = infer(rulebook([A], ("x0",)), {"a": empty, "x0": empty}, np.empty(0, np.int64), empty)
    assert verdicts.code.tolist() == []


@pytest.mark.parametrize("code", [-2, 1])
def test_a_category_out_of_range_is_a_defect(code: int) -> None:
    with pytest.raises(ValueError, match=f"categories are -1 to 0, not {code} to {code}"):
        one(All((A,)), a=2, category=code)


def test_an_exclusion_without_its_column_is_a_defect() -> None:
    with pytest.raises(KeyError, match="x0"):
        infer(rulebook([None], ("x0",)), {}, np.array([0]), np.array([2], np.int8))


def test_every_verdict_is_strongest_first_and_says_which_rules_decided() -> None:
    for opens, excluded, objects, standard in product(Truth, repeat=4):
        expected = Verdict[
            verdict(int(opens), [int(excluded)], an_object=int(objects), standard=int(standard)).upper()
        ]
        grounds = grounds_of_verdict(opens, excluded, objects, standard)
        assert {
            Verdict.NOT_CONSIDERED: grounds == ("round_not_open",),
            Verdict.EXCLUDED: grounds == ("exclusion",),
            Verdict.NOT_ELIGIBLE: grounds != () and set(grounds) <= {"not_an_object", "standard_unmet"},
            Verdict.NEEDS_EVIDENCE: grounds == (),
            Verdict.ELIGIBLE: grounds == ("all_met",),
        }[expected]


@given(st.data(), st.lists(st.one_of(st.none(), conditions(7)), min_size=1, max_size=4), st.integers(0, 2**32))
def test_random_rulebooks_agree_with_the_plain_evaluator(
    data: st.DataObject, standards: list[Condition | None], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    rows = data.draw(st.integers(1, 30))
    exclusions = EXCLUSIONS[: data.draw(st.integers(0, len(EXCLUSIONS)))]
    columns = {name: rng.integers(0, 3, rows).astype(np.int8) for name in (*NAMES, *exclusions)}
    for name in exclusions:  # mostly unmet, or nobody would get any further
        columns[name][rng.random(rows) < 0.8] = 0
    category = rng.integers(-1, len(standards), rows)
    opens, admitted = (np.maximum(rng.integers(0, 3, rows), rng.integers(0, 3, rows)).astype(np.int8) for _ in range(2))

    got = infer(rulebook(standards, exclusions), columns, category, opens, admitted)

    for row in range(rows):
        truths = {name: int(column[row]) for name, column in columns.items()}
        requires = standards[category[row]] if category[row] >= 0 else None
        standard = 1 if category[row] < 0 else 0 if requires is None else evaluate(requires, truths)
        is_object = min(int(admitted[row]), 1 if category[row] < 0 else 0 if requires is None else 2)
        expected = verdict(
            int(opens[row]), [truths[name] for name in exclusions], an_object=is_object, standard=standard
        )
        assert (expected, standard, is_object) == (
            Verdict(got.code[row]).name.lower(), got.standard[row], got.objects[row],
        )  # fmt: skip
