"""What a header says, without its decoration; and the unit it says its numbers are in."""

from __future__ import annotations

import re
from functools import lru_cache

from engine.frozen import dataclass
from engine.names import normal, tidy

_PARENTHESES = re.compile(r"\(([^()]*)\)")
_FOOTNOTE = re.compile(r"\[\d+\]|\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡]")
_MONEY_UNITS = (
    (re.compile(r"^(?:nghìn|ngàn|1\.?000)\s*(?:tỷ|tỉ)\b"), None),
    (re.compile(r"^(?:tỷ|tỉ)\b"), 10**9),
    (re.compile(r"^(?:triệu|trđ|tr\.?\s*đ|tr\b|1\.?000\.?000\s*(?:đ|đồng|vnđ))"), 10**6),
    (re.compile(r"^(?:nghìn|ngàn|1\.?000\s*(?:đ|đồng|vnđ)|kđ\b)"), 10**3),
    (re.compile(r"^(?:đồng|đ|vnđ|vnd|₫)$"), 1),
)
_CORNER = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*:\s*(.+)", re.IGNORECASE)
_SAID = re.compile(r"(?:(?:đvt|đơn vị tính|đơn vị)\s*:?\s*)?(.*)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """``normal``, words only: ``Xã, phường`` and ``XÃ / PHƯỜNG`` are one header."""
    return normal(re.sub(r"[^\w%]|_", " ", tidy(text)))


@lru_cache(maxsize=8192)
def bare_label(text: str) -> str:
    """Without what stands in parentheses and footnote marks."""
    return tidy(_FOOTNOTE.sub(" ", _PARENTHESES.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class SaidUnit:
    """A unit in a header or a corner. ``dong``: what one counts; None where it is no amount of money."""

    text: str
    dong: int | None


def money_unit(text: str) -> int | None:
    """``triệu đồng`` -> 1,000,000; what is no money -> None."""
    said = tidy(text).casefold()
    for pattern, dong in _MONEY_UNITS:
        if pattern.search(said):
            return dong
    return None


def units_in(text: str) -> list[SaidUnit]:
    """Every parenthesis of a header that could be a unit: ``Giá trị (triệu đồng)``, ``(ĐVT: nghìn đồng)``."""
    found = []
    for inside in _PARENTHESES.findall(tidy(text)):
        said = _SAID.fullmatch(inside.strip())
        unit = tidy(said[1] if said else inside).casefold().strip(" .:")
        if unit:
            found.append(SaidUnit(unit, money_unit(unit)))
    after = re.search(r"(?:đvt|đơn vị tính)\s*:\s*([^()]+)$", tidy(text), re.IGNORECASE)
    if after:
        found.append(SaidUnit(after[1].casefold().strip(" ."), money_unit(after[1])))
    return found


def corner_unit(text: str) -> SaidUnit | None:
    """A cell above the table that says ``ĐVT: triệu đồng`` for all of it."""
    said = _CORNER.fullmatch(tidy(text).strip("() "))
    return SaidUnit(said[1].casefold().strip(" ."), money_unit(said[1])) if said else None
