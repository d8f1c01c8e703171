"""Which screen a run was left at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.web.works import Work


def _draft(work: Work) -> str:
    if work.details.rulebook is None:
        return "rulebooks"
    return "columns" if work.details.uploads else "files"


STEP_OF_STATE: Mapping[str, Callable[[Work], str]] = {
    "draft": _draft,
    "running": lambda _: "running",
    "stopped": lambda _: "parameters",
    "failed": lambda _: "parameters",
    "done": lambda _: "results",
    "submitted": lambda _: "results",
    "decided": lambda _: "documents",
}

