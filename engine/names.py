"""Names as people write them, and the one form in which two of them are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SYLLABLE = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơư")  # these carry the tone wherever it was typed


def tidy(text: str) -> str:
    """NFC, without control or zero-width characters, one space between words, none at the ends."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        kinds = ((c, unicodedata.category(c)) for c in text)
        text = "".join(" " if kind in {"Cc", "Zs", "Zl", "Zp"} else c for c, kind in kinds if kind != "Cf")
    return " ".join(text.split())


def normal(text: str) -> str:
    """The form in which two spellings of one name agree: case, composition, tone placement and spaces do not matter.

    >>> normal("  NGUYỄN  Văn Hoà ") == normal("Nguyễn văn Hòa") == "nguyễn văn hòa"
    True
    """
    return _SYLLABLE.sub(_placed_match, tidy(text).casefold())


def _placed_match(found: re.Match[str]) -> str:
    return found[0] if found[0].isascii() else _placed(found[0])


@lru_cache(maxsize=1 << 16)
def _placed(syllable: str) -> str:
    """The syllable with its tone on the vowel that carries it, so that "hoà" and "hòa" are one word.

    The eth and the African d look like đ, and keyboards give them for it: "Ðặng" is "Đặng".
    """
    syllable = syllable.replace("\u00f0", "đ").replace("\u0256", "đ")
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = [c for c in decomposed if c in _TONES]
    if len(tones) != 1:
        return syllable
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    at = _carrier(bare)
    return syllable if at is None else unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])


def _carrier(bare: str) -> int | None:
    shaped = [i for i, c in enumerate(bare) if c in _SHAPED]
    if shaped:
        return shaped[-1]
    # The u of "qu" and the i of "gi" belong to the consonant, where another vowel follows.
    start = 2 if bare[:2] in {"qu", "gi"} and len(bare) > 2 and bare[2] in _VOWELS else 0
    vowels = [i for i, c in enumerate(bare) if c in _VOWELS and i >= start]
    if not vowels or vowels[-1] - vowels[0] != len(vowels) - 1:
        return None  # no vowel, or two groups of them: not one Vietnamese syllable
    if len(vowels) == 1:
        return vowels[0]
    closed = vowels[-1] < len(bare) - 1
    return vowels[1] if closed or len(vowels) > 2 else vowels[0]


_TITLE_WORDS = (
    "ông", "bà", "anh", "chị", "cô", "thầy", "đồng chí", "đ/c", "đ.c", "đc", "ông (bà)", "ông/bà",
    *(f"{grade} {rank}" for grade in ("thiếu", "trung", "thượng", "đại") for rank in ("úy", "tá")),
    "thiếu tướng", "trung tướng", "hạ sĩ", "trung sĩ", "thượng sĩ",
    "hòa thượng", "thượng tọa", "đại đức", "ni sư", "ni trưởng", "sư cô", "linh mục", "mục sư",
    "bs", "ths", "ts", "gs", "pgs", "kts", "ks", "cn", "nghệ nhân", "nghệ nhân ưu tú",
)
_ABBREVIATED = frozenset({"bs", "ths", "ts", "gs", "pgs", "kts", "ks", "cn", "đc"})  # titles only with their dot


def _title_pattern() -> re.Pattern[str]:
    words = sorted((normal(word) for word in _TITLE_WORDS), key=len, reverse=True)
    titles = "|".join(
        re.escape(word) + (r"\." if word in _ABBREVIATED else r"(?:\s*[.:]|(?=[\s)]))") for word in words
    )
    household = rf"(?:{normal('hộ gia đình')}|{normal('gia đình')}|{normal('hộ')})\s+(?={titles})"
    return re.compile(rf"^(?:(?:{household})?\(?(?:{titles})\)?\s*)+(?=\w)")


_TITLES = _title_pattern()
_UNIT_PREFIX = re.compile(
    r"^(?:(?:ubnd|ủy ban nhân dân)\s+)?(?:xã|x\s*\.|phường|p\s*\.|thị trấn|tt\s*\.)\s*(?=\w)"
)


def name_key(text: str) -> str:
    """``normal``, without titles before a person's name.

    >>> name_key("Ông Nguyễn Văn A") == name_key("NGUYỄN VĂN A") == "nguyễn văn a"
    True
    """
    key = normal(text)
    return _TITLES.sub("", key) or key


def unit_key(text: str) -> str:
    """``normal``, without the kind of unit before its name ("xã", "x.", "phường", "thị trấn").

    >>> unit_key("x. Phước Vinh") == unit_key("XÃ PHƯỚC  VINH") == unit_key("Phước Vinh")
    True
    """
    return _UNIT_PREFIX.sub("", normal(text))


def _plain_letters() -> dict[int, str]:
    """Every composed Latin letter -> what is left of it without its marks."""
    table = {ord("đ"): "d", ord("Đ"): "D", 0xF0: "d", 0xD0: "D", 0x256: "d", 0x189: "D"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        table.setdefault(code, plain)
    return table


_PLAIN = _plain_letters()


def fold(text: str) -> str:
    """Without diacritics and case, for searching: ``fold("Đỗ Thị Hòa") == "do thi hoa"``."""
    plain = tidy(text).casefold().translate(_PLAIN)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)).replace("đ", "d")
