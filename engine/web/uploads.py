"""Files as they arrive: kept under names of our own, refused where they are no spreadsheet at all.

What is inside is looked at by the reader, in its own process with its own limits; here only the first bytes are.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import UploadFile

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.web.works import Upload
from engine.wording import say

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html")
"""What a browser offers to choose; what a file is, its content decides."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = 1 << 16
_BYTES = 160  # of a name; marked copies and second ones of a name add to it
_ODD = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LEFT_BY_SYSTEMS = re.compile(r"~\$.*|\..*|thumbs\.db|desktop\.ini", re.IGNORECASE)  # what a folder also holds
_PLAIN_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def shown_name(name: str | None) -> str:
    """What the sender called the file, without folders and without what no file is called.

    >>> shown_name("../../etc/Danh sách xã.xlsx")
    'Danh sách xã.xlsx'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    kept = _short(_ODD.sub("_", last).strip(" ."))
    return f"_{kept}" if not kept or _RESERVED.fullmatch(kept) else kept


def _short(name: str) -> str:
    """A file system counts bytes, and of these a Vietnamese letter takes three; what the file is stays at its end."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = name, "", ""
    return stem.encode("utf-8", "ignore")[:_BYTES].decode("utf-8", "ignore").rstrip(" .") + dot + suffix


def looks_like_a_sheet(head: bytes) -> bool:
    """By the first bytes: a zip or OLE container, or text."""
    return head.startswith((_ZIP, _OLE, *_UTF_16)) or (bool(head) and b"\x00" not in head)


@dataclass
class Arrived:
    """What became of the files of one sending."""

    kept: list[Upload] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)  # what was not kept, and why


async def keep(files: Sequence[UploadFile], folder: Path, have: Sequence[Upload], most: int, role: str) -> Arrived:
    """Write the files into ``folder``, in the order sent. Raises UnusableInput where a run would have too many.

    Two files of one name are told apart as a file manager does: results name cells by file.
    """
    wanted = [file for file in files if not _LEFT_BY_SYSTEMS.fullmatch(shown_last(file.filename))]
    if len(have) + len(wanted) > most:
        raise UnusableInput(say("web.too_many_files", n=most))
    taken = {upload.name.casefold() for upload in have}
    arrived = Arrived()
    try:
        for file in wanted:
            await _keep_one(file, folder, (*have, *arrived.kept), taken, role, arrived)
    except BaseException:
        for upload in arrived.kept:
            (folder / upload.stored).unlink(missing_ok=True)
        raise
    return arrived


def shown_last(name: str | None) -> str:
    """The last part of a path, as it is."""
    return re.split(r"[/\\]", name or "")[-1]


async def _keep_one(
    file: UploadFile, folder: Path, have: Sequence[Upload], taken: set[str], role: str, arrived: Arrived
) -> None:
    sent = shown_name(file.filename)
    head = await file.read(_BLOCK)
    if not looks_like_a_sheet(head):
        arrived.notes.append(say("web.not_a_sheet" if head else "web.empty_file", name=sent))
        return
    suffix = Path(sent).suffix.lower()
    stored = secrets.token_hex(8) + (suffix if _PLAIN_SUFFIX.fullmatch(suffix) else "")
    size, digest = 0, hashlib.sha256()
    try:
        with (folder / stored).open("xb") as out:
            while head:
                size += len(head)
                digest.update(head)
                out.write(head)
                head = await file.read(_BLOCK)
    except BaseException:  # the disk is full, the sender is gone: half a file is none
        (folder / stored).unlink(missing_ok=True)
        raise
    same = next((upload for upload in have if upload.sha256 == digest.hexdigest()), None)
    if same is not None:
        (folder / stored).unlink()
        arrived.notes.append(say("web.sent_twice", name=sent, other=same.name))
        return
    name = _free(sent, taken)
    if name != sent:
        arrived.notes.append(say("web.same_name", name=sent, other=name))
    taken.add(name.casefold())
    arrived.kept.append(Upload(stored, name, size, role, digest.hexdigest()))


def _free(name: str, taken: set[str]) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 2
    free = name
    while free.casefold() in taken:
        free = f"{stem} ({number}){suffix}"
        number += 1
    return free
