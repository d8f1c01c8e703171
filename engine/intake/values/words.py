"""Numbers in Vietnamese words: ``năm mươi triệu`` is 50,000,000."""

from __future__ import annotations

import re

from engine.names import tidy

_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}
_LAST = {**_DIGITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3}
_WORDS = re.compile(r"[^\W\d_]+")


def number_in_words(text: str) -> int | None:
    """The number, or None where the words are not exactly one number.

    >>> number_in_words("Một tỷ năm trăm triệu"), number_in_words("hai mươi lăm"), number_in_words("năm mươi mươi")
    (1500000000, 25, None)
    """
    words = tidy(text).casefold().replace(",", " ").split()
    if not words or not all(_WORDS.fullmatch(w) for w in words):
        return None
    total, group, last = 0, [], None
    for word in words:
        scale = _SCALES.get(word)
        if scale is None:
            group.append(word)
            continue
        value = _below_thousand(group)
        if value is None or value == 0 or (last is not None and scale >= last):
            return None
        total, group, last = total + value * scale, [], scale
    if group:
        value = _below_thousand(group)
        return None if value is None else total + value
    return total


def _below_thousand(words: list[str]) -> int | None:
    match words:
        case [hundreds, "trăm", *rest] if hundreds in _DIGITS:
            tens = _below_hundred(rest, after_hundred=True) if rest else 0
            return None if tens is None else _DIGITS[hundreds] * 100 + tens
        case _:
            return _below_hundred(words, after_hundred=False)


def _below_hundred(words: list[str], *, after_hundred: bool) -> int | None:
    match words:
        case ["linh" | "lẻ", unit] if after_hundred and unit in _LAST:
            return _LAST[unit]
        case [unit] if unit in _DIGITS and not after_hundred:
            return _DIGITS[unit]
        case ["mười"]:
            return 10
        case ["mười", unit] if unit in _LAST and unit not in {"mốt", "tư", "không"}:
            return 10 + _LAST[unit]
        case [tens, "mươi"] if tens in _DIGITS and _DIGITS[tens] > 1:
            return _DIGITS[tens] * 10
        case [tens, "mươi", unit] | [tens, unit] if (
            tens in _DIGITS and _DIGITS[tens] > 1 and unit in _LAST and unit != "không"
        ):
            # "hai lăm" for "hai mươi lăm" is spoken; "hai năm" could be two years.
            spoken = len(words) == 2
            return None if spoken and unit not in {"mốt", "tư", "lăm", "nhăm"} else _DIGITS[tens] * 10 + _LAST[unit]
        case _:
            return None
