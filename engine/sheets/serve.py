"""The process that reads: it takes one path after the other and gives back sheets, within its limits.

Every message is a length of eight bytes and that many bytes of ``marshal``: ``("sheet", name, merged, hidden, late
epoch, fonts)``, ``("rows", rows, odd rows, odd columns)`` as often as needed, and at the end of a file ``("done",
digest)`` or ``("refused", code, details)``. The first message says whether the limits hold here.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable

from engine.sheets import book
from engine.sheets.refusal import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

_MARSHAL = 4


def serve(memory: int, seconds: int) -> None:
    """Read what stdin names, until it ends. ``memory`` in MiB; ``seconds`` of processor time for each file."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    allow = limited(memory)
    send(target, ("limits", allow is not None))
    while (path := receive(source)) is not None:
        assert isinstance(path, bytes)
        if allow is not None:
            allow(seconds)
        try:
            answer(target, path)
        except MemoryError:
            # What is left of the heap is not trusted with a further file.
            send(target, ("refused", "memory", ()))
            break
    target.flush()
    os._exit(0)  # nothing to tidy up, and nothing to spend time on


def limited(memory: int, writes: int = 0) -> Callable[[int], None] | None:
    """Set the limits of memory (MiB) and of what may be written to a file, and give what sets that of time anew.

    None where the system knows no such limits.
    """
    try:
        import resource
    except ImportError:
        return None
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (writes, writes))  # who reads has nothing to write
    resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))

    def allow(seconds: int) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))

    return allow


def answer(target: BinaryIO, path: bytes) -> None:
    """All messages of one file."""
    try:
        digest, sheets = book.read(path)
        for sheet in sheets:
            send(target, ("sheet", *sheet.head()))
            for batch in sheet.batches():
                send(target, ("rows", *batch))
        send(target, ("done", digest))
    except Refused as refused:
        send(target, ("refused", refused.code, refused.details))


def send(target: BinaryIO, message: Any) -> None:
    data = marshal.dumps(message, _MARSHAL)
    target.write(len(data).to_bytes(8, "little"))
    target.write(data)
    target.flush()


def receive(source: BinaryIO) -> object:
    """The next message; None where there is no more."""
    head = source.read(8)
    size = int.from_bytes(head, "little")
    data = source.read(size) if len(head) == 8 else b""
    return marshal.loads(data) if len(data) == size and len(head) == 8 else None  # noqa: S302  # the parent's
