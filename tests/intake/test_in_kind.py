"""A total that lists what was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.intake.values.in_kind import InKind, read_in_kind
from engine.rulebook import load
from tests.intake.made import workbook


@pytest.mark.parametrize(("text", "expected"), [
    ("50 triệu + 200m2 đất", InKind(50_000_000, None, 2_000_000)),
    ("50 triệu + 200 m2 đất", InKind(50_000_000, None, 2_000_000)),
    ("50tr và 20 ngày công", InKind(50_000_000, 200_000, None)),
    ("1,5 tỷ đồng; 0,5 ha đất ruộng; 10 ngày công lao động", InKind(1_500_000_000, 100_000, 50_000_000)),
    ("200m² đất, 50.000.000 đ", InKind(50_000_000, None, 2_000_000)),
    ("20 ngày công + 200 m2", InKind(None, 200_000, 2_000_000)),
])
def test_each_thing_exactly(text: str, expected: InKind) -> None:
    assert read_in_kind(text) == expected


@pytest.mark.parametrize("text", [
    "50 triệu", "200m2 đất", "50 + 200m2 đất", "khoảng 50 triệu + 200m2 đất", "50 triệu + 5 tấn xi măng",
    "50 triệu + 1.200 m2 đất", "50 triệu + 30 triệu", "50 triệu + 200 công đất", "50 triệu + đất", "+", "",
    "50-60 triệu + 200m2", "50 triệu + 200 m",
])
def test_anything_else_is_not_taken_apart(text: str) -> None:
    assert read_in_kind(text) is None


HEADER = ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Giá trị đóng góp", "Tiền mặt", "Diện tích đất (m2)"]


def test_the_parts_go_to_their_own_columns_with_the_cell_that_says_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        HEADER, ["A", "CN", "citizen", "50 triệu + 200m2 đất", "", ""],
        ["B", "CN", "citizen", "50 triệu + 200m2 đất", "10 triệu", ""], ["C", "CN", "citizen", "5 triệu", "", ""],
    ]})
    roster = read_roster([path], load("vinh-chau-2021"))
    table = roster.candidates
    values = [table.frame[f].astype(object).tolist() for f in ("contribution", "cash", "land_area")]
    assert [[value if isinstance(value, int) else None for value in column] for column in values] == [
        [None, None, 5_000_000], [50_000_000, 10_000_000, None], [2_000_000, None, None],
    ]
    assert {str(table.cell(f, 0)) for f in ("contribution", "cash", "land_area")} == {"S!D2"}
    assert (table.unreadable["contribution"], str(table.cell("cash", 1))) == ({1: "50 triệu + 200m2 đất"}, "S!E3")
    told = [(p.code, p.severity, p.ref) for p in roster.problems if p.ref in {"D2", "D3"}]
    assert told == [("amount-in-parts", "info", "D2"), ("money-unreadable", "error", "D3")]


def test_where_no_such_columns_exist_it_is_unreadable_and_says_what_to_do(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER[:4], ["A", "CN", "Cá nhân", "50 triệu + 200m2 đất"]]})
    roster = read_roster([path], load("ninh-thuan-2023"))
    assert roster.candidates.unreadable["contribution"] == {0: "50 triệu + 200m2 đất"}
    assert [p.text.en for p in roster.problems if p.ref == "D2"] == [
        ("Contribution (dong): says “50 triệu + 200m2 đất”, which is several things; convert them to one amount,"
         " or write each into its own column."),
    ]
