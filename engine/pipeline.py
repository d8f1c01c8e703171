"""From workbooks and a rulebook to decisions, stage by stage.

>>> run = nominate(Request(files=(Path("candidates.xlsx"),), rulebook="ninh-thuan-2023"))  # doctest: +SKIP
>>> run.decisions.decisions[0].status  # doctest: +SKIP
<Status.NOMINATED: 'nominated'>
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from engine import __version__
from engine.criteria import Circumstances, Facts, facts_of, standing
from engine.decisions import basis_of, certainty_of, decide, figures_of, rules_of
from engine.decisions.selfexplaining import plain
from engine.duplicates import exact_duplicates
from engine.earlier import is_results, with_earlier
from engine.evaluation import Evaluation, evaluate_once
from engine.frozen import dataclass
from engine.intake import answers_of, read_roster
from engine.intake.roster import Roster
from engine.problems import Problem, UnusableInput
from engine.provenance import Text
from engine.records import Decisions, RunFacts
from engine.rulebook import Files, load, loader
from engine.rulebook.model import Parameter, Round, Rulebook, Setting
from engine.runproblems import disagreements, run_problems
from engine.wording import say

Tell = Callable[[str, int, int], None]
"""Is told how far a run is: ``reading``, ``deciding``, ``readings`` or ``writing``; how many of how many."""


def _nobody(_step: str, _done: int, _of: int) -> None:
    """Whom progress is told where nobody looks."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asks for; texts as they were typed."""

    files: tuple[Path, ...]
    rulebook: str | Files
    round: str | None = None
    year: int | None = None
    register: Path | None = None
    units: Path | None = None
    decided_on: date | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    mapping: Path | None = None  # which column holds which field
    resolve: Path | None = None  # which copies stay, how units are meant
    tell: Tell = field(default=_nobody, compare=False)
    # for a run that is made again
    names: tuple[str, ...] = ()  # what the files, the register and the units were called
    lists: Path | None = None  # the folder of the lists of communes and wards, where it is not the product's
    started_at: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A finished evaluation; each stage holds the one before it."""

    decisions: Decisions
    evaluation: Evaluation
    roster: Roster
    rulebook: Rulebook


def nominate(request: Request, change: Callable[[Roster, Rulebook], Roster] | None = None) -> Run:
    """The main job: read the files, evaluate, and again under each reading's other values.

    ``change`` may put other values in the place of those that were read. Raises UnusableInput and BadRulebook for what
    the user must put right first. Writes nothing.
    """
    rulebook = load(request.rulebook, request.settings)
    this_round = choose_round(rulebook, request.round)
    year = year_of(rulebook, this_round, request.year)
    said = answers_of(rulebook, request.mapping, request.resolve)
    request.tell("reading", 0, 0)
    earlier = request.register if is_results(request.register) else None
    register = None if earlier else request.register
    roster = read_roster(
        request.files, rulebook, register=register, units=request.units, mapping=said.mapping,
        resolution=said.resolution, names=request.names, lists=request.lists, year=year,
    )
    if earlier is not None:
        rulebook, roster = with_earlier(rulebook, roster, earlier)
    if change is not None:
        roster = change(roster, rulebook)
    started = request.started_at or datetime.now(UTC).replace(microsecond=0).isoformat()
    return evaluate_roster(
        roster,
        rulebook,
        this_round.id,
        year,
        decision_day(rulebook, this_round, year, request.decided_on),
        reference=request.rulebook,
        settings=request.settings,
        started_at=started,
        answers=said.record,
        tell=request.tell,
    )


def evaluate_roster(
    roster: Roster,
    rulebook: Rulebook,
    round_id: str,
    year: int | None,
    decided_on: date | None,
    *,
    reference: str | Files,
    settings: Mapping[str, str | Setting],
    started_at: str = "",
    readings: bool = True,
    answers: Mapping[str, Mapping[str, str]] | None = None,
    tell: Tell = _nobody,
) -> Run:
    """The same from a roster already read: for cases, tests and re-runs. Without ``readings`` none is tried."""
    tell("deciding", 0, 0)
    circumstances = Circumstances(round_id, year, decided_on or date.max, frozenset(roster.registers), roster.absent)
    rulebook, circumstances = standing(rulebook, circumstances)
    facts = facts_of(roster, rulebook)
    duplicates = exact_duplicates(roster, facts)
    evaluation = evaluate_once(roster, rulebook, circumstances, facts, duplicates)
    certainty = certainty_of(evaluation)
    depends_on: list[tuple[str, ...]] = [()] * len(evaluation.result)
    if readings:
        depends_on = _depends_on(evaluation, roster, facts, duplicates, reference, settings, tell)
    basis, values = basis_of(evaluation)
    decisions, quotas = decide(evaluation, certainty, depends_on, duplicates, values)
    problems = (*run_problems(evaluation), *disagreements(decisions), *roster.problems)
    facts_of_run = _facts_of_run(roster, rulebook, circumstances, decided_on, started_at, answers or {})
    rules = {**rules_of(rulebook, round_id), "figures": figures_of(rulebook, roster.candidates)}
    result = Decisions(facts_of_run, decisions, quotas, problems, roster.rejected, rules, basis)
    return Run(result, evaluation, roster, rulebook)


# ---- readings ---------------------------------------------------------------------------------------------------


def other_values(parameter: Parameter) -> Iterator[Setting]:
    """The values a reading might take instead of the one in force."""
    if parameter.set_by != "reading":
        return
    if parameter.type == "yes_no":
        yield not parameter.value
        return
    yield from (option for option in parameter.options if option != parameter.value)


def _depends_on(
    evaluation: Evaluation,
    roster: Roster,
    facts: Facts,
    duplicates: Mapping[int, tuple[int, ...]],
    reference: str | Files,
    settings: Mapping[str, str | Setting],
    tell: Tell,
) -> list[tuple[str, ...]]:
    """For each candidate the readings whose other value, alone, would change its status."""
    truths, under = evaluation.truths, loader(reference)
    elsewhere = truths.rulebook.elsewhere.get(truths.circumstances.round, frozenset())
    hangs: list[list[str]] = [[] for _ in evaluation.result]
    # One that no rule asks which decides in this round can change nothing.
    asked = [p for p in truths.rulebook.parameters.values() if p.id in truths.rulebook.asked and p.id not in elsewhere]
    for done, parameter in enumerate(asked):
        tell("readings", done, len(asked))
        changed = np.zeros(len(evaluation.result), np.bool_)
        for value in other_values(parameter):
            other = under({**settings, parameter.id: value})
            if truths.circumstances.round in other.rounds:
                again = evaluate_once(roster, other, truths.circumstances, facts, duplicates)
                changed |= again.result != evaluation.result
        for row in np.flatnonzero(changed):
            hangs[row].append(parameter.id)
    return [tuple(names) for names in hangs]


# ---- the round, its year, the day of decision -------------------------------------------------------------------


def choose_round(rulebook: Rulebook, name: str | None) -> Round:
    """The round asked for, or the only one. Raises UnusableInput where several are possible or none is called so."""
    if name is None:
        if len(rulebook.rounds) == 1:
            return next(iter(rulebook.rounds.values()))
        raise UnusableInput(_pick_one(rulebook, say("problem.several_rounds")))
    if name in rulebook.rounds:
        return rulebook.rounds[name]
    raise UnusableInput(_pick_one(rulebook, say("problem.no_such_round", round=name)))


def _pick_one(rulebook: Rulebook, what: Text) -> Text:
    rounds = Text(
        "; ".join(f"{r.id} ({r.text.vi})" for r in rulebook.rounds.values()),
        "; ".join(f"{r.id} ({r.text.en})" for r in rulebook.rounds.values()),
    )
    return say("problem.choose_round", what=what, rounds=rounds)


def year_of(rulebook: Rulebook, this_round: Round, year: int | None) -> int | None:
    """The year of the round: its own, or as asked. Raises UnusableInput where what the round asks for is missing."""
    if this_round.year is not None:
        if year is not None and year != this_round.year:
            raise UnusableInput(say("problem.year_differs", round=this_round.text, year=this_round.year, asked=year))
        return this_round.year
    for name in this_round.asks:
        if name == "year":
            if year is None:
                raise UnusableInput(say("problem.year_wanted", round=this_round.text))
        elif rulebook.parameters[name].value is None:
            parameter = rulebook.parameters[name].text
            raise UnusableInput(say("problem.round_asks", round=this_round.text, id=name, parameter=parameter))
    return year


def decision_day(rulebook: Rulebook, this_round: Round, year: int | None, asked: date | None) -> date | None:
    """The day of decision, which the law goes by: as asked, the round's, 31 December of its year, the plan's."""
    if asked is not None:
        return asked
    if this_round.decided_on is not None:
        return this_round.decided_on
    if year is not None:
        return date(year, 12, 31)
    return rulebook.document.decided_on or rulebook.document.date


# ---- the record -------------------------------------------------------------------------------------------------


def _facts_of_run(
    roster: Roster, rulebook: Rulebook, circumstances: Circumstances, decided_on: date | None, started_at: str,
    answers: Mapping[str, Mapping[str, str]],
) -> RunFacts:
    inputs: tuple[Mapping[str, str | int], ...] = tuple(
        {"file": f.file, "sha256": f.sha256, "rows": f.rows} for f in roster.inputs
    )
    about = {"id": rulebook.id, "version": rulebook.version, "approval": rulebook.approval, "sha256": rulebook.sha256}
    parameters = {p.id: plain(p.value) for p in rulebook.parameters.values()}
    day = decided_on.isoformat() if decided_on else ""
    # The same inputs, rules and settings are the same run, whenever it is made.
    essence: list[object] = [about, circumstances.round, circumstances.year, parameters, day, inputs, __version__]
    if answers:
        essence.append({name: source["sha256"] for name, source in answers.items()})
    digest = hashlib.sha256(json.dumps(essence, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return RunFacts(
        digest[:12], about, circumstances.round, circumstances.year, parameters, day, inputs, __version__, started_at,
        answers,
    )


__all__ = [
    "Problem",
    "Request",
    "Run",
    "Sequence",
    "choose_round",
    "decision_day",
    "evaluate_roster",
    "nominate",
    "other_values",
]
