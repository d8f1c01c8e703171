"""A backup made while the page runs comes back whole: accounts, uploads, results, the ledger."""

from __future__ import annotations

import sqlite3
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.problems import UnusableInput
from engine.web import Config
from engine.web.backup import back_up, restore
from engine.web.office import Office, open_office
from engine.web.works import Work

from .conftest import PASSWORD, Browser


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as made:
        made.execute("create table entry (n integer)")
        made.execute("insert into entry values (1)")
    made.close()
    return path


def test_everything_comes_back(office: Office, done: Work, ledger: Path, tmp_path: Path) -> None:
    office.accounts.add("an", "officer", PASSWORD)
    data = office.config.data
    count = back_up(data, ledger, tmp_path / "b.zip")
    place, other = tmp_path / "new" / "page", tmp_path / "new" / "ledger.sqlite"
    assert restore(tmp_path / "b.zip", place, other) == count
    again = open_office(Config(place))
    try:
        assert again.accounts.verify("an", PASSWORD) == "officer"
        assert again.works.find(done.id) == done
        assert files(again.works.folder(done)) == files(office.works.folder(done))
        assert again.log.first_fault() is None
    finally:
        again.store.close()
    with sqlite3.connect(other) as kept:
        assert kept.execute("select n from entry").fetchall() == [(1,)]
    kept.close()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_whole_while_others_write(
    sign_in: Callable[..., Browser], office: Office, tmp_path: Path, draft: Work
) -> None:
    officer = sign_in("officer")
    ended = threading.Event()

    def busy() -> None:
        while not ended.is_set():
            officer.get("/luot-xet")

    threads = [threading.Thread(target=busy) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for n in range(5):
            back_up(office.config.data, None, tmp_path / f"{n}.zip")
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    for n in range(5):
        place = tmp_path / f"again-{n}"
        restore(tmp_path / f"{n}.zip", place, None)
        again = open_office(Config(place))
        assert again.log.first_fault() is None
        assert again.works.find(draft.id) is not None
        again.store.close()


def test_nothing_is_overwritten(office: Office, tmp_path: Path, draft: Work) -> None:
    back_up(office.config.data, None, tmp_path / "b.zip")
    with pytest.raises(UnusableInput):
        back_up(office.config.data, None, tmp_path / "b.zip")
    with pytest.raises(UnusableInput, match="not empty"):
        restore(tmp_path / "b.zip", office.config.data, None)
    assert office.works.find(draft.id) == draft


@pytest.mark.parametrize("name", ["../evil.txt", "runs/../../evil.txt", "/etc/evil", "other.txt", "runs/..\\evil"])
def test_a_backup_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("xetkhen-backup-1", "")
        archive.writestr(name, "evil")
    with pytest.raises(UnusableInput):
        restore(tmp_path / "b.zip", tmp_path / "page", None)
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"not a zip at all"])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(UnusableInput):
        restore(tmp_path / "b.zip", tmp_path / "page", None)
    with pytest.raises(UnusableInput):
        back_up(tmp_path / "nowhere", None, tmp_path / "c.zip")
