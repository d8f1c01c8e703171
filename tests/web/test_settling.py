"""Copies and spellings settled on the page: the same questions, the same file and the same decisions as the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from engine.checking import check_files
from engine.intake.resolve_file import load_answered, resolution_text
from engine.places import data_dir
from engine.web.office import Office
from engine.web.screens.settling import questions_of
from engine.web.sittings import standing_of
from engine.web.works import Work

from .browser import Seen, in_chromium, opened
from .conftest import Browser, Served, add_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

SAMPLE = data_dir() / "samples" / "ninh-thuan-2023.xlsx"


@pytest.fixture
def officer(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in("officer")


def keys(page: str) -> list[str]:
    return re.findall(r'id="q-(\w+)"', page)


def path(work: Work, more: str = "") -> str:
    return f"/luot-xet/{work.id}/trung{more}"


def answer(browser: Browser, work: Work, *answers: str | None, **more: str) -> Any:
    """Answer the open questions in their order; None leaves one open."""
    asked = keys(browser.get(path(work)).text)
    data = {f"a.{key}": said for key, said in zip(asked, answers, strict=False) if said is not None}
    return browser.post(path(work), data={"page": "1", **data, **more})


def kept(office: Office, work: Work) -> Path:
    return office.works.folder(work) / "resolve.yaml"


def by_command(folder: Path, *answers: str) -> str:
    """What ``check --write-resolve`` writes, answered by hand."""
    subprocess.run(
        [sys.executable, "-P", "-m", "cli", "check", str(SAMPLE), "-r", "ninh-thuan-2023", "--write-resolve",
         "resolve.yaml"], cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    text = (folder / "resolve.yaml").read_text(encoding="utf-8")
    for said in answers:
        text = text.replace('"?"\n', f'"{said}"\n', 1)
    (folder / "resolve.yaml").write_text(text, encoding="utf-8")
    return text


def evaluated(office: Office, work: Work) -> Path:
    """The results of a run that was begun."""
    deadline = time.monotonic() + 60
    while (found := office.works.find(work.id)) and found.state == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert found is not None
    results = office.works.results(found)
    assert results is not None, found.details.error
    return results


# ---- the same as the command ------------------------------------------------------------------------------------


def test_the_page_asks_what_the_command_asks(officer: Browser, draft: Work) -> None:
    checked = check_files((SAMPLE,), "ninh-thuan-2023", None, None, {})
    assert keys(officer.get(path(draft)).text) == [q.key for q in questions_of(checked)]
    assert "Còn 3 câu hỏi" in officer.get(path(draft)).text


def test_answers_on_the_page_are_the_commands_file_byte_for_byte(
    officer: Browser, draft: Work, office: Office, tmp_path: Path
) -> None:
    answer(officer, draft, None, None, "Xã Phước Vinh")  # in an order of one's own
    answer(officer, draft, "1", "all")
    text = by_command(tmp_path, "1", "all", "Xã Phước Vinh")
    assert kept(office, draft).read_text(encoding="utf-8") == text
    assert load_answered(kept(office, draft)).text("resolve.yaml") == text


def test_answered_on_the_page_or_in_a_file_the_decisions_are_the_same(
    officer: Browser, draft: Work, office: Office, tmp_path: Path
) -> None:
    answer(officer, draft, "2", "1", "Xã Phước Vinh")
    assert officer.post(f"/luot-xet/{draft.id}/tham-so", data={}).status_code == 303
    results = evaluated(office, draft)
    by_command(tmp_path, "2", "1", "Xã Phước Vinh")
    subprocess.run(
        [sys.executable, "-P", "-m", "cli", "nominate", str(SAMPLE), "-r", "ninh-thuan-2023", "--resolve",
         "resolve.yaml", "-o", "by-file", "--ledger", str(tmp_path / "another.sqlite")],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    text = (results / "decisions.json").read_text(encoding="utf-8")
    document = json.loads(text)
    by_file = (tmp_path / "by-file" / "decisions.json").read_text(encoding="utf-8")
    # Byte for byte but for the moment each began.
    assert text == by_file.replace(json.loads(by_file)["run"]["started_at"], document["run"]["started_at"])
    assert document["run"]["resolve"]["file"] == "resolve.yaml"
    assert document["counts"]["rejected_rows"] == 2
    with zipfile.ZipFile(results / "record.zip") as record:
        held = [record.read(name) for name in record.namelist() if "resolve" in name]
    assert held == [kept(office, draft).read_bytes()]
    # The council's check of what it is to decide on finds nothing changed.
    standing = standing_of(results)
    assert [len(group.members) for group in standing.groups] == [2, 3]


# ---- kept, shown, revoked ---------------------------------------------------------------------------------------


def test_an_answer_is_shown_and_revoked(officer: Browser, draft: Work, office: Office) -> None:
    assert answer(officer, draft, "1").headers["location"].endswith("/trung")
    page = officer.get(path(draft)).text
    assert "Còn 2 câu hỏi" in page
    assert "Đã trả lời (1)" in page
    assert "Xét bản 1 (ninh-thuan-2023.xlsx!Cá nhân!B48), không xét bản kia." in page
    (key,) = re.findall(r'name="key" value="(\w+)"', page)
    assert officer.post(path(draft, "/bo"), data={"key": key}).status_code == 303
    assert "Còn 3 câu hỏi" in officer.get(path(draft)).text
    assert not kept(office, draft).exists()
    assert officer.post(path(draft, "/bo"), data={"key": key}).status_code == 404


def test_with_every_question_answered_the_cells_come_next(officer: Browser, draft: Work) -> None:
    asked = answer(officer, draft, "all", "all", "none")
    assert asked.headers["location"].endswith("/o-can-sua")
    assert "Không còn câu hỏi nào." in officer.get(path(draft)).text


def test_leaving_all_open_goes_on_and_keeps_nothing(officer: Browser, draft: Work, office: Office) -> None:
    assert answer(officer, draft).headers["location"].endswith("/o-can-sua")
    assert not kept(office, draft).exists()


def test_a_unit_of_no_list_is_refused_at_its_question_and_the_other_answers_stay(
    officer: Browser, draft: Work, office: Office
) -> None:
    spelling = keys(officer.get(path(draft)).text)[2]
    refused = answer(officer, draft, "1", None, "other", **{f"t.{spelling}": "Xã Không Có"})
    assert refused.status_code == 422
    assert "“Xã Không Có” không có trong danh sách đơn vị" in refused.text
    assert "resolve.yaml" not in refused.text
    assert f'href="#q-{spelling}"' in refused.text
    assert [q.keep for q in load_answered(kept(office, draft)).duplicates] == ["1"]
    assert answer(officer, draft, None, "other").status_code == 422  # without a name


def test_an_answer_whose_file_has_changed_is_told_and_stops_the_run_until_it_is_dropped(
    officer: Browser, draft: Work, office: Office, tmp_path: Path
) -> None:
    answer(officer, draft, "1", "all", "none")
    book = openpyxl.load_workbook(SAMPLE)
    book["Cá nhân"]["B49"] = "Một người khác"
    book.save(tmp_path / SAMPLE.name)
    draft = add_files(office, draft, tmp_path / SAMPLE.name)
    page = officer.get(path(draft))
    assert page.status_code == 200
    assert "1 câu trả lời không còn dùng được vì các tệp đã thay đổi" in page.text
    assert "B49 nay ghi “Một người khác”" in page.text
    assert "--write-resolve" not in page.text
    cells = officer.get(f"/luot-xet/{draft.id}/o-can-sua")
    assert cells.status_code == 422
    assert f'href="{path(draft)}"' in cells.text
    stale = load_answered(kept(office, draft)).duplicates[0].key
    assert officer.post(path(draft, "/bo"), data={"key": stale}).status_code == 303
    assert "Đã trả lời (2)" in officer.get(path(draft)).text
    assert officer.get(f"/luot-xet/{draft.id}/o-can-sua").status_code == 200


def test_answers_for_another_plan_are_old(officer: Browser, draft: Work, office: Office) -> None:
    answer(officer, draft, "1", "all", "none")
    office.works.keep(draft, rulebook="vinh-chau-2021")
    assert "3 câu trả lời không còn dùng được" in officer.get(path(draft)).text


def test_what_was_submitted_is_settled_no_more(officer: Browser, draft: Work, office: Office) -> None:
    answer(officer, draft, "1")
    office.works.move(draft, "submitted")
    assert answer(officer, draft, None, "1").status_code == 409
    key = load_answered(kept(office, draft)).duplicates[0].key
    assert officer.post(path(draft, "/bo"), data={"key": key}).status_code == 409
    assert "Bỏ câu trả lời này" not in officer.get(path(draft)).text


def test_of_three_copies_two_may_stay(officer: Browser, draft: Work, office: Office, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book["Cá nhân"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(51, column).value = sheet.cell(49, column).value
    book.save(tmp_path / SAMPLE.name)
    draft = add_files(office, draft, tmp_path / SAMPLE.name)
    key = keys(officer.get(path(draft)).text)[0]
    assert "3 dòng trùng nhau" in officer.get(path(draft)).text
    assert officer.post(path(draft), data={f"a.{key}": "some", f"n.{key}": ["3", "1"]}).status_code == 303
    assert load_answered(kept(office, draft)).duplicates[0].keep == "1, 3"
    assert "Chỉ xét: " in officer.get(path(draft)).text


def test_a_hostile_answer_is_refused_as_the_command_refuses_it(officer: Browser, draft: Work, office: Office) -> None:
    for said in ("9", "0", "1\n  keep: 2", '"', "../../x", "all, 1"):
        assert answer(officer, draft, said).status_code == 422, said
        assert not kept(office, draft).exists()


def test_what_differs_is_marked_and_every_row_has_its_cell(officer: Browser, draft: Work) -> None:
    page = officer.get(path(draft)).text
    second = page[page.index("“Nguyễn Tấn Lực”") :]
    assert "ninh-thuan-2023.xlsx!Cá nhân!B37" in second
    assert "ninh-thuan-2023.xlsx!Cá nhân!B50" in second
    assert re.search(r'<tr class="differs"><th scope="row">[^<]+<span class="tag">khác</span></th>'
                     r"<td>Nguyễn Tấn Lực</td><td>Nguyễn Tấn Lục</td>", second)  # fmt: skip
    assert "Năm sinh: 1967" in second[: second.index("</section>")]


def test_a_spelling_that_was_left_is_not_asked_again_by_the_command_either(tmp_path: Path) -> None:
    checked = check_files((SAMPLE,), "ninh-thuan-2023", None, None, {})
    text = resolution_text(checked.rulebook, (), checked.spellings).replace('"?"\n', "none\n")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    again = check_files((SAMPLE,), "ninh-thuan-2023", None, None, {}, resolve=tmp_path / "c.yaml")
    assert (len(checked.spellings), len(again.spellings)) == (1, 0)


# ---- in a browser -----------------------------------------------------------------------------------------------


def sample_at_settling(seen: Seen) -> Any:
    page = seen.page
    page.get_by_role("button", name=re.compile("Thử với dữ liệu mẫu|Try with sample")).click()
    page.get_by_role("link", name=re.compile("^(Trùng, cách viết|Copies)$")).click()
    return page


@in_chromium
def test_settling_in_a_browser(chromium: Chromium, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = sample_at_settling(seen)
    seen.look("settling")
    assert seen.main() == "Lưu và tiếp tục"
    page.locator("section.question").nth(0).get_by_label(re.compile("Xét bản 1")).check()
    page.locator("section.question").nth(1).get_by_label(re.compile("2 trường hợp khác nhau")).check()
    page.locator("main .main").click()
    assert "Còn 1 câu hỏi" in page.inner_text("main")
    seen.look("settling-half")
    page.get_by_label("Là “Xã Phước Vinh”.").check()
    page.locator("main .main").click()
    page.get_by_role("link", name="Trùng, cách viết", exact=True).click()
    seen.look("settling-done")
    assert seen.main() == "Tiếp tục"
    page.get_by_role("button", name="English").click()
    seen.look("en-settling-done")


@in_chromium
def test_settling_without_javascript_by_keyboard_at_320_pixels(chromium: Chromium, served: Served) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{served.address}/vao/{served.office.sessions.launch('an', 'officer')}")
    sample_at_settling(Seen(page))
    page.locator("section.question input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Còn 2 câu hỏi")
    assert page.locator("main").bounding_box()["width"] <= 320  # type: ignore[index]
