"""What a whole run should be told, that no single cell causes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from engine.decisions.reading import decisive_registers
from engine.decisions.selfexplaining import shown
from engine.evaluation import Evaluation
from engine.problems import Problem
from engine.records import Decision, Status
from engine.rulebook.model import Rulebook
from engine.scoring import BOARD_SCORE
from engine.wording import day, say


def run_problems(evaluation: Evaluation) -> tuple[Problem, ...]:
    """The loudest first."""
    return (*_registers(evaluation), *_awards(evaluation), *_scores(evaluation), *_crossing(evaluation))


_HELD_APART = {"mismatch": "total-mismatch", "disagree": "values-disagree"}


def disagreements(decisions: Sequence[Decision]) -> tuple[Problem, ...]:
    """Values that contradict each other where it decides: a total and its parts, a cell and the list of units."""
    found: dict[tuple[str, str], Problem] = {}
    for decision in decisions:
        for reason in decision.reasons if decision.status is Status.NEEDS_EVIDENCE else ():
            if reason.code in _HELD_APART and reason.cells:
                problem = Problem.at(reason.cells[0], _HELD_APART[reason.code], "error", reason.text)
                found.setdefault((problem.code, reason.cells[0].full), problem)
    return tuple(found.values())


def _registers(evaluation: Evaluation) -> Iterator[Problem]:
    truths = evaluation.truths
    rulebook = truths.rulebook
    read = decisive_registers(rulebook, truths.circumstances.round)
    for name, register in rulebook.registers.items():
        if name not in read or name in truths.roster.registers or register.if_not_given == "empty":
            continue
        units = "unit_name" in register.fields
        key = "problem.units_not_given" if units else "problem.register_not_given"
        code = "units-not-given" if units else "register-not-given"
        yield Problem(code, "error", say(key, register=register.text))


def _awards(evaluation: Evaluation) -> Iterator[Problem]:
    truths = evaluation.truths
    decided = truths.circumstances.decided_on
    used = set(np.unique(evaluation.award).tolist())
    for code, award in enumerate(truths.rulebook.awards.values()):
        since, until = award.in_force
        if code not in used or ((since is None or since <= decided) and (until is None or decided <= until)):
            continue
        if until is not None and decided > until:
            end = day(type(until).fromordinal(until.toordinal() + 1))
            text = say("problem.award_not_in_force", award=award.text, date=end, decided=day(decided))
        else:
            assert since is not None
            text = say("problem.award_not_yet", award=award.text, date=day(since), decided=day(decided))
        yield Problem("award-not-in-force", "warning", text)


def _crossing(evaluation: Evaluation) -> Iterator[Problem]:
    if evaluation.across is not None:
        unsettled = evaluation.crossed is not None and any(evaluation.crossed.unsettled)
        yield Problem("crossing-limits", "info", say("problem.crossing_limits"))
        if unsettled:
            yield Problem("ties-first", "warning", say("problem.ties_first"))


def _scores(evaluation: Evaluation) -> Iterator[Problem]:
    rulebook: Rulebook = evaluation.truths.rulebook
    field = rulebook.fields.get(BOARD_SCORE)
    if field is not None and BOARD_SCORE in evaluation.truths.circumstances.absent:
        yield Problem("no-board-score", "info", say("problem.no_board_score", field=field.text))


__all__ = ["run_problems", "shown"]
