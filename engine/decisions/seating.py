"""Seats: what a candidate holds or waits for, why in words, and a line for every quota."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from engine.allocation import UNLIMITED
from engine.criteria.operands import LIMIT
from engine.decisions.lists import Lists
from engine.decisions.tiers import tiers_of
from engine.evaluation import Evaluation, Result
from engine.provenance import Text
from engine.records import Placement, QuotaLine, Reason
from engine.scoring import show
from engine.seats import Spec
from engine.wording import joined, say, two_digits

NAMED = 5
"""How many people a sentence names before it counts the others."""


class Seats:
    """The seating of one evaluation, told candidate by candidate and quota by quota."""

    def __init__(self, evaluation: Evaluation, keys: Sequence[str], names: Sequence[str]) -> None:
        self.evaluation = evaluation
        self.truths = evaluation.truths
        self.rulebook = evaluation.truths.rulebook
        self.lists = Lists(evaluation)
        self.tiers = tiers_of(evaluation)
        self.keys, self.names = keys, names
        self.seat_of = {int(row): i for i, row in enumerate(evaluation.seated)}  # row -> position in the seating

    def taken(self, row: int, result: Result) -> bool:
        """Whether the candidate holds a seat in the one right selection that settles ties by key."""
        if self.evaluation.seating is None:
            return result is Result.NOMINATED
        return row in self.seat_of and bool(self.evaluation.seating.witness[self.seat_of[row]])

    def placement(self, row: int, result: Result) -> Placement | None:
        """The quota that holds the candidate, with its seat or place in the queue; None where it competes in none."""
        placing = self.evaluation.placing
        if placing.unlimited or row not in self.seat_of:
            return None
        node = int(placing.node[row])
        seating = self.evaluation.seating
        assert seating is not None
        position = self.seat_of[row]
        blocked: tuple[str, ...] = ()
        if self.evaluation.crossed is not None:
            blocked = tuple(self._crossing(n).id for n in self.evaluation.crossed.full[position])
        elif not seating.witness[position]:
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
            tiers=self.tiers[row].among if row in self.tiers else (),
            level_with=tuple(self.keys[i] for i in self.tiers[row].level_with) if row in self.tiers else (),
        )

    def reasons(self, row: int, result: Result, placement: Placement | None) -> tuple[Reason, ...]:
        """Why an eligible candidate has its seat, or none."""
        clause = self._quota_clause(row)
        if result is Result.NO_SEAT:
            return (Reason("no_seat", say("reason.no_seat"), clause),)
        if result is Result.TIED and self.evaluation.crossed is not None and self._unsettled(row):
            return (Reason("tied_above", say("reason.tied_above"), clause),)
        if result is Result.TIED:
            names = joined([self.names[i] for i in self.lists.tied_with(row)], most=NAMED)
            if self.evaluation.crossed is not None:
                return (Reason("tied_crossing", say("reason.tied_crossing", names=names), clause),)
            return (Reason("tied", say("reason.tied", names=names), clause),)
        if result is Result.RESERVE and placement is not None:
            return tuple(self._reserve(row, placement))
        if result is not Result.NOMINATED:
            return ()
        seated = self._nominated(row, placement)
        return (seated, self._tier(row, clause)) if row in self.tiers else (seated,)

    def _tier(self, row: int, clause: str | None) -> Reason:
        tier, awards = self.tiers[row], self.rulebook.awards
        if tier.award is not None:
            return Reason("tier", say("reason.tier", award=awards[tier.award].text, n=two_digits(tier.place)), clause)
        names = joined([self.names[i] for i in tier.level_with], most=NAMED)
        among = joined([awards[a].text for a in tier.among])
        return Reason("tier_tied", say("reason.tier_tied", awards=among, names=names), clause)

    def _quota_clause(self, row: int) -> str | None:
        placing = self.evaluation.placing
        if not placing.unlimited and placing.node[row] >= 0:
            at = int(placing.node_spec[int(placing.node[row])])
            while at >= 0:
                spec = placing.specs[at]
                if spec.quota is not None and spec.quota.clauses:
                    return spec.quota.clauses[0]
                at = spec.of if spec.quota is None else spec.parent
        clauses = self.rulebook.rounds[self.truths.circumstances.round].clauses
        return clauses[0] if clauses else None

    def _nominated(self, row: int, placement: Placement | None) -> Reason:
        clause = self._quota_clause(row)
        placing = self.evaluation.placing
        ceiling = UNLIMITED if placement is None else int(placing.tree.ceiling[self.lists.counted_in(row)])
        if placement is None or ceiling >= UNLIMITED:
            return Reason("no_number", say("quota.none"), clause)
        seat, most = two_digits(placement.seat or 0), two_digits(ceiling)
        return Reason("seated", say("reason.seated", seat=seat, max=most, clause=clause or "…"), clause)

    def _reserve(self, row: int, placement: Placement) -> Iterator[Reason]:
        placing, seating = self.evaluation.placing, self.evaluation.seating
        assert seating is not None
        clause = self._quota_clause(row)
        blocking = int(seating.blocked_by[self.seat_of[row]])
        if self.evaluation.crossed is not None:
            yield from self._crossed(row)
        elif blocking >= 0:
            text = say(
                "reason.quota",
                quota=self._node_text(blocking),
                filled=two_digits(int(seating.filled[blocking])),
                max=two_digits(int(placing.tree.ceiling[blocking])),
                clause=clause or "…",
            )
            yield Reason("quota", text, clause)
            if int(seating.kept[blocking]):
                yield self._held_for(blocking, clause)
        else:
            # No quota is full: the seats left are held for classes that may still fill them.
            node = int(placing.node[row])
            above = int(placing.tree.parent[node])
            yield self._held_for(above if above >= 0 else node, clause)
        if placement.queue is not None:
            yield Reason("queue", say("reason.queue", n=two_digits(placement.queue)), clause)

    # ---- where limits cross ---------------------------------------------------------------------------------

    def _unsettled(self, row: int) -> bool:
        crossed = self.evaluation.crossed
        return crossed is not None and crossed.unsettled[self.seat_of[row]]

    def _crossing(self, limit: int) -> Spec:
        """Of the tree's nodes, and then of those across it."""
        placing, across = self.evaluation.placing, self.evaluation.across
        assert across is not None
        if limit < len(placing.tree):
            return placing.specs[int(placing.node_spec[limit])]
        return across.specs[int(across.node_spec[limit - len(placing.tree)])]

    def _crossed(self, row: int) -> Iterator[Reason]:
        """The full limits around one; else seats are kept for those whom a floor, or a slot, is for."""
        crossed, placing, across = self.evaluation.crossed, self.evaluation.placing, self.evaluation.across
        assert crossed is not None
        assert across is not None
        size = len(placing.tree)
        full = crossed.full[self.seat_of[row]]
        for limit in full:
            ceiling = placing.tree.ceiling[limit] if limit < size else across.tree.ceiling[limit - size]
            quota = self._crossing(limit).quota
            clause = quota.clauses[0] if quota is not None and quota.clauses else self._quota_clause(row)
            text = say(
                "reason.quota",
                quota=self._node_text(limit) if quota is None or limit < size else quota.text,
                filled=two_digits(crossed.filled[limit]),
                max=two_digits(int(ceiling)),
                clause=clause or "…",
            )
            yield Reason("quota", text, clause)
        if not full:
            yield Reason("seats_elsewhere", say("reason.seats_elsewhere"), self._quota_clause(row))

    def _lines_across(self) -> Iterator[QuotaLine]:
        crossed, seated = self.evaluation.crossed, self.evaluation.seated
        beyond = len(self.evaluation.placing.tree)
        for around, counted in ((self.evaluation.across, True), (self.evaluation.slots, False)):
            if around is None:
                continue
            for node in range(len(around.tree)):
                spec = around.specs[int(around.node_spec[node])]
                quota = spec.quota
                assert quota is not None
                mine = (around.node[seated] == node).any(axis=1)
                filled = 0 if crossed is None else int((mine & np.array(crossed.witness, np.bool_)).sum())
                if counted and crossed is not None:
                    filled = crossed.filled[beyond + node]
                ceiling, floor = int(around.tree.ceiling[node]), int(around.tree.floor[node])
                yield QuotaLine(
                    id=spec.id,
                    parent=None,
                    group=around.node_group[node],
                    text=quota.text,
                    clause=quota.clauses[0] if quota.clauses else None,
                    unfilled="transfer",
                    at_most=None if ceiling >= UNLIMITED else ceiling,
                    at_least=floor,
                    eligible=int(mine.sum()),
                    filled=filled,
                    short=max(0, floor - filled),
                    cut_off=None,
                    price=None,
                )

    def _held_for(self, node: int, clause: str | None) -> Reason:
        return Reason("seat_reserved", say("reason.seat_reserved", **{"class": self._reserved(node)}), clause)

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

    def lines(self) -> tuple[QuotaLine, ...]:
        """Every quota with its seats, roots and rests included; none where the round has no quotas."""
        placing, seating = self.evaluation.placing, self.evaluation.seating
        if placing.unlimited:
            return ()
        crossing = self.evaluation.across is not None
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
                    # Where limits cross, who has more points can be out, so no line says who is in; and no price.
                    cut_off=None if edge < 0 or crossing else self._cut_off(int(self.evaluation.seated[edge])),
                    price=None if crossing else 0 if seating is None else int(seating.price[node]),
                )
            )
        return (*lines, *self._lines_across())

    def _cut_off(self, row: int) -> str | None:
        low = int(self.evaluation.ranking.score.low[row])
        return None if abs(low) >= LIMIT else show(low)
