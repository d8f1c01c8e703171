"""Values: numbers, parameters, fields, arithmetic, and look-ups in a register, each with its type."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from engine.provenance import Text
from engine.rulebook.findings import suggestion
from engine.rulebook.model import Parameter
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import Reader, read_day, read_number
from engine.rulebook.scope import ANY, NUMBER, TYPE_NAMES, WHOLE, Scope, Type, type_of, type_of_parameter
from engine.rulebook.terms import (
    Condition,
    Constant,
    FieldRef,
    Fixed,
    Lookup,
    Match,
    Op,
    Operation,
    OverRows,
    Param,
    Value,
)

ARITHMETIC = ("sum", "sum_of_given", "product", "difference", "ratio", "mean", "smallest", "largest")
PICKING = ("first_given", "agreed")
CALENDAR = ("days_between", "years_between")
LOOKUPS = ("count_in", "total_in", "mean_in", "largest_in", "find_in", "run_of_years_in", "years_in")
OPERATIONS = (*ARITHMETIC, *PICKING, *CALENDAR, *LOOKUPS)
ZERO = Fraction(0)
OF_THE_RUN = {
    "year": Parameter("year", "whole", "plan", Text("Năm xét", "The year of the round"), (), None, None, {}),
    "decided_on": Parameter("decided_on", "date", "plan", Text("Ngày quyết định", "Decided on"), (), None, None, {}),
}  # fmt: skip
"""What every run knows of itself, by the name that a rulebook asks it by; a parameter of that name comes first."""
_NOTHING = Constant(0)


def must_be(read: Reader, node: Node, type_: Type, wanted: tuple[str, ...]) -> bool:
    """Whether a value has one of the wanted types; if not it is a finding."""
    if type_.name == "any" or type_.name in wanted:
        return True
    said = f"`{node.text}`" if isinstance(node, Scalar) else "giá trị này"
    need_vi = " hoặc ".join(TYPE_NAMES[w].vi for w in wanted)
    need_en = " or ".join(TYPE_NAMES[w].en for w in wanted)
    read.findings.error(
        node,
        "type-mismatch",
        f"{said} là {type_.text.vi}, ở đây cần {need_vi}",
        f"{said if isinstance(node, Scalar) else 'this'} is {type_.text.en} where {need_en} is needed",
    )
    return False


def parameter(read: Reader, node: Scalar, scope: Scope) -> Parameter | None:
    """The parameter that ``$name`` names."""
    name = node.text[1:]
    found = scope.parameters.get(name)
    if found is None and name in OF_THE_RUN:
        return OF_THE_RUN[name]
    if found is None:
        vi, en = suggestion(name, scope.parameters)
        read.findings.error(
            node, "unknown-parameter", f"`${name}` không phải là tham số{vi}", f"`${name}` is not a parameter{en}"
        )
    else:
        scope.usage.parameters.add(name)
    return found


def number(read: Reader, node: Node, scope: Scope) -> Fraction | None:
    """A number, or the value that a ``$parameter`` has now; one without value is a finding: nothing can stand in."""
    if not (isinstance(node, Scalar) and node.text.startswith("$")):
        return read.number(node)
    found = parameter(read, node, scope)
    if found is None or not must_be(read, node, type_of_parameter(found), ("number",)):
        return None
    scope.usage.settled.add(found.id)
    if isinstance(found.value, int | Fraction) and not isinstance(found.value, bool):
        return Fraction(found.value)
    read.findings.error(
        node,
        "unset-number",
        f"`{node.text}` chưa có số mà chỗ này cần; đặt giá trị cho tham số",
        f"`{node.text}` has no number and this place needs one; set the parameter",
    )
    return None


def register(read: Reader, node: Node, scope: Scope) -> str | None:
    if scope.register is not None:
        read.findings.error(
            node,
            "register-in-register",
            "không tra sổ này trong sổ khác được: dòng của sổ không nói về trường hợp đề nghị; "
            "tra từng sổ riêng, gộp bằng `all`",
            "one register cannot be looked up inside another; ask each of the candidate and join them with `all`",
        )
        return None
    name = read.word(node, scope.registers, Text("sổ nào", "a register"), "unknown-register")
    if name is not None:
        scope.usage.registers.add(name)
    return name


def value(read: Reader, node: Node, scope: Scope) -> tuple[Value, Type]:
    """The value that stands at ``node``, and its type."""
    if isinstance(node, Scalar):
        return _scalar(read, node, scope)
    if isinstance(node, ListNode):
        read.findings.error(
            node,
            "not-a-value",
            "một danh sách không phải là giá trị; viết {sum: [..]} hay phép tính khác",
            "a list is no value; write {sum: [..]} or another operation",
        )
        return _NOTHING, ANY
    names = [key for key, _ in node.entries if key.text in OPERATIONS]
    if not names:
        key = node.entries[0][0] if node.entries else None
        if key is None:
            read.empty(node)
        else:
            vi, en = suggestion(key.text, OPERATIONS)
            read.findings.error(
                key,
                "unknown-operation",
                f"`{key.text}` không phải là phép tính{vi}",
                f"`{key.text}` is not an operation{en}",
            )
        return _NOTHING, ANY
    name = names[0]
    if name.text in LOOKUPS:
        return _lookup(read, node, name, scope)
    for key, _ in node.entries:
        if key is not name:
            read.findings.error(
                key,
                "unknown-key",
                f"`{key.text}` không đứng cạnh phép tính `{name.text}`; bỏ đi",
                f"`{key.text}` cannot stand beside `{name.text}`; take it out",
            )
    return _operation(read, node, name, scope)


def _scalar(read: Reader, node: Scalar, scope: Scope) -> tuple[Value, Type]:
    if read.empty(node):
        return _NOTHING, ANY
    if node.text.startswith("$"):
        found = parameter(read, node, scope)
        return Param(node.text[1:]), type_of_parameter(found) if found else ANY
    number = read_number(node.text)
    if number is not None and read.number(node) is None:
        return _NOTHING, ANY
    if number is not None:
        return Constant(_plain(number)), WHOLE if number.denominator == 1 else NUMBER
    day = read_day(node.text)
    if day is not None:
        return Constant(day), Type("date", of="date")
    field = scope.row.get(node.text)
    if field is not None:
        scope.use_field(node.text)
        return FieldRef(node.text), type_of(field)
    if scope.register is not None and node.text in scope.fields:
        candidates_field(read, node, scope.register)
        return _NOTHING, ANY
    if node.text in scope.names:
        read.findings.error(
            node,
            "criterion-as-value",
            f"`{node.text}` là một tiêu chuẩn, không phải giá trị; dùng nó trong điều kiện",
            f"`{node.text}` is a criterion, not a value; use it in a condition",
        )
        return _NOTHING, ANY
    vi, en = suggestion(node.text, scope.row)
    read.findings.error(
        node,
        "unknown-field",
        f"`{node.text}` không phải là số, ngày hay {scope.row_text.vi}{vi}",
        f"`{node.text}` is not a number, a day or {scope.row_text.en}{en}",
    )
    return _NOTHING, ANY


def candidates_field(read: Reader, node: Scalar, register_id: str) -> None:
    """The finding for a field of the candidate where the subject is a register's row."""
    read.findings.error(
        node,
        "field-of-candidate",
        f"`{node.text}` là trường của trường hợp đề nghị, còn chỗ này nói về dòng của sổ `{register_id}`; "
        "nối hai bên bằng `match`, hoặc lấy giá trị của sổ ra (`find_in`, `largest_in`) rồi so sánh",
        f"`{node.text}` is a field of the candidate, and this speaks of the row of `{register_id}`; "
        "tie the two with `match`, or take the row's value out (`find_in`, `largest_in`) and compare that",
    )


