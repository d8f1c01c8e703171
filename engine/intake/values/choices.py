"""One of a list: by id, label or alias, however it is written; by nothing else.

Near spellings are offered in the problem, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import lru_cache

from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.intake.values.reading import Read, Reader, Unreadable, cell_error, is_blank, shown
from engine.names import fold, normal, tidy
from engine.provenance import Text

_ENUMERATED = re.compile(r"^(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\s*[.)]\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def choice_key(text: str) -> str:
    """``normal``, without punctuation: ``Ban, ngành`` is ``Ban ngành``."""
    return normal(re.sub(r"[^\w\s%*]|_", " ", tidy(text)))


def is_code(text: str) -> bool:
    """One word of plain capitals, as systems export them for words: ``CANHAN``, ``BK_TINH``."""
    return len(text) > 3 and text.isascii() and text.isupper() and not text.count(" ")


def code_of(text: str) -> str:
    """The letters and digits alone: ``Cá nhân`` and ``CANHAN`` are one code."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def choice_reader(words: Mapping[str, Iterable[str]], labels: Iterable[str]) -> Reader:
    """A reader that gives the position of the option in ``words`` (id -> every way to write it).

    ``labels`` are what the problem offers. A word that stands for two options stands for neither.
    """
    ids = list(words)
    exact: dict[str, int | None] = {}
    plain: dict[str, int | None] = {}
    codes: dict[str, int | None] = {}
    for position, option in enumerate(ids):
        for word in (option, *words[option]):
            said = choice_key(word)
            for table, key in ((exact, said), (plain, fold(said)), (codes, code_of(said))):
                if key:
                    table[key] = position if table.get(key, position) == position else None
    for position, option in enumerate(ids):
        exact[choice_key(option)] = position  # an id is always itself
    offered = list(labels)

    def read(raw: Raw) -> Read:
        match raw:
            case Broken() | Several():
                return cell_error(raw)
            case Ticked() | date() | time() | timedelta():
                return _unknown(shown(raw), offered)
            case str() if is_blank(raw):
                return None
        text = shown(raw)
        for attempt in (text, _ENUMERATED.sub("", text)):
            key = choice_key(attempt)
            found = exact[key] if key in exact else plain.get(fold(key))
            if found is not None:
                return found
        if is_code(text) and (coded := codes.get(code_of(text))) is not None:
            return coded
        return _unknown(text, offered)

    return read


def nearest(text: str, among: list[str], limit: int = 3) -> list[str]:
    """The spellings closest to ``text``, best first; only those that come near."""
    from rapidfuzz import fuzz, process

    keys = [fold(choice_key(candidate)) for candidate in among]
    found = process.extract(fold(choice_key(text)), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=70)
    return [among[index] for _, _, index in found]


def _unknown(text: str, offered: list[str]) -> Unreadable:
    near = nearest(text, offered) or offered[:6]
    listed = ", ".join(f"“{label}”" for label in near)
    return Unreadable("choice-unknown", Text(
        f"không có trong danh mục; gần nhất: {listed}" if near else "không có trong danh mục",
        f"not one of the choices; nearest: {listed}" if near else "not one of the choices",
    ))
