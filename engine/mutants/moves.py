"""How a literal is moved, and how a move is said."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from engine.provenance import Text
from engine.rulebook import terms as t
from engine.rulebook.choose import written


def moved(value: object) -> tuple[t.Scalar, ...]:
    """One less and one more, or the day before and the day after; nothing for what has no neighbours."""
    if isinstance(value, date):
        return value - timedelta(days=1), value + timedelta(days=1)
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return value - 1, value + 1
    return ()


def said(value: object) -> str:
    """A literal as the file writes it."""
    return written(value) if isinstance(value, bool | int | Fraction | date | str) else str(value)


def shifted(before: str, after: str) -> Text:
    """One thing in another's place."""
    return Text(f"{before} → {after}", f"{before} → {after}")


def dropped(what: str) -> Text:
    """Something left out."""
    return Text(f"bỏ `{what}`", f"`{what}` dropped")
