"""What was read, and exactly where."""

from __future__ import annotations

from engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value was read: enough to point a person at it."""

    file: str  # the file's name, without its folder
    sheet: str
    ref: str  # "D7"

    def __str__(self) -> str:
        """``Cá nhân!D7``: how a person names the cell."""
        return f"{self.sheet}!{self.ref}"

    @property
    def full(self) -> str:
        """``danh-sach.xlsx!Cá nhân!D7``: unique among all the files of a run."""
        return f"{self.file}!{self.sheet}!{self.ref}"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in both languages."""

    vi: str
    en: str

    def in_(self, lang: str) -> str:
        """The Vietnamese for ``vi``, the English for ``en``."""
        return self.en if lang == "en" else self.vi


def column_letter(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701), column_letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The other way round: A -> 0, AA -> 26.

    >>> [column_index(column_letter(n)) for n in (0, 25, 26, 701, 702)]
    [0, 25, 26, 701, 702]
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
