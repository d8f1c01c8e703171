"""What stands in one table: its codes, normal forms and plain values by field, made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.criteria.operands import options_of
from engine.names import name_key, unit_key

if TYPE_CHECKING:
    from engine.intake.roster import Table
    from engine.rulebook.model import Field

Ints64 = npt.NDArray[np.int64]


class Cells:
    """One table's own columns, before any rule is asked of them."""

    def __init__(self, table: Table, fields: Mapping[str, Field], units: tuple[str, ...]) -> None:
        self.table = table
        self.fields = fields
        self.units = units
        self.size = len(table)
        self._codes: dict[str, Ints64] = {}
        self._keys: dict[tuple[str, bool], npt.NDArray[np.object_]] = {}
        self._plain: dict[str, list[int | str | None]] = {}

    def raw(self, field_id: str) -> tuple[npt.NDArray[np.integer], npt.NDArray[np.bool_]]:
        """A typed column with -1 for null, in the width it is kept in, and where it is not null."""
        native = self.table.frame[field_id]
        width = np.dtype(str(native.dtype).lower())
        return native.to_numpy(width, na_value=-1), ~native.isna().to_numpy()

    def codes(self, field_id: str) -> Ints64:
        """The codes of a choice or unit column, -1 where null."""
        if field_id not in self._codes:
            self._codes[field_id] = self.raw(field_id)[0].astype(np.int64, copy=False)
        return self._codes[field_id]

    def unreadable(self, field_id: str) -> npt.NDArray[np.bool_]:
        """Where something stands that nobody can read."""
        mask = np.zeros(self.size, np.bool_)
        mask[list(self.table.unreadable.get(field_id, ()))] = True
        return mask

    def keys(self, field_id: str, *, unit: bool) -> npt.NDArray[np.object_]:
        """The normal forms of a text or unit column, option ids of a choice; None where blank.

        ``unit``: without the kind of unit before the name.
        """
        if (field_id, unit) not in self._keys:
            self._keys[(field_id, unit)] = self._normal_forms(self.fields[field_id], unit_key if unit else name_key)
        return self._keys[(field_id, unit)]

    def _normal_forms(self, field: Field, form: Callable[[str], str]) -> npt.NDArray[np.object_]:
        forms: dict[int | str | None, str | None] = {None: None}
        plain = self.plain(field.id)
        for value in plain:
            if value is not None and value not in forms:
                forms[value] = self._form(field, value, form) or None
        keys = np.empty(self.size, np.object_)
        keys[:] = [forms[value] for value in plain]
        return keys

    def _form(self, field: Field, value: int | str, form: Callable[[str], str]) -> str:
        if field.type == "text":
            return form(str(value))
        options = options_of(field, self.units)
        if not options:
            return str(value)
        return form(options[int(value)]) if field.type == "unit" else options[int(value)]

    def normal_forms(self, field_id: str, rows: Ints64, *, unit: bool) -> list[str]:
        """Some entries of ``keys``, empty where blank, without making them all."""
        if field_id not in self.table.frame:
            return [""] * len(rows)
        if (field_id, unit) in self._keys:
            return [k or "" for k in self._keys[(field_id, unit)][rows]]
        column = self.table.frame[field_id].iloc[rows]
        field, form = self.fields[field_id], unit_key if unit else name_key
        values = zip(column.astype(object).tolist(), column.isna().tolist(), strict=True)
        return ["" if null else self._form(field, value, form) for value, null in values]

    def plain(self, field_id: str) -> list[int | str | None]:
        """A column as plain values, None where null: for records of single candidates."""
        if field_id not in self._plain:
            column = self.table.frame.get(field_id)
            if column is None:
                self._plain[field_id] = [None] * self.size
            else:
                null = column.isna().to_numpy()
                self._plain[field_id] = [
                    None if n else v for v, n in zip(column.astype(object).tolist(), null.tolist(), strict=True)
                ]
        return self._plain[field_id]
