"""Connections that ask nothing, ask slowly, or are held open: on a real server with our protocol."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from engine.web import Config, connections, create_app, shield
from engine.web.jobs import Progress
from engine.web.office import open_office
from engine.web.screens import running
from engine.web.visit import COOKIE

from .conftest import Served


@pytest.fixture
def punctual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """As ``serve`` starts it, with little patience."""
    import uvicorn

    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.6)
    monkeypatch.setattr(connections, "MOST_OF_ONE", 12)
    monkeypatch.setattr(shield, "LONGEST_PAUSE", 0.6)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = Config(tmp_path / "served", port=port, ledger=str(tmp_path / "ledger.sqlite"))
    office = open_office(config)
    server = uvicorn.Server(uvicorn.Config(
        create_app(config, office), host="127.0.0.1", port=port, log_level="critical", ws="none",
        http=connections.Punctual, timeout_graceful_shutdown=1,
    ))  # fmt: skip
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    yield Served(config.address, office)
    server.should_exit = True
    thread.join(20)


def connected(served: Served) -> socket.socket:
    port = served.office.config.port
    found = socket.create_connection(("127.0.0.1", port), timeout=10)
    found.settimeout(10)
    return found


def head(served: Served, method: str, path: str, *more: str) -> bytes:
    here = f"127.0.0.1:{served.office.config.port}"
    lines = [f"{method} {path} HTTP/1.1", f"Host: {here}", f"Origin: http://{here}", *more, "", ""]
    return "\r\n".join(lines).encode()


def status(said: bytes) -> int:
    return int(said.split(b" ", 2)[1])


def closed(sock: socket.socket) -> bool:
    try:
        return sock.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("begun", [b"", b"GET /dang-nhap HT", b"GET /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nX-a"])
def test_a_request_that_does_not_end_is_not_waited_for(begun: bytes, punctual: Served) -> None:
    with connected(punctual) as sock:
        sock.sendall(begun)
        assert closed(sock)


def test_dripping_does_not_help(punctual: Served) -> None:
    begun = time.monotonic()
    with connected(punctual) as sock:
        sock.sendall(b"GET /dang-nhap HTTP/1.1\r\nX-a: ")
        with pytest.raises(OSError):  # noqa: PT011, PT012  # reset or broken pipe, after some of them
            for _ in range(60):
                sock.sendall(b"a")
                time.sleep(0.1)
    assert time.monotonic() - begun < 5


def test_who_asks_in_time_is_answered_again_and_again(punctual: Served) -> None:
    with closing(HTTPConnection("127.0.0.1", punctual.office.config.port, timeout=10)) as one:
        one.connect()
        same = one.sock
        for _ in range(4):
            one.request("GET", "/static/mark.svg")
            answer = one.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)
            time.sleep(0.25)
        assert one.sock is same


def test_one_address_does_not_take_all(punctual: Served) -> None:
    held = [connected(punctual) for _ in range(12)]
    try:
        with connected(punctual) as thirteenth:
            thirteenth.settimeout(0.4)  # sooner than any of them is too late
            assert closed(thirteenth)
    finally:
        for sock in held:
            sock.close()
    with connected(punctual) as sock:
        sock.sendall(head(punctual, "GET", "/dang-nhap"))
        assert status(sock.recv(65536)) == 200


def test_a_body_that_stops_is_told_so(punctual: Served) -> None:
    with connected(punctual) as sock:
        form = "Content-Type: application/x-www-form-urlencoded"
        sock.sendall(head(punctual, "POST", "/dang-nhap", form, "Content-Length: 1000") + b"name=")
        assert status(sock.recv(65536)) == 408


def test_streams_of_progress_are_few_for_one_browser(
    punctual: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "MOST_OF_ONE", 2)
    office = punctual.office
    token = office.sessions.begin("an", "officer", "vi", "127.0.0.1")
    work = office.works.new("an", "Thử")
    monkeypatch.setattr(type(office.jobs), "progress", lambda *_: Progress("reading"))
    ask = head(punctual, "GET", f"/luot-xet/{work.id}/tien-do", f"Cookie: {COOKIE}={token}")

    def stream(expected: int) -> socket.socket:
        sock = connected(punctual)
        sock.sendall(ask)
        assert status(sock.recv(65536)) == expected
        return sock

    held = [stream(200) for _ in range(2)]
    until(lambda: office.watching.total() == 2)
    stream(429).close()
    for sock in held:
        sock.close()
    until(lambda: office.watching.total() == 0)
    stream(200).close()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
