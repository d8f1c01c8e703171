"""A contribution given in several things: ``50 triệu + 200 m2 đất`` is 50,000,000 dong and 200 m2."""

from __future__ import annotations

import re

from engine.frozen import dataclass
from engine.intake.roster import NUMBER_SCALE
from engine.intake.values.digits import read_digits
from engine.intake.values.money import read_money
from engine.names import normal, tidy

_AND = re.compile(r"\s*(?:\+|;|,\s|\bvà\b)\s*", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<number>\d(?:[\d.,]*\d)?)\s*(?P<of>[^\d\s].*)")
_LAND = re.compile(normal(r"(m2|m²|ha)(?: đất(?: .+)?)?"))
_LABOUR = re.compile(normal(r"(?:ngày công|công lao động)(?: lao động)?"))
_SCALED = re.compile(r"tỷ|tỉ|triệu|tr|nghìn|ngàn|k|đồng|đ|vnđ|vnd")


@dataclass(frozen=True, slots=True)
class InKind:
    """What was given, each exactly: dong; days of labour and square metres in ten-thousandths. None: nothing of it."""

    cash: int | None = None
    labour_days: int | None = None
    land_area: int | None = None


def read_in_kind(text: str) -> InKind | None:
    """Two things or more, each of another sort and each with its unit; None for everything else.

    >>> read_in_kind("50 triệu + 200m2 đất")
    InKind(cash=50000000, labour_days=None, land_area=2000000)
    """
    pieces = [piece for piece in _AND.split(tidy(text)) if piece]
    found: dict[str, int] = {}
    for piece in pieces:
        read = _piece(piece)
        if read is None or read[0] in found:
            return None
        found[read[0]] = read[1]
    return InKind(**found) if len(found) > 1 else None


def _piece(piece: str) -> tuple[str, int] | None:
    counted = _COUNTED.fullmatch(piece)
    if counted is None:
        return None
    unit = normal(counted["of"]).strip(" .")
    for field, pattern in (("land_area", _LAND), ("labour_days", _LABOUR)):
        if unit_found := pattern.fullmatch(unit):
            written = read_digits(counted["number"])
            if written is None or written.other is not None:
                return None
            factor = 10_000 if field == "land_area" and unit_found[1] == "ha" else 1
            scaled = written.value * factor * NUMBER_SCALE
            return (field, int(scaled)) if scaled == scaled.to_integral_value() else None
    # A bare number beside things in kind is of no unit: 50 + 200 m2 is not 50 dong.
    money = read_money(piece) if _SCALED.search(unit) else None
    return ("cash", money) if isinstance(money, int) else None


