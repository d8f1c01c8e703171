from __future__ import annotations

import json
from typing import Any

import pytest

from engine.report import decisions_json
from tests.report.conftest import Golden
from tests.report.made import made_run


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """What a results folder holds: the decisions as they come back from the file."""
    found: dict[str, Any] = json.loads(json.dumps(decisions_json(made_run())))
    return found


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.config.getoption("--write-golden"))
