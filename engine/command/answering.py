"""``runs show --clause`` and ``--about``: what an auditor asks of a whole run, with the council's word where it met."""

from __future__ import annotations

from collections.abc import Iterator

import click

from engine.answers import Answer, about, about_clause
from engine.command.deciding import standing_of
from engine.command.options import print_json
from engine.council import apply


def answer_about(run: str, clause: str | None, topic: str | None, format_: str, ledger: str | None, lang: str) -> None:
    """Print one answer or two. Raises UnusableInput where there is no such run or clause."""
    now = standing_of(run, ledger, latest=False)
    applied = apply(now.document, now.council) if now.council.sessions else None
    answers = []
    if clause is not None:
        answers.append(about_clause(now.document, clause))
    if topic is not None:
        answers.append(about(topic, now.document, applied))
    if format_ == "json":
        print_json([_data(answer) for answer in answers])
        return
    for line in (line for answer in answers for line in _lines(answer, lang)):
        click.echo(line)


def _lines(answer: Answer, lang: str) -> Iterator[str]:
    yield answer.title.in_(lang)
    for depth, text in answer.lines:
        yield "  " * (depth + 1) + text.in_(lang)


def _data(answer: Answer) -> dict[str, object]:
    lines = [{"depth": depth, "vi": text.vi, "en": text.en} for depth, text in answer.lines]
    return {"title": {"vi": answer.title.vi, "en": answer.title.en}, "lines": lines}
