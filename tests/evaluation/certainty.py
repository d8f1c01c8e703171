"""What the engine says of certainty, against every completion."""

from __future__ import annotations

from collections.abc import Iterator

from tests.evaluation.compare import certainty, evaluated, statuses
from tests.reference.completions import Completions


def unsound(made: Completions) -> Iterator[str]:
    """Where something is called certain, or without effect, that is not."""
    evaluation = evaluated(made.case)
    view, now = certainty(evaluation), statuses(evaluation)
    assert now == made.now
    for i in range(len(now)):
        if view.certain[i] and not made.is_certain(i):
            yield f"certain| row {i} is {now[i]}, and not in every completion"
        if view.matters(i) is not True and made.matters(i):
            yield f"matters| row {i} is {now[i]}, and its missing values can change the list"
        if view.matters(i) is None and any(len({w[i] for w in same}) > 1 for same in _by_others(made, i)):
            yield f"missing| row {i} is {now[i]}, and its own values can change that"
        if (
            now[i] == "nominated"
            and not view.certain[i]
            and any(world[i] != "nominated" for world in made.without((*view.displacers(i), i)))
        ):
            yield f"displacers| row {i} can lose its seat to others than those named"


def inexact(made: Completions) -> Iterator[str]:
    """The same, and where something is called open that is not."""
    yield from unsound(made)
    evaluation = evaluated(made.case)
    view = certainty(evaluation)
    if view._outlook is not None and not view._outlook.exact:
        return
    for i, status in enumerate(made.now):
        if made.is_certain(i) != bool(view.certain[i]):
            yield f"certain too little| row {i} is {status} in every completion"
        # Of a seated one it may be said too often: a floor can move the edge past its whole span.
        if status == "needs_evidence" and view.matters(i) is True and not made.matters(i):
            yield f"matters too much| row {i} needs evidence that changes nothing"


def _by_others(made: Completions, row: int) -> Iterator[list[tuple[str, ...]]]:
    mine = [k for k, (i, _) in enumerate(made.places) if i == row]
    together: dict[tuple[int, ...], list[tuple[str, ...]]] = {}
    for choice, world in made.worlds.items():
        together.setdefault(tuple(c for k, c in enumerate(choice) if k not in mine), []).append(world)
    yield from together.values()
