"""OCOP stars: ``3``, ``3 sao``, ``Ba sao``, ``★★★``, ``OCOP 3*``."""

from __future__ import annotations

import re

from engine.intake.raw import Raw
from engine.intake.values.numbers import read_whole
from engine.intake.values.reading import Read, Unreadable, is_blank
from engine.names import tidy
from engine.provenance import Text

_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5}
_COUNT = re.compile(
    rf"(?:(?:sản phẩm\s+)?(?:đạt\s+)?(?:ocop)?\s*(?:đạt|hạng|loại|:|-)?\s*)?(\d|{'|'.join(_WORDS)})"
    r"\s*(?:\*|sao|★|⭐)?(?:\s*ocop)?"
)
_ROW = re.compile(r"(?:ocop\s*)?([★⭐*]{1,5})")


def read_stars(raw: Raw) -> Read:
    """1 to 5."""
    if not isinstance(raw, str):
        return _checked(read_whole(raw))
    if is_blank(raw):
        return None
    text = tidy(raw).casefold().replace("\ufe0f", "").strip(" .;,()")
    row = _ROW.fullmatch(text)
    if row:
        return len(row[1])
    found = _COUNT.fullmatch(text)
    if found:
        return _checked(_WORDS.get(found[1]) or int(found[1]))
    return _no()


def _checked(read: Read) -> Read:
    return read if not isinstance(read, int) or 1 <= read <= 5 else _no()


def _no() -> Unreadable:
    return Unreadable("stars-unreadable", Text(
        "không đọc được hạng sao; hãy ghi một số từ 1 đến 5",
        "no number of stars can be read; write a number from 1 to 5",
    ))
