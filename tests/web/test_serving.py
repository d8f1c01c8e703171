"""A server does not end: what a command may leave lying about, it has to clear away."""

from __future__ import annotations

import gc
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.web import Config
from engine.web.serving import serve

if TYPE_CHECKING:
    from uvicorn import Server


def test_the_server_looks_for_cycles_that_a_command_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, seen = gc.get_threshold(), []

    def ran(server: Server, sockets: list[socket.socket]) -> None:
        seen.append(gc.get_threshold()[0])
        sockets[0].close()
        server.config.app.state.office.store.close()  # type: ignore[union-attr]  # an application of ours

    monkeypatch.setattr("uvicorn.Server.run", ran)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    try:
        gc.set_threshold(200_000, 50, 50)  # as the command does
        serve(Config(tmp_path / "page", port=port, ledger="none"), "an", "officer", lambda _: None)
    finally:
        gc.set_threshold(*before)
    assert len(seen) == 1
    assert seen[0] < 10_000
