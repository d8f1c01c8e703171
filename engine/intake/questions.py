"""What only a person can settle: copies that may be one candidate, and units written in several ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.intake.likely import likely_pairs
from engine.intake.resolution import Copy, Spelling
from engine.intake.resolve_file import Open, OpenSpelling
from engine.intake.spellings import clusters
from engine.intake.units import Unit, UnitIndex
from engine.names import normal

if TYPE_CHECKING:
    from engine.intake.roster import Roster
    from engine.rulebook.model import Field

_ABOUT = ("kind", "category", "birth_year", "position", "unit", "commune", "award")


def duplicate_questions(
    roster: Roster, fields: Mapping[str, Field], exact: Mapping[int, tuple[int, ...]]
) -> tuple[Open, ...]:
    """Exact copies first, a group at once; then likely ones, pair by pair. What was told apart is not asked again."""
    asked: list[tuple[str, tuple[int, ...]]] = []
    for row, others in exact.items():
        group = tuple(sorted((row, *others)))
        if ("exact", group) not in asked:
            asked.append(("exact", group))
    together = {(a, b) for _, group in asked for a in group for b in group if a < b}
    asked += [
        ("likely", pair)
        for pair in likely_pairs(roster.candidates)
        if pair not in roster.apart and pair not in together
    ]
    return tuple(Open(why, tuple(_copy(roster, fields, row) for row in rows)) for why, rows in asked)


def spelling_questions(
    roster: Roster, fields: Mapping[str, Field], left: Sequence[Spelling] = ()
) -> tuple[OpenSpelling, ...]:
    """Each cluster of near-equal spellings once; ``left``: those that somebody said to leave as they are."""
    units = UnitIndex.of(Unit(name, None, None) for name in roster.units)
    known = {(spelling.field, normal(text)) for spelling in left for text in spelling.written}
    return tuple(
        OpenSpelling(cluster.field, tuple(text for text, _ in cluster.written), cluster.nearest)
        for cluster in clusters(roster.candidates, fields, units)
        if not all((cluster.field, normal(text)) in known for text, _ in cluster.written)
    )


def _copy(roster: Roster, fields: Mapping[str, Field], row: int) -> tuple[Copy, str]:
    table = roster.candidates
    cell = table.cell("name", row)
    assert cell is not None
    said = [_shown(roster, fields[f], table.frame[f].iloc[row]) for f in _ABOUT if f in fields and f in table.frame]
    return Copy(cell.full, str(table.frame["name"].iloc[row])), "; ".join(filter(None, said))


def _shown(roster: Roster, field: Field, value: object) -> str:
    import pandas as pd

    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    if field.type == "choice":
        return list(field.options.values())[int(str(value))].vi
    if field.type == "unit":
        return roster.units[int(str(value))]
    return str(value)
