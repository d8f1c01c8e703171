"""Units: every way to write one is one; what is no unit of the list is offered the nearest, never taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.intake.units import Unit, UnitIndex, is_village, listed, split_type
from engine.intake.values.reading import Unreadable
from engine.problems import UnusableInput
from tests.intake.made import column, rulebook, workbook

TWINS = UnitIndex.of([
    Unit("Xã Khánh Hòa", "commune", "Huyện A"), Unit("Phường Khánh Hòa", "ward", "Thị xã B"),
    Unit("Xã Tân Lập", "commune", "Huyện A"),
    Unit("Xã Tân Lập", "commune", "Huyện C"), Unit("Thị trấn Yên Ninh", "township", "Huyện A"),
    Unit("Phường 1", "ward", "Thị xã B"),
])


@pytest.mark.parametrize(("text", "name"), [
    ("Xã Khánh Hòa", "Xã Khánh Hòa"), ("Phường Khánh Hòa", "Phường Khánh Hòa"), ("P.Khánh Hoà", "Phường Khánh Hòa"),
    ("x. khánh hòa", "Xã Khánh Hòa"),
    ("Khánh Hòa, huyện A", "Xã Khánh Hòa"), ("Khánh Hòa (thị xã B)", "Phường Khánh Hòa"),
    ("Xã Tân Lập, H. C", "Xã Tân Lập (Huyện C)"),
    ("Tân Lập, huyện A", "Xã Tân Lập (Huyện A)"), ("TT Yên Ninh", "Thị trấn Yên Ninh"),
    ("tt.Yên Ninh", "Thị trấn Yên Ninh"), ("Yên Ninh", "Thị trấn Yên Ninh"),
    ("Phường 1", "Phường 1"), ("P.1", "Phường 1"), ("P1", "Phường 1"), ("phường 1, thị xã B, tỉnh D", "Phường 1"),
    ("UBND phường 1", "Phường 1"),
])
def test_a_unit_is_found_however_it_is_written(text: str, name: str) -> None:
    code = TWINS.read(text)
    assert isinstance(code, int)
    assert TWINS.names[code] == name


@pytest.mark.parametrize("text", ["Khánh Hòa", "Tân Lập", "Xã Tân Lập"])
def test_a_name_that_could_be_two_units_is_neither(text: str) -> None:
    found = TWINS.read(text)
    assert isinstance(found, Unreadable)
    assert found.code == "unit-ambiguous"


@pytest.mark.parametrize("text", [
    "Xã Yên Ninh", "Phường Tân Lập", "Khánh Hoà 2", "Xã Khánh Hòa, huyện C", "Huyện A", "Tỉnh D", "Khanh Hoa",
    "Xã", "Thôn 1", "Xã Khánh Hòa và xã Tân Lập",
])
def test_what_is_not_in_the_list_is_no_unit(text: str) -> None:
    assert isinstance(TWINS.read(text), Unreadable)


def test_the_nearest_names_are_offered_by_their_own_name() -> None:
    found = UnitIndex.of(listed(["ninh-thuan"])).read("An Hãi")
    assert isinstance(found, Unreadable)
    assert found.text.vi.startswith("không có trong danh sách đơn vị; gần nhất: “Xã An Hải”")


def test_a_blank_is_of_no_unit_and_a_district_is_a_known_parent() -> None:
    assert [TWINS.read(blank) for blank in ("", " ", "-")] == [None, None, None]
    assert (
        TWINS.read_parent("Huyện A"), TWINS.read_parent("h. C"), TWINS.read_parent("Xã Khánh Hòa"),
    ) == (None, None, 0)


def test_adding_a_unit_that_is_there_gives_its_code() -> None:
    index = UnitIndex.of([Unit("Xã Một", "commune", "Huyện A")])
    assert [index.add(u) for u in (
        Unit("xã MỘT", "commune", None), Unit("Một", None, None), Unit("Phường Một", "ward", None),
        Unit("Xã Một", "commune", "Huyện B"),
    )] == [0, 0, 1, 2]


@pytest.mark.parametrize(("name", "kind", "village"), [
    ("Ấp 1", None, True), ("Thôn Tuấn Tú", None, True), ("Khóm 3", "quarter", True), ("Tuấn Tú", "village", True),
    ("Xã Một", None, False),
    ("Bản Lác", None, True), ("Thôn Một", "commune", False), ("Bảo An", None, False),
])
def test_villages_are_told_from_communes(name: str, kind: str | None, village: bool) -> None:
    assert is_village(name, kind) is village


@pytest.mark.parametrize(
    ("name", "count"), [("ninh-thuan", 62), ("vinh-chau", 10), ("cam-thuy", 17), ("yen-khanh", 18)],
)
def test_every_list_that_is_shipped_is_whole_and_reads_itself(name: str, count: int) -> None:
    index = UnitIndex.of(listed([name]))
    assert len(index.units) == count
    assert [index.read(unit.name) for unit in index.units] == list(range(count))
    assert all(unit.type and unit.parent for unit in index.units)


def test_a_list_that_is_not_there_is_said() -> None:
    with pytest.raises(UnusableInput, match="no list of units “ha-noi”; there are: cam-thuy, cam-thuy-2025,"):
        listed(["ha-noi"])


def test_the_type_before_a_name() -> None:
    assert [split_type(t) for t in (
        "Xã Một", "X.Một", "Xuân Hải", "P. 5", "Thị trấn Một", "TT Một", "Phú Quý", "xã",
    )] == [
        ("commune", "một"), ("commune", "một"), (None, "xuân hải"), ("ward", "5"), ("township", "một"),
        ("township", "một"), (None, "phú quý"), (None, "xã")]


def test_a_blank_type_is_what_the_units_own_name_says_and_else_unknown(tmp_path: Path) -> None:
    rows = [
        ("Xã An Hải", None, None, "commune"), ("P. Đô Vinh", " ", None, "ward"), ("ẤP Một", None, None, "hamlet"),
        ("An Hải", None, None, "commune"), ("An Hải", None, "Huyện Ninh Phước", "commune"),
        ("An Hải", None, "Xã Phước Vinh", None), ("Nơi Nào", None, None, None),
        ("Xã Phước Vinh", "Ấp", None, "hamlet"), ("Xã Phước Dân", "không rõ", None, None),
    ]
    path = workbook(tmp_path / "a.xlsx", {
        "DS": [["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["A", "Cá nhân", "Cá nhân"]],
        "Đơn vị": [
            ["Tên đơn vị", "Loại đơn vị", "Trực thuộc", "Được công nhận đạt chuẩn"],
            *([name, kind, parent, "NTM"] for name, kind, parent, _ in rows),
        ],
    })
    units = read_roster([path], rulebook()).registers["units"]
    options = list(rulebook().registers["units"].fields["unit_type"].options)
    said = [None if code is None else options[code] for code in column(units, "unit_type")]
    assert said == [expected for *_, expected in rows]


def test_a_province_above_a_commune_makes_no_second_commune(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {
        "DS": [["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường"], ["A", "Cá nhân", "Cá nhân", "An Hải"]],
        "Đơn vị": [
            ["Tên đơn vị", "Loại đơn vị", "Trực thuộc", "Được công nhận đạt chuẩn"],
            ["Xã An Hải", "Xã", "Tỉnh Ninh Thuận", "NTM"],
        ],
    })
    roster = read_roster([path], rulebook())
    assert [roster.units[code] for code in column(roster.candidates, "commune") if code is not None] == ["Xã An Hải"]


def test_offices_of_two_listed_communes_are_no_two_spellings_of_one(tmp_path: Path) -> None:
    from engine.rulebook import load

    header = ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Đơn vị"]
    path = workbook(tmp_path / "a.xlsx", {"S": [header, *(
        [f"Ngô {letter}", "CN", "Cá nhân", f"UBND xã {commune}"]
        for letter, commune in zip("ABCD", ("Phước Hải", "Phước Hậu", "Phước Vinh", "Phước Vin"), strict=True)
    )]})
    said = [p.text.en for p in read_roster([path], load("ninh-thuan-2023")).problems if p.code == "unit-spellings"]
    assert len(said) == 1
    assert "Phước Vin”" in said[0]
    assert "Phước H" not in said[0]
