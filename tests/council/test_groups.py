"""Ties side by side: what they are level on, where they differ with their cells, what the law asks attention for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.council import Council, Places, apply, groups
from engine.council.groups import Group
from engine.pipeline import nominate
from engine.report import read_results, write_results
from engine.samples import sample_request


def groups_of(name: str, folder: Path) -> tuple[dict[str, Any], tuple[Group, ...]]:
    write_results(nominate(sample_request(name)[0]).decisions, folder)
    document = read_results(folder)
    places = Places(document)
    now = apply(document, Council(document["run"]["id"], document["seal"]), places)
    return document, groups(document, now, places)


@pytest.fixture(scope="module")
def ninh_thuan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Group, ...]:
    return groups_of("ninh-thuan-2023", tmp_path_factory.mktemp("nt") / "run")[1]


def test_a_tie_has_its_seats_its_quota_and_its_clause(ninh_thuan: tuple[Group, ...]) -> None:
    said = [(g.number, g.quota.vi, g.clause, g.at_most, g.seats, len(g.members), g.open) for g in ninh_thuan]
    assert said == [(1, "Tập thể", "IV.3", 8, 1, 2, True), (2, "Cá nhân", "IV.3", 15, 2, 3, True)]


def test_who_is_level_is_level_on_everything_that_ranks(ninh_thuan: tuple[Group, ...]) -> None:
    first = ninh_thuan[0]
    assert [one.name.vi for one in first.level] == ["Hạng", "Thuộc diện chú trọng", "Điểm"]
    assert [value.shown.vi for value in first.level[2].values if value.shown] == ["89", "89"]
    for group in ninh_thuan:
        for one in group.level:
            assert len({value.result or value.shown for value in one.values}) == 1


def test_what_a_score_is_made_of_names_the_cells_it_was_read_from(ninh_thuan: tuple[Group, ...]) -> None:
    points = {one.name.vi: one for one in ninh_thuan[0].points}
    board = points["Điểm chấm"]
    assert [(v.shown and v.shown.vi, v.cells) for v in board.values] == [
        ("79", ("ninh-thuan-2023.xlsx!Tập thể!W13",)),
        ("80", ("ninh-thuan-2023.xlsx!Tập thể!W36",)),
    ]
    assert [v.shown and v.shown.vi for v in points["Giá trị đóng góp"].values] == [None, "9"]
    assert all(one.differs for one in points.values())


def test_what_a_sheet_does_not_say_is_no_answer_to_the_law(ninh_thuan: tuple[Group, ...]) -> None:
    women = {group.number: group.law[0] for group in ninh_thuan}
    assert [one.clauses for one in women.values()] == [("law/women",), ("law/women",)]
    assert [(v.result, v.shown and v.shown.vi) for v in women[1].values] == [("met", "71"), ("unmet", "42")]
    assert [v.shown for v in women[2].values] == [None, None, None]  # the sheet of persons has no such column


def test_standards_of_one_alone_are_told_apart_from_those_they_differ_in(tmp_path: Path) -> None:
    _, found = groups_of("vinh-chau-2021", tmp_path / "vc")
    commune_and_cooperative, cadres = found[0], found[1]
    assert commune_and_cooperative.apart == ()
    assert "Đóng góp từ 50 triệu đồng trở lên" in [one.name.vi for one in commune_and_cooperative.own]
    assert (cadres.apart, cadres.own) == ((), ())
    assert {one.name.vi for one in cadres.alike} >= {"Điểm chấm", "Sáng kiến, giải pháp"}
    for group in found:
        grounds = [*group.apart, *group.own, *(o for o in group.alike if o in group.standards)]
        assert sorted(map(repr, grounds)) == sorted(map(repr, group.standards))


def test_every_tied_candidate_is_in_one_group(tmp_path: Path) -> None:
    for name in ("cam-thanh-2022", "vinh-chau-2021", "khanh-cu-2024"):
        document, found = groups_of(name, tmp_path / name)
        tied = [n for n, d in enumerate(document["decisions"]) if d["status"] == "tied"]
        assert sorted(member.row for group in found for member in group.members) == tied
        for group in found:
            keys = {document["decisions"][m.row]["candidate"]["key"] for m in group.members}
            for member in group.members:
                assert {*document["decisions"][member.row]["quota"]["tied_with"]} <= keys
