"""The review workbook read back: the rows in which somebody could have written, as they are now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.frozen import dataclass
from engine.intake.raw import Raw, RawBook, RawSheet, Ticked, is_empty
from engine.intake.workbook import read_book
from engine.names import fold
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.review import words

_SHOWN = (words.SENTENCE, words.OTHER), (words.CASE, words.CANDIDATE, words.CONDITIONS, words.EXPECTED)
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_YES = {fold(word) for word in ("x", "✓", "✔", "v", "có", "đồng ý", "yes", "agreed", "1", "ok")}
_NO = {fold(word) for word in ("không", "không đồng ý", "no", "0", "o")}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it showed, and what somebody wrote beside it."""

    key: str
    shown: tuple[str, ...]
    mark: str  # "" on a row that only points to another
    remark: str
    agreed: bool
    reviewer: str
    cell: str  # of the remark, `sheet!J7`


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back."""

    file: str
    rulebook: str
    sha256: str  # of the rulebook when the workbook was made
    rows: tuple[Row, ...]


def read_review(path: Path) -> Returned:
    """The workbook of a review. Raises UnusableInput where it is none."""
    book = read_book(path)
    rulebook, digest = _cover(book)
    rows = [row for sheet in book.sheets for row in _rows(sheet)]
    if not rulebook or not digest or not rows:
        raise UnusableInput(
            Text(
                f"{path} không phải phiếu rà soát.\n"
                f"Tạo phiếu: xetkhen rulebook show BỘ-QUY-TẮC --format xlsx -o {path.name}",
                f"{path} is no review workbook.\n"
                f"To make one: xetkhen rulebook show RULEBOOK --format xlsx -o {path.name}",
            )
        )
    return Returned(book.file, rulebook, digest, tuple(rows))


def _cover(book: RawBook) -> tuple[str, str]:
    """The rulebook's id and digest, beside their labels, on whatever sheet they stand."""
    rulebook = digest = ""
    for sheet in book.sheets:
        for row in sheet.rows:
            texts = [_text(value) for value in row if not is_empty(value)]
            if len(texts) >= 2 and _is(texts[0], words.RULEBOOK):
                rulebook = rulebook or texts[1]
            elif len(texts) >= 2 and _is(texts[0], words.DIGEST) and _DIGEST.match(texts[1]):
                digest = digest or texts[1]
    return rulebook, digest


def _rows(sheet: RawSheet) -> Iterator[Row]:
    columns: Mapping[str, int] | None = None
    for number, row in enumerate(sheet.rows):
        if columns is None:
            columns = _columns(row)
            continue

        def at(title: Text, row: list[Raw] = row, columns: Mapping[str, int] = columns) -> Raw:
            place = columns.get(title.en)
            return row[place] if place is not None and place < len(row) else ""

        key = _text(at(words.KEY))
        if not key:
            continue
        remark, agreed = _answer(at(words.REMARK), at(words.AGREED))
        shown = next(titles for titles in _SHOWN if titles[0].en in columns)
        address = sheet.cell(number, columns[words.REMARK.en])
        yield Row(
            key, tuple(_text(at(title)) for title in shown), _text(at(words.MARK)), remark, agreed,
            _text(at(words.REVIEWER)), f"{sheet.name}!{address.ref}",
        )  # fmt: skip


def _columns(row: list[Raw]) -> dict[str, int] | None:
    """The columns by the English title, where this row is the header of a table of lines."""
    titles = (words.KEY, words.REMARK, words.AGREED, words.REVIEWER, words.MARK, *(t for s in _SHOWN for t in s))
    found = {t.en: column for column, value in enumerate(row) for t in titles if _is(_text(value), t)}
    needed = {words.KEY.en, words.REMARK.en, words.AGREED.en}
    return found if needed <= found.keys() and any(s[0].en in found for s in _SHOWN) else None


def _answer(remark: Raw, agreed: Raw) -> tuple[str, bool]:
    """The remark, and whether the row is agreed: a tick that is none is a remark of its own."""
    said = _text(remark)
    if isinstance(agreed, Ticked):
        return said, agreed.value
    tick = _text(agreed)
    if not tick or fold(tick) in _YES:
        return said, bool(tick)
    if fold(tick) in _NO:
        return said or tick, False
    return f"{said} ({tick})" if said else tick, False


def _is(text: str, title: Text) -> bool:
    return fold(text) in (fold(title.vi), fold(title.en))


def _text(value: Raw) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if is_empty(value) else str(value).strip()
