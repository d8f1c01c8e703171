"""Certain or provisional: what no missing value can change, and whose evidence could change what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.allocation import Outlook, Undetermined, outlook
from engine.decisions.findings import leaves
from engine.decisions.reading import decisive_registers
from engine.evaluation import Evaluation, Result
from engine.inference import Verdict
from engine.seats import FRESH, NONE, OPEN
from engine.truth import Truth

Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Certainty:
    """Per candidate of the roster."""

    evaluation: Evaluation
    certain: Bools  # no completion of the missing values changes the status
    can_matter: Bools  # what is missing can change the list
    _undetermined: npt.NDArray[np.int64]
    _outlook: Outlook | None

    @cached_property
    def missing(self) -> Bools:
        """Something about it is unknown."""
        return _missing(self.evaluation)

    def matters(self, row: int) -> bool | None:
        """``evidence_matters``: None where nothing is missing."""
        return bool(self.can_matter[row]) if self.missing[row] else None

    @cached_property
    def _against(self) -> dict[tuple[int, int], Rows]:
        """Who may displace those of one stand: worked out once for all of them."""
        return {}

    def displacers(self, row: int, most: int | None = None) -> tuple[int, ...]:
        """Rows whose missing evidence could cost this one its seat, the first of them; none where it is certain."""
        found = self._displacers(row)
        if most is not None:
            found = found[: most + 1]
        return tuple(other for other in found.tolist() if other != row)[:most]

    def displaced_by(self, row: int) -> int:
        """How many they are."""
        found = self._displacers(row)
        place = int(np.searchsorted(found, row))
        return len(found) - (place < len(found) and int(found[place]) == row)

    def _displacers(self, row: int) -> Rows:
        seated = self.evaluation.seated  # ascending
        position = int(np.searchsorted(seated, row))
        competes = position < len(seated) and int(seated[position]) == row
        if self._outlook is None or not competes or self.certain[row]:
            return seated[:0]
        stand = self._outlook.stand(position)
        if stand not in self._against:
            eligible, undetermined = self._outlook.displacers_of_all(*stand)
            self._against[stand] = np.union1d(seated[eligible], self._undetermined[undetermined])
        return self._against[stand]


def certainty_of(evaluation: Evaluation) -> Certainty:
    """Certainty of every candidate under one evaluation."""
    result, verdicts = evaluation.result, evaluation.verdicts
    open_, free = verdicts.opens == Truth.MET, verdicts.excluded == Truth.UNMET
    certain = (result == Result.NOT_CONSIDERED) | (result == Result.NO_SEAT)
    certain |= (result == Result.EXCLUDED) & open_
    certain |= (result == Result.NOT_ELIGIBLE) & open_ & free
    can_matter = np.zeros(len(result), np.bool_)
    undetermined = np.flatnonzero(result == Result.NEEDS_EVIDENCE)
    view = None
    if evaluation.across is not None:
        _crossing(evaluation, certain, can_matter)
    elif evaluation.placing.unlimited:
        certain[result == Result.NOMINATED] = True
        can_matter[undetermined] = True
    else:
        view = _outlook(evaluation, undetermined)
        if evaluation.seating is not None:
            # The same in every completion, and the same as now: who is sure of a seat, whichever it is, has none yet.
            certain[evaluation.seated] = view.certain & (view.worst == evaluation.seating.status)
        can_matter[evaluation.seated] = view.matters
        can_matter[undetermined] = view.possible
        _in_new_groups(evaluation, undetermined, certain, can_matter)
    if _register_missing(evaluation):
        # Nobody has looked whether they were awarded before.
        certain &= result < Result.NO_SEAT
    return Certainty(evaluation, certain, can_matter, undetermined, view)


def _crossing(evaluation: Evaluation, certain: Bools, can_matter: Bools) -> None:
    """Where limits cross one more eligible candidate can help another: only where nothing is missing is it certain."""
    open_keys = evaluation.ranking.open
    undetermined = evaluation.result == Result.NEEDS_EVIDENCE
    can_matter |= undetermined
    seated = evaluation.seated
    can_matter[seated] = open_keys[seated]
    if not undetermined.any() and not open_keys[seated].any() and evaluation.crossed is not None:
        certain[seated] = ~np.array(evaluation.crossed.unsettled, np.bool_)


def _in_new_groups(
    evaluation: Evaluation, undetermined: npt.NDArray[np.int64], certain: Bools, can_matter: Bools
) -> None:
    """Who may be the first of its group has no node yet: may be seated, and unsettles what stands beside its group."""
    placing = evaluation.placing
    first = [int(row) for row in undetermined if int(row) in placing.fresh]
    can_matter[first] = True
    unsettled = sorted(frozenset().union(*(placing.fresh[row] for row in first)) - {NONE})
    if unsettled:
        tops = placing.node_spec[placing.top[placing.node[evaluation.seated]]]
        rows = evaluation.seated[np.isin(tops, unsettled)]
        certain[rows], can_matter[rows] = False, True


def _outlook(evaluation: Evaluation, undetermined: npt.NDArray[np.int64]) -> Outlook:
    placing, ranking = evaluation.placing, evaluation.ranking
    node = placing.node[undetermined].astype(np.int64)
    rows = np.arange(len(undetermined))
    held = node >= 0
    who, where = [rows[held]], [node[held]]
    may_be_none = node == NONE
    for i in np.flatnonzero(node == OPEN):
        nodes = placing.possible[int(undetermined[i])]
        may_be_none[i] = NONE in nodes or FRESH in nodes
        some = np.array([n for n in nodes if n >= 0], np.int64)
        who.append(np.full(len(some), i))
        where.append(some)
    pairs, nodes_of = np.concatenate(who), np.concatenate(where)
    order = np.lexsort((nodes_of, pairs))
    # Surely eligible, and surely in one of its classes: it will take a seat's place whatever the evidence says.
    sure = (evaluation.verdicts.code[undetermined] == Verdict.ELIGIBLE) & (evaluation.award[undetermined] >= 0)
    sure &= ~may_be_none & ~np.isin(
        undetermined, np.fromiter(evaluation.duplicates, np.int64, len(evaluation.duplicates))
    )
    low, high = ranking.low[undetermined], ranking.high[undetermined]
    others = Undetermined(low, high, pairs[order], nodes_of[order], sure)
    return outlook(
        placing.tree,
        placing.node[evaluation.seated],
        ranking.low[evaluation.seated],
        ranking.high[evaluation.seated],
        others,
        evaluation.seating,
    )


def _missing(evaluation: Evaluation) -> Bools:
    truths, verdicts = evaluation.truths, evaluation.verdicts
    unknown = (verdicts.opens == Truth.UNKNOWN) | (verdicts.objects == Truth.UNKNOWN) | (evaluation.award < 0)
    unknown |= evaluation.ranking.open | (verdicts.category < 0) | (evaluation.placing.node == OPEN)
    for exclusion in truths.rulebook.exclusions:
        unknown |= truths.columns[exclusion] == Truth.UNKNOWN
    for code, category in enumerate(truths.rulebook.categories.values()):
        mine = verdicts.category == code
        for criterion in leaves(category.requires):
            unknown |= mine & (truths.columns[criterion] == Truth.UNKNOWN)
    if evaluation.duplicates:
        unknown[list(evaluation.duplicates)] = True
    return np.asarray(unknown)


def _register_missing(evaluation: Evaluation) -> bool:
    rulebook = evaluation.truths.rulebook
    read = decisive_registers(rulebook, evaluation.truths.circumstances.round)
    return any(
        rulebook.registers[r].if_not_given == "provisional" for r in read - evaluation.truths.roster.registers.keys()
    )
