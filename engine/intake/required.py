"""The columns without which nobody on a list can be judged; titles over a table may stand for two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.intake.forms import CANDIDATES
from engine.intake.options import option_reader
from engine.intake.parts import Part, kind_of_title, one_kind, option_in

if TYPE_CHECKING:
    from engine.rulebook.model import Field


def lacking(part: Part) -> tuple[Field, ...]:
    """Those that are not there, in the order of the form."""
    form, there = part.header.form, part.columns.by_field.keys() | _from_titles(part)
    if form.id != CANDIDATES:
        return ()
    return tuple(field for field in form.fields.values() if field.required and field.id not in there)


def _from_titles(part: Part) -> frozenset[str]:
    """Which of ``kind`` and ``category`` the titles give, at least to some rows; both of an empty table."""
    if not part.rows.candidates:
        return frozenset({"kind", "category"})
    found = set()
    if kind_of_title(part) or any(one_kind(section.text) for section in part.rows.sections):
        found.add("kind")
    category = part.header.form.fields.get("category")
    if category is not None:
        read = option_in(option_reader(category))
        if any(read(section.text) is not None for section in part.rows.sections):
            found.add("category")
    return frozenset(found)
