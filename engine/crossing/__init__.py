"""Seats where limits cross: a women's floor and a ceiling for each commune, neither inside the other.

None of what makes nested quotas quick and their certificate short holds here (docs/allocation.md, "Quotas that cross").
What is asked is the same: no ceiling is broken, as few floor seats as possible are missed, then the best ranks.
"""

from engine.crossing.asked import Asked, Limit
from engine.crossing.reading import Crossed, allocate_crossing

__all__ = ["Asked", "Crossed", "Limit", "allocate_crossing"]