def _plain(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number


def _operation(read: Reader, node: MapNode, name: Scalar, scope: Scope) -> tuple[Value, Type]:
    arguments = node.get(name.text)
    assert arguments is not None
    if not isinstance(arguments, ListNode) or not arguments.items:
        read.findings.error(
            arguments,
            "not-a-list",
            f"`{name.text}` cần một danh sách: {name.text}: [..]",
            f"`{name.text}` takes a list: {name.text}: [..]",
        )
        return _NOTHING, ANY
    parts = [value(read, item, scope) for item in arguments.items]
    if name.text == "mean":
        # The sum over how many there are: a blank among them leaves it open, as it leaves the sum.
        for item, (_, type_) in zip(arguments.items, parts, strict=True):
            must_be(read, item, type_, ("number",))
        return Op("ratio", (Op("sum", tuple(part for part, _ in parts)), Constant(len(parts)))), NUMBER
    op = cast(Operation, name.text)
    made = Op(op, tuple(part for part, _ in parts))
    pairs = op in ("difference", "ratio", *CALENDAR)
    if (pairs and len(parts) != 2) or (op in PICKING and len(parts) < 2):
        need = "đúng hai" if pairs else "ít nhất hai"
        need_en = "exactly two" if pairs else "at least two"
        read.findings.error(arguments, "wrong-count", f"`{op}` cần {need} giá trị", f"`{op}` takes {need_en} values")
    if op in CALENDAR:
        for item, (_, type_) in zip(arguments.items, parts, strict=True):
            # years_between takes years too: between the year of one decision and that of another.
            if op == "years_between" and type_.of in ("year", "whole"):
                continue
            must_be(read, item, type_, ("date",))
        return made, WHOLE
    if op in PICKING:
        return made, _common(read, arguments, [type_ for _, type_ in parts])
    dates = op in ("smallest", "largest") and parts[0][1].name == "date"
    for item, (_, type_) in zip(arguments.items, parts, strict=True):
        must_be(read, item, type_, ("date",) if dates else ("number",))
    if dates:
        return made, Type("date", of="date")
    whole = op != "ratio" and all(type_.whole for _, type_ in parts)
    return made, WHOLE if whole else NUMBER


def _common(read: Reader, arguments: ListNode, types: list[Type]) -> Type:
    first = next((t for t in types if t.name != "any"), ANY)
    for item, type_ in zip(arguments.items, types, strict=True):
        if first.name != "any":
            must_be(read, item, type_, (first.name,))
    if first.name == "choice":
        return Type("choice", tuple(dict.fromkeys(o for t in types for o in t.options)), of="choice")
    if first.name == "number":
        return WHOLE if all(t.whole for t in types) else NUMBER
    return first


def _lookup(read: Reader, node: MapNode, name: Scalar, scope: Scope) -> tuple[Value, Type]:
    from engine.rulebook.grammar import where

    allowed = (name.text, "value", "match", "match_if_given", "where")
    for key, inner in node.entries:
        if key.text not in allowed:
            vi, en = suggestion(key.text, allowed)
            read.findings.error(
                key,
                "unknown-key",
                f"`{key.text}` không phải là khóa của `{name.text}`{vi}",
                f"`{key.text}` is not a key of `{name.text}`{en}",
            )
        elif key.text != "where":
            read.empty(inner, key)
    target = node.get(name.text)
    assert target is not None
    found = register(read, target, scope)
    if found is None:
        return _NOTHING, ANY
    inside = scope.inside(found)
    op = cast(OverRows, name.text)
    of: Value | None = None
    type_ = WHOLE
    value_node = node.get("value")
    if op == "count_in":
        if value_node is not None:
            read.findings.error(
                value_node,
                "unknown-key",
                "`count_in` đếm dòng, không có `value`; bỏ đi",
                "`count_in` counts rows and takes no `value`; take it out",
            )
    elif value_node is None:
        read.findings.error(node, "missing-key", f"`{op}` thiếu `value`; thêm vào", f"`{op}` needs `value`; add it")
    else:
        of, type_ = value(read, value_node, inside)
        type_ = _looked_up(read, value_node, op, type_)
    condition: Condition = Fixed(True) if node.get("where") is None else where(read, node.get("where"), scope, found)
    return Lookup(op, found, of, matches(read, node, scope, found), condition), type_


def _looked_up(read: Reader, node: Node, op: str, type_: Type) -> Type:
    if op == "find_in":
        return type_
    if op in ("run_of_years_in", "years_in"):
        if type_.of not in ("year", "whole"):
            must_be(read, node, type_, ("date",))
        return WHOLE
    if op == "largest_in" and type_.name == "date":
        return type_
    must_be(read, node, type_, ("number",))
    return NUMBER if op == "mean_in" else type_


def matches(read: Reader, node: MapNode, scope: Scope, register_id: str) -> tuple[Match, ...]:
    """``match: [f]`` (the same field on both sides) or ``{theirs: ours}``; ``match_if_given`` likewise."""
    found: list[Match] = []
    for key, if_given in (("match", False), ("match_if_given", True)):
        at = node.get(key)
        if at is None:
            continue
        pairs: list[tuple[Scalar, Scalar]] = []
        if isinstance(at, MapNode):
            for theirs, ours in at.entries:
                if isinstance(ours, Scalar) and not read.empty(ours, theirs):
                    pairs.append((theirs, ours))
                elif not isinstance(ours, Scalar):
                    read.findings.error(
                        ours,
                        "not-a-word",
                        "chỗ này phải là tên một trường của trường hợp đề nghị",
                        "this must be a field of the candidate",
                    )
        else:
            pairs = [(item, item) for item in read.scalars(at)]
        for theirs, ours in pairs:
            match = _match(read, theirs, ours, scope, register_id, if_given)
            if match is not None:
                found.append(match)
    return tuple(found)


def _match(read: Reader, theirs: Scalar, ours: Scalar, scope: Scope, register_id: str, if_given: bool) -> Match | None:
    inside = scope.inside(register_id)
    their_field, our_field = inside.row.get(theirs.text), scope.row.get(ours.text)
    if their_field is None:
        vi, en = suggestion(theirs.text, inside.row)
        read.findings.error(
            theirs,
            "unknown-field",
            f"`{theirs.text}` không phải là {inside.row_text.vi}{vi}",
            f"`{theirs.text}` is not {inside.row_text.en}{en}",
        )
    if our_field is None and (ours is not theirs or their_field is not None):
        vi, en = suggestion(ours.text, scope.row)
        read.findings.error(
            ours,
            "unknown-field",
            f"`{ours.text}` không phải là {scope.row_text.vi}{vi}",
            f"`{ours.text}` is not {scope.row_text.en}{en}",
        )
    if their_field is None or our_field is None:
        return None
    inside.use_field(theirs.text)
    scope.use_field(ours.text)
    ours_type, theirs_type = type_of(our_field), type_of(their_field)
    # A units sheet names its units in a text column, candidates in a unit column: both are names.
    if ours_type.name != theirs_type.name and {ours_type.name, theirs_type.name} != {"text", "unit"}:
        read.findings.error(
            ours,
            "type-mismatch",
            f"`{ours.text}` là {ours_type.text.vi}, `{theirs.text}` là {theirs_type.text.vi}: không so được",
            f"`{ours.text}` is {ours_type.text.en} and `{theirs.text}` is {theirs_type.text.en}: no match",
        )
    return Match(theirs.text, ours.text, if_given)
