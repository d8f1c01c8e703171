"""From an evaluation to one record per candidate, and one line per quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.criteria.operands import LIMIT
from engine.decisions.basis import Typed
from engine.decisions.certainty import Certainty
from engine.decisions.findings import find, leaves
from engine.decisions.seating import NAMED, Seats
from engine.decisions.why import Why, distinct
from engine.evaluation import Evaluation, Result, public_keys
from engine.records import Candidate, Decision, Finding, Placement, QuotaLine, Reason
from engine.scoring import show
from engine.wording import joined, say

LISTED = 20
"""Whose evidence could displace somebody, by key: beyond so many they are counted. All of them for all would be n²."""


def decide(
    evaluation: Evaluation,
    certainty: Certainty,
    depends_on: Sequence[tuple[str, ...]],
    duplicates: Mapping[int, tuple[int, ...]],
    values: Sequence[tuple[Typed, ...]],
) -> tuple[tuple[Decision, ...], tuple[QuotaLine, ...]]:
    """The decisions in file, sheet, row order, and every quota with its seats. ``values``: from ``basis_of``."""
    return _Assembly(evaluation, certainty, depends_on, dict(duplicates), values).run()


class _Assembly:
    def __init__(
        self,
        evaluation: Evaluation,
        certainty: Certainty,
        depends_on: Sequence[tuple[str, ...]],
        duplicates: dict[int, tuple[int, ...]],
        values: Sequence[tuple[Typed, ...]],
    ) -> None:
        self.evaluation, self.values = evaluation, values
        self.truths = evaluation.truths
        self.rulebook = evaluation.truths.rulebook
        self.table = evaluation.truths.roster.candidates
        self.certainty = certainty
        self.depends_on = depends_on
        self.why = Why(evaluation, duplicates)
        awards = list(self.rulebook.awards)
        self.awards = [None if a < 0 or not awards else awards[a] for a in evaluation.award]
        self.keys = public_keys(self.truths.facts, np.arange(len(self.table)), self.awards)
        self.names = [str(n or "") for n in self.truths.facts.plain("name")]
        self.seats = Seats(evaluation, self.keys, self.names)
        self.lists = self.seats.lists

    def run(self) -> tuple[tuple[Decision, ...], tuple[QuotaLine, ...]]:
        decisions = tuple(self._decision(row) for row in range(len(self.table)))
        return decisions, self.seats.lines()

    def _decision(self, row: int) -> Decision:
        result = Result(int(self.evaluation.result[row]))
        placement = self.seats.placement(row, result)
        low, high = int(self.evaluation.ranking.score.low[row]), int(self.evaluation.ranking.score.high[row])
        return Decision(
            candidate=self._candidate(row),
            list=self.lists.label(row),
            status=result.status,
            certain=bool(self.certainty.certain[row]),
            evidence_matters=self.certainty.matters(row),
            depends_on_readings=self.depends_on[row],
            rank=self.lists.rank(row),
            score=show(low) if low == high else None,
            score_range=None if low == high else (_end(low), _end(high)),
            points=self._points(row),
            witness_seated=self.seats.taken(row, result),
            criteria=self._criteria(row),
            exclusions={c.id: find(self.truths, c, row) for c in self.rulebook.exclusions.values()},
            advisories={c.id: find(self.truths, c, row) for c in self.rulebook.advisories.values()},
            quota=placement,
            reasons=self._reasons(row, result, placement),
            provisional_on=tuple(self.keys[i] for i in self.certainty.displacers(row, LISTED)),
            provisional_count=self.certainty.displaced_by(row),
            values=self.values[row],
        )

    def _candidate(self, row: int) -> Candidate:
        source = self.table.sources[int(self.table.source[row])]
        return Candidate(
            index=row,
            key=self.keys[row],
            name=self.names[row],
            kind=self._option("kind", row),
            category=self._option("category", row),
            unit=self._text("unit", row),
            commune=self._unit("commune", row),
            award=self.seats.tiers[row].award if row in self.seats.tiers else self.awards[row],
            file=source.file,
            sheet=source.sheet,
            row=int(self.table.row[row]),
            position=self._text("position", row),
        )

    def _raw(self, field_id: str, row: int) -> int | str | None:
        return self.truths.facts.plain(field_id)[row]

    def _option(self, field_id: str, row: int) -> str | None:
        value = self._raw(field_id, row)
        return None if value is None else list(self.rulebook.fields[field_id].options)[int(value)]

    def _text(self, field_id: str, row: int) -> str | None:
        value = self._raw(field_id, row)
        return None if value is None else str(value)

    def _unit(self, field_id: str, row: int) -> str | None:
        value = self._raw(field_id, row)
        if value is None:
            return None
        return self.truths.roster.units[int(value)] if self.rulebook.fields[field_id].type == "unit" else str(value)

    def _points(self, row: int) -> dict[str, str]:
        points: dict[str, str] = {}
        for name, span in self.evaluation.ranking.points.items():
            low, high = int(span.low[row]), int(span.high[row])
            if low == high:
                if low:
                    points[name] = show(low)
            else:
                points[name] = f"{_end(low) or '-∞'}..{_end(high) or '∞'}"
        return points

    def _criteria(self, row: int) -> dict[str, Finding]:
        category = self.why.category(row)
        names = leaves(category.requires) if category else ()
        ranked = tuple(k.criterion for k in self.rulebook.ranking if k.criterion is not None)
        wanted = dict.fromkeys(names + ranked)
        return {n: find(self.truths, self.rulebook.criteria[n], row) for n in wanted if n in self.rulebook.criteria}

    def _reasons(self, row: int, result: Result, placement: Placement | None) -> tuple[Reason, ...]:
        """The seat first where it was refused, last where it was given; then who could displace, then advisories."""
        reasons = self.why.reasons(row)
        about_seat = self.seats.reasons(row, result, placement)
        reasons = (*reasons, *about_seat) if result is Result.NOMINATED else (*about_seat, *reasons)
        on = self.certainty.displacers(row, NAMED)
        if on and result in (Result.NOMINATED, Result.TIED):
            names = joined([self.names[i] for i in on], NAMED, self.certainty.displaced_by(row))
            reasons = (*reasons, Reason("provisional", say("reason.provisional", names=names)))
        return distinct((*reasons, *self.why.advisories(row)))


def _end(units: int) -> str | None:
    return None if abs(units) >= LIMIT else show(units)
