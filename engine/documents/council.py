"""What a council wrote of its last session, as papers quote it."""

from __future__ import annotations

from engine.council import Applied
from engine.documents import phrases
from engine.documents.said import Sitting
from engine.provenance import Text


def sitting_of(applied: Applied) -> Sitting:
    """The last session, the quotas that the list goes beyond, and whether it is signed with every tie settled."""
    last = applied.sessions[-1]
    beyond = [_overrun(o.text, o.group, o.filled, o.at_most) for o in applied.overruns]
    beyond += [phrases.filled(phrases.NO_SEAT_FOR, name=name) for name in applied.outside]
    return Sitting(
        last.held_on, last.minutes, last.chair, last.secretary, last.members, not applied.draft, tuple(beyond), met=True
    )


def _overrun(text: Text, group: str | None, filled: int, most: int) -> Text:
    where = f" – {group}" if group else ""
    return Text(f"{text.vi}{where}: {filled:02d}/{most:02d}", f"{text.en}{where}: {filled} of {most}")
