"""A page of its own for each test: its clock is the test's, its browser may be a plain client or Chromium."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from engine.places import data_dir
from engine.web import Config, create_app
from engine.web.office import Office, open_office
from engine.web.visit import COOKIE
from engine.web.works import Upload, Work

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "một câu dài dễ nhớ 7"
PORT = 8765


@dataclass
class Clock:
    """Time stands until a test moves it."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def config(tmp_path: Path, clock: Clock) -> Config:
    return Config(tmp_path / "page", port=PORT, now=clock, ledger=str(tmp_path / "ledger.sqlite"))


@pytest.fixture
def office(config: Config) -> Iterator[Office]:
    office = open_office(config)
    yield office
    office.jobs.stop_all()
    office.questions.stop_all()
    office.store.close()


class Browser:
    """A client that sends what a browser of ours would: cookie, Host, Sec-Fetch-Site."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.token: str | None = None

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"host": f"127.0.0.1:{PORT}", "sec-fetch-site": "same-origin", **more.pop("headers", {})}
        if self.token:
            headers["cookie"] = f"{COOKIE}={self.token}"
        return self.client.request(
            method, path, headers={k: v for k, v in headers.items() if v}, follow_redirects=False, **more
        )

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("POST", path, **more)


@pytest.fixture
def client(config: Config, office: Office) -> TestClient:
    # Not entered: the office's end is its own fixture's.
    return TestClient(create_app(config, office), base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)


@pytest.fixture
def sign_in(client: TestClient, office: Office) -> Callable[..., Browser]:
    """A browser in which somebody is signed in."""

    def signed_in(role: str, name: str | None = None) -> Browser:
        browser = Browser(client)
        browser.token = office.sessions.begin(name or f"a-{role}", role, "vi", "127.0.0.1")
        return browser

    return signed_in


@pytest.fixture
def nobody(client: TestClient) -> Browser:
    return Browser(client)


def add_files(office: Office, work: Work, *files: Path) -> Work:
    """As if they had been sent."""
    uploads = []
    for number, file in enumerate(files):
        stored = f"{number:016x}{file.suffix}"
        shutil.copyfile(file, office.works.uploads(work) / stored)
        uploads.append(Upload(stored, file.name, file.stat().st_size))
    return office.works.keep(work, uploads=tuple(uploads))


@pytest.fixture
def draft(office: Office) -> Work:
    """A run that is ready to be evaluated."""
    work = office.works.new("a-officer", "Thử")
    work = office.works.keep(work, rulebook="ninh-thuan-2023")
    return add_files(office, work, data_dir() / "samples" / "ninh-thuan-2023.xlsx")


@pytest.fixture(scope="session")
def sample_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes of the sample, once."""
    from engine.report.writing import write_results
    from engine.rerun import recorded
    from engine.samples import sample_request

    folder = tmp_path_factory.mktemp("sample") / "results"
    run, record = recorded(sample_request("ninh-thuan-2023")[0], by="")
    write_results(run.decisions, folder, last=record.keep_in)
    return folder


@pytest.fixture
def done(office: Office, draft: Work, sample_results: Path) -> Work:
    """A run that has results."""
    shutil.copytree(sample_results, office.works.folder(draft) / "results-1")
    return office.works.move(draft, "done", results="results-1")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Only for tests marked ``in_chromium``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Served:
    """A real server on a port of this machine."""

    address: str
    office: Office


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    import uvicorn

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = Config(tmp_path / "served", port=port, ledger=str(tmp_path / "ledger.sqlite"))
    office = open_office(config)
    server = uvicorn.Server(uvicorn.Config(
        create_app(config, office), host="127.0.0.1", port=port, log_level="critical", ws="none"
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
