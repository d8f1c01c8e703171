"""What was found for one candidate: a criterion's truth with the value, the cells and the clause behind it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.criteria import Choice, Span, Truths
from engine.criteria.facts import Truths8
from engine.decisions.values import computed, is_blank, plain, plain_computed, read_fields, show
from engine.frozen import dataclass
from engine.provenance import Text
from engine.records import Finding
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Field
from engine.truth import Truth


@dataclass(frozen=True, slots=True)
class _About:
    """What is the same of a criterion for all candidates."""

    truth: Truths8  # its column
    fields: tuple[Field, ...]  # those it reads
    subject: Field | None  # the one column that it tests
    column: Span | Choice | None  # or the computed value that it tests
    type: str  # of the computed value
    clauses: tuple[str | None, ...]  # by category, the last where that is unknown


def find(truths: Truths, criterion: Criterion, row: int) -> Finding:
    """One criterion, exclusion or advisory for one candidate."""
    about = _about(truths, criterion)
    placed = [(f, truths.roster.candidates.cell(f.id, row)) for f in about.fields]
    cells = tuple(cell for _, cell in placed if cell is not None)
    # A person should look first at what says something.
    said = (cell for f, cell in placed if f.id not in ("category", "kind") and not is_blank(truths.facts, f, row))
    cell = next(said, placed[0][1] if placed else None)
    return Finding(
        criterion.id,
        _TRUTHS[about.truth[row]],
        _shown(truths, about, row),
        cell or (cells[0] if cells else None),
        cells,
        about.clauses[truths.facts.codes("category")[row]],
        _plain(truths, about, row),
    )


_TRUTHS = tuple(Truth)


def _about(truths: Truths, criterion: Criterion) -> _About:
    found: _About | None = truths.notes.get(criterion.id)
    if found is None:
        found = truths.notes[criterion.id] = _work_out(truths, criterion)
    return found


def _work_out(truths: Truths, criterion: Criterion) -> _About:
    fields = read_fields(truths, criterion)
    own = [category.clauses for category in truths.rulebook.categories.values()]
    clauses = tuple(_clause(criterion, of_category) for of_category in (*own, ()))
    subject: Field | None = fields[0] if len(fields) == 1 else None
    value: t.Value | None = None
    type_, tests = "", tested(criterion.when)
    if tests == t.FieldRef("score"):
        subject, value, type_ = None, tests, "number"
    elif isinstance(tests, t.FieldRef) and tests.id in truths.rulebook.fields:
        field = truths.rulebook.fields[tests.id]
        subject, value, type_ = (field, None, "") if field.compute is None else (None, field.compute, field.type)
    column = None if value is None else truths.facts.value(truths.grounding.value(value))
    return _About(truths.columns[criterion.id], fields, subject, column, type_, clauses)


def _clause(criterion: Criterion, own: tuple[str, ...]) -> str | None:
    """Of the clauses that a criterion stands in, the one on the candidate's own category."""
    if not criterion.clauses:
        return own[0] if own else None
    return next((c for c in criterion.clauses if c in own), criterion.clauses[0])


def _plain(truths: Truths, about: _About, row: int) -> str | None:
    """The value under test for a program; None for several fields, and where it is not exactly known."""
    if about.column is not None:
        return plain_computed(about.column, about.type, row)
    return None if about.subject is None else plain(truths.facts, about.subject, row)


def value_of(truths: Truths, criterion: Criterion, row: int) -> Text | None:
    """The value under test: a single field's, a computed one's, or each field's with its header."""
    return _shown(truths, _about(truths, criterion), row)


def _shown(truths: Truths, about: _About, row: int) -> Text | None:
    if about.column is not None:
        return computed(truths, about.column, about.type, row)
    if about.subject is not None:
        return show(truths.facts, about.subject, row)
    said = [(f, shown) for f in about.fields if (shown := show(truths.facts, f, row)) is not None]
    return _listed(said) if said else None


def tested(condition: t.Condition) -> t.Value | None:
    """The one thing a condition tests, where it is a single test."""
    match condition:
        case t.Test(subject, _):
            return subject
        case t.All(of) | t.AnyOf(of):
            first = of[0].subject if of and isinstance(of[0], t.Test) else None
            return first if all(isinstance(c, t.Test) and c.subject == first for c in of) else None
        case _:
            return None


def _listed(said: Iterable[tuple[Field, Text]]) -> Text:
    pairs = list(said)
    return Text(
        "; ".join(f"{f.text.vi}: {v.vi}" for f, v in pairs), "; ".join(f"{f.text.en}: {v.en}" for f, v in pairs)
    )


def leaves(condition: t.Condition | None) -> tuple[str, ...]:
    """The criteria a standard names, in order."""
    match condition:
        case t.Name(name):
            return (name,)
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of):
            return tuple(dict.fromkeys(leaf for c in of for leaf in leaves(c)))
        case _:
            return ()


def truth_of(condition: t.Condition, truths: Truths, row: int) -> Truth:
    """A standard's truth for one candidate, from its criteria's columns."""
    from engine.truth import all_of, any_of, at_least, none_of

    match condition:
        case t.Name(name):
            return Truth(int(truths.columns[name][row]))
        case t.Fixed(met):
            return Truth.MET if met else Truth.UNMET
        case t.All(of):
            return all_of(truth_of(c, truths, row) for c in of)
        case t.AnyOf(of):
            return any_of(truth_of(c, truths, row) for c in of)
        case t.NoneOf(of):
            return none_of(truth_of(c, truths, row) for c in of)
        case t.AtLeast(n, of):
            return at_least(n, (truth_of(c, truths, row) for c in of))
        case _:
            raise AssertionError("a standard names criteria only")


def deciding(condition: t.Condition, wanted: Truth, truths: Truths, row: int) -> tuple[tuple[str, bool], ...]:
    """The criteria that make a standard ``wanted`` (met, unmet or unknown), each with whether it counts by being unmet.

    Of an ``all`` that is unmet, those that are unmet; of an ``any``, all of them; and so on down the tree.
    """
    if truth_of(condition, truths, row) is not wanted:
        return ()
    match condition:
        case t.Name(name):
            return ((name, False),)
        case t.NoneOf(of):
            opposite = Truth(2 - wanted)
            return tuple((name, not turned) for c in of for name, turned in deciding(c, opposite, truths, row))
        case t.All(of) | t.AnyOf(of) | t.AtLeast(of=of):
            return tuple(dict.fromkeys(pair for c in of for pair in deciding(c, wanted, truths, row)))
        case _:
            return ()
