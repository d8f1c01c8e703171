"""Numbers as they are written: which mark separates thousands, which begins the decimals.

Vietnamese writes 1.234,5 and English 1,234.5; a sheet may hold either. One mark before exactly three digits
(``1.200``) could be both, and is left to the caller, who may know the unit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from engine.frozen import dataclass

_SPACES = "\u0020\u00a0\u2009\u202f"
_GROUPED = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:(?P<mark>[.,'\u2019{_SPACES}])\d{{3}})(?:(?P=mark)\d{{3}})*)(?P<decimals>[.,]\d+)?"
)
_PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<decimals>\d+))?")


@dataclass(frozen=True, slots=True)
class Written:
    """A number read from text. ``other`` is the second thing it could mean (1.200 as one and two tenths)."""

    value: Decimal
    other: Decimal | None = None
    grouped: bool = False


def read_digits(text: str) -> Written | None:
    """``text`` without sign, unit or surrounding space; None where it is no number.

    >>> read_digits("50.000.000").value, read_digits("1.234,5").value, read_digits("0,125").value
    (Decimal('50000000'), Decimal('1234.5'), Decimal('0.125'))
    >>> read_digits("1.200")
    Written(value=Decimal('1200'), other=Decimal('1.200'), grouped=True)
    """
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        mark, decimals = grouped["mark"], grouped["decimals"]
        if decimals and decimals[0] == mark:
            return None  # 1.234.5
        digits = "".join(c for c in grouped["whole"] if c.isdigit())
        groups = len(re.findall(r"\D\d{3}", grouped["whole"]))
        if groups == 1 and not decimals and mark in ".,":
            as_decimal = Decimal(text.replace(",", "."))
            if digits.startswith("0"):
                return Written(as_decimal)  # 0.500: nobody writes a thousand with a nought before it
            return Written(Decimal(digits), as_decimal, grouped=True)
        if digits.startswith("0"):
            return None
        return Written(Decimal(digits + (f".{decimals[1:]}" if decimals else "")), grouped=True)
    plain = _PLAIN.fullmatch(text)
    if plain:
        return Written(Decimal(plain["whole"] + (f".{plain['decimals']}" if plain["decimals"] else "")))
    return None
