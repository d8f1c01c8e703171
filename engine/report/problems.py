"""Problems for a person and for a program."""

from __future__ import annotations

from typing import Any

from engine.checking import Checked, Noted
from engine.report.json_report import problem_line

_MARK = {"error": "✗", "warning": "!", "info": "·"}


def problems_json(checked: Checked) -> dict[str, Any]:
    """Schema ``xetkhen/check/1``: the same problems as in decisions.json, and whom each of them concerns."""
    return {
        "schema": "xetkhen/check/1",
        "rulebook": checked.rulebook,
        "inputs": [{"file": f.file, "sha256": f.sha256, "rows": f.rows} for f in checked.inputs],
        **{name: dict(source) for name, source in checked.answers.items()},
        "counts": {
            "rows": checked.candidates + checked.rejected,
            "candidates": checked.candidates,
            "rejected_rows": checked.rejected,
        },
        "registers": dict(checked.registers),
        "problems": [_problem(noted) for noted in checked.noted],
    }


def _problem(noted: Noted) -> dict[str, Any]:
    return {
        **problem_line(noted.problem),
        "field": noted.field,
        "name": noted.name,
        "sender": noted.sender,
        "holds": noted.holds,
        "affected": noted.affected,
    }


def print_problems(checked: Checked, lang: str) -> None:
    """One problem a line: mark, place, sentence; what holds up most first; a summary below."""
    from rich.console import Console
    from rich.markup import escape
    from rich.padding import Padding

    console = Console(highlight=False, soft_wrap=False)
    style = {"error": "bold red", "warning": "yellow", "info": "dim"}
    for problem in checked.problems:
        place = f"{problem.place}: " if problem.place else ""
        line = (
            f"[{style[problem.severity]}]{_MARK[problem.severity]}[/] {escape(place)}{escape(problem.text.in_(lang))}"
        )
        console.print(Padding(line, (0, 0, 0, 0)))
    console.print(escape(summary(checked, lang)))
    for line in _next(checked, lang):
        console.print(escape(line))


def _next(checked: Checked, lang: str) -> list[str]:
    """What each of several senders has to do, and what only a person can settle."""
    lines = []
    senders = checked.by_sender()
    if len(senders) > 1:
        for sender, noted in senders.items():
            errors = sum(n.problem.severity == "error" for n in noted)
            others = len(noted) - errors
            said = f"{errors} errors, {others} warnings" if lang == "en" else f"{errors} lỗi, {others} cảnh báo"
            lines.append(f"  {sender}: {said}")
    if checked.duplicates or checked.spellings:
        copies, units = len(checked.duplicates), len(checked.spellings)
        lines.append(
            f"To settle once for all: {copies} duplicates, {units} spellings of units (--write-resolve)."
            if lang == "en"
            else f"Có thể quyết định một lần: {copies} trường hợp trùng, {units} cách ghi đơn vị (--write-resolve)."
        )
    return lines


def summary(checked: Checked, lang: str) -> str:
    """How many rows were read, and what is wrong with them."""
    errors = sum(1 for p in checked.problems if p.severity == "error")
    warnings = sum(1 for p in checked.problems if p.severity == "warning")
    rows = checked.candidates + checked.rejected
    if lang == "en":
        return (
            f"{rows} rows: {checked.candidates} candidates, {checked.rejected} rows that are none. "
            f"{errors} errors, {warnings} warnings."
        )
    return (
        f"{rows} dòng: {checked.candidates} trường hợp đề nghị, {checked.rejected} dòng không dùng được. "
        f"{errors} lỗi, {warnings} cảnh báo."
    )
