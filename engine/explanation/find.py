"""Finding the candidate a person means: by key, or by name as it is typed in a hurry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from engine.explanation.lexicon import Lexicon
from engine.frozen import dataclass
from engine.names import fold, name_key, tidy
from engine.provenance import Text


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate that matches, with enough to tell it from its namesakes."""

    key: str  # with "#2" behind it for the second of exact duplicates, which share a key
    name: str
    category: Text
    commune: str | None
    status: Text
    index: int  # in ``document["decisions"]``
    file: str
    sheet: str
    row: int

    def describe(self, lang: str) -> str:
        """``Ông Đỗ Hữu Hòa, Cá nhân, Nhị Hà: Dự bị (tệp.xlsx, Cá nhân, dòng 8)  key``."""
        about = ", ".join(part for part in (self.name, self.category.in_(lang), self.commune) if part)
        row = f"row {self.row}" if lang == "en" else f"dòng {self.row}"
        return f"{about}: {self.status.in_(lang)} ({self.file}, {self.sheet}, {row})  {self.key}"


def find_candidates(document: Mapping[str, Any], text: str) -> tuple[Found, ...]:
    """Those whom ``text`` names: the first that finds anybody of key, whole name, whole words, any part.

    Names are compared without titles, case and diacritics; ``text`` may add the commune ("đỗ hữu hòa nhị hà"). A text
    with diacritics prefers those who carry the same ones. Several results: the caller asks which. None: an empty tuple.
    """
    wanted = tidy(text)
    if not wanted:
        return ()
    decisions = list(enumerate(document["decisions"]))
    handles = handles_of(document)
    found = [(i, d) for i, d in decisions if wanted in (handles[i], d["candidate"]["key"])]
    if not found:
        # With the title and without: "ho ong nguyen tan phuc" has lost what tells that "hộ ông" is one.
        asked = {_words(wanted), _words(name_key(wanted))} - {""}
        rows = [(i, d, _words(d["candidate"]["name"]), _words(name_key(d["candidate"]["name"]))) for i, d in decisions]
        full = [(i, d, f"{name} {_words(d['candidate']['commune'] or '')}") for i, d, name, _ in rows]
        found = (
            _accented(wanted, [(i, d) for i, d, name, bare in rows if asked & {name, bare}])
            or _accented(
                wanted, [(i, d) for i, d, name, _ in rows if any(f" {words} " in f" {name} " for words in asked)]
            )
            or _accented(wanted, [(i, d) for i, d, name in full if any(_holds(name, words) for words in asked)])
            or _accented(wanted, [(i, d) for i, d, name, _ in rows if any(words in name for words in asked)])
        )
    lexicon = Lexicon(document.get("rules") or {})
    return tuple(_found(lexicon, i, handles[i], d) for i, d in found)


def handles_of(document: Mapping[str, Any]) -> list[str]:
    """What names each decision alone: its key; for exact duplicates, which share theirs, ``key#1``, ``key#2``."""
    keys = [decision["candidate"]["key"] for decision in document["decisions"]]
    times = Counter(keys)
    seen: Counter[str] = Counter()
    handles = []
    for key in keys:
        seen[key] += 1
        handles.append(f"{key}#{seen[key]}" if times[key] > 1 else key)
    return handles


def _words(name: str) -> str:
    """Letters and digits only, so that "HTX Nông nghiệp - Tuấn Tú" is found without its dash."""
    return " ".join(re.findall(r"\w+", fold(name)))


def _holds(name: str, words: str) -> bool:
    return set(words.split()) <= set(name.split())


def _accented(wanted: str, found: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """Those whose diacritics are the typed ones, where there are such: "Hoa" finds Hòa and Hoa, "Hòa" only Hòa."""
    typed = name_key(wanted)
    if typed == fold(typed):
        return found
    same = [
        (i, d) for i, d in found if typed in name_key(f"{d['candidate']['name']} {d['candidate']['commune'] or ''}")
    ]
    return same or found


def _found(lexicon: Lexicon, index: int, handle: str, decision: Mapping[str, Any]) -> Found:
    candidate = decision["candidate"]
    return Found(
        handle,
        candidate["name"],
        lexicon.name("categories", candidate["category"]),
        candidate["commune"],
        lexicon.status(decision["status"]),
        index,
        candidate["file"],
        candidate["sheet"],
        candidate["row"],
    )
