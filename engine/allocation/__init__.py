"""Seats under nested quotas, exactly: see docs/allocation.md."""

from engine.allocation.edges import CLOSED, FREE, NOBODY
from engine.allocation.seating import Seating, Standing
from engine.allocation.seats import allocate
from engine.allocation.tree import UNLIMITED, Tree

__all__ = ["CLOSED", "FREE", "NOBODY", "UNLIMITED", "Seating", "Standing", "Tree", "allocate"]
