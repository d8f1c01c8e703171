"""Which rows of a table are candidates, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from engine.frozen import dataclass
from engine.intake.columns import Columns
from engine.intake.forms import Form
from engine.intake.header import Header, find_header, is_ordinals, looks_like_header, same_columns
from engine.intake.labels import corner_unit
from engine.intake.options import option_reader
from engine.intake.raw import Broken, Raw, RawSheet, Row, Ticked, is_empty
from engine.intake.values.reading import Reader, is_blank
from engine.names import normal, tidy

_NUMBERING = re.compile(r"^(?:[ivx]{1,5}|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-:/]\s*", re.IGNORECASE)
_ROMAN = re.compile(r"[ivx]{1,5}|[a-z]", re.IGNORECASE)
_COUNT = re.compile(r"[(:\-–]?\s*\(?\d+\s*(?:tập thể|cá nhân|hộ|hộ gia đình|trường hợp|người|đơn vị)?\)?\s*[:.]?$")
_TOTAL = re.compile(
    r"^(?:tổng cộng|cộng|tổng số|tổng|total)(?:\s+(?:tập thể|cá nhân|hộ|số|chung|trường hợp)\b.*|\s*[:.(=\d].*)?$"
)
# What a total adds up to: an amount, or so many of something.
_FIGURE = re.compile(r"[\d.,\s%+/-]+(?:\s*(?:đồng|đ|vnđ|triệu(?: đồng)?|tỷ(?: đồng)?|m2|m²|ngày công))?\.?")
_SIGNATURE = re.compile(
    r"^(?:người lập|người tổng hợp|lập biểu|lập bảng|cán bộ lập|tm\s*\.|t/m\b|kt\s*\.|tl\s*\.|tuq\s*\.|nơi nhận|"
    r"thủ trưởng|"
    r"xác nhận|ý kiến|chủ tịch|phó chủ tịch|giám đốc|bí thư|trưởng phòng|trưởng ban|hiệu trưởng|\(?ký|ký tên|"
    r"danh sách (?:này )?(?:gồm|có)|bảng (?:này )?(?:gồm|có)|ghi chú\s*:|lưu ý\s*:|chú thích\s*:|"
    r"ủy ban nhân dân|uỷ ban nhân dân|hội đồng thi đua)"
    r"|ngày\s*[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm"
)
_WHOLE_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
# What stands over a table: seen below another one, it is neither a candidate nor a row that lacks its name.
_MOTTO = re.compile(r"^(?:cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|độc lập\s*[-–])")
_TITLE = re.compile(rf"^(?:danh sách\b|biểu\s+(?:số|mẫu)|mẫu số|phụ lục|\(?kèm theo|{_MOTTO.pattern[1:]})")
_OFFICE = re.compile(r"^(?:ubnd|ủy ban nhân dân|đảng ủy|phòng|sở|ban|hội đồng|văn phòng)\b")
_KINDS = (
    ("household", re.compile(r"\bhộ gia đình\b|\bgia đình\b|^hộ\b")),
    ("collective", re.compile(r"\btập thể\b")),
    ("individual", re.compile(r"\bcá nhân\b")),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A row that speaks for those below it."""

    row: int
    column: int
    text: str  # without numbering and counts


@dataclass(slots=True)
class Sorted:
    """The rows of one table, from 0. Every row with content is in exactly one of the lists."""

    candidates: list[int] = field(default_factory=list)
    titles_above: list[int] = field(default_factory=list)  # for each candidate: how many of ``sections`` stand above it
    nameless: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    footer: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)  # over the next table of the sheet
    end: int = 0  # where the next table's search begins
    next_header: Header | None = None


def kinds_in(text: str) -> set[str]:
    """The kinds of candidate that a title or section names.

    >>> sorted(kinds_in("DANH SÁCH TẬP THỂ, CÁ NHÂN")), kinds_in("II. HỘ GIA ĐÌNH")
    (['collective', 'individual'], {'household'})
    """
    said = tidy(text).casefold()
    return {kind for kind, pattern in _KINDS if pattern.search(said)}


def sort_rows(sheet: RawSheet, header: Header, columns: Columns, forms: Sequence[Form]) -> Sorted:
    """Sort the rows below a header, up to the next header or the end of the sheet."""
    found = Sorted(end=len(sheet.rows))
    name = columns.get(header.form.name_field)
    assert name is not None
    deciding = _Deciding(header.form, columns)
    mapped = {c.index for c in columns.by_field.values()}
    wide_rows = _wide(sheet)
    rows = sheet.rows
    in_footer = False
    at = header.last + 1
    if at < len(rows) and is_ordinals(rows[at]):
        at += 1
    for number in range(at, len(rows)):
        if number < at:
            continue
        row = rows[number]
        said = row[name]
        if type(said) is str and said and deciding.says(row) and not looks_like_header(row):
            plain = is_blank(said)
        else:
            plain = True
            if looks_like_header(row):
                following = find_header(sheet, forms, number, number + 1)
                if following is not None and same_columns(header, following) and not _new_unit(sheet, found):
                    at = following.last + 1
                    at += at < len(rows) and is_ordinals(rows[at])
                    continue
                if following is not None and following.has_name:
                    found.end, found.next_header = number, following
                    break
        if not plain:
            found.candidates.append(number)
            found.titles_above.append(len(found.sections))
            in_footer = False
            continue
        filled = [(i, v) for i, v in enumerate(row) if not is_empty(v) and not isinstance(v, Broken)]
        content = [(i, v) for i, v in filled if not _is_number(v, i, mapped)]
        if not content:
            if filled and any(i in mapped for i, _ in filled):
                found.nameless.append(number)
            continue
        kind_of = _what(row, filled, content, name, mapped, number in wide_rows)
        match kind_of:
            case "total":
                found.totals.append(number)
            case "signature":
                in_footer = True
                found.footer.append(number)
            case "title":
                found.titles.append(number)
            case "section" if not in_footer:
                column, text = content[-1]
                found.sections.append(Section(number, column, _section_text(str(text))))
            case "candidate" if not in_footer or len(content) > 2:
                found.candidates.append(number)
                found.titles_above.append(len(found.sections))
            case _ if in_footer and len(content) <= 2:
                found.footer.append(number)
            case _:
                found.nameless.append(number)
    return found


