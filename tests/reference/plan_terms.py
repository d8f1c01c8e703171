"""What the five plans' oracle is written in: truths, spans of numbers, names, and one candidate as judged.

Truths are 0 unmet, 1 unknown, 2 met. A cell is None where blank and ``UNREADABLE`` where nobody can read it. Of the
engine it knows nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

Cell = bool | int | Fraction | date | str | None
Row = Mapping[str, Cell]
Amount = int | Fraction
Span = tuple[Amount, Amount]
Settings = Mapping[str, Cell]
List = str | tuple[str, str]
Seat = tuple[List | None, str | None]  # the list it competes in, None: no seat; its part of that list

UNREADABLE = "\x00unreadable"
UNBOUNDED = 10**15
UNMET, UNKNOWN, MET = 0, 1, 2
KINDS = {
    **dict.fromkeys(
        ("agency", "commune", "division", "enterprise", "hamlet", "mass_organisation", "organisation", "other_unit",
         "village"), ("collective",),
    ),
    **dict.fromkeys(("cadre", "individual", "official", "worker"), ("individual",)),
    "household": ("household",),
    **dict.fromkeys(("citizen", "other"), ("collective", "individual", "household")),
}  # fmt: skip
ALL_KINDS = KINDS["other"]


def known(value: Cell) -> bool:
    return value is not None and value != UNREADABLE


def sure(holds: bool) -> int:
    return MET if holds else UNMET


def yes(value: Cell) -> int:
    return sure(value is True) if known(value) else UNKNOWN


def one_of(value: Cell, *options: str) -> int:
    return sure(value in options) if known(value) else UNKNOWN


def between(day: Cell, first: date, last: date) -> int:
    return sure(first <= day <= last) if isinstance(day, date) else UNKNOWN


def all_of(*truths: int) -> int:
    return min(truths, default=MET)


def any_of(*truths: int) -> int:
    return max(truths, default=UNMET)


def at_least(span: Span, floor: int) -> int:
    return MET if span[0] >= floor else UNMET if span[1] < floor else UNKNOWN


def number(value: Cell) -> Amount | None:
    return value if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def span_of(value: Cell, highest: int = UNBOUNDED) -> Span:
    found = number(value)
    return (0, highest) if found is None else (found, found)


def total(*spans: Span) -> Span:
    return sum(s[0] for s in spans), sum(s[1] for s in spans)


def per_ten_million(span: Span, most: int) -> Span:
    """1 for every whole 10 million, up to ``most``."""
    return min(most, span[0] // 10_000_000), min(most, span[1] // 10_000_000)


def flag(value: Cell, points: int) -> Span:
    return (0, points) if not known(value) else (points, points) if value is True else (0, 0)


def by_option(value: Cell, points: Mapping[str | int, int], most: int) -> Span:
    if not known(value) or isinstance(value, date):
        return 0, most
    assert isinstance(value, str | int)
    return (points.get(value, 0),) * 2


def name_of(text: Cell) -> str:
    """Case, spacing and how letters are composed do not count, nor how somebody is addressed."""
    plain = " ".join(unicodedata.normalize("NFC", str(text)).casefold().split())
    return re.sub(r"^(?:ông|bà)\s+", "", plain)


def unit_of(text: Cell) -> str:
    return re.sub(r"^(?:xã|phường|thị trấn)\s+", "", name_of(text))


def same(ours: Cell, theirs: Cell, key: Callable[[Cell], str]) -> int:
    """A blank on either side does not stand in the way."""
    if ours is None or theirs is None:
        return MET
    return sure(key(ours) == key(theirs)) if known(ours) and known(theirs) else UNKNOWN


def is_name(theirs: Cell, ours: Cell) -> int:
    return sure(name_of(theirs) == name_of(ours)) if known(theirs) else UNKNOWN


@dataclass(frozen=True)
class Expected:
    status: str
    certain: bool
    rank: int | None
    list: List | None


@dataclass
class Judged:
    """One candidate before any seat is given: ``seats`` are those it may compete for, keys are best high."""

    opened: int
    eligible: int
    excluded: dict[str, int]
    seats: list[Seat]
    low: tuple[Amount, ...]
    high: tuple[Amount, ...]
    score: Span
    criteria: dict[str, int] = field(default_factory=dict)
    category_open: bool = False

    @property
    def out(self) -> int:
        return any_of(*self.excluded.values())


def judge_by_category(row: Row, judge: Callable[[str], Judged], categories: Iterable[str]) -> Judged:
    """With a category that is known, its own; else what every category it may be of agrees on.

    A category is of its kinds: another kind is no object of it, a blank one may be.
    """
    category, kind = row.get("category"), row.get("kind")
    if known(category):
        found = judge(str(category))
        kinds = KINDS[str(category)]
        if not known(kind):
            found.eligible = min(found.eligible, MET if kinds == ALL_KINDS else UNKNOWN)
        elif kind not in kinds:
            found.eligible = UNMET
        return found
    every = {c: judge(c) for c in categories}
    possible = [found for c, found in every.items() if not known(kind) or kind in KINDS[c]]
    return Judged(
        opened=_agreed(j.opened for j in possible),
        # Nobody knows its standard: not even one that every standard would refuse is refused. Only `other` is none.
        eligible=UNMET if len(possible) == 1 else UNKNOWN,
        excluded={name: _agreed(j.excluded[name] for j in possible) for name in possible[0].excluded},
        seats=_seats(possible),
        low=min(j.low for j in every.values()),
        high=max(j.high for j in every.values()),
        score=(min(j.score[0] for j in every.values()), max(j.score[1] for j in every.values())),
        category_open=True,
    )


def _agreed(truths: Iterable[int]) -> int:
    found = set(truths)
    return found.pop() if len(found) == 1 else UNKNOWN


def _seats(judged: Sequence[Judged]) -> list[Seat]:
    return sorted({seat for j in judged for seat in j.seats}, key=str)


# ---- what holds for every plan ----------------------------------------------------------------------------------

STANDARD: Settings = {
    "score_from": "both", "held_back_required": False, "deadline_inclusive": False, "late_dossier": "exclude",
}  # fmt: skip


def held_back(row: Row, settings: Settings) -> int:
    value = row.get("held_back")
    if value is None:
        return UNKNOWN if settings["held_back_required"] else UNMET
    return yes(value)


def score_of(row: Row, settings: Settings, scored: bool, table: Span) -> Span:
    """The board's column, where there is one, and the points table."""
    parts: list[Span] = []
    if settings["score_from"] in ("board", "both") and scored:
        parts.append(span_of(row.get("board_score")))
    if settings["score_from"] in ("table", "both"):
        parts.append(table)
    return total(*parts)


