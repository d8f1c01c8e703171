"""Columns to tick: each headed by one award, with an x in the rows that it is proposed for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.intake.header import Header, HeaderColumn
from engine.intake.labels import bare_label
from engine.intake.options import option_reader
from engine.intake.raw import Broken, Raw, RawSheet, is_empty
from engine.intake.values.reading import is_blank
from engine.intake.values.yes_no import read_yes_no

_TICKED = ("award",)  # fields whose options systems print as columns
_TICK_IT = re.compile(r"đánh\s*(?:dấu\s*)?[“\"']?\s*x\b|tích\s*(?:chọn|x)\b", re.IGNORECASE)


def ticked_columns(
    sheet: RawSheet, header: Header, columns: Sequence[HeaderColumn]
) -> dict[str, dict[HeaderColumn, str]]:
    """Field -> those of ``columns``, which head no field, that are its options to tick, each with its option.

    The header must name one option, and say that it is to be ticked or hold nothing but ticks.
    """
    found: dict[str, dict[HeaderColumn, str]] = {}
    for field_id in _TICKED:
        field = header.form.fields.get(field_id)
        if field is None or field.type != "choice":
            continue
        read, options = option_reader(field), list(field.options)
        ticked: dict[HeaderColumn, str] = {}
        for column in columns:
            option = read(bare_label(column.path[-1]))
            if isinstance(option, int) and (_says_so(column) or _holds_ticks(sheet, header, column.index)):
                ticked[column] = options[option]
        if ticked and len(set(ticked.values())) == len(ticked):
            found[field_id] = ticked
    return found


def _says_so(column: HeaderColumn) -> bool:
    return any(_TICK_IT.search(text) for text in column.path)


def _holds_ticks(sheet: RawSheet, header: Header, index: int) -> bool:
    values = [row[index] for row in sheet.rows[header.last + 1 :] if not _is_nothing(row[index])]
    return any(isinstance(v, str) for v in values) and all(isinstance(read_yes_no(v), int) for v in values)


def _is_nothing(raw: Raw) -> bool:
    return is_empty(raw) or isinstance(raw, Broken) or (isinstance(raw, str) and is_blank(raw))
