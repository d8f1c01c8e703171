"""Adding to a ledger, and reading it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from engine.ledger.entry import FIRST, Entry, canonical
from engine.ledger.opening import Execute, LedgerUnusable, statements, transaction
from engine.ledger.place import Place
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LEVEL = 1  # decisions are mostly the same words: the quickest compression makes them a ninth already
_COLUMNS = "sequence, kind, payload, author, at, previous, attachments, digest"
_LAST = f"SELECT {_COLUMNS} FROM xetkhen_entries ORDER BY sequence DESC LIMIT 1"  # noqa: S608  # our own names
_LAST_OF = f"SELECT {_COLUMNS} FROM xetkhen_entries WHERE kind = :kind ORDER BY sequence DESC LIMIT 1"  # noqa: S608
_KNOWN = "SELECT 1 FROM xetkhen_contents WHERE sha256 = :sha256"
_KEEP = "INSERT INTO xetkhen_contents (sha256, content) VALUES (:sha256, :content)"
_ENTER = (
    f"INSERT INTO xetkhen_entries ({_COLUMNS}) VALUES "  # noqa: S608
    "(:sequence, :kind, :payload, :author, :at, :previous, :attachments, :digest)"
)


class Ledger:
    """A ledger that is there. Every method is a transaction of its own."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def append(self, kind: str, payload: Mapping[str, object], attachments: Mapping[str, bytes], by: str) -> Entry:
        """Add an entry, with all its contents or not at all, after what stands last by then.

        Raises LedgerUnusable where it cannot be written; then nothing was.
        """
        kept = {name: zlib.compress(content, _LEVEL) for name, content in attachments.items()}
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in kept.items()}
        with statements(self.place, writes=True) as execute:
            last = _first(execute, _LAST)
            entry = Entry.sealed(
                last.sequence + 1 if last else 1, kind, canonical(payload), _letters(by),
                datetime.now(UTC).replace(microsecond=0).isoformat(), last.digest if last else FIRST,
                canonical(digests),
            )  # fmt: skip
            for digest, content in {digests[name]: content for name, content in kept.items()}.items():
                if not execute(_KNOWN, {"sha256": digest}):
                    execute(_KEEP, {"sha256": digest, "content": content})
            execute(_ENTER, {name: getattr(entry, name) for name in _COLUMNS.split(", ")})
        return entry

    def last(self, kind: str | None = None) -> Entry | None:
        """The last entry, or the last of a kind; None where there is none."""
        with statements(self.place) as execute:
            return _first(execute, _LAST) if kind is None else _first(execute, _LAST_OF, kind=kind)

    def entries(self, kind: str | None = None) -> list[Entry]:
        """All entries in order, or those of a kind."""
        from sqlalchemy import select

        from engine.ledger.tables import ENTRIES

        query = select(ENTRIES).order_by(ENTRIES.c.sequence)
        if kind is not None:
            query = query.where(ENTRIES.c.kind == kind)
        with self.reading() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def content(self, digest: str) -> bytes:
        """What is kept under a digest. Raises LedgerUnusable where it is gone, or is not that any more."""
        return self._contents([digest])[0]

    def files(self, entry: Entry) -> dict[str, bytes]:
        """The attachments of an entry. Raises as ``content``."""
        return dict(zip(entry.files, self._contents(list(entry.files.values())), strict=True))

    def _contents(self, digests: list[str]) -> list[bytes]:
        from sqlalchemy import select

        from engine.ledger.tables import CONTENTS

        found = []
        with self.reading() as connection:
            for digest in digests:
                kept = connection.execute(select(CONTENTS.c.content).where(CONTENTS.c.sha256 == digest)).scalar()
                content = opened(digest, kept)
                if content is None:
                    raise LedgerUnusable(say("ledger.content_damaged", place=self.place.shown, digest=digest[:12]))
                found.append(content)
        return found

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
        with transaction(self.place) as connection:
            yield connection


_LEAST = 4  # letters of an id


def opened(digest: str, kept: object) -> bytes | None:
    """What was put in, of the bytes kept under a digest; None where they are not what was kept."""
    if not isinstance(kept, bytes) or hashlib.sha256(kept).hexdigest() != digest:
        return None
    return zlib.decompress(kept)


def open_ledger(place: Place, *, write: bool = False) -> Ledger:
    """The ledger at a place. ``write``: it is made where there is none, and can be added to; else there must be one.

    Raises LedgerUnusable.
    """
    if write:
        if place.path is None or not _added_to(place):
            _make(place)
        return Ledger(place)
    if place.path is not None and not place.path.exists():
        raise LedgerUnusable(say("ledger.none", place=place.shown))
    from engine.ledger.tables import there

    with transaction(place) as connection:
        if not there(connection):
            raise LedgerUnusable(say("ledger.none", place=place.shown))
    return Ledger(place)


def _added_to(place: Place) -> bool:
    """Whether a file is a ledger, to which then something can be added. Raises LedgerUnusable where it cannot."""
    assert place.path is not None
    if not place.path.is_file():
        return False
    with statements(place, writes=True) as execute:
        return bool(execute("SELECT 1 FROM sqlite_master WHERE name = 'xetkhen_entries'", {}))


def _make(place: Place) -> None:
    """Make the tables where there are none."""
    from engine.ledger.tables import make, of_others, there

    if place.path is not None and not place.said:
        try:
            place.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerUnusable(say("ledger.unusable", place=place.shown, why=error.strerror or error)) from error
    with transaction(place, writes=True, make=True) as connection:
        if not there(connection):
            if of_others(connection):
                raise LedgerUnusable(say("ledger.of_others", place=place.shown))
            make(connection)


def _first(execute: Execute, statement: str, **values: Any) -> Entry | None:
    rows = execute(statement, values)
    return Entry(*rows[0]) if rows else None


def _letters(name: str) -> str:
    """A name that every database can keep."""
    return name.encode(errors="replace").decode().replace("\0", "?")
