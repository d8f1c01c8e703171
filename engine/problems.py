"""Problems are values: a code, a place, what stood there, and what to do about it, in both languages."""

from __future__ import annotations

from typing import Literal

from engine.frozen import dataclass
from engine.provenance import Cell, Text

Severity = Literal["error", "warning", "info"]
# error: a value could not be used and may hold somebody up. warning: look at it. info: for the record.


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should look at; ``code`` is stable (``money-unreadable``)."""

    code: str
    severity: Severity
    text: Text
    file: str | None = None
    sheet: str | None = None
    ref: str | None = None  # "D7", or "7:7" for a whole row
    value: str | None = None

    @classmethod
    def at(cls, cell: Cell, code: str, severity: Severity, text: Text, value: str | None = None) -> Problem:
        """A problem with the cell ``cell``."""
        return cls(code, severity, text, cell.file, cell.sheet, cell.ref, value)

    @property
    def place(self) -> str:
        """``file!sheet!ref`` as far as known."""
        return "!".join(part for part in (self.file, self.sheet, self.ref) if part)


class XetkhenError(Exception):
    """Something the user must put right before anything can be done: one to three lines, exit code 2."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UnusableInput(XetkhenError):
    """A file, folder, parameter or option that cannot be used."""


class BadRulebook(XetkhenError):
    """A rulebook with errors; each finding keeps its own place."""

    def __init__(self, text: Text, findings: tuple[object, ...] = ()) -> None:
        super().__init__(text)
        self.findings = findings
