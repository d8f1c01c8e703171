"""Seats under nested quotas, exactly: see docs/allocation.md."""

from engine.allocation.edges import CLOSED, FREE, NOBODY
from engine.allocation.outlook import Outlook, outlook
from engine.allocation.seating import Seating, Standing
from engine.allocation.seats import allocate
from engine.allocation.tree import UNLIMITED, Tree
from engine.allocation.undetermined import Undetermined

__all__ = [
    "CLOSED",
    "FREE",
    "NOBODY",
    "UNLIMITED",
    "Outlook",
    "Seating",
    "Standing",
    "Tree",
    "Undetermined",
    "allocate",
    "outlook",
]
