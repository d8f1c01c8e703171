from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from engine.documents import all_papers
from engine.pipeline import nominate
from engine.report import decisions_json
from engine.samples import sample_request

PLANS = ("ninh-thuan-2023", "vinh-chau-2021", "cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024")
DIGEST = "0123456789abcdef" * 4


@cache
def run_of(plan: str) -> Mapping[str, Any]:
    """``decisions.json`` of a plan's sample, with what a run alone says of itself."""
    request, _ = sample_request(plan)
    document = decisions_json(nominate(request).decisions)
    document["run"] |= {"started_at": "2026-01-01T00:00:00+00:00", "engine_version": "0.0"}
    return document


@cache
def papers_of(plan: str, lang: str = "vi") -> Mapping[str, bytes]:
    """Every paper of a sample's run."""
    return dict(all_papers(run_of(plan), DIGEST, lang))


def one_of_each(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of the notices the first alone: they differ in nothing but whom they tell."""
    first = next(name for name in found if name.startswith("thong-bao/"))
    return {name: paper for name, paper in found.items() if not name.startswith("thong-bao/") or name == first}


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> str:
    return str(request.param)
