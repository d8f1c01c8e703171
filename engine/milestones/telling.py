"""Milestones as lines for a terminal, as the description of a calendar's entry, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from engine.milestones.events import Event
from engine.provenance import Text
from engine.wording import day, say

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook

SCHEMA = "xetkhen/calendar/1"


def when(event: Event) -> Text:
    """``09/10/2023``; ``01/10/2023 – 31/12/2023``; that there is no day yet."""
    if event.first is None or event.last is None:
        return say("calendar.no_day")
    first, last = day(event.first), day(event.last)
    return first if event.first == event.last else Text(f"{first.vi} – {last.vi}", f"{first.en} – {last.en}")


def lines(found: Sequence[Event], lang: str) -> Iterator[str]:
    """What the terminal shows."""
    width = max((len(when(event).in_(lang)) for event in found), default=0)
    for event in found:
        note = f"; {event.note.in_(lang)}" if event.note is not None else ""
        yield f"{when(event).in_(lang):<{width}}  {event.text.in_(lang)}{note} ({', '.join(event.clauses)})"


def described(rulebook: Rulebook, event: Event, lang: str) -> str:
    """What stands in a calendar's entry: the clause, what the plan says of the day, the plan."""
    parts = [say("calendar.clause", clause=", ".join(event.clauses)).in_(lang)] if event.clauses else []
    if event.note is not None:
        parts.append(event.note.in_(lang))
    return "\n".join((*parts, rulebook.document.title.in_(lang)))


def as_json(rulebook: str, found: Sequence[Event]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "rulebook": rulebook,
        "milestones": [
            {
                "id": event.id, "vi": event.text.vi, "en": event.text.en, "clauses": list(event.clauses),
                "first": event.first.isoformat() if event.first else None,
                "last": event.last.isoformat() if event.last else None,
                "every": event.every, "until": event.until.isoformat() if event.until else None,
                "note": None if event.note is None else {"vi": event.note.vi, "en": event.note.en},
            }
            for event in found
        ],
    }
