"""A run made, written and entered in the ledger: how ``nominate`` and ``demo`` do it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import say

if TYPE_CHECKING:
    from engine.ledger.ledger import Ledger
    from engine.ledger.place import Place
    from engine.pipeline import Request, Run
    from engine.rerun import RunRecord


def user() -> str:
    """Whom the operating system takes the user for."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a number without a name, as in a container
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


class Book:
    """The ledger that a run goes into, or why it does not.

    One that was named must be usable, or nothing is done; without the usual one a run is made, and says so.
    """

    def __init__(self, said: str | None, lang: str) -> None:
        from engine.ledger import open_ledger, place_of

        self.place: Place | None = place_of(said, os.environ)
        self.ledger: Ledger | None = None
        self.missing: UnusableInput | None = None
        self._lang = lang
        if self.place is None:
            return
        try:
            self.ledger = open_ledger(self.place, write=True)
            self._tell_unplaced()
        except UnusableInput as error:
            self._without(error)

    def _without(self, error: UnusableInput) -> None:
        if self.place is not None and self.place.said:
            raise error
        self.ledger, self.missing = None, error

    def _tell_unplaced(self) -> None:
        from engine.rerun.entries import KIND, unplaced

        assert self.ledger is not None
        last = self.ledger.last(KIND)
        for found in unplaced([last] if last else []):
            click.echo(found.text.in_(self._lang), err=True)

    def add(self, kind: str, payload: Mapping[str, object], attachments: Mapping[str, bytes], by: str) -> None:
        """Enter what is no run: what a council decided."""
        if self.ledger is None:
            return
        try:
            self.ledger.append(kind, payload, attachments, by)
        except UnusableInput as error:
            self._without(error)

    def enter(self, run: Run, record: RunRecord, part: Path, target: Path) -> None:
        """Enter a run that is about to be put in its place."""
        if self.ledger is None:
            return
        from engine.rerun.entries import add_run

        try:
            add_run(self.ledger, run, record, part, target)
        except UnusableInput as error:
            self._without(error)

    def tell(self, target: Path) -> None:
        """Say where a run was not recorded."""
        if self.missing is not None:
            why = Text(self.missing.text.vi.partition("\n")[0], self.missing.text.en.partition("\n")[0])
            click.echo(say("ledger.not_recorded", why=why, folder=target).in_(self._lang), err=True)


def nominate_into(request: Request, output: Path, lang: str, ledger: str | None, by: str | None) -> Run:
    """Make a run, write its results and enter it in the ledger: all of it, or nothing.

    Raises UnusableInput and BadRulebook as a run does, and UnusableInput where the results cannot be written.
    """
    from engine.report.writing import check_target, write_results
    from engine.rerun import inputs_of, recorded

    check_target(output)
    book = Book(ledger, lang)
    run, record = recorded(request, by or user(), lang, output)
    request.tell("writing", 0, 0)

    def last(part: Path) -> None:
        book.enter(run, record.keep_in(part), part, output)

    write_results(run.decisions, output, lang, inputs=inputs_of(request), last=last)
    book.tell(output)
    return run
