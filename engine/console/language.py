"""Which language a line is answered in, and texts that hold both."""

from __future__ import annotations

from collections.abc import Sequence

import click


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for anywhere in the line; Vietnamese where none, or none that exists, is."""
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang=en" or (argument == "--lang" and arguments[i + 1 : i + 2] == ["en"]):
            return "en"
    return "vi"


def language_in(ctx: click.Context | None) -> str:
    """The language of a context; Vietnamese outside of any."""
    return "en" if ctx is not None and ctx.obj == "en" else "vi"


def chosen(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The value of ``--lang`` for a command: what the whole line asks for, wherever in it."""
    return value if ctx.obj is None else language_in(ctx)


def half(text: str, lang: str) -> str:
    """The half of ``tiếng Việt / English`` that is asked for; a text without halves as it is.

    >>> half("Bộ quy tắc. / Rulebook.", "en")
    'Rulebook.'
    """
    halves = " ".join(text.split()).split(" / ")
    return halves[lang == "en"] if len(halves) == 2 else text
