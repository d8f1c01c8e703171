"""The calendar as an .ics file: the same events are the same bytes, whenever it is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from engine.milestones.events import Event
from engine.milestones.telling import described

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook

_LAST_DAY = {"freq": "monthly", "bymonthday": -1}  # of the month
_RULES: dict[str, dict[str, Any]] = {
    "year": {"freq": "yearly"}, "quarter": {**_LAST_DAY, "interval": 3}, "month": _LAST_DAY,
}
_EARLIEST = date(2000, 1, 1)


def calendar_file(rulebook: Rulebook, found: Sequence[Event], lang: str) -> bytes:
    """Events of whole days; those without a day are left out: a calendar cannot hold them."""
    from icalendar import Calendar, vRecur
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//xetkhen//xetkhen//" + lang.upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", rulebook.document.title.in_(lang))
    written = rulebook.document.date or _EARLIEST  # of the plan: no clock is asked
    for event in found:
        if event.first is None or event.last is None:
            continue
        entry = Entry()
        entry.add("uid", f"{event.id}.{rulebook.id}@xetkhen")
        entry.add("dtstamp", datetime(written.year, written.month, written.day, tzinfo=UTC))
        entry.add("dtstart", event.first)
        entry.add("dtend", event.last + timedelta(days=1))  # the day after the last
        entry.add("summary", event.text.in_(lang))
        entry.add("description", described(rulebook, event, lang))
        entry.add("transp", "TRANSPARENT")  # nobody is busy for a whole quarter
        if event.every is not None:
            until = {"until": event.until} if event.until is not None else {}
            entry.add("rrule", vRecur({**_RULES[event.every], **until}))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
