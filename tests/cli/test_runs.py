"""``xetkhen runs`` as it is typed, and what ``nominate`` does with a ledger."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from engine.ledger import open_ledger, place_of
from engine.rerun import find_run
from tests.cli.conftest import SAMPLES, Xetkhen, real

PLAN = "khanh-cu-2024"
SHEET = SAMPLES / f"{PLAN}.xlsx"


@pytest.fixture
def ledger(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual ledger, of this test alone."""
    path = here / "data" / "ledger.sqlite"
    monkeypatch.setenv("XETKHEN_LEDGER", str(path))
    return path


def nominated(xetkhen: Xetkhen, folder: str = "r", *more: str) -> None:
    done = xetkhen("nominate", SHEET, "-r", PLAN, "-o", folder, "--by", "Trần Thị Bình", *more)
    assert (done.code, done.err) == (0, "")


def tampered(ledger: Path, statement: str, *values: object) -> None:
    """What somebody with the file can do: the triggers go first."""
    with sqlite3.connect(ledger) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
    connection.close()


def test_every_run_is_recorded_by_whom_and_when(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    nominated(xetkhen, "r2")
    (first, second) = json.loads(xetkhen("runs", "list", "--format", "json").out)
    assert (first["n"], second["n"], first["by"]) == (1, 2, "Trần Thị Bình")
    assert first["run"] == second["run"] == json.loads(Path("r/decisions.json").read_text())["run"]["id"]
    assert sum(first["counts"].values()) == json.loads(Path("r/decisions.json").read_text())["counts"]["candidates"]
    listed = xetkhen("runs", "list").out.splitlines()
    assert ["Trần Thị Bình" in line and f"{PLAN}/" in line for line in listed] == [True, True]
    shown = xetkhen("runs", "show", "1").out
    assert f"{SHEET.name}  {hashlib.sha256(SHEET.read_bytes()).hexdigest()[:16]}" in shown
    assert f"{Path('r').resolve()}" in shown


def test_the_system_s_user_is_named_where_nobody_is(
    ledger: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "binh")
    assert xetkhen("nominate", SHEET, "-r", PLAN, "-o", "r").code == 0
    assert json.loads(xetkhen("runs", "list", "--format", "json").out)[0]["by"] == "binh"


def test_a_run_is_found_by_its_folder_its_id_the_beginning_of_it_and_its_number(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    run = find_run("r")
    for reference in (run.record.id, run.record.id[:6], "1"):
        found = find_run(reference)
        assert (found.content, found.record) == (run.content, run.record)
        assert xetkhen("explain", reference, "a").err == xetkhen("explain", "r", "a").err.replace(" r", f" {reference}")
    done = xetkhen("runs", "show", "beef")
    assert (done.code, len(done.err.splitlines())) == (2, 2)
    assert "beef" in done.err


def test_a_folder_and_an_entry_come_out_again_to_the_byte(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    for run in ("r", "1"):
        done = xetkhen("runs", "verify", run, "--lang", "en")
        assert (done.code, done.err) == (0, "")
        assert "the same to the byte: decisions.json, nominations.xlsx" in done.out
        assert "every entry as it was written" in done.out
    assert "As entry 1 of the ledger has it" in xetkhen("runs", "verify", "r", "--lang", "en").out


def test_a_folder_is_written_again_as_it_was(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    assert xetkhen("runs", "export", "1", "-o", "again").code == 0
    names = sorted(path.name for path in Path("r").iterdir())
    assert names == sorted(path.name for path in Path("again").iterdir())
    assert [(Path("r") / n).read_bytes() for n in names] == [(Path("again") / n).read_bytes() for n in names]
    assert xetkhen("runs", "export", "1", "-o", "again").code == 2


@pytest.mark.parametrize("name", ["decisions.json", "nominations.xlsx"])
def test_a_file_of_the_folder_that_was_edited_is_named(name: str, ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen, "r", "--ledger", "none")
    path = Path("r", name)
    path.write_bytes(path.read_bytes().replace(b'"status": "nominated"', b'"status": "not_eligible"', 1) + b" ")
    done = xetkhen("runs", "verify", "r", "--lang", "en")
    assert done.code == 1
    assert f"{name}: changed after it was written" in done.out
    if name == "decisions.json":
        assert "status: written not_eligible; made again nominated" in done.out


def test_a_folder_made_anew_with_other_files_is_not_what_the_ledger_has(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    record = find_run("r").record
    Path("r/record.zip").unlink()
    replace(record, by="Somebody else").write(Path("r/record.zip"))
    done = xetkhen("runs", "verify", "r", "--lang", "en")
    assert (done.code, "record.zip: not as entry 1 of the ledger has it" in done.out) == (1, True)


def test_a_folder_proves_itself_without_a_ledger(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen, "r", "--ledger", "none")
    assert not ledger.exists()
    done = xetkhen("runs", "verify", "r", "--lang", "en")
    assert (done.code, "There is no ledger on this machine" in done.out) == (0, True)
    assert xetkhen("runs", "verify").code == 2
    assert "no entry yet" in xetkhen("runs", "list", "--lang", "en").out


def test_the_anchor_finds_a_ledger_cut_or_written_anew(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    nominated(xetkhen, "r2")
    anchor = json.loads(xetkhen("runs", "anchor", "--format", "json").out)["digest"]
    printed = xetkhen("runs", "anchor").out.splitlines()[-1]
    assert printed.replace(" ", "") == anchor
    nominated(xetkhen, "r3")
    done = xetkhen("runs", "verify", "--anchor", printed, "--lang", "en")
    assert (done.code, "The anchor is that of entry 2; 1 entries came after" in done.out) == (0, True)
    tampered(ledger, "DELETE FROM xetkhen_entries WHERE sequence > 1")
    assert xetkhen("runs", "verify", "--anchor", printed).code == 1
    ledger.unlink()
    nominated(xetkhen, "r4")
    nominated(xetkhen, "r5")
    nominated(xetkhen, "r6")
    assert xetkhen("runs", "verify").code == 0
    done = xetkhen("runs", "verify", "--anchor", printed[:17], "--lang", "en")
    assert (done.code, "its end was cut off, or all of it written anew" in done.out) == (1, True)
    assert xetkhen("runs", "verify", "--anchor", "xyz").code == 2


def test_what_was_changed_in_the_ledger_is_named(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    nominated(xetkhen, "r2")
    tampered(ledger, "UPDATE xetkhen_entries SET author = 'Người khác' WHERE sequence = 1")
    done = xetkhen("runs", "verify", "--lang", "en")
    assert done.code == 1
    assert "Entry 1 is not as it was written" in done.out
    assert "Locks of the ledger were taken away" in done.out


# ---- where there is no ledger to write to ------------------------------------------------------------------------


def test_without_the_usual_ledger_a_run_is_made_and_says_that_it_was_not_recorded(
    here: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "file").write_text("")
    monkeypatch.setenv("XETKHEN_LEDGER", str(here / "file" / "ledger.sqlite"))
    done = xetkhen("nominate", SHEET, "-r", PLAN, "-o", "r")
    assert done.code == 0
    assert len(done.err.splitlines()) <= 3
    assert "KHÔNG được ghi vào sổ" in done.err
    assert find_run("r").record.id


@pytest.mark.parametrize("bad", ["file/ledger.sqlite", "mysql://x/y", "folder", "text", "other.sqlite", "no/where.db"])
def test_with_a_named_ledger_that_cannot_be_used_nothing_is_done(bad: str, here: Path, xetkhen: Xetkhen) -> None:
    (here / "file").write_text("")
    (here / "folder").mkdir()
    (here / "text").write_text("no database, but long enough to be taken for one " * 20)
    other = sqlite3.connect(here / "other.sqlite")
    other.execute("CREATE TABLE own (x)")
    other.close()
    done = xetkhen("nominate", SHEET, "-r", PLAN, "-o", "r", "--ledger", bad)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) <= 3
    assert "Traceback" not in done.err
    assert not Path("r").exists()


def test_a_server_that_does_not_answer_is_told_without_its_password(here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("nominate", SHEET, "-r", PLAN, "-o", "r", "--ledger", "postgresql://an:secret@127.0.0.1:1/x")
    assert done.code == 2
    assert "secret" not in done.err
    assert len(done.err.splitlines()) <= 3


def with_room_for(kib: int, *words: object) -> subprocess.CompletedProcess[str]:
    """The command, where no file may grow beyond so many KiB: to whoever writes, the disk is full."""
    command = ["bash", "-c", f'ulimit -f {kib}; exec "$0" "$@"', str(Path(sys.executable).with_name("xetkhen"))]
    return subprocess.run([*command, *map(str, words)], check=False, capture_output=True, text=True, timeout=60)


def test_a_full_disk_leaves_the_ledger_as_it_was(ledger: Path, xetkhen: Xetkhen) -> None:
    nominated(xetkhen)
    place = place_of(str(ledger))
    assert place is not None
    open_ledger(place, write=True).append("ballast", {}, {"x": Random(1).randbytes(1 << 20)}, "An")
    before = ledger.read_bytes()
    room, words = len(before) // 1024 + 8, ("nominate", SHEET, "-r", PLAN, "--lang", "en")
    done = with_room_for(room, *words, "-o", "r2")
    assert (done.returncode, "NOT recorded" in done.stderr) == (0, True), done.stderr
    assert len(done.stderr.splitlines()) <= 3
    assert find_run("r2").record.id == find_run("r").record.id
    done = with_room_for(room, *words, "-o", "r3", "--ledger", ledger)
    assert (done.returncode, Path("r3").exists()) == (2, False)
    assert xetkhen("runs", "verify").code == 0
    assert ledger.read_bytes() == before


def test_runs_help_is_quick_and_knows_no_database() -> None:
    done = real("runs", "verify", "--help", "--lang", "en")
    assert done.returncode == 0
    assert "--anchor" in done.stdout
