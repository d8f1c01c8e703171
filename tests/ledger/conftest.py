"""Ledgers to write to: a file, and a real PostgreSQL server that these tests start and stop."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from engine.ledger import place_of
from engine.ledger.place import Place

_NUMBERS = count(1)


def _program(name: str) -> str | None:
    """The newest installed one, else that on the PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(versions[-1]) if versions else shutil.which(name)


def _as_no_root(folder: Path) -> list[str]:
    """PostgreSQL refuses to be root: what to put before its commands, with the folder made over to that user."""
    if os.geteuid() != 0:
        return []
    user = next(name for name in ("postgres", "nobody") if _known(name))
    shutil.chown(folder, user)
    return ["setpriv", "--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--clear-groups"]


def _known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, without the database's name."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("PostgreSQL IS NOT INSTALLED: the ledger was tested with SQLite alone (apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="xk-pg-", dir="/tmp"))  # short: a socket's path may have 107 letters
    before, data = _as_no_root(folder), folder / "data"

    def pg(*words: object) -> None:
        subprocess.run([*before, *map(str, words)], check=True, capture_output=True, cwd=folder, timeout=120,
                       env={**os.environ, "LC_ALL": "C.UTF-8"})  # fmt: skip

    try:
        pg(initdb, "-D", data, "-U", "xetkhen", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB"
        pg(control, "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://xetkhen@/{{}}?host={folder}"
        finally:
            pg(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(server: str) -> str:
    """The address of a database of its own."""
    import psycopg

    name = f"ledger_{next(_NUMBERS)}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.format(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a new ledger can be."""
    said = str(tmp_path / "ledger.sqlite") if request.param == "sqlite" else request.getfixturevalue("postgresql")
    place = place_of(said)
    assert place is not None
    return place


@pytest.fixture
def file(tmp_path: Path) -> Place:
    """Where a new file can be."""
    place = place_of(str(tmp_path / "ledger.sqlite"))
    assert place is not None
    return place
