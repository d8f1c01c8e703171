"""What holds of every ledger, in a file and in PostgreSQL: all or nothing, in one order, never changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.ledger import FIRST, check_ledger, open_ledger, place_of
from engine.ledger.ledger import Ledger
from engine.ledger.opening import LedgerUnusable, statements, transaction
from engine.ledger.place import Place
from engine.ledger.tables import CONTENTS, ENTRIES
from engine.problems import UnusableInput

ROOT = Path(__file__).resolve().parents[2]


def filled(place: Place, n: int = 3) -> Ledger:
    ledger = open_ledger(place, write=True)
    for i in range(1, n + 1):
        files = {"a.txt": b"same", "b.txt": f"other {i}".encode()}
        ledger.append("run", {"run": f"abcd{i:08d}"}, files, "Nguyễn Văn Ân")
    return ledger


def test_entries_stand_in_order_each_sealed_to_the_one_before(place: Place) -> None:
    entries = filled(place).entries()
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [FIRST, entries[0].digest, entries[1].digest]
    assert {entry.author for entry in entries} == {"Nguyễn Văn Ân"}
    for e in entries:
        # As docs/ledger.md says it, so that another program can check it.
        said = ["xetkhen/ledger/1", e.sequence, e.kind, e.payload, e.author, e.at, e.previous, e.attachments]
        assert e.digest == hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def test_what_was_attached_comes_back_and_is_kept_once(place: Place) -> None:
    ledger = filled(place)
    first, *_, last = ledger.entries("run")
    assert ledger.files(last) == {"a.txt": b"same", "b.txt": b"other 3"}
    assert first.files["a.txt"] == last.files["a.txt"]
    health = check_ledger(ledger)
    assert (health.entries, health.contents, health.wrong, health.odd) == (3, 4, (), ())
    assert health.head == last


def test_a_ledger_opened_again_goes_on(place: Place) -> None:
    head = filled(place).last()
    assert head is not None
    entry = open_ledger(place, write=True).append("choices", {}, {}, "An")
    assert (entry.sequence, entry.previous) == (4, head.digest)
    assert open_ledger(place).last("run") == head
    assert [e.kind for e in open_ledger(place).entries("choices")] == ["choices"]


def test_names_that_are_no_text_are_kept_as_well_as_they_can_be(place: Place) -> None:
    ledger = filled(place, 0)
    entry = ledger.append("run", {"file": "a\udcff\0.xlsx"}, {"b\udcfe": b""}, "An\udcff\0")
    assert ledger.entries() == [entry]
    assert (entry.data, entry.author) == ({"file": "a\udcff\0.xlsx"}, "An??")
    assert check_ledger(ledger).wrong == ()


def test_a_run_is_found_by_its_id_its_beginning_and_its_number(place: Place) -> None:
    ledger = filled(place, 3)
    again = ledger.append("run", {"run": "abcd00000001"}, {}, "An")
    assert ledger.run("abcd00000001") == again  # the last of two that are the same
    assert ledger.run("1").sequence == 1
    assert ledger.run("ABCD00000002").sequence == 2
    for reference in ("abcd0", "abc", "beef", "9", "0"):
        with pytest.raises(UnusableInput):
            ledger.run(reference)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {ENTRIES.name} SET author = 'x'",
        f"DELETE FROM {ENTRIES.name} WHERE sequence = 3",
        f"UPDATE {CONTENTS.name} SET sha256 = 'x'",
        f"DELETE FROM {CONTENTS.name}",
    ],
)
def test_the_database_refuses_to_change_or_remove(statement: str, place: Place) -> None:
    ledger = filled(place)
    with pytest.raises(LedgerUnusable, match="only ever added to"), statements(place, writes=True) as execute:
        execute(statement, {})
    assert len(ledger.entries()) == 3
    assert check_ledger(ledger).wrong == ()


def test_sqlite_refuses_to_replace_and_to_skip(file: Place) -> None:
    ledger = filled(file)
    for sequence in (3, 7):
        replaced = f"INSERT OR REPLACE INTO {ENTRIES.name} VALUES ({sequence}, 'x', 'x', 'x', 'x', 'x', 'x', 'x')"
        with pytest.raises(LedgerUnusable, match="only ever added to"), statements(file, writes=True) as execute:
            execute(replaced, {})
    assert check_ledger(ledger).wrong == ()


def test_an_entry_that_fails_leaves_nothing(place: Place) -> None:
    ledger = filled(place)
    before = check_ledger(ledger)
    twice = {"sequence": 3, "kind": "x", "payload": "x", "author": "x", "at": "x", "previous": "x",
             "attachments": "x", "digest": "x"}  # fmt: skip
    with pytest.raises(LedgerUnusable):
        _write(place, twice)
    assert check_ledger(ledger) == before


def _write(place: Place, entry: dict[str, object]) -> None:
    with transaction(place, writes=True) as connection:
        connection.execute(CONTENTS.insert(), [{"sha256": "x", "content": b"x"}])
        connection.execute(ENTRIES.insert(), [entry])


def test_many_who_write_at_once_make_one_chain(place: Place) -> None:
    def write(n: int) -> None:
        ledger = open_ledger(place, write=True)  # who comes first makes the tables
        for i in range(5):
            ledger.append("run", {"run": f"{n}-{i}"}, {"same": b"x" * 1000, "own": f"{n}-{i}".encode()}, f"An {n}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    ledger = open_ledger(place)
    assert len({entry.data["run"] for entry in ledger.entries()}) == 30
    assert (check_ledger(ledger).wrong, check_ledger(ledger).entries) == ((), 30)


def test_two_nominate_at_once_are_both_recorded(place: Place, tmp_path: Path) -> None:
    address = str(place.path) if place.path else place.url.replace("+psycopg", "")
    command = str(Path(sys.executable).with_name("xetkhen"))
    runs = [
        subprocess.Popen(
            [command, "demo", "khanh-cu-2024", "-o", str(tmp_path / name), "--ledger", address],
            stdout=subprocess.DEVNULL, env=os.environ, cwd=tmp_path,
        ) for name in ("a", "b")
    ]  # fmt: skip
    assert [run.wait(120) for run in runs] == [0, 0]
    ledger = open_ledger(place)
    assert sorted(Path(entry.data["folder"]).name for entry in ledger.entries("run")) == ["a", "b"]
    assert check_ledger(ledger).wrong == ()


# ---- places ------------------------------------------------------------------------------------------------------


def test_a_place_is_what_was_said_else_the_environment_s_else_the_user_s() -> None:
    home = {"HOME": "/home/an"}
    assert place_of(None, home) == Place(Path("/home/an/.local/share/xetkhen/ledger.sqlite"), "", said=False)
    data = home | {"XDG_DATA_HOME": "/data"}
    assert place_of(None, data) == Place(Path("/data/xetkhen/ledger.sqlite"), "", said=False)
    assert place_of(None, data | {"XETKHEN_LEDGER": "/so.db"}) == Place(Path("/so.db"), "", said=False)
    assert place_of(None, data | {"XETKHEN_LEDGER": "none"}) is None
    assert place_of("none", data) is None
    assert place_of("so.db", data) == place_of("sqlite:///so.db") == Place(Path("so.db"), "", said=True)
    assert place_of("sqlite:////so.db") == Place(Path("/so.db"), "", said=True)
    server = place_of("postgres://an:bí mật@máy/khen")
    assert server is not None
    assert (server.url, server.shown) == ("postgresql+psycopg://an:bí mật@máy/khen", "postgresql://an:…@máy/khen")
    for bad in ("mysql://x", "https://x", ""):
        with pytest.raises(UnusableInput):
            place_of(bad)


def test_nothing_is_made_where_a_ledger_is_only_read(file: Place) -> None:
    with pytest.raises(LedgerUnusable, match="no ledger"):
        open_ledger(file)
    assert file.path is not None
    assert not file.path.exists()


def test_a_ledger_that_cannot_be_written_can_be_read(file: Place) -> None:
    filled(file)
    assert file.path is not None
    file.path.chmod(0o444)
    assert len(open_ledger(file).entries()) == 3
    assert check_ledger(open_ledger(file)).wrong == ()
