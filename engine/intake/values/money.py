"""Money: whole dong, or unreadable.

``50000000``, ``50.000.000``, ``50,000,000 đ``, ``50 triệu``, ``50tr``, ``1,5 tỷ đồng``, ``1 tỷ 500 triệu``,
``năm mươi triệu đồng``; a bare number under a header that says ``(triệu đồng)``.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.intake.values.digits import read_digits
from engine.intake.values.reading import LIMIT, Read, Unreadable, cell_error, exact, is_blank
from engine.intake.values.words import number_in_words
from engine.names import tidy
from engine.provenance import Text

# A bare number of this many dong under a header of millions was typed in dong: nobody gives a thousand billion.
_IMPLAUSIBLE = 10**12

_SCALES = {
    "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9,
    "triệu": 10**6, "trđ": 10**6, "tr.đ": 10**6, "tr": 10**6, "trieu": 10**6,
    "nghìn": 10**3, "ngàn": 10**3, "ngìn": 10**3, "nghin": 10**3, "ngan": 10**3, "k": 10**3,
}
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_DONG = r"(?:đồng|vnđ|vnd|đ|₫|dong)"
_PIECE = re.compile(
    rf"\s*(?P<number>\d(?:[\d.,'’\s\u00a0]*\d)?)\s*(?P<scale>{_SCALE})\.?(?:\s*(?P<half>rưỡi))?(?=\s|\d|$)"
)
_BEFORE = re.compile(rf"^{_DONG}\.?\s*(?=\d)")
_REPEATED = re.compile(r"(?P<number>[^()]*\d[^()]*)\((?:bằng chữ\s*:?\s*)?(?P<words>[^()\d]+)\)\.?")
_TAIL = re.compile(rf"\s*(?:{_DONG}\.?)?(?:\s*(?:chẵn|chan))?\s*(?:\./?\.?|,-|/-)?\s*$")


def read_money(raw: Raw, unit: int = 1) -> Read:
    """Dong. ``unit`` is what the header says a bare number counts: 1, 1,000, 1,000,000 or 1,000,000,000."""
    match raw:
        case Broken() | Several():
            return cell_error(raw)
        case Ticked() | date() | time() | timedelta():
            return _no("ô không phải số tiền", "the cell is no amount of money")
        case int() | float():
            return _amount(exact(raw), unit, bare=True)
        case str():
            return None if is_blank(raw) else _text(raw, unit)


def _text(raw: str, unit: int) -> Read:
    text = _unified(raw)
    if text.startswith(("-", "−", "(")) and re.search(r"\d", text):
        return _negative() if re.fullmatch(rf"[-−(]\s*[\d.,\s]+\)?\s*{_DONG}?", text) else _no_money()
    repeated = _REPEATED.fullmatch(text)
    if repeated:  # 50.000.000 đồng (năm mươi triệu đồng): one amount, where both say the same
        number, words_said = _text(repeated["number"].strip(), unit), _text(repeated["words"].strip(" ./"), 1)
        return number if number == words_said else _no_money()
    text = _BEFORE.sub("", text.removeprefix("+").strip())
    tail = _TAIL.search(text)
    body, said_dong = text, False
    if tail and tail[0].strip():
        body = text[: tail.start()].strip()
        said_dong = re.search(_DONG, tail[0]) is not None
    written = read_digits(body)
    if written is not None:
        if written.other is not None and not said_dong and unit != 1:
            return _ambiguous(body)
        in_dong = said_dong or unit == 1
        if in_dong and not written.grouped and re.search(r"[.,]", body) and written.value < 1000:
            return _no_money()  # 50.0 or 5.0000: whatever was meant, it was not 50 or 5 dong
        return _amount(written.value, 1 if said_dong else unit, bare=not said_dong)
    pieces = _pieces(body)
    if pieces is not None:
        return pieces
    words = number_in_words(body)
    if words is not None and (said_dong or words >= 1000):
        return _amount(Decimal(words), 1, bare=False)
    return _no_money()


def _unified(raw: str) -> str:
    """Lower case, one spelling of the units, no space inside them."""
    text = tidy(raw).casefold()
    text = re.sub(r"\btr(?:iệu)?\s*\.?\s*đ(?:ồng)?\b\.?", "triệu đồng", text)
    return text.strip()


def _pieces(body: str) -> Read:
    """``1 tỷ 500 triệu``, ``2 triệu rưỡi``: each scale once, in falling order."""
    at, total, last = 0, Decimal(0), None
    while piece := _PIECE.match(body, at):
        scale = _SCALES[piece["scale"]]
        written = read_digits(piece["number"].strip())
        if written is None or (last is not None and scale >= last):
            return None
        if written.other is not None:
            return _ambiguous(piece["number"])
        if last is not None and written.value * scale >= last:
            return None
        total += written.value * scale + (Decimal(scale) / 2 if piece["half"] else 0)
        at, last = piece.end(), scale
        if piece["half"]:
            break
    rest = body[at:].strip()
    if last is None:
        return None
    if rest:
        written = read_digits(rest)  # 1 triệu 500.000
        if written is None or len(re.sub(r"\D", "", rest)) < 4 or written.value >= last:
            return None
        total += written.value
    return _amount(total, 1, bare=False)


def _amount(value: Decimal, unit: int, *, bare: bool) -> Read:
    dong = value * unit
    if dong < 0:
        return _negative()
    if bare and unit > 1 and dong >= _IMPLAUSIBLE:
        return Unreadable("money-unreadable", Text(
            "số này theo đơn vị ghi ở đầu cột thì quá lớn; hãy ghi rõ đơn vị trong ô, ví dụ 50.000.000 đồng",
            "in the unit of the column's header this is too large; write the unit in the cell, e.g. 50.000.000 đồng",
        ))
    if dong > LIMIT:
        return _no("số tiền vượt 100.000 tỷ đồng; hãy kiểm tra lại", "more than 100,000 billion dong; check it")
    if dong != int(dong):
        return _no("số tiền không chẵn đồng; hãy ghi số nguyên đồng", "not a whole number of dong; write whole dong")
    return int(dong)


def _no(vi: str, en: str) -> Unreadable:
    return Unreadable("money-unreadable", Text(vi, en))


def _no_money() -> Unreadable:
    return _no(
        "không đọc được số tiền; hãy ghi một số nguyên đồng, ví dụ 50000000 hoặc 50.000.000",
        "no amount of money can be read; write whole dong, e.g. 50000000 or 50.000.000",
    )


def _negative() -> Unreadable:
    return _no("số tiền âm; hãy kiểm tra lại", "a negative amount; check it")


def _ambiguous(number: str) -> Unreadable:
    return _no(
        f"“{number}” có thể đọc hai cách (phần nghìn hay phần thập phân); hãy ghi số nguyên đồng",
        f"“{number}” can be read in two ways (thousands or decimals); write whole dong",
    )
