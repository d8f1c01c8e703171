"""What was typed wrongly, said in the language asked for; click says it in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from engine.provenance import Text
from engine.wording import say


def wrong_use(error: click.UsageError) -> Text:
    """What was typed wrongly, and where the right way is told."""
    command = error.ctx.command_path if error.ctx else "xetkhen"
    what, hint = _what(error), say("usage.see", command=command)
    return Text(f"{what.vi}\n{hint.vi}", f"{what.en}\n{hint.en}")


def _what(error: click.UsageError) -> Text:
    match error:
        case click.MissingParameter(param=click.Option() as option):
            return say("usage.missing_option", option="/".join(option.opts))
        case click.MissingParameter(param=click.Argument() as argument):
            return say("usage.missing_argument", argument=argument.human_readable_name)
        case click.NoSuchOption():
            return _nearest("usage.no_option", error.option_name, error.possibilities)
        case click.BadOptionUsage():
            key = "usage.takes_none" if "does not take" in error.message else "usage.needs_value"
            return say(key, option=error.option_name)
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            given = re.match(r"'(.*)' is not ", error.message)
            return say(
                "usage.choice", value=given[1] if given else "", option=parameter.opts[-1],
                options=", ".join(map(str, choice.choices)),
            )  # fmt: skip
        case click.BadParameter(param=click.Parameter() as parameter):
            return say("usage.bad_value", option=parameter.opts[-1], why=error.message)
        case click.exceptions.NoSuchCommand():
            return _nearest("usage.no_command", error.command_name, error.possibilities)
        case _ if extra := re.search(r"unexpected extra arguments? \((.*)\)", error.message):
            return say("usage.extra", arguments=extra[1])
        case _:
            return Text(error.format_message(), error.format_message())


def _nearest(key: str, name: str, possibilities: Sequence[str] | None) -> Text:
    if not possibilities:
        return say(key, name=name)
    return say(f"{key}_nearest", name=name, nearest=possibilities[0])
