"""The rules beside the decisions: texts, standards as trees, parameters and readings, so that a results folder explains
itself for ever, without the rulebook and without the engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from engine.provenance import Text
from engine.records import Status
from engine.rulebook import required_text
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Parameter, Points, Quota, Rulebook, Setting
from engine.wording import day, decimal, money, say

Tree = dict[str, object] | str


def rules_of(rulebook: Rulebook, round_id: str) -> dict[str, object]:
    """Plain data, both languages, in the rulebook's order."""
    document = rulebook.document
    return {
        "document": {
            "title": _text(document.title),
            "issuer": _text(document.issuer),
            "level": document.level,
            "number": document.number,
            "date": document.date_text,
            "body": _text(document.body),
            "bodies": {name: _text(body) for name, body in document.bodies.items()},
            "grounds": [_text(ground) for ground in document.grounds],
            "movement": _text(document.movement) if document.movement else None,
            "basis": rulebook.scoring.basis,
        },
        "categories": {
            c.id: {
                **_text(c.text),
                "clauses": list(c.clauses),
                "requires": None if c.requires is None else standard_tree(c.requires),
            }
            for c in rulebook.categories.values()
        },
        "criteria": _criteria(rulebook.criteria.values(), rulebook),
        "exclusions": _criteria(rulebook.exclusions.values(), rulebook),
        "advisories": _criteria(rulebook.advisories.values(), rulebook),
        "points": _points(rulebook),
        "quotas": _quotas(rulebook.rounds[round_id].limits),
        "parameters": {p.id: _parameter(p) for p in rulebook.parameters.values()},
        "readings": [
            {"id": r.id, **_text(r.text), "parameter": r.parameter, "clauses": list(r.clauses)}
            for r in rulebook.readings.values()
        ],
        "outline": [{"id": o.id, **_text(o.text), "clauses": list(o.clauses)} for o in rulebook.outline],
        "clauses": {
            c.id: {**_text(c.text), "not_a_rule": _text(c.not_a_rule) if c.not_a_rule else None}
            for c in rulebook.clauses.values()
        },
        "awards": {a.id: {**_text(a.text), "granted_by": a.granted_by} for a in rulebook.awards.values()},
        "kinds": {k: _text(v) for k, v in rulebook.fields["kind"].options.items()},
        "rounds": {r.id: {**_text(r.text), "clauses": list(r.clauses)} for r in rulebook.rounds.values()},
        "statuses": {s.value: _text(say(f"status.{s.value}", body=document.body)) for s in Status},
    }


def _text(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _criteria(criteria: Iterable[Criterion], rulebook: Rulebook) -> dict[str, object]:
    found: dict[str, object] = {}
    for c in criteria:
        found[c.id] = {**_text(c.text), "clauses": list(c.clauses), "required": _text(required_text(c.when, rulebook))}
    return found


def standard_tree(condition: t.Condition) -> Tree:
    """``{"all": ["a", {"any": ["b", "c"]}]}``."""
    match condition:
        case t.Name(name):
            return name
        case t.All(of):
            return {"all": [standard_tree(c) for c in of]}
        case t.AnyOf(of):
            return {"any": [standard_tree(c) for c in of]}
        case t.NoneOf(of):
            return {"none": [standard_tree(c) for c in of]}
        case t.AtLeast(n, of):
            return {"at_least": n, "of": [standard_tree(c) for c in of]}
        case t.Fixed(met):
            return {"all": []} if met else {"any": []}
        case _:
            raise AssertionError("a standard names criteria only")


def _points(rulebook: Rulebook) -> dict[str, object]:
    found: dict[str, object] = {}
    board = rulebook.fields.get("board_score")
    if board is not None:
        found[board.id] = _text(board.text)

    def add(points: Points) -> None:
        found[points.id] = _text(points.text)
        for part in (*points.parts, *points.best_of):
            add(part)

    for points in rulebook.scoring.points:
        add(points)
    return found


def _quotas(quotas: tuple[Quota, ...]) -> dict[str, object]:
    found: dict[str, object] = {}
    for quota in quotas:
        found[quota.id] = {**_text(quota.text), "clause": quota.clauses[0] if quota.clauses else None}
        found.update(_quotas(quota.within))
    return found


def _parameter(parameter: Parameter) -> dict[str, object]:
    return {
        **_text(parameter.text),
        "type": parameter.type,
        "set_by": parameter.set_by,
        "value": plain(parameter.value),
        "default": plain(parameter.default),
        "shown": _text(shown(parameter, parameter.value)),
        "options": {str(plain(option)): _text(text) for option, text in parameter.options.items()},
        "clauses": list(parameter.clauses),
    }


def plain(value: Setting) -> str | None:
    """A parameter's value as ``--set`` takes it; None is unset."""
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Fraction():
            return str(value.numerator) if value.denominator == 1 else decimal(value).en
        case _:
            return str(value)


def shown(parameter: Parameter, value: Setting) -> Text:
    """A parameter's value as a person reads it."""
    if value is None:
        return say("parameter.unset")
    if value in parameter.options:
        return parameter.options[value]
    match parameter.type:
        case "yes_no":
            return say("parameter.yes") if value else say("parameter.no")
        case "money":
            return money(int(t.as_fraction(value)))
        case "date" | "deadline":
            assert isinstance(value, date)
            return day(value)
        case "seats" if value == "none":
            return say("parameter.no_cap")
        case "whole" | "number" | "seats":
            return decimal(t.as_fraction(value))
        case _:
            return Text(str(plain(value)), str(plain(value)))
