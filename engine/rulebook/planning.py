"""A plan as its parts are told, before it is a rulebook: what ``rulebook new`` asks for, and what it hands on.

Everything may be missing: a part that nobody told becomes a placeholder in the draft, marked as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Literal

from engine.frozen import dataclass
from engine.names import fold
from engine.rulebook.reader import ID

Kind = Literal["collective", "individual", "household"]
How = Literal["assessor", "money", "number"]

# Words that mean something else where a name stands.
_TAKEN = frozenset({
    "all", "any", "none", "always", "never", "round", "award", "score", "kind", "category", "year", "name", "unit",
    "commune", "other", "at_least", "of", "in_register", "held_back", "board_score", "units", "awards", "choose",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanClause:
    id: str
    text: str
    heads: bool = False  # a heading with clauses of its own below it


@dataclass(frozen=True, slots=True)
class PlanAward:
    id: str
    text: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class PlanCriterion:
    """``level``: from what amount on; None where the plan leaves it open, and where the assessor says yes or no.

    Without a ``clause`` it stands on those of the categories that require it.
    """

    id: str
    text: str
    how: How = "assessor"
    level: int | Fraction | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class PlanCategory:
    id: str
    text: str
    kinds: tuple[Kind, ...]
    clause: str | None
    criteria: tuple[PlanCriterion, ...]


@dataclass(frozen=True, slots=True)
class PlanExclusion:
    """The assessor's yes or no; with ``before``, a dossier that is not there before that day."""

    id: str
    text: str
    clause: str | None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class PlanQuota:
    """At most so many of a kind; ``inside``: of which exactly so many of a category. None: no number stated."""

    kind: Kind
    at_most: int | None
    inside: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRound:
    """``quotas`` empty: the plan states no number at all."""

    id: str
    text: str
    clause: str | None
    award: str | None
    quotas: tuple[PlanQuota, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPoints:
    id: str
    text: str
    most: Fraction


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """``least``: so many units, or with ``percent`` that share of them, rounded up."""

    id: str
    text: str
    clause: str | None
    least: int
    percent: bool = False


@dataclass(frozen=True, slots=True)
class PlanMilestone:
    id: str
    text: str
    clause: str | None
    on: str


@dataclass(frozen=True, slots=True)
class PlanReading:
    id: str
    text: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was told of a plan."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    printed: str = ""  # the day it was issued, ISO
    level: str = ""
    period: tuple[str, str] | None = None
    decided_on: date | None = None
    movement: str = ""
    considers: str = ""
    submits: str = ""
    decides: str = ""
    clauses: tuple[PlanClause, ...] = ()
    awards: tuple[PlanAward, ...] = ()
    categories: tuple[PlanCategory, ...] = ()
    exclusions: tuple[PlanExclusion, ...] = ()
    rounds: tuple[PlanRound, ...] = ()
    points: tuple[PlanPoints, ...] = ()  # none: the plan gives no points, the board's column orders
    first: tuple[str, ...] = ()  # criteria whose bearers are ranked before the others
    targets: tuple[PlanTarget, ...] = ()
    milestones: tuple[PlanMilestone, ...] = ()
    readings: tuple[PlanReading, ...] = ()


def id_of(text: str, taken: Iterable[str]) -> str:
    """An id made of a text's first words, that nothing else has.

    >>> id_of("Cá nhân, hộ gia đình", ()), id_of("Cá nhân, hộ gia đình", {"ca_nhan_ho_gia_dinh"})
    ('ca_nhan_ho_gia_dinh', 'ca_nhan_ho_gia_dinh_2')
    """
    words = re.findall(r"[a-z0-9]+", fold(text))[:6]
    name = "_".join(words)[:40].strip("_") or "muc"
    if not ID.match(name):
        name = f"m_{name}"
    used = {*taken, *_TAKEN}
    made, n = name, 1
    while made in used:
        n += 1
        made = f"{name}_{n}"
    return made


# ---- what people type -------------------------------------------------------------------------------------------

_DAY = re.compile(r"(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_MONTH = re.compile(r"(?:tháng\s+)?(\d{1,2})[/-](\d{4})\Z", re.IGNORECASE)
_QUARTER = re.compile(r"(?:quý|q)\s*(iv|iii|ii|i|[1-4])\s*[/-]\s*(\d{4})\Z", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONEY = re.compile(r"([\d.,_\s]+?)\s*(triệu|trieu|tỷ|ty|tỉ|nghìn|ngàn)?\s*(?:đồng|dong|đ|vnd)?\Z", re.IGNORECASE)
_UNITS = {"triệu": 10**6, "trieu": 10**6, "tỷ": 10**9, "ty": 10**9, "tỉ": 10**9, "nghìn": 1000, "ngàn": 1000}


def typed_day(text: str) -> date | None:
    """``15/01/2027`` or ``2027-01-15``; None where it is no day.

    >>> typed_day("9/10/2023"), typed_day("31/02/2024")
    (datetime.date(2023, 10, 9), None)
    """
    text = text.strip()
    if found := _DAY.match(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO.match(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def typed_time(text: str) -> str | None:
    """A day, month (``11/2027``), quarter (``quý 4/2027``) or year, as a rulebook writes it."""
    text = text.strip()
    if day := typed_day(text):
        return day.isoformat()
    if (found := _MONTH.match(text)) and 1 <= int(found[1]) <= 12:
        return f"{found[2]}-{int(found[1]):02}"
    if found := _QUARTER.match(text):
        return f"{found[2]}-Q{_ROMAN.get(found[1].lower(), found[1])}"
    return text if re.fullmatch(r"(19|20)\d\d", text) else None


def typed_amount(text: str) -> int | None:
    """Whole dong, or any whole number: ``50 triệu``, ``50.000.000``, ``1,5 tỷ``.

    >>> typed_amount("50 triệu đồng"), typed_amount("1,5 tỷ"), typed_amount("50.000.000"), typed_amount("nhiều")
    (50000000, 1500000000, 50000000, None)
    """
    found = _MONEY.match(text.strip())
    if not found:
        return None
    digits, unit = found[1].replace(" ", "").replace("_", ""), (found[2] or "").lower()
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    try:
        amount = Fraction(digits.replace(",", ".")) * _UNITS.get(unit, 1)
    except ValueError:
        return None
    return int(amount) if amount.denominator == 1 else None


def typed_number(text: str) -> Fraction | None:
    """A number of at most four decimals: ``14,5``, ``100``, ``1.000``.

    >>> typed_number("14,5"), typed_number("1.000"), typed_number("một")
    (Fraction(29, 2), Fraction(1000, 1), None)
    """
    whole = typed_amount(text)
    if whole is not None:
        return Fraction(whole)
    try:
        number = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return number if (number * 10_000).denominator == 1 else None
