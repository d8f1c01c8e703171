"""One file, read: what it is, its content decides; its name does not."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable

from engine.sheets import limits, zipped
from engine.sheets.plain import Sheet
from engine.sheets.refusal import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: bytes) -> tuple[str, Iterable[Sheet]]:
    """The digest of the file's bytes and its sheets, which are made while they are asked for.

    Raises Refused, at once or while the sheets are read.
    """
    data = _bytes(path)
    return hashlib.sha256(data).hexdigest(), _sheets(data, path)


def _sheets(data: bytes, path: bytes) -> Iterable[Sheet]:
    if data.startswith(zipped.MARK):
        return zipped.read_zipped(data)
    if data.startswith(_OLE):
        from engine.sheets.values import by_calamine

        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("password")
        from engine.sheets.old_binary import worksheets

        findings = worksheets(data)
        for name, found in findings.items():
            zipped.refuse_sparse(name, found)
        return by_calamine(data, findings)
    from engine.sheets.delimited import read_text

    name = os.fsdecode(path).rpartition("/")[2].rpartition("\\")[2]
    return read_text(data, name.rpartition(".")[0] or name)


def _bytes(path: bytes) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # pathlib takes longer to import than a list to read
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise Refused("no-file")
            if found.st_size > limits.MOST_BYTES:
                raise Refused("too-large", limits.MOST_BYTES >> 20)
            data = file.read()
    except IsADirectoryError:
        raise Refused("folder") from None
    except FileNotFoundError:
        raise Refused("missing") from None
    except OSError as error:
        raise Refused("unopened", error.strerror or str(error)) from None
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty")
    return data
