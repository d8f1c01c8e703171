"""The access log: complete, silent about values, and any altered line is found."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence

import pytest

from engine.web.accesslog import _Note
from engine.web.office import Office
from engine.web.works import Work

from .conftest import Browser


def test_every_request_of_somebody_signed_in_is_noted_without_values(
    sign_in: Callable[..., Browser], done: Work, office: Office
) -> None:
    sign_in("officer").get(f"/luot-xet/{done.id}/ket-qua?search=Nguyễn")
    sign_in("council").get(f"/luot-xet/{done.id}/ket-qua")
    lines = office.log.lines()
    assert [(line.name, line.route, line.object, line.status) for line in lines] == [
        ("a-council", "results", done.id, 404),
        ("a-officer", "results", done.id, 200),
    ]
    office.store.rows("pragma wal_checkpoint(truncate)")
    assert "Nguyễn".encode() not in office.store.path.read_bytes()


def test_a_refused_guess_is_noted_too(nobody: Browser, office: Office) -> None:
    nobody.post("/dang-nhap", data={"name": "an", "password": "bí mật của tôi 12"})
    assert [(line.name, line.route, line.status) for line in office.log.lines()] == [("", "sign_in_post", 403)]


@pytest.mark.parametrize(
    "statement",
    [
        "update access set name = 'khac' where n = 3",
        "update access set status = 500 where n = 1",
        "update access set object = '' where n = 5",
        "update access set at = '2020-01-01T00:00:00+00:00' where n = 2",
        "delete from access where n = 4",
        "update access set n = 99 where n = 5",
        "update access set previous = digest where n = 2",
    ],
)
def test_an_altered_line_is_found(statement: str, sign_in: Callable[..., Browser], done: Work, office: Office) -> None:
    officer = sign_in("officer")
    for _ in range(5):
        officer.get(f"/luot-xet/{done.id}/ket-qua")
    assert office.log.first_fault() is None
    with sqlite3.connect(office.store.path) as other:
        other.execute("drop trigger access_stays")
        other.execute("drop trigger access_remains")
        assert other.execute(statement).rowcount == 1
    other.close()
    assert office.log.first_fault() is not None
    assert "không còn nguyên vẹn" in sign_in("auditor").get("/nhat-ky").text


def test_the_page_itself_cannot_alter_a_line(sign_in: Callable[..., Browser], office: Office) -> None:
    sign_in("officer").get("/luot-xet")
    for statement in ("update access set name = 'x'", "delete from access"):
        with pytest.raises(sqlite3.IntegrityError):
            office.store.change(statement)


def test_many_at_once_are_kept_one_by_one_and_in_one_chain(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    writings: list[int] = []
    first = threading.Event()
    write = office.log._write

    def slow(notes: Sequence[_Note]) -> None:
        writings.append(len(notes))
        if len(writings) == 1:
            first.wait(20)
        write(notes)

    monkeypatch.setattr(office.log, "_write", slow)
    kept: list[bool] = []

    def ask(n: int) -> None:
        office.log.note(f"an-{n}", "officer", "GET", "runs", "", 200)
        kept.append(any(line.name == f"an-{n}" for line in office.log.lines(name=f"an-{n}")))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    while len(office.log._waiting) < 11:
        time.sleep(0.01)
    first.set()
    for thread in threads:
        thread.join()
    assert kept == [True] * 12
    assert writings == [1, 11]  # who waited for the first went together
    assert office.log.first_fault() is None
    assert len(office.log.lines()) == 12


def test_a_writing_that_fails_fails_for_one_and_the_others_try_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = threading.Event()
    tried: list[int] = []
    write = office.log._write

    def failing(notes: Sequence[_Note]) -> None:
        tried.append(len(notes))
        if len(tried) == 1:
            first.wait(20)
        if len(tried) == 2:
            raise sqlite3.OperationalError("disk full")
        write(notes)

    monkeypatch.setattr(office.log, "_write", failing)
    failed: list[int] = []

    def ask(n: int) -> None:
        try:
            office.log.note(f"an-{n}", "officer", "GET", "runs", "", 200)
        except sqlite3.OperationalError:
            failed.append(n)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    while len(office.log._waiting) < 4:
        time.sleep(0.01)
    first.set()
    for thread in threads:
        thread.join()
    assert len(failed) == 1
    assert sorted(line.name for line in office.log.lines()) == sorted(f"an-{n}" for n in range(5) if n not in failed)
    assert office.log.first_fault() is None
