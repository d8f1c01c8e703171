"""Years: of birth, mostly. A full day gives its year; two digits give nothing."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.intake.values.dates import FIRST, read_date
from engine.intake.values.reading import Read, Unreadable, cell_error, exact, is_blank
from engine.names import tidy
from engine.provenance import Text

_YEAR = re.compile(r"(?:năm sinh|sinh năm|năm|sn|s)?\s*[:.]?\s*(\d{4})")
_MONTH = re.compile(r"(?:tháng\s*)?(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})")


def read_year(raw: Raw) -> Read:
    """1900 to 2100."""
    match raw:
        case Broken() | Several():
            return cell_error(raw)
        case date():
            # 1978 in a cell that is formatted as a day is 31/5/1905: no day before 1930 is taken.
            return raw.year if raw.year >= FIRST.year else _no()
        case Ticked() | time() | timedelta():
            return _no()
        case int() | float():
            value = exact(raw)
            return int(value) if value == int(value) and 1900 <= value <= 2100 else _no()
        case str():
            return None if is_blank(raw) else _text(tidy(raw).casefold().strip(" .;,"))


def _text(text: str) -> Read:
    found = _YEAR.fullmatch(text)
    if found:
        year = int(found[1])
        return year if 1900 <= year <= 2100 else _no()
    month = _MONTH.fullmatch(text)
    if month and 1 <= int(month["m"]) <= 12:
        year = int(month["y"])
        return year if 1900 <= year <= 2100 else _no()
    day = None if re.fullmatch(r"\d{5}", text) else read_date(text)
    return date.fromordinal(day).year if isinstance(day, int) else _no()


def _no() -> Unreadable:
    return Unreadable("year-unreadable", Text(
        "không đọc được năm; hãy ghi đủ bốn chữ số, ví dụ 1978",
        "no year can be read; write its four digits, e.g. 1978",
    ))
