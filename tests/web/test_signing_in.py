"""Accounts, passwords, sessions, launch links: by the test's own clock."""

from __future__ import annotations

import statistics
import time
import unicodedata
from collections.abc import Callable

import pytest

from engine.problems import UnusableInput
from engine.web.accounts import weakness
from engine.web.office import Office
from engine.web.visit import COOKIE

from .conftest import PASSWORD, Browser, Clock


def token_of(answer: object) -> str:
    header = answer.headers["set-cookie"]  # type: ignore[attr-defined]
    assert header.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=strict"} <= {part.strip() for part in header.split(";")}
    return str(header.split(";")[0].removeprefix(f"{COOKIE}="))


def signing(browser: Browser, name: str, password: str) -> object:
    return browser.post("/dang-nhap", data={"name": name, "password": password})


def test_the_right_password_lets_in(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    answer = signing(nobody, "an", PASSWORD)
    nobody.token = token_of(answer)
    assert nobody.get("/luot-xet").status_code == 200


def test_a_password_is_the_same_however_it_was_composed(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", unicodedata.normalize("NFD", PASSWORD))
    assert signing(nobody, "an", unicodedata.normalize("NFC", PASSWORD)).status_code == 303  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "password"), [("an", "sai mật khẩu rồi 9"), ("binh", PASSWORD), ("", ""), ("an", "")])
def test_a_wrong_one_does_not(name: str, password: str, nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    answer = signing(nobody, name, password)
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert "set-cookie" not in answer.headers  # type: ignore[attr-defined]
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text  # type: ignore[attr-defined]


def test_the_sixth_try_in_a_minute_has_to_wait_even_with_the_right_password(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    tries = [signing(nobody, "an", "sai mật khẩu rồi 9").status_code for _ in range(5)]  # type: ignore[attr-defined]
    assert tries == [403] * 5
    sixth = signing(nobody, "AN", PASSWORD)
    assert sixth.status_code == 429  # type: ignore[attr-defined]
    assert sixth.headers["retry-after"] == "60"  # type: ignore[attr-defined]


def test_one_address_cannot_try_many_accounts(nobody: Browser) -> None:
    codes = [signing(nobody, f"ai-{n}", "sai mật khẩu rồi 9").status_code for n in range(21)]  # type: ignore[attr-defined]
    assert codes == [403] * 20 + [429]


def test_who_is_not_there_is_refused_as_slowly(office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)

    def took(name: str) -> float:
        begun = time.process_time()
        assert office.accounts.verify(name, "sai mật khẩu rồi 9") is None
        return time.process_time() - begun

    there = statistics.median(took("an") for _ in range(5))
    absent = statistics.median(took("binh") for _ in range(5))
    assert 0.5 < absent / there < 2


@pytest.mark.parametrize(
    "password",
    ["ngắn quá", "123456789012345", "matkhaumatkhaumatkhau", "aaaaaaaaaaaaaaaaaaa", "nguyenvanan2026!",
     "Xây Dựng Nông Thôn Mới",
     "x" * 300, "               ", "qwertyuiopasdfghjkl"],
)  # fmt: skip
def test_an_easy_password_is_refused(password: str, office: Office) -> None:
    with pytest.raises(UnusableInput):
        office.accounts.add("nguyenvanan", "officer", password)
    assert office.accounts.all() == []


def test_a_sentence_is_a_good_password() -> None:
    assert weakness("an", "con trâu đi trước cái cày") is None


@pytest.mark.parametrize("name", ["", "a b", "a" * 65, "../x", "<b>"])
def test_a_strange_name_is_refused(name: str, office: Office) -> None:
    with pytest.raises(UnusableInput):
        office.accounts.add(name, "officer", PASSWORD)


def test_a_name_is_taken_once(office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    with pytest.raises(UnusableInput, match="an"):
        office.accounts.add("an", "council", PASSWORD)


def test_half_an_hour_without_a_request_ends_a_session(sign_in: Callable[..., Browser], clock: Clock) -> None:
    officer = sign_in("officer")
    clock.pass_(minutes=29)
    assert officer.get("/luot-xet").status_code == 200
    clock.pass_(minutes=29)
    assert officer.get("/luot-xet").status_code == 200
    clock.pass_(minutes=31)
    assert officer.get("/luot-xet").headers["location"] == "/dang-nhap"


def test_ten_hours_end_it_however_busy(sign_in: Callable[..., Browser], clock: Clock) -> None:
    officer = sign_in("officer")
    for _ in range(30):
        clock.pass_(minutes=20)
        assert officer.get("/luot-xet").status_code == 200
    clock.pass_(minutes=1)
    assert officer.get("/luot-xet").status_code == 303


def test_signing_out_ends_it_for_that_token(sign_in: Callable[..., Browser]) -> None:
    officer = sign_in("officer")
    assert officer.post("/dang-xuat").status_code == 303
    assert officer.get("/luot-xet").headers["location"] == "/dang-nhap"


def test_signing_in_gives_a_new_token_and_the_old_one_is_worth_nothing(
    sign_in: Callable[..., Browser], office: Office
) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    browser = sign_in("auditor")
    old = browser.token
    new = token_of(signing(browser, "an", PASSWORD))
    assert new != old
    assert office.sessions.find(old) is None


def test_disabling_signs_out_and_keeps_out(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    nobody.token = token_of(signing(nobody, "an", PASSWORD))
    office.accounts.disable("an")
    assert nobody.get("/luot-xet").status_code == 303
    assert signing(nobody, "an", PASSWORD).status_code == 403  # type: ignore[attr-defined]


def test_the_database_holds_neither_token_nor_password(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    token = token_of(signing(nobody, "an", PASSWORD))
    office.store.rows("pragma wal_checkpoint(truncate)")
    kept = office.store.path.read_bytes()
    assert token.encode() not in kept
    assert PASSWORD.encode() not in kept
    assert b"$argon2id$" in kept


def test_a_launch_link_is_good_once(nobody: Browser, office: Office) -> None:
    link = f"/vao/{office.sessions.launch('root', 'officer')}"
    assert token_of(nobody.get(link, headers={"sec-fetch-site": "none"}))
    assert nobody.get(link).status_code == 403


def test_a_launch_link_is_good_for_ten_minutes(nobody: Browser, office: Office, clock: Clock) -> None:
    link = f"/vao/{office.sessions.launch('root', 'officer')}"
    clock.pass_(minutes=11)
    assert nobody.get(link).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000, "../../x", "' or 1=1 --"])
def test_a_made_up_token_opens_nothing(token: str, nobody: Browser, office: Office) -> None:
    assert office.sessions.find(token) is None
    nobody.token = token.encode("ascii", "ignore").decode()
    assert nobody.get("/luot-xet").status_code == 303


@pytest.mark.parametrize("back", ["//evil.example/x", "https://evil.example/", "javascript:alert(1)", "\\\\evil", ""])
def test_choosing_a_language_leads_nowhere_else(back: str, sign_in: Callable[..., Browser]) -> None:
    answer = sign_in("officer").post("/ngon-ngu", data={"lang": "en", "back": back})
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith("//")


def test_the_page_speaks_the_chosen_language(sign_in: Callable[..., Browser]) -> None:
    officer = sign_in("officer")
    assert '<html lang="vi">' in officer.get("/luot-xet").text
    officer.post("/ngon-ngu", data={"lang": "en", "back": "/luot-xet"})
    text = officer.get("/luot-xet").text
    assert '<html lang="en">' in text
    assert "New run" in text
