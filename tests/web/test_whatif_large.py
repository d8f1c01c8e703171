"""“Nếu khác đi” of a large run is worked out by a process of its own, a few at a time; a huge one is told how else."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx2 as httpx
import pytest

from engine.web.office import Office
from engine.web.works import Work

from .conftest import Browser

ASK = "?field=dossier_received&value=30%2F10%2F2023"


def settled(officer: Browser, address: str) -> httpx.Response:
    """As somebody looks who reloads the page until the answer is there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = officer.get(address)
        assert answer.status_code in (200, 422)
        if "hx-sse:connect" not in answer.text:
            return answer
        time.sleep(0.1)
    raise AssertionError(address)


def body(answer: httpx.Response) -> str:
    """The page without what differs between any two answers."""
    text = answer.text[answer.text.index("<main") :]
    return text.replace(answer.headers["content-security-policy"].partition("nonce-")[2].partition("'")[0], "NONCE")


@pytest.mark.parametrize("asked", ["", ASK, "?field=dossier_received&value=kh%C3%B4ng", "?field=%00&value=-%00x"])
def test_a_process_of_its_own_gives_the_same_page(
    asked: str, sign_in: Callable[..., Browser], done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = sign_in("officer")
    address = f"/luot-xet/{done.id}/ket-qua/3/neu-khac{asked}"
    here = officer.get(address)
    monkeypatch.setattr("engine.web.screens.whatif.AT_HAND", 0)
    monkeypatch.setattr("engine.web.asking.asked", None)  # not in this process
    apart = settled(officer, address)
    assert apart.status_code == here.status_code
    assert body(apart) == body(here)


def test_it_is_asked_once_and_twenty_at_once_are_answered_in_turn(
    sign_in: Callable[..., Browser], office: Office, done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.web.screens.whatif.AT_HAND", 0)
    monkeypatch.setattr("engine.web.screens.asking.AT_ONCE", 0.0)
    officer = sign_in("officer")
    addresses = [f"/luot-xet/{done.id}/ket-qua/{n}/neu-khac" for n in range(4)]
    for address in (*addresses, *addresses):
        waiting = officer.get(address)
        assert (waiting.status_code, "hx-sse:connect" in waiting.text) == (200, True)
    questions = list(office.questions._kept.values())
    assert len(questions) == 4
    assert sum(question.process is not None for question in questions) <= 2
    assert all("hx-sse:connect" not in settled(officer, address).text for address in addresses)


def test_nothing_is_asked_again_by_looking_where_nothing_came_of_it(
    sign_in: Callable[..., Browser], office: Office, done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = office.works.results(done)
    assert folder is not None
    (folder / "record.zip").write_bytes(b"damaged")
    monkeypatch.setattr("engine.web.screens.whatif.AT_HAND", 0)
    officer = sign_in("officer")
    address = f"/luot-xet/{done.id}/ket-qua/3/neu-khac"
    refused = settled(officer, address)
    assert "record.zip" in refused.text
    assert "again=1" in refused.text
    before = list(office.questions._kept.values())
    assert "record.zip" in officer.get(address).text
    assert list(office.questions._kept.values()) == before


def test_a_huge_run_is_told_how_else(
    sign_in: Callable[..., Browser], done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.web.screens.whatif.MOST", 3)
    answer = sign_in("officer").get(f"/luot-xet/{done.id}/ket-qua/3/neu-khac")
    assert answer.status_code == 422
    assert "xetkhen whatif" in answer.text
