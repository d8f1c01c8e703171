"""Random rulebooks, from the text of their files to the decisions, against a reference that reads the text itself."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rulebook import comparisons, loading
from engine.rulebook import terms as t
from engine.seats import amounts
from tests.evaluation.whole import differences, drawn
from tests.evaluation.written import Writer, as_yaml
from tests.reference import allocation, seats

# 2,000 rulebooks, in parts that the processes of a run share; XETKHEN_SOAK=5 tries five times as many.
PARTS, EACH = 20, 100 * int(os.environ.get("XETKHEN_SOAK", "1"))
CANDIDATES = 50


@pytest.mark.parametrize("part", range(PARTS))
def test_every_rulebook_decides_as_the_reference_does(part: int) -> None:
    said: dict[int, list[str]] = {}
    none = 0
    for seed in range(part * EACH, (part + 1) * EACH):
        found = differences(drawn(seed, CANDIDATES))
        none += found is None
        if found:
            said[seed] = found[:3]
    assert said == {}
    assert none <= EACH / 5  # drawn, and no rulebook


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(2**20, 2**40))
def test_and_so_does_one_that_hypothesis_draws(seed: int) -> None:
    assert not differences(drawn(seed, 4))


WORDS = """
    all any none at_least of in_register match match_if_given where always never known given is_not
    more_than at_most less_than between before on_or_before after on_or_after within in_time late sum
    sum_of_given product difference ratio mean smallest largest first_given agreed days_between
    years_between count_in total_in mean_in largest_in find_in run_of_years_in years_in percent round
    by_option bands every points mark parts best_of choose unset per except exactly unfilled tiers rest
    first high low in_force extends set replace remove opens award if_not_given blank
"""


def test_what_is_drawn_uses_every_construct_of_the_grammar() -> None:
    texts = []
    for seed in range(400):
        writer = Writer(Random(seed))
        writer.units_sure = True
        tree = writer.rulebook()
        texts += [as_yaml(tree), as_yaml(writer.extension())]
    written = " ".join(texts)
    assert [word for word in WORDS.split() if json.dumps(word) not in written] == []


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**40))
def test_the_seats_of_many_are_those_of_every_selection(seed: int) -> None:
    rng = Random(seed)
    forest = [
        allocation.Node(
            rng.randint(-1, i - 1) if i else -1,
            rng.choice((None, None, 0, 1, 2, 3)),
            rng.choice((0, 0, 1, 2)),
            rng.random() < 0.4,
        )
        for i in range(rng.randint(1, 5))
    ]
    candidates = [(rng.randrange(len(forest)), rng.randint(0, 2)) for _ in range(rng.randint(0, 5))]
    assert seats.standings(forest, candidates) == allocation.standings(forest, candidates)


FAULTS = {
    "a bound is not in": ("NUMBERS", "at_least", ">"),
    "a bound is in": ("NUMBERS", "less_than", "<="),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_of_reading_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table, key, wrong = FAULTS[fault]
    for kept in (loading._load, loading._built):  # nothing that was read without the fault is used again, nor with it
        kept.cache_clear()
    monkeypatch.setitem(getattr(comparisons, table), key, wrong)
    found = any(differences(drawn(seed, 20)) for seed in range(50_000_000, 50_000_060))
    for kept in (loading._load, loading._built):
        kept.cache_clear()
    assert found


def test_a_share_rounded_another_way_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    share = amounts._Share.of  # the fault is planted inside

    def wrong(self: amounts._Share, said: t.Percent) -> int:
        return share(self, replace(said, round="up"))

    monkeypatch.setattr(amounts._Share, "of", wrong)
    assert any(differences(drawn(seed, 30)) for seed in range(60_000_000, 60_000_200))


def test_whose_outer_group_nobody_can_read_may_be_the_first_of_an_inner_one_in_a_group_that_is_there() -> None:
    """Every outer group has somebody, its own inner group nobody: what is missing may give a seat."""
    assert differences(drawn(1_006_617, 50)) == []
