from __future__ import annotations

from functools import cache

import pytest

from engine.questions import Asked, asked
from engine.report.json_report import decisions_json
from engine.rerun import FoundRun, recorded
from engine.samples import sample_request
from tests.report.conftest import Golden


@cache
def case_of(plan: str) -> Asked:
    """The sample of a plan, run and recorded."""
    run, record = recorded(sample_request(plan)[0], by="")
    return asked(FoundRun(decisions_json(run.decisions), record, b""))


def row_of(case: Asked, name: str) -> int:
    """Where somebody stands in the roster."""
    (row,) = (i for i, d in enumerate(case.document["decisions"]) if d["candidate"]["name"] == name)
    return row


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.config.getoption("--write-golden"))
