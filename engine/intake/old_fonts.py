"""Text of the years before Unicode: letters that only an old font shows right (TCVN3: .VnTime; VNI: VNI-Times).

``NguyÔn V¨n Hßa`` and ``Nguyeãn Vaên Hoøa`` are both Nguyễn Văn Hòa. A cell is converted where its font's name says so,
or its column's words are no Vietnamese as they stand, and where it is Vietnamese once converted; what was converted is
said, column by column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from engine.frozen import dataclass
from engine.intake.raw import RawSheet, Row
from engine.problems import Problem
from engine.provenance import Text, column_letter

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the TCVN3 table
# Each vowel's own code (none for plain letters) and the codes of its five tones, in that order.
_TCVN3 = {
    "a": "aµ¶·¸¹", "ă": "¨»¼½¾Æ", "â": "©ÇÈÉÊË", "e": "eÌÎÏÐÑ", "ê": "ªÒÓÔÕÖ", "i": "i×ØÜÝÞ", "o": "oßáâãä",
    "ô": "«åæçèé", "ơ": "¬êëìíî", "u": "uïñòóô", "ư": "\u00adõö÷øù", "y": "yúûüýþ",
}
_TCVN3_ALONE = {"®": "đ", "§": "Đ", "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư"}
# VNI writes a letter, then a letter for its marks.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_MARKED = {
    "a": {
        "â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ", "ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ",
        "ë": "ặ",
    },
    "e": {"â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
# Letters and signs that Vietnamese in Unicode does not have, or a mark written behind its vowel.
_HINT = re.compile(
    "[\u00a1-\u00af\u00b5-\u00be\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db-\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb-\u00ff]|[aeoAEO][\u00c0-\u00ff]"
)
# In a word, what is no letter of any language that writes so, or two marked vowels of VNI in a row.
_LETTER, _MARK = r"[a-zA-Z\u00c0-\u00ff]", r"[\u00a1-\u00bf\u00d7\u00f7]"
_SIGN = re.compile(rf"{_LETTER}{_MARK}|{_MARK}{_LETTER}|[aeoAEO][\u00c0-\u00ff]")
_WORD = re.compile(r"[^\s\d.,;:/\\()\[\]\"'“”‘’\-–+*=!?&%#@_<>|°²³…]+")
# What may stand between the consonants of a syllable, without tones.
_NUCLEUS = (
    "[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ôi|ôô|ơi|ua|uai|uao|uay|uâ|uây"
    "|uă|ue|uê|uêu|ui|uo|uô|uôi|uơ|uy|uya|uyê|uyu|uyêu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|ya|ieu|ye|yeu|uye|uoi|uou"
)
_SYLLABLE = re.compile(
    rf"(?:ngh?|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdđghklmnprstvx])?(?:{_NUCLEUS})(?:ch|nh|ng|[cmnpt])?"
)
MOST_SEEN = 2000  # texts of a column that are looked at


def _composed(base: str, tone: str) -> str:
    return unicodedata.normalize("NFC", base + tone)


def _tcvn3() -> dict[int, str]:
    table = {ord(code): letter for code, letter in _TCVN3_ALONE.items()}
    for vowel, codes in _TCVN3.items():
        table[ord(codes[0])] = vowel
        table.update({ord(code): _composed(vowel, tone) for code, tone in zip(codes[1:], _TONES, strict=True)})
    return table


def _vni() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for letter in ("a", "e", "o", "u", "y", "ô", "ö"):
        base = _VNI_ALONE.get(letter, letter)
        table.update({letter + code: _composed(base, tone) for code, tone in _VNI_TONES.items()})
    for letter, codes in _VNI_MARKED.items():
        table.update({letter + code: marked for code, marked in codes.items()})
    return {
        **{code.upper(): letter.upper() for code, letter in table.items()},
        **{code.capitalize(): letter.upper() for code, letter in table.items() if len(code) == 2},  # Aù in a title
        **table,
    }


_TCVN3_TABLE = _tcvn3()
_VNI_TABLE = _vni()
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI_TABLE), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """``NguyÔn V¨n Hßa`` -> ``Nguyễn Văn Hòa``."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """``Nguyeãn Vaên Hoøa`` -> ``Nguyễn Văn Hòa``."""
    return _VNI_CODES.sub(lambda found: _VNI_TABLE[found[0]], text)


def is_vietnamese(text: str) -> bool:
    """Every word with a letter beyond ASCII has the build of one Vietnamese syllable."""
    return all(_is_syllable(word) for word in _WORD.findall(text) if not word.isascii())


@lru_cache(maxsize=1 << 14)
def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = sum(c in _TONES for c in decomposed)
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


@dataclass(frozen=True, slots=True)
class _Encoding:
    name: str
    fonts: str
    decode: Callable[[str], str]


_ENCODINGS = (
    _Encoding("TCVN3", ".VnTime", from_tcvn3),
    _Encoding("VNI", "VNI-Times", from_vni),
)


def encoding_of_font(name: str) -> tuple[_Encoding, bool]:
    """The encoding of an old font, and whether the font shows small letters as capitals, as ``.VnTimeH`` does."""
    bare = name.strip().casefold()
    return (_ENCODINGS[1], False) if bare.startswith("vni") else (_ENCODINGS[0], bare.endswith("h"))


def to_unicode(sheet: RawSheet) -> tuple[RawSheet, list[Problem]]:
    """The sheet with old encodings converted, column by column; the same sheet where there are none.

    The cells' own fonts say it, where the file names fonts; else the letters of the column do.
    """
    rows: list[Row] | None = None
    found: dict[_Encoding, dict[int, set[str]]] = {}  # encoding -> column -> the names of its fonts
    cells: dict[_Encoding, list[tuple[int, int, str]]] = {}  # of columns in Unicode: row, column, as it stood
    for column in range(len(sheet.rows[0]) if sheet.rows else 0):
        texts = dict.fromkeys(v for row in sheet.rows if type(v := row[column]) is str and not v.isascii())
        by_letters = _encoding_of(list(texts)[:MOST_SEEN])
        alone = {} if by_letters else _alone(list(texts)[:MOST_SEEN])
        fonts = {} if not (named := sheet.fonts.get(column)) or _is_modern(sheet, column, named) else named
        if by_letters is None and not fonts and not alone:
            continue
        rows = rows or [list(row) for row in sheet.rows]
        for number, row in enumerate(rows):
            raw, font = row[column], fonts.get(number)
            encoding, capitals = encoding_of_font(font) if font else (by_letters, False)
            if encoding is None and type(raw) is str:
                encoding = alone.get(raw)
            if encoding is None or type(raw) is not str:
                continue
            converted = _converted(raw, encoding)
            row[column] = converted.upper() if capitals else converted
            if not font and by_letters is None:
                cells.setdefault(encoding, []).append((number, column, raw))
            elif converted is not raw or encoding is by_letters:
                found.setdefault(encoding, {}).setdefault(column, set()).update([font] if font else [])
    if rows is None:
        return sheet, []
    converted_sheet = replace(sheet, rows=rows)
    return converted_sheet, [
        *(_said(sheet, encoding, columns) for encoding, columns in found.items()),
        *(_said_of(converted_sheet, encoding, *cell) for encoding, there in cells.items() for cell in there),
    ]


def _is_modern(sheet: RawSheet, column: int, fonts: Mapping[int, str]) -> bool:
    """Text that only bears an old font's name: more of it has letters that no old font shows than is in its code."""
    modern, odd = 0, 0
    for text, font in {(sheet.rows[row][column], font) for row, font in fonts.items() if row < len(sheet.rows)}:
        if isinstance(text, str) and not text.isascii():
            modern += not _is_latin(text)
            odd += _is_latin(text) and not is_vietnamese(text) and is_vietnamese(encoding_of_font(font)[0].decode(text))
    return modern > odd


