"""Tables that are no list to weigh, by what stands over them: summaries, registers, guests, last year's awards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.frozen import dataclass
from engine.intake.header import Header
from engine.intake.raw import RawSheet
from engine.names import normal, tidy
from engine.provenance import Text

_LOOKED_AT = 12  # rows of a sheet on which no header was found
_PROPOSED = re.compile(normal(r"đề nghị|dự kiến|đề xuất|xét|trình|dự thảo"))
_GIVEN = re.compile(normal(r"(?:được|đã)(?: được)? (?:tặng|khen)"))
_BY_DECISION = re.compile(normal(r"kèm theo quyết định"))
_OF_THE_FORM = re.compile(normal(r"ban hành|mẫu|biểu số|phụ lục số"))  # the decision that made the form, not the list
_YEAR = re.compile(normal(r"năm") + r" ((?:19|20)\d\d)(?!\d|\s*[-–,])")
_RANGE = re.compile(r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d")
_A_DAY = re.compile(normal(r"ngày[^a-z]*tháng[^a-z]*năm"))


@dataclass(frozen=True, slots=True)
class Other:
    """What a table is instead, and the title that says so."""

    what: Text
    title: str


_OTHERS = tuple((re.compile(normal(pattern)), what) for pattern, what in (
    (r"đại biểu|khách mời|dự hội nghị|điểm danh", Text("danh sách đại biểu", "a list of delegates")),
    (r"sổ (?:theo dõi )?khen", Text("sổ theo dõi khen thưởng", "an award register")),
    (r"lịch (?:làm việc|công tác|xét)|chương trình (?:hội nghị|làm việc)", Text("lịch, chương trình", "a programme")),
    (r"bảng lương|hệ số lương|chấm công", Text("bảng lương, chấm công", "a payroll or time sheet")),
    (r"(?:bảng|biểu|phiếu)(?: \w+){0,2} chấm điểm|phiếu (?:bầu|biểu quyết)", Text("phiếu chấm điểm", "a score sheet")),
    (r"tổng hợp|thống kê", Text("bảng tổng hợp số lượng", "a summary of numbers")),
    (r"danh sách (?:\w+ ){0,3}(?:cán bộ|công chức|viên chức|đảng viên|nhân sự|hội viên)",
     Text("danh sách nhân sự", "a list of staff")),
))


def other_form(sheet: RawSheet, header: Header | None, above: int) -> Other | None:
    """What a table that cannot be a list of candidates seems to be, by its titles or its sheet's name."""
    titles = list(titles_over(sheet, header, above))
    if header is not None and any(_PROPOSED.search(normal(title)) for title in titles):
        return None  # it proposes somebody: whatever it lacks must be put right, not passed over
    for title in (*titles, sheet.name):
        for pattern, what in _OTHERS:
            if pattern.search(normal(title)):
                return Other(what, title)
    return awarded(sheet, header, above)


def awarded(sheet: RawSheet, header: Header | None, above: int) -> Other | None:
    """A list of those to whom a decision has given an award: its titles say so, and propose nothing."""
    titles = list(titles_over(sheet, header, above))
    if any(_PROPOSED.search(normal(title)) for title in titles):
        return None
    for title in titles:
        said = normal(title)
        if _GIVEN.search(said) or (_BY_DECISION.search(said) and not _OF_THE_FORM.search(said)):
            return Other(Text("danh sách đã được khen thưởng", "a list of awards already given"), title)
    return None


def year_said(sheet: RawSheet, header: Header, above: int) -> tuple[int, str] | None:
    """The one year that a list's title speaks of, "... NĂM 2021", and the title; none where it gives a span."""
    for title in titles_over(sheet, header, above):
        said = normal(title)
        if not re.match(normal(r"(?:danh sách|bảng|biểu|đề nghị|khen)"), said):
            continue
        years = {int(year) for year in _YEAR.findall(said)}
        if len(years) == 1 and not _RANGE.search(said) and not _A_DAY.search(said):
            return years.pop(), title
    return None


def titles_over(sheet: RawSheet, header: Header | None, above: int) -> Iterator[str]:
    """The texts over a table; over none, those of the first rows that stand alone in their row."""
    last = header.first if header is not None else min(len(sheet.rows), above + _LOOKED_AT)
    for row in sheet.rows[above:last]:
        texts = [tidy(value) for value in row if isinstance(value, str) and value.strip()]
        if header is not None or len(texts) == 1:
            yield from texts


__all__ = ["Other", "awarded", "other_form", "titles_over", "year_said"]
