"""Help in the language asked for: of a command, and of a group of commands."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import click

from engine.console.language import half, language_in
from engine.wording import say

_EXAMPLE = "/ Example:"


class Command(click.Command):
    """A command whose help is in the language asked for.

    Its docstring, and the ``help`` of its options, are written ``tiếng Việt / English``, paragraph by paragraph; a
    paragraph of examples, which is shown as it stands, begins ``Ví dụ / Example:``.
    """

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("usage.usage").in_(language_in(ctx)) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = language_in(ctx)
        for paragraph in inspect.cleandoc(self.help or "").split("\n\n"):
            first, _, rest = paragraph.partition("\n")
            formatter.write_paragraph()
            if _EXAMPLE in first:
                formatter.write(_indented([say("usage.example").in_(lang), *rest.split("\n")]))
            else:
                with formatter.indentation():
                    formatter.write_text(half(paragraph, lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = language_in(ctx)
        rows = []
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None:
                help_, extra, more = record[1].partition("  [")
                rows.append((record[0], half(help_, lang) + _extra(extra + more, lang)))
        with formatter.section(say("usage.options").in_(lang)):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("usage.help").in_(language_in(ctx))
        return option


def _indented(lines: Sequence[str]) -> str:
    return "".join(f"  {line}\n" for line in lines)


def _extra(text: str, lang: str) -> str:
    if lang == "en":
        return text
    return text.replace("[default: ", "[mặc định: ").replace("required]", "bắt buộc]")


class Group(Command, click.Group):
    """A command with commands below it; named alone, it shows its help."""

    command_class = Command
    group_class = type  # groups below it are of the same class

    def invoke(self, ctx: click.Context) -> Any:
        """Help on standard output where no command is named: asking for nothing is no mistake."""
        if not ctx.args and not ctx._protected_args:  # noqa: SLF001  # click has no public name for them
            click.echo(ctx.get_help())
            ctx.exit()
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        lang = language_in(ctx)
        rows = [(n, half((c.help or "").partition("\n\n")[0], lang).rstrip(".")) for n, c in self.commands.items()]
        with formatter.section(say("usage.commands").in_(lang)):
            formatter.write_dl(rows)
