"""What is typed: settings, days and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from engine.console.language import language_in
from engine.wording import say


class Setting(click.ParamType[tuple[str, str]]):
    """``NAME=VALUE``."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The pair."""
        if isinstance(value, tuple):
            return value
        name, equals, text = str(value).partition("=")
        if not equals or not name.strip():
            self.fail(say("usage.setting", value=value).in_(language_in(ctx)), param, ctx)
        return name.strip(), text.strip()


def one_each(ctx: click.Context, param: click.Parameter, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The settings, each parameter once: of two values the last would win, silently."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise click.BadParameter(say("usage.set_twice", name=name).in_(language_in(ctx)), ctx, param)
    return pairs


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            # `fromisoformat` would also take 20231019 and 2023-W42-4.
            return date.fromisoformat(text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else "")
        except ValueError:
            self.fail(say("usage.day", value=value).in_(language_in(ctx)), param, ctx)


class Year(click.ParamType[int]):
    """A year of four digits."""

    name = "YYYY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year."""
        text = str(value)
        if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
            self.fail(say("usage.year", value=value).in_(language_in(ctx)), param, ctx)
        return int(text)
