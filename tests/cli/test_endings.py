"""However the command is made to end, it says one line at most and leaves nothing half-done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, SAMPLES, real

# The command, brought to a stand where half of the results are written.
STANDS_STILL = """
import sys, time
import cli, engine.report.writing as writing

def stand_still(*_):
    print("half", flush=True)
    time.sleep(60)

writing.write_json = stand_still
cli.entry()
"""


def stopped(here: Path, by: signal.Signals) -> tuple[int, str, str]:
    """Exit code, output and errors of a run that is sent a signal in the midst of writing."""
    words = ["nominate", str(SAMPLES / "khanh-cu-2024.xlsx"), "-r", "khanh-cu-2024", "-o", "moi/kq"]
    with subprocess.Popen(
        [sys.executable, "-c", STANDS_STILL, *words], cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        assert [path.name for path in here.rglob("*.xlsx")] == ["nominations.xlsx"]
        process.send_signal(by)
        out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def test_ctrl_c_is_one_line_and_leaves_nothing(here: Path) -> None:
    code, out, err = stopped(here, signal.SIGINT)
    assert (code, out) == (130, "")
    assert err.split("\n") == ["", "Đã dừng theo yêu cầu; không để lại kết quả dở dang.", ""]
    assert list(here.iterdir()) == []


def test_a_request_to_terminate_leaves_nothing(here: Path) -> None:
    assert stopped(here, signal.SIGTERM) == (143, "", "")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("words", [["rulebook", "list"], ["rulebook", "show", "vinh-chau-2021", "--format", "json"],
                                   ["nominate", "--help"]])  # fmt: skip
def test_a_reader_that_goes_away_is_no_error(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = Path(sys.executable).with_name("xetkhen")
    done = subprocess.run([str(command), *words], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=30)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        command = Path(sys.executable).with_name("xetkhen")
        done = subprocess.run([str(command), "rulebook", "list"], stdout=full, stderr=subprocess.PIPE, check=False,
                              text=True, timeout=30)  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("Lỗi: ")


@pytest.mark.parametrize("letters", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_without_the_letters_still_gets_its_answer(letters: str) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("xetkhen")), "rulebook", "list"], capture_output=True, check=False,
        env=os.environ | {"PYTHONIOENCODING": letters}, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"khanh-cu-2024" in done.stdout


def test_the_real_command_answers_as_the_one_in_process() -> None:
    done = real("nominate")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Lỗi: thiếu FILES.\nXem cách dùng: xetkhen nominate --help\n"


def test_help_starts_without_what_a_run_needs() -> None:
    heavy = ("pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "rapidfuzz", "durable", "narwhals",
             "pydantic", "rich", "ruamel")  # fmt: skip
    source = (
        "import sys, cli\n"
        "assert cli.run(['nominate', '--help']) == 0\n"
        f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stderr == "[]\n"
