"""What a condition reads besides the candidate's own fields."""

from __future__ import annotations

from engine.rulebook import terms as t
from engine.rulebook.model import Rulebook
from engine.rulebook.walk import Term, inner, parts


def registers_read(term: Term, rulebook: Rulebook) -> tuple[str, ...]:
    """The registers that a condition or value looks into, named criteria and computed fields followed; sorted."""
    found: set[str] = set()

    def walk(term: Term) -> None:
        match term:
            case t.InRegister(register=register) | t.Lookup(register=register):
                found.add(register)
            case t.Name(name):
                for rules in (rulebook.criteria, rulebook.exclusions, rulebook.advisories):
                    if name in rules:
                        walk(rules[name].when)
            case t.FieldRef(name) if name in rulebook.fields and (value := rulebook.fields[name].compute) is not None:
                walk(value)
            case _:
                pass
        for part in (*parts(term), *inner(term)):
            walk(part)

    walk(term)
    return tuple(sorted(found))


def decisive_registers(rulebook: Rulebook, round_id: str) -> frozenset[str]:
    """The registers that whether a round is open, a criterion or an exclusion hangs on."""
    rules = {**rulebook.criteria, **rulebook.exclusions}
    conditions = (rulebook.rounds[round_id].opens, *(rule.when for rule in rules.values()))
    return frozenset(name for condition in conditions for name in registers_read(condition, rulebook))
