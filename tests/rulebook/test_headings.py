"""The clauses of a plan are found by its headings, each under the one it stands below."""

from __future__ import annotations

import pytest

from engine.rulebook.headings import clause_line, clauses_in, heading_in

PLAN = """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/KH-UBND
Ví Dụ, ngày 15 tháng 01 năm 2027

KẾ HOẠCH

Xây dựng xã sạch, đẹp

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Một gạch đầu dòng không phải là mục.
2. Yêu cầu:
II. KHEN THƯỞNG
1. Giấy khen
(1) Tiêu chuẩn
a) Thôn
b) Người dân
(2) Hồ sơ
a) Nơi gửi
2. Số lượng
Nơi nhận:
1. Như trên
"""


def ids(text: str) -> list[str]:
    return [clause.id for clause in clauses_in(text.splitlines())]


def test_every_heading_has_the_path_of_those_above_it() -> None:
    expected = "I I.1 I.2 II II.1 II.1.(1) II.1.(1).a II.1.(1).b II.1.(2) II.1.(2).a II.2"
    assert ids(PLAN) == expected.split()


def test_capitals_marks_and_colons_are_left_out_of_the_text() -> None:
    clauses = {clause.id: clause for clause in clauses_in(PLAN.splitlines())}
    assert (clauses["I"].text, clauses["I"].heads) == ("Mục đích, yêu cầu", True)
    assert (clauses["I.2"].text, clauses["I.2"].heads) == ("Yêu cầu", False)


def test_the_marks_of_markdown_are_no_part_of_a_heading() -> None:
    assert ids("#### **I. MỤC ĐÍCH**\n##### **1. Mục đích:**\n> a) Một") == ["I", "I.1", "I.1.a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 5. Một\n1. Hai\na) Ba\nĐiều 6. Bốn\n1. Năm", ["Điều 5", "Điều 5.1", "Điều 5.1.a", "Điều 6", "Điều 6.1"]),
        ("I. Một\n1.1. Hai\n1.2. Ba\nII. Bốn\n2.1 Năm", ["I", "I.1.1", "I.1.2", "II", "II.2.1"]),
        ("1. Một\n2. Hai\n1. Lại một", ["1", "2", "1 (2)"]),
        ("không có mục nào", []),
    ],
)  # fmt: skip
def test_other_ways_of_numbering(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_long_clause_is_cut_between_words() -> None:
    (clause,) = clauses_in(["1. " + "từ " * 60])
    assert len(clause.text) <= 101
    assert clause.text.endswith("từ…")


def test_number_date_and_title_are_taken_where_the_plan_says_them() -> None:
    found = heading_in(PLAN.splitlines())
    assert (found.number, found.date, found.title) == ("12/KH-UBND", "2027-01-15", "Xây dựng xã sạch, đẹp")
    blank = heading_in(["Số: /KH-UBND", "ngày tháng 12 năm 2021"])
    assert (blank.number, blank.date, blank.title) == ("…/KH-UBND", "", "")


def test_a_line_with_its_whole_path_is_a_clause_once() -> None:
    clause = clause_line("IV.2.(1).a  Tiêu chuẩn", ())
    assert clause is not None
    assert (clause.id, clause.text) == ("IV.2.(1).a", "Tiêu chuẩn")
    assert clause_line("IV.2.(1).a Lại nữa", [clause]) is None
    assert clause_line("không có số", ()) is None
