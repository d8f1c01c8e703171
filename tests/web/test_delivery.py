"""What the province's server is given: packages for a machine without a network, a unit, an image."""

from __future__ import annotations

import json
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
    assert {"--host", "--tls-cert", "--tls-key", "--port"} <= options
    assert "--name" in options or "XETKHEN_NAMES=" in text
    assert {option for option in options if option not in said} == set()


def unit(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def test_the_unit_keeps_the_service_in_its_own_folder() -> None:
    lines = unit("xetkhen.service")
    command = shlex.split(lines["ExecStart"][0])
    assert command[command.index("--data") + 1].startswith(f"/var/lib/{lines['StateDirectory'][0]}/")
    assert lines["Environment"][0].startswith(f"XETKHEN_LEDGER=/var/lib/{lines['StateDirectory'][0]}/")
    assert lines["User"] == ["xetkhen"]
    assert lines["CapabilityBoundingSet"] == [""]
    assert (lines["ProtectSystem"], lines["NoNewPrivileges"], lines["UMask"]) == (["strict"], ["yes"], ["0077"])


def test_service_backup_and_administration_speak_of_the_same_places() -> None:
    service = unit("xetkhen.service")
    command = shlex.split(service["ExecStart"][0])
    data, ledger = command[command.index("--data") + 1], service["Environment"][0].partition("=")[2]
    nightly = unit("xetkhen-backup.service")["ExecStart"][0]
    admin = (DEPLOY / "xetkhen-admin").read_text(encoding="utf-8")
    for said in (nightly, admin):
        assert data in said
        assert ledger in said
        assert command[0] in said
    assert "xetkhen backup -o" in nightly
    assert os.access(DEPLOY / "xetkhen-admin", os.X_OK)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("name", ["xetkhen.service", "xetkhen-backup.service", "xetkhen-backup.timer"])
def test_systemd_understands_the_units(name: str, tmp_path: Path) -> None:
    for file in DEPLOY.glob("xetkhen*.*"):
        text = file.read_text(encoding="utf-8").replace("/opt/xetkhen/venv/bin/xetkhen", "/bin/true")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / name)], check=False, capture_output=True, text=True
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "xetkhen" in line]) == (0, [])


def test_the_image_runs_as_nobody_in_particular_and_is_looked_at() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    final = text.rpartition("\nFROM ")[2]
    assert "\nUSER xetkhen\n" in final
    assert final.index("USER xetkhen") < final.index("CMD [")
    (health,) = re.findall(r"^HEALTHCHECK .*CMD (\[.*\])$", final, re.MULTILINE)
    compile(json.loads(health)[2], "healthcheck", "exec")
    assert json.loads(re.findall(r"^CMD (\[.*\])$", final, re.MULTILINE)[0])[:2] == ["xetkhen", "serve"]


def test_the_image_copies_what_the_wheel_needs() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (?:--\S+ )?(.+) \S+$", text, re.MULTILINE))
    named = {name for group in copied for name in group.split()}
    files = ("pyproject.toml", "constraints.txt", "README.md", "LICENSE", "cli.py")
    for name in (*files, "engine", "rules", "data", "tools"):
        assert name in named
        assert (ROOT / name).exists()