class _Deciding:
    """A row whose kind, category, award or type is one that its field knows is an entry, whatever it looks like."""

    def __init__(self, form: Form, columns: Columns) -> None:
        self._readers: list[tuple[int, Reader, dict[Raw, bool]]] = []
        for field_id in ("kind", "category", "award", "unit_type"):
            index, field = columns.get(field_id), form.fields.get(field_id)
            if index is not None and field is not None and field.type == "choice":
                self._readers.append((index, option_reader(field), {}))

    def says(self, row: Row) -> bool:
        for index, reader, known in self._readers:
            raw = row[index]
            if raw == "":
                continue
            if raw not in known:
                known[raw] = isinstance(reader(raw), int)
            if known[raw]:
                return True
        return False


def _what(
    row: Row,
    filled: Sequence[tuple[int, Raw]],
    content: Sequence[tuple[int, Raw]],
    name: int,
    mapped: set[int],
    wide: bool,
) -> str:
    texts = [tidy(v).casefold() for _, v in content if isinstance(v, str)]
    only_text = len(texts) == len(content)
    numbered = len(filled) > len(content)
    words = [text for text in texts if not _FIGURE.fullmatch(text)]
    if words and all(map(_TOTAL.match, words)):
        return "total"
    # A day in words in a column of the table, beside a name, is a value: no line of place and date.
    dated = {
        i for i, v in content
        if i in mapped and i != name and _WHOLE_DATE.fullmatch(tidy(str(v)).casefold()) and not is_blank_name(row[name])
    }
    signs = any(
        _SIGNATURE.search(tidy(v).casefold()) for i, v in content if isinstance(v, str) and i not in dated
    )
    if only_text and not numbered and len(content) <= 4 and signs:
        return "signature"
    if len(content) <= 2 and only_text:
        lead = texts[0] if len(content) == 1 else texts[-1]
        roman = len(content) == 2 and _ROMAN.fullmatch(texts[0].rstrip(".)")) is not None
        alone = len(content) == 1
        if (alone or roman) and (
            roman or wide or _is_kind_title(lead)
            or (not numbered and re.match(r"^(?:[ivx]{1,5}|[a-z])\s*[.)/\-]\s*\S", lead) is not None)
        ):
            return "section"
        offices = [i for (i, _), text in zip(content, texts, strict=True) if _OFFICE.match(text) and i != name]
        titles = [text for text in texts if _TITLE.match(text) or corner_unit(text)]
        if not numbered and (len(titles) + len(offices) == len(texts) or any(map(_MOTTO.match, texts))):
            return "title"
    return "candidate" if not is_blank_name(row[name]) else "nameless"


def _new_unit(sheet: RawSheet, found: Sorted) -> bool:
    """A title since the last entry says what amounts are counted in: a header after it heads amounts of its own."""
    last = found.candidates[-1] if found.candidates else -1
    texts = (v for number in found.titles if number > last for v in sheet.rows[number] if isinstance(v, str))
    return any(map(corner_unit, texts))


def is_blank_name(value: Raw) -> bool:
    """No name: nothing, or an error."""
    return isinstance(value, Broken | Ticked) or is_empty(value) or (isinstance(value, str) and is_blank(value))


def _is_kind_title(text: str) -> bool:
    bare = _section_text(text).casefold()
    bare = re.sub(r"^(?:danh sách|khen thưởng|đề nghị khen thưởng|đối với|về)\s+", "", bare)
    return normal(bare) in {normal(w) for w in (
        "tập thể", "cá nhân", "hộ gia đình", "các tập thể", "các cá nhân", "gia đình",
    )}


def _section_text(text: str) -> str:
    bare = _NUMBERING.sub("", tidy(text))
    return _COUNT.sub("", bare).strip(" .:-–(") or bare


def _is_number(value: Raw, index: int, mapped: set[int]) -> bool:
    """A running number in a column of no field: no content of its own."""
    if index in mapped:
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and re.fullmatch(r"\d{1,6}[.)]?", value.strip()) is not None


def _wide(sheet: RawSheet) -> set[int]:
    return {top for top, left, bottom, right in sheet.merged if top == bottom and right - left >= 2}
