"""The JSON Schema of a rulebook, for editors: keys and words from ``engine.rulebook.shape``, and the grammar.

It is wide where the language is: names are checked by lint alone, and ``choose`` may stand anywhere. A valid rulebook
shows no error under it.
"""

from __future__ import annotations

from engine.rulebook import shape
from engine.rulebook.comparisons import DAYS, NUMBERS
from engine.rulebook.shape import Shape
from engine.rulebook.values import ARITHMETIC, CALENDAR, LOOKUPS, PICKING

Json = dict[str, object]

_SCALAR: Json = {"type": ["string", "number", "integer", "boolean"]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _either(*forms: Json) -> Json:
    return {"anyOf": [*forms]}


def _chosen(form: Json) -> Json:
    """The form, or a ``choose`` in its place."""
    return _either(form, _ref("choose"))


def _map(form: Json) -> Json:
    return _chosen({"type": "object", "additionalProperties": _chosen(form)})


def _list(form: Json) -> Json:
    return {"type": "array", "items": _chosen(form)}


def schema() -> Json:
    """JSON Schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "xetkhen rulebook",
        "type": "object",
        "properties": {name: _chosen(form) for name, form in _sections().items()},
        "required": ["language", "id", "document", "categories", "rounds"],
        "additionalProperties": False,
        "$defs": _definitions(),
    }


def _sections() -> dict[str, Json]:
    entries = {
        "clauses": shape.CLAUSE,
        "parameters": shape.PARAMETER,
        "registers": shape.REGISTER,
        "fields": shape.FIELD,
        "awards": shape.AWARD,
        "categories": shape.CATEGORY,
        "criteria": shape.CRITERION,
        "exclusions": shape.EXCLUSION,
        "advisories": shape.ADVISORY,
        "rounds": shape.ROUND,
        "targets": shape.TARGET,
        "milestones": shape.MILESTONE,
        "readings": shape.READING,
    }
    found: dict[str, Json] = {
        "language": {"enum": [1, "1"]},
        "id": {"type": "string"},
        "version": _SCALAR,
        "approval": {"enum": ["draft", "approved"]},
        "extends": {"type": ["object", "string"]},
        "document": _entry(shape.DOCUMENT),
        "scoring": _entry(shape.SCORING),
        "ranking": _list(_entry(shape.RANK_KEY)),
        "outline": _either(_map(_entry(shape.OUTLINE)), _list(_entry(shape.OUTLINE))),
    }
    for name, form in entries.items():
        found[name] = _map(_entry(form, loose=name in ("parameters", "registers", "fields")))
    return found


def _entry(form: Shape, *, loose: bool = False) -> Json:
    """``loose``: an entry of standard.yaml may be named with a part of its keys only, or with a bare value."""
    made: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _chosen(_of(kind, form.options.get(key))) for key, kind in form.keys.items()},
    }
    if form.required and not loose:
        made["required"] = list(form.required)
    return _either(made, _SCALAR) if form.bare is not None or loose else made


def _of(kind: str, options: tuple[str, ...] | None) -> Json:
    word: Json = {"type": "string"} if options is None else {"enum": list(options)}
    match kind:
        case "text" | "setting" | "time":
            return _either(_SCALAR, {"type": "array"}) if kind == "setting" else _SCALAR
        case "word":
            return _either(word, {"type": "string", "pattern": r"^\$"})
        case "words":
            return _either(word, {"type": "array", "items": word}, {"type": "number"})
        case "text_list":
            return _either(_SCALAR, {"type": "array", "items": _SCALAR})
        case "texts":
            return {"type": "object", "additionalProperties": _chosen(_SCALAR)}
        case "yes_no":
            return {"enum": ["yes", "no", True, False]}
        case "number" | "whole":
            return {"type": ["number", "integer", "string"]}
        case "day":
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case "in_force":
            return _entry(shape.IN_FORCE)
        case "period":
            return _either(
                {"type": "string"},
                {"type": "array", "minItems": 2, "maxItems": 2},
                _entry(shape.IN_FORCE),
                {"type": "integer"},
            )
        case "options":
            return _either(
                {"type": "object", "additionalProperties": _chosen(_SCALAR)}, {"type": "array", "items": _SCALAR}
            )
        case "option_aliases":
            return {"type": "object", "additionalProperties": {"type": "array", "items": _SCALAR}}
        case "fields":
            return {"type": "object", "additionalProperties": _chosen(_entry(shape.FIELD, loose=True))}
        case "crossing":
            return {"type": "object", "minProperties": 1, "additionalProperties": _chosen(_entry(shape.CROSSING))}
        case "amount_or_all":
            return _either({"const": "all"}, _ref("amount"))
        case "bands":
            return {"type": ["object", "array"]}
        case _:
            return _ref(kind)


def _definitions() -> Json:
    condition, value = _chosen(_ref("condition")), _chosen(_ref("value"))
    conditions: Json = {"type": "array", "minItems": 1, "items": condition}
    match: Json = _either(
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "object", "additionalProperties": {"type": "string"}},
    )
    register: Json = {"match": _chosen(match), "match_if_given": _chosen(match), "where": condition}
    steps: Json = {"type": "object", "minProperties": 1, "additionalProperties": _chosen(_SCALAR)}
    rate: Json = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": {"value": value, "by_option": steps, "bands": steps},
    }
    amount_of: Json = {
        "type": "object",
        "additionalProperties": False,
        "required": ["percent", "of", "round"],
        "properties": {
            "percent": _chosen(_either({"type": ["number", "string"]}, rate)),
            "of": value,
            "round": _chosen({"enum": ["down", "up", "half_up"]}),
        },
    }
    tests: Json = dict.fromkeys((*NUMBERS, *DAYS), value)
    for name in ("is_not", "between", "within"):
        tests[name] = _chosen(_either(_SCALAR, {"type": "array"}))
    for name in ("in_time", "late"):
        tests[name] = _chosen({"type": "string", "pattern": r"^\$"})
    # `exact`: a mapping with a combining key holds nothing else; any other mapping is tests by field.
    combining: list[Json] = [
        {"type": "object", "additionalProperties": False, "required": [word], "properties": {word: _chosen(conditions)}}
        for word in ("all", "any", "none")
    ]
    tested: Json = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"not": {"enum": ["all", "any", "none", "in_register", "choose"]}},
        "additionalProperties": _chosen(_ref("test")),
    }
    operations: list[Json] = [
        {
            "type": "object",
            "additionalProperties": False,
            "required": [word],
            "properties": {word: _chosen({"type": "array", "minItems": 1, "items": value})},
        }
        for word in (*ARITHMETIC, *PICKING, *CALENDAR)
    ]
    lookups: list[Json] = [
        {
            "type": "object",
            "additionalProperties": False,
            "required": [word],
            "properties": {word: {"type": "string"}, "value": value, **register},
        }
        for word in LOOKUPS
    ]
    limits = _entry(shape.LIMITS)
    return {
        "choose": {
            "type": "object",
            "additionalProperties": False,
            "required": ["choose"],
            "properties": {
                "choose": {
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": {"type": "object", "minProperties": 1},
                }
            },
        },
        "condition": _either(
            _SCALAR,
            *combining,
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["at_least", "of"],
                "properties": {"at_least": _chosen({"type": "integer"}), "of": _chosen(conditions)},
            },
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["in_register"],
                "properties": {"in_register": {"type": "string"}, **register},
            },
            tested,
        ),
        "test": _either(
            _SCALAR,
            {"type": "array", "minItems": 1, "items": _SCALAR},
            {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": tests},
        ),
        "value": _either(_SCALAR, *operations, *lookups),
        "amount": _either({"type": "integer", "minimum": 0}, {"type": "string"}, amount_of),
        "quotas": _either({"const": "none"}, {"type": "object", "additionalProperties": _chosen(_ref("quota"))}),
        "quota": _either(_entry(shape.QUOTA), _ref("amount")),
        "exceptions": {"type": "object", "additionalProperties": _chosen(_either(limits, _ref("amount")))},
        "tiers": {"type": "object", "additionalProperties": _chosen(_either({"const": "rest"}, _ref("amount")))},
        "points": _either({"const": "none"}, {"type": "object", "additionalProperties": _chosen(_entry(shape.POINTS))}),
    }
