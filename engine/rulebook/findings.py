"""What is wrong with a rulebook, and exactly where; collected, so that one reading of the file shows everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from engine.frozen import dataclass
from engine.provenance import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong at one place; ``line`` and ``column`` count from 1."""

    code: str
    severity: Literal["error", "warning"]
    file: str
    line: int
    column: int
    text: Text

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def in_(self, lang: str) -> str:
        """``code  file:line:column: sentence; remedy``."""
        return f"{self.code}  {self.place}: {self.text.in_(lang)}"

    def __str__(self) -> str:
        return self.in_("en")


class Placed(Protocol):
    """Anything that stands in a file: a node, or its key."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Findings:
    """Collects findings in the order in which they are met; the same one twice is one."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def error(self, at: Placed, code: str, vi: str, en: str) -> None:
        self.add(Finding(code, "error", at.file, at.line, at.column, Text(vi, en)))

    def warning(self, at: Placed, code: str, vi: str, en: str) -> None:
        self.add(Finding(code, "warning", at.file, at.line, at.column, Text(vi, en)))

    def add(self, finding: Finding) -> None:
        self._found[finding] = None

    def extend(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.add(finding)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self._found if f.severity == "error")

    @property
    def all(self) -> tuple[Finding, ...]:
        """In the order of the file."""
        return tuple(sorted(self._found, key=lambda f: (f.file, f.line, f.column, f.severity, f.code)))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of ``words`` most like ``word``, if any is like it at all.

    Letters next to each other that changed places count as one mistake, as when typing.
    """
    from rapidfuzz.distance import DamerauLevenshtein  # only a mistake pays for the import

    best, least = None, 0.0
    for other in words:
        likeness = DamerauLevenshtein.normalized_similarity(word.casefold(), other.casefold())
        if likeness > least:
            best, least = other, likeness
    return best if least >= 0.55 else None


def suggestion(word: str, words: Iterable[str]) -> tuple[str, str]:
    """The end of a sentence about an unknown word, in Vietnamese and English: the nearest one, or all when few."""
    known = list(dict.fromkeys(words))
    near = nearest(word, known)
    if near is not None:
        return f"; có phải là `{near}`?", f"; did you mean `{near}`?"
    if 0 < len(known) <= 12:
        listed = ", ".join(f"`{k}`" for k in known)
        return f"; có thể dùng: {listed}", f"; known are: {listed}"
    return "", ""
