"""Killed at any moment: the ledger is whole, and what was being written is in it or not at all."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from engine.ledger import check_ledger, open_ledger
from engine.ledger.place import Place
from engine.report.reading import read_results
from tests.ledger.test_ledger import filled

ROOT = Path(__file__).resolve().parents[2]
RUNS = "khanh-cu-2024"


def write_until_killed(place: Place, out: int, rng: Random) -> None:
    """Append without end, telling of the beginning, and of each entry once it is in the ledger."""
    ledger = open_ledger(place, write=True)
    os.write(out, struct.pack("<q", 0))
    while True:
        files = {f"{n}": rng.randbytes(rng.choice([10, 5_000, 30_000])) for n in range(rng.randrange(1, 5))}
        entry = ledger.append("run", {"run": "x"}, files, "An")
        os.write(out, struct.pack("<q", entry.sequence))


def kill_one(place: Place, rng: Random, takes: float) -> tuple[int, float]:
    """Kill a writer at a random moment of an entry; gives the last entry that it told of, and what one takes.

    The moment goes by how long an entry takes here and now, however busy the machine is.
    """
    into, out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_until_killed(place, out, rng)
        finally:
            os._exit(1)
    os.close(out)
    told = os.read(into, 8)
    for _ in range(rng.randrange(3)):
        begun = time.perf_counter()
        told += os.read(into, 8)
        takes = (takes + time.perf_counter() - begun) / 2
    time.sleep(rng.uniform(0, takes))
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    while piece := os.read(into, 1 << 16):
        told += piece
    os.close(into)
    return max((number for (number,) in struct.iter_unpack("<q", told)), default=0), takes


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_hundred_kills_leave_the_ledger_whole(place: Place) -> None:
    rng, entries, told, takes, in_the_middle = Random(100), 0, 0, 0.02, 0
    filled(place, 1)
    for _ in range(100 if place.path else 30):
        said, takes = kill_one(place, rng, takes)
        told = max(told, said)
        in_the_middle += place.path is not None and place.path.with_name(f"{place.path.name}-journal").exists()
        health = check_ledger(open_ledger(place))
        assert (health.wrong, health.odd) == ((), ())
        assert health.entries >= max(told, entries)  # what was said to be written is
        entries = health.entries
    assert told > 20  # they did get to write,
    assert in_the_middle > 5 or place.path is None  # and were stopped at it


# ---- the whole command -------------------------------------------------------------------------------------------


def killed_at(moment: str, folder: Path, place: Place) -> None:
    """``nominate``, killed where it calls ``moment``."""
    module, _, name = moment.rpartition(".")
    script = (
        f"import os, signal, sys, {module}\n"
        f"setattr(sys.modules[{module!r}], {name!r}, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))\n"
        f"import cli; cli.run(['demo', {RUNS!r}, '-o', {str(folder)!r}, '--ledger', {str(place.path)!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=folder.parent, capture_output=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr


def runs(place: Place, *words: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("xetkhen")
    return subprocess.run(
        [str(command), *words, "--ledger", str(place.path), "--lang", "en"], check=False, capture_output=True, text=True
    )  # fmt: skip


def test_killed_before_it_is_entered_there_is_no_run_at_all(file: Place, tmp_path: Path) -> None:
    killed_at("engine.rerun.entries.add_run", tmp_path / "r", file)
    assert not (tmp_path / "r").exists()
    listed = runs(file, "runs", "list")
    assert (listed.returncode, listed.stderr, "no entry yet" in listed.stdout) == (0, "", True)


def test_killed_between_the_ledger_and_the_folder_the_next_command_says_so(file: Place, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    killed_at("engine.report.writing._put_in_place", folder, file)
    assert not folder.exists()
    (part,) = tmp_path.glob(".r.*.part")
    for words in (("runs", "list"), ("runs", "show", "1"), ("demo", RUNS, "-o", str(tmp_path / "other"))):
        told = runs(file, *words).stderr
        assert "was cut off before its folder" in told
        assert f"-o {folder}" in told
        assert str(part) in told
    ledger = open_ledger(file)
    assert check_ledger(ledger).wrong == ()
    assert runs(file, "runs", "export", "1", "-o", str(folder)).returncode == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in part.iterdir()}
    assert read_results(folder)["run"]["id"] == ledger.entries()[0].data["run"]
    for path in part.iterdir():
        path.unlink()
    part.rmdir()
    assert runs(file, "runs", "list").stderr == ""
    assert len(json.loads(runs(file, "runs", "list", "--format", "json").stdout)) == 2
