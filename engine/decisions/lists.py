"""Lists: who is ranked beside whom. Award, round, topmost quota and its group; without quotas, award and kind."""

from __future__ import annotations

import numpy as np

from engine.allocation import UNLIMITED, Standing, tie_groups, tied_with
from engine.evaluation import Evaluation, Result
from engine.seats import NONE

COMPETING = (Result.NOMINATED, Result.TIED, Result.RESERVE)


class Lists:
    """Labels, ranks, seats, queues and ties of an evaluation's candidates."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._awards = list(evaluation.truths.rulebook.awards) or [""]
        self._kinds = list(evaluation.truths.rulebook.fields["kind"].options)
        self._kind = evaluation.truths.roster.candidates.frame["kind"].fillna(-1).to_numpy().astype(np.int64)
        self._labels = [self._label(row) for row in range(len(evaluation.result))]
        self._ties: np.ndarray | None = None
        self._rank: dict[int, int] = {}
        self._seat: dict[int, int] = {}
        self._queue: dict[int, int] = {}
        self._members: dict[str, list[int]] = {}
        for row in range(len(evaluation.result)):
            label = self._labels[row]
            if label is not None and evaluation.result[row] in COMPETING:
                self._members.setdefault(label, []).append(row)
        for rows in self._members.values():
            self._number(rows)

    def _label(self, row: int) -> str | None:
        placing, award = self.evaluation.placing, int(self.evaluation.award[row])
        if award < 0:
            return None
        if placing.unlimited:
            kind = int(self._kind[row])
            return None if kind < 0 else f"{self._awards[award]}|{self._kinds[kind]}"
        node = int(placing.node[row])
        if node <= NONE:
            return None
        top = int(placing.top[node])
        parts = [
            self._awards[award],
            self.evaluation.truths.circumstances.round,
            placing.specs[int(placing.node_spec[top])].id,
        ]
        group = placing.node_group[top]
        return "|".join([*parts, group] if group is not None else parts)

    def _number(self, rows: list[int]) -> None:
        keys, result = self.evaluation.ranking.low, self.evaluation.result
        ordered = sorted(rows, key=lambda r: -int(keys[r]))
        for position, row in enumerate(ordered):
            level = position and keys[row] == keys[ordered[position - 1]]
            self._rank[row] = self._rank[ordered[position - 1]] if level else position + 1
        for status, numbers in ((Result.NOMINATED, self._seat), (Result.RESERVE, self._queue)):
            within: dict[int, list[int]] = {}
            for row in ordered:
                if result[row] == status:
                    within.setdefault(self.counted_in(row), []).append(row)
            for some in within.values():
                for position, row in enumerate(some):
                    level = position and keys[row] == keys[some[position - 1]]
                    # Seats are counted through; in a queue the level share a place: nobody has settled their order.
                    numbers[row] = numbers[some[position - 1]] if level and status is Result.RESERVE else position + 1

    def counted_in(self, row: int) -> int:
        """The outermost limited quota around a candidate, in which its seat or queue is counted; else the topmost."""
        placing = self.evaluation.placing
        node = int(placing.node[row])
        if placing.unlimited or node < 0:
            return NONE
        limited, top = NONE, node
        while node >= 0:
            if placing.tree.ceiling[node] < UNLIMITED:
                limited = node
            top, node = node, int(placing.tree.parent[node])
        return limited if limited >= 0 else top

    def label(self, row: int) -> str | None:
        """The list's id; None where a missing value leaves it open, or no quota holds the candidate."""
        return self._labels[row]

    def rank(self, row: int) -> int | None:
        """1, 2, 2, 4 among the eligible of the list."""
        return self._rank.get(row)

    def seat(self, row: int) -> int | None:
        """1.. among the nominated of its quota, best first."""
        return self._seat.get(row)

    def queue(self, row: int) -> int | None:
        """1.. among the reserves of its quota; level ones share a place."""
        return self._queue.get(row)

    def tied_with(self, row: int) -> tuple[int, ...]:
        """The others with whom it competes for the same seats: one question for the council."""
        seating, seated = self.evaluation.seating, self.evaluation.seated
        if seating is None:
            return ()
        if self.evaluation.crossed is not None:
            # Who is level with whom for a seat hangs together across all limits: one question.
            tied = seated[seating.status == Standing.TIED].tolist()
            return tuple(other for other in tied if other != row) if row in tied else ()
        if self._ties is None:
            self._ties = tie_groups(seating)
        position = int(np.searchsorted(seated, row))
        return tuple(int(seated[i]) for i in tied_with(self._ties, position))
