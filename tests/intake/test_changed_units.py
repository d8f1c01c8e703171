"""Units before and after 1/7/2025 are told apart, whatever they share in name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.intake.changed_units import of_the_other_time
from engine.intake.units import UnitIndex, listed
from engine.intake.values.reading import Unreadable
from engine.places import data_dir
from tests.intake.made import rulebook, workbook

LISTS = ("cam-thuy", "ninh-thuan", "vinh-chau", "yen-khanh")


def read(text: str, name: str) -> str | Unreadable | None:
    index = UnitIndex.of(listed([name]))
    index.lists = (name,)
    found = index.read(text)
    return index.names[found] if isinstance(found, int) else found


def lines(name: str) -> list[dict[str, str]]:
    with (data_dir() / "units" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("text", ["Phường Phan Rang", "p. phan rang", "Phan Rang"])
def test_a_name_of_after_is_told_with_what_it_was_made_of(text: str) -> None:
    found = read(text, "ninh-thuan")
    assert isinstance(found, Unreadable)
    assert found.code == "unit-other-time"
    assert "lập từ: “Phường Phủ Hà”, “Phường Kinh Dinh”" in found.text.vi


def test_a_name_of_before_is_told_where_it_is_now() -> None:
    found = read("Phường Phủ Hà", "ninh-thuan-2025")
    assert isinstance(found, Unreadable)
    assert "nay thuộc: “Phường Phan Rang”" in found.text.vi


def test_a_name_of_both_times_is_the_rulebooks() -> None:
    assert read("Phường Đô Vinh", "ninh-thuan") == "Phường Đô Vinh"
    assert read("Phường Đô Vinh", "ninh-thuan-2025") == "Phường Đô Vinh"


def test_the_province_of_after_says_that_it_is_not() -> None:
    found = read("Phường Đô Vinh, tỉnh Khánh Hòa", "ninh-thuan")
    assert isinstance(found, Unreadable)
    assert found.code == "unit-other-time"


@pytest.mark.parametrize("text", ["Xã Không Có", "Phường Phan Rang, tỉnh Ninh Bình", "Xã Phan Rang"])
def test_what_is_of_neither_time_is_unknown(text: str) -> None:
    found = read(text, "ninh-thuan")
    assert isinstance(found, Unreadable)
    assert found.code == "unit-unknown"


def test_without_a_list_of_the_other_time_nothing_is_known_of_it(tmp_path: Path) -> None:
    assert of_the_other_time("Phường Phan Rang", ["ninh-thuan"], tmp_path) is None


def test_it_is_a_problem_with_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường"], ["A", "Cá nhân", "Cá nhân", "Xã Ninh Phước"],
    ]})  # fmt: skip
    found = [(p.code, p.ref) for p in read_roster([path], rulebook()).problems if p.severity == "error"]
    assert found == [("unit-other-time", "D2")]


@pytest.mark.parametrize("name", LISTS)
def test_every_unit_of_before_went_somewhere(name: str) -> None:
    before = {line["unit_name"] for line in lines(name)}
    made_of = {old.removesuffix(" (một phần)") for line in lines(f"{name}-2025") for old in line["made_of"].split("; ")}
    assert before <= made_of


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_after_is_a_list(name: str) -> None:
    units = listed([f"{name}-2025"])
    assert len({unit.name for unit in units}) == len(units) == len(lines(f"{name}-2025"))
    assert {unit.type for unit in units} <= {"commune", "ward"}
