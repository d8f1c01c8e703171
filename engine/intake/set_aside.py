"""What of the files is no list to weigh, and how that is said: guidance, other forms, awards of earlier years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.intake.forms import CANDIDATES
from engine.intake.labels import label_key
from engine.intake.other_forms import Other, awarded, year_said
from engine.intake.parts import Part
from engine.intake.raw import RawSheet
from engine.problems import Problem, UnusableInput
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook

_GUIDANCE = frozenset(map(label_key, (
    "danh mục", "danh muc", "bảng mã", "tra cứu", "instructions", "readme", "guide", "example", "examples", "sample",
    "lỗi cần sửa", "to put right", "hd", "hdsd", "vd",
)))
_GUIDANCE_BEGINS = re.compile(r"(?:hướng dẫn|huong dan|ví dụ|vi du|mẫu điền|dữ liệu mẫu|bảng mã|instruction)\b")
_SAYS_SO = re.compile(r"(?:hướng dẫn|huong dan|instruction)")


def is_guidance(sheet: str) -> bool:
    """A sheet of instructions, examples or look-up lists, by its name."""
    key = label_key(sheet)
    return key in _GUIDANCE or _GUIDANCE_BEGINS.match(key) is not None


def not_read(sheet: RawSheet, code: str, vi: str, en: str) -> Problem:
    """For the record: a sheet that was left aside."""
    return Problem(code, "info", Text(
        f"Không đọc trang “{sheet.name}”: {vi}.", f"The sheet “{sheet.name}” was not read: {en}.",
    ), sheet.file, sheet.name)


def guidance_with_list(sheet: RawSheet, rows: int) -> Problem:
    """Its rows may be examples, or somebody's list on the wrong sheet."""
    plain = _SAYS_SO.match(label_key(sheet.name)) is not None
    return Problem("sheet-skipped", "info" if plain else "warning", Text(
        f"Không đọc trang “{sheet.name}” vì tên trang là hướng dẫn, ví dụ; trên trang có bảng {rows} dòng như danh sách"
        " đề nghị, nếu là danh sách thật thì hãy đổi tên trang.",
        f"The sheet “{sheet.name}” was not read, since it is called instructions or examples; it holds a table of"
        f" {rows} rows like a list of candidates: if it is one, give the sheet another name.",
    ), sheet.file, sheet.name)


def no_list(sheet: RawSheet, other: Other) -> Problem:
    """Another form altogether."""
    return Problem("sheet-other-form", "warning", Text(
        f"Không đọc trang “{sheet.name}”: có vẻ là {other.what.vi} (“{other.title}”), không phải danh sách đề nghị.",
        f"The sheet “{sheet.name}” was not read: it seems to be {other.what.en} (“{other.title}”), no list of"
        " candidates.",
    ), sheet.file, sheet.name, value=other.title)


def refuse_awarded(part: Part) -> None:
    """Raises UnusableInput for a table laid out as a list of candidates whose title says that all have the award."""
    if part.header.form.id != CANDIDATES:
        return
    other = awarded(part.sheet, part.header, part.above)
    if other is not None:
        raise UnusableInput(Text(
            f"{part.sheet.file}, trang {part.sheet.name}: tiêu đề “{other.title}” cho thấy đây là {other.what.vi},"
            " không phải danh sách đề nghị.\nHãy bỏ tệp này ra; nếu đúng là danh sách đề nghị thì sửa tiêu đề, hoặc nêu"
            " trang này trong bảng ghép cột (--mapping).",
            f"{part.sheet.file}, sheet {part.sheet.name}: the title “{other.title}” says that this is {other.what.en},"
            " no list of candidates.\nLeave the file out; if it is one, correct the title, or name the sheet in a"
            " column map (--mapping).",
        ))


def year_of(rulebook: Rulebook) -> int | None:
    """The year of the plan: what a round that has none of its own is held against."""
    document = rulebook.document
    if document.date is not None:
        return document.date.year
    started = document.period[0][:4] if document.period else ""
    return int(started) if started.isdigit() else None


def of_earlier_year(part: Part, year: int | None) -> Iterator[Problem]:
    """The title says a year before the round's."""
    if year is None or part.header.form.id != CANDIDATES:
        return
    said = year_said(part.sheet, part.header, part.above)
    if said is not None and said[0] < year:
        yield Problem("list-of-earlier-year", "warning", Text(
            f"Tiêu đề “{said[1]}” là của năm {said[0]}, trước năm {year} của đợt xét; hãy kiểm tra có nhầm tệp không.",
            f"The title “{said[1]}” is of {said[0]}, before {year}, the year of the round; check that this is the right"
            " file.",
        ), part.sheet.file, part.sheet.name, value=said[1])


def what_it_is(parts: Sequence[Part], problems: Sequence[Problem]) -> Text:
    """What was found in the place of a list, as a further line; nothing where nothing was recognised."""
    vi, en = [], []
    for part in parts:
        title, sheet = part.header.form.title, part.sheet
        vi.append(f"{sheet.file}, trang {sheet.name} là “{title.vi}” (đưa vào bằng --register hoặc --units)")
        en.append(f"{sheet.file}, sheet {sheet.name} is “{title.en}” (give it by --register or --units)")
    for problem in problems:
        if problem.code == "sheet-other-form":
            vi.append(f"{problem.file}: {problem.text.vi.rstrip('.')}")
            en.append(f"{problem.file}: {problem.text.en.rstrip('.')}")
    return Text("\n" + "; ".join(vi) + ".", "\n" + "; ".join(en) + ".") if vi else Text("", "")
