"""Somebody's own account: where they are signed in, out elsewhere, a new password."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from engine.web.office import Office

from .browser import in_chromium, opened
from .conftest import PASSWORD, Browser, Clock, Served
from .test_signing_in import signing, token_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

NEW = "một câu khác hẳn 88"


@pytest.fixture
def an(nobody: Browser, office: Office) -> Browser:
    office.accounts.add("an", "officer", PASSWORD)
    nobody.token = token_of(signing(nobody, "an", PASSWORD))
    return nobody


def changed(browser: Browser, old: str, new: str, again: str | None = None) -> int:
    data = {"old": old, "new": new, "again": new if again is None else again}
    answer = browser.post("/tai-khoan/mat-khau", data=data)
    if answer.status_code == 303:
        browser.token = token_of(answer)
    return answer.status_code


def test_a_new_password_lets_in_and_the_old_one_does_not(an: Browser, office: Office) -> None:
    before = an.token
    elsewhere = office.sessions.begin("an", "officer", "vi", "192.0.2.7")
    assert changed(an, PASSWORD, NEW) == 303
    assert office.accounts.verify("an", NEW) == "officer"
    assert office.accounts.verify("an", PASSWORD) is None
    assert an.get("/luot-xet").status_code == 200
    assert office.sessions.find(before) is None
    assert office.sessions.find(elsewhere) is None


@pytest.mark.parametrize(
    ("old", "new", "again", "status"),
    [
        ("sai mật khẩu rồi 9", NEW, NEW, 403), (PASSWORD, NEW, "một câu khác nữa 88", 422),
        (PASSWORD, "ngắn", "ngắn", 422),
        (PASSWORD, "matkhaumatkhaumatkhau", "matkhaumatkhaumatkhau", 422), ("", NEW, NEW, 403),
    ],
)  # fmt: skip
def test_a_password_is_not_changed_by_who_does_not_know_it_or_for_a_weak_one(
    old: str, new: str, again: str, status: int, an: Browser, office: Office
) -> None:
    assert changed(an, old, new, again) == status
    assert office.accounts.verify("an", PASSWORD) == "officer"
    assert an.get("/tai-khoan").status_code == 200


def test_the_present_password_cannot_be_guessed_here_either(an: Browser) -> None:
    codes = [changed(an, f"sai mật khẩu rồi {n}", NEW) for n in range(6)]
    assert codes == [403] * 5 + [429]


def test_signing_out_elsewhere_leaves_this_one_and_other_people(an: Browser, office: Office) -> None:
    elsewhere = [office.sessions.begin("an", "officer", "vi", f"192.0.2.{n}") for n in range(3)]
    other = office.sessions.begin("binh", "officer", "vi", "192.0.2.9")
    seen = an.get("/tai-khoan").text
    assert all(f"192.0.2.{n}" in seen for n in range(3))
    assert "192.0.2.9" not in seen
    assert "Đã đăng xuất ở 3 nơi khác." in an.post("/tai-khoan/dang-xuat-noi-khac").text
    assert [office.sessions.find(token) for token in elsewhere] == [None] * 3
    assert office.sessions.find(other) is not None
    assert an.get("/luot-xet").status_code == 200


def test_what_is_over_is_not_listed(an: Browser, office: Office, clock: Clock) -> None:
    office.sessions.begin("an", "officer", "vi", "192.0.2.1")
    clock.pass_(minutes=25)
    assert an.get("/luot-xet").status_code == 200
    clock.pass_(minutes=10)
    assert "192.0.2.1" not in an.get("/tai-khoan").text


def test_who_came_by_the_link_has_no_password_to_change(sign_in: Callable[..., Browser]) -> None:
    officer = sign_in("officer", "launched")
    assert 'name="old"' not in officer.get("/tai-khoan").text
    assert changed(officer, PASSWORD, NEW) == 404


@in_chromium
def test_the_screen_at_both_widths(chromium: Chromium, served: Served) -> None:
    served.office.accounts.add("nguyễn.an", "officer", PASSWORD)
    seen = opened(chromium, served, "officer", "nguyễn.an")
    seen.page.goto(f"{served.address}/tai-khoan")
    seen.look("account")
    assert seen.main() == "Đổi mật khẩu"
    seen.page.fill("#old", PASSWORD)
    seen.page.fill("#new", NEW)
    seen.page.fill("#again", NEW)
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")
    assert served.office.accounts.verify("nguyễn.an", NEW) == "officer"
    seen.page.context.close()
