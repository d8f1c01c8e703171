from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.explanation import explain, find_candidates
from engine.report import decisions_json
from tests.report.made import made_run


def names(document: dict[str, Any], text: str) -> list[tuple[str, str | None]]:
    return [(found.name, found.commune) for found in find_candidates(document, text)]


@pytest.mark.parametrize(
    "typed",
    [
        "Bà Katơr Thị Mai",
        "kator thi mai",
        "KATƠR THỊ MAI",
        "  katơr   thị mai ",
        "bà katơr thị mai|individual|phước tân||bk_tinh",
        "kator",
        "mai kator",
    ],
)
def test_a_candidate_is_found_however_the_name_is_typed(document: dict[str, Any], typed: str) -> None:
    assert names(document, typed) == [("Bà Katơr Thị Mai", "Phước Tân")]


def test_namesakes_are_all_found_and_the_commune_tells_them_apart(document: dict[str, Any]) -> None:
    assert names(document, "do huu hoa") == [("Ông Đỗ Hữu Hòa", "An Hải"), ("Ông Đỗ Hữu Hòa", "Nhị Hà")]
    assert names(document, "đỗ hữu hòa nhị hà") == [("Ông Đỗ Hữu Hòa", "Nhị Hà")]


def test_a_whole_name_comes_before_a_part_of_one(document: dict[str, Any]) -> None:
    assert [name for name, _ in names(document, "xa nhi ha")] == ["Xã Nhị Hà"]
    assert len(names(document, "xa")) > 3


def test_typed_diacritics_count_where_somebody_carries_them() -> None:
    run = made_run()
    mai, mai2 = run.decisions[10], run.decisions[11]
    run = replace(run, decisions=(
        replace(mai, candidate=replace(mai.candidate, name="Lê Hoa", key="a")),
        replace(mai2, candidate=replace(mai2.candidate, name="Lê Hòa", key="b")),
    ))  # fmt: skip
    document = decisions_json(run)
    assert [name for name, _ in names(document, "lê hòa")] == ["Lê Hòa"]
    assert [name for name, _ in names(document, "le hoa")] == ["Lê Hoa", "Lê Hòa"]


def test_nobody_and_nothing_find_nobody(document: dict[str, Any]) -> None:
    assert find_candidates(document, "Nguyễn Văn Không Có") == ()
    assert find_candidates(document, "   ") == ()
    assert find_candidates(document, "!?") == ()


def test_exact_duplicates_share_a_key_and_are_told_apart_by_a_number() -> None:
    run = made_run()
    document = decisions_json(
        replace(
            run,
            decisions=(
                run.decisions[10],
                replace(run.decisions[10], candidate=replace(run.decisions[10].candidate, row=99)),
            ),
        )
    )
    found = find_candidates(document, "nguyen thi thanh huong")
    assert [each.row for each in found] == [6, 99]
    assert [each.key[-2:] for each in found] == ["#1", "#2"]
    assert [each.row for each in find_candidates(document, found[1].key)] == [99]
    assert "dòng 99" in str(explain(document, found[1].key).as_json())


def test_a_match_is_described_with_what_tells_it_from_others(document: dict[str, Any]) -> None:
    found = find_candidates(document, "do huu hoa")[1]
    assert found.describe("vi").startswith(
        "Ông Đỗ Hữu Hòa, Cá nhân, Nhị Hà: Đề nghị khen thưởng (de-nghi.xlsx, Cá nhân, dòng 8)"
    )
    assert found.describe("en").startswith(
        "Ông Đỗ Hữu Hòa, Individual, Nhị Hà: Nominated (de-nghi.xlsx, Cá nhân, row 8)"
    )
    assert found.describe("vi").endswith(found.key)
