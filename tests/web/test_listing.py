"""What is drawn around the list: bars, headings, cut lines, strips; numbers held against hand counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from engine.web.listing import point_writer
from engine.web.strips import LEFT, WIDTH, strip
from engine.web.works import Work

from .conftest import Browser


def somebody(status: str, score: str | None, number: int = 0) -> dict[str, Any]:
    return {"status": status, "score": score, "score_range": ["1", "2"], "number": number, "rank": 1,
            "candidate": {"name": "A"}}  # fmt: skip


def near(inside: list[tuple[str, str | None]], outside: list[str | None], cut: str | None = "80") -> dict[str, Any]:
    quota = {"id": "q", "group": None, "vi": "Q", "en": "Q", "at_most": 9, "filled": 9, "cut_off": cut, "clause": None}
    return {
        "quota": quota, "more": [0, 0], "tied": sum(status == "tied" for status, _ in inside),
        "inside": [somebody(status, score) for status, score in inside],
        "outside": [somebody("reserve", score) for score in outside],
    }  # fmt: skip


def test_people_stand_by_points_and_the_line_between_the_last_inside_and_the_first_outside() -> None:
    found = strip(near([("nominated", "90"), ("tied", "80"), ("tied", "80")], ["70"]), "vi")
    assert [spot.x for spot in found.inside] == [LEFT, WIDTH // 2, WIDTH // 2]
    assert [spot.x for spot in found.outside] == [WIDTH - LEFT]
    assert found.inside[1].y > found.inside[2].y  # level: one above the other
    assert found.line == (WIDTH // 2 + WIDTH - LEFT) // 2
    assert [spot.away for spot in (*found.inside, *found.outside)] == ["+10", "0", "0", "−10"]
    assert found.tied == 2


def test_parts_of_a_point_are_written_as_the_language_does() -> None:
    vi, en = (strip(near([("nominated", "80")], ["78.5"]), lang) for lang in ("vi", "en"))
    assert [vi.outside[0].away, en.outside[0].away] == ["−1,5", "−1.5"]
    assert point_writer("vi")(somebody("reserve", "78.5")) == "78,5"
    assert point_writer("vi")(somebody("reserve", None)) == "1–2"


@pytest.mark.parametrize(
    ("inside", "outside", "cut"),
    [
        pytest.param(["90", "80"], ["85"], "80", id="another key goes before points"),
        pytest.param(["90", "80"], ["80"], "80", id="level, told apart by another key"),
        pytest.param(["90", "80"], [None], "80", id="points are not all known"),
        pytest.param(["90", "80"], ["70"], None, id="no points at all"),
    ],
)
def test_where_points_do_not_tell_the_order_distances_are_not_told(
    inside: list[str], outside: list[str | None], cut: str | None
) -> None:
    found = strip(near([("nominated", score) for score in inside], outside, cut), "vi")
    assert not found.by_points
    assert [spot.x for spot in (*found.inside, *found.outside)] == [LEFT, WIDTH // 2, WIDTH - LEFT]
    assert {spot.away for spot in (*found.inside, *found.outside)} == {None}


def test_only_as_far_as_points_tell_the_order_and_the_others_are_counted() -> None:
    found = strip(near([("nominated", "90")], ["70", "60", "50", "65", "64"]), "vi")
    assert found.by_points
    assert [spot.points for spot in found.outside] == ["70", "60", "50"]
    assert found.more == (0, 2)


def test_no_screen_speaks_of_the_laws_places_in_the_rules(sign_in: Callable[..., Browser], done: Work) -> None:
    auditor, at = sign_in("auditor"), f"/luot-xet/{done.id}"
    for page in ("ket-qua/5", "dieu-khoan", "dieu-khoan?clause=law/women", "bo-quy-tac", "vach-cat", "hoi-dong"):
        words = re.sub(r'(href|id)="[^"]*"', "", auditor.get(f"{at}/{page}").text)
        assert "law/" not in words, page
    assert "Pháp luật: Khi ngang nhau" in auditor.get(f"{at}/dieu-khoan?clause=law/women").text
