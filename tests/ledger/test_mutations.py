"""A thousand ways to change a ledger behind its back: each is found, by the chain or by the anchor."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from engine.ledger import check_ledger, open_ledger, place_of
from engine.ledger.entry import Entry
from engine.ledger.opening import LedgerUnusable
from engine.ledger.place import Place
from tests.ledger.test_ledger import filled

COLUMNS = ("sequence", "kind", "payload", "author", "at", "previous", "attachments", "digest")
TEXTS = COLUMNS[1:]
N = 6  # entries
NO_TEXT = object()  # a text in the database that is none

Rows = list[list[Any]]
Mutation = Callable[[Random, Rows, Rows], None]
"""Changes entries and contents, as lists of their columns, in place."""


def some(rng: Random, rows: Rows) -> list[Any]:
    return rng.choice(rows)


def a_letter(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    other = rng.choice([c for c in "0a{,\u00e0\x01 " if c != text[at : at + 1]])
    return rng.choice([text[:at] + other + text[at + 1 :], text[:at] + other + text[at:], text[:at] + text[at + 1 :]])


def letter_changed(rng: Random, entries: Rows, _contents: Rows) -> None:
    entry, column = some(rng, entries), rng.randrange(1, len(COLUMNS))
    entry[column] = a_letter(rng, entry[column])


def byte_changed(rng: Random, _entries: Rows, contents: Rows) -> None:
    row = some(rng, contents)
    at = rng.randrange(len(row[1]))
    row[1] = row[1][:at] + bytes([row[1][at] ^ 1 << rng.randrange(8)]) + row[1][at + 1 :]


def content_cut_or_lengthened(rng: Random, _entries: Rows, contents: Rows) -> None:
    row = some(rng, contents)
    row[1] = rng.choice([row[1][:-1], row[1] + b"\0", b""])


def content_under_another_name(rng: Random, _entries: Rows, contents: Rows) -> None:
    some(rng, contents)[0] = f"{rng.getrandbits(256):064x}"


def entry_removed(rng: Random, entries: Rows, _contents: Rows) -> None:
    entries.remove(some(rng, entries))


def entries_removed_from(rng: Random, entries: Rows, _contents: Rows) -> None:
    del entries[rng.randrange(len(entries)) :]


def content_removed(rng: Random, _entries: Rows, contents: Rows) -> None:
    contents.remove(some(rng, contents))


def content_inserted(rng: Random, _entries: Rows, contents: Rows) -> None:
    content = rng.randbytes(10)
    contents.append([hashlib.sha256(content).hexdigest(), content])


def contents_swapped(rng: Random, _entries: Rows, contents: Rows) -> None:
    a, b = rng.sample(contents, 2)
    a[1], b[1] = b[1], a[1]


def attachments_swapped(rng: Random, entries: Rows, _contents: Rows) -> None:
    a, b = rng.sample(entries, 2)
    a[6], b[6] = b[6], a[6]


def column_swapped(rng: Random, entries: Rows, _contents: Rows) -> None:
    a, b = rng.sample(entries, 2)
    at = rng.randrange(len(COLUMNS))
    a[at], b[at] = b[at], a[at]


def all_but_the_seal_swapped(rng: Random, entries: Rows, _contents: Rows) -> None:
    a, b = rng.sample(entries, 2)
    for at in range(1, 7):
        a[at], b[at] = b[at], a[at]


def renumbered(rng: Random, entries: Rows, _contents: Rows) -> None:
    some(rng, entries)[0] = rng.choice([0, -1, N + 1, N + 2, 10**9])


def entry_inserted(rng: Random, entries: Rows, _contents: Rows) -> None:
    """One that is sealed as it should be, and the others move on. At the end it would be one more, as by rights."""
    at = rng.randrange(N)
    before = entries[at - 1][7] if at else "0" * 64
    for entry in entries[at:]:
        entry[0] += 1
    made = Entry.sealed(at + 1, "run", '{"run":"made up"}', "An", entries[0][4], before, "{}")
    entries.insert(at, [getattr(made, name) for name in COLUMNS])


def resealed(rng: Random, entries: Rows, _contents: Rows) -> None:
    """Changed, and sealed anew as if it were the truth: what comes after does not follow."""
    entry = some(rng, entries)
    entry[3] = "Người khác"
    entry[7] = Entry.sealed(*entry[:7]).digest


def written_anew_from(rng: Random, entries: Rows, _contents: Rows) -> None:
    """From one entry on all is sealed anew: a chain without a flaw, which only an anchor shows."""
    first = rng.randrange(N)
    entries[first][2] = entries[first][2].replace("abcd", "abce")
    before = entries[first][5]
    for entry in entries[first:]:
        entry[5] = before
        entry[7] = before = Entry.sealed(*entry[:7]).digest


def backdated(rng: Random, entries: Rows, _contents: Rows) -> None:
    some(rng, entries)[4] = "2020-01-01T00:00:00+00:00"


def of_another_type(rng: Random, entries: Rows, contents: Rows) -> None:
    """SQLite holds anything anywhere."""
    entry, content = some(rng, entries), some(rng, contents)
    at = rng.randrange(1, len(COLUMNS))
    match rng.randrange(5):
        case 0:
            entry[at] = entry[at].encode()
        case 1:
            entry[at] = NO_TEXT
        case 2:
            content[1] = "text"
        case 3:
            content[1] = NO_TEXT
        case _:
            content[0] = b"\x00"


EVERYWHERE: Sequence[Mutation] = (
    letter_changed, letter_changed, letter_changed, byte_changed, byte_changed, content_cut_or_lengthened,
    content_under_another_name, entry_removed, entries_removed_from, content_removed, content_inserted,
    contents_swapped, attachments_swapped, column_swapped, all_but_the_seal_swapped, renumbered, entry_inserted,
    resealed, written_anew_from, backdated,
)  # fmt: skip


def changed(rng: Random, mutations: Sequence[Mutation], entries: Rows, contents: Rows) -> tuple[str, Rows, Rows]:
    """A mutation that makes a difference, and what it makes of a ledger."""
    while True:
        mutation = rng.choice(mutations)
        after = [list(row) for row in entries], [list(row) for row in contents]
        mutation(rng, *after)
        if (sorted(map(repr, after[0])), sorted(map(repr, after[1]))) != (
            sorted(map(repr, entries)), sorted(map(repr, contents))
        ):  # fmt: skip
            return mutation.__name__, *after


def found(place: Place, anchor: str) -> bool:
    try:
        return bool(check_ledger(open_ledger(place), anchor).wrong)
    except LedgerUnusable:
        return True


def tables_of(path: Path) -> tuple[Rows, Rows]:
    with closing(sqlite3.connect(path)) as connection, connection:
        read = [[list(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")]
                for name in ("xetkhen_entries", "xetkhen_contents")]  # fmt: skip
    return read[0], read[1]


def rewrite(path: Path, entries: Rows, contents: Rows) -> None:
    """As somebody would who owns the file: triggers taken away and put back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table, rows in (("xetkhen_entries", entries), ("xetkhen_contents", contents)):
            connection.execute(f"DELETE FROM {table}")
            for row in rows:
                holders = ", ".join("CAST(X'fffe' AS TEXT)" if value is NO_TEXT else "?" for value in row)
                values = [value for value in row if value is not NO_TEXT]
                connection.execute(f"INSERT INTO {table} VALUES ({holders})", values)
        for _, sql in triggers:
            connection.execute(sql)


