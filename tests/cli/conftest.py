from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cli

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
PLANS = ("cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024", "ninh-thuan-2023", "vinh-chau-2021")


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Xetkhen = Callable[..., Done]


@pytest.fixture
def xetkhen(capsys: pytest.CaptureFixture[str]) -> Xetkhen:
    """The command in this process: ``xetkhen("check", path, "-r", "x")``."""

    def run(*words: object) -> Done:
        capsys.readouterr()
        code = cli.run([str(word) for word in words])
        return Done(code, *capsys.readouterr())

    return run


def real(*words: object, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
    """The command as it is installed, in a process of its own."""
    command = Path(sys.executable).with_name("xetkhen")
    return subprocess.run(
        [str(command), *map(str, words)], cwd=cwd, check=False, capture_output=True, text=True, timeout=60, **more
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's results, made once."""
    folder = tmp_path_factory.mktemp("demo") / "ket-qua"
    assert cli.run(["demo", "-o", str(folder)]) == 0
    return folder
