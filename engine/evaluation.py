"""One evaluation: a roster under one setting of the parameters, from criteria to statuses, column by column.

It is run once for the result and once more for every other value of every reading; what a setting does not change
is computed once, for ``Facts`` keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from engine.allocation import Seating, allocate
from engine.criteria import Circumstances, Facts, Truths, evaluate, standing
from engine.crossing import Crossed, allocate_crossing
from engine.crossing.seating import seating_of
from engine.frozen import dataclass
from engine.inference import Verdict, Verdicts, infer
from engine.intake.roster import Roster
from engine.records import Status
from engine.rulebook.model import Rulebook
from engine.scoring import Ranking, rank, score_of
from engine.seats import NONE, OPEN, Around, Placing, around, asked, place, seatless, tier_quota

Ints64 = npt.NDArray[np.int64]


class Result(IntEnum):
    """Statuses as codes of a column, the strongest first."""

    NOT_CONSIDERED = 0
    EXCLUDED = 1
    NOT_ELIGIBLE = 2
    NEEDS_EVIDENCE = 3
    NO_SEAT = 4
    RESERVE = 5
    TIED = 6
    NOMINATED = 7

    @property
    def status(self) -> Status:
        """The public status."""
        return Status(self.name.lower())


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything one setting of the parameters says about a roster; each stage holds the one before."""

    truths: Truths
    verdicts: Verdicts
    ranking: Ranking
    award: Ints64  # per candidate: code of the award it is proposed for, -1 unknown
    placing: Placing
    seated: Ints64  # rows that compete for seats, in roster order
    seating: Seating | None  # over ``seated``; None where the round states no number
    result: npt.NDArray[np.int8]  # per candidate: a Result
    duplicates: Mapping[int, tuple[int, ...]]  # row -> the other rows that are the same candidate
    across: Around | None = None  # limits that cross the tree; None where the round has none
    slots: Around | None = None
    crossed: Crossed | None = None  # over ``seated``, the tree's nodes first, then those of ``across``


@dataclass(frozen=True, slots=True)
class Contest:
    """All that one setting says before seats are given: NOMINATED in ``result`` is whoever competes for one."""

    truths: Truths
    verdicts: Verdicts
    ranking: Ranking
    award: Ints64
    placing: Placing
    result: npt.NDArray[np.int8]
    across: Around | None = None  # limits that cross the tree; None where the round has none
    slots: Around | None = None


def contest(
    roster: Roster,
    rulebook: Rulebook,
    circumstances: Circumstances,
    facts: Facts,
    duplicates: Mapping[int, tuple[int, ...]],
) -> Contest:
    """The stages before the seats. ``duplicates``: rows that are the same candidate as others, which holds them up."""
    rulebook, circumstances = standing(rulebook, circumstances)
    truths = evaluate(roster, rulebook, circumstances, facts, score_of)
    verdicts = infer(rulebook, truths.columns, facts.codes("category"), truths.opens, truths.an_object)
    ranking = rank(verdicts, truths)
    award = _awards(truths)
    placing = place(truths, verdicts.code >= Verdict.NEEDS_EVIDENCE)
    award = _by_tiers(award, placing, rulebook)
    result = _before_seats(verdicts, award, placing, duplicates)
    this_round = rulebook.rounds[circumstances.round]
    if not this_round.across and not this_round.slots:
        return Contest(truths, verdicts, ranking, award, placing, result)
    across = around(truths, this_round.across)
    slots = around(truths, this_round.slots) if this_round.slots else None
    _where_limits_cross(result, across, slots)
    return Contest(truths, verdicts, ranking, award, placing, result, across, slots)


def evaluate_once(
    roster: Roster,
    rulebook: Rulebook,
    circumstances: Circumstances,
    facts: Facts,
    duplicates: Mapping[int, tuple[int, ...]],
    *,
    apart: bool = False,
) -> Evaluation:
    """All stages under one setting; ``duplicates`` as for ``contest``.

    ``apart``: each row as if it stood alone; then there is no seating of all, and no limit crosses the tree.
    """
    before = contest(roster, rulebook, circumstances, facts, duplicates)
    placing, ranking, result = before.placing, before.ranking, before.result
    if before.across is not None:
        assert not apart
        return _crossing(before, facts, duplicates)
    seated = np.flatnonzero(result == Result.NOMINATED)
    seating = None
    if apart and not placing.unlimited:
        _seat_apart(result, placing, seated)
    elif not placing.unlimited and len(seated):
        # Ties inside a group that an edge cuts are settled, for the witness only, by the public key.
        seating = allocate(
            placing.tree, placing.node[seated], ranking.low[seated], lambda rows: _by_key(facts, seated[rows])
        )
        result[seated] = Result.RESERVE + seating.status
    return Evaluation(
        before.truths, before.verdicts, ranking, before.award, placing, seated, seating, result, duplicates
    )


def _crossing(before: Contest, facts: Facts, duplicates: Mapping[int, tuple[int, ...]]) -> Evaluation:
    """The seats where limits cross, by their own way; the tree by itself is never asked."""
    assert before.across is not None
    placing, key, result = before.placing, before.ranking.low, before.result
    seated = np.flatnonzero(result == Result.NOMINATED)
    crossed, seating = None, None
    if len(seated):
        crossed = allocate_crossing(
            asked(placing, seated, key[seated], before.across, before.slots),
            lambda _: _by_key(facts, seated).tolist(),
        )
        seating = seating_of(crossed, placing.tree, placing.node[seated], key[seated])
        result[seated] = Result.RESERVE + seating.status
    return Evaluation(
        before.truths, before.verdicts, before.ranking, before.award, placing, seated, seating, result, duplicates,
        before.across, before.slots, crossed,
    )  # fmt: skip


