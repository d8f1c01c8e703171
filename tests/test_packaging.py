"""What lands in somebody's site-packages, and that it works from there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_owns_two_names_and_no_more(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"engine", "cli.py"}


def test_rulebooks_and_samples_travel_inside_engine(installed: Path) -> None:
    for name in ("rules", "data", "tools"):
        here = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*.*") if path.is_file()}
        there = {path.relative_to(installed / "engine" / name) for path in (installed / "engine" / name).rglob("*.*")}
        # A tool's cache may lie beside the files of a checkout.
        assert {path for path in here if not any(part.startswith((".", "__")) for part in path.parts)} <= there


def test_the_installed_command_finds_its_rulebooks_from_any_folder(installed: Path, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", "from cli import main; main(['rulebook', 'list', '--format', 'json'])"],
        cwd=tmp_path, env=environment | {"PYTHONPATH": str(installed)}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "vinh-chau-2021" in json.dumps(json.loads(done.stdout))


def test_the_command_is_named_xetkhen() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, function = project["scripts"].pop("xetkhen").split(":")
    assert (project["name"], project["scripts"], module) == ("xetkhen", {}, "cli")
    assert callable(getattr(import_module(module), function))


def test_every_dependency_is_pinned_to_one_version_and_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    pinned = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        pin = re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9][0-9a-z.]*)", line)
        assert pin, line
        pinned[_normal(pin[1])] = pin[2]
    named = {_normal(re.match(r"[A-Za-z0-9._-]+", requirement)[0]) for requirement in wanted}  # type: ignore[index]
    assert named - pinned.keys() == {"xetkhen"}  # `dev` takes in `test`


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"PATH": "/nowhere"}, "apt install python3 python3-venv python3-dev"),
        ({"CC": "/nowhere/cc"}, "apt install build-essential python3-dev"),
    ],
)
def test_a_machine_without_python_or_compiler_is_told_what_to_install(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    python = "" if "PATH" in environment else sys.executable
    done = subprocess.run(
        ["/bin/sh", str(ROOT / ".ci" / "venv"), python, str(tmp_path / "venv")],
        env=dict(os.environ) | environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2  # Vietnamese, English
    assert done.stderr.count(said) == 2
    assert not (tmp_path / "venv").exists()


def test_a_python_of_another_version_is_refused_by_name(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", str(ROOT / ".ci" / "venv"), "/bin/false", str(tmp_path / "venv")],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("PYTHON=/bin/false") == 2
