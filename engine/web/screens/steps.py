"""The way of a run from a rulebook to its documents, and which step it stands at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.web.works import Work

STEPS = ("rulebooks", "files", "columns", "cells", "parameters", "results", "documents")
"""Route names, in the order of an officer's work."""


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


def reachable(work: Work) -> frozenset[str]:
    """The steps that have what they need."""
    found = {"rulebooks"}
    if work.details.rulebook is not None:
        found.add("files")
        if any(upload.role == "candidates" for upload in work.details.uploads):
            found |= {"columns", "cells", "parameters"}
    if work.details.results is not None:
        found |= {"results", "documents"}
    return frozenset(found)