@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_mutations_of_a_file_are_all_found(seed: int, file: Place) -> None:
    rng = Random(seed)
    filled(file, N)
    assert file.path is not None
    whole = file.path.read_bytes()
    entries, contents = tables_of(file.path)
    assert not found(file, entries[-1][7])
    missed, made = [], 0
    while made < 100:
        name, *after = changed(rng, (*EVERYWHERE, of_another_type), entries, contents)
        file.path.write_bytes(whole)
        try:
            rewrite(file.path, *after)
        except sqlite3.IntegrityError:  # two of one digest: the database itself does not take it
            continue
        made += 1
        if not found(file, entries[-1][7]):
            missed.append((name, after))
    assert missed == []


def test_bytes_of_the_file_are_changed_without_a_trace_only_where_nothing_is_said(file: Place) -> None:
    filled(file, N)
    assert file.path is not None
    whole, rng = file.path.read_bytes(), Random(7)
    before = tables_of(file.path)
    unnoticed = 0
    for _ in range(200):
        at = rng.randrange(len(whole))
        file.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :])
        if not found(file, before[0][-1][7]):
            assert tables_of(file.path) == before  # free space, a counter
            unnoticed += 1
    assert 0 < unnoticed < 200


def test_mutations_of_a_database_on_a_server_are_found(postgresql: str) -> None:
    place = place_of(postgresql)
    assert place is not None
    ledger, rng = filled(place, N), Random(3)
    entries = [[getattr(entry, name) for name in COLUMNS] for entry in ledger.entries()]
    missed = []
    with psycopg.connect(postgresql, autocommit=True) as connection:
        contents = [list(row) for row in connection.execute("SELECT * FROM xetkhen_contents")]
        connection.execute("SET session_replication_role = replica")  # no trigger stops whoever owns the database
        for _ in range(60):
            name, *after = changed(rng, EVERYWHERE, entries, contents)
            try:
                with connection.transaction():
                    connection.execute("TRUNCATE xetkhen_entries, xetkhen_contents")
                    for table, rows in zip(("xetkhen_entries", "xetkhen_contents"), after, strict=True):
                        for row in rows:
                            values = ", ".join(["%s"] * len(row))
                            connection.execute(f"INSERT INTO {table} VALUES ({values})".encode(), row)
            except psycopg.errors.UniqueViolation:
                continue
            if not found(place, entries[-1][7]):
                missed.append((name, after))
    assert missed == []


