"""Terms as small trees of plain data, for whoever evaluates them again without this program.

| condition | data |
|---|---|
| a criterion by its name; always, never | ``"id"``; ``true``, ``false`` |
| ``$yes_no`` | ``{"flag": "parameter"}`` |
| all, any, none; so many of them | ``{"all": [..]}``, ``any``, ``none``; ``{"at_least": n, "of": [..]}`` |
| a test of a value | ``{"value": V, "is": [V..]}``, ``is_not``, ``known``, ``given``, ``>=``, ``between``, ``late`` |
| a row of a register | ``{"in_register": id, "match": [[theirs, ours, if_given]], "where": condition}`` |

| value | data |
|---|---|
| constants | ``{"text": ".."}``, ``{"yes": true}``, ``{"number": "12.5"}``, ``{"day": "2024-09-30"}`` |
| a parameter; a field | ``{"parameter": id}``; ``{"field": id}`` |
| an operation | ``{"sum": [V..]}`` and so on |
| over a register's rows | ``{"over": op, "register": id, "value": V or null, "match": .., "where": ..}`` |
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from engine.decisions.values import exact
from engine.rulebook import terms as t
from engine.rulebook.model import Points, Quota, RankKey, Setting

Data = dict[str, object]
Condition = Data | str | bool


def condition_data(condition: t.Condition) -> Condition:
    """A condition; parameters and names stay references."""
    match condition:
        case t.Name(name):
            return name
        case t.Fixed(met):
            return met
        case t.Flag(parameter):
            return {"flag": parameter}
        case t.All(of):
            return {"all": [condition_data(c) for c in of]}
        case t.AnyOf(of):
            return {"any": [condition_data(c) for c in of]}
        case t.NoneOf(of):
            return {"none": [condition_data(c) for c in of]}
        case t.AtLeast(n, of):
            return {"at_least": n, "of": [condition_data(c) for c in of]}
        case t.InRegister(register, match, where):
            return {"in_register": register, "match": _match(match), "where": condition_data(where)}
        case t.Test(subject, test):
            return {"value": value_data(subject), **_test(test)}


def _test(test: t.TestTerm) -> Data:
    match test:
        case t.Is(values, negated):
            return {"is_not" if negated else "is": [value_data(v) for v in values]}
        case t.Known():
            return {"known": True}
        case t.Given():
            return {"given": True}
        case t.Compare(op, bound):
            return {op: value_data(bound)}
        case t.Between(low, high):
            return {"between": [value_data(low), value_data(high)]}
        case t.Deadline(deadline, late):
            return {"late" if late else "in_time": value_data(deadline)}


def value_data(value: t.Value) -> Data:
    """A value."""
    match value:
        case t.Constant(scalar):
            return constant(scalar)
        case t.Param(name):
            return {"parameter": name}
        case t.FieldRef(name):
            return {"field": name}
        case t.Op(name, of):
            return {name: [value_data(v) for v in of]}
        case t.Lookup(op, register, of_row, match, where):
            return {
                "over": op,
                "register": register,
                "value": None if of_row is None else value_data(of_row),
                "match": _match(match),
                "where": condition_data(where),
            }


def constant(value: t.Scalar | Setting) -> Data:
    """A literal with its type."""
    match value:
        case bool():
            return {"yes": value}
        case date():
            return {"day": value.isoformat()}
        case int() | Fraction():
            return {"number": exact(Fraction(value))}
        case _:
            return {"text": str(value)}


def _match(match: tuple[t.Match, ...]) -> list[list[object]]:
    return [[m.theirs, m.ours, m.if_given] for m in match]


def points_data(points: Points) -> Data:
    """An entry of the points table: what is said of it, and nothing for what is not."""
    found: Data = {"id": points.id}
    for name, condition in (("of", points.of), ("when", points.when)):
        if condition != t.Fixed(True):
            found[name] = condition_data(condition)
    if points.value is not None:
        found["value"] = value_data(points.value)
    for name, number in (
        ("points", points.points), ("every", points.every), ("mark", points.mark),
        ("at_most", points.at_most), ("at_least", points.at_least),
    ):  # fmt: skip
        if number is not None:
            found[name] = exact(number)
    if points.bands:
        found["bands"] = [[exact(start), exact(worth)] for start, worth in points.bands]
    if points.by_option:
        found["by_option"] = {option: exact(worth) for option, worth in points.by_option.items()}
    for name, parts in (("parts", points.parts), ("best_of", points.best_of)):
        if parts:
            found[name] = [points_data(p) for p in parts]
    return found


def quota_data(quota: Quota) -> Data:
    """A quota with those inside it, as the plan has them: before its copies for groups, and before its rest."""
    found: Data = {
        "id": quota.id,
        "of": condition_data(quota.of),
        "per": quota.per,
        "unfilled": quota.unfilled,
        "at_most": _amount(quota.at_most),
        "at_least": _amount(quota.at_least),
        "exactly": _amount(quota.exactly),
        "clauses": list(quota.clauses),
    }
    if quota.exceptions:
        found["exceptions"] = {g: [_amount(low), _amount(high)] for g, (low, high) in quota.exceptions.items()}
    if quota.tiers:
        found["tiers"] = {a: n if isinstance(n, str) else _amount(n) for a, n in quota.tiers.items()}
    if quota.within:
        found["within"] = [quota_data(q) for q in quota.within]
    return found


def _amount(amount: t.Amount) -> object:
    match amount:
        case None | int():
            return amount
        case t.Param(name):
            return {"parameter": name}
        case t.Percent(percent, of, rounding):
            share = _rate(percent) if isinstance(percent, t.Rate) else exact(percent)
            return {"percent": share, "of": value_data(of), "round": rounding}


def _rate(rate: t.Rate) -> Data:
    found: Data = {"value": value_data(rate.value)}
    if rate.by_option:
        found["by_option"] = {option: exact(worth) for option, worth in rate.by_option}
    else:
        found["bands"] = [[exact(start), exact(worth)] for start, worth in rate.bands]
    return found


def key_data(key: RankKey) -> Data:
    """A ranking key."""
    if key.criterion is not None:
        return {"first": key.criterion}
    assert key.value is not None
    return {key.direction: value_data(key.value)}
