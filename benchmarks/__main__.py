"""``python -m benchmarks [SIZE ...]``: the engine against both baselines, in this process, in turn."""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks import baseline
from benchmarks.workload import codes, roster, words, workload
from engine.criteria import Circumstances, Truths, evaluate, facts_of
from engine.decisions import certainty_of
from engine.decisions.certainty import Certainty
from engine.evaluation import Evaluation, Result, evaluate_once
from engine.inference import infer
from engine.intake.roster import Roster
from engine.rulebook import Rulebook, load
from engine.scoring import Ranking, rank, score_of
from engine.seats import place

HERE = Path(__file__).parent
SIZES = (1_000, 100_000, 1_000_000)
TARGETS = {1_000_000: (1.0, 2.0), 1_000: (1.5, None)}


def timed(job: Callable[[], object], rounds: int) -> float:
    """Median seconds over several rounds after one that does not count."""
    job()
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def run(size: int) -> None:
    """One size: totals, ratios, stages."""
    rulebook = load(str(HERE / "bench-2025.yaml"))
    columns = workload(size)
    people = roster(rulebook, columns, size)
    texts = words(columns)
    nullable, plain = baseline.frame_three_valued(columns, texts), baseline.frame_two_valued(columns, texts)
    circumstances = Circumstances("review", None, date(2025, 12, 31), frozenset(), people.absent)
    rounds = 15 if size <= 1_000 else 5 if size <= 100_000 else 3

    def engine() -> tuple[Evaluation, Certainty]:
        evaluation = evaluate_once(people, rulebook, circumstances, facts_of(people, rulebook), {})
        return evaluation, certainty_of(evaluation)

    coding = timed(lambda: codes(texts), rounds)
    ours = timed(engine, rounds) + coding
    three = timed(lambda: baseline.decide(nullable, nullable=True), rounds)
    two = timed(lambda: baseline.decide(plain, nullable=False), rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"\n{size:,} candidates: engine {ours * 1e3:,.1f} ms; "
        f"three-valued {three * 1e3:,.1f} ms, ratio {ours / three:.2f}; "
        f"two-valued {two * 1e3:,.1f} ms, ratio {ours / two:.2f}; peak memory {peak:.2f} GiB"
    )
    if size in TARGETS:
        first, second = TARGETS[size]
        print(f"  targets: three-valued at most {first}" + (f", two-valued at most {second}" if second else ""))
    evaluation, certainty = engine()
    counts = {r.name.lower(): int((evaluation.result == r).sum()) for r in Result}
    by_hand = baseline.decide(nullable, nullable=True).to_numpy()
    same = int(by_hand[evaluation.result == Result.NOMINATED].sum())
    print(
        f"  {counts}; certain {int(certainty.certain.sum()):,}; of our nominated the three-valued baseline has {same:,}"
    )
    stages(people, rulebook, circumstances, rounds, ours, coding)


def stages(
    people: Roster, rulebook: Rulebook, circumstances: Circumstances, rounds: int, total: float, coding: float
) -> None:
    """Where the time goes."""

    def fresh() -> Truths:
        return evaluate(people, rulebook, circumstances, facts_of(people, rulebook), score_of)

    criteria = timed(fresh, rounds)
    truths = fresh()
    category = people.candidates.frame["category"].to_numpy(np.int64)
    verdicts = infer(rulebook, truths.columns, category, truths.opens, truths.an_object)
    inference = timed(lambda: infer(rulebook, truths.columns, category, truths.opens, truths.an_object), rounds)

    def score() -> Ranking:
        truths.facts.memory.clear()
        return rank(verdicts, truths)

    scoring = timed(score, rounds)
    seats = timed(lambda: place(truths), rounds)
    evaluation = evaluate_once(people, rulebook, circumstances, facts_of(people, rulebook), {})
    certainty = timed(lambda: certainty_of(evaluation), rounds)
    rest = total - coding - criteria - inference - scoring - seats - certainty
    for name, seconds in (
        ("texts to codes (intake)", coding),
        ("criteria", criteria),
        ("inference", inference),
        ("scoring, ranking", scoring),
        ("seat classes", seats),
        ("allocation, ties, the rest", rest),
        ("certainty", certainty),
    ):
        print(f"    {name:<28} {seconds * 1e3:>9,.1f} ms  {seconds / total:>5.0%}")


if __name__ == "__main__":
    for argument in sys.argv[1:] or [str(s) for s in SIZES]:
        run(int(argument))
