"""Where a ledger lies: what ``--ledger`` says, else the environment, else the user's folder for data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.wording import say

NONE = "none"
VARIABLE = "XETKHEN_LEDGER"
DEFAULT = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or the address of a database server."""

    path: Path | None
    url: str  # for SQLAlchemy; empty for a file
    said: bool  # by ``--ledger``: then nothing is done where it cannot be used

    @property
    def shown(self) -> str:
        """As a person may see it: without the password."""
        return str(self.path) if self.path is not None else _discreet(self.url.replace("+psycopg", "", 1))


def place_of(said: str | None, environment: Mapping[str, str] | None = None) -> Place | None:
    """The ledger that is meant; None where nothing shall be recorded.

    ``said``: a path, ``sqlite:///path``, ``postgresql://user@host/name``, or ``none``; None where nothing was said.
    Raises UnusableInput for an address of something else.
    """
    environment = environment or {}
    text = said if said is not None else environment.get(VARIABLE, "").strip()
    if text == NONE:
        return None
    explicit = said is not None
    if not text and not explicit:
        return Place(_data_folder(environment) / "xetkhen" / DEFAULT, "", explicit)
    text = re.sub(r"^sqlite:(///?)?", "", text)
    if re.match(r"^postgres(ql)?(\+\w+)?://", text):
        return Place(None, re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", text), explicit)
    if re.match(r"^[A-Za-z][\w+.-]*://", text) or not text:
        raise UnusableInput(say("ledger.what_address", address=_discreet(text)))
    return Place(Path(text).expanduser(), "", explicit)


def _discreet(url: str) -> str:
    return re.sub(r"(://[^/:@]*):[^@]*@", r"\1:…@", url)


def _data_folder(environment: Mapping[str, str]) -> Path:
    said = environment.get("XDG_DATA_HOME", "")
    if said.startswith("/"):  # the standard has a relative one ignored
        return Path(said)
    return Path(environment.get("HOME") or "/") / ".local" / "share"
