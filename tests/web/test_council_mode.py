"""The council in a real browser: ties on the wall by arrow keys, what is typed kept, a decision by keyboard alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.web.works import Work

from .browser import WIDE, Seen, in_chromium, opened
from .conftest import PASSWORD, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_chromium


@pytest.fixture
def submitted(served: Served, sample_results: Path) -> Work:
    work = served.office.works.new("an", "Sơ kết ba năm")
    shutil.copytree(sample_results, served.office.works.folder(work) / "results-1")
    return served.office.works.move(work, "submitted", rulebook="ninh-thuan-2023", results="results-1")


def at(served: Served, work: Work, rest: str = "") -> str:
    return f"{served.address}/luot-xet/{work.id}/hoi-dong{rest}"


def heading(page: Page) -> str:
    return page.inner_text("h1")


def test_ties_are_shown_one_by_one_and_keys_go_between_them(
    chromium: Browser, served: Served, submitted: Work
) -> None:
    seen = opened(chromium, served, "auditor", "chi")
    page = seen.page
    page.goto(at(served, submitted))
    assert page.locator("textarea, button.main").count() == 0  # an auditor looks
    seen.look("council-read")
    page.get_by_role("link", name="Trình chiếu từng nhóm").click()
    assert heading(page) == "1 suất cho 2 trường hợp: chọn đúng 1, ghi lý do"
    said = page.inner_text("main")
    for told in ("Tập thể, mục IV.3", "Thuộc diện chú trọng: đạt", "Điểm: 89", "ưu tiên nữ và tập thể có từ 70 % nữ",
                 "Điều 5 khoản 2", "thuộc diện: 71 V13", "không thuộc diện: 42 V36", "79 điểm W13", "80 điểm W36",
                 "UBND huyện Ninh Hải · Xã Hộ Hải", "Tập thể, dòng 13"):  # fmt: skip
        assert told in said.replace("\xa0", " "), told
    seen.look("show-1")
    assert seen.main() == "Nhóm sau →"
    for key, told in (
        ("ArrowRight", "2 suất cho 3 trường hợp"), ("ArrowRight", "0 nhóm đã ghi, 2 nhóm còn mở"),
        ("ArrowRight", "0 nhóm đã ghi"), ("ArrowLeft", "2 suất"), ("Home", "1 suất"), ("ArrowLeft", "1 suất"),
        ("End", "0 nhóm đã ghi"),
    ):  # fmt: skip
        page.keyboard.press(key)
        page.wait_for_load_state("load")
        page.locator("h1", has_text=told).wait_for(timeout=5000)
    seen.look("show-summary")
    page.go_back()
    page.keyboard.press("Escape")
    page.wait_for_url(at(served, submitted))
    assert seen.complaints == []


def test_two_or_three_level_are_read_from_afar_without_scrolling(
    chromium: Browser, served: Served, submitted: Work
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    for slide in (1, 2):
        page.goto(at(served, submitted, f"/trinh-chieu?nhom={slide}"))
        box = page.locator(".cards").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= WIDE["height"]
        small = page.evaluate("""() => [...document.querySelectorAll('.show *')].filter(e => !e.closest('.keys')
            && e.innerText && parseFloat(getComputedStyle(e).fontSize) < 24).map(e => e.outerHTML.slice(0, 80))""")
        assert small == []
        tops = [card.bounding_box()["y"] for card in page.locator(".cards .card").all()]  # type: ignore[index]
        assert len(set(tops)) == 1  # side by side
    for width in (320, 390):
        for rest in ("", "/trinh-chieu?nhom=1", "/trinh-chieu?nhom=2", "/trinh-chieu?nhom=3"):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(at(served, submitted, rest))
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (width, rest)


def test_what_the_secretary_types_is_kept_at_once_and_nothing_is_decided_by_it(
    chromium: Browser, served: Served, submitted: Work
) -> None:
    seen = opened(chromium, served, "council", "binh")
    page = seen.page
    page.goto(at(served, submitted, "/trinh-chieu?nhom=1"))
    card = page.locator("article", has_text="xã Hộ Hải")
    card.get_by_label("Chọn", exact=True).check()
    page.locator("#kept", has_text="Đã giữ nháp lúc").wait_for()
    reason = card.get_by_label("Lý do (bắt buộc)")
    reason.fill("Tỷ lệ nữ 71 %")
    reason.press("ArrowRight")  # in a field the key is the field's
    assert heading(page).startswith("1 suất")
    reason.press("Escape")  # out of the field, and not away
    assert heading(page).startswith("1 suất")
    page.keyboard.press("ArrowRight")
    page.locator("h1", has_text="2 suất").wait_for()
    seen.look("show-form")
    page.keyboard.press("End")
    page.locator("h1", has_text="0 nhóm đã ghi").wait_for()
    assert "Nháp, chưa ghi: đã chọn 1/1: Nhân dân và cán bộ xã Hộ Hải" in page.inner_text("main")
    seen.look("show-summary-draft")
    assert seen.main() == "Đến chỗ ghi quyết định"
    page.locator("main .main").click()
    assert page.input_value('[id="reason.6"]') == "Tỷ lệ nữ 71 %"
    assert page.is_checked('input[name="decision.6"][value="choose"]')
    # Reloaded, and from another machine: still there, and still no decision.
    other = opened(chromium, served, "council", "lan")
    other.page.goto(at(served, submitted))
    assert other.page.input_value('[id="reason.6"]') == "Tỷ lệ nữ 71 %"
    assert "Bản nháp do binh sửa lúc" in other.page.inner_text("#kept")
    found = served.office.works.find(submitted.id)
    assert found is not None
    assert (found.state, found.details.results) == ("submitted", "results-1")
    assert seen.complaints == []


def test_by_keyboard_alone_from_signing_in_to_a_recorded_decision(
    chromium: Browser, served: Served, submitted: Work
) -> None:
    served.office.accounts.add("binh", "council", PASSWORD)
    page = chromium.new_context(locale="vi-VN").new_page()
    seen = Seen(page)
    page.goto(f"{served.address}/dang-nhap")
    keys = Keys(page)
    keys.to("#name").type("binh")
    keys.to("#password").type(PASSWORD).press("Enter")
    page.wait_for_url(re.compile("luot-xet$"))
    keys.to("main a").press("Enter")
    page.wait_for_url(re.compile("ket-qua$"))
    keys.to("nav.steps a[href$='hoi-dong']").press("Enter")
    page.wait_for_url(re.compile("hoi-dong$"))
    keys.to("a[href$='trinh-chieu']").press("Enter")
    page.wait_for_url(re.compile("trinh-chieu$"))
    for slide, (chosen, passed) in enumerate((((6,), (29,)), ((55, 56), (57,))), 1):
        for number in sorted((*chosen, *passed)):
            keys.to(f'input[name="decision.{number}"]').press("ArrowRight")
            if number in passed:
                keys.press("ArrowRight")
            keys.to(f'[id="reason.{number}"]').type("Thành tích hơn")
            keys.to(f'[id="by.{number}"]').type("Trần Văn Bình")
            keys.to(f'[id="agree.{number}"]').type("5")
            keys.to(f'[id="against.{number}"]').type("0")
        keys.press("Escape").press("ArrowRight")
        page.wait_for_url(re.compile(f"nhom={slide + 1}$"))
    assert "đã chọn 2/2: Nguyễn Hữu Phước, Katơr Thị Sinh" in page.inner_text("main")
    keys.to("main .button.main").press("Enter")
    page.wait_for_url(re.compile("hoi-dong#session$"))
    keys.to("form.council button.main").press("Enter")  # the session's day and chair are still missing
    page.wait_for_selector("[role=alert]")
    assert "Chưa ghi ngày họp" in page.inner_text("[role=alert]")
    assert page.evaluate("document.activeElement.id") == "held_on"
    assert all("422" in complaint for complaint in seen.complaints)
    seen.complaints.clear()
    seen.look("council-refused")
    page.locator("#held_on").focus()
    keys.type("20/10/2023")
    keys.to("#chair").type("Nguyễn Thị Chủ")
    keys.to("form.council button.main").press("Enter")
    page.get_by_text("Phiên 1, ngày 20/10/2023, chủ trì: Nguyễn Thị Chủ").wait_for()
    assert "Mọi nhóm đồng hạng đã ghi." in page.inner_text("main")
    assert "binh ghi" in page.inner_text("main")
    seen.look("council-recorded")
    page.goto(at(served, submitted, "/trinh-chieu"))
    assert heading(page) == "1 suất cho 2 trường hợp: đã ghi ở phiên 1"
    assert "Chọn – Thành tích hơn (Trần Văn Bình) · 5 đồng ý, 0 không" in page.inner_text("main")
    seen.look("show-settled")
    keys.press("End")
    page.locator("h1", has_text="2 nhóm đã ghi, 0 nhóm còn mở").wait_for()
    seen.look("show-summary-settled")
    found = served.office.works.find(submitted.id)
    assert found is not None
    assert found.state == "decided"


class Keys:
    """Nothing but a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> Keys:
        """Tab until what is wanted has the focus."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return self
        raise AssertionError(f"no key leads to {selector}")

    def press(self, key: str) -> Keys:
        self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Keys:
        self.page.keyboard.type(text)
        return self


def test_all_of_it_works_without_javascript(chromium: Browser, served: Served, submitted: Work) -> None:
    page = chromium.new_context(java_script_enabled=False, locale="vi-VN").new_page()
    page.goto(f"{served.address}/vao/{served.office.sessions.launch('binh', 'council')}")
    page.goto(at(served, submitted, "/trinh-chieu"))
    for number, choice in ((6, "choose"), (29, "pass")):
        page.check(f'input[name="decision.{number}"][value="{choice}"]')
        page.fill(f'[id="reason.{number}"]', "Thành tích hơn")
        page.fill(f'[id="by.{number}"]', "Trần Văn Bình")
    page.get_by_role("button", name="Nhóm sau →").click()
    assert heading(page).startswith("2 suất")
    page.get_by_role("button", name="Tổng kết →").click()
    assert "đã chọn 1/1" in page.inner_text("main")
    page.get_by_role("link", name="Đến chỗ ghi quyết định").click()
    page.get_by_role("button", name="Thêm dòng").click()
    assert page.locator('[id="who.change.2"]').count() == 1
    page.fill('[id="who.change.2"]', "1.")
    page.fill("#held_on", "20/10/2023")
    page.fill("#chair", "Nguyễn Thị Chủ")
    page.get_by_role("button", name="Ghi quyết định").click()
    assert "“1.” không có trong trang “Danh sách”" in page.inner_text("[role=alert]")
    assert page.evaluate("document.activeElement.id") == "who.change.2"
    page.fill('[id="who.change.2"]', "")
    page.get_by_role("button", name="Ghi quyết định").click()
    assert "Phiên 1, ngày 20/10/2023" in page.inner_text("main")
    assert page.locator("article").count() == 3  # the other tie is still open


def test_the_council_reads_english_too(chromium: Browser, served: Served, submitted: Work) -> None:
    seen = opened(chromium, served, "council", "binh")
    page = seen.page
    page.get_by_role("button", name="English").click()
    page.goto(at(served, submitted))
    assert "Seats for 1 of 2 candidates: choose exactly 1, say why" in page.inner_text("main")
    page.locator("main .main").click()
    assert "The day of the session is missing" in page.inner_text("[role=alert]")
    seen.complaints.clear()
    page.goto(at(served, submitted, "/trinh-chieu"))
    words = page.inner_text("main")
    for vietnamese in ("Luật", "suất", "điểm", "Điểm", "Nhóm", "thuộc diện", "đạt"):
        assert vietnamese not in words.replace("Bảng điểm", ""), vietnamese
    seen.look("show-en")
