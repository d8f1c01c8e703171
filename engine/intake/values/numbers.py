"""Whole and decimal numbers, with the unit of their own header behind them where somebody wrote it: ``200 m2``."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import assert_never

from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.intake.roster import NUMBER_SCALE
from engine.intake.values.digits import read_digits
from engine.intake.values.reading import LIMIT, Read, Unreadable, cell_error, exact, is_blank
from engine.names import normal, tidy
from engine.provenance import Text

_SIGNED = re.compile(r"(?P<sign>[-−+]?)\s*(?P<digits>\d(?:[\d.,'’\s\u00a0]*\d)?)\s*(?P<unit>[^\d\s].*)?")
_DAYS = normal("ngày công")
_SAME = {
    **dict.fromkeys(map(normal, ("m²", "mét vuông", "㎡")), "m2"),
    **dict.fromkeys(map(normal, ("ngày", "công")), _DAYS),
}
_COUNTED = tuple(map(normal, ("ngày công", "điểm", "công trình", "phần việc", "sản phẩm")))


def units_of(label: str) -> frozenset[str]:
    """The words that may stand behind a number in a column of this header.

    >>> sorted(units_of("Diện tích đất (m2)"))
    ['m2']
    """
    inside = re.findall(r"\(([^()]*)\)", label)
    found = {normal(unit) for unit in inside}
    bare = normal(re.sub(r"\([^()]*\)", " ", label))
    found.update(unit for unit in _COUNTED if unit in bare)
    return frozenset(found)


def read_number(raw: Raw, units: frozenset[str] = frozenset(), factor: int = 1) -> Read:
    """In ten-thousandths; at most four decimals. ``factor``: what one of the header's units is in the field's own."""
    value = _decimal(raw, units)
    if not isinstance(value, Decimal):
        return value
    scaled = value * factor * NUMBER_SCALE
    if scaled != scaled.to_integral_value():
        return _no(
            "number-unreadable", "số có hơn bốn chữ số thập phân; hãy làm tròn", "more than four decimals; round it",
        )
    return int(scaled)


def read_whole(raw: Raw, units: frozenset[str] = frozenset()) -> Read:
    """A whole number, as it is."""
    value = _decimal(raw, units)
    if not isinstance(value, Decimal):
        return value
    if value != value.to_integral_value():
        return _no("number-unreadable", "cần số nguyên; hãy ghi lại", "a whole number is wanted; write one")
    return int(value)


def _decimal(raw: Raw, units: frozenset[str]) -> Decimal | Unreadable | None:
    match raw:
        case Broken() | Several():
            return cell_error(raw)
        case Ticked() | date() | time() | timedelta():
            return _no(
                "number-unreadable", "ô không phải số; hãy ghi lại bằng số", "the cell is no number; write a number",
            )
        case int() | float():
            value = exact(raw)
        case str():
            if is_blank(raw):
                return None
            read = _text(raw, units)
            if isinstance(read, Unreadable):
                return read
            value = read
        case _:
            assert_never(raw)
    if abs(value) > LIMIT:
        return _no("number-unreadable", "số quá lớn; hãy kiểm tra lại", "the number is too large; check it")
    return value


def _text(raw: str, units: frozenset[str]) -> Decimal | Unreadable:
    found = _SIGNED.fullmatch(tidy(raw))
    if not found:
        return _no(
            "number-unreadable", "không đọc được số; hãy chỉ ghi số", "no number can be read; write the number alone",
        )
    unit = normal((found["unit"] or "").strip(" ."))
    if unit and _SAME.get(unit, unit) not in units and unit not in units:
        return _no(
            "number-unreadable",
            f"không rõ “{(found['unit'] or '').strip()}” trong ô số; hãy chỉ ghi số",
            f"“{(found['unit'] or '').strip()}” is not expected in this number; write the number alone",
        )
    written = read_digits(found["digits"])
    if written is None:
        return _no(
            "number-unreadable", "không đọc được số; hãy chỉ ghi số", "no number can be read; write the number alone",
        )
    if written.other is not None:
        return _no(
            "number-unreadable",
            f"“{found['digits']}” có thể đọc hai cách (phần nghìn hay phần thập phân); hãy ghi không có dấu phân cách",
            f"“{found['digits']}” can be read in two ways (thousands or decimals); write it without a separator",
        )
    return -written.value if found["sign"] in {"-", "−"} else written.value


def _no(code: str, vi: str, en: str) -> Unreadable:
    return Unreadable(code, Text(vi, en))
