"""The file of decisions about duplicates and spellings: YAML, or a sheet to fill in; read, and written as questions.

In YAML a question says ``keep: 1``, ``keep: "1, 3"`` or ``keep: all`` (they are different people). On the sheet every
row of a question says ``giữ`` or ``bỏ``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field as Key

from engine.frozen import dataclass
from engine.intake.answers import Answers, Loc, Strict, read_answers
from engine.intake.resolution import SCHEMA, Choice, Copy, Resolution, Spelling, told_apart
from engine.rulebook.findings import suggestion

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook

OPEN, ALL = "?", "all"


class _Copy(Strict):
    cell: str
    name: str
    about: str = ""  # for the reader


class _Question(Strict):
    why: str = ""  # for the reader: exact, likely
    copies: list[_Copy] = Key(min_length=2)
    keep: str


class _Spelling(Strict):
    field: str
    written: list[str] = Key(min_length=1)
    nearest: list[str] = Key(default_factory=list)  # for the reader
    meant: str


class _File(Strict):
    schema_: Literal["xetkhen/resolve/1"] = Key(alias="schema")
    rulebook: str
    duplicates: list[_Question] = Key(default_factory=list)
    spellings: list[_Spelling] = Key(default_factory=list)


@dataclass(frozen=True, slots=True)
class Open:
    """A question about duplicates: why it is asked, and for each copy its cell, name and what else is known of it."""

    why: str  # exact, likely
    copies: tuple[tuple[Copy, str], ...]
    keep: str = OPEN

    @property
    def key(self) -> str:
        """The same for the same cells with the same names."""
        return _digest(part for copy, _ in self.copies for part in (copy.cell, copy.name))


@dataclass(frozen=True, slots=True)
class OpenSpelling:
    """A question about a unit: the ways it is written, the names of the list that come near."""

    field: str
    written: tuple[str, ...]
    nearest: tuple[str, ...]
    meant: str = OPEN

    @property
    def key(self) -> str:
        """The same for the same spellings of a field."""
        return _digest((self.field, *self.written))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps([*parts]).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Answered:
    """The questions of a file, each with what was answered, as they can be asked, kept and revoked one by one."""

    rulebook: str
    duplicates: tuple[Open, ...] = ()
    spellings: tuple[OpenSpelling, ...] = ()

    def text(self, name: str) -> str:
        """The file again."""
        return resolution_text(self.rulebook, self.duplicates, self.spellings, name)


def load_answered(path: Path) -> Answered:
    """A YAML file as questions and answers, for whichever rulebook. Raises UnusableInput for what is no such file."""
    said = read_answers(path, _File).model
    return Answered(
        said.rulebook,
        tuple(
            Open(question.why, tuple((Copy(c.cell, c.name), c.about) for c in question.copies), question.keep)
            for question in said.duplicates
        ),
        tuple(OpenSpelling(s.field, tuple(s.written), tuple(s.nearest), s.meant) for s in said.spellings),
    )


def load_resolution(path: Path, rulebook: Rulebook) -> Resolution:
    """Raises UnusableInput, with its place, for whatever is not as it must be, open questions included."""
    if path.suffix.lower() in {".yaml", ".yml"}:
        return _from_yaml(path, rulebook)
    from engine.intake.resolve_sheet import read_sheet

    return read_sheet(path, rulebook)


def _from_yaml(path: Path, rulebook: Rulebook) -> Resolution:
    answers = read_answers(path, _File)
    if answers.model.rulebook != rulebook.id:
        said = answers.model.rulebook
        raise answers.wrong(
            ("rulebook",),
            f"các quyết định này dành cho bộ quy tắc `{said}`, không phải `{rulebook.id}`.",
            f"these decisions are for the rulebook `{said}`, not `{rulebook.id}`.",
        )
    choices = tuple(_choice(answers, n) for n in range(len(answers.model.duplicates)))
    spellings = tuple(_spelling(answers, n, rulebook) for n in range(len(answers.model.spellings)))
    return Resolution(path.name, answers.sha256, choices, *told_apart(spellings))


def _choice(answers: Answers[_File], n: int) -> Choice:
    question = answers.model.duplicates[n]
    loc: Loc = ("duplicates", n, "keep")
    copies = tuple(Copy(copy.cell, copy.name) for copy in question.copies)
    if len({copy.cell for copy in copies}) < len(copies):
        raise answers.wrong(("duplicates", n), "một ô được nêu hai lần.", "a cell is named twice.")
    said = question.keep.strip()
    if said == OPEN:
        raise answers.wrong(
            loc,
            f"chưa trả lời: “{copies[0].name}” là một hay nhiều? Ghi số của bản giữ lại, hoặc `all`.",
            f"not answered: is “{copies[0].name}” one or several? Write the number of the copy to keep, or `all`.",
        )
    if said == ALL:
        return Choice(copies, frozenset(range(len(copies))), answers.place(*loc))
    numbers = [part.strip() for part in said.split(",")]
    if not all(number.isascii() and number.isdigit() and 1 <= int(number) <= len(copies) for number in numbers):
        raise answers.wrong(
            loc,
            f"`{said}` không dùng được; ghi số từ 1 đến {len(copies)}, hoặc `all`.",
            f"`{said}` cannot be used; write a number from 1 to {len(copies)}, or `all`.",
        )
    return Choice(copies, frozenset(int(number) - 1 for number in numbers), answers.place(*loc))


def _spelling(answers: Answers[_File], n: int, rulebook: Rulebook) -> Spelling:
    said = answers.model.spellings[n]
    if said.field not in rulebook.fields or rulebook.fields[said.field].type not in {"unit", "text"}:
        vi, en = suggestion(said.field, [f.id for f in rulebook.fields.values() if f.type == "unit"])
        raise answers.wrong(
            ("spellings", n, "field"),
            f"`{said.field}` không phải là trường đơn vị{vi}.",
            f"`{said.field}` is no field of a unit{en}.",
        )
    meant = said.meant.strip()
    if meant in {OPEN, ""}:
        raise answers.wrong(
            ("spellings", n, "meant"),
            f"chưa trả lời: “{said.written[0]}” là đơn vị nào? Ghi tên, hoặc `none`.",
            f"not answered: which unit is “{said.written[0]}”? Write its name, or `none`.",
        )
    return Spelling(said.field, tuple(said.written), meant, answers.place("spellings", n, "meant"))


# ---- writing ----------------------------------------------------------------------------------------------------

_HEAD = """\
# Quyết định về trường hợp trùng và cách ghi đơn vị. Sửa các chỗ ghi "?", rồi dùng: ... --resolve {name}
# Decisions about duplicates and spellings of units. Answer every "?", then use it: ... --resolve {name}
#
# keep: số thứ tự của bản giữ lại (1, 2, ...); all = những người khác nhau. Bản không giữ vẫn được đếm và nêu tên.
#       the number of the copy to keep; all = different people. A copy that is not kept is still counted and told.
# meant: tên đúng của đơn vị; none = không phải một đơn vị. / the unit's right name; none = not one unit.
schema: {schema}
rulebook: {rulebook}
"""


def resolution_text(
    rulebook: str, duplicates: Sequence[Open], spellings: Sequence[OpenSpelling], name: str = "choices.yaml"
) -> str:
    """The file, its questions open or as they were answered."""
    lines = [_HEAD.format(name=name, rulebook=rulebook, schema=SCHEMA)]
    if duplicates:
        lines.append("duplicates:\n")
    for question in duplicates:
        lines.append(f"- why: {question.why}\n  copies:\n")
        for copy, about in question.copies:
            lines.append(f"  - {{cell: {_quoted(copy.cell)}, name: {_quoted(copy.name)}, about: {_quoted(about)}}}\n")
        lines.append(f"  keep: {_quoted(question.keep)}\n")
    if spellings:
        lines.append("spellings:\n")
    for spelling in spellings:
        written = ", ".join(map(_quoted, spelling.written))
        lines.append(f"- field: {spelling.field}\n  written: [{written}]\n")
        if spelling.nearest:
            lines.append(f"  nearest: [{', '.join(map(_quoted, spelling.nearest))}]\n")
        lines.append(f"  meant: {_quoted(spelling.meant)}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
