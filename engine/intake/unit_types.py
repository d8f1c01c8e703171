"""The type of a unit whose cell for it is blank, where the unit's own name says it: "Xã Vĩnh Hải", "Ấp Trà Sết".

A bare "Vĩnh Tân" is the commune of the rulebook's list, unless it belongs to a commune: then it may be a hamlet of the
same name, and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.intake.units import UnitIndex, split_type
from engine.names import tidy
from engine.rulebook.model import Field

_BELOW = (
    (re.compile(r"^ấp\b"), "hamlet"),
    (re.compile(r"^(?:khóm|khu phố|tổ dân phố|tdp)\b"), "quarter"),
    (re.compile(r"^(?:thôn|làng|bản|xóm)\b"), "village"),
)


def type_said(name: str) -> str | None:
    """The id of the type that a unit's name starts with; None where it says none.

    >>> type_said("Xã Vĩnh Hải"), type_said("P. 1"), type_said("ẤP Trà Sết"), type_said("Vĩnh Tân")
    ('commune', 'ward', 'hamlet', None)
    """
    words = tidy(name).casefold()
    below = next((kind for pattern, kind in _BELOW if pattern.match(words)), None)
    return below or split_type(name)[0]


def types_from_names(
    columns: Mapping[str, Any], fields: Mapping[str, Field], unreadable: Mapping[str, Mapping[int, str]],
    units: UnitIndex,
) -> None:
    """Fill the blanks of ``unit_type`` in place from ``unit_name``.

    A cell that says something else, however unreadable, is left as it is.
    """
    if "unit_type" not in fields:
        return
    options, refused = list(fields["unit_type"].options), unreadable.get("unit_type", {})
    data, null = columns["unit_type"]
    inside = _inside(columns["parent"], fields["parent"], units) if "parent" in fields else [False] * len(null)
    for row, name in enumerate(columns["unit_name"]):
        if not null[row] or row in refused or not name:
            continue
        kind = type_said(name)
        if kind is None and not inside[row] and row not in unreadable.get("parent", {}):
            code = units.find(name)
            kind = units.units[code].type if isinstance(code, int) else None
        if kind in options:
            data[row], null[row] = options.index(kind), False


def _inside(parents: Any, field: Field, units: UnitIndex) -> list[bool]:
    """Which rows lie in a commune. A parent that is a district, or blank, is none."""
    if field.type == "unit":
        return [not blank for blank in parents[1]]
    return [bool(text) and not units.is_parent(text) and units.find(text) != [] for text in parents]
