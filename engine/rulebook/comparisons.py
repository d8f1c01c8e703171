"""Tests of one subject: ``x``, ``[x, y]``, ``known``, ``given``, bounds, days and deadlines, typed by the subject."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from engine.provenance import Text
from engine.rulebook import values
from engine.rulebook.findings import nearest, suggestion
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import Reader, read_number
from engine.rulebook.scope import Scope, Type, type_of_parameter
from engine.rulebook.settings import read_period
from engine.rulebook.steps import steps
from engine.rulebook.terms import (
    Between,
    Compare,
    Constant,
    Deadline,
    Given,
    Is,
    Known,
    Param,
    TestTerm,
    Value,
)
from engine.rulebook.terms import (
    Scalar as Literal_,
)

Sign = Literal[">=", ">", "<=", "<"]
NUMBERS: dict[str, Sign] = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
DAYS: dict[str, Sign] = {"on_or_after": ">=", "after": ">", "on_or_before": "<=", "before": "<"}
TESTS = ("is_not", *NUMBERS, "between", *DAYS, "within", "in_time", "late")


def test(read: Reader, node: Node, type_: Type, scope: Scope, subject: Scalar) -> tuple[TestTerm, ...]:
    """The tests that must all hold of the subject."""
    if isinstance(node, Scalar) and node.text == "known":
        return (Known(),)
    if isinstance(node, Scalar) and node.text == "given":
        if not (scope.given or subject.text.startswith("$")):
            read.findings.error(
                node,
                "given-outside-advisory",
                "`given` chỉ dùng trong `advisories` (nó coi ô trống là chắc chắn); dùng `known`",
                "`given` may stand only in `advisories` (it makes a blank certain); use `known`",
            )
        return (Given(),)
    if not isinstance(node, MapNode):
        items = _literals(read, node, type_, scope)
        return (Is(items),) if items else ()
    terms: list[TestTerm] = []
    for key, operand in node.entries:
        term = _named(read, key, operand, type_, scope)
        if term is not None:
            terms.append(term)
    _contradiction(read, node, terms)
    return tuple(terms)


def _named(read: Reader, key: Scalar, operand: Node, type_: Type, scope: Scope) -> TestTerm | None:
    name = key.text
    if name not in TESTS:
        vi, en = suggestion(name, (*TESTS, "known", "given"))
        read.findings.error(key, "unknown-test", f"`{name}` không phải là phép thử{vi}", f"`{name}` is not a test{en}")
        return None
    if read.empty(operand, key):
        return None
    if name == "is_not":
        items = _literals(read, operand, type_, scope)
        return Is(items, negated=True) if items else None
    if type_.ordered and name in (*NUMBERS, "between"):
        return steps(read, _ends(operand) if name == "between" else operand, name, type_)
    if name in NUMBERS:
        if not _fits(read, key, type_, ("number",)):
            return None
        return Compare(NUMBERS[name], _bound(read, operand, type_, scope))
    if name in DAYS:
        if not _fits(read, key, type_, ("date",)):
            return None
        return Compare(DAYS[name], _day_bound(read, operand, name, scope))
    if name == "between":
        return _between(read, key, operand, type_, scope) if _fits(read, key, type_, ("number", "date")) else None
    if not _fits(read, key, type_, ("date",)):
        return None
    if name == "within":
        return _within(read, key, operand, scope)
    return _deadline(read, operand, name == "late", scope)


def _fits(read: Reader, key: Scalar, type_: Type, wanted: tuple[str, ...]) -> bool:
    if type_.name == "any" or type_.name in wanted:
        return True
    other = {"at_least": "on_or_after", "more_than": "after", "at_most": "on_or_before", "less_than": "before"}
    remedy_vi = remedy_en = ""
    if type_.name == "date" and key.text in other:
        remedy_vi, remedy_en = f"; dùng `{other[key.text]}`", f"; use `{other[key.text]}`"
    elif type_.name == "number" and key.text in DAYS:
        back = {v: k for k, v in other.items()}[key.text]
        remedy_vi, remedy_en = f"; dùng `{back}`", f"; use `{back}`"
    elif type_.name in ("choice", "yes_no", "text", "unit"):
        remedy_vi, remedy_en = "; nêu các giá trị được nhận: [x, y]", "; list what is accepted: [x, y]"
        if type_.name == "choice":
            remedy_vi += ", hoặc ghi `ordered: yes` cho trường"
            remedy_en += ", or give the field `ordered: yes`"
    read.findings.error(
        key,
        "type-mismatch",
        f"`{key.text}` không thử được giá trị kiểu {type_.text.vi}{remedy_vi}",
        f"`{key.text}` cannot test {type_.text.en}{remedy_en}",
    )
    return False


# ---- x, [x, y] --------------------------------------------------------------------------------------------------


def _literals(read: Reader, node: Node, type_: Type, scope: Scope) -> tuple[Constant | Param, ...]:
    if isinstance(node, ListNode) and not node.items:
        read.empty(node)
    found: list[Constant | Param] = []
    seen: dict[str, Scalar] = {}
    for item in read.scalars(node):
        if item.text in seen:
            read.findings.error(
                item,
                "duplicate-value",
                f"`{item.text}` đã có trong danh sách; bỏ một",
                f"`{item.text}` is already in the list; take one out",
            )
            continue
        seen[item.text] = item
        literal = _literal(read, item, type_, scope)
        if literal is not None:
            found.append(literal)
    return tuple(found)


def _literal(read: Reader, item: Scalar, type_: Type, scope: Scope) -> Constant | Param | None:
    if item.text.startswith("$"):
        parameter = values.parameter(read, item, scope)
        if parameter is None:
            return None
        values.must_be(read, item, type_of_parameter(parameter), (type_.name,) if type_.name != "any" else ("any",))
        return Param(parameter.id)
    made: Literal_ | None
    match type_.name:
        case "yes_no":
            made = read.yes_no(item)
        case "choice":
            made = _option(read, item, type_)
        case "date":
            made = read.day(item)
        case "number":
            made = _number(read, item, type_)
        case "period":
            values.must_be(read, item, type_, ("text",))
            made = None
        case "text" if (meant := nearest(item.text, ("given", "known"))) is not None:
            read.findings.error(
                item,
                "unknown-test",
                f"`{item.text}` không phải là phép thử; có phải là `{meant}`?",
                f"`{item.text}` is not a test; did you mean `{meant}`?",
            )
            made = None
        case "text":
            read.findings.warning(
                item,
                "text-equality",
                f'so sánh chữ với "{item.text}" tùy cách viết từng ô; nên dùng trường kiểu `choice`',
                f'comparing text with "{item.text}" hangs on how each cell is written; a `choice` field is safer',
            )
            made = item.text
        case _:
            made = item.text
    return None if made is None else Constant(made)


def _option(read: Reader, item: Scalar, type_: Type) -> str | None:
    if not type_.options:
        return item.text
    return read.word(item, type_.options, Text("lựa chọn của trường này", "an option here"), "unknown-option")


def _number(read: Reader, item: Node, type_: Type) -> int | Fraction | None:
    if type_.whole:
        return read.whole(item)
    number = read.number(item)
    return None if number is None else int(number) if number.denominator == 1 else number


# ---- bounds -----------------------------------------------------------------------------------------------------


def _bound(read: Reader, node: Node, type_: Type, scope: Scope) -> Value:
    if isinstance(node, Scalar) and read_number(node.text) is not None and type_.whole:
        number = read.whole(node)
        return Constant(number if number is not None else 0)
    if isinstance(node, Scalar) and node.text[:1].isdigit():
        number_ = _number(read, node, type_)
        return Constant(number_ if number_ is not None else 0)
    value, found = values.value(read, node, scope)
    values.must_be(read, node, found, ("number",))
    return value


def _day_bound(read: Reader, node: Node, name: str, scope: Scope) -> Value:
    if isinstance(node, Scalar) and node.text[:1].isdigit():
        span = read.span(node)
        # Before a month is before its first day; on or before it, up to its last.
        return Constant(date.min if span is None else span[1] if name in ("on_or_before", "after") else span[0])
    value, found = values.value(read, node, scope)
    values.must_be(read, node, found, ("date",))
    return value


def _between(read: Reader, key: Scalar, node: Node, type_: Type, scope: Scope) -> TestTerm | None:
    if type_.name == "date":
        return _within(read, key, node, scope)
    node = _ends(node)
    if not isinstance(node, ListNode) or len(node.items) != 2:
        read.findings.error(node, "wrong-count", "viết between: [từ, đến]", "write between: [from, to]")
        return None
    low, high = (_bound(read, item, type_, scope) for item in node.items)
    _reversed(read, node, low, high)
    return Between(low, high)


def _ends(node: Node) -> Node:
    """``{from: a, to: b}`` as ``[a, b]``."""
    if isinstance(node, MapNode) and set(node.keys) == {"from", "to"}:
        first, last = node.get("from"), node.get("to")
        assert first is not None
        assert last is not None
        return ListNode((first, last), node.file, node.line, node.column)
    return node


def _within(read: Reader, key: Scalar, node: Node, scope: Scope) -> TestTerm | None:
    node = _ends(node)
    if isinstance(node, ListNode):
        if len(node.items) != 2:
            read.findings.error(node, "wrong-count", f"viết {key.text}: [từ, đến]", f"write {key.text}: [from, to]")
            return None
        low = _day_bound(read, node.items[0], "on_or_after", scope)
        high = _day_bound(read, node.items[1], "on_or_before", scope)
        _reversed(read, node, low, high)
        return Between(low, high)
    if isinstance(node, Scalar) and node.text.startswith("$"):
        parameter = values.parameter(read, node, scope)
        if parameter is None:
            return None
        if parameter.type != "period":
            values.must_be(read, node, type_of_parameter(parameter), ("period",))
            return None
        scope.usage.settled.add(parameter.id)
        if isinstance(parameter.value, str) and (period := read_period(parameter.value)) is not None:
            first, _, last = period.partition("/")
            return Between(Constant(date.fromisoformat(first)), Constant(date.fromisoformat(last)))
        return Between(Param(parameter.id), Param(parameter.id))  # unset: unknown
    span = read.span(node)
    return None if span is None else Between(Constant(span[0]), Constant(span[1]))


def _deadline(read: Reader, node: Node, late: bool, scope: Scope) -> TestTerm | None:
    if not (isinstance(node, Scalar) and node.text.startswith("$")):
        read.findings.error(
            node,
            "not-a-deadline",
            "cần một tham số kiểu `deadline`: viết $tên_tham_số",
            "this takes a parameter of type `deadline`: write $its_name",
        )
        return None
    parameter = values.parameter(read, node, scope)
    if parameter is None:
        return None
    if parameter.type != "deadline":
        read.findings.error(
            node,
            "type-mismatch",
            f"`{node.text}` không phải là hạn; đổi kiểu tham số thành `deadline`",
            f"`{node.text}` is not a deadline; give the parameter the type `deadline`",
        )
        return None
    scope.usage.parameters.add("deadline_inclusive")  # what "before the day" means
    return Deadline(Param(parameter.id), late)


def _reversed(read: Reader, node: Node, low: Value, high: Value) -> None:
    if isinstance(low, Constant) and isinstance(high, Constant) and _exceeds(low.value, high.value):
        read.findings.error(
            node,
            "reversed-range",
            "khoảng bị ngược: đầu lớn hơn cuối; đổi chỗ",
            "the range is reversed: its start is after its end; swap them",
        )


def _exceeds(low: Literal_, high: Literal_) -> bool:
    if isinstance(low, date) and isinstance(high, date):
        return date.min not in (low, high) and low > high
    if isinstance(low, int | Fraction) and isinstance(high, int | Fraction):
        return low > high
    return False


def _contradiction(read: Reader, node: MapNode, terms: list[TestTerm]) -> None:
    """Bounds in one test that no value meets: ``{at_least: 5, less_than: 5}``."""
    lows = [
        (t.bound.value, t.op == ">")
        for t in terms
        if isinstance(t, Compare) and t.op in (">=", ">") and isinstance(t.bound, Constant)
    ]
    highs = [
        (t.bound.value, t.op == "<")
        for t in terms
        if isinstance(t, Compare) and t.op in ("<=", "<") and isinstance(t.bound, Constant)
    ]
    for low, open_low in lows:
        for high, open_high in highs:
            if _exceeds(low, high) or (low == high and (open_low or open_high)):
                read.findings.error(
                    node,
                    "contradictory-test",
                    "không giá trị nào đạt phép thử này; sửa một trong hai giới hạn",
                    "no value meets this test; change one of its bounds",
                )
                return
