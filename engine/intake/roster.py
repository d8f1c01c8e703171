"""What intake hands on: typed columns, and for each value the cell it came from.

Every typed column is nullable; null is unknown (blank, or unreadable).

| field type | column |
|---|---|
| text | str |
| yes_no | Int8: 0 no, 1 yes |
| choice | Int64: position of the option in ``Field.options`` |
| unit | Int64: position in ``Roster.units``; a blank is null and known to be no unit |
| whole, money, year | Int64 |
| number | Int64, in ten-thousandths (``NUMBER_SCALE``) |
| date | Int64: ``datetime.date.toordinal()`` |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.provenance import Cell

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from engine.problems import Problem

NUMBER_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet that rows came from: which column holds which field."""

    file: str
    sheet: str
    columns: Mapping[str, str]  # field id -> column letter


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one form: candidates, or one register."""

    frame: pd.DataFrame  # a column for every field of the form (all-null where no sheet has it)
    sources: tuple[Source, ...]
    source: np.ndarray  # int32: which source each row came from
    row: np.ndarray  # int32: its row number in the sheet, from 1
    unreadable: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # field -> row -> what the cell says
    written: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    # field -> row -> the text as written, where that differs from the typed value's usual form ("50tr")
    elsewhere: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    # field -> row -> the cell that gave the value where no column of the row did: a section title, "A12"

    def __len__(self) -> int:
        return len(self.row)

    def cell(self, field_id: str, index: int) -> Cell | None:
        """The cell of a field in a row; None where that sheet has no such column."""
        source = self.sources[int(self.source[index])]
        ref = self.elsewhere.get(field_id, {}).get(index)
        if ref:
            return Cell(source.file, source.sheet, ref)
        letter = source.columns.get(field_id)
        return Cell(source.file, source.sheet, f"{letter}{int(self.row[index])}") if letter else None


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read."""

    file: str
    sha256: str
    rows: int  # rows with content in its candidate tables


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything read for one run: ``len(candidates) + rejected`` rows in, as many out."""

    candidates: Table
    registers: Mapping[str, Table]  # only those that were given; an empty one is given
    units: tuple[str, ...]  # the names that codes of unit columns stand for, as the list prints them
    problems: tuple[Problem, ...]
    rejected: int  # rows with content that no candidate could be made of; each has a problem `row-rejected`
    inputs: tuple[InputFile, ...]
    absent: frozenset[str] = frozenset()  # fields for which no file has a column
    apart: frozenset[tuple[int, int]] = frozenset()
    # pairs of candidates, the smaller row first, that somebody said are two, however much they agree