# ---- a run, and a plan ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Given:
    """A run: ``awards`` and ``units`` are None where not given; ``scored``: some file has the board's column."""

    plan: str
    round: str
    rows: Sequence[Row]
    awards: Sequence[Row] | None = None
    units: Sequence[Row] | None = None
    settings: Settings = field(default_factory=dict)
    scored: bool = True

    def under(self, name: str, value: Cell) -> Given:
        return replace(self, settings={**self.settings, name: value})


def everybody(given: Given, judge: Callable[[Row, str], Judged], categories: Sequence[str]) -> list[Judged]:
    def of(row: Row) -> Judged:
        return judge_by_category(row, lambda category: judge(row, category), categories)

    return [of(row) for row in given.rows]


def kinds_of(row: Row) -> tuple[str, ...]:
    return (str(row["kind"]),) if known(row.get("kind")) else ALL_KINDS


@dataclass(frozen=True)
class Plan:
    """``readings``: the options of each parameter that chooses among meanings of the text; the first is in force."""

    decide: Callable[[Given], tuple[list[Expected], list[Judged]]]
    readings: Mapping[str, tuple[Cell, ...]]
    board: Settings = field(default_factory=dict)

    @property
    def defaults(self) -> Settings:
        return {**STANDARD, **{name: options[0] for name, options in self.readings.items()}, **self.board}


SHARED: Mapping[str, tuple[Cell, ...]] = {"deadline_inclusive": (False, True), "late_dossier": ("exclude", "advisory")}
