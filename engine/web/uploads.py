"""Files as they arrive: kept under names of our own, refused where they are no spreadsheet at all.

What is inside is looked at by the reader, in its own process with its own limits; here only the first bytes are.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import UploadFile

from engine.problems import UnusableInput
from engine.web.works import Upload
from engine.wording import say

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BLOCK = 1 << 16
_BYTES = 160  # of a name; marked copies and second ones of a name add to it
_ODD = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


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


def looks_like_a_sheet(head: bytes, suffix: str) -> bool:
    """By the first bytes: a zip or OLE container, or text."""
    if head.startswith((_ZIP, _OLE)):
        return True
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return bool(head) and suffix in SUFFIXES


async def keep(files: Sequence[UploadFile], folder: Path, have: Sequence[Upload], most: int, role: str) -> list[Upload]:
    """Write the files into ``folder``; gives them in the order sent. Raises UnusableInput for what is no sheet.

    Two files of one name are told apart as a file manager does: results name cells by file.
    """
    if len(have) + len(files) > most:
        raise UnusableInput(say("web.too_many_files", n=most))
    taken = {upload.name.casefold() for upload in have}
    kept: list[Upload] = []
    try:
        for file in files:
            kept.append(await _keep_one(file, folder, taken, role))  # noqa: PERF401  # what came is known if one fails
    except BaseException:
        for upload in kept:
            (folder / upload.stored).unlink(missing_ok=True)
        raise
    return kept


async def _keep_one(file: UploadFile, folder: Path, taken: set[str], role: str) -> Upload:
    name = _free(shown_name(file.filename), taken)
    suffix = Path(name).suffix.lower()
    head = await file.read(_BLOCK)
    if suffix not in SUFFIXES or not looks_like_a_sheet(head, suffix):
        raise UnusableInput(say("web.not_a_sheet", name=name))
    stored = f"{secrets.token_hex(8)}{suffix}"
    size = 0
    try:
        with (folder / stored).open("xb") as out:
            while head:
                size += len(head)
                out.write(head)
                head = await file.read(_BLOCK)
    except BaseException:  # the disk is full, the sender is gone: half a file is none
        (folder / stored).unlink(missing_ok=True)
        raise
    taken.add(name.casefold())
    return Upload(stored, name, size, role)


def _free(name: str, taken: set[str]) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 2
    free = name
    while free.casefold() in taken:
        free = f"{stem} ({number}){suffix}"
        number += 1
    return free
