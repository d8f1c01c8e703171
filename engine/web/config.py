"""What a server is started with; made once, never changed."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from engine.ledger import Place, place_of
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import say

MIB = 1024 * 1024


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Config:
    """Where the page listens and keeps its things. ``names``: further host names it may be asked for by."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    ledger: str | None = None  # as --ledger
    lang: str = "vi"
    most_body: int = 64 * MIB  # one request, uploads included
    most_files: int = 200
    idle_minutes: int = 30
    total_hours: int = 10
    now: Callable[[], datetime] = field(default=utc_now, compare=False)

    def __post_init__(self) -> None:
        """Raises UnusableInput where passwords would cross a network in clear, or nobody could ask for the page."""
        if (self.certificate is None) != (self.key is None):
            missing = "--tls-key" if self.key is None else "--tls-cert"
            raise UnusableInput(say("web.tls_both", missing=missing))
        if not self.loopback and not self.secure:
            raise UnusableInput(Text(
                f"Không mở ở {self.host}: địa chỉ ngoài máy này cần chứng thư TLS.\n"
                "Thêm --tls-cert và --tls-key, hoặc bỏ --host để chỉ mở trên máy này.",
                f"Not opened on {self.host}: an address outside this machine needs a TLS certificate.\n"
                "Add --tls-cert and --tls-key, or leave out --host to open on this machine alone.",
            ))  # fmt: skip
        if self.host in ("0.0.0.0", "::") and not self.names:  # noqa: S104  # compared, not bound
            raise UnusableInput(say("web.no_name", host=self.host))

    @property
    def secure(self) -> bool:
        return self.certificate is not None and self.key is not None

    @property
    def loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def ledger_place(self) -> Place | None:
        """Where runs are recorded, as the command finds it."""
        return place_of(self.ledger, os.environ)

    @property
    def scheme(self) -> str:
        return "https" if self.secure else "http"

    @property
    def authorities(self) -> frozenset[str]:
        """What a Host header may say."""
        hosts = {f"[{self.host}]" if ":" in self.host else self.host, *self.names}
        if self.loopback:
            hosts |= {"127.0.0.1", "localhost", "[::1]"}
        found = set()
        for host in hosts:
            bare, _, port = host.lower().rpartition(":")
            if not bare or not port.isdecimal():  # a name; with a port of its own where the way here goes through one
                bare, port = host.lower(), str(self.port)
            found.add(f"{bare}:{port}")
            if port == ("443" if self.secure else "80"):
                found.add(bare)
        return frozenset(found)

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"
