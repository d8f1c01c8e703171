"""What was found for one candidate: a criterion's truth with the value, the cells and the clause behind it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.criteria import Truths
from engine.decisions.values import cells_of, computed, is_blank, plain, plain_computed, read_fields, show
from engine.provenance import Text
from engine.records import Finding
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Field
from engine.truth import Truth


def find(truths: Truths, criterion: Criterion, row: int) -> Finding:
    """One criterion, exclusion or advisory for one candidate."""
    fields = read_fields(truths, criterion)
    cells = cells_of(truths.roster.candidates, fields, row)
    deciding = _deciding(truths, fields, row)
    cell = truths.roster.candidates.cell(deciding.id, row) if deciding else None
    subject = _under_test(truths, criterion, fields)
    return Finding(
        criterion.id,
        Truth(int(truths.columns[criterion.id][row])),
        _shown(truths, subject, fields, row),
        cell or (cells[0] if cells else None),
        cells,
        clause_of(truths, criterion, row),
        _plain(truths, subject, row),
    )


def clause_of(truths: Truths, criterion: Criterion, row: int) -> str | None:
    """Of the clauses that a criterion stands in, the one on the candidate's own category."""
    code = int(truths.facts.codes("category")[row])
    own = list(truths.rulebook.categories.values())[code].clauses if code >= 0 else ()
    if not criterion.clauses:
        return own[0] if own else None
    return next((c for c in criterion.clauses if c in own), criterion.clauses[0])


Subject = Field | tuple[t.Value, str] | None
"""The one column that a criterion tests, or the computed value with its type; None where it tests several."""


def _plain(truths: Truths, subject: Subject, row: int) -> str | None:
    """The value under test for a program; None for several fields, and where it is not exactly known."""
    match subject:
        case Field() as field:
            return plain(truths.facts, field, row)
        case (value, type_):
            return plain_computed(truths, value, type_, row)
        case None:
            return None


def _deciding(truths: Truths, fields: tuple[Field, ...], row: int) -> Field | None:
    """The field a person should look at first: the first that says something, else the first."""
    said = (f for f in fields if f.id not in ("category", "kind") and not is_blank(truths.facts, f, row))
    return next(said, fields[0] if fields else None)


def value_of(truths: Truths, criterion: Criterion, fields: tuple[Field, ...], row: int) -> Text | None:
    """The value under test: a single field's, a computed one's, or each field's with its header."""
    return _shown(truths, _under_test(truths, criterion, fields), fields, row)


def _shown(truths: Truths, subject: Subject, fields: tuple[Field, ...], row: int) -> Text | None:
    match subject:
        case Field() as field:
            return show(truths.facts, field, row)
        case (value, type_):
            return computed(truths, value, type_, row)
        case None:
            said = [(f, shown) for f in fields if (shown := show(truths.facts, f, row)) is not None]
            return _listed(said) if said else None


def _under_test(truths: Truths, criterion: Criterion, fields: tuple[Field, ...]) -> Subject:
    subject = tested(criterion.when)
    if subject == t.FieldRef("score"):
        return subject, "number"
    if isinstance(subject, t.FieldRef) and subject.id in truths.rulebook.fields:
        field = truths.rulebook.fields[subject.id]
        return field if field.compute is None else (field.compute, field.type)
    return fields[0] if len(fields) == 1 else None


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
