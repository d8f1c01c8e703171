"""What the province's server is given: packages for a machine without a network, a unit, an image."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def help_of_serve() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "serve", "--help"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def alone() -> list[str]:
    """A command before a command that takes its network away, where this machine can."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode == 0:
        return [unshare, "-rn"]
    return []


def test_the_wheelhouse_installs_and_runs_without_a_network(tmp_path: Path) -> None:
    house, venv = tmp_path / "wheelhouse", tmp_path / "venv"
    # As `make wheelhouse` says it.
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nwheelhouse:")[1].split("\n\n")[0]
    assert "--no-binary durable_rules -c constraints.txt" in recipe
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "wheel", "--no-binary", "durable_rules",
         "-c", "constraints.txt", "-w", str(house), ".[serve]"],
        cwd=ROOT, check=True, capture_output=True,
        env={**os.environ, "CPPFLAGS": "-DPyEval_CallObject=PyObject_CallObject"},
    )  # fmt: skip
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    environment = dict(os.environ) | {
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(house), "XETKHEN_LEDGER": str(tmp_path / "ledger.sqlite"),
    }  # fmt: skip
    environment.pop("PYTHONPATH", None)
    subprocess.run(
        [*alone(), str(venv / "bin" / "pip"), "install", "-q", "xetkhen[serve]"],
        check=True, env=environment, capture_output=True,
    )  # fmt: skip
    done = subprocess.run(
        [*alone(), str(venv / "bin" / "xetkhen"), "demo", "khanh-cu-2024", "-o", "out"],
        cwd=tmp_path, check=False, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "decisions.json").is_file()
    made = subprocess.run(
        [str(venv / "bin" / "python"), "-c",
         "import pathlib; from engine.web import Config, create_app; create_app(Config(pathlib.Path('page')))"],
        cwd=tmp_path, check=False, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    for kind in ("templates", "static"):
        (found,) = venv.glob(f"lib/python3*/site-packages/engine/web/{kind}")
        assert {path.name for path in found.iterdir()} == {p.name for p in (ROOT / "engine" / "web" / kind).iterdir()}


@pytest.mark.parametrize("name", ["xetkhen.service", "Dockerfile"])
def test_what_is_started_has_only_options_there_are(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    said = help_of_serve()
    (line,) = [line for line in text.splitlines() if "--tls-cert" in line]
    options = set(re.findall(r"--[a-z-]+", line))
    assert {"--host", "--tls-cert", "--tls-key", "--name", "--port"} <= options
    assert {option for option in options if option not in said} == set()


def test_the_unit_keeps_the_service_in_its_own_folder() -> None:
    lines = dict(
        line.split("=", 1) for line in (DEPLOY / "xetkhen.service").read_text(encoding="utf-8").splitlines()
        if "=" in line and not line.startswith("#")
    )  # fmt: skip
    command = shlex.split(lines["ExecStart"])
    assert command[command.index("--data") + 1].startswith(f"/var/lib/{lines['StateDirectory']}/")
    assert lines["Environment"].startswith(f"XETKHEN_LEDGER=/var/lib/{lines['StateDirectory']}/")
    assert (lines["DynamicUser"], lines["ProtectSystem"], lines["NoNewPrivileges"]) == ("yes", "strict", "yes")


def test_the_image_copies_what_the_wheel_needs() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (?:--\S+ )?(.+) \S+$", text, re.MULTILINE))
    named = {name for group in copied for name in group.split()}
    files = ("pyproject.toml", "constraints.txt", "README.md", "LICENSE", "cli.py")
    for name in (*files, "engine", "rules", "data", "tools"):
        assert name in named
        assert (ROOT / name).exists()
