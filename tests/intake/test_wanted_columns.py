"""Which columns a sheet is missed for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.intake.uses import wanted_columns
from engine.rulebook import Rulebook, load
from engine.rulebook import terms as t


def wanted(plan: str) -> set[str]:
    return {"commune", "award"} & set(wanted_columns(load(plan)))


@pytest.mark.parametrize("plan", ["cam-thanh-2022", "khanh-cu-2024"])
def test_of_several_awards_the_sheet_says_which(plan: str) -> None:
    assert wanted(plan) == {"commune", "award"}


@pytest.mark.parametrize("plan", ["ninh-thuan-2023", "vinh-chau-2021"])
def test_of_a_single_award_it_need_not(plan: str) -> None:
    assert wanted(plan) == {"commune"}


def test_without_a_list_of_units_there_is_no_commune_to_name() -> None:
    assert wanted("cao-bang-2022") == set()


def with_seats_per_commune(book: Rulebook) -> Rulebook:
    per_commune = next(iter(load("vinh-chau-2021").rounds["recognised_unit"].quotas or ()))
    quota = replace(per_commune, of=t.Fixed(True), within=())
    rounds = {name: replace(round_, quotas=(quota,)) for name, round_ in book.rounds.items()}
    return replace(book, rounds=rounds)


def test_a_commune_that_a_quota_is_per_is_wanted_all_the_same() -> None:
    assert "commune" in wanted_columns(with_seats_per_commune(load("cao-bang-2022")))


def test_an_award_that_every_round_has_set_is_not() -> None:
    book = load("cam-thanh-2022")
    rounds = {name: replace(round_, award="gk_xa", quotas=None) for name, round_ in book.rounds.items()}
    assert "award" not in wanted_columns(replace(book, rounds=rounds))
