"""Text as written: composed, tidied, long numbers with every digit."""

from __future__ import annotations

from engine.intake.raw import Broken, Raw, Several
from engine.intake.values.reading import Read, cell_error, is_blank, shown
from engine.names import tidy


def read_text(raw: Raw) -> Read:
    """The text; None where the cell says nothing."""
    match raw:
        case Broken() | Several():
            return cell_error(raw)
        case str():
            return None if is_blank(raw) else tidy(raw)
        case _:
            return shown(raw)
