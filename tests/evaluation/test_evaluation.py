"""From criteria to statuses: what goes before what."""

from __future__ import annotations

from typing import Any

from engine.rulebook import terms as t
from engine.rulebook.model import RankKey
from tests.evaluation.small import book, decided, one, quota, run, sheet
from tests.reference.meaning import UNREADABLE, Cell

RULES: dict[str, Any] = {
    "when": one("p", True),
    "exclusion": one("q", True),
    "opens": one("r", True),
    "quotas": [quota("q", at_most=1)],
}
FINE: dict[str, Cell] = {"p": True, "q": False, "r": True}


def status(**row: Cell) -> str:
    return decided(book(**RULES), {**FINE, **row})[0]


def test_the_strongest_of_several_goes_first() -> None:
    assert status() == "nominated"
    assert status(p=None) == "needs_evidence"
    assert status(p=False, category=None) == "needs_evidence"
    assert status(p=False) == "not_eligible"
    assert status(p=False, q=True) == "excluded"
    assert status(p=False, q=True, r=False) == "not_considered"


def test_what_is_known_decides_before_what_is_not() -> None:
    assert status(p=None, q=True) == "excluded"
    assert status(p=False, q=None) == "not_eligible"
    assert status(r=None, q=True) == "excluded"
    assert status(p=True, q=None) == "needs_evidence"
    assert status(r=None) == "needs_evidence"


def test_a_class_that_the_plan_does_not_name_is_not_an_object() -> None:
    assert status(category="other") == "not_eligible"


def test_a_kind_that_the_class_does_not_take_is_not_an_object() -> None:
    assert status(kind="household") == "not_eligible"
    assert status(kind="household", category="second") == "nominated"


def test_a_class_or_kind_that_nobody_can_read_needs_evidence() -> None:
    assert status(category=UNREADABLE) == "needs_evidence"
    assert status(kind=None) == "needs_evidence"


def test_a_blank_award_needs_evidence_where_the_column_says_which() -> None:
    made = book(award=None)
    assert decided(made, {"award": None}, {"award": "low_award"}) == ["needs_evidence", "nominated"]


def test_the_same_candidate_twice_holds_up_every_copy() -> None:
    twice = {"name": "Nguyễn Văn Hòa", "commune": "Xã An"}
    again = {"name": "Ông NGUYỄN VĂN HOÀ", "commune": "x. An"}
    other = {"name": "Nguyễn Văn Hòa", "commune": "Xã Bình"}
    blank = {"name": "Nguyễn Văn Hòa", "commune": None}
    assert decided(book(), twice, again, other, blank) == ["needs_evidence", "needs_evidence", "nominated", "nominated"]


def test_a_copy_that_is_excluded_anyway_is_excluded() -> None:
    rows = ({**FINE, "name": "A", "q": True}, {**FINE, "name": "A"})
    assert decided(book(**RULES), *rows) == ["excluded", "needs_evidence"]


def test_nobody_at_all() -> None:
    assert decided(book(**RULES)) == []


def test_all_excluded() -> None:
    rows = [{**FINE, "q": True}] * 3
    assert decided(book(**RULES), *rows) == ["excluded"] * 3
    assert run(book(**RULES), sheet(*rows)).seating is None


def test_a_tie_at_the_edge_is_nobodys_by_row_order() -> None:
    made = book(quotas=[quota("q", at_most=2)], ranking=[RankKey("high", None, t.FieldRef("few"))])
    rows = [{"few": 3}, {"few": 1}, {"few": 1}, {"few": 0}]
    assert decided(made, *rows) == ["nominated", "tied", "tied", "reserve"]
    assert decided(made, *rows[::-1]) == ["reserve", "tied", "tied", "nominated"]
