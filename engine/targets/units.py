"""The units that a register lists: rows of one unit are one, and count once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.names import unit_key
from engine.provenance import Cell
from engine.truth import Truth

if TYPE_CHECKING:
    from engine.criteria import Facts


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: whether it is among those the target speaks of, and whether it counts."""

    name: str
    key: str
    type: str | None
    belongs: Truth
    counted: Truth
    rows: tuple[int, ...]
    cell: Cell | None


def rows_of_units(theirs: Facts, belongs: Sequence[int], counted: Sequence[int]) -> tuple[Unit, ...]:
    """The rows by unit, in the order of the sheet. Rows of one unit that disagree leave it open."""
    table = theirs.table
    name_field = "unit_name" if "unit_name" in table.frame else "name"
    names = [name if isinstance(name, str) else None for name in table.frame[name_field].tolist()]
    types = _types(theirs)
    parents = theirs.keys("parent", unit=True).tolist() if "parent" in table.frame else [None] * theirs.size
    groups: dict[tuple[object, ...], list[int]] = {}
    for row, name in enumerate(names):
        key = ("row", row) if name is None else (unit_key(name), types[row], parents[row])
        groups.setdefault(key, []).append(row)
    found = []
    for rows in groups.values():
        first = rows[0]
        name = names[first] or ""
        found.append(Unit(
            name, unit_key(name), types[first], _agreed([belongs[row] for row in rows]),
            _agreed([counted[row] for row in rows]), tuple(rows), table.cell(name_field, first),
        ))
    return tuple(found)


def _types(theirs: Facts) -> list[str | None]:
    """The id of each row's type; None where it is blank or the register has no types."""
    if "unit_type" not in theirs.fields or "unit_type" not in theirs.table.frame:
        return [None] * theirs.size
    options = list(theirs.fields["unit_type"].options)
    return [options[code] if code >= 0 else None for code in theirs.codes("unit_type").tolist()]


def _agreed(truths: Sequence[int]) -> Truth:
    return Truth(truths[0]) if len(set(truths)) == 1 else Truth.UNKNOWN