def test_without_an_anchor_a_cut_end_is_not_seen_and_neither_is_a_chain_written_anew(file: Place) -> None:
    """What the pages say of the chain's limits is so: the anchor is no ornament."""
    filled(file, N)
    assert file.path is not None
    whole, (entries, contents) = file.path.read_bytes(), tables_of(file.path)
    anew = [list(row) for row in entries]
    written_anew_from(Random(1), anew, contents)
    for rows, seen in ((entries[:-1], False), (anew, False)):
        file.path.write_bytes(whole)
        left = {digest for row in rows for digest in json.loads(row[6]).values()}
        rewrite(file.path, rows, [row for row in contents if row[0] in left])
        assert bool(check_ledger(open_ledger(file)).wrong) is seen
        assert found(file, entries[-1][7])


def test_an_entry_more_is_one_after_the_anchor(file: Place) -> None:
    ledger = filled(file, N)
    head = ledger.last()
    assert head is not None
    ledger.append("run", {"run": "more"}, {}, "An")
    health = check_ledger(ledger, head.digest)
    assert (health.wrong, health.anchored, health.entries) == ((), N, N + 1)


def test_locks_taken_away_and_a_clock_set_back_are_told(file: Place) -> None:
    filled(file, N)
    assert file.path is not None
    with closing(sqlite3.connect(file.path)) as connection, connection:
        connection.execute("DROP TRIGGER xetkhen_entries_no_update")
        connection.execute("DROP TRIGGER xetkhen_contents_no_delete")
        connection.execute(
            "CREATE TRIGGER xetkhen_contents_no_delete BEFORE DELETE ON xetkhen_contents BEGIN SELECT 1; END"
        )
    entries, contents = tables_of(file.path)
    entries[3][4] = "2020-01-01T00:00:00+00:00"
    for before, entry in zip([None, *entries], entries, strict=False):
        entry[5] = before[7] if before else entry[5]
        entry[7] = Entry.sealed(*entry[:7]).digest
    rewrite(file.path, entries, contents)
    health = check_ledger(open_ledger(file))
    assert health.wrong == ()
    said = " ".join(text.en for text in health.odd)
    assert "Entry 4 is dated 2020-01-01" in said
    assert "taken away: xetkhen_entries_no_update, xetkhen_contents_no_delete." in said
