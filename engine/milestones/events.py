"""Milestones as days and periods, both ends in. What is due every year, quarter or month falls on its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.reader import read_span
from engine.wording import day as written_day
from engine.wording import say

if TYPE_CHECKING:
    from engine.rulebook.model import Milestone, Rulebook

Every = Literal["year", "quarter", "month"]
_MONTHS: dict[Every, int] = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that is due: ``first`` to ``last``; both None where the plan sets a day that nobody has given yet."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    first: date | None
    last: date | None
    note: Text | None = None  # what the plan says of the day, where that is not the day itself
    every: Every | None = None  # comes again, counted from ``first``
    until: date | None = None  # the last time that it comes, where there is one


def events(rulebook: Rulebook) -> tuple[Event, ...]:
    """By day, those without one last."""
    found = [_event(milestone, rulebook) for milestone in rulebook.milestones.values()]
    ends = [event.last for event in found if event.last is not None and event.every is None]
    last = _period(rulebook)[1] or max(ends, default=None)
    found = [replace(event, until=_last_time(event, last)) if event.every else event for event in found]
    return tuple(sorted(found, key=lambda e: (e.first is None, e.first or date.max, e.last or date.max)))


def _event(milestone: Milestone, rulebook: Rulebook) -> Event:
    made = Event(milestone.id, milestone.text, milestone.clauses, None, None)
    if milestone.on is not None and milestone.on.startswith("$"):
        return _of_parameter(made, milestone.on[1:], rulebook)
    if milestone.on is not None:
        span = read_span(milestone.on)
        assert span is not None  # held against the calendar when the rulebook was read
        return replace(made, first=span[0], last=span[1])
    match milestone.every:
        case "year" | "quarter" | "month" as every:
            start = max(filter(None, (_period(rulebook)[0], rulebook.document.date)), default=None)
            day = None if start is None else _end_of(start, _MONTHS[every])
            return replace(made, first=day, last=day, every=every, note=say(f"calendar.every_{every}"))
        case said:
            return replace(made, note=say("calendar.every", every=said or ""))


def _of_parameter(made: Event, name: str, rulebook: Rulebook) -> Event:
    parameter = rulebook.parameters[name]
    value = parameter.value
    if not isinstance(value, date):
        return replace(made, note=say("calendar.unset", parameter=name, text=parameter.text))
    if parameter.type != "deadline":
        return replace(made, first=value, last=value)
    inclusive = rulebook.parameters.get("deadline_inclusive")
    within = inclusive is not None and inclusive.value is True
    day = value if within else value - timedelta(days=1)
    return replace(made, first=day, last=day, note=say(
        "calendar.up_to" if within else "calendar.before", day=written_day(value),
    ))


def _period(rulebook: Rulebook) -> tuple[date | None, date | None]:
    """The first and the last day for which the plan is made."""
    if rulebook.document.period is None:
        return None, None
    first, last = (read_span(text) for text in rulebook.document.period)
    return first[0] if first else None, last[1] if last else None


def _end_of(day: date, months: int) -> date:
    """The last day of the year, quarter or month that a day lies in."""
    month = (day.month - 1) // months * months + months
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _last_time(event: Event, last: date | None) -> date | None:
    """The last of the times of an event that comes again: up to the end of the plan, else of its last milestone."""
    if event.every is None or event.first is None or last is None or last < event.first:
        return None
    return max(day for day in _times(event, last) if day <= last)


def _times(event: Event, last: date) -> list[date]:
    assert event.first is not None
    assert event.every is not None
    days = [event.first]
    while days[-1] < last:
        days.append(_end_of(days[-1] + timedelta(days=1), _MONTHS[event.every]))
    return days


def falls_in(found: Sequence[Event], year: int) -> tuple[Event, ...]:
    """What falls in a year, what comes again as often as it comes there; those without a day stay."""
    kept: list[Event] = []
    for event in found:
        if event.first is None or event.last is None:
            kept.append(event)
        elif event.every is not None:
            kept += [
                replace(event, id=f"{event.id}.{day.isoformat()}", first=day, last=day, every=None, until=None)
                for day in _times(event, date(year, 12, 31))
                if day.year == year and (event.until is None or day <= event.until)
            ]
        elif event.first.year <= year <= event.last.year:
            kept.append(event)
    return tuple(sorted(kept, key=lambda e: (e.first is None, e.first or date.max, e.last or date.max)))


def from_day(found: Sequence[Event], day: date) -> tuple[Event, ...]:
    """What is not over before a day; what comes again begins with its next time."""
    kept: list[Event] = []
    for event in found:
        if event.first is None or event.last is None:
            kept.append(event)
        elif event.every is not None:
            following = next(time for time in reversed(_times(event, day)) if time >= day or time == event.first)
            start = max(following, event.first)
            if event.until is None or start <= event.until:
                kept.append(replace(event, first=start, last=start))
        elif event.last >= day:
            kept.append(event)
    return tuple(kept)