def _encoding_of(texts: list[str]) -> _Encoding | None:
    """The encoding of a column: that of most of its texts that are in one, if they outnumber those in Unicode."""
    odd = [text for text in texts if _is_latin(text) and _HINT.search(text) and not is_vietnamese(text)]
    if not odd:
        return None
    counts = [sum(is_vietnamese(encoding.decode(text)) for text in odd) for encoding in _ENCODINGS]
    best = max(range(len(_ENCODINGS)), key=counts.__getitem__)
    modern = sum(not _is_latin(text) for text in texts)
    return _ENCODINGS[best] if counts[best] * 2 > len(odd) and counts[best] > modern else None


def _alone(texts: list[str]) -> dict[str, _Encoding]:
    """Texts of an old encoding in a column that is else in Unicode: rows pasted from an older file.

    Only those that are no Vietnamese as they stand, by a sign that no word has, and Vietnamese by one encoding alone.
    """
    found = {}
    for text in texts:
        if _is_latin(text) and _SIGN.search(text) and not is_vietnamese(text):
            fits = [encoding for encoding in _ENCODINGS if is_vietnamese(encoding.decode(text))]
            if len(fits) == 1:
                found[text] = fits[0]
    return found


def _said_of(sheet: RawSheet, encoding: _Encoding, row: int, column: int, said: str) -> Problem:
    now = str(sheet.rows[row][column])
    return Problem.at(sheet.cell(row, column), "old-font", "warning", Text(
        f"Ô ghi “{said}” bằng phông chữ cũ {encoding.name}; đã chuyển thành “{now}”, hãy kiểm tra lại.",
        f"The cell says “{said}” in the old font encoding {encoding.name}; converted to “{now}”, check it.",
    ), said)


def _converted(raw: str, encoding: _Encoding) -> str:
    if raw.isascii() or not _is_latin(raw):
        return raw
    decoded = encoding.decode(raw)
    return decoded if is_vietnamese(decoded) else raw


def _is_latin(text: str) -> bool:
    """Only letters that an old font could show: Unicode Vietnamese has most of its own beyond them."""
    return max(text) <= "\u00ff"


def _said(sheet: RawSheet, encoding: _Encoding, columns: Mapping[int, set[str]]) -> Problem:
    listed = ", ".join(map(column_letter, columns))
    fonts = ", ".join(sorted(set().union(*columns.values()))) or encoding.fonts
    return Problem("old-font", "warning", Text(
        f"Cột {listed} ghi bằng phông chữ cũ {encoding.name} ({fonts}); đã chuyển sang Unicode, hãy kiểm tra lại.",
        f"Columns {listed} are written in the old font encoding {encoding.name} ({fonts}); converted to Unicode,"
        " check them.",
    ), sheet.file, sheet.name)
