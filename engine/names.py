"""Names as people write them, and the one form in which two of them are compared."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TITLES = re.compile(
    r"^(?:(?:ông|bà|anh|chị|đồng chí|đ/c|đ\.c|thầy|cô)\s*[.:]?\s+)+(?=\S)"
)
_UNIT_PREFIX = re.compile(
    r"^(?:(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân)\s+)?"
    r"(?:xã|x\s*\.|phường|p\s*\.|thị trấn|tt\s*\.)\s*(?=\S)"
)


def _tone_last(word: str) -> str:
    # "hoà" and "hòa" are one word: the tone mark belongs to the syllable, so it goes to the syllable's end.
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in decomposed if c in _TONES)
    return "".join(c for c in decomposed if c not in _TONES) + tones if tones else decomposed


def tidy(text: str) -> str:
    """NFC, without control or zero-width characters, one space between words, none at the ends."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in text if c not in "\u200b\u200c\u200d\ufeff\u00ad")
    return " ".join(text.split())


def normal(text: str) -> str:
    """The form in which two spellings of one name agree: case, composition, tone placement and spaces do not matter.

    >>> normal("  NGUYỄN  Văn Hoà ") == normal("Nguyễn văn Hòa")
    True
    """
    words = tidy(text).casefold().split(" ")
    return unicodedata.normalize("NFC", " ".join(_tone_last(word) for word in words))


def name_key(text: str) -> str:
    """``normal``, without titles before a person's name.

    >>> name_key("Ông Nguyễn Văn A") == name_key("NGUYỄN VĂN A")
    True
    """
    return normal(_TITLES.sub("", tidy(text).casefold()))


def unit_key(text: str) -> str:
    """``normal``, without the kind of unit before its name ("xã", "x.", "phường", "thị trấn").

    >>> unit_key("x. Phước Vinh") == unit_key("XÃ PHƯỚC  VINH") == unit_key("Phước Vinh")
    True
    """
    return normal(_UNIT_PREFIX.sub("", tidy(text).casefold()))


def fold(text: str) -> str:
    """Without diacritics and case, for searching: ``fold("Đỗ Thị Hòa") == "do thi hoa"``."""
    plain = "".join(c for c in unicodedata.normalize("NFD", tidy(text).casefold()) if not unicodedata.combining(c))
    return plain.replace("đ", "d")
