from __future__ import annotations

from pathlib import Path

import pytest

from engine.records import Decisions
from tests.report.made import made_run


@pytest.fixture
def run() -> Decisions:
    return made_run()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.config.getoption("--write-golden"))


class Golden:
    """Compares with a file under tests/golden, or writes it anew when asked to."""

    folder = Path(__file__).parent.parent / "golden"

    def __init__(self, write: bool) -> None:
        self.write = write

    def check(self, name: str, text: str) -> None:
        path = self.folder / name
        if self.write:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, (
            f"{name}: see what changed, then run pytest with --write-golden"
        )
