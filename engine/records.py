"""One record per candidate: what was decided, why, and on what it hangs.

The shapes mirror ``decisions.json`` (``docs/contract.md``); everything a person reads is there in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from engine.frozen import dataclass
from engine.problems import Problem
from engine.provenance import Cell, Text
from engine.truth import Truth


class Status(StrEnum):
    """What was decided, in the order of a report."""

    NOMINATED = "nominated"
    TIED = "tied"
    RESERVE = "reserve"
    NO_SEAT = "no_seat"
    NEEDS_EVIDENCE = "needs_evidence"
    NOT_ELIGIBLE = "not_eligible"
    EXCLUDED = "excluded"
    NOT_CONSIDERED = "not_considered"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who was put forward, and where that is written."""

    index: int  # row of Roster.candidates
    key: str  # normalised name, category, commune, unit, award, joined by |
    name: str  # as written
    kind: str | None  # ids; None where blank or unreadable
    category: str | None
    unit: str | None
    commune: str | None
    award: str | None
    file: str
    sheet: str
    row: int
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion, exclusion or advisory as found for one candidate."""

    id: str
    truth: Truth
    value: Text | None  # as a person reads it: "45.000.000 đồng"
    cell: Cell | None  # the cell that decides, else the first that was read
    cells: tuple[Cell, ...]
    clause: str | None
    plain: str | None = None  # the same for a program: option id, yes/no, ISO day, number; None where not exactly known


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a decision: a code for programs, a sentence for people, the clause and the cells."""

    code: str  # stable: `reason.short` without its prefix, see docs/reasons.md
    text: Text
    clause: str | None = None
    cells: tuple[Cell, ...] = ()
    parameter: str | None = None  # that has no value, where that is the reason


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a candidate stands under the quotas."""

    node: str | None  # id of the smallest quota that holds it
    group: str | None
    seat: int | None = None  # 1.. in its list, of the nominated
    queue: int | None = None  # 1.. among the reserves of its list
    blocked_by: tuple[str, ...] = ()
    tied_with: tuple[str, ...] = ()  # keys
    tiers: tuple[str, ...] = ()  # awards: the one its rank comes to; several where it is level across an edge
    level_with: tuple[str, ...] = ()  # keys of those level with it across that edge


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one candidate, with all that it rests on."""

    candidate: Candidate
    list: str | None
    status: Status
    certain: bool
    evidence_matters: bool | None
    depends_on_readings: tuple[str, ...]
    rank: int | None
    score: str | None
    score_range: tuple[str | None, str | None] | None
    points: Mapping[str, str]
    witness_seated: bool
    criteria: Mapping[str, Finding]
    exclusions: Mapping[str, Finding]
    advisories: Mapping[str, Finding]
    quota: Placement | None
    reasons: tuple[Reason, ...]
    provisional_on: tuple[str, ...] = ()  # keys of those whose evidence could displace it, the first of them
    provisional_count: int = 0  # how many they are
    values: tuple[str | bool | None, ...] = ()  # what stands in the fields that decide, as ``basis`` lists them


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One node of one group: enough, with its like, to check the selection without the engine."""

    id: str
    parent: str | None
    group: str | None
    text: Text
    clause: str | None
    unfilled: str
    at_most: int | None
    at_least: int
    eligible: int
    filled: int
    short: int
    cut_off: str | None  # score and preference of the last seated, as a person reads it
    price: int | None  # None where limits cross: there is no certificate

    @property
    def crosses(self) -> bool:
        """A limit over all who are seated, or a kind of seat: no list, and no seats of its own to fill."""
        return self.id.startswith(("across/", "slots/"))


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What was run on what; everything needed to run it again."""

    id: str
    rulebook: Mapping[str, str]
    round: str
    year: int | None
    parameters: Mapping[str, str | None]
    decided_on: str
    inputs: tuple[Mapping[str, str | int], ...]
    engine_version: str
    started_at: str
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # what people settled beforehand: `mapping`, `resolve` -> {"file", "sha256"} of the file that says it


@dataclass(frozen=True, slots=True)
class Decisions:
    """The outcome of a run."""

    run: RunFacts
    decisions: tuple[Decision, ...]
    quotas: tuple[QuotaLine, ...]
    problems: tuple[Problem, ...]
    rejected_rows: int
    rules: Mapping[str, object] = field(default_factory=dict)
    # texts, standards as trees, required values, parameters, readings: decisions.json explains itself with it
    basis: Mapping[str, object] = field(default_factory=dict)
    # conditions, points, ranking and quotas as trees, and the registers' rows: the decisions can be checked with it
