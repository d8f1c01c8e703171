"""The page's own records in one SQLite file: accounts, sessions, launch links, runs under way, what a council
has typed and not yet recorded, the access log.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists account (
  name text primary key, role text not null, password text not null, added text not null, disabled text
) strict;
create table if not exists session (
  token text primary key, name text not null, role text not null, lang text not null,
  made text not null, seen text not null, address text not null
) strict;
create table if not exists launch (token text primary key, name text not null, role text not null,
  made text not null) strict;
create table if not exists work (
  id text primary key, title text not null, owner text not null, state text not null, made text not null,
  changed text not null, details text not null
) strict;
create table if not exists council_draft (
  n integer primary key, work text not null, results text not null, field text not null, value text not null,
  name text not null, at text not null
) strict;
create table if not exists access (
  n integer primary key, at text not null, name text not null, role text not null, method text not null,
  route text not null, object text not null, status integer not null, previous text not null, digest text not null
) strict;
create trigger if not exists access_stays before update on access begin select raise(abort, 'kept'); end;
create trigger if not exists access_remains before delete on access begin select raise(abort, 'kept'); end;
"""


class Store:
    """One connection that changes, one statement or transaction at a time; and one that reads what has been changed."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = path
        self._lock = threading.RLock()
        self._open = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._open.row_factory = sqlite3.Row
        self._open.execute("pragma journal_mode = wal")
        self._open.execute("pragma synchronous = full")
        self._open.executescript(_SCHEMA)
        path.chmod(0o600)
        self._changing: int | None = None  # the thread in a transaction
        # Whoever only looks waits for no disk: changes are written ahead, beside what others read.
        self._reading = threading.Lock()
        self._look = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._look.row_factory = sqlite3.Row

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        if self._changing == threading.get_ident():  # what it has changed itself is seen by it alone
            return self._open.execute(statement, values).fetchall()
        with self._reading:
            return self._look.execute(statement, values).fetchall()

    def row(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        found = self.rows(statement, values)
        return found[0] if found else None

    def change(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; gives how many rows it touched."""
        with self._lock:
            return self._open.execute(statement, values).rowcount

    @contextmanager
    def together(self) -> Iterator[None]:
        """All of it or nothing, and nobody in between: other processes included."""
        with self._lock:
            self._open.execute("begin immediate")
            self._changing = threading.get_ident()
            try:
                yield
                self._open.execute("commit")
            except BaseException:
                if self._open.in_transaction:  # where the disk is full, SQLite has taken it back by itself
                    self._open.execute("rollback")
                raise
            finally:
                self._changing = None

    def close(self) -> None:
        with self._lock, self._reading:
            self._look.close()
            self._open.close()
