"""Random rulebooks and rosters through the engine and through the reference evaluator: the same truths, points,
statuses and ranks; and what is called certain is so in every completion of what is missing.
"""

from __future__ import annotations

import os
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluation.certainty import inexact, unsound
from tests.evaluation.compare import differences
from tests.evaluation.made import Maker
from tests.evaluation.missing import any_case, simple_case
from tests.reference.meaning import Case

# XETKHEN_SOAK=20 tries twenty times as many: about 100 rulebooks a second.
SOAK = int(os.environ.get("XETKHEN_SOAK", "1"))
seeds = st.integers(0, 2**40)


def case_of(seed: int) -> Case:
    rng = Random(seed)
    return Maker(rng).case(rng.randint(0, 6))


@settings(max_examples=500 * SOAK)
@given(seed=seeds)
def test_every_stage_says_what_the_reference_says(seed: int) -> None:
    assert differences(case_of(seed)) == []


@settings(max_examples=25 * SOAK)
@given(seed=seeds)
def test_large_tables_go_through_expressions_to_the_same_end(seed: int) -> None:
    assert differences(case_of(seed), lazy=True) == []


@settings(max_examples=150 * SOAK)
@given(seed=seeds)
def test_what_is_certain_holds_in_every_completion(seed: int) -> None:
    rng = Random(seed)
    assert list(unsound(any_case(rng, rng.randint(1, 5), rng.randint(1, 2)))) == []


@settings(max_examples=200 * SOAK)
@given(seed=seeds)
def test_certainty_is_exact_where_each_cell_decides_one_thing(seed: int) -> None:
    rng = Random(seed)
    assert list(inexact(simple_case(rng, rng.randint(1, 5), rng.randint(1, 4)))) == []
