"""A parameter under its other values: what the rules say then, side by side, and who is decided otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.decisions.selfexplaining import plain as plain_setting
from engine.frozen import dataclass
from engine.pipeline import Run
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.questions.asked import Asked
from engine.questions.comparing import Changed, Comparison
from engine.report.json_report import decisions_json
from engine.rulebook import Rulebook
from engine.rulebook.entries import entries
from engine.rulebook.model import Parameter, Setting

_NONE = Text("–", "–")


@dataclass(frozen=True, slots=True)
class RulePair:
    """A rule as it stands, and as it would."""

    clauses: tuple[str, ...]
    now: Text  # a dash where there is none
    then: Text


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of one parameter, with everything that is otherwise under it."""

    value: str  # as `--set` takes it
    rules: tuple[RulePair, ...]  # what they say now, and then
    changed: tuple[Changed, ...]
    rows: tuple[int, ...]  # of those who change, in the document
    moved: int  # of one status, at another rank
    refused: Text | None = None  # why the run cannot be made under it


def alternatives(case: Asked, parameter: Parameter) -> tuple[Alternative, ...]:
    """Each value that a yes-no or a choice may take and does not; the run made again under it."""
    now = case.run.rulebook.parameters[parameter.id]
    return tuple(_under(case, parameter, value) for value in _others(now))


def _others(parameter: Parameter) -> Iterator[Setting]:
    if parameter.type == "yes_no":
        yield from (value for value in (True, False) if value is not parameter.value)
    else:
        yield from (option for option in parameter.options if option != parameter.value)


def _under(case: Asked, parameter: Parameter, value: Setting) -> Alternative:
    said = str(plain_setting(value) or "unset")
    try:
        again = case.under({parameter.id: said})
    except UnusableInput as refused:
        return Alternative(said, (), (), (), 0, refused.text)
    after = decisions_json(again.decisions)
    pairs = list(zip(case.document["decisions"], after["decisions"], strict=True))
    comparison = Comparison(case.document, after, pairs)
    rows = tuple(row for row, (a, b) in enumerate(pairs) if a["status"] != b["status"])
    rules = tuple(_rules(case.run.rulebook, again.rulebook))
    return Alternative(said, rules, comparison.changed(), rows, len(comparison.moved()))


def _rules(now: Rulebook, then: Rulebook) -> Iterator[RulePair]:
    """Every rule that says something else, in the order of the rulebook."""
    first, second = ({entry.key: entry for entry in entries(book)} for book in (now, then))
    for key in dict.fromkeys((*first, *second)):
        a, b = first.get(key), second.get(key)
        either = a or b
        assert either is not None
        if either.kind == "parameters" or (a is not None and b is not None and a.sentence == b.sentence):
            continue
        yield RulePair(either.clauses, _NONE if a is None else a.sentence, _NONE if b is None else b.sentence)


def held_up(run: Run) -> Mapping[str, tuple[str, ...]]:
    """Parameter without value -> names of those who need evidence because of it."""
    found: dict[str, list[str]] = {}
    for decision in run.decisions.decisions:
        if decision.status == "needs_evidence":
            for name in sorted({r.parameter for r in decision.reasons if r.parameter is not None}):
                found.setdefault(name, []).append(decision.candidate.name)
    return {name: tuple(names) for name, names in found.items()}


def hanging(run: Run) -> Counter[str]:
    """How many decisions hang on each reading."""
    return Counter(name for decision in run.decisions.decisions for name in decision.depends_on_readings)
