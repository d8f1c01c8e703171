"""How the command speaks and ends: its language, help, wrong use, exit codes, signals. No command is defined here.

Click says what was typed wrongly in English; ``wrong_use`` says it in the language asked for. The language is known
before anything is parsed (``language_of``) and travels as the context's ``obj``.
"""

from __future__ import annotations

import atexit
import gc
import inspect
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TextIO

import click

from engine.problems import BadRulebook, XetkhenError
from engine.provenance import Text
from engine.wording import say

DONE, LOOK, UNUSABLE = 0, 1, 2
INTERRUPTED, TERMINATED, CUT_OFF = 130, 143, 141  # 128 and the signal, as shells count
_EXAMPLE = "/ Example:"


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for anywhere in the line; Vietnamese where none, or none that exists, is."""
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang=en" or (argument == "--lang" and arguments[i + 1 : i + 2] == ["en"]):
            return "en"
    return "vi"


def _lang(ctx: click.Context | None) -> str:
    return "en" if ctx is not None and ctx.obj == "en" else "vi"


def chosen(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The value of ``--lang`` for a command: what the whole line asks for, wherever in it."""
    return value if ctx.obj is None else _lang(ctx)


# ---- help -------------------------------------------------------------------------------------------------------


def _said(text: str, lang: str) -> str:
    """The half of ``tiếng Việt / English`` that is asked for; a text without halves as it is.

    >>> _said("Bộ quy tắc. / Rulebook.", "en")
    'Rulebook.'
    """
    halves = " ".join(text.split()).split(" / ")
    return halves[lang == "en"] if len(halves) == 2 else text


class Command(click.Command):
    """A command whose help is in the language asked for.

    Its docstring, and the ``help`` of its options, are written ``tiếng Việt / English``, paragraph by paragraph; a
    paragraph of examples, which is shown as it stands, begins ``Ví dụ / Example:``.
    """

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("usage.usage").in_(_lang(ctx)) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = _lang(ctx)
        for paragraph in inspect.cleandoc(self.help or "").split("\n\n"):
            first, _, rest = paragraph.partition("\n")
            formatter.write_paragraph()
            if _EXAMPLE in first:
                formatter.write(_indented([say("usage.example").in_(lang), *rest.split("\n")]))
            else:
                with formatter.indentation():
                    formatter.write_text(_said(paragraph, lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = _lang(ctx)
        rows = []
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None:
                help_, extra, more = record[1].partition("  [")
                rows.append((record[0], _said(help_, lang) + _extra(extra + more, lang)))
        with formatter.section(say("usage.options").in_(lang)):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("usage.help").in_(_lang(ctx))
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
            ctx.exit(DONE)
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        lang = _lang(ctx)
        rows = [(n, _said((c.help or "").partition("\n\n")[0], lang).rstrip(".")) for n, c in self.commands.items()]
        with formatter.section(say("usage.commands").in_(lang)):
            formatter.write_dl(rows)


# ---- what is typed ----------------------------------------------------------------------------------------------


class Setting(click.ParamType[tuple[str, str]]):
    """``NAME=VALUE``."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The pair."""
        if isinstance(value, tuple):
            return value
        name, equals, text = str(value).partition("=")
        if not equals or not name.strip():
            self.fail(say("usage.setting", value=value).in_(_lang(ctx)), param, ctx)
        return name.strip(), text.strip()


def one_each(ctx: click.Context, param: click.Parameter, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The settings, each parameter once: of two values the last would win, silently."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise click.BadParameter(say("usage.set_twice", name=name).in_(_lang(ctx)), ctx, param)
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
            self.fail(say("usage.day", value=value).in_(_lang(ctx)), param, ctx)


class Year(click.ParamType[int]):
    """A year of four digits."""

    name = "YYYY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year."""
        text = str(value)
        if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
            self.fail(say("usage.year", value=value).in_(_lang(ctx)), param, ctx)
        return int(text)


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


# ---- how it ends ------------------------------------------------------------------------------------------------


def run(main: click.Group, arguments: Sequence[str]) -> int:
    """Run the line and give its exit code; whatever the user must know stands on standard error, in a few lines."""
    lang = language_of(arguments)
    out, err = sys.stdout, sys.stderr
    try:
        result = main.main(args=list(arguments), prog_name="xetkhen", standalone_mode=False, obj=lang)
        sys.stdout.flush()
    except BadRulebook as error:
        _complain(error.text, lang)
        _list_findings(error.findings, lang)
        return UNUSABLE
    except XetkhenError as error:
        _complain(error.text, lang)
        return UNUSABLE
    except click.UsageError as error:
        _complain(wrong_use(error), lang)
        return UNUSABLE
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(say("cli.interrupted").in_(lang), err=True)
        return INTERRUPTED
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError) or sys.stdout is not out:  # rich's way, and click's
            sys.stdout, sys.stderr = out, err
            return _cut_off()
        return error.code if isinstance(error.code, int) else UNUSABLE
    except BrokenPipeError:
        return _cut_off()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _complain(say("cli.system", what=f"{where}{error.strerror or error}"), lang)
        return UNUSABLE
    return result if isinstance(result, int) else DONE


def _complain(text: Text, lang: str) -> None:
    click.echo(say("cli.complaint", what=text).in_(lang), err=True)


def _list_findings(findings: Sequence[Any], lang: str) -> None:
    # One of them, and how to see all: a complaint is three lines at most.
    for finding in findings[:1]:
        click.echo(finding.in_(lang), err=True)
    if len(findings) > 1:
        click.echo(say("cli.more_findings", n=len(findings) - 1, file=findings[0].file).in_(lang), err=True)


def _cut_off() -> int:
    """The reader went away (``| head``): nothing more is said, at the interpreter's end neither."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # captured in a test: there is no such file
        return CUT_OFF
    return CUT_OFF


def prepare() -> None:
    """What holds for the whole process: a request to stop unwinds like any error, and no letter stops the output."""
    # A command makes its objects and ends: looking for cycles among them takes a tenth of its time and finds none.
    gc.set_threshold(200_000, 50, 50)
    atexit.register(gc.freeze)  # nor when the process ends
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        _all_letters(stream)


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(TERMINATED)


def _all_letters(stream: TextIO) -> None:
    # Vietnamese on a terminal that is not set up for it: a mark in place of a letter, not an end.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


@contextmanager
def at_work(what: Text, lang: str) -> Iterator[None]:
    """A moving line on standard error while something long is done; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what.in_(lang)):
        yield

