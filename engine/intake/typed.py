"""Raw columns to typed ones. Each distinct value is read once, however many rows hold it.

A blank stays null here, also where the rulebook says what a blank means: who applies a rule knows that, and a value
that nobody can read must not be taken for a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.columns import Column
from engine.intake.options import option_reader
from engine.intake.raw import Raw
from engine.intake.roster import NUMBER_SCALE
from engine.intake.units import UnitIndex
from engine.intake.values.dates import read_date
from engine.intake.values.money import read_money
from engine.intake.values.numbers import read_number, read_whole, units_of
from engine.intake.values.reading import Read, Reader, Unreadable, shown
from engine.intake.values.stars import read_stars
from engine.intake.values.texts import read_text
from engine.intake.values.years import read_year
from engine.intake.values.yes_no import read_yes_no
from engine.names import normal
from engine.provenance import Text

if TYPE_CHECKING:
    import numpy as np

    from engine.intake.parts import Part
    from engine.rulebook.model import Field

@dataclass(frozen=True, slots=True)
class Typed:
    """One column of one table: ``data`` is int64 (0 where null) or the texts; the rest by position."""

    data: np.ndarray | list[str | None]
    null: np.ndarray
    unreadable: dict[int, Unreadable]
    said: dict[int, str]  # what an unreadable cell says
    written: dict[int, str]


def type_column(field: Field, values: Sequence[Raw], reader: Reader, usual: Callable[[int], Iterable[str]]) -> Typed:
    """Read one column. ``usual`` gives the spellings of a value that need no remembering."""
    import numpy as np

    code_of: dict[Raw, int] = {}
    reads: list[Read] = []
    for raw in dict.fromkeys(values):
        code_of[raw] = len(reads)
        reads.append(within_range(field, reader(raw)))
    codes = np.fromiter(map(code_of.__getitem__, values), dtype=np.int64, count=len(values))
    bad = [code for code, read in enumerate(reads) if isinstance(read, Unreadable)]
    unreadable: dict[int, Unreadable] = {}
    said: dict[int, str] = {}
    if bad:
        for position in np.flatnonzero(np.isin(codes, bad)).tolist():
            trouble = reads[codes[position]]
            assert isinstance(trouble, Unreadable)
            unreadable[position], said[position] = trouble, shown(values[position])
    if field.type == "text":
        texts = [read if isinstance(read, str) else None for read in reads]
        null = np.array([t is None for t in texts], dtype=bool)[codes] if texts else np.zeros(0, dtype=bool)
        return Typed([texts[code] for code in codes.tolist()], null, unreadable, said, {})
    by_code = np.array([read if isinstance(read, int) else 0 for read in reads], dtype=np.int64)
    null_code = np.array([not isinstance(read, int) for read in reads], dtype=bool)
    odd = {}
    for raw, code in code_of.items():
        read = reads[code]
        if isinstance(read, int) and not isinstance(raw, date):
            text = shown(raw)
            if text.casefold() not in {u.casefold() for u in usual(read)}:
                odd[code] = text
    written: dict[int, str] = {}
    if odd:
        written = {p: odd[int(codes[p])] for p in np.flatnonzero(np.isin(codes, list(odd))).tolist()}
    if not reads:
        return Typed(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool), {}, {}, {})
    return Typed(by_code[codes], null_code[codes], unreadable, said, written)


def reader_of(field: Field, column: Column | None, units: UnitIndex, part: Part | None = None) -> Reader:
    """The reader of a field's cells, in the unit that its header says and by the calendar of its file."""
    parent = part is not None and part.header.form.name_field == "unit_name"
    match field.type:
        case "text":
            return read_text
        case "yes_no":
            return read_yes_no
        case "date":
            late = part is not None and part.sheet.late_epoch
            return lambda raw: read_date(raw, late_epoch=late)
        case "year":
            return read_year
        case "unit":
            return units.read_parent if parent else units.read
        case "money":
            unit = column.unit if column else 1
            return lambda raw: read_money(raw, unit)
        case "number":
            behind, factor = units_of(field.text.vi), column.factor if column else 1
            return lambda raw: read_number(raw, behind, factor)
        case "whole":
            if _is_stars(field):
                return read_stars
            behind = units_of(field.text.vi)
            return lambda raw: read_whole(raw, behind)
        case "choice":
            return option_reader(field)


def usual_of(field: Field, units: UnitIndex) -> Callable[[int], Iterable[str]]:
    """How a typed value is written as a matter of course: such spellings are not kept."""
    names = units.names if field.type == "unit" else ()
    labels = [(option, label.vi) for option, label in field.options.items()]
    match field.type:
        case "yes_no":
            return lambda value: ("có", "1") if value else ("không", "0")
        case "date":
            return lambda value: (f"{(d := date.fromordinal(value)).day:02d}/{d.month:02d}/{d.year}", d.isoformat())
        case "choice":
            return lambda value: labels[value]
        case "unit":
            return lambda value: (names[value],)
        case "number":
            return _usual_number
        case _:
            return lambda value: (str(value), f"{value:,}".replace(",", "."))


def _usual_number(value: int) -> tuple[str, ...]:
    plain = f"{(Decimal(value) / NUMBER_SCALE).normalize():f}"
    return plain, plain.replace(".", ",")


def within_range(field: Field, read: Read) -> Read:
    """A value outside the field's bounds is unreadable: it cannot be what was meant."""
    if not isinstance(read, int) or field.type not in {"whole", "number", "money", "year"}:
        return read
    value = Fraction(read, NUMBER_SCALE) if field.type == "number" else Fraction(read)
    low, high = field.minimum, field.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return read
    bounds_vi = " và ".join(filter(
        None, (f"từ {_plain(low)}" if low is not None else "", f"đến {_plain(high)}" if high is not None else ""),
    ))
    bounds_en = " and ".join(filter(
        None,
        (f"at least {_plain(low)}" if low is not None else "", f"at most {_plain(high)}" if high is not None else ""),
    ))
    return Unreadable("out-of-range", Text(
        f"giá trị phải {bounds_vi.replace(' và đến', ' đến')}; hãy kiểm tra lại",
        f"the value must be {bounds_en}; check it",
    ))


def _is_stars(field: Field) -> bool:
    return "stars" in field.id.split("_") or re.search(r"\bsao\b", normal(field.text.vi)) is not None


def _plain(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):g}"
