"""One building of the rules serves every setting that does not shape them; another is built anew. Both are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.intake import read_roster
from engine.intake.roster import Roster
from engine.pipeline import evaluate_roster, other_values
from engine.rulebook import Rulebook, load, loader, shipped
from engine.rulebook.loading import _built, _load
from engine.rulebook.model import Setting
from engine.samples import sample_request


def others(book: Rulebook) -> Iterator[tuple[str, Setting]]:
    """Another value of every parameter that has one."""
    for parameter in book.parameters.values():
        yield from ((parameter.id, value) for value in other_values(replace(parameter, set_by="reading")))
        match parameter.type:
            case "money" | "whole" | "seats":
                yield parameter.id, 7
            case _:
                pass


@pytest.mark.parametrize("name", shipped())
def test_rules_under_another_value_are_as_if_built_for_it(name: str) -> None:
    under = loader(name)
    book = under({})
    for parameter, value in others(book):
        reused = under({parameter: value})
        _load.cache_clear()
        _built.cache_clear()
        assert load(name, {parameter: value}) == reused, parameter
        under({})


def test_rules_that_do_not_hang_on_a_value_are_not_built_again() -> None:
    _load.cache_clear()
    _built.cache_clear()
    book = load("vinh-chau-2021")
    other = load("vinh-chau-2021", {"contribution_floor": 60_000_000})
    assert other.criteria is book.criteria
    assert other.parameters["contribution_floor"].value == 60_000_000


def statuses(roster: Roster, rulebook: Rulebook, round_id: str) -> list[str]:
    run = evaluate_roster(
        roster, rulebook, round_id, None, None, reference=rulebook.id, settings={}, readings=False
    )
    return [decision.status.value for decision in run.decisions.decisions]


def test_what_no_rule_of_a_round_asks_changes_nothing_in_it() -> None:
    request, _ = sample_request("vinh-chau-2021")
    under = loader(request.rulebook)
    settings = {**request.settings, "town_recognised_on": "2022-03-01"}
    book = under(settings)
    roster = read_roster(request.files, book)
    tried = 0
    for round_id, elsewhere in book.elsewhere.items():
        expected = statuses(roster, book, round_id)
        for name, value in others(book):
            if name in elsewhere:
                assert statuses(roster, under({**settings, name: value}), round_id) == expected, (round_id, name)
                tried += 1
    assert tried >= 6
