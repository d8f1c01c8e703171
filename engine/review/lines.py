"""What is put before the reviewers: a line for each clause and rule, parameter, reading, target, milestone and case.

Every line has a mark, a digest of its key and of what it says. It travels in the workbook: so a sentence that somebody
changed in the workbook is told from a rule that has changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Literal

from engine.casebook import run_cases
from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook import Rulebook, locate
from engine.rulebook.casefile import Case, cases_path, read_cases
from engine.rulebook.casetext import candidate_text, case_text, conditions_text, expected_text
from engine.rulebook.entries import KINDS, LAW, Entry, entries, followed, parameter_text
from engine.rulebook.findings import Findings
from engine.rulebook.loading import composed
from engine.rulebook.model import ClauseEntry
from engine.rulebook.place import Place
from engine.rulebook.sentences import setting_text
from engine.rulebook.terms import Flag, Param
from engine.rulebook.variants import Settings, variants

Part = Literal["rules", "parameters", "targets", "cases"]
_PARTS: dict[str, Part] = {
    "parameters": "parameters", "readings": "parameters", "targets": "targets", "milestones": "targets",
}  # fmt: skip
NO_RULE = Text("Không thành quy tắc", "No rule")
UNCITED = Text("CHƯA QUY TẮC NÀO DẪN", "NO RULE CITES IT")
BOARD = Text("Do hội đồng đặt", "Set by the board")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to agree with. ``other``: what it says under another reading, and the parameters it asks."""

    part: Part
    key: str
    clauses: tuple[str, ...]
    kind: Text
    sentence: Text
    other: Text
    place: str  # file:line
    cells: tuple[Text, ...] = ()  # of a case: candidate, conditions, expected

    @property
    def shown(self) -> tuple[Text, ...]:
        """What the workbook shows of it, cell by cell."""
        return (self.kind, *self.cells) if self.cells else (self.sentence, self.other)

    def mark(self, lang: str) -> str:
        """What the line says, as twelve hexadecimal digits."""
        return mark(self.key, [text.in_(lang) for text in self.shown])


@dataclass(frozen=True, slots=True)
class Review:
    """All of a rulebook that is put before the reviewers."""

    book: Rulebook
    lines: tuple[Line, ...]

    def of(self, part: Part) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.part == part)


def mark(key: str, shown: Iterable[str]) -> str:
    """A digest of what a line says; how a program broke its lines does not count."""
    said = "\n".join(" ".join(text.split()) for text in (key, *shown))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def review_of(ref: str | Path) -> Review:
    """The rulebook ``ref`` (an id or a path) as lines to review. Raises as ``load``."""
    path = locate(ref)
    others = variants(ref)
    book = others[0][1]
    found = composed(path, Findings())
    assert found is not None, "what loads can be composed"
    place = Place(found[1])
    lines = list(_rules(book, others, place))
    cases = cases_path(path)
    if cases.is_file():
        lines += [_case(case, book, cases.name) for case in read_cases(cases)]
    return Review(book, tuple(lines))


def cases_ran(ref: str | Path) -> tuple[int, int] | None:
    """How many cases come out as they say, of how many; None where there are none."""
    if not cases_path(locate(ref)).is_file():
        return None
    report = run_cases(str(ref))
    return report.ran - len({failure.case for failure in report.failures}), report.ran


def _rules(book: Rulebook, others: Sequence[tuple[Settings, Rulebook]], place: Place) -> Iterator[Line]:
    under = [(settings, {e.key: e for e in entries(other)}) for settings, other in others[1:]]
    own = list(entries(book))
    cited = {clause for entry in own for clause in entry.clauses}
    for clause in book.clauses.values():
        if clause.id not in cited and not clause.id.startswith(LAW):
            yield _clause(clause, place)
    known = {entry.key for entry in own}
    for entry in own:
        yield _line(entry, book, [(s, found.get(entry.key)) for s, found in under], place)
    told: set[str] = set()
    for settings, found in under:
        for key, entry in found.items():
            if key not in known | told:  # there under another reading alone
                told.add(key)
                sentence = followed(_when(settings, book), entry.sentence)
                yield _entered(entry, sentence, Text("", ""), place)


def _clause(clause: ClauseEntry, place: Place) -> Line:
    kind = NO_RULE if clause.not_a_rule is not None else UNCITED
    at = place.key("clauses", clause.id)
    sentence = clause.not_a_rule if clause.not_a_rule is not None else clause.text
    return Line("rules", f"clauses/{clause.id}", (clause.id,), kind, sentence, Text("", ""), f"{at.file}:{at.line}")


def _line(
    entry: Entry, book: Rulebook, under: Sequence[tuple[Settings, Entry | None]], place: Place
) -> Line:
    said: list[Text] = []
    if entry.kind != "parameters":
        named = dict.fromkeys(parameters_in(entry.what))
        said += [parameter_text(book.parameters[name]) for name in named if name in book.parameters]
        for settings, other in under:
            when = _when(settings, book)
            if other is None:
                said.append(followed(when, Text("không có", "not there")))
            elif other.sentence != entry.sentence:
                said.append(followed(when, other.sentence))
    said = list(dict.fromkeys(said))
    other_text = Text("\n".join(t.vi for t in said), "\n".join(t.en for t in said))
    return _entered(entry, entry.sentence, other_text, place)


def _entered(entry: Entry, sentence: Text, other: Text, place: Place) -> Line:
    part = _PARTS.get(entry.kind, "rules")
    at = place.key(*entry.path)
    return Line(part, entry.key, entry.clauses, KINDS[entry.kind], sentence, other, f"{at.file}:{at.line}")


def _when(settings: Settings, book: Rulebook) -> Text:
    """``Khi chọn “có” ở “Cộng điểm thưởng?”``: a reading as the question and the answer that an office gives."""
    said = [(setting_text(book.parameters[name], value), book.parameters[name].text)
            for name, value in settings.items()]  # fmt: skip
    return Text(
        "Khi chọn " + ", ".join(f"“{answer.vi}” ở “{question.vi}”" for answer, question in said),
        "With " + ", ".join(f"“{answer.en}” for “{question.en}”" for answer, question in said),
    )


def parameters_in(what: object) -> Iterator[str]:
    """The parameters that a term, or anything made of terms, names."""
    match what:
        case Param(name=name) | Flag(parameter=name):
            yield name
        case tuple():
            for part in what:
                yield from parameters_in(part)
        case Mapping():
            for part in what.values():
                yield from parameters_in(part)
        case _ if is_dataclass(what) and not isinstance(what, type):
            for field in fields(what):
                if field.name not in ("within", "parts", "best_of", "quotas"):  # entries of their own
                    yield from parameters_in(getattr(what, field.name))


def _case(case: Case, book: Rulebook, file: str) -> Line:
    expected = case.expected[0]
    assert expected is not None, "a case says what is expected of its candidate"
    cells = (candidate_text(case.rows[0], book), conditions_text(case, book), expected_text(expected, book))
    kind, none = Text(case.text or "", case.text or ""), Text("", "")
    return Line("cases", f"cases/{case.id}", (), kind, case_text(case, book), none, f"{file}:{case.line}", cells)
