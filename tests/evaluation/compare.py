"""One case through the engine and through the reference, and where they say different things."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from engine.criteria import Circumstances, Facts, Span, facts_of
from engine.decisions import Certainty, certainty_of
from engine.decisions.lists import Lists
from engine.decisions.tiers import tiers_of
from engine.duplicates import exact_duplicates
from engine.evaluation import Evaluation, Result, evaluate_once
from tests.evaluation.made import roster_for
from tests.reference.evaluator import Evaluator
from tests.reference.meaning import INF, Case, End

UNBOUNDED = 2**60  # a span's end from here on stands for anything beyond


def evaluated(case: Case, *, lazy: bool = False) -> Evaluation:
    """``lazy``: through narwhals expressions, as large tables go, instead of arrays."""
    roster = roster_for(case)
    circumstances = Circumstances(case.round, case.year, case.decided_on, frozenset(roster.registers), roster.absent)
    facts = facts_of(roster, case.rulebook)
    if lazy:
        registers = {
            name: Facts(table, case.rulebook.registers[name].fields, roster.units, lazy=True)
            for name, table in roster.registers.items()
        }
        facts = Facts(roster.candidates, case.rulebook.fields, roster.units, registers, lazy=True)
    return evaluate_once(roster, case.rulebook, circumstances, facts, exact_duplicates(roster, facts))


def statuses(evaluation: Evaluation) -> list[str]:
    return [Result(int(r)).status.value for r in evaluation.result]


def certainty(evaluation: Evaluation) -> Certainty:
    return certainty_of(evaluation)


def end_of(units: int, scale: int) -> End:
    """An end of a span as the reference writes it."""
    return INF if units >= UNBOUNDED else -INF if units <= -UNBOUNDED else Fraction(int(units), 10**scale)


def ends_of(span: Span, row: int) -> tuple[End, End]:
    return end_of(int(span.low[row]), span.scale), end_of(int(span.high[row]), span.scale)


def differences(case: Case, *, lazy: bool = False) -> list[str]:
    """Sentences, the earliest stage first; none where both agree."""
    return list(_differences(case, lazy=lazy))


def _differences(case: Case, *, lazy: bool) -> Iterator[str]:
    yield from differing(evaluated(case, lazy=lazy), Evaluator(case))


def differing(ours: Evaluation, theirs: Evaluator) -> Iterator[str]:
    """Where one evaluation says other things than the reference."""
    truths, case = ours.truths, theirs.case
    for i, row in enumerate(case.rows):
        for name in truths.columns:
            yield from _different(
                "truth", f"{name} of row {i}", int(truths.columns[name][i]), theirs.meaning.holds(name, row)
            )
        yield from _different("opens", f"row {i}", int(truths.opens[i]), theirs.opens(row))
        yield from _different("object", f"row {i}", int(truths.an_object[i]), theirs.an_object(row))
        for name, span in ours.ranking.points.items():
            item = theirs.items(row)[name]
            yield from _different("points", f"{name} of row {i}", ends_of(span, i), (item.low, item.high))
        score = theirs.score(row)
        yield from _different("score", f"row {i}", ends_of(ours.ranking.score, i), (score.low, score.high))
    yield from _keys(ours, theirs)
    for i, (mine, right) in enumerate(zip(statuses(ours), theirs.statuses, strict=True)):
        yield from _different("status", f"row {i}", mine, right)
    lists, tiers = Lists(ours), tiers_of(ours)
    for i in range(len(case.rows)):
        yield from _different("rank", f"row {i}", lists.rank(i), theirs.rank(i))
        dealt = tiers.get(i)
        yield from _different("tier", f"row {i}", None if dealt is None else set(dealt.among), theirs.tier(i))


def _different(stage: str, what: str, ours: object, right: object) -> Iterator[str]:
    if ours != right:
        yield f"{stage}| {what}: {ours}, by definition {right}"


def _keys(ours: Evaluation, theirs: Evaluator) -> Iterator[str]:
    """Whole numbers that order all ends of all keys as their levels do."""
    keys = [theirs.key(row) for row in theirs.rows]
    right = [k.low for k in keys] + [k.high for k in keys]
    mine = np.concatenate([ours.ranking.low, ours.ranking.high]).tolist()
    order = {key: place for place, key in enumerate(sorted(set(right)))}
    ours_order = {key: place for place, key in enumerate(sorted(set(mine)))}
    for i, (a, b) in enumerate(zip(mine, right, strict=True)):
        if ours_order[a] != order[b]:
            yield f"key| end {i}: {a}, in place {ours_order[a]}, stands for {b}, which is in place {order[b]}"
            return
