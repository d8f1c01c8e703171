"""Whether a ledger stands as it was written: every letter of every entry, every byte of every content, the chain.

What the chain alone cannot show is that its end was cut off, or that all of it was written anew: both need a digest
that stands somewhere else, the anchor in the minutes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import SQLAlchemyError

from engine.frozen import dataclass
from engine.ledger.entry import FIRST, Entry, canonical
from engine.ledger.ledger import Ledger
from engine.ledger.tables import CONTENTS, ENTRIES, triggers_missing
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import say

_LEAST = 16  # hexadecimal digits of an anchor
_SHOWN = 3  # contents named that belong to nobody


@dataclass(frozen=True, slots=True)
class Health:
    """What a check of the whole ledger found."""

    entries: int
    contents: int
    head: Entry | None
    wrong: tuple[Text, ...]  # what is not as it was written
    odd: tuple[Text, ...]  # what somebody should know
    anchored: int | None = None  # the entry that the anchor is of
    after: int = 0  # how many came after it


def check_ledger(ledger: Ledger, anchor: str | None = None) -> Health:
    """Raises LedgerUnusable where it cannot be read at all, UnusableInput for an anchor that is no digest."""
    wanted = None if anchor is None else _digits(anchor)
    with ledger.reading() as connection:
        wrong = list(_broken_file(connection))
        gone = triggers_missing(connection)
        odd = [say("ledger.triggers_missing", names=", ".join(gone))] if gone else []
        entries: list[Entry] = []
        referenced: dict[str, int] = {}
        expected, before = 1, FIRST
        for sequence in connection.execute(select(ENTRIES.c.sequence).order_by(ENTRIES.c.sequence)).scalars().all():
            if sequence > expected:
                span = f"{expected}" if sequence == expected + 1 else f"{expected}–{sequence - 1}"
                wrong.append(say("ledger.gap", span=span))
            expected = max(expected, sequence + 1)
            entry = _read(connection, sequence)
            if entry is None:
                wrong.append(say("ledger.entry_unreadable", n=sequence))
                before = ""
                continue
            if not entry.true:
                wrong.append(say("ledger.entry_changed", n=sequence))
            if before and entry.previous != before:
                wrong.append(say("ledger.chain_broken", n=sequence))
            if entries and entry.at < entries[-1].at:
                odd.append(say("ledger.clock", n=sequence, at=entry.at, before=entries[-1].at))
            before = entry.digest
            entries.append(entry)
            for digest in _digests(entry):
                referenced.setdefault(digest, sequence)
        count, unknown = 0, []
        for digest, whole in _contents(connection):
            count += 1
            owner = referenced.pop(digest, None)
            if owner is None:
                unknown.append(f"{str(digest)[:12].encode('ascii', 'replace').decode()}…")
            elif not whole:
                wrong.append(say("ledger.content_changed", n=owner, digest=digest[:12]))
        if unknown:
            shown = ", ".join([*unknown[:_SHOWN], *(["…"] if len(unknown) > _SHOWN else [])])
            wrong.append(say("ledger.content_unknown", n=len(unknown), digests=shown))
        wrong += [say("ledger.content_missing", n=owner, digest=d[:12]) for d, owner in referenced.items()]
    anchored, after = None, 0
    if wanted is not None:
        at = next((n for n, entry in enumerate(entries) if entry.true and entry.digest.startswith(wanted)), None)
        if at is None:
            wrong.append(say("ledger.anchor_gone", anchor=wanted[:16]))
        else:
            anchored, after = entries[at].sequence, len(entries) - 1 - at
    head = entries[-1] if entries else None
    return Health(len(entries), count, head, tuple(wrong), tuple(odd), anchored, after)


def spaced(digest: str) -> str:
    """A digest as it is copied by hand.

    >>> spaced("0f4c6b347d65525e8047be52b80bf138")
    '0f4c6b34 7d65525e 8047be52 b80bf138'
    """
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


def _digits(anchor: str) -> str:
    digits = re.sub(r"[\s:.-]", "", anchor).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{_LEAST},64}}", digits):
        raise UnusableInput(say("ledger.no_anchor", anchor=anchor, least=_LEAST))
    return digits


def _broken_file(connection: Connection) -> Iterator[Text]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(3)"):
            if said != "ok":
                yield say("ledger.file_damaged", what=" ".join(str(said).split()))


def _read(connection: Connection, sequence: int) -> Entry | None:
    """The entry; None where a column holds what no entry has."""
    try:
        row: Row[Any] | None = connection.execute(select(ENTRIES).where(ENTRIES.c.sequence == sequence)).first()
    except (SQLAlchemyError, UnicodeError):
        return None
    if row is None:
        return None
    values = dict(row._mapping)  # noqa: SLF001  # its public name
    texts = all(isinstance(value, str) for name, value in values.items() if name != "sequence")
    return Entry(**values) if texts else None


def _digests(entry: Entry) -> list[str]:
    """Where the contents of an entry are kept; none where its text is not what was written."""
    try:
        files = json.loads(entry.attachments)
    except ValueError:
        return []
    whole = isinstance(files, dict) and canonical(files) == entry.attachments
    return [str(digest) for digest in files.values()] if whole else []


def _contents(connection: Connection) -> Iterator[tuple[Any, bool]]:
    """Each content's digest, and whether it is that of its bytes. One at a time: together they may be large."""
    for digest in connection.execute(select(CONTENTS.c.sha256).order_by(CONTENTS.c.sha256)).scalars().all():
        query = select(CONTENTS.c.content).where(CONTENTS.c.sha256 == digest)
        try:
            content = connection.execute(query).scalar()
        except SQLAlchemyError:  # no bytes, but a text that is none
            content = None
        yield digest, isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == digest
