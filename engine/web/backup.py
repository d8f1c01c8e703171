"""A copy of all that the page and the ledger keep, made while they run; and its way back into empty places."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from engine.newfiles import new_file
from engine.problems import UnusableInput
from engine.wording import say

PAGE, LEDGER, RUNS, RULEBOOKS = "page.sqlite", "ledger.sqlite", "runs", "rulebooks"
_MARK = "xetkhen-backup-1"


def back_up(data: Path, ledger: Path | None, target: Path) -> int:
    """Write the copy into the new file ``target``; gives how many files it holds. Raises UnusableInput."""
    if not (data / PAGE).is_file():
        raise UnusableInput(say("web.nothing_to_back_up", folder=data))
    with (
        new_file(target) as part,
        TemporaryDirectory() as folder,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        out.writestr(_MARK, "")
        databases = {PAGE: data / PAGE} | ({LEDGER: ledger} if ledger is not None and ledger.is_file() else {})
        for name, source in databases.items():
            copy = Path(folder) / name
            _copy_database(source, copy)
            out.write(copy, name)
        count = len(databases)
        for kept in (RUNS, RULEBOOKS):
            for file in _files(data / kept):
                # One that was taken away since the folder was listed is no part of it any more.
                with suppress(FileNotFoundError):
                    out.write(file, (kept / file.relative_to(data / kept)).as_posix())
                    count += 1
    target.chmod(0o600)
    return count


def _copy_database(source: Path, copy: Path) -> None:
    """SQLite's own way of copying: a state between two transactions, whoever writes meanwhile."""
    where = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(where, uri=True)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)


def _files(folder: Path) -> Iterator[Path]:
    """What is finished: a folder that a run is being written to has a dot before its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def holds_ledger(backup: Path) -> bool:
    """Whether a backup that was written or read has the ledger in it."""
    with zipfile.ZipFile(backup) as archive:
        return LEDGER in archive.namelist()


def restore(backup: Path, data: Path, ledger: Path | None) -> int:
    """The way back; gives how many files. Raises UnusableInput where a place is taken or this is no backup of ours."""
    try:
        archive = zipfile.ZipFile(backup)
    except (OSError, zipfile.BadZipFile) as error:
        raise UnusableInput(say("web.no_backup", file=backup)) from error
    with archive:
        names = archive.namelist()
        if _MARK not in names or archive.testzip() is not None:
            raise UnusableInput(say("web.no_backup", file=backup))
        for place in (data, ledger if LEDGER in names else None):
            if place is not None and place.exists() and (place.is_file() or any(place.iterdir())):
                raise UnusableInput(say("web.place_taken", place=place))
        wanted = {name: _place(name, data, ledger) for name in names if name != _MARK}
        for name, place in wanted.items():
            if place is not None:
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                place.write_bytes(archive.read(name))
                place.chmod(0o600)
    _sign_out(data / PAGE)
    return sum(place is not None for place in wanted.values())


def _sign_out(page: Path) -> None:
    """Whoever was signed in when the copy was made is not so on what is made of it."""
    if page.is_file():
        with closing(sqlite3.connect(page)) as store:
            store.execute("delete from session")
            store.execute("delete from launch")
            store.commit()


def _place(name: str, data: Path, ledger: Path | None) -> Path | None:
    """Where a file of the backup belongs; nothing of it leads anywhere else."""
    parts = PurePosixPath(name).parts
    if name == LEDGER:
        return ledger
    if name == PAGE or (parts[0] in (RUNS, RULEBOOKS) and ".." not in parts and "\\" not in name):
        return data.joinpath(*parts)
    raise UnusableInput(say("web.no_backup", file=name))
