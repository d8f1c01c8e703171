"""Lists: who is ranked beside whom, with which number."""

from __future__ import annotations

from engine.decisions.lists import Lists
from engine.rulebook import terms as t
from engine.rulebook.model import RankKey
from tests.evaluation.small import ALWAYS, book, one, quota, run, sheet

BY_FEW = [RankKey("high", None, t.FieldRef("few"))]


def test_ranks_are_one_two_two_four() -> None:
    lists = Lists(run(book(ranking=BY_FEW, quotas=[quota("q", ALWAYS, 9)]), sheet(*({"few": n} for n in (3, 1, 1, 0)))))
    assert [lists.rank(i) for i in range(4)] == [1, 2, 2, 4]


def test_who_is_not_eligible_has_no_rank() -> None:
    lists = Lists(run(book(when=one("p", True), ranking=BY_FEW), sheet({"p": False, "few": 3}, {"p": True, "few": 0})))
    assert [lists.rank(i) for i in range(2)] == [None, 1]


def test_a_list_is_an_award_a_round_and_a_topmost_quota_with_its_group() -> None:
    quotas = [quota("rings", one("shape", "ring"), 1, per="commune"), quota("discs", one("shape", "disc"), 1)]
    rows = (
        {"shape": "ring", "commune": "Xã An"},
        {"shape": "disc"},
        {"shape": "cone"},
        {"shape": "ring", "commune": None},
    )
    lists = Lists(run(book(quotas=quotas), sheet(*rows)))
    assert [lists.label(i) for i in range(4)] == ["low_award|spring|rings|Xã An", "low_award|spring|discs", None, None]


def test_without_quotas_a_list_is_an_award_and_a_kind() -> None:
    lists = Lists(run(book(), sheet({}, {"kind": "collective"}, {"kind": None})))
    assert [lists.label(i) for i in range(3)] == ["low_award|individual", "low_award|collective", None]


def test_seats_are_counted_through_and_level_reserves_share_a_place() -> None:
    rows = ({"few": 3}, {"few": 3}, {"few": 1}, {"few": 1}, {"few": 0})
    lists = Lists(run(book(ranking=BY_FEW, quotas=[quota("q", ALWAYS, 2)]), sheet(*rows)))
    assert [lists.seat(i) for i in range(5)] == [1, 2, None, None, None]
    assert [lists.queue(i) for i in range(5)] == [None, None, 1, 1, 3]


def test_a_tie_names_the_others_in_it() -> None:
    lists = Lists(
        run(book(ranking=BY_FEW, quotas=[quota("q", ALWAYS, 2)]), sheet(*({"few": n} for n in (3, 1, 1, 1, 0))))
    )
    assert [lists.tied_with(i) for i in (1, 2, 3)] == [(2, 3), (1, 3), (1, 2)]
