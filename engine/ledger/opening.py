"""From a place to a database: connections, how they begin, and what is said where they do not.

A file is added to by its own driver, and a server through SQLAlchemy, by the same statements: a command that only adds
does not pay for importing what reading and making tables need.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from engine.ledger.place import Place
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_WAIT = 60  # seconds for others who write
_LOCK = 0x7874_6B68  # of this program, among the advisory locks of a server

Execute = Callable[[str, Mapping[str, object]], Sequence[tuple[Any, ...]]]
"""Runs a statement with its values, ``:name`` by ``:name``; gives the rows that it gives."""


class LedgerUnusable(UnusableInput):
    """A ledger that cannot be opened, read or written."""


def unusable(place: Place, error: BaseException) -> LedgerUnusable:
    """What to tell of an error of the database: its own words, without the statement."""
    cause = getattr(error, "orig", None) or error
    said = "".join(c if c.isprintable() else " " for c in str(cause).partition(" with text ")[0])
    why = " ".join(said.split())[:200] or type(cause).__name__
    return LedgerUnusable(say("ledger.unusable", place=place.shown, why=why))


def _file(place: Place, *, make: bool) -> sqlite3.Connection:
    assert place.path is not None
    uri = f"{place.path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT)
    # EXTRA: also the folder is on the disk, so that not even a loss of power brings a finished entry to doubt.
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()  # a file that is no database, or damaged: nothing may hold it
        raise
    return connection


# ---- a few statements ------------------------------------------------------------------------------------------


@contextmanager
def statements(place: Place, *, writes: bool = False) -> Iterator[Execute]:
    """All of the block, or nothing of it; what writes, after whoever writes at the same time. Raises LedgerUnusable."""
    if place.path is None:
        with transaction(place, writes=writes) as server:
            yield _executor(server)
        return
    try:
        with closing(_file(place, make=False)) as file:
            file.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            # Closed without this, as by any error, all of it is taken back.
            yield lambda statement, values: file.execute(statement, values).fetchall()
            file.execute("COMMIT")
    except sqlite3.Error as error:
        raise unusable(place, error) from error


def _executor(connection: Connection) -> Execute:
    from sqlalchemy import text

    def execute(statement: str, values: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
        result = connection.execute(text(statement), dict(values))
        return [tuple(row) for row in result] if result.returns_rows else []

    return execute


# ---- making and reading -----------------------------------------------------------------------------------------


@contextmanager
def transaction(place: Place, *, writes: bool = False, make: bool = False) -> Iterator[Connection]:
    """All of the block, or nothing of it. ``make``: a file that is not there is made. Raises LedgerUnusable."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    files: list[sqlite3.Connection] = []
    try:
        engine = _engine(place, files, writes=writes, make=make)
        with engine.connect() as connection, connection.begin():
            if writes and place.path is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise unusable(place, error) from error
    finally:
        for file in files:
            file.close()  # one that could not be used is left open by the pool


def _engine(place: Place, files: list[sqlite3.Connection], *, writes: bool, make: bool) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    if place.path is None:
        # Who writes sees what was written while it waited; who reads sees one state, whatever is added meanwhile.
        level = "READ COMMITTED" if writes else "REPEATABLE READ"
        return create_engine(
            place.url, poolclass=NullPool, isolation_level=level, connect_args={"connect_timeout": 10}
        )

    def opened() -> sqlite3.Connection:
        files.append(_file(place, make=make))
        return files[-1]

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)

    # The driver would begin only at the first change: what was read before it could be another's past by then.
    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
