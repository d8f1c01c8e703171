"""Values and readings: whom an unset one holds up, who changes under another, before anything is written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.pipeline import nominate
from engine.places import data_dir
from engine.questions import alternatives, hanging, held_up
from engine.samples import sample_request
from engine.web.office import Office
from engine.web.works import Work

from .browser import in_chromium, opened
from .conftest import Browser, Served, add_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

VINH_CHAU = data_dir() / "samples" / "vinh-chau-2021.xlsx"


@pytest.fixture
def unset(office: Office) -> Work:
    """A run whose day rate and land price nobody has set."""
    work = add_files(office, office.works.new("a-officer", "Vĩnh Châu"), VINH_CHAU)
    return office.works.keep(work, rulebook="vinh-chau-2021", round="recognised_unit")


def test_whom_an_unset_value_holds_up_is_what_the_run_says(office: Office, unset: Work) -> None:
    found = office.trials.of(unset)
    lacking = [
        d["candidate"]["name"]
        for d in found.case.document["decisions"]
        if d["status"] == "needs_evidence" and {r["code"] for r in d["reasons"]} & {"rate", "unset"}
    ]
    assert len(lacking) >= 3
    assert sorted({name for names in found.held_up.values() for name in names}) == sorted(set(lacking))
    assert set(found.held_up) == {"day_rate", "land_price"}


def test_the_page_says_how_many_lack_evidence_until_the_value_is_set(
    sign_in: Callable[..., Browser], office: Office, unset: Work
) -> None:
    officer = sign_in("officer")
    where = f"/luot-xet/{unset.id}/tham-so"
    text = officer.get(where).text
    assert "Chưa đặt “Đơn giá một ngày công”: 2 hồ sơ sẽ chưa đủ căn cứ." in text
    assert "Hợp tác xã Tôm sạch Vĩnh Tân" in text
    assert office.works.versions(unset) == []  # nothing was written
    answer = officer.post(where, data={"p.day_rate": "300000", "try": "1"})
    assert answer.headers["location"] == where  # tried, not begun
    text = officer.get(where).text
    assert "Đơn giá một ngày công”: " not in text
    assert "Chưa đặt “Đơn giá một mét vuông đất”" in text
    found = office.works.find(unset.id)
    assert found is not None
    assert (found.state, found.details.settings) == ("draft", {"day_rate": "300000"})


def test_readings_hang_before_the_first_run_as_they_do_in_its_results(
    sign_in: Callable[..., Browser], office: Office, draft: Work
) -> None:
    run = nominate(sample_request("ninh-thuan-2023")[0])
    expected = hanging(run)
    assert office.trials.of(draft).hanging == expected
    assert expected["exclusion_scope"] == 12
    text = sign_in("officer").get(f"/luot-xet/{draft.id}/tham-so").text
    assert text.count("người đổi kết quả nếu hiểu khác") == len(expected)
    assert "12 người đổi kết quả nếu hiểu khác" in text


@pytest.mark.parametrize("name", ["priority", "deadline_inclusive", "score_from"])
def test_each_other_value_is_the_run_made_again(office: Office, draft: Work, name: str) -> None:
    case = office.trials.of(draft).case
    before = [d["status"] for d in case.document["decisions"]]
    request = sample_request("ninh-thuan-2023")[0]
    for found in alternatives(case, case.run.rulebook.parameters[name]):
        run = nominate(replace(request, settings={**request.settings, name: found.value}))
        after = [str(d.status) for d in run.decisions.decisions]
        changed = tuple(n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
        assert changed
        assert (found.value, found.rows) == (found.value, changed)


def test_both_sentences_stand_side_by_side_and_who_changes_under_them(
    sign_in: Callable[..., Browser], draft: Work
) -> None:
    text = sign_in("officer").get(f"/luot-xet/{draft.id}/tham-so/deadline_inclusive").text
    row = re.search(r"<td>([^<]*10/10/2023[^<]*)</td><td>([^<]*10/10/2023[^<]*)</td>", text)
    assert row is not None
    assert "từ ngày 10/10/2023 trở đi" in row[1]
    assert "sau ngày 10/10/2023" in row[2]
    assert "4 đối tượng đổi kết quả" in text


def test_an_auditor_sees_the_readings_of_a_result(sign_in: Callable[..., Browser], done: Work) -> None:
    auditor = sign_in("auditor")
    text = auditor.get(f"/luot-xet/{done.id}/tham-so/exclusion_scope").text
    assert "12 đối tượng đổi kết quả" in text
    link = re.search(r'href="(/luot-xet/[^"]+/ket-qua/\d+)">Nhân dân và cán bộ xã Bắc Phong', text)
    assert link is not None
    assert "Nhân dân và cán bộ xã Bắc Phong" in auditor.get(link[1]).text
    for wrong in ("nothing", "dossier_deadline"):
        assert auditor.get(f"/luot-xet/{done.id}/tham-so/{wrong}").status_code == 404


def test_a_large_run_is_not_tried_and_the_page_says_so(
    sign_in: Callable[..., Browser], draft: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.web.screens.parameters.MOST", 10)
    text = sign_in("officer").get(f"/luot-xet/{draft.id}/tham-so").text
    assert "Nhiều hơn 10 hồ sơ" in text
    assert "đổi kết quả nếu hiểu khác" not in text


def test_of_a_large_result_those_who_hang_on_a_reading_are_named(
    sign_in: Callable[..., Browser], done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.web.screens.readings.SEARCHED", 10)
    text = sign_in("auditor").get(f"/luot-xet/{done.id}/tham-so/exclusion_scope").text
    assert "12 người đổi kết quả nếu hiểu khác" in text
    assert len(re.findall(r'/ket-qua/\d+">', text)) == 12


def test_what_cannot_be_tried_is_told_and_the_page_stands(
    sign_in: Callable[..., Browser], office: Office, unset: Work
) -> None:
    work = office.works.keep(unset, round=None)
    answer = sign_in("officer").get(f"/luot-xet/{work.id}/tham-so")
    assert answer.status_code == 200
    assert "recognised_unit" in answer.text  # which rounds there are


def test_a_default_is_kept_as_the_default(sign_in: Callable[..., Browser], office: Office, draft: Work) -> None:
    officer = sign_in("officer")
    where = f"/luot-xet/{draft.id}/tham-so"
    text = officer.get(where).text
    assert re.search(r'name="p.priority" value="" checked> [^<]+ <span class="muted">\(mặc định\)', text)
    officer.post(where, data={"p.priority": "", "p.late_dossier": "advisory", "try": "1"})
    found = office.works.find(draft.id)
    assert found is not None
    assert found.details.settings == {"late_dossier": "advisory"}
    assert 'name="p.late_dossier" value="advisory" checked>' in officer.get(where).text


def test_a_wrong_value_is_refused_where_it_was_typed(
    sign_in: Callable[..., Browser], office: Office, unset: Work
) -> None:
    answer = sign_in("officer").post(f"/luot-xet/{unset.id}/tham-so", data={"p.day_rate": "nhiều", "try": "1"})
    assert answer.status_code == 422
    assert 'value="nhiều"' in answer.text
    assert held_up(office.trials.of(unset).case.run)  # what was kept before is not harmed


@in_chromium
def test_parameters_and_readings_in_a_browser(chromium: Chromium, served: Served, sample_results: Path) -> None:
    seen = opened(chromium, served, "officer", "an")
    page, office = seen.page, served.office
    work = add_files(office, office.works.new("an", "Vĩnh Châu"), VINH_CHAU)
    office.works.keep(work, rulebook="vinh-chau-2021", round="recognised_unit")
    page.goto(f"{served.address}/luot-xet/{work.id}/tham-so")
    seen.look("parameters-unset")
    page.fill('[name="p.day_rate"]', "300000")
    page.get_by_role("button", name="Lưu, tính thử").click()
    assert "ngày công”:" not in page.inner_text("main")
    assert seen.main() == "Xét"
    done = office.works.new("an", "Thử")
    shutil.copytree(sample_results, office.works.folder(done) / "results-1")
    done = add_files(office, done, data_dir() / "samples" / "ninh-thuan-2023.xlsx")
    office.works.move(done, "done", results="results-1", rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{done.id}/tham-so")
    seen.look("parameters")
    page.get_by_role("link", name="So các cách hiểu: Hạn gửi hồ sơ").first.click()
    seen.look("reading")
    page.go_back()
    page.get_by_role("link", name="mục IV.2").first.click()
    assert page.locator(":target").count() == 1
