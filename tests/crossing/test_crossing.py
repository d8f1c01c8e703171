"""Limits that cross, against every selection and every order of the level."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.council.seats import Places
from engine.crossing import Asked, Crossed, Limit, allocate_crossing
from engine.crossing import reading as reading_module
from engine.problems import UnusableInput
from tests.reference.crossing import Contest, Rule, Slot


def asked_of(contest: Contest) -> Asked:
    size = len(contest.keys)
    return Asked(
        tuple(Limit(r.ceiling, r.floor, r.keep, r.kept_in) for r in contest.rules),
        tuple(frozenset(r for r, rule in enumerate(contest.rules) if i in rule.members) for i in range(size)),
        contest.keys,
        None if contest.slots is None else tuple(Limit(s.ceiling, s.floor) for s in contest.slots),
        () if contest.slots is None
        else tuple(frozenset(s for s, slot in enumerate(contest.slots) if i in slot.members) for i in range(size)),
    )  # fmt: skip


def drawn(rng: Random, *, floors: bool, slots: bool) -> Contest:
    size = rng.randint(0, 6)

    def some() -> frozenset[int]:
        return frozenset(i for i in range(size) if rng.random() < 0.6)

    rules = []
    for i in range(rng.randint(0, 4)):
        ceiling = rng.choice((None, 0, 1, 2, 2, 3))
        floor = rng.choice((0, 0, 1, 2, 3)) if floors else 0
        keep = floor > 0 and rng.random() < 0.4
        rules.append(Rule(some(), ceiling, floor, keep, frozenset({i}) if keep else frozenset()))
    for i, rule in enumerate(rules):  # kept seats count in what stands around as well
        if rule.keep:
            rules[i] = replace(rule, kept_in=frozenset({i, *(j for j in range(len(rules)) if rng.random() < 0.3)}))
    made = tuple(Slot(some(), rng.choice((None, 0, 1, 1, 2)), rng.choice((0, 0, 1)) if floors else 0)
                 for _ in range(rng.randint(1, 3))) if slots else None  # fmt: skip
    return Contest(tuple(rng.randint(0, 3) for _ in range(size)), tuple(rules), made)


def differences(contest: Contest) -> list[str]:
    found = allocate_crossing(asked_of(contest))
    witness = frozenset(i for i, seated in enumerate(found.witness) if seated)
    said = []
    if list(found.status) != contest.standings():
        said.append(f"{found.status}, by definition {contest.standings()}")
    if witness not in contest.right():
        said.append(f"the witness {sorted(witness)} is no right selection")
    return said


@pytest.mark.parametrize("floors", [False, True])
@pytest.mark.parametrize("slots", [False, True])
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**40))
def test_crossing_limits_are_as_by_every_selection(floors: bool, slots: bool, seed: int) -> None:
    assert differences(drawn(Random(seed), floors=floors, slots=slots)) == []


def seated(keys: tuple[int, ...], rules: tuple[Rule, ...], slots: tuple[Slot, ...] | None = None) -> Crossed:
    return allocate_crossing(asked_of(Contest(keys, rules, slots)))


def test_a_floor_of_women_and_a_ceiling_for_each_commune() -> None:
    # 3 seats, at most 1 a commune, at least 1 woman. Communes: x has 0 and 1, y has 2 and 3 (a woman), z has 4.
    rules = (
        Rule(frozenset(range(5)), ceiling=3), Rule(frozenset({0, 1}), ceiling=1), Rule(frozenset({2, 3}), ceiling=1),
        Rule(frozenset({3}), floor=1),
    )  # fmt: skip
    assert seated((9, 8, 7, 1, 0), rules).status == (2, 0, 0, 2, 2)


def test_seats_that_take_several_classes_make_room_for_one_another() -> None:
    # One seat for a or b, one for b or c. b, the best, goes wherever the others leave room.
    slots = (Slot(frozenset({0, 1}), 1), Slot(frozenset({1, 2}), 1))
    assert seated((5, 9, 4), (), slots).status == (2, 2, 0)
    assert seated((0, 9, 4), (), slots).status == (0, 2, 2)


def test_what_hangs_on_a_tie_above_is_tied_too() -> None:
    # a and b are level and share a seat; c shares one with a, and is in if b is taken.
    rules = (Rule(frozenset({0, 1}), ceiling=1), Rule(frozenset({0, 2}), ceiling=1))
    assert seated((5, 5, 1), rules).status == (1, 1, 1)


def test_too_many_ties_to_follow_are_said_to_be_unsettled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "MOST", 1)
    rules = (Rule(frozenset({0, 1}), ceiling=1), Rule(frozenset({0, 2}), ceiling=1))
    found = seated((5, 5, 1), rules)
    assert (found.status, found.unsettled) == ((1, 1, 1), (True, True, True))


def test_one_more_person_can_help_another() -> None:
    """Why certainty is not told here: with nested quotas it never does."""
    rules = (Rule(frozenset({0, 1}), ceiling=1), Rule(frozenset({1, 2}), ceiling=1))
    assert seated((0, 5, 4), rules).status == (0, 2, 0)
    assert seated((9, 5, 4), rules).status == (2, 0, 2)


@pytest.mark.parametrize(("people", "seats"), [(300, 40)])
def test_a_province_of_crossing_limits_is_decided_in_good_time(people: int, seats: int) -> None:
    rng = Random(3)
    women = frozenset(i for i in range(people) if rng.random() < 0.3)
    communes = [frozenset(i for i in range(people) if i % 25 == c) for c in range(25)]
    rules = (
        Rule(frozenset(range(people)), ceiling=seats), Rule(women, floor=seats // 2),
        *(Rule(c, ceiling=2) for c in communes),
    )  # fmt: skip
    found = seated(tuple(rng.randint(0, 10_000) for _ in range(people)), rules)
    assert sum(found.witness) == seats
    assert sum(found.witness[i] for i in women) >= seats // 2


def test_a_council_is_told_that_its_word_on_such_a_run_cannot_be_checked() -> None:
    with pytest.raises(UnusableInput, match="Limits cross in this round"):
        Places({"quotas": [{"id": "all", "group": None}, {"id": "across/women", "group": None}], "decisions": []})
