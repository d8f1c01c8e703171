"""A results folder as the screens need it: what they count in it, a page of its list, one decision; or all of it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.explanation.index import Indexed
from engine.names import fold, normal
from engine.report.reading import document_of, read_results
from engine.web.index import IndexedRun, about_of, index_of
from engine.web.index.lazy import Row
from engine.web.index.order import ORDER, RANKED
from engine.web.index.stored import Stamp
from engine.web.keeping import Kept

__all__ = ["ORDER", "PAGE", "RANKED", "Results", "Row", "left_to_do", "results_of", "whole"]

PAGE = 100
_WHOLE = Kept(96 << 20)  # bytes of decisions.json; in memory that is five times as much
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a list is to show; a search goes by the letters without their marks."""

    status: str = ""
    commune: str = ""
    category: str = ""
    search: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        return {"status": self.status, "commune": self.commune, "category": self.category,
                "words": fold(normal(self.search)).split()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Results:
    """``decisions.json`` of one folder, by its index."""

    folder: Path
    run: IndexedRun  # the document: only that of it is read which is asked for

    @property
    def head(self) -> Mapping[str, Any]:
        """The document, for what is said beside its decisions."""
        return self.run

    @property
    def document(self) -> Indexed:
        """All of it in memory, for what looks at every decision: few are kept, and one is read at a time."""
        return whole(self.folder)

    @property
    def ties(self) -> int:
        return int(self.run.about["ties"])

    @property
    def evidence(self) -> int:
        """How many lack something that can change the list."""
        return int(self.run.about["evidence"])

    @property
    def errors(self) -> int:
        return int(self.run.about["errors"])

    @property
    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """How many have each status, commune and category."""
        found: Mapping[str, Mapping[str, int]] = self.run.about["facets"]
        return found

    @property
    def digest(self) -> str:
        """SHA-256 of ``decisions.json``, worked out while it was read."""
        return str(self.run.about["digest"])

    @property
    def left_to_do(self) -> int:
        return _left(self.run.about)

    @property
    def size(self) -> int:
        """How many candidates."""
        return int(self.head["counts"]["candidates"])

    @property
    def draft(self) -> bool:
        return bool(self.head["run"]["rulebook"]["approval"] != "approved")

    def count(self, asked: Asked) -> int:
        """How many fit all that is asked for."""
        return self.run.count(**asked.plain)

    def rows(self, asked: Asked, first: int, most: int) -> list[Row]:
        """A page of them: lists in the order of their quotas, inside by rank; then the others by status."""
        return self.run.rows(first, most, **asked.plain)


def left_to_do(folder: Path) -> int:
    """What must be settled before a list is submitted: kinds of work, not people. Raises as ``results_of``."""
    return _left(about_of(folder))


def _left(about: Mapping[str, Any]) -> int:
    return sum(1 for kind in ("ties", "evidence", "errors") if about[kind])


def results_of(folder: Path) -> Results:
    """Raises UnusableInput where the folder holds no results."""
    return Results(folder, index_of(folder))


def whole(folder: Path) -> Indexed:
    """All of ``decisions.json``, with what explanations look for in it."""
    stamp = Stamp.of(document_of(folder))
    with _one_at_a_time:
        return _WHOLE.get((folder, stamp), lambda: Indexed(read_results(folder)), stamp.size if stamp else 0)
