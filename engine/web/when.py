"""A moment as a person dates it."""

from __future__ import annotations

from datetime import datetime

from engine.wording import day


def when(stamp: str) -> str:
    """``2026-03-02T08:00:00+00:00`` as ``02/03/2026 08:00``, in the zone that it was noted in."""
    at = datetime.fromisoformat(stamp)
    return f"{day(at.date()).vi} {at:%H:%M}"
