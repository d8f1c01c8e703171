"""What a column is for: the clauses, criteria and categories that read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.terms import Condition, FieldRef, Lookup, Name
from engine.rulebook.walk import about_candidates, every, fields_read

if TYPE_CHECKING:
    from engine.rulebook.model import Criterion, Rulebook


@dataclass(frozen=True, slots=True)
class Use:
    """Who reads a field, in the order of the rulebook."""

    criteria: tuple[Text, ...] = ()
    clauses: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()  # ids; empty: asked of everybody, or of nobody


def uses_of(rulebook: Rulebook) -> dict[str, Use]:
    """Field id -> its use. A field that only lends its value to a computed one is used where that one is."""
    rules = {**rulebook.advisories, **rulebook.exclusions, **rulebook.criteria}
    read = {rule.id: set(_fields(rulebook, rule.when)) for rule in rules.values()}
    asked = {
        category.id: {name for term in every(
            category.requires
        ) if isinstance(term, Name) for name in _named(rules, term.id)}
        for category in rulebook.categories.values() if category.requires is not None
    }
    uses: dict[str, Use] = {}
    ordered = (*rulebook.criteria.values(), *rulebook.exclusions.values(), *rulebook.advisories.values())
    for field_id in rulebook.fields:
        readers = [rule for rule in ordered if field_id in read[rule.id]]
        deciding = [rule for rule in readers if rule.id not in rulebook.advisories or rule.id in rulebook.criteria]
        readers = deciding or readers  # an advisory is named only where nothing else asks for the column
        uses[field_id] = Use(
            tuple(rule.text for rule in readers),
            tuple(dict.fromkeys(clause for rule in readers for clause in rule.clauses)),
            tuple(
                category for category, names in asked.items()
                if any(rule.id in names for rule in readers if rule.id in rulebook.criteria)
            ),
        )
    return uses


def wanted_columns(rulebook: Rulebook) -> tuple[str, ...]:
    """The columns that a sheet is expected to have, evidence apart.

    Nobody is missed for a commune where the plan has no list of units, nor for an award that every round has set.
    """
    needless: set[str] = set()
    if not rulebook.document.units and not any("unit_name" in r.fields for r in rulebook.registers.values()):
        needless.add("commune")
    if len(rulebook.awards) <= 1 or all(round_.award is not None for round_ in rulebook.rounds.values()):
        needless.add("award")
    read = {name for term in about_candidates(rulebook) for name in fields_read(term)}
    return tuple(
        f.id
        for f in rulebook.fields.values()
        if f.compute is None and not f.id.endswith("_evidence") and (f.id not in needless or f.id in read)
    )


def required_of(rulebook: Rulebook) -> dict[str, tuple[Text, ...]]:
    """Category -> the criteria that its standard is made of."""
    return {
        category.id: tuple(
            rulebook.criteria[name].text
            for name in dict.fromkeys(t.id for t in every(
                category.requires
            ) if isinstance(t, Name)) if name in rulebook.criteria
        ) if category.requires is not None else ()
        for category in rulebook.categories.values()
    }


def _named(rules: dict[str, Criterion], name: str) -> Iterator[str]:
    """A criterion and those it is made of."""
    yield name
    if name in rules:
        for term in every(rules[name].when):
            if isinstance(term, Name):
                yield from _named(rules, term.id)


def _fields(rulebook: Rulebook, condition: Condition) -> Iterator[str]:
    for term in every(condition):
        if isinstance(term, FieldRef):
            yield from _sources(rulebook, term.id)


def _sources(rulebook: Rulebook, field_id: str) -> Iterator[str]:
    """The field, or the columns that a computed one is made of."""
    field = rulebook.fields.get(field_id)
    if field is None or field.compute is None:
        yield field_id
        return
    for term in every(field.compute):
        if isinstance(term, FieldRef) and term.id != field_id:
            yield from _sources(rulebook, term.id)
        elif isinstance(term, Lookup):
            yield from (match.ours for match in term.match)
