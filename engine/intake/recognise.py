"""What one file is, before anything is made of it: a list of candidates, a register, units, or the wrong form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from engine.frozen import dataclass
from engine.intake.forms import CANDIDATES
from engine.intake.other_forms import Other, awarded, other_form
from engine.intake.read import survey
from engine.intake.required import lacking
from engine.intake.set_aside import of_earlier_year, year_of
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.parts import Part
    from engine.intake.raw import RawSheet
    from engine.rulebook.model import Rulebook

Kind = Literal["candidates", "register", "units", "wrong", "unclear", "nothing"]
UNIT_NAME = "unit_name"
_ASIDE = frozenset({"sheet-hidden", "sheet-skipped"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """One thing that was found in a file. ``said`` is a sentence of it; ``rows`` are those of a table."""

    kind: Kind
    said: Text
    rows: int = 0


def recognise(path: Path, rulebook: Rulebook, role: str = CANDIDATES) -> tuple[Recognised, ...]:
    """What is in the file, sheet by sheet; ``role``: what it was sent as. Raises UnusableInput as reading does."""
    files: Sequence[Path] = (path,) if role == CANDIDATES else ()
    seen = survey(
        files, rulebook, register=path if role == "register" else None, units=path if role == "units" else None
    )
    found = [each for part in seen.parts for each in _of_part(part, rulebook)]
    found += [_instead(sheet, other) for sheet in seen.unread if (other := other_form(sheet, None, 0))]
    found += [Recognised("wrong", p.text) for p in seen.problems if p.code in _ASIDE and p.severity != "info"]
    if not found:
        said = [problem.text for problem in seen.problems if problem.code in _ASIDE | {"sheet-without-table"}]
        found.append(Recognised("nothing", Text(
            "Không thấy bảng nào dùng được. " + " ".join(text.vi for text in said),
            "No table of use was found. " + " ".join(text.en for text in said),
        )))  # fmt: skip
    return tuple(found)


def _instead(sheet: RawSheet, other: Other) -> Recognised:
    return Recognised("wrong", Text(
        f"Bạn gửi nhầm {other.what.vi} (trang {sheet.name}: “{other.title}”); cần danh sách đề nghị.",
        f"This is {other.what.en} (sheet {sheet.name}: “{other.title}”), no list of candidates.",
    ))  # fmt: skip


def _of_part(part: Part, rulebook: Rulebook) -> Iterator[Recognised]:
    form, sheet = part.header.form, part.sheet
    rows = len(part.rows.candidates) + len(part.rows.nameless)
    if form.id != CANDIDATES:
        kind: Kind = "units" if form.name_field == UNIT_NAME else "register"
        yield Recognised(kind, Text(
            f"{form.title.vi}: {rows} dòng (trang {sheet.name}).",
            f"{form.title.en}: {rows} rows (sheet {sheet.name}).",
        ), rows)  # fmt: skip
        return
    missing = lacking(part)
    other = other_form(sheet, part.header, part.above) if missing else awarded(sheet, part.header, part.above)
    if other is not None:
        yield _instead(sheet, other)
        return
    if missing:
        vi, en = (", ".join(f"“{field.text.in_(lang)}”" for field in missing) for lang in ("vi", "en"))
        yield Recognised("unclear", Text(
            f"Trang {sheet.name}: chưa rõ cột nào là {vi}; trả lời ở bước Các cột, hoặc thêm cột rồi gửi lại.",
            f"Sheet {sheet.name}: no column is known as {en}; say which it is at Columns, or add it and send again.",
        ), rows)  # fmt: skip
        return
    yield Recognised("candidates", Text(
        f"Danh sách đề nghị: {rows} trường hợp (trang {sheet.name}).",
        f"List of candidates: {rows} (sheet {sheet.name}).",
    ), rows)  # fmt: skip
    for problem in of_earlier_year(part, year_of(rulebook)):
        yield Recognised("wrong", problem.text)
