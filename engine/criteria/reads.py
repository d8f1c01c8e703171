"""Which of the candidate's own fields a rule reads."""

from __future__ import annotations

from engine.rulebook import terms as t
from engine.rulebook.model import Rulebook
from engine.rulebook.walk import Term, of_scoring, parts


def fields_read(term: Term, rulebook: Rulebook) -> tuple[str, ...]:
    """The candidate's own fields that a condition or value reads, in order, computed ones followed to their parts."""
    found: dict[str, None] = {}

    def walk(term: Term) -> None:
        match term:
            case t.FieldRef(id="score") if "score" not in rulebook.fields:
                if "board_score" in rulebook.fields:
                    found["board_score"] = None
                for part in of_scoring(rulebook.scoring):
                    walk(part)
            case t.FieldRef(id=name):
                field = rulebook.fields.get(name)
                if field is None:
                    return
                if field.compute is not None:
                    walk(field.compute)
                else:
                    found[name] = None
            case t.Name(id=name):
                for group in (rulebook.criteria, rulebook.exclusions, rulebook.advisories):
                    if name in group:
                        walk(group[name].when)
            case _:
                for part in parts(term):
                    walk(part)

    walk(term)
    return tuple(found)
