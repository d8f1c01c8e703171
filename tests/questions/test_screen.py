"""What the screen says of many variants at once is what running everything says of each."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import Evaluation, Result
from engine.questions.axes import GIVEN, IDENTITY
from engine.questions.edits import Typed, roster_with
from engine.questions.screen import Screen, rerun
from tests.evaluation.compare import evaluated
from tests.evaluation.made import Maker

seeds = st.integers(0, 2**40)


def variants(rng: Random, evaluation: Evaluation, many: int) -> Iterator[dict[str, Typed]]:
    truths = evaluation.truths
    fields = [
        f for f in truths.rulebook.fields.values()
        if f.compute is None and f.id not in IDENTITY
        and not (f.id == "board_score" and f.id in truths.circumstances.absent)
    ]
    for _ in range(many):
        yield {f.id: value(rng, f.type, len(f.options)) for f in rng.sample(fields, rng.randint(1, 2))}


def value(rng: Random, kind: str, options: int) -> Typed:
    if kind == "text":
        return GIVEN if rng.random() < 0.6 else None
    some = {
        "yes_no": range(2),
        "choice": range(options),
        "date": range(738_000, 738_900),
        "year": range(2015, 2026),
        "number": range(0, 40_001, rng.choice((1, 10_000))),
    }.get(kind, range(5))
    return None if rng.random() < 0.25 else rng.choice(some)


@settings(max_examples=60)
@given(seed=seeds)
def test_the_screen_agrees_with_a_whole_run(seed: int) -> None:
    rng = Random(seed)
    evaluation = evaluated(Maker(rng).case(rng.randint(1, 6)))
    row = rng.randrange(len(evaluation.result))
    asked = list(variants(rng, evaluation, 6))
    found, _ = Screen(evaluation, row).judge(asked)
    for variant, screened in zip(asked, found.tolist(), strict=True):
        whole = rerun(evaluation, roster_with(evaluation.truths.roster, row, variant))
        assert Result(int(whole.result[row])) is Result(screened), variant
