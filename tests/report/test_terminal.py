from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from engine.records import Decisions
from engine.report import print_run
from tests.report.conftest import Golden
from tests.report.made import made_run
from tests.report.many import many_lists


def printed(run: Decisions, lang: str = "vi", width: int = 80) -> str:
    out = io.StringIO()
    print_run(run, lang, Path("ket-qua"), ["nominations.xlsx", "decisions.json"], out, width)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_summary_of_a_run(run: Decisions, golden: Golden, lang: str) -> None:
    golden.check(f"terminal.{lang}.txt", printed(run, lang))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(run: Decisions, width: int) -> None:
    for some in (run, many_lists(30)):
        assert max(len(line) for line in printed(some, width=width).splitlines()) <= width


def test_nothing_is_coloured_where_there_is_no_terminal(run: Decisions) -> None:
    assert "\x1b" not in printed(run)


def test_many_lists_are_told_by_their_seats(run: Decisions) -> None:
    text = printed(many_lists(30))
    assert "Tập thể – Xã số 001" in text
    assert "Tập thể – Xã số 030" in text
    assert len(text.splitlines()) < 60


def test_brackets_in_a_name_are_no_markup(run: Decisions) -> None:
    first = run.decisions[0]
    named = replace(first, candidate=replace(first.candidate, name="[red]Xã[/red] [bold]"))
    assert "[red]Xã[/red] [bold]" in printed(replace(run, decisions=(named, *run.decisions[1:])))


def test_a_run_that_left_nothing_open_says_so() -> None:
    run = made_run("approved")
    settled = tuple(replace(d, depends_on_readings=()) for d in run.decisions[:2])
    quotas = tuple(replace(line, filled=line.at_most or 0) for line in run.quotas)
    assert "Không còn việc gì phải xử lý" in printed(replace(run, decisions=settled, quotas=quotas, problems=()))


def test_a_name_cannot_steer_the_terminal(run: Decisions) -> None:
    first = run.decisions[0]
    named = replace(
        first, candidate=replace(first.candidate, name="Xã\x1b]0;hỏng\x07\x1b[2J\r\u202eA", commune="\x1b[8m")
    )
    text = printed(replace(run, decisions=(named, *run.decisions[1:])))
    assert not set("\x1b\x07\r\u202e") & set(text)
    assert "Xã ]0;hỏng" in text
