"""Files are read in a process of their own: what kills it is one sentence, and the next file is read all the same."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.intake import child, read_roster, workbook
from engine.intake.refusals import MEMORY, SECONDS
from engine.intake.workbook import read_book
from engine.problems import UnusableInput
from tests.intake import made

ROWS: list[list[object]] = [["Họ và tên", "Loại hình"], ["A", "Cá nhân"]]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    workbook._CHILD.drop()
    yield
    for kept, _ in workbook._READERS:
        kept.drop()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return made.workbook(tmp_path / "g.xlsx", {"S": ROWS})


def _pid() -> int:
    process = workbook._CHILD._child
    assert process is not None
    return process._process.pid


def _said(path: Path) -> str:
    with pytest.raises(UnusableInput) as caught:
        workbook.read_book(path)
    for text in (caught.value.text.vi, caught.value.text.en):
        assert text.startswith(path.name)
        assert len(text.splitlines()) == 1
    return caught.value.text.en


def test_one_process_reads_file_after_file(good: Path, tmp_path: Path) -> None:
    first = workbook.read_book(good)
    pid = _pid()
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no archive")
    assert "damaged" in _said(tmp_path / "bad.xlsx")
    assert workbook.read_book(good) == first
    assert _pid() == pid
    assert [sheet.rows for sheet in first.sheets] == [ROWS]


@pytest.mark.parametrize(("end", "said"), [
    ("import os; os.abort()", "more than 1024 MiB of memory"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "more than 1024 MiB of memory"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "the reader broke down"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "more than 60 seconds"),
    ("import sys; sys.exit(1)", "the reader broke down"), ("1 / 0", "the reader broke down"),
    ("import sys; sys.stdout.buffer.write(b'12345678short')", "the reader broke down"),
])
def test_whatever_ends_the_process_is_a_sentence_and_the_next_file_is_read(
    end: str, said: str, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(child, "_START", end)
        assert said in _said(good)
    assert [sheet.rows for sheet in workbook.read_book(good).sheets] == [ROWS]


def test_a_file_that_is_never_done_is_given_up(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS, "1")
    with monkeypatch.context() as patched:
        patched.setattr(child, "_START", "import time; time.sleep(600)")
        start = time.monotonic()
        assert "takes more than 1 seconds, so it was stopped" in _said(good)
        assert time.monotonic() - start < 5
    assert workbook.read_book(good).sheets


def test_a_file_that_takes_too_much_processor_time_is_given_up(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS, "2")
    spinning = (
        "import sys; sys.path += sys.argv[3:]\nfrom engine.sheets import serve\n"
        "def spin(*_):\n    while True: pass\n"
        "serve.answer = spin\nserve.serve(int(sys.argv[1]), 1)"
    )
    with monkeypatch.context() as patched:
        patched.setattr(child, "_START", spinning)
        patched.setattr(child.Child, "_late", lambda _: None)  # the clock on the wall does not help here
        assert "more than 2 seconds" in _said(good)


def test_a_file_that_takes_too_much_memory_is_given_up(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "big.csv").write_bytes(b"a;b\n" * 10_000_000)
    monkeypatch.setenv(MEMORY, "256")
    assert _said(tmp_path / "big.csv") == (
        "big.csv: reading it takes more than 256 MiB of memory, so it was stopped; copy the table alone into a new"
        " file, or set the environment variable XETKHEN_READ_MEMORY higher."
    )
    assert workbook.read_book(good).sheets


@pytest.mark.parametrize(("name", "value"), [
    (MEMORY, "much"), (MEMORY, "16"), (MEMORY, "-1"), (SECONDS, "0"), (SECONDS, "1.5"), (SECONDS, "9" * 20),
])
def test_a_limit_that_cannot_be_used(name: str, value: str, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UnusableInput, match=f"{name}: “{value}” cannot be used; give a whole number of at least"):
        workbook.read_book(good)


def test_files_begun_early_are_found_read(good: Path, tmp_path: Path) -> None:
    other = made.workbook(tmp_path / "h.xlsx", {"T": ROWS})
    workbook.begin([good, other, tmp_path / "none.xlsx"])
    assert [workbook.read_book(path).sheets[0].name for path in (good, other)] == ["S", "T"]
    with pytest.raises(UnusableInput, match="no such file"):
        workbook.read_book(tmp_path / "none.xlsx")


def test_a_file_changed_since_it_was_begun_is_read_anew(good: Path, tmp_path: Path) -> None:
    workbook.begin([good])
    made.workbook(tmp_path / "new.xlsx", {"New": [*ROWS, ["B", "Cá nhân"]]}).replace(good)
    assert workbook.read_book(good).sheets[0].name == "New"


def test_what_was_begun_and_never_taken_is_in_nobodys_way(good: Path, tmp_path: Path) -> None:
    for number in range(200):
        workbook.begin([made.workbook(tmp_path / "n.xlsx", {f"S{number}": ROWS})] if number < 3 else [good])
    assert workbook.read_book(tmp_path / "n.xlsx").sheets[0].name == "S2"


def test_a_process_that_died_while_idle_is_replaced(good: Path) -> None:
    assert workbook.read_book(good).sheets
    process = workbook._CHILD._child
    assert process is not None
    process._process.kill()
    process._process.wait()
    assert workbook.read_book(good).sheets


def test_a_copy_of_this_process_has_a_child_of_its_own(good: Path) -> None:
    assert workbook.read_book(good).sheets
    pid = _pid()
    copy = os.fork()
    if copy == 0:
        os._exit(0 if workbook.read_book(good).sheets and _pid() != pid else 1)
    assert os.waitpid(copy, 0)[1] == 0
    assert workbook.read_book(good).sheets
    assert _pid() == pid


def test_a_system_without_limits_is_told_of(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlimited = (
        "import sys; sys.path += sys.argv[3:]; sys.modules['resource'] = None\n"
        "from engine.sheets.serve import serve; serve(1, 1)"
    )
    monkeypatch.setattr(child, "_START", unlimited)
    rows = [[*ROWS[0], "Nhóm đối tượng"], [*ROWS[1], "Cá nhân"]]
    path = made.workbook(good, {"S": rows})
    said = [p.text.en for p in read_roster([path], made.rulebook()).problems if p.code == "reading-unlimited"]
    assert said == [
        "This system cannot limit the memory and time that reading a file takes; open only files you trust."
    ]


def test_it_brings_nothing_heavy_along() -> None:
    code = (
        "import sys; sys.path += sys.argv[1:]\nfrom engine.sheets import serve, values, zipped\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " {'engine', 'numpy', 'pandas', 'pydantic', 'typing', 'dataclasses', 'inspect', 'openpyxl'}))"
    )
    root = str(Path(child.__file__).parent.parent.parent)
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code, root], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([
        "engine", "engine.sheets", "engine.sheets.book", "engine.sheets.limits", "engine.sheets.plain",
        "engine.sheets.refusal", "engine.sheets.serve", "engine.sheets.sheet_xml", "engine.sheets.styles",
        "engine.sheets.values", "engine.sheets.zipped",
    ])


def test_a_file_that_takes_long_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    """Three readers: while two are at it, a third file is read; each thread gets its own file."""
    files = [made.workbook(tmp_path / f"{n}.xlsx", {f"S{n}": ROWS}) for n in range(12)]
    held = [workbook._READERS[n][1] for n in range(2)]
    ready, over = threading.Event(), threading.Event()

    def hold() -> None:
        for lock in held:
            lock.acquire()
        ready.set()
        over.wait(20)
        for lock in held:
            lock.release()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert ready.wait(5)
        assert read_book(files[0]).sheets[0].name == "S0"
    finally:
        over.set()
        holder.join()
    with ThreadPoolExecutor(6) as pool:
        assert [book.sheets[0].name for book in pool.map(read_book, files)] == [f"S{n}" for n in range(12)]
