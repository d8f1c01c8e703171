"""Signing in, attacked: names typed otherwise, many addresses, a role that changed, what the log says of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.problems import UnusableInput
from engine.web import Config
from engine.web.accounts import weakness
from engine.web.addresses import network
from engine.web.office import Office
from engine.web.screens.signin import Gate

from .conftest import PASSWORD, Browser
from .test_signing_in import signing, token_of


def test_a_name_typed_with_loose_accents_is_the_same_account(nobody: Browser, office: Office) -> None:
    office.accounts.add("nguyễn.ân", "officer", PASSWORD)
    loose = unicodedata.normalize("NFD", " nguyễn.ân ")
    session = office.sessions.find(token_of(signing(nobody, loose, PASSWORD)))
    assert session is not None
    assert session.name == "nguyễn.ân"


def test_disabling_ends_the_session_of_a_name_typed_otherwise(nobody: Browser, office: Office) -> None:
    office.accounts.add("nguyễn", "officer", PASSWORD)
    nobody.token = token_of(signing(nobody, unicodedata.normalize("NFD", "nguyễn"), PASSWORD))
    assert nobody.get("/luot-xet").status_code == 200
    office.accounts.disable("nguyễn")
    assert nobody.get("/luot-xet").status_code == 303


@pytest.mark.parametrize("written", ["an", "AN", " an", "an  ", "\tan"])
def test_one_account_is_counted_however_it_is_written(written: str, nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    for _ in range(5):
        signing(nobody, "an", "sai mật khẩu rồi 9")
    assert signing(nobody, written, PASSWORD).status_code == 429  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("fe80::1%eth0", "fe80::/64"), ("testclient", "testclient"), ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_counted_with_all_that_its_line_has(address: str, expected: str) -> None:
    assert network(address) == expected


def test_one_address_cannot_lock_somebody_out_elsewhere() -> None:
    gate = Gate()
    for n in range(40):
        if gate.open("an", f"2001:db8::{n}"):
            gate.failed("an", f"2001:db8::{n}")
    assert not gate.open("an", "2001:db8::99")
    assert gate.open("an", "192.0.2.8")


def test_many_addresses_together_are_held_to_thirty_a_minute() -> None:
    gate, tried = Gate(), 0
    for n in range(100):
        if gate.open("an", f"192.0.2.{n}"):
            gate.failed("an", f"192.0.2.{n}")
            tried += 1
    assert tried == 30


def test_twenty_officers_behind_one_address_come_in_at_once(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    codes = {signing(nobody, "an", PASSWORD).status_code for _ in range(25)}  # type: ignore[attr-defined]
    assert codes == {303}


def test_a_changed_role_ends_what_was_signed_in(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    nobody.token = token_of(signing(nobody, "an", PASSWORD))
    office.accounts.set_role("an", "auditor")
    assert nobody.get("/luot-xet").status_code == 303
    nobody.token = token_of(signing(nobody, "an", PASSWORD))
    assert nobody.get("/nhat-ky").status_code == 200


def test_an_account_is_let_in_again(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    office.accounts.disable("an")
    assert signing(nobody, "an", PASSWORD).status_code == 403  # type: ignore[attr-defined]
    office.accounts.enable("an")
    assert signing(nobody, "an", PASSWORD).status_code == 303  # type: ignore[attr-defined]


def test_who_came_in_and_whose_password_was_guessed_is_noted(nobody: Browser, office: Office) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    signing(nobody, "an", "sai mật khẩu rồi 9")
    signing(nobody, "an", PASSWORD)
    signing(nobody, "mật khẩu trong ô tên", "x")
    assert [(line.name, line.role, line.route, line.status) for line in office.log.lines()] == [
        ("", "", "sign_in_post", 403), ("an", "officer", "sign_in_post", 303), ("an", "", "sign_in_post", 403),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "back", ["https://evil.example/x", "//evil.example", "/\\evil.example", "http://[", "javascript:alert(1)", "",
             "\\\\e"],
)  # fmt: skip
def test_the_way_back_stays_here(back: str, sign_in: Callable[..., Browser]) -> None:
    answer = sign_in("officer").post("/ngon-ngu", data={"lang": "en", "back": back})
    assert answer.status_code == 303
    assert answer.headers["location"] in ("/", "/x")


@pytest.mark.parametrize("size", [3_000_000, 60_000_000])
def test_nobody_fills_the_memory_before_signing_in(size: int, nobody: Browser) -> None:
    assert nobody.post("/dang-nhap", data={"name": "a" * size, "password": "x"}).status_code == 413


def test_a_certificate_and_its_key_go_together(tmp_path: Path) -> None:
    """With one alone, everything would go over the line in clear and look as if it did not."""
    with pytest.raises(UnusableInput, match="go together"):
        Config(tmp_path, certificate=tmp_path / "c.pem")
    with pytest.raises(UnusableInput, match="go together"):
        Config(tmp_path, key=tmp_path / "k.pem")


def test_on_every_address_the_name_must_be_said(tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    with pytest.raises(UnusableInput, match="--name"):
        Config(tmp_path, "0.0.0.0", certificate=certificate, key=key)
    names = ("XetKhen.example.vn", "other.example.vn:443")
    named = Config(tmp_path, "0.0.0.0", 8443, names, certificate, key)
    assert {"xetkhen.example.vn:8443", "other.example.vn", "other.example.vn:443"} <= named.authorities
    assert "xetkhen.example.vn" not in named.authorities


@pytest.mark.parametrize(
    ("name", "allowed"), [("an", True), ("hẳn", True), ("một", True), ("khác", False), ("Khac.han", False)]
)
def test_a_short_name_may_be_part_of_a_sentence(name: str, allowed: bool) -> None:  # of the table
    assert (weakness(name, "một câu khác hẳn 88") is None) == allowed
