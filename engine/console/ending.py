"""How the command runs and ends: exit codes, complaints, signals, a reader that went away."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

import click

from engine.console.language import language_of
from engine.console.mistakes import wrong_use
from engine.problems import BadRulebook, XetkhenError
from engine.provenance import Text
from engine.wording import say

DONE, LOOK, UNUSABLE = 0, 1, 2
INTERRUPTED, TERMINATED, CUT_OFF = 130, 143, 141  # 128 and the signal, as shells count


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
        file = findings[0].file.replace(".cases.yaml", ".yaml")  # whose cases are linted with it
        click.echo(say("cli.more_findings", n=len(findings) - 1, file=file).in_(lang), err=True)


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


def tell_program(step: str, done: int, of: int) -> None:
    """Say how far the work is to whatever program started the command: a line of JSON behind a mark."""
    print(f'\x1e{{"step": "{step}", "done": {done}, "of": {of}}}', file=sys.stderr, flush=True)  # noqa: T201


def tell_nobody(_step: str, _done: int, _of: int) -> None:
    """Where no program asked for it."""
