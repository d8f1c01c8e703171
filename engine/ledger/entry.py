"""One entry, and the seal that ties it to all before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from engine.frozen import dataclass

FORMAT = "xetkhen/ledger/1"
FIRST = "0" * 64  # what stands before the first entry


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written down: texts, of which every letter is sealed."""

    sequence: int  # 1, 2, 3 ...
    kind: str  # "run", "choices", ...
    payload: str  # canonical JSON
    author: str
    at: str  # ISO, UTC
    previous: str  # the digest of the entry before
    attachments: str  # canonical JSON: name -> the SHA-256 under which the content is kept
    digest: str

    @classmethod
    def sealed(
        cls, sequence: int, kind: str, payload: str, author: str, at: str, previous: str, attachments: str
    ) -> Entry:
        """The entry with its digest."""
        return cls(
            sequence, kind, payload, author, at, previous, attachments,
            seal(sequence, kind, payload, author, at, previous, attachments),
        )  # fmt: skip

    @property
    def data(self) -> dict[str, Any]:
        """The payload as it was given."""
        data: dict[str, Any] = json.loads(self.payload)
        return data

    @property
    def files(self) -> dict[str, str]:
        """The attachments: name -> where the content is kept."""
        files: dict[str, str] = json.loads(self.attachments)
        return files

    @property
    def true(self) -> bool:
        """Whether the digest is that of what stands here."""
        return self.digest == seal(
            self.sequence, self.kind, self.payload, self.author, self.at, self.previous, self.attachments
        )


def seal(*parts: str | int) -> str:
    """The digest of an entry's parts, in their order."""
    return hashlib.sha256(canonical([FORMAT, *parts]).encode()).hexdigest()


def canonical(value: Mapping[str, object] | list[Any]) -> str:
    """JSON of which every letter is settled, and every one of them ASCII: no database can spell it otherwise."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
