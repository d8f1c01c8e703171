"""Certain, provisional, and whose evidence can change anything."""

from __future__ import annotations

from collections.abc import Mapping

from engine.decisions import Certainty, certainty_of
from engine.rulebook import terms as t
from engine.rulebook.model import Quota, RankKey
from tests.evaluation.compare import statuses
from tests.evaluation.small import ALWAYS, book, one, quota, run, sheet
from tests.reference.meaning import Cell

BY_FEW = [RankKey("high", None, t.FieldRef("few"))]  # from 0 to 3
OK = {"p": True, "q": False}


def view(quotas: list[Quota] | None, *rows: Mapping[str, Cell], **more: object) -> tuple[list[str], Certainty]:
    made = book(when=one("p", True), exclusion=one("q", True), ranking=BY_FEW, quotas=quotas, **more)  # type: ignore[arg-type]
    found = run(made, sheet(*({**OK, **row} for row in rows)))
    return statuses(found), certainty_of(found)


ONE_SEAT = [quota("q", ALWAYS, 1)]


def test_a_nominee_is_provisional_on_who_could_displace_it() -> None:
    now, certainty = view(ONE_SEAT, {"few": 2}, {"few": 3, "p": None}, {"few": 1, "p": None})
    assert now == ["nominated", "needs_evidence", "needs_evidence"]
    assert certainty.certain.tolist() == [False, False, False]
    assert certainty.displacers(0) == (1,)
    assert [certainty.matters(i) for i in range(3)] == [None, True, False]


def test_a_nominee_above_all_that_may_come_is_certain() -> None:
    _, certainty = view(ONE_SEAT, {"few": 3}, {"few": 2, "p": None})
    assert certainty.certain.tolist() == [True, False]
    assert certainty.displacers(0) == ()


def test_level_with_what_may_come_is_not_certain() -> None:
    _, certainty = view(ONE_SEAT, {"few": 3}, {"few": 3, "p": None})
    assert certainty.certain.tolist() == [False, False]


def test_a_rank_that_is_open_is_ones_own_to_settle() -> None:
    now, certainty = view(ONE_SEAT, {"few": 2}, {"few": None})
    assert now == ["nominated", "reserve"]
    assert certainty.certain.tolist() == [False, False]
    assert certainty.matters(1) is True


def test_a_missing_value_that_cannot_change_the_list_is_said_to_be_one() -> None:
    now, certainty = view([quota("q", ALWAYS, 2)], {"few": 2}, {"few": None})
    assert now == ["nominated", "nominated"]
    assert certainty.certain.tolist() == [True, True]
    assert certainty.matters(1) is False


def test_a_failure_is_certain_only_where_nothing_stronger_may_hold() -> None:
    now, certainty = view(None, {"p": False}, {"p": False, "q": None}, {"q": True}, {"p": None, "q": True})
    assert now == ["not_eligible", "not_eligible", "excluded", "excluded"]
    assert certainty.certain.tolist() == [True, False, True, True]


def test_a_seat_that_someone_is_sure_to_take_is_not_certainly_anybody_elses() -> None:
    # Whichever shape it has, the second will stand here with the best key; it is not on the list yet.
    inside = (quota("q/rings", one("shape", "ring"), 2),)
    rows: list[dict[str, Cell]] = [{"few": 0, "shape": "ring"}, {"few": 3, "shape": None}, {"few": 0, "shape": "disc"}]
    now, certainty = view([quota("q", ALWAYS, 2, within=inside)], *rows)
    assert now == ["nominated", "needs_evidence", "nominated"]
    assert certainty.certain.tolist() == [False, False, False]


def test_who_may_be_the_first_of_its_commune_may_be_seated() -> None:
    per_commune = [quota("q", ALWAYS, 1, per="commune")]
    now, certainty = view(per_commune, {"commune": "Xã An", "few": 3}, {"commune": None, "few": 0})
    assert now == ["nominated", "needs_evidence"]
    assert certainty.matters(1) is True
    assert certainty.certain.tolist() == [True, False]


def test_and_where_the_communes_share_a_ceiling_nobodys_seat_is_certain() -> None:
    shared = [quota("q", ALWAYS, 1, within=(quota("q/each", ALWAYS, 1, per="commune"),))]
    now, certainty = view(shared, {"commune": "Xã An", "few": 2}, {"commune": None, "few": 3})
    assert now == ["nominated", "needs_evidence"]
    assert certainty.certain.tolist() == [False, False]


def test_without_a_number_every_nominee_is_certain_and_every_gap_matters() -> None:
    now, certainty = view(None, {"few": None}, {"p": None})
    assert now == ["nominated", "needs_evidence"]
    assert certainty.certain.tolist() == [True, False]
    assert certainty.matters(1) is True


def awarded(not_given: str) -> list[bool]:
    before = t.InRegister("awards", (t.Match("name", "name"),), ALWAYS)
    made = book(exclusion=before, not_given=not_given, when=one("p", True))
    return [bool(c) for c in certainty_of(run(made, sheet({"p": True}, {"p": False}))).certain]


def test_a_register_that_is_not_given_leaves_every_seat_provisional() -> None:
    assert awarded("provisional") == [False, True]
    assert awarded("empty") == [True, True]


def test_a_copy_of_a_candidate_can_matter() -> None:
    now, certainty = view(ONE_SEAT, {"name": "A", "few": 1}, {"name": "A", "few": 1}, {"name": "B", "few": 0})
    assert now == ["needs_evidence", "needs_evidence", "nominated"]
    assert [certainty.matters(i) for i in range(3)] == [True, True, None]
    assert certainty.certain.tolist() == [False, False, False]
