"""What holds of every run of the five plans, whatever the sheet says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.pipeline import other_values
from engine.records import Decision, Status
from engine.rulebook import load
from engine.rulebook import terms as t
from tests.evaluation.plans import PLANS, Sheet, Situation, situation

SOAK = int(os.environ.get("XETKHEN_SOAK", "1"))
STANDING = {Status.NOMINATED: 3, Status.TIED: 2, Status.RESERVE: 1}

situations = st.builds(
    lambda seed, plan, rows: situation(Random(seed), plan, rows),
    st.integers(0, 2**40),
    st.sampled_from(PLANS),
    st.integers(0, 24),
)


def essence(decision: Decision) -> tuple[object, ...]:
    """Everything that is decided of a candidate, without where it stood."""
    return (
        decision.candidate.key, decision.list, decision.status, decision.certain, decision.evidence_matters,
        decision.depends_on_readings, decision.rank, decision.score, decision.score_range, dict(decision.points),
        {name: finding.truth for name, finding in decision.criteria.items()}, decision.witness_seated,
        [reason.code for reason in decision.reasons], sorted(decision.provisional_on),
    )  # fmt: skip


@settings(max_examples=40 * SOAK)
@given(situations, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(made: Situation, rng: Random) -> None:
    shuffled = list(made.rows)
    rng.shuffle(shuffled)
    registers = {name: rng.sample(list(rows), len(rows)) for name, rows in made.registers.items()}
    again = Situation(made.plan, made.round, made.year, made.settings, tuple(shuffled), registers).decided()
    assert {n: essence(d) for n, d in made.decided().items()} == {n: essence(d) for n, d in again.items()}


@settings(max_examples=20 * SOAK)
@given(situations)
def test_every_row_is_a_decision(made: Situation) -> None:
    decisions = made.run().decisions
    assert len(made.rows) == len(decisions.decisions) + decisions.rejected_rows
    assert [row["name"] for row in made.rows] == [d.candidate.name for d in decisions.decisions]


@settings(max_examples=40 * SOAK)
@given(situations, st.integers(0, 2**40))
def test_a_newcomer_never_helps_another(made: Situation, seed: int) -> None:
    if not made.rows:
        return
    book = load(made.plan, made.settings)
    units = sorted({row["commune"] for row in made.rows if row.get("commune")})
    newcomer = {**Sheet(Random(seed), book, units).row(99), "name": "Người đến sau"}
    before, after = made.decided(), made.of([*made.rows, newcomer]).decided()
    for name, decision in before.items():
        if decision.status in STANDING:
            assert STANDING[after[name].status] <= STANDING[decision.status]
        else:
            assert after[name].status == decision.status


@settings(max_examples=40 * SOAK)
@given(situations, st.randoms(use_true_random=False))
def test_a_better_value_never_makes_ones_own_result_worse(made: Situation, rng: Random) -> None:
    if not made.rows:
        return
    book = load(made.plan, made.settings)
    i = rng.randrange(len(made.rows))
    row = made.rows[i]
    category = book.categories[row["category"]]
    better = {name: "yes" for name in positive(category.requires) if book.criteria[name].assessed}
    better["board_score"] = "10"  # the highest that a row is made with
    field = rng.choice(sorted(better))
    changed = [*made.rows]
    changed[i] = {**row, field: better[field]}
    before, after = made.decided()[row["name"]], made.of(changed).decided()[row["name"]]
    if before.status in STANDING:
        assert STANDING[after.status] >= STANDING[before.status]
    elif before.status is Status.NEEDS_EVIDENCE:
        assert after.status is not Status.NOT_ELIGIBLE
    elif before.status in (Status.EXCLUDED, Status.NOT_CONSIDERED):
        assert after.status is before.status


def positive(condition: t.Condition | None) -> set[str]:
    """The criteria a standard names without turning them round."""
    match condition:
        case t.Name(name):
            return {name}
        case t.All(of) | t.AnyOf(of) | t.AtLeast(of=of):
            return set().union(*(positive(c) for c in of))
        case _:
            return set()


@settings(max_examples=25 * SOAK)
@given(situations)
def test_the_readings_named_are_those_whose_other_value_changes_the_status(made: Situation) -> None:
    decided = made.decided(readings=True)
    changed: dict[str, set[str]] = {name: set() for name in decided}
    for parameter in load(made.plan, made.settings).parameters.values():
        for value in other_values(parameter):
            again = made.under(**{parameter.id: value}).decided()
            for name, decision in decided.items():
                if again[name].status is not decision.status:
                    changed[name].add(parameter.id)
    assert changed == {name: set(decision.depends_on_readings) for name, decision in decided.items()}


def statuses_of(made: Situation) -> Mapping[str, Status]:
    return {name: d.status for name, d in made.decided().items()}


@pytest.mark.parametrize("plan", PLANS)
def test_an_empty_sheet_decides_nothing(plan: str) -> None:
    made = situation(Random(1), plan, 0)
    assert made.run(readings=True).decisions.decisions == ()


WRITES = """
import json, sys
from random import Random
from engine.report.json_report import decisions_json
from tests.evaluation.plans import PLANS, situation
for seed, plan in enumerate(PLANS):
    made = situation(Random(seed), plan, 12).run(readings=True)
    print(json.dumps(decisions_json(made.decisions), ensure_ascii=False))
"""


def test_nothing_depends_on_the_hash_seed_or_the_place() -> None:
    def written(hash_seed: str, **surroundings: str) -> bytes:
        surroundings |= {"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", WRITES], env={**os.environ, **surroundings}, cwd=Path(__file__).parents[1],
            capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout

    first = written("1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C")
    assert len(first) > 1_000
    assert first == written("2", TZ="America/Lima", LC_ALL="C.UTF-8")
