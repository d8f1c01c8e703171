"""Problems for a person and for a program."""

from __future__ import annotations

from typing import Any

from engine.checking import Checked

_MARK = {"error": "✗", "warning": "!", "info": "·"}


def problems_json(checked: Checked) -> dict[str, Any]:
    """Schema ``xetkhen/check/1``: the same problems as in decisions.json."""
    return {
        "schema": "xetkhen/check/1",
        "rulebook": checked.rulebook,
        "inputs": [{"file": f.file, "sha256": f.sha256, "rows": f.rows} for f in checked.inputs],
        "counts": {
            "rows": checked.candidates + checked.rejected,
            "candidates": checked.candidates,
            "rejected_rows": checked.rejected,
        },
        "registers": dict(checked.registers),
        "problems": [
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.file,
                "sheet": p.sheet,
                "cell": p.ref,
                "vi": p.text.vi,
                "en": p.text.en,
            }
            for p in checked.problems
        ],
    }


def print_problems(checked: Checked, lang: str) -> None:
    """One problem a line: mark, place, sentence; errors first; a summary below."""
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
    errors = sum(1 for p in checked.problems if p.severity == "error")
    warnings = sum(1 for p in checked.problems if p.severity == "warning")
    rows = checked.candidates + checked.rejected
    if lang == "en":
        console.print(
            f"{rows} rows: {checked.candidates} candidates, {checked.rejected} rows that are none. "
            f"{errors} errors, {warnings} warnings."
        )
    else:
        console.print(
            f"{rows} dòng: {checked.candidates} trường hợp đề nghị, {checked.rejected} dòng không dùng được. "
            f"{errors} lỗi, {warnings} cảnh báo."
        )
