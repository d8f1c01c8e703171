"""Rulebooks written in a test as an officer would, and rows of plain values run through every stage of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.pipeline import Run, choose_round, decision_day, evaluate_roster, year_of
from engine.records import Decision
from engine.rosters import roster_of
from engine.rulebook import Finding, lint, load
from engine.rulebook.model import Setting

Rows = Sequence[Mapping[str, str]]

HEAD = """\
language: 1
id: plan
version: 1
approval: draft
document: {vi: Kế hoạch thi đua, issuer: UBND huyện, date: 2026-03-01, decided_on: 2026-11-20, units: []}
clauses: {I: Tiêu chuẩn, II: Số lượng}
awards: {gk: {vi: Giấy khen, clause: I}}
"""
PARTS = {
    "categories": "{commune: {kinds: [collective], clause: I, vi: Xã, requires: {all: [good]}}}",
    "criteria": "{good: Tốt}",
    "rounds": "{review: {vi: Tổng kết, clause: II, quotas: none}}",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A rulebook in a file of its own."""

    path: Path

    def run(
        self,
        rows: Rows,
        registers: Mapping[str, Rows] | None = None,
        *,
        on: date | None = None,
        year: int | None = None,
        settings: Mapping[str, str | Setting] | None = None,
        round_id: str | None = None,
        readings: bool = False,
    ) -> Run:
        """Every stage over rows of plain values; the kind is that of the category where none is said."""
        book = load(self.path, settings or {})
        this_round = choose_round(book, round_id)
        year = year_of(book, this_round, year)
        rows = [{"kind": _kind(book.categories, row), **row} for row in rows]
        return evaluate_roster(
            roster_of(book, rows, registers), book, this_round.id, year, decision_day(book, this_round, year, on),
            reference=str(self.path), settings=settings or {}, readings=readings,
        )  # fmt: skip

    def statuses(self, rows: Rows, registers: Mapping[str, Rows] | None = None, **more: object) -> dict[str, str]:
        """Status by name."""
        return {name: d.status.value for name, d in self.decisions(rows, registers, **more).items()}

    def decisions(self, rows: Rows, registers: Mapping[str, Rows] | None = None, **more: object) -> dict[str, Decision]:
        """Decision by name."""
        run = self.run(rows, registers, **more)  # type: ignore[arg-type]
        return {d.candidate.name: d for d in run.decisions.decisions}

    def errors(self) -> list[Finding]:
        """What lint calls wrong, without the English texts that a test does not write."""
        return [f for f in lint(self.path) if f.severity == "error"]

    def codes(self) -> set[str]:
        return {f.code for f in self.errors()}


def _kind(categories: Mapping[str, object], row: Mapping[str, str]) -> str:
    category = categories.get(row.get("category", ""))
    kinds = getattr(category, "kinds", ())
    return kinds[0] if kinds else "collective"


def plan(folder: Path, head: str = HEAD, **sections: str) -> Plan:
    """A rulebook of these sections; what is not said is the simplest there is."""
    written = PARTS | sections
    body = "".join(
        f"{name}:\n{textwrap.indent(textwrap.dedent(text).strip(), '  ')}\n" for name, text in written.items()
    )
    path = folder / "plan.yaml"
    path.write_text(head + body, encoding="utf-8")
    return Plan(path)
