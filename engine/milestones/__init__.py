"""The days of a plan: when what is due, as a list and as a calendar file. A rulebook in, events out; no clock."""

from engine.milestones.events import Event, events, falls_in, from_day
from engine.milestones.file import calendar_file
from engine.milestones.telling import as_json, lines

__all__ = ["Event", "as_json", "calendar_file", "events", "falls_in", "from_day", "lines"]
