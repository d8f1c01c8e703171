"""Files with odd names, many hands on the same files, a disk without room."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest

from engine.places import data_dir
from engine.web import jobs
from engine.web.jobs import named_inputs
from engine.web.office import Office
from engine.web.shield import full
from engine.web.store import Store
from engine.web.uploads import shown_name
from engine.web.works import Work

from .conftest import Browser

SAMPLE = data_dir() / "samples" / "ninh-thuan-2023.xlsx"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ế" * 119 + ".xlsx", "ế" * 53 + ".xlsx"), ("😀" * 100 + ".xlsx", "😀" * 40 + ".xlsx"),
        ("x" * 300 + ".xlsx", "x" * 160 + ".xlsx"), ("x" * 300, "x" * 160), ("a." + "b" * 300, "a." + "b" * 158),
        ("../../etc/x.xlsx", "x.xlsx"), ("..\\x.xlsx", "x.xlsx"), ("CON.xlsx", "_CON.xlsx"),
        ("a\x00b.xlsx", "a_b.xlsx"),
    ],
)  # fmt: skip
def test_a_name_fits_into_a_file_system(name: str, expected: str) -> None:
    assert shown_name(name) == expected
    assert len(expected.encode()) <= 200


@pytest.mark.parametrize("name", ["ế" * 119 + ".xlsx", "😀" * 100 + ".xlsx", "=cmd|'!A1.xlsx", "--help.xlsx"])
def test_a_file_of_any_name_is_read(
    name: str, sign_in: Callable[..., Browser], draft: Work, office: Office
) -> None:
    officer = sign_in("officer")
    office.works.keep(draft, uploads=())
    sent = officer.post(f"/luot-xet/{draft.id}/tep", files=[("files", (name, SAMPLE.read_bytes()))])
    assert sent.status_code == 303
    for screen in ("tep", "cot", "o-can-sua", "gui-tra.zip"):
        assert officer.get(f"/luot-xet/{draft.id}/{screen}").status_code == 200


def test_many_screens_may_ask_for_the_same_files_at_once(office: Office, draft: Work) -> None:
    """Each saw to the links by making them anew, under the eyes of whoever was reading."""
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(40):
                (file,) = named_inputs(office.works, draft)["candidates"]
                (office.works.folder(draft) / file).read_bytes()
        except OSError as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_link_to_another_file_of_the_same_name_is_put_right(office: Office, draft: Work) -> None:
    (link,) = named_inputs(office.works, draft)["candidates"]
    path = office.works.folder(draft) / link
    path.unlink()
    path.write_bytes(b"another")
    named_inputs(office.works, draft)
    assert path.read_bytes() == SAMPLE.read_bytes()


NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


def test_without_room_an_upload_is_refused_in_words_and_leaves_nothing(
    sign_in: Callable[..., Browser], draft: Work, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(office.works.uploads(draft).iterdir())
    opened = Path.open

    class Full:
        def __init__(self, out: Any) -> None:
            self.out = out

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.out.close()

        def write(self, data: bytes) -> None:
            self.out.write(data[:10])
            raise NO_ROOM

    def no_room(path: Path, mode: str = "r", **more: Any) -> Any:
        out = opened(path, mode, **more)
        return Full(out) if mode == "xb" else out

    monkeypatch.setattr(Path, "open", no_room)
    answer = sign_in("officer").post(f"/luot-xet/{draft.id}/tep", files=[("files", ("a.xlsx", SAMPLE.read_bytes()))])
    assert answer.status_code == 507
    assert "Ổ đĩa của máy chủ đã đầy" in answer.text
    assert sorted(office.works.uploads(draft).iterdir()) == before
    assert office.works.find(draft.id) == draft


def test_without_room_for_the_log_nothing_is_shown_unlogged(
    sign_in: Callable[..., Browser], done: Work, office: Office, tmp_path: Path
) -> None:
    """SQLite's own word for it: a database that may not grow."""
    officer = sign_in("officer")
    pages = office.store.row("pragma page_count")
    assert pages is not None
    office.store.change(f"pragma max_page_count = {pages[0]}")
    answers = [officer.get(f"/luot-xet/{done.id}/ket-qua/{n % 5}") for n in range(200)]
    assert {answer.status_code for answer in answers} == {200, 507}
    assert answers[-1].status_code == 507
    assert "Ổ đĩa của máy chủ đã đầy" in answers[-1].text
    office.store.change("pragma max_page_count = 1000000")
    assert officer.get(f"/luot-xet/{done.id}/ket-qua").status_code == 200
    assert office.log.first_fault() is None


def test_what_is_no_room_and_what_is_not(tmp_path: Path) -> None:
    assert full(NO_ROOM)
    assert not full(OSError(errno.EACCES, "Permission denied"))
    assert not full(ValueError())
    store = Store(tmp_path / "x.sqlite")
    with pytest.raises(sqlite3.OperationalError) as raised:
        store.rows("select nothing from nowhere")
    assert not full(raised.value)
    store.close()


def test_a_run_that_ended_without_room_is_told_once_there_is_some(
    office: Office, draft: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_AGAIN", 0.05)
    move = office.works.move
    refused: list[str] = []

    def full_at_first(work: Work, state: str, **more: Any) -> Work:
        if state != "running" and len(refused) < 3:
            refused.append(state)
            raise sqlite3.OperationalError("database or disk is full")
        return move(work, state, **more)

    monkeypatch.setattr(office.works, "move", full_at_first)
    office.jobs.start(draft, "a-officer", "vi")
    for attendant in list(office.jobs._attendants.values()):
        attendant.join(60)
    found = office.works.find(draft.id)
    assert found is not None
    assert (found.state, refused) == ("done", ["done"] * 3)
    assert office.jobs.progress(draft) is None
