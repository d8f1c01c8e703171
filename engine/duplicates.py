"""The same candidate twice: normalised name, kind, category, commune, unit and award all the same."""

from __future__ import annotations

import numpy as np
import pandas as pd

from engine.criteria import Facts
from engine.intake.roster import Roster


def exact_duplicates(roster: Roster, facts: Facts) -> dict[int, tuple[int, ...]]:
    """For each row that stands more than once, the other rows. Blanks are equal to blanks, never to a value.

    Rows that somebody said are two people are no copies of each other.
    """
    frame = roster.candidates.frame
    name = facts.keys("name", unit=False)
    codes, _ = pd.factorize(name)
    counts = np.bincount(codes[codes >= 0], minlength=1)
    # Most names stand once: only the others are looked at.
    suspects = np.flatnonzero((codes >= 0) & (counts[codes] > 1))
    if not len(suspects):
        return {}
    unit = facts.keys("unit", unit=False) if "unit" in facts.fields else np.full(len(name), None, np.object_)
    groups: dict[tuple[object, ...], list[int]] = {}
    typed = [f for f in ("kind", "category", "commune", "award") if f in frame]
    columns = {f: frame[f].astype(object).where(frame[f].notna(), None) for f in typed}
    for row in suspects:
        key = (name[row], unit[row], *(columns[f].iloc[row] for f in typed))
        groups.setdefault(key, []).append(int(row))
    found = {
        row: tuple(other for other in rows if other != row and (min(row, other), max(row, other)) not in roster.apart)
        for rows in groups.values()
        if len(rows) > 1
        for row in rows
    }
    return {row: others for row, others in found.items() if others}
