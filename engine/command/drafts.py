"""``rulebook new``: asked, taken from a plan's text, or copied from the sample draft; then written whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from engine.command.interview import Interview
from engine.newfiles import write_draft
from engine.problems import UnusableInput
from engine.rulebook import lint, new_draft
from engine.rulebook.drafting import TO_DO, draft_of
from engine.rulebook.headings import Heading, clauses_in, heading_in
from engine.rulebook.planning import Plan, PlanClause
from engine.wording import say


def new_rulebook(id_: str, path: Path, plan: Path | None, *, plain: bool, ask: bool, lang: str) -> None:
    """Write the draft and say what is left to do in it. Raises UnusableInput."""
    if plain and plan is not None:
        raise UnusableInput(say("new.plain_from"))
    files = new_draft(id_)  # refuses an id that cannot be used, before anything is asked
    found, heading = _read(plan) if plan is not None else ((), Heading())
    asked = not plain and (ask or (sys.stdin.isatty() and sys.stdout.isatty()))
    if asked:
        files = draft_of(id_, Interview(lang).plan(id_, found, heading, plan.name if plan is not None else ""))
    elif plan is not None:
        told = Plan(title=heading.title, number=heading.number, printed=heading.date, clauses=found)
        files = draft_of(id_, told)
    if asked:
        click.echo()
    written = write_draft(id_, path, files)
    for target in written:
        click.echo(f"{target}")
    if asked or plan is not None:
        for finding in lint(written[0]):
            click.echo(finding.in_(lang))
        left = sum(TO_DO in line for line in files[".yaml"].splitlines() if not line.startswith("#"))
        click.echo(say("new.left", n=left, path=written[0]).in_(lang))


def _read(path: Path) -> tuple[tuple[PlanClause, ...], Heading]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnusableInput(say("new.not_text", file=path)) from None
    found = clauses_in(lines)
    if not found:
        raise UnusableInput(say("new.no_clauses", file=path))
    return found, heading_in(lines)
