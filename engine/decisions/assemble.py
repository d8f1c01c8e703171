"""From an evaluation to one record per candidate, and one line per quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.allocation import UNLIMITED
from engine.criteria.operands import LIMIT
from engine.decisions.certainty import Certainty
from engine.decisions.findings import find, leaves
from engine.decisions.lists import Lists
from engine.decisions.why import Why, distinct
from engine.evaluation import Evaluation, Result, public_keys
from engine.provenance import Text
from engine.records import Candidate, Decision, Finding, Placement, QuotaLine, Reason
from engine.scoring import show
from engine.truth import Truth
from engine.wording import joined, say, two_digits

NAMED = 5
"""How many people a sentence names before it counts the others."""


def decide(
    evaluation: Evaluation,
    certainty: Certainty,
    depends_on: Sequence[tuple[str, ...]],
    duplicates: Mapping[int, tuple[int, ...]],
) -> tuple[tuple[Decision, ...], tuple[QuotaLine, ...]]:
    """The decisions in file, sheet, row order, and every quota with its seats."""
    return _Assembly(evaluation, certainty, depends_on, dict(duplicates)).run()


class _Assembly:
    def __init__(
        self,
        evaluation: Evaluation,
        certainty: Certainty,
        depends_on: Sequence[tuple[str, ...]],
        duplicates: dict[int, tuple[int, ...]],
    ) -> None:
        self.evaluation = evaluation
        self.truths = evaluation.truths
        self.rulebook = evaluation.truths.rulebook
        self.table = evaluation.truths.roster.candidates
        self.certainty = certainty
        self.depends_on = depends_on
        self.why = Why(evaluation, duplicates)
        self.lists = Lists(evaluation)
        self.seat_of = {int(row): i for i, row in enumerate(evaluation.seated)}  # row -> position in the seating
        awards = list(self.rulebook.awards)
        self.awards = [None if a < 0 or not awards else awards[a] for a in evaluation.award]
        self.keys = public_keys(self.truths.facts, np.arange(len(self.table)), self.awards)
        self.names = [str(n or "") for n in self.truths.facts.plain("name")]

    def run(self) -> tuple[tuple[Decision, ...], tuple[QuotaLine, ...]]:
        decisions = tuple(self._decision(row) for row in range(len(self.table)))
        return decisions, self._quotas()

    def _decision(self, row: int) -> Decision:
        result = Result(int(self.evaluation.result[row]))
        placement = self._placement(row, result)
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
            witness_seated=self._witness(row, result),
            criteria=self._criteria(row),
            exclusions={c.id: find(self.truths, c, row) for c in self.rulebook.exclusions.values()},
            advisories={c.id: find(self.truths, c, row) for c in self.rulebook.advisories.values()},
            quota=placement,
            reasons=self._reasons(row, result, placement),
            provisional_on=tuple(self.keys[i] for i in self.certainty.displacers(row)),
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
            award=self.awards[row],
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

    def _witness(self, row: int, result: Result) -> bool:
        if self.evaluation.seating is None:
            return result is Result.NOMINATED
        return row in self.seat_of and bool(self.evaluation.seating.witness[self.seat_of[row]])

    # ---- seats --------------------------------------------------------------------------------------------------

    def _placement(self, row: int, result: Result) -> Placement | None:
        placing = self.evaluation.placing
        if placing.unlimited or row not in self.seat_of:
            return None
        node = int(placing.node[row])
        seating = self.evaluation.seating
        assert seating is not None
        position = self.seat_of[row]
        blocked: tuple[str, ...] = ()
        if not seating.witness[position]:
            blocked = tuple(placing.specs[int(placing.node_spec[n])].id for n in seating.full_around(position))
            blocking = int(seating.blocked_by[position])
            if not blocked and blocking >= 0:
                blocked = (placing.specs[int(placing.node_spec[blocking])].id,)
        tied = self.lists.tied_with(row) if result is Result.TIED else ()
        return Placement(
            placing.specs[int(placing.node_spec[node])].id,
            placing.node_group[node],
            seat=self.lists.seat(row),
            queue=self.lists.queue(row),
            blocked_by=blocked,
            tied_with=tuple(self.keys[i] for i in tied),
        )

    def _reasons(self, row: int, result: Result, placement: Placement | None) -> tuple[Reason, ...]:
        reasons = list(self.why.reasons(row))
        clause = self._quota_clause(row)
        if result is Result.NO_SEAT:
            reasons.insert(0, Reason("no_seat", say("reason.no_seat"), clause))
        elif result is Result.TIED:
            names = joined([self.names[i] for i in self.lists.tied_with(row)], most=NAMED)
            reasons.insert(0, Reason("tied", say("reason.tied", names=names), clause))
        elif result is Result.RESERVE and placement is not None:
            reasons[:0] = list(self._reserve(row, placement))
        elif result is Result.NOMINATED:
            reasons += list(self._nominated(row, placement))
        on = self.certainty.displacers(row)
        if on and result in (Result.NOMINATED, Result.TIED):
            names = joined([self.names[i] for i in on], most=NAMED)
            reasons.append(Reason("provisional", say("reason.provisional", names=names)))
        return distinct((*reasons, *self.why.advisories(row)))

    def _quota_clause(self, row: int) -> str | None:
        placing = self.evaluation.placing
        if not placing.unlimited and placing.node[row] >= 0:
            spec = placing.specs[int(placing.node_spec[int(placing.node[row])])]
            while spec.quota is None or not spec.quota.clauses:
                if spec.quota is not None and spec.parent < 0:
                    break
                spec = placing.specs[spec.of if spec.quota is None else spec.parent]
            if spec.quota is not None and spec.quota.clauses:
                return spec.quota.clauses[0]
        clauses = self.rulebook.rounds[self.truths.circumstances.round].clauses
        return clauses[0] if clauses else None

    def _nominated(self, row: int, placement: Placement | None) -> list[Reason]:
        clause = self._quota_clause(row)
        if placement is None:
            return [Reason("no_number", say("quota.none"), clause)]
        placing = self.evaluation.placing
        ceiling = int(placing.tree.ceiling[self.lists.counted_in(row)])
        if ceiling >= UNLIMITED:
            return [Reason("no_number", say("quota.none"), clause)]
        return [
            Reason(
                "seated",
                say(
                    "reason.seated", seat=two_digits(placement.seat or 0), max=two_digits(ceiling), clause=clause or "…"
                ),
                clause,
            )
        ]

    def _reserve(self, row: int, placement: Placement) -> list[Reason]:
        placing, seating = self.evaluation.placing, self.evaluation.seating
        assert seating is not None
        clause = self._quota_clause(row)
        blocking = int(seating.blocked_by[self.seat_of[row]])
        reasons: list[Reason] = []
        if blocking >= 0:
            filled = int(seating.filled[blocking])
            ceiling = int(placing.tree.ceiling[blocking])
            kept = int(seating.kept[blocking])
            text = say(
                "reason.quota",
                quota=self._node_text(blocking),
                filled=two_digits(filled),
                max=two_digits(ceiling),
                clause=clause or "…",
            )
            reasons.append(Reason("quota", text, clause))
            if kept:
                reasons.append(
                    Reason("seat_reserved", say("reason.seat_reserved", **{"class": self._reserved(blocking)}), clause)
                )
        else:
            # No quota is full: the seats left are held for classes that may still fill them.
            node = int(placing.node[row])
            above = int(placing.tree.parent[node])
            reasons.append(
                Reason(
                    "seat_reserved",
                    say("reason.seat_reserved", **{"class": self._reserved(above if above >= 0 else node)}),
                    clause,
                )
            )
        if placement.queue is not None:
            reasons.append(Reason("queue", say("reason.queue", n=two_digits(placement.queue)), clause))
        return reasons

    def _reserved(self, node: int) -> Text:
        """The classes for which seats inside a node are held."""
        placing = self.evaluation.placing
        inside = [i for i, p in enumerate(placing.tree.parent) if p == node and placing.tree.floor[i] > 0]
        texts = [self._node_text(i) for i in inside or [node]]
        return joined(texts)

    def _node_text(self, node: int) -> Text:
        placing = self.evaluation.placing
        spec = placing.specs[int(placing.node_spec[node])]
        if spec.quota is not None:
            return spec.quota.text
        parent = placing.specs[spec.of].quota
        assert parent is not None
        return Text(f"{parent.text.vi}: các trường hợp khác", f"{parent.text.en}: others")

    def _quotas(self) -> tuple[QuotaLine, ...]:
        placing, seating = self.evaluation.placing, self.evaluation.seating
        if placing.unlimited:
            return ()
        last = seating.last_seated() if seating is not None else np.full(len(placing.tree), -1)
        lines = []
        for node in range(len(placing.tree)):
            spec = placing.specs[int(placing.node_spec[node])]
            parent = int(placing.tree.parent[node])
            ceiling = int(placing.tree.ceiling[node])
            clause = spec.quota.clauses[0] if spec.quota is not None and spec.quota.clauses else None
            edge = int(last[node])
            lines.append(
                QuotaLine(
                    id=spec.id,
                    parent=None if parent < 0 else placing.specs[int(placing.node_spec[parent])].id,
                    group=placing.node_group[node],
                    text=self._node_text(node),
                    clause=clause,
                    unfilled=spec.quota.unfilled if spec.quota is not None else "transfer",
                    at_most=None if ceiling >= UNLIMITED else ceiling,
                    at_least=int(placing.tree.floor[node]),
                    eligible=0 if seating is None else int(seating.eligible[node]),
                    filled=0 if seating is None else int(seating.filled[node]),
                    short=int(placing.tree.floor[node]) if seating is None else int(seating.short[node]),
                    cut_off=None if edge < 0 else self._cut_off(int(self.evaluation.seated[edge])),
                    price=0 if seating is None else int(seating.price[node]),
                )
            )
        return tuple(lines)

    def _cut_off(self, row: int) -> str:
        score = self.evaluation.ranking.score
        return show(int(score.low[row]))


def _end(units: int) -> str | None:
    return None if abs(units) >= LIMIT else show(units)


__all__ = ["Truth", "decide"]
