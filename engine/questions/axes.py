"""What might be said instead in each column: every option, and of numbers and days the points where a rule may turn.

A column of numbers is an axis. Along it a decision turns only where a test, a band or somebody's rank does; those
of the rulebook's own bounds are known beforehand, the others are closed in on by halving.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from engine.criteria import Choice, Facts, Grounding, Span, fields_read
from engine.criteria.grounded import Unset
from engine.criteria.operands import LIMIT
from engine.evaluation import Evaluation
from engine.frozen import dataclass
from engine.intake.roster import NUMBER_SCALE
from engine.questions.edits import Typed
from engine.rulebook import terms as t
from engine.rulebook.model import Field, Points, Rulebook
from engine.rulebook.walk import Term, every, of_points, of_quota

IDENTITY = frozenset({"name", "kind", "category", "unit", "commune", "award", "position"})
"""What says who somebody is: another value would be another candidate. Tried only where it is missing."""

GIVEN = "…"
"""A text that merely stands there: evidence, a number of a decision."""

NUMERIC = ("whole", "number", "money", "date", "year")


@dataclass(frozen=True, slots=True)
class Axis:
    """A column of numbers or days, in the units that a roster holds."""

    field: Field
    now: int | None  # None: blank or unreadable
    step: int
    least: int
    most: int
    turns: tuple[int, ...]  # values at which a rule's own bound stands

    @property
    def origin(self) -> int:
        """Where the search sets out from."""
        return self.now if self.now is not None else min(max(0, self.least), self.most)

    def grid(self) -> list[int]:
        """Points to begin with: beside every bound, and further and further from where it stands."""
        points = {self.least, self.most, self.origin}
        for turn in self.turns:
            points |= {turn - self.step, turn, turn + self.step}
        reach = self.step
        while reach <= self.most - self.least:
            points |= {self.origin - reach, self.origin + reach}
            reach *= 2
        return sorted(p for p in points if self.least <= p <= self.most)


@dataclass(frozen=True, slots=True)
class Trials:
    """All that may be said instead in one candidate's row."""

    options: tuple[tuple[Field, Typed], ...]
    axes: tuple[Axis, ...]
    watched: tuple[tuple[t.Value, t.Value], ...]  # worked-out values and what they are held against


def trials_of(evaluation: Evaluation, row: int) -> Trials:
    """What to try: the columns that a rule reads which decides in this round."""
    truths = evaluation.truths
    rulebook, facts = truths.rulebook, truths.facts
    terms = list(deciding_terms(rulebook, truths.circumstances.round))
    read = dict.fromkeys(name for term in terms for name in fields_read(term, rulebook))
    asked = [
        rulebook.fields[name] for name in read
        if name in rulebook.fields and not (name == "board_score" and name in truths.circumstances.absent)
    ]
    pairs = list(_comparisons(terms, rulebook))
    options: list[tuple[Field, Typed]] = []
    axes: list[Axis] = []
    for field in asked:
        now = None if row in facts.table.unreadable.get(field.id, {}) else facts.plain(field.id)[row]
        if field.id in IDENTITY and now is not None:
            continue
        if field.type in NUMERIC:
            axes.append(_axis(facts, truths.grounding, field, row, now, pairs))  # type: ignore[arg-type]
        else:
            options += [(field, value) for value in _options(facts, terms, field) if value != now]
        beside = rulebook.fields.get(f"{field.id}_evidence")
        if field.evidence == "required" and beside is not None and facts.plain(beside.id)[row] is None:
            options.append((beside, GIVEN))
    watched = tuple(dict.fromkeys(p for p in pairs if not (_column(p[0], rulebook) and _column(p[1], rulebook))))
    return Trials(tuple(options), tuple(axes), watched)


def deciding_terms(rulebook: Rulebook, round_id: str) -> Iterator[Term]:
    """The terms that decide in a round: standards, exclusions, whether it is open, quotas, points, the order."""
    for category in rulebook.categories.values():
        if category.requires is not None:
            yield category.requires
    for rules in (rulebook.criteria, rulebook.exclusions):
        for rule in rules.values():
            yield rule.when
    this_round = rulebook.rounds[round_id]
    yield this_round.opens
    for quota in this_round.quotas or ():
        yield from of_quota(quota)
    yield t.FieldRef("score")
    for points in rulebook.scoring.points:
        yield from of_points(points)
    for key in rulebook.ranking:
        if key.value is not None:
            yield key.value
    yield from (t.FieldRef(name) for name in ("kind", "category"))


def _comparisons(terms: Sequence[Term], rulebook: Rulebook) -> Iterator[tuple[t.Value, t.Value]]:
    """Each value with each that it is held against."""
    for term in (inner for outer in terms for inner in every(outer)):
        if not isinstance(term, t.Test) or not _is_numeric(term.subject, rulebook):
            continue
        match term.test:
            case t.Compare(_, bound):
                yield term.subject, bound
            case t.Between(low, high):
                yield term.subject, low
                yield term.subject, high
            case t.Deadline(deadline, _):
                yield term.subject, deadline
            case t.Is(values, _):
                yield from ((term.subject, value) for value in values)
            case _:
                pass
    for points in rulebook.scoring.points:
        for part in _every_points(points):
            for least, _ in part.bands:
                assert part.value is not None
                yield part.value, t.Constant(least)


