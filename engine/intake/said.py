"""One value that a person says instead of a cell, read by the same readers as cells."""

from __future__ import annotations

from collections.abc import Callable

from engine.intake.typed import reader_of, within_range
from engine.intake.units import Unit, UnitIndex, listed, split_type
from engine.intake.values.reading import Read
from engine.names import unit_key
from engine.rulebook.model import Field, Rulebook


def said_reader(rulebook: Rulebook, units: tuple[str, ...]) -> Callable[[Field, str], Read]:
    """A reader of values by field; ``units``: the names that a roster's codes of units stand for."""
    index = UnitIndex.of(listed(rulebook.document.units))
    index.lists = rulebook.document.units
    for name in units[len(index.units) :]:  # those that the workbooks added
        head, _, parent = name.partition(" (")
        index.add(Unit(head, split_type(head)[0], parent.rstrip(")") or None))
    code_of = {unit_key(name): code for code, name in reversed(list(enumerate(units)))}
    exact = {name: code for code, name in enumerate(units)}

    def read(field: Field, text: str) -> Read:
        value = within_range(field, reader_of(field, None, index)(text))
        if field.type != "unit" or not isinstance(value, int):
            return value
        name = index.names[value]
        return exact[name] if name in exact else code_of[unit_key(name)]

    return read
