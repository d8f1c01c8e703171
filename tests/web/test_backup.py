"""A backup made while the page runs comes back whole: accounts, uploads, results, the ledger."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.problems import UnusableInput
from engine.web import Config, backup
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


def test_files_that_go_meanwhile_do_not_break_it(
    office: Office, tmp_path: Path, done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run nobody wants any more is removed between listing and reading."""
    listed = backup._files
    gone = office.works.uploads(done) / done.details.uploads[0].stored

    def then_gone(folder: Path) -> list[Path]:
        found = list(listed(folder))
        gone.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(backup, "_files", then_gone)
    back_up(office.config.data, None, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "again", None)
    assert not (tmp_path / "again" / gone.relative_to(office.config.data)).exists()
    assert (tmp_path / "again" / "runs" / done.id / "results-1" / "decisions.json").is_file()


def test_it_is_the_owners_alone_and_lets_nobody_in(office: Office, tmp_path: Path) -> None:
    token = office.sessions.begin("an", "officer", "vi", "127.0.0.1")
    link = office.sessions.launch("an", "officer")
    back_up(office.config.data, None, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    restore(tmp_path / "b.zip", tmp_path / "again", None)
    again = open_office(Config(tmp_path / "again", now=office.config.now))
    try:
        assert again.sessions.find(token) is None
        assert again.sessions.arrive(link) is None
        assert office.sessions.find(token) is not None
    finally:
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


def at_home(monkeypatch: pytest.MonkeyPatch, home: Path, *command: str) -> tuple[int, str, str]:
    """The command as it finds its own places: nothing is named."""
    monkeypatch.delenv("XETKHEN_LEDGER", raising=False)
    monkeypatch.delenv("XETKHEN_PAGE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    done = CliRunner().invoke(main, list(command))
    return done.exit_code, done.stdout, done.stderr


def test_the_ledger_that_nobody_named_comes_along_and_comes_back(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, other, file = tmp_path / "home", tmp_path / "other", str(tmp_path / "b.zip")
    open_office(Config(home / "xetkhen" / "page")).store.close()
    code, said, noted = at_home(monkeypatch, home, "backup", "-o", file)
    assert (code, said) == (0, f"Đã sao lưu 1 tệp vào {file}.\n")
    assert "không có sổ lượt xét ở" in noted
    shutil.copyfile(ledger, home / "xetkhen" / "ledger.sqlite")
    assert at_home(monkeypatch, home, "backup", "-o", f"{file}2") == (
        0, f"Đã sao lưu 2 tệp vào {file}2.\nGồm cả sổ lượt xét {home / 'xetkhen' / 'ledger.sqlite'}.\n", "",
    )  # fmt: skip
    code, said, noted = at_home(monkeypatch, other, "restore", f"{file}2")
    assert (code, noted) == (0, "")
    assert f"Gồm cả sổ lượt xét {other / 'xetkhen' / 'ledger.sqlite'}.\n" in said
    with closing(sqlite3.connect(other / "xetkhen" / "ledger.sqlite")) as kept:
        assert kept.execute("select n from entry").fetchall() == [(1,)]
    # One that is there is never written over.
    with pytest.raises(UnusableInput, match=r"ledger\.sqlite"):
        restore(Path(f"{file}2"), tmp_path / "page", other / "xetkhen" / "ledger.sqlite")
    assert not (tmp_path / "page").exists()


def test_a_ledger_that_lies_in_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, file = tmp_path / "home", str(tmp_path / "b.zip")
    open_office(Config(home / "xetkhen" / "page")).store.close()
    for ledger, told in (("postgresql://a:secret@db/x", "pg_dump"), ("none", "không kèm sổ")):
        code, _, noted = at_home(monkeypatch, home, "backup", "-o", f"{file}-{told}", "--ledger", ledger)
        assert code == 0
        assert told in noted
        assert "secret" not in noted
