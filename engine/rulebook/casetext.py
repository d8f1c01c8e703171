"""A case in words: the candidate, what it is decided to be, and why."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text
from engine.rulebook.casefile import Case, Expected
from engine.rulebook.entries import followed
from engine.rulebook.model import Field, Rulebook
from engine.rulebook.reader import read_day, read_number
from engine.rulebook.sentences import NO, YES, scalar_text
from engine.wording import money, say

_REGISTER_OF_NONE = Text("không có dòng nào", "no row")


def candidate_text(row: Mapping[str, str], book: Rulebook) -> Text:
    """The cells that are filled in, under their headers."""
    cells = [_cell(id_, value, book) for id_, value in row.items() if id_ != "name"]
    return _joined(cells, "; ")


def conditions_text(case: Case, book: Rulebook) -> Text:
    """What the case is decided under: settings, round, year, day, registers, the other rows."""
    said = [Text(f"{name} = {value}", f"{name} = {value}") for name, value in case.settings.items()]
    if case.round is not None and case.round in book.rounds:
        said.append(followed(Text("đợt", "round"), book.rounds[case.round].text, Text(" ", " ")))
    if case.year is not None:
        said.append(Text(f"năm {case.year}", f"year {case.year}"))
    if case.decided_on is not None:
        said.append(followed(Text("quyết định ngày", "decided on"), scalar_text(case.decided_on), Text(" ", " ")))
    for register, rows in case.registers.items():
        known = book.registers.get(register)
        name = known.text if known is not None else Text(register, register)
        fields = known.fields if known is not None else {}
        told = _joined([_joined([_of(fields, i, v) for i, v in row.items()], ", ") for row in rows], " | ")
        said.append(followed(name, told if rows else _REGISTER_OF_NONE))
    for row, expected in zip(case.rows[1:], case.expected[1:], strict=True):
        told = followed(Text("cùng với", "together with"), candidate_text(row, book))
        said.append(followed(told, expected_text(expected, book), Text(" → ", " → ")) if expected else told)
    return _joined(said, "; ")


def expected_text(expected: Expected, book: Rulebook) -> Text:
    """The status wanted, and what must decide."""
    status = say(f"status.{expected.status}.short", body=book.document.body)
    rules = {**book.criteria, **book.exclusions, **book.advisories}
    named = [rules[name].text if name in rules else Text(name, name) for name in expected.because]
    said = followed(status, _joined(named, "; "), Text("; do: ", "; because: "))
    kept = [rules[name].text if name in rules else Text(name, name) for name in expected.without]
    said = followed(said, _joined(kept, "; ") if kept else None, Text("; không do: ", "; not because: "))
    more = []
    if expected.certain is not None:
        more.append(Text("chắc chắn", "certain") if expected.certain else Text("tạm thời", "provisional"))
    if expected.score is not None:
        more.append(Text(f"{expected.score} điểm", f"{expected.score} points"))
    if expected.depends_on is not None:
        on = ", ".join(expected.depends_on) or "–"
        more.append(Text(f"tùy cách hiểu: {on}", f"depends on readings: {on}"))
    return followed(said, _joined(more, "; ") if more else None, Text("; ", "; "))


def case_text(case: Case, book: Rulebook) -> Text:
    """The whole case as one sentence."""
    said = candidate_text(case.rows[0], book)
    conditions = conditions_text(case, book)
    if conditions.vi:
        said = Text(f"{said.vi} ({conditions.vi})", f"{said.en} ({conditions.en})")
    expected = case.expected[0]
    assert expected is not None, "a case says what is expected of its candidate"
    said = followed(said, expected_text(expected, book), Text(" → ", " → "))
    if case.problems is not None:
        codes = ", ".join(case.problems) or "–"
        said = followed(said, Text(codes, codes), Text("; lỗi dữ liệu: ", "; problems: "))
    return followed(Text(case.text, case.text), said) if case.text else said


def _cell(id_: str, value: str, book: Rulebook) -> Text:
    if id_ == "category" and value in book.categories:
        return followed(Text("nhóm", "category"), book.categories[value].text, Text(" ", " "))
    return _of(book.fields, id_, value)


def _of(fields: Mapping[str, Field], id_: str, value: str) -> Text:
    field = fields.get(id_)
    if field is None:
        return Text(f"{id_}: {value}", f"{id_}: {value}")
    return followed(field.text, _value(field, value))


def _value(field: Field, value: str) -> Text:
    day = read_day(value) if field.type == "date" else None
    number = read_number(value) if field.type in ("money", "whole", "number") else None
    if field.type == "yes_no" and value in ("yes", "no"):
        return YES if value == "yes" else NO
    if day is not None:
        return scalar_text(day)
    if number is not None:
        return money(int(number)) if field.type == "money" else scalar_text(number)
    return field.options.get(value, Text(value, value))


def _joined(texts: list[Text], by: str) -> Text:
    return Text(by.join(t.vi for t in texts), by.join(t.en for t in texts))