def _is_numeric(subject: t.Value, rulebook: Rulebook) -> bool:
    if not isinstance(subject, t.FieldRef):
        return False
    field = rulebook.fields.get(subject.id)
    return subject.id == "score" if field is None else field.type in NUMERIC


def _every_points(points: Points) -> Iterator[Points]:
    yield points
    for part in (*points.parts, *points.best_of):
        yield from _every_points(part)


def _column(value: t.Value, rulebook: Rulebook) -> str | None:
    """The column that a value is, where it is one that somebody fills in."""
    if isinstance(value, t.FieldRef) and (field := rulebook.fields.get(value.id)) is not None:
        return field.id if field.compute is None else None
    return None


# ---- one column -----------------------------------------------------------------------------------------------


def _options(facts: Facts, terms: Sequence[Term], field: Field) -> Iterator[Typed]:
    match field.type:
        case "yes_no":
            yield from (0, 1)
        case "choice":
            yield from range(len(field.options))
        case "unit":
            yield from range(len(facts.units))
        case _:
            yield GIVEN
            for term in (inner for outer in terms for inner in every(outer)):
                if isinstance(term, t.Test) and term.subject == t.FieldRef(field.id) and isinstance(term.test, t.Is):
                    yield from (str(v.value) for v in term.test.values if isinstance(v, t.Constant))


def _axis(
    facts: Facts, grounding: Grounding, field: Field, row: int, now: int | None,
    pairs: Sequence[tuple[t.Value, t.Value]],
) -> Axis:
    scale = NUMBER_SCALE if field.type == "number" else 1
    turns: set[int] = set()
    around: set[int] = set()  # other bounds of the rulebook, which only say how far numbers go
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            found = _known(facts, grounding, other, row)
            if found is None:
                continue
            place = found * scale
            around |= {int(place)}
            if _column(one, grounding.rulebook) == field.id:
                turns |= {int(place // 1), int(-(-place // 1))}
    column = [int(v) for v in facts.plain(field.id) if v is not None]
    if field.type in ("date", "year"):
        span = 36_525 if field.type == "date" else 100
        middle = column or sorted(turns) or [grounding.circumstances.decided_on.toordinal()]
        least, most = max(1, min([*middle, *turns]) - span), max([*middle, *turns]) + span
    else:
        largest = max(map(abs, (*column, *turns, *around, 100 * scale)))
        least, most = min(0, *column, 0), min(4 * largest, LIMIT // 4)
    if field.minimum is not None:
        least = int(field.minimum * scale)
    if field.maximum is not None:
        most = int(field.maximum * scale)
    step = _step(column, turns) if field.type == "number" else 1
    least, most = -(-least // step) * step, most // step * step
    return Axis(field, now, step, least, max(least, most), tuple(sorted(x for x in turns if x % step == 0)))


def _step(column: Sequence[int], turns: set[int]) -> int:
    """The coarsest decimal place in which the whole column and the rules are written."""
    step = NUMBER_SCALE
    while step > 1 and any(x % step for x in (*column, *turns)):
        step //= 10
    return step


def _known(facts: Facts, grounding: Grounding, value: t.Value, row: int) -> Fraction | None:
    """A value as it stands for this candidate, where it is an exact number or a day."""
    grounded = grounding.value(value)
    if isinstance(grounded, t.Constant):
        found = grounded.value
        if isinstance(found, bool | str):
            return None
        return Fraction(found) if isinstance(found, int | Fraction) else Fraction(found.toordinal())
    if isinstance(grounded, Unset):
        return None
    span = facts.value(grounded)
    if isinstance(span, Choice) or int(span.low[row]) != int(span.high[row]):
        return None
    return Fraction(int(span.low[row]), 10**span.scale)


def sides(facts: Facts, grounding: Grounding, watched: Sequence[tuple[t.Value, t.Value]]) -> npt.NDArray[np.int8]:
    """For each row on which side of its bound each watched value lies, at its lowest and at its highest."""
    columns: list[npt.NDArray[np.int8]] = []
    for value, bound in watched:
        span = _span(facts, grounding, value)
        against = _span(facts, grounding, bound)
        if span is None or against is None:
            continue
        scale = max(span.scale, against.scale)
        low, high = _scaled(span.low, span.scale, scale), _scaled(span.high, span.scale, scale)
        least, most = _scaled(against.low, against.scale, scale), _scaled(against.high, against.scale, scale)
        columns += [np.sign(low - most).astype(np.int8), np.sign(high - least).astype(np.int8)]
    return np.stack(columns, axis=1) if columns else np.zeros((facts.size, 0), np.int8)


def _span(facts: Facts, grounding: Grounding, value: t.Value) -> Span | None:
    grounded = grounding.value(value)
    if isinstance(grounded, Unset):
        return None
    if isinstance(grounded, t.Constant):
        known = _known(facts, grounding, value, 0)
        if known is None or (known * NUMBER_SCALE).denominator != 1:
            return None
        same = np.full(facts.size, int(known * NUMBER_SCALE), np.int64)
        return Span(same, same, 4)
    found = facts.value(grounded)
    return None if isinstance(found, Choice) else found


def _scaled(numbers: npt.NDArray[np.int64], scale: int, wanted: int) -> npt.NDArray[np.int64]:
    factor = 10 ** (wanted - scale)
    reach = LIMIT // factor
    return np.asarray(np.clip(numbers, -reach, reach) * factor, np.int64)