def _seat_apart(result: npt.NDArray[np.int8], placing: Placing, seated: Ints64) -> None:
    status: dict[int, int] = {}
    for row in seated.tolist():
        node = int(placing.node[row])
        if node not in status:
            status[node] = int(allocate(placing.tree, np.array([node]), np.zeros(1, np.int64)).status[0])
        result[row] = Result.RESERVE + status[node]


def _awards(truths: Truths) -> Ints64:
    """Positions in the rulebook's awards; -1 where unknown. Without any award in the plan all are 0, one list."""
    rulebook, size = truths.rulebook, len(truths.opens)
    if not rulebook.awards:
        return np.zeros(size, np.int64)
    fixed = rulebook.rounds[truths.circumstances.round].award
    if fixed is None and len(rulebook.awards) == 1:
        fixed = next(iter(rulebook.awards))
    if fixed is not None:
        return np.broadcast_to(np.int64(list(rulebook.awards).index(fixed)), size)
    return truths.facts.codes("award")


def _by_tiers(award: Ints64, placing: Placing, rulebook: Rulebook) -> Ints64:
    """Where a quota deals several awards by rank nobody proposes one: till it is dealt, the lowest of them stands."""
    open_ = np.flatnonzero((award < 0) & (placing.node >= 0))
    if not len(open_) or not any(s.quota is not None and s.quota.tiers for s in placing.specs):
        return award
    order, award = list(rulebook.awards), award.copy()
    for row in open_.tolist():
        node = tier_quota(placing, int(placing.node[row]))
        quota = None if node is None else placing.specs[int(placing.node_spec[node])].quota
        if quota is not None:
            award[row] = min(order.index(a) for a in quota.tiers)
    return award


def _before_seats(
    verdicts: Verdicts, award: Ints64, placing: Placing, duplicates: Mapping[int, tuple[int, ...]]
) -> npt.NDArray[np.int8]:
    """Outcomes without the seats: NOMINATED stands for everybody who competes for one."""
    result = np.where(verdicts.code == Verdict.ELIGIBLE, np.int8(Result.NOMINATED), verdicts.code)
    if duplicates:
        rows = np.fromiter(duplicates, np.int64)
        rows = rows[result[rows] == Result.NOMINATED]
        result[rows] = Result.NEEDS_EVIDENCE
    np.copyto(result, Result.NEEDS_EVIDENCE, where=(result == Result.NOMINATED) & (award < 0))
    if placing.unlimited:
        return result
    closed = seatless(placing)
    competing = result == Result.NOMINATED
    nowhere = competing & (placing.node == NONE)
    if closed.any():
        nowhere |= competing & np.append(closed, (False, False))[placing.node]  # NONE and OPEN are the last two
    np.copyto(result, Result.NO_SEAT, where=nowhere)
    for i in np.flatnonzero(competing & (placing.node == OPEN)):
        seatless_whatever = all(n == NONE or (n >= 0 and closed[n]) for n in placing.possible[int(i)])
        result[i] = Result.NO_SEAT if seatless_whatever else Result.NEEDS_EVIDENCE
    return result


def _where_limits_cross(result: npt.NDArray[np.int8], across: Around, slots: Around | None) -> None:
    """Who can take no seat for a limit of 0, or takes no slot; and of whom it is not known which limits hold it."""
    competing = result == Result.NOMINATED
    shut = across.node.shape[1] > 0 and np.append(across.tree.ceiling == 0, (False, False))[across.node].any(axis=1)
    nowhere = competing & shut
    open_ = across.open
    if slots is not None:
        # Of one slot at least it is known, or may turn out, that it is for them, and it has seats.
        may = np.append(slots.tree.ceiling > 0, (True, False))[slots.node].any(axis=1)
        nowhere |= competing & ~may
        open_ = open_ | slots.open
    np.copyto(result, Result.NEEDS_EVIDENCE, where=competing & open_)
    np.copyto(result, Result.NO_SEAT, where=nowhere)


def public_keys(facts: Facts, rows: Ints64, awards: Sequence[str | None] | None = None) -> list[str]:
    """Normalised name, category, commune, unit and award, joined by ``|``: never a row number."""
    fields = ("name", "category", "commune", "unit")
    parts = [
        facts.normal_forms(f, rows, unit=f == "commune") if f in facts.fields else [""] * len(rows) for f in fields
    ]
    parts.append([""] * len(rows) if awards is None else [a or "" for a in awards])
    return ["|".join(each) for each in zip(*parts, strict=True)]


def _by_key(facts: Facts, rows: Ints64) -> Ints64:
    keys = public_keys(facts, rows)
    where = [""] * len(rows)
    if len(set(keys)) < len(keys):  # level in their keys too: by where they stand
        where = [str(facts.table.cell("name", int(r)) or "") for r in rows]
    return np.array(sorted(range(len(rows)), key=lambda i: (keys[i], where[i])), np.int64)
