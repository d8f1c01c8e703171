"""What a column map would say of the files at hand: how each column was understood, and what only a person can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field as filled
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.columns import Columns, map_columns
from engine.intake.forms import Form
from engine.intake.header import SEARCHED, WIDEST, Header, HeaderColumn, header_at, is_decoration
from engine.intake.labels import label_key
from engine.intake.likeness import is_asked, nearest_fields
from engine.intake.mapping import JOINED, NOT_USED, OPEN
from engine.intake.other_forms import other_form
from engine.intake.raw import RawSheet, is_empty
from engine.intake.required import lacking
from engine.provenance import column_letter

if TYPE_CHECKING:
    from engine.intake.parts import Part

HOW = ("id", "label", "alias", "normalised", "unaccented")  # by Match.strength


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column, the field it was understood to hold and how; ``?`` where a person must say."""

    letter: str
    header: str
    field: str
    how: str
    part: str = ""
    nearest: Mapping[str, int] = filled(default_factory=dict)  # field -> score of 100, best first


@dataclass(frozen=True, slots=True)
class Proposal:
    """One table, of one file or of several laid out alike."""

    files: tuple[str, ...]
    sheet: str
    form: str
    rows: str
    columns: tuple[ProposedColumn, ...]
    lacking: tuple[str, ...] = ()  # required fields that neither a column nor a title gives

    @property
    def questions(self) -> int:
        """How many columns wait for an answer."""
        return sum(column.field == OPEN for column in self.columns)


def proposals_of(parts: Sequence[Part], unread: Sequence[RawSheet], form: Form) -> tuple[Proposal, ...]:
    """``parts``: the tables found; ``unread``: sheets on which none was; ``form``: what such a sheet would be."""
    found = [
        replace(_proposal(part.sheet, part.header, part.columns), lacking=_lacking(part))
        for part in parts
        if part.header.form.used
    ]
    for sheet in unread:
        first = likely_header(sheet)
        if first is not None:
            header = header_at(sheet, form, first)
            found.append(replace(
                _proposal(sheet, header, map_columns(sheet, header, 0)),
                lacking=() if other_form(sheet, None, 0) else (form.name_field,),
            ))
    return _joined(found)


def _lacking(part: Part) -> tuple[str, ...]:
    """Of another form, which is passed over, nothing is wanted."""
    missing = lacking(part)
    if missing and other_form(part.sheet, part.header, part.above):
        return ()
    return tuple(field.id for field in missing)


def likely_header(sheet: RawSheet) -> int | None:
    """The first row of three texts or more and nothing else, with something below it."""
    for number, row in enumerate(sheet.rows[:SEARCHED]):
        filled = [value for value in row[:WIDEST] if not is_empty(value)]
        if len(filled) >= 3 and all(isinstance(value, str) for value in filled):
            below = sheet.rows[number + 1 : number + 3]
            if any(sum(not is_empty(value) for value in other) >= 2 for other in below):
                return number
    return None


def _proposal(sheet: RawSheet, header: Header, mapped: Columns) -> Proposal:
    taken: dict[int, tuple[str, str]] = {}
    for column in mapped.by_field.values():
        taken[column.index] = column.field, ""
        for index, way in column.parts:
            taken[index] = column.field, way
    claims = {
        column.index: tuple(m.field for m in column.matches if m.strength == column.matches[0].strength)
        for column in header.columns
        if column.matches and column.index not in taken
    }
    free = [field_id for field_id in header.form.fields if field_id not in mapped.by_field]
    columns = tuple(_column(column, header.form, taken, claims, free) for column in header.columns)
    first, last = header.first + 1, header.last + 1
    rows = str(first) if first == last else f"{first}-{last}"
    return Proposal((sheet.file,), sheet.name, header.form.id, rows, columns)


def _column(
    column: HeaderColumn,
    form: Form,
    taken: Mapping[int, tuple[str, str]],
    claims: Mapping[int, tuple[str, ...]],
    free: Sequence[str],
) -> ProposedColumn:
    letter = column_letter(column.index)
    if column.index in taken:
        field_id, part = taken[column.index]
        how = HOW[column.matches[0].strength] if column.matches else JOINED
        return ProposedColumn(letter, column.text, field_id, how, part)
    if is_decoration(column.path):
        return ProposedColumn(letter, column.text, NOT_USED, "number")
    claimed = [field_id for field_id in claims.get(column.index, ()) if field_id in free]
    if claimed:
        # Two fields for this column, two columns for this field, or a unit that cannot be converted.
        return ProposedColumn(letter, column.text, OPEN, "unclear", nearest=dict.fromkeys(claimed, 100))
    if column.continued or column.index in claims:
        return ProposedColumn(letter, column.text, NOT_USED, "taken" if column.index in claims else "")
    near = nearest_fields(column.path[-1], form, free)
    asked = is_asked(near, form)
    return ProposedColumn(letter, column.text, OPEN if asked else NOT_USED, "", nearest=near)


def _joined(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Tables laid out alike, as one; a header repeated on one sheet is said once."""
    alike: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in found:
        columns = tuple((c.letter, label_key(c.header), c.field, c.part) for c in proposal.columns)
        alike.setdefault((label_key(proposal.sheet), proposal.form, columns), []).append(proposal)
    joined = []
    for group in alike.values():
        files = tuple(dict.fromkeys(file for proposal in group for file in proposal.files))
        rows = group[0].rows if len({proposal.rows for proposal in group}) == 1 else ""
        missing = dict.fromkeys(field_id for proposal in group for field_id in proposal.lacking)
        joined.append(replace(group[0], files=files, rows=rows, lacking=tuple(missing)))
    return tuple(joined)
