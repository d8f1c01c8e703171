"""From a place to a database: connections, how they begin, and what is said where they do not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from engine.ledger.place import Place
from engine.problems import UnusableInput
from engine.wording import say

_WAIT = 60  # seconds for others who write


class LedgerUnusable(UnusableInput):
    """A ledger that cannot be opened, read or written."""


def engine_of(place: Place, *, make: bool) -> Engine:
    """``make``: a file that is not there is made, once it is written to."""
    if place.path is None:
        return create_engine(place.url, poolclass=NullPool, connect_args={"connect_timeout": 10})
    uri = f"{place.path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver would begin only at the first change: what was read before it could be another's past by then.
    writes = connection.get_execution_options().get("writes")
    if writes:
        # EXTRA: also the folder is on the disk, so that not even a loss of power brings a finished entry to doubt.
        connection.exec_driver_sql("PRAGMA synchronous = EXTRA")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine, place: Place, *, writes: bool = False) -> Iterator[Connection]:
    """All of the block, or nothing of it. Raises LedgerUnusable for whatever the database cannot do."""
    try:
        options: dict[str, Any] = {"writes": writes}
        if place.path is None:
            # Who writes sees what was written while it waited; who reads sees one state, whatever is added meanwhile.
            options["isolation_level"] = "READ COMMITTED" if writes else "REPEATABLE READ"
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise unusable(place, error) from error


def unusable(place: Place, error: BaseException) -> LedgerUnusable:
    """What to tell of an error of the database: its own words, without the statement."""
    cause = getattr(error, "orig", None) or error
    why = " ".join(str(cause).split()) or type(cause).__name__
    return LedgerUnusable(say("ledger.unusable", place=place.shown, why=why))
