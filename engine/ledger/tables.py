"""The two tables of a ledger, and the triggers by which a database refuses to change or remove what stands in them.

The triggers are a rail, not the proof: whoever owns the database can take them away. What proves that nothing was
changed is the chain of digests.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Integer, LargeBinary, MetaData, Table, Text, inspect

METADATA = MetaData()

ENTRIES = Table(
    "xetkhen_entries", METADATA,
    # In SQLite only this type can hold nothing but whole numbers.
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("previous", Text, nullable=False, unique=True),  # nothing branches
    Column("attachments", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
)  # fmt: skip

CONTENTS = Table(
    "xetkhen_contents", METADATA,
    Column("sha256", Text, primary_key=True),  # of the bytes as they are kept
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip

_REFUSAL = "the ledger is only ever added to"


def _sqlite() -> dict[str, str]:
    triggers = {}
    for table, key in ((ENTRIES, "sequence"), (CONTENTS, "sha256")):
        for event in ("UPDATE", "DELETE"):
            triggers[f"{table.name}_no_{event.lower()}"] = (
                f"BEFORE {event} ON {table.name} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        # INSERT OR REPLACE removes without asking the trigger on DELETE.
        triggers[f"{table.name}_no_replace"] = (
            f"BEFORE INSERT ON {table.name} WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {key} = NEW.{key}) "  # noqa: S608
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
    triggers[f"{ENTRIES.name}_next"] = (
        f"BEFORE INSERT ON {ENTRIES.name} WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM "  # noqa: S608
        f"{ENTRIES.name}) BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )
    return triggers


def _postgresql() -> dict[str, str]:
    return {
        f"{table.name}_no_{event.lower()}":
            f"BEFORE {event} ON {table.name} FOR EACH STATEMENT EXECUTE FUNCTION xetkhen_only_added_to()"
        for table in (ENTRIES, CONTENTS) for event in ("UPDATE", "DELETE", "TRUNCATE")
    }  # fmt: skip


_FUNCTION = (
    "CREATE OR REPLACE FUNCTION xetkhen_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
)


def there(connection: Connection) -> bool:
    """Whether the database holds a ledger."""
    return inspect(connection).has_table(ENTRIES.name)


def of_others(connection: Connection) -> bool:
    """Whether a file holds tables, none of them a ledger's: then it is another program's."""
    return connection.dialect.name == "sqlite" and bool(inspect(connection).get_table_names())


def make(connection: Connection) -> None:
    """Make the tables and their triggers."""
    METADATA.create_all(connection, checkfirst=False)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_FUNCTION)
    for name, body in _wanted(connection).items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")


def triggers_missing(connection: Connection) -> list[str]:
    """The triggers that are gone, or are others than they were made."""
    wanted = _wanted(connection)
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = {name: str(sql).partition(f"CREATE TRIGGER {name} ")[2] for name, sql in rows}
        return [name for name, body in wanted.items() if found.get(name) != body]
    rows = connection.exec_driver_sql(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relname IN (%s, %s) AND t.tgenabled IN ('O', 'A')", (ENTRIES.name, CONTENTS.name),
    )
    names = {name for (name,) in rows}
    return [name for name in wanted if name not in names]


def _wanted(connection: Connection) -> dict[str, str]:
    return _postgresql() if connection.dialect.name == "postgresql" else _sqlite()
