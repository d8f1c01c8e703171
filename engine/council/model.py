"""A council's word as data: sessions in order, each with its choices, reasons, names and votes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from engine.frozen import dataclass
from engine.provenance import Text

Plain: TypeAlias = Mapping[str, Any]
Action = Literal["choose", "pass", "strike", "add", "move"]
"""``choose``, ``pass`` settle a tie; ``strike`` takes a nominee off, ``add`` puts one on, ``move`` lowers an award."""


@dataclass(frozen=True, slots=True)
class Votes:
    """A vote where one was taken; who abstained on a case of their own is named."""

    agree: int | None = None
    against: int | None = None
    abstained: tuple[str, ...] = ()

    @property
    def taken(self) -> bool:
        return self.agree is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a session."""

    action: Action
    place: str  # file!sheet!row of the candidate: unique in a run
    name: str
    award: str | None  # of ``add`` and ``move``
    reason: str
    by: str  # who proposed it
    votes: Votes
    cell: str  # of the sheet it was written on


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting of the council."""

    held_on: str  # ISO day
    chair: str
    secretary: str
    members: tuple[str, ...]
    minutes: str  # number of the minutes
    signed_by: str  # empty: not signed
    signed_on: str
    file: str
    sha256: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Council:
    """All sessions about one run, the earliest first; a later one goes before what an earlier one said."""

    run: str  # id
    seal: str  # of the decisions.json they are about
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a session changed for one candidate."""

    session: int  # from 1
    choice: Choice
    before: str  # status, as it stood before this choice
    after: str
    by_rules: str  # status by the rules
    award_before: str | None
    award_after: str | None


@dataclass(frozen=True, slots=True)
class Overrun:
    """A quota that the council's list goes beyond, kept seats included."""

    id: str
    group: str | None
    text: Text
    at_most: int
    filled: int


@dataclass(frozen=True, slots=True)
class Applied:
    """The run as the council leaves it."""

    document: dict[str, Any]
    # like decisions.json, with final statuses (``struck`` among them), seats, queues, awards, and in each changed
    # decision ``council``: {"by_rules", "action", "reason", "by", "votes", "session"}
    changes: tuple[Change, ...]
    overruns: tuple[Overrun, ...]
    outside: tuple[str, ...]  # names of those added for whom the plan has no seat
    open_ties: tuple[tuple[str, ...], ...]  # names, of those still level
    sessions: tuple[Session, ...]

    @property
    def signed(self) -> bool:
        """The last session was signed off."""
        return bool(self.sessions and self.sessions[-1].signed_by)

    @property
    def draft(self) -> bool:
        """Ties are open, or nobody has signed."""
        return bool(self.open_ties) or not self.signed
