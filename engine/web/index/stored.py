"""The index as a file: where it lies, what it is made of, and whether it is of the file that is there now."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from engine import __version__
from engine.frozen import dataclass
from engine.report.reading import document_of

FORM = f"2/{__version__}"  # another version may say the same in other words

SCHEMA = """
create table about (about text not null) strict;
create table section (name text primary key, start integer not null, length integer not null) strict;
create table decision (number integer primary key, start integer not null, length integer not null,
  key text not null, name text not null) strict;
create table line (place integer primary key, number integer not null, status text not null, commune text not null,
  category text not null, folded text not null, cut text) strict;
create table shown (number integer primary key, decision text not null) strict;
create table level (list text not null, rank integer not null, n integer not null, primary key (list, rank))
  strict, without rowid;
create table holder (quota text not null, place integer not null, number integer not null, primary key (quota, place))
  strict, without rowid;
create table touched (clause text not null, turn integer not null, section text not null, rule text not null,
  result text not null, n integer not null, numbers blob not null, primary key (clause, turn, result)) strict;
create table margin (place integer primary key, node text not null, near text not null) strict;
create table provisional (place integer primary key, number integer not null, page integer not null) strict;
"""
AFTERWARDS = "create index decision_key on decision (key, number);"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes whenever a file is written to or put in the place of another, whatever its times are set to."""

    size: int
    written: int
    changed: int
    file: int

    @staticmethod
    def of(path: Path) -> Stamp | None:
        """None where there is no file."""
        try:
            said = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Stamp(said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino)

    @property
    def plain(self) -> list[int]:
        return [self.size, self.written, self.changed, self.file]


@dataclass(frozen=True, slots=True)
class Opened:
    """An index that is of the file as it is now."""

    document: Path
    stamp: Stamp
    kept: sqlite3.Connection
    about: dict[str, Any]


def place_of(folder: Path) -> Path:
    """Beside the results folder, hidden: no backup takes it along, and nobody takes it for a result."""
    return folder.parent / f".{folder.name}.index.sqlite"


def opened(folder: Path) -> Opened | None:
    """The index of a results folder; None where there is none, or it is of another file or version."""
    document, place = document_of(folder), place_of(folder)
    stamp = Stamp.of(document)
    if stamp is None or not place.is_file():
        return None
    kept = connected(place)
    try:
        about = json.loads(kept.execute("select about from about").fetchone()[0])
    except (sqlite3.DatabaseError, TypeError, ValueError):  # cut off, or not one of ours
        kept.close()
        return None
    if (about["form"], about["stamp"]) != (FORM, stamp.plain):
        kept.close()
        return None
    return Opened(document, stamp, kept, about)


def connected(place: Path) -> sqlite3.Connection:
    """To read only. It never changes, so that nothing has to be locked."""
    where = f"{place.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(where, uri=True, check_same_thread=False, factory=_ClosedWithTheLast)


class _ClosedWithTheLast(sqlite3.Connection):
    """Closed when nothing is read through it any more: a run is looked at for one request."""

    def __del__(self) -> None:
        self.close()


def exact(value: str | None) -> str:
    """A text as the index compares it: what a cell or a file's name holds may be no text to a database."""
    return json.dumps(value)


def loose(text: str) -> str:
    """A text to be searched in."""
    return text.encode("utf-8", "replace").decode()
