"""Two runs side by side: every change is traced to the difference that makes it, and that is so."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.explanation import render_plain
from engine.places import rules_dir
from engine.questions import Asked, RunDifference, asked, run_difference, what_if
from engine.questions.rundiff import Because
from engine.report.json_report import decisions_json
from engine.rerun import FoundRun, recorded
from engine.samples import sample_request
from tests.questions.conftest import case_of
from tests.report.conftest import Golden

NT, VC = "ninh-thuan-2023", "vinh-chau-2021"
Change = Callable[[openpyxl.Workbook], None]


def other(plan: str, folder: Path, change: Change | None = None, rulebook: str | None = None, **settings: str) -> Asked:
    """The sample run again, from a changed copy, under other settings or rules."""
    request, _ = sample_request(plan)
    path = folder / request.files[0].name
    book = openpyxl.load_workbook(request.files[0])
    if change is not None:
        change(book)
    book.save(path)
    again = replace(request, files=(path,), rulebook=rulebook or plan, settings={**request.settings, **settings})
    run, record = recorded(again, by="")
    return asked(FoundRun(decisions_json(run.decisions), record, b""))


def between(a: Asked, b: Asked) -> RunDifference:
    return run_difference(a.document, b.document, (a, b))


def found(difference: RunDifference, name: str) -> Because:
    (one,) = (each for each in difference.changed if each.changed.about["name"] == name)
    return one


def said(differences: Sequence[object]) -> list[str]:
    return [str(d.id) for d in differences]  # type: ignore[attr-defined]


def several(book: openpyxl.Workbook) -> None:
    book["Tập thể"]["R26"] = "09/10/2023"
    book["Tập thể"]["W13"] = 79.5
    book["Cá nhân"]["K30"] = "có"
    book["Cá nhân"].delete_rows(39)


def test_the_same_run_twice_differs_in_nothing() -> None:
    a = case_of(NT)
    difference = between(a, a)
    assert (difference.differences, difference.changed, difference.moved, difference.notes) == ((), (), (), ())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_cells_a_parameter_and_who_left_as_a_person_reads_it(tmp_path: Path, golden: Golden, lang: str) -> None:
    b = other(NT, tmp_path, several, deadline_inclusive="yes")
    difference = between(case_of(NT), b)
    told = render_plain(difference, lang).replace(b.document["run"]["id"], "b" * 12)  # it holds when it was saved
    golden.check(f"run-difference.{lang}.txt", told)
    assert json.loads(json.dumps(difference.as_json())) == difference.as_json()


def test_what_does_it_alone_does_it_when_asked_what_if(tmp_path: Path) -> None:
    a = case_of(NT)
    difference = between(a, other(NT, tmp_path, several, deadline_inclusive="yes"))
    tried = 0
    for each in difference.changed:
        for cause in each.alone:
            if cause.kind != "cell":
                continue
            row = cause.rows[0]
            assert row is not None
            value = {"dossier_received": "09/10/2023", "board_score": "79,5", "many_contributions": "có"}[cause.id]
            answer = what_if(a, row, [(cause.id, value)])
            after = {c.about["key"]: c.after for c in (answer.itself, *answer.others)}
            status = after[each.changed.about["key"]]
            assert each.changed.after is not None
            assert status is not None
            assert status["status"] == each.changed.after["status"]
            tried += 1
        assert each.alone or each.jointly
    assert tried >= 3


def test_a_change_that_needs_two_differences_is_told_with_both(tmp_path: Path) -> None:
    difference = between(case_of(NT), other(NT, tmp_path, several, deadline_inclusive="yes"))
    tri_hai = found(difference, "Nhân dân và cán bộ xã Tri Hải")
    assert (said(tri_hai.alone), said(tri_hai.jointly)) == ([], ["deadline_inclusive", "dossier_received"])


def test_another_rule_is_named_with_what_it_said_and_says(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    for suffix in (".yaml", ".en.yaml"):
        text = (rules_dir() / f"{VC}{suffix}").read_text(encoding="utf-8")
        text = text.replace("value: 50_000_000", "value: 120_000_000", 1)
        (folder / f"{VC}{suffix}").write_text(text, encoding="utf-8")
    b = other(VC, tmp_path, rulebook=str(folder / f"{VC}.yaml"))
    difference = between(case_of(VC), b)
    (rules,) = (d for d in difference.differences if d.kind == "rulebook")
    assert "parameters/contribution_floor" in [child.id for child in rules.children]
    assert difference.changed
    assert {tuple(said(each.alone)) for each in difference.changed} <= {
        (VC,), ("contribution_floor",), (VC, "contribution_floor"),
    }
    assert difference.notes == ()


def register(book: openpyxl.Workbook) -> None:
    sheet = book["Đơn vị"]
    for row in sheet.iter_rows(min_row=2):
        if row[1].value == "Xã Hòa Đông" or row[0].value == "Xã Hòa Đông":
            row[7].value = None


def test_a_register_that_says_otherwise_is_one_difference(tmp_path: Path) -> None:
    difference = between(case_of(VC), other(VC, tmp_path, register))
    assert [d.kind for d in difference.differences] == ["file", "register"]
    assert difference.changed
    assert all(said(each.alone) == ["units"] for each in difference.changed)
    assert difference.notes == ()


def moved(book: openpyxl.Workbook) -> None:
    book["Tập thể"]["F26"] = "Xã Hòa Đông"


def test_who_moves_to_another_commune_is_the_same_candidate(tmp_path: Path) -> None:
    difference = between(case_of(VC), other(VC, tmp_path, moved))
    assert [(d.kind, d.id) for d in difference.differences if d.kind != "file"] == [("cell", "commune")]
    assert said(found(difference, "Hợp tác xã Tôm sạch Vĩnh Tân").alone) == ["commune"]
    assert difference.notes == ()


def newcomers(book: openpyxl.Workbook) -> None:
    sheet = book["Cá nhân"]
    row = [cell.value for cell in sheet[12]]
    row[19] = 99
    sheet.insert_rows(13, 2)
    for number, name in ((13, "Trần Người Mới"), (14, "Lê Người Mới")):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, name if column == 2 else value)


def test_who_loses_a_seat_to_two_newcomers_is_told_of_both(tmp_path: Path) -> None:
    difference = between(case_of(NT), other(NT, tmp_path, newcomers))
    assert [d.kind for d in difference.differences] == ["file", "joined", "joined"]
    lost = [each for each in difference.changed if each.changed.before is not None]
    assert [each.changed.about["name"] for each in lost] == ["Nguyễn Hữu Phước", "Katơr Thị Sinh", "Lưu Quốc Cường"]
    assert all([d.kind for d in each.jointly] == ["joined", "joined"] for each in lost)
    assert difference.notes == ()


def test_without_records_the_causes_come_from_the_results(tmp_path: Path) -> None:
    b = other(NT, tmp_path, several)
    difference = run_difference(case_of(NT).document, b.document)
    assert found(difference, "Nhân dân và cán bộ xã Phước Thái").alone == ()
    assert found(difference, "Nhân dân và cán bộ xã Phước Thái").changed.causes[0].id == "dossier_late"
    assert difference.notes[0].vi.startswith("Không có đủ hai record.zip")
