"""The line to pass: whom to outrank, and exactly who has no sure seat then."""

from __future__ import annotations

from fractions import Fraction

from engine.questions.cutoff import CutOff, cut_off
from engine.rulebook import terms as t
from engine.rulebook.model import Quota, RankKey
from tests.evaluation.small import book, one, quota, run, sheet
from tests.reference.meaning import Row


def line(row: int, *scores: int, of_q: tuple[bool, ...] = (), within: tuple[Quota, ...] = ()) -> CutOff | None:
    plan = book(
        ranking=[RankKey("high", None, t.FieldRef("score"))], quotas=[quota("all", at_most=2, within=within)]
    )
    rows: list[Row] = [{"board_score": Fraction(s), "q": bool(of_q) and of_q[i]} for i, s in enumerate(scores)]
    return cut_off(run(plan, sheet(*rows)), row)


def test_the_third_of_two_must_outrank_the_second_who_leaves() -> None:
    assert line(2, 4, 3, 2) == CutOff(1, (1,), seated=True)
    assert line(3, 4, 3, 2, 1) == CutOff(1, (1,), seated=True)


def test_whoever_holds_a_seat_has_no_line_to_pass() -> None:
    assert line(0, 4, 3, 2) is None
    assert line(1, 4, 3) is None


def test_of_two_level_at_the_last_seat_the_other_one_leaves() -> None:
    assert line(2, 4, 3, 3) == CutOff(1, (1,), seated=True)


def test_a_seat_kept_for_a_class_is_not_the_one_to_pass() -> None:
    reserved = (quota("all/q", one("q", True), at_least=1, unfilled="transfer"),)
    # The last seated is of the class that a seat is reserved for: the line runs above it.
    assert line(2, 4, 2, 3, of_q=(False, True, False), within=reserved) == CutOff(0, (0,), seated=True)


def test_where_all_seats_are_reserved_no_rank_helps() -> None:
    reserved = (quota("all/q", one("q", True), at_least=2, unfilled="transfer"),)
    assert line(2, 4, 3, 4, of_q=(True, True, False), within=reserved) == CutOff(None, (), seated=False)
