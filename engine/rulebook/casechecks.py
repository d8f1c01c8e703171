"""What the cases beside a rulebook name, held against the rulebook: every field, option, parameter and ground."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from engine.rulebook.casefile import EXPECTATION
from engine.rulebook.findings import Findings, suggestion
from engine.rulebook.model import Field, Quota, Rulebook
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import read_day, read_number
from engine.rulebook.settings import read_setting
from engine.rulebook.walk import fields_read
from engine.wording import CATALOGUE

GROUNDS = ("because", "without", "unknown")


def check_cases(root: MapNode, book: Rulebook, findings: Findings) -> None:
    """Names that the rulebook does not know, each where it stands."""
    _Check(book, findings).cases(root)


class _Check:
    def __init__(self, book: Rulebook, findings: Findings) -> None:
        self.book, self.findings = book, findings
        self.grounds = {
            *book.criteria, *book.exclusions, *book.advisories,
            *(quota for r in book.rounds.values() for quota in _ids(r.limits)),
            *(key.removeprefix("reason.") for key in CATALOGUE if key.startswith("reason.")),
        }  # fmt: skip

    def cases(self, root: MapNode) -> None:
        for _, case in _entries(root.get("cases")):
            if not isinstance(case, MapNode):
                continue
            self._row(case.get("candidate"), self.book.fields)
            self._expected(case)
            for other in _items(case.get("others")):
                self._row(other, self.book.fields, EXPECTATION)
                if isinstance(other, MapNode):
                    self._expected(other)
            for name, rows in _entries(case.get("registers")):
                register = self.book.registers.get(name.text)
                if register is None:
                    self._unknown(name, "sổ", "a register", self.book.registers)
                    continue
                for row in _items(rows):
                    self._row(row, register.fields)
            for name, value in _entries(case.get("set")):
                self._setting(name, value)
            for word in _items(case.get("round")):
                self._one_of(word, self.book.rounds, "đợt xét", "a round")

    def _setting(self, name: Scalar, value: Node) -> None:
        parameter = self.book.parameters.get(name.text)
        if parameter is None:
            self._unknown(name, "tham số", "a parameter", self.book.parameters)
        elif isinstance(value, Scalar) and value.text != "unset" and read_setting(parameter, value.text) is None:
            self._unknown(value, f"giá trị của `{name.text}`", f"a value of `{name.text}`", map(str, parameter.options))

    def _expected(self, node: MapNode) -> None:
        for key in GROUNDS:
            for word in _items(node.get(key)):
                self._one_of(word, self.grounds, "tiêu chuẩn, lưu ý, suất hay mã lý do", "a ground")
        for word in _items(node.get("depends_on")):
            self._one_of(word, self.book.parameters, "tham số", "a parameter")
        for word in _items(node.get("certain")):
            self._one_of(word, ("yes", "no"), "yes hay no", "yes or no")
        for word in _items(node.get("score")):
            if isinstance(word, Scalar) and read_number(word.text) is None:
                self._unknown(word, "số", "a number", ())

    def _row(self, node: Node | None, fields: Mapping[str, Field], besides: tuple[str, ...] = ()) -> None:
        for name, value in _entries(node):
            field = fields.get(name.text)
            if name.text in besides and field is None:
                continue
            if field is not None and field.compute is not None:
                parts = ", ".join(f"`{part}`" for part in dict.fromkeys(fields_read(field.compute)))
                self.findings.error(
                    name,
                    "bad-case",
                    f"`{name.text}` được tính ra, không phải một cột; ghi các trường mà nó đọc: {parts}",
                    f"`{name.text}` is worked out and is no column; give the fields that it reads: {parts}",
                )
            elif field is None:
                given = [f.id for f in fields.values() if f.compute is None]
                self._unknown(name, "trường của hàng này", "a field of this row", [*given, *besides])
            elif isinstance(value, Scalar) and value.text and not _fits(field, value.text):
                options = ("yes", "no") if field.type == "yes_no" else tuple(field.options)
                self._unknown(value, f"giá trị của `{field.id}`", f"a value of `{field.id}`", options)

    def _one_of(self, node: Node, known: Iterable[str], vi: str, en: str) -> None:
        words = tuple(known)
        if isinstance(node, Scalar) and node.text not in words:
            self._unknown(node, vi, en, words)

    def _unknown(self, at: Scalar, vi: str, en: str, known: Iterable[str]) -> None:
        near_vi, near_en = suggestion(at.text, known)
        self.findings.error(
            at, "bad-case", f"`{at.text}` không phải là {vi}{near_vi}", f"`{at.text}` is not {en}{near_en}"
        )


_READ: Mapping[str, Callable[[str], object]] = {
    "date": read_day,
    "whole": read_number,
    "number": read_number,
    "money": read_number,
    "year": read_number,
}


def _fits(field: Field, text: str) -> bool:
    if field.type == "yes_no":
        return text in ("yes", "no")
    if field.options:
        return text in field.options
    read = _READ.get(field.type)
    return read is None or read(text) is not None


def _ids(quotas: Iterable[Quota]) -> Iterator[str]:
    for quota in quotas:
        yield quota.id
        yield from _ids(quota.within)


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, MapNode) else ()


def _items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; a word by itself is one."""
    if isinstance(node, ListNode):
        return node.items
    return () if node is None else (node,)
