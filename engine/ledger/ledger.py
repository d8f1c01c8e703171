"""Adding to a ledger, and reading it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from engine.ledger.entry import FIRST, Entry, canonical
from engine.ledger.opening import LedgerUnusable, engine_of, transaction
from engine.ledger.place import Place
from engine.ledger.tables import CONTENTS, ENTRIES, lock, make, of_others, there
from engine.problems import UnusableInput
from engine.wording import say

_LEVEL = 1  # decisions are mostly the same words: the quickest compression makes them a ninth already


class Ledger:
    """An open ledger. Every method is a transaction of its own."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self._engine = engine

    def append(self, kind: str, payload: Mapping[str, object], attachments: Mapping[str, bytes], by: str) -> Entry:
        """Add an entry, with all its contents or not at all, after what stands last by then.

        Raises LedgerUnusable where it cannot be written; then nothing was.
        """
        kept = {name: zlib.compress(content, _LEVEL) for name, content in attachments.items()}
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in kept.items()}
        with self._writing() as connection:
            last = _last(connection)
            entry = Entry.sealed(
                last.sequence + 1 if last else 1, kind, canonical(payload), _letters(by),
                datetime.now(UTC).replace(microsecond=0).isoformat(), last.digest if last else FIRST,
                canonical(digests),
            )  # fmt: skip
            new = {digests[name]: content for name, content in kept.items()}
            found = select(CONTENTS.c.sha256).where(CONTENTS.c.sha256.in_(list(new)))
            for (known,) in connection.execute(found).all():
                del new[known]
            if new:
                connection.execute(insert(CONTENTS), [{"sha256": d, "content": c} for d, c in new.items()])
            connection.execute(insert(ENTRIES), [{name: getattr(entry, name) for name in ENTRIES.c.keys()}])  # noqa: SIM118
        return entry

    def entries(self, kind: str | None = None) -> list[Entry]:
        """All entries in order, or those of a kind."""
        query = select(ENTRIES).order_by(ENTRIES.c.sequence)
        if kind is not None:
            query = query.where(ENTRIES.c.kind == kind)
        with self.reading() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def last(self, kind: str | None = None) -> Entry | None:
        """The last entry, or the last of a kind; None where there is none."""
        with self.reading() as connection:
            return _last(connection, kind)

    def content(self, digest: str) -> bytes:
        """What is kept under a digest. Raises LedgerUnusable where it is gone, or is not that any more."""
        with self.reading() as connection:
            kept = connection.execute(select(CONTENTS.c.content).where(CONTENTS.c.sha256 == digest)).scalar()
        content = opened(digest, kept)
        if content is None:
            raise LedgerUnusable(say("ledger.content_damaged", place=self.place.shown, digest=digest[:12]))
        return content

    def files(self, entry: Entry) -> dict[str, bytes]:
        """The attachments of an entry. Raises as ``content``."""
        return {name: self.content(digest) for name, digest in entry.files.items()}

    def run(self, reference: str) -> Entry:
        """The entry of a run, by the run's id or the beginning of it, or by the entry's number.

        Of several entries of one run, which is the same to the byte, the last. Raises UnusableInput where there is
        none, or where several runs begin so.
        """
        runs = self.entries("run")
        numbered = [e for e in runs if reference.isdecimal() and e.sequence == int(reference)]
        begin = [e for e in runs if len(reference) >= _LEAST and str(e.data["run"]).startswith(reference.lower())]
        ids = {str(e.data["run"]) for e in begin}
        if reference.lower() not in ids and numbered:
            return numbered[0]
        if len(ids) > 1:
            raise UnusableInput(say("ledger.several", reference=reference, ids=", ".join(sorted(ids))))
        if not begin:
            raise UnusableInput(say("ledger.no_such_run", reference=reference, place=self.place.shown))
        return begin[-1]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of the ledger, whatever is added meanwhile."""
        with transaction(self._engine, self.place) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with transaction(self._engine, self.place, writes=True) as connection:
            lock(connection)
            yield connection

    def prepare(self) -> None:
        """Make the tables where there are none. Raises LedgerUnusable where that, or writing, is not possible."""
        with self._writing() as connection:
            if not there(connection):
                if of_others(connection):
                    raise LedgerUnusable(say("ledger.of_others", place=self.place.shown))
                make(connection)


_LEAST = 4  # letters of an id


def opened(digest: str, kept: object) -> bytes | None:
    """What was put in, of the bytes kept under a digest; None where they are not what was kept."""
    if not isinstance(kept, bytes) or hashlib.sha256(kept).hexdigest() != digest:
        return None
    return zlib.decompress(kept)


def open_ledger(place: Place, *, write: bool = False) -> Ledger:
    """The ledger at a place. ``write``: it is made where there is none; else there must be one.

    Raises LedgerUnusable.
    """
    ledger = Ledger(place, engine_of(place, make=write))
    if write:
        if place.path is not None and not place.said:
            _make_folder(place)
        ledger.prepare()
        return ledger
    if place.path is not None and not place.path.exists():
        raise LedgerUnusable(say("ledger.none", place=place.shown))
    with ledger.reading() as connection:
        if not there(connection):
            raise LedgerUnusable(say("ledger.none", place=place.shown))
    return ledger


def _make_folder(place: Place) -> None:
    assert place.path is not None
    try:
        place.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerUnusable(say("ledger.unusable", place=place.shown, why=error.strerror or error)) from error


def _last(connection: Connection, kind: str | None = None) -> Entry | None:
    query = select(ENTRIES).order_by(ENTRIES.c.sequence.desc()).limit(1)
    row = connection.execute(query if kind is None else query.where(ENTRIES.c.kind == kind)).first()
    return _entry(row) if row is not None else None


def _entry(row: Row[Any]) -> Entry:
    return Entry(**row._mapping)  # noqa: SLF001  # its public name


def _letters(name: str) -> str:
    """A name that every database can keep."""
    return name.encode(errors="replace").decode().replace("\0", "?")
