"""What a council has typed and not yet recorded: kept as it is typed, by whom, so that nothing of it is lost.

No decision: nobody but the form reads it. Every change is a line that stays, so two who type at once are told apart
exactly: what somebody left as it was shown to them is not written back over what another has typed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.web.store import Store
from engine.web.works import Work

LONGEST = 4000  # characters of one field
MOST = 5000  # fields of one draft


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it stands."""

    values: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0  # the last line that it holds
    name: str = ""  # who wrote that line
    at: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What another had typed in a field meanwhile."""

    field: str
    value: str
    name: str


class Drafts:
    """One for each results folder of a run: once a session is recorded, the next begins with an empty form."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def of(self, work: Work, results: str | None = None, seen: int | None = None) -> Draft:
        """The draft about the run's results, or about those of a form that is open; as it was at ``seen``."""
        rows = self._store.rows(
            "select n, field, value, name, at from council_draft where work = ? and results = ? and n <= ? order by n",
            (work.id, results or work.details.results or "", 2**62 if seen is None else seen),
        )
        values = {str(row["field"]): str(row["value"]) for row in rows}
        if not rows:
            return Draft()
        last = rows[-1]
        return Draft({f: v for f, v in values.items() if v}, int(last["n"]), str(last["name"]), str(last["at"]))

    def keep(
        self, work: Work, typed: Mapping[str, str], seen: int, name: str, results: str | None = None
    ) -> list[Replaced]:
        """Keep what ``name`` changed since ``seen``; gives what another had typed in the same fields.

        The last word stays, and the other is told, not lost. Fields that ``typed`` does not name stay as they are.
        """
        about = results or work.details.results or ""
        with self._store.together():
            shown, now = self.of(work, about, seen).values, self.of(work, about).values
            replaced = []
            for field_, value in list(typed.items())[:MOST]:
                said = value[:LONGEST]
                if said in (shown.get(field_, ""), now.get(field_, "")):
                    continue
                if (other := self._other(work, about, field_, seen, name)) is not None:
                    replaced.append(other)
                self._store.change(
                    "insert into council_draft (work, results, field, value, name, at) values (?, ?, ?, ?, ?, ?)",
                    (work.id, about, field_, said, name, self._now().isoformat(timespec="seconds")),
                )
            return replaced

    def changed(self, work: Work, typed: Mapping[str, str], seen: int, results: str) -> dict[str, str]:
        """The fields that somebody did not leave as they were shown."""
        shown = self.of(work, results, seen).values
        return {field_: value for field_, value in typed.items() if value != shown.get(field_, "")}

    def _other(self, work: Work, results: str, field_: str, seen: int, name: str) -> Replaced | None:
        row = self._store.row(
            "select value, name from council_draft where work = ? and results = ? and field = ? and n > ?"
            " order by n desc limit 1",
            (work.id, results, field_, seen),
        )
        if row is None or row["name"] == name:
            return None
        return Replaced(field_, str(row["value"]), str(row["name"]))
