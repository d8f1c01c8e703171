"""The line a reserve must pass, and who leaves when it does: found by the bar of its class, proved by seating again."""

from __future__ import annotations

import numpy as np

from engine.allocation import CLOSED, FREE, allocate
from engine.evaluation import Evaluation, Result
from engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class CutOff:
    """Rows of the roster."""

    outrank: int | None  # whom it has to outrank; None: no rank helps
    leaves: tuple[int, ...]  # who has no sure seat any more once it does
    seated: bool  # whether it is surely seated then


def cut_off(evaluation: Evaluation, row: int) -> CutOff | None:
    """The line over an eligible candidate without a sure seat; None where it competes for none, or is seated."""
    if evaluation.crossed is not None:
        return None  # no one line decides where limits cross
    seating = evaluation.seating
    position = int(np.searchsorted(evaluation.seated, row))
    if seating is None or position == len(evaluation.seated) or int(evaluation.seated[position]) != row:
        return None
    if evaluation.result[row] == Result.NOMINATED or evaluation.across is not None:
        return None  # where limits cross there is no single line
    tree, node = seating.tree, seating.seat_class
    place = int(node[position])
    key = seating.key.copy()
    key[position] = int(key.min()) - 1
    bar = int(allocate(tree, node, key).bar[place])
    if bar in (CLOSED, FREE):
        return CutOff(None, (), seated=False)
    # Twice the keys, so that there is room right above the one at the bar.
    above = seating.key * 2
    above[position] = 2 * int(seating.key[bar]) + 1
    again = allocate(tree, node, above)
    worse = np.flatnonzero(again.status < seating.status)
    leaves = tuple(int(evaluation.seated[i]) for i in worse.tolist())
    return CutOff(int(evaluation.seated[bar]), leaves, seated=int(again.status[position]) == 2)
