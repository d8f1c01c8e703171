"""A recorded run made again, ready to be asked: what is asked of it is answered by running it once more, otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.frozen import dataclass
from engine.intake.roster import Roster
from engine.pipeline import Run, evaluate_roster
from engine.report.json_report import decisions_json
from engine.rerun import Changes, FoundRun, RunRecord
from engine.rulebook import Rulebook, loader

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A run of today's program from its record, and its document."""

    run: Run
    document: Plain
    record: RunRecord
    faithful: bool  # decided as it was recorded; else this version of the program decides otherwise

    def again(self, roster: Roster | None = None, rulebook: Rulebook | None = None) -> Run:
        """Everything once more over another roster or under other rules; no readings are tried."""
        circumstances = self.run.evaluation.truths.circumstances
        day = self.run.decisions.run.decided_on
        return evaluate_roster(
            roster or self.run.roster,
            rulebook or self.run.rulebook,
            circumstances.round,
            circumstances.year,
            date.fromisoformat(day) if day else None,
            reference=self.record.rulebook,
            settings=self.record.settings,
            started_at=self.record.started_at,
            readings=False,
        )

    def under(self, settings: Mapping[str, str]) -> Run:
        """Everything once more under other settings of the parameters."""
        if self.record.register is not None and self.record.register.name.endswith(".json"):
            # An earlier run as a register has words of its own, which reading it again brings along.
            return self.record.perform(Changes(settings=settings))
        return self.again(rulebook=loader(self.record.rulebook)({**self.record.settings, **settings}))


def asked(found: FoundRun) -> Asked:
    """Make the run again from its record."""
    run = found.record.perform()
    document = decisions_json(run.decisions)
    same = [_outcome(d) for d in document["decisions"]] == [_outcome(d) for d in found.document["decisions"]]
    return Asked(run, document, found.record, same)


def _outcome(decision: Plain) -> tuple[object, ...]:
    return decision["candidate"]["key"], decision["status"], decision["rank"], decision["score"]
