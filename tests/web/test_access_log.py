"""The access log: complete, silent about values, and any altered line is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

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
