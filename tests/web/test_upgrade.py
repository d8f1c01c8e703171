"""Records of the page as an earlier version left them: today's opens them, and nothing of them is lost.

``kept/*.sql`` is ``page.sqlite`` as that version wrote it (``sqlite3 page.sqlite .dump``); one is added whenever the
records change.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.places import data_dir
from engine.web import Config, create_app
from engine.web.office import Office, open_office
from engine.web.screens.columns import Remembered

from .conftest import PASSWORD, PORT, Browser, Clock

KEPT = sorted((Path(__file__).parent / "kept").glob("*.sql"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, sample_results: Path) -> Iterator[Office]:
    data = tmp_path / "page"
    data.mkdir()
    with closing(sqlite3.connect(data / "page.sqlite")) as made:
        made.executescript(request.param.read_text(encoding="utf-8"))
        works = made.execute("select id, title from work").fetchall()
    for id_, title in works:
        uploads = data / "runs" / id_ / "uploads"
        uploads.mkdir(parents=True)
        shutil.copyfile(data_dir() / "samples" / "ninh-thuan-2023.xlsx", uploads / "0000000000000000.xlsx")
        if title == "Đợt 2":
            shutil.copytree(sample_results, uploads.parent / "results-1")
    office = open_office(Config(data, port=PORT, now=clock, ledger=str(tmp_path / "ledger.sqlite")))
    yield office
    office.jobs.stop_all()
    office.store.close()


def test_there_is_something_kept() -> None:
    assert KEPT


def test_accounts_log_and_answers_are_there(upgraded: Office) -> None:
    assert upgraded.accounts.all() == [("an", "officer", True), ("bình", "council", True), ("chi", "auditor", False)]
    assert upgraded.accounts.verify("an", PASSWORD) == "officer"
    assert upgraded.accounts.verify("chi", PASSWORD) is None
    assert upgraded.log.first_fault() is None
    assert len(upgraded.log.lines()) == 3
    assert Remembered(upgraded.store, "ninh-thuan-2023").answer("candidates", "Đơn vị công tác") == "unit"


def test_runs_are_there_in_their_states_and_what_ran_has_stopped(upgraded: Office) -> None:
    states = {work.title: work.state for work in upgraded.works.all()}
    assert states == {"Đợt 1": "draft", "Đợt 2": "submitted", "Đợt 3": "stopped"}
    draft = next(work for work in upgraded.works.all() if work.title == "Đợt 1")
    assert (draft.details.settings, draft.details.uploads[0].name) == ({"score_from": "80"}, "Danh sách.xlsx")


def test_every_screen_of_them_can_be_looked_at(upgraded: Office) -> None:
    client = TestClient(
        create_app(upgraded.config, upgraded), base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False
    )
    officer = Browser(client)
    officer.token = upgraded.sessions.begin("an", "officer", "vi", "127.0.0.1")
    by_title = {work.title: work.id for work in upgraded.works.all()}
    paths = ["/luot-xet", *(f"/luot-xet/{by_title['Đợt 1']}/{screen}" for screen in ("tep", "cot", "tham-so"))]
    paths += [f"/luot-xet/{by_title['Đợt 2']}/{screen}" for screen in ("ket-qua", "ket-qua/0", "hoi-dong", "van-ban")]
    assert {path: officer.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
