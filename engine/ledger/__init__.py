"""The ledger: what was decided when, by whom, from what; entries are only ever added, each sealed to the one before.

>>> with open_ledger(place_of("ledger.sqlite")) as ledger:  # doctest: +SKIP
...     ledger.append("choices", {"round": "review"}, {"choices.yaml": b"..."}, by="An")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.ledger.entry import FIRST, Entry
from engine.ledger.place import Place, place_of

if TYPE_CHECKING:
    from engine.ledger.checking import Health
    from engine.ledger.ledger import Ledger

__all__ = ["FIRST", "Entry", "Place", "check_ledger", "open_ledger", "place_of"]

# A database library takes longer to import than most commands have: those that ask no ledger do not pay for it.


def open_ledger(place: Place, *, write: bool = False) -> Ledger:
    """The ledger at a place. ``write``: it is made where there is none; else there must be one.

    Raises LedgerUnusable, which is an UnusableInput.
    """
    from engine.ledger.ledger import open_ledger

    return open_ledger(place, write=write)


def check_ledger(ledger: Ledger, anchor: str | None = None) -> Health:
    """Whether everything stands as it was written, and what does not; ``anchor``: a digest from the paper minutes."""
    from engine.ledger.checking import check_ledger

    return check_ledger(ledger, anchor)
