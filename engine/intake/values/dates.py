"""Days: day first, always. A month or a year alone is no day."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.intake.values.reading import Read, Unreadable, cell_error, is_blank
from engine.names import tidy
from engine.provenance import Text

FIRST, LAST = date(1930, 1, 1), date(2100, 12, 31)
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's serial numbers, as they count after February 1900
_LATE_EPOCH = date(1904, 1, 1)

_CLOCK = r"(?:[\st]+\d{1,2}(?:[:h]\d{0,2}){0,2}(?:\.\d+)?)?"
_NUMERIC = re.compile(rf"(?P<d>\d{{1,2}})\s*(?P<mark>[/.\-])\s*(?P<m>\d{{1,2}})\s*(?P=mark)\s*(?P<y>\d{{4}}){_CLOCK}")
_ISO = re.compile(rf"(?P<y>\d{{4}})(?P<mark>[/.\-])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}}){_CLOCK}")
_WORDS = re.compile(r"(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:tháng|/)\s*(?P<m>\d{1,2})\s*(?:,?\s*năm|/)\s*(?P<y>\d{4})")
_SHORT = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2}")
_MONTH = re.compile(r"(?:tháng\s*)?\d{1,2}\s*(?:[/.\-]|năm)\s*\d{4}|quý\s+\S+.*")


def read_date(raw: Raw, *, late_epoch: bool = False) -> Read:
    """The day's ordinal. ``late_epoch``: a bare serial number counts from 1904, as the file says."""
    match raw:
        case Broken() | Several():
            return cell_error(raw)
        case datetime():
            return _within(raw.date())
        case date():
            return _within(raw)
        case Ticked() | time() | timedelta():
            return _no("ô không phải ngày; hãy ghi ngày/tháng/năm", "the cell is no day; write day/month/year")
        case int() | float():
            return _number(raw, late_epoch)
        case str():
            return None if is_blank(raw) else _text(_one_dash(tidy(raw)).casefold().strip(" .;,"), late_epoch)


def _one_dash(text: str) -> str:
    """The long dashes that a word processor puts in the place of typed ones."""
    return re.sub(r"[\u2010-\u2015]", "-", text)


def _number(number: float, late_epoch: bool) -> Read:
    if 1900 <= number <= 2100:
        return _year_alone()
    try:
        return _within((_LATE_EPOCH if late_epoch else _EPOCH) + timedelta(days=int(number)))
    except OverflowError:
        return _no("số này không phải ngày; hãy ghi ngày/tháng/năm", "the number is no day; write day/month/year")


def _text(text: str, late_epoch: bool) -> Read:
    found = _NUMERIC.fullmatch(text) or _ISO.fullmatch(text) or _WORDS.fullmatch(text)
    if found:
        try:
            return _within(date(int(found["y"]), int(found["m"]), int(found["d"])))
        except ValueError:
            return _no(
                f"“{text}” không có trong lịch; ghi theo thứ tự ngày/tháng/năm",
                f"“{text}” is not a day; write day/month/year",
            )
    if re.fullmatch(r"\d{5}(?:\.0+)?", text):  # a serial number that lost its format on the way through a text file
        return _number(float(text), late_epoch)
    if re.fullmatch(r"(?:năm\s*)?\d{4}", text):
        return _year_alone()
    if _MONTH.fullmatch(text):
        return _no(
            "chỉ có tháng, thiếu ngày; hãy ghi đủ ngày/tháng/năm", "a month without its day; write day/month/year",
        )
    if _SHORT.fullmatch(text):
        return _no("năm chỉ có hai chữ số; hãy ghi đủ bốn chữ số", "a year of two digits; write all four")
    return _no("không đọc được ngày; hãy ghi ngày/tháng/năm", "no day can be read; write day/month/year")


def _within(day: date) -> Read:
    if not FIRST <= day <= LAST:
        return _no(
            f"ngày {day.day:02d}/{day.month:02d}/{day.year} nằm ngoài 1930–2100; hãy kiểm tra lại",
            f"the day {day.day:02d}/{day.month:02d}/{day.year} lies outside 1930–2100; check it",
        )
    return day.toordinal()


def _year_alone() -> Unreadable:
    return _no(
        "chỉ có năm, thiếu ngày và tháng; hãy ghi đủ ngày/tháng/năm", "a year alone is no day; write day/month/year",
    )


def _no(vi: str, en: str) -> Unreadable:
    return Unreadable("date-unreadable", Text(vi, en))
