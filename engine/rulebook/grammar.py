"""Nodes to terms: one condition grammar for criteria, exclusions, advisories, rounds, quotas, points and targets.

Whatever is wrong is a finding at the node it is about, and reads as a condition or value of no consequence, so that
one reading of a file shows all its mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.provenance import Text
from engine.rulebook import comparisons, values
from engine.rulebook.findings import suggestion
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import Reader
from engine.rulebook.scope import Scope, type_of, type_of_parameter
from engine.rulebook.terms import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    FieldRef,
    Fixed,
    Flag,
    InRegister,
    Name,
    NoneOf,
    Param,
    Test,
)

COMBINING = ("all", "any", "none")
CONDITION_KEYS = (*COMBINING, "at_least", "of", "in_register", "match", "match_if_given", "where")
_MET = Fixed(True)


def condition(read: Reader, node: Node, scope: Scope) -> Condition:
    """The condition that stands at ``node``."""
    if isinstance(node, Scalar):
        return _word(read, node, scope)
    if isinstance(node, ListNode):
        read.findings.error(
            node,
            "list-of-conditions",
            "một danh sách điều kiện phải nói rõ là `all`, `any` hay `none`",
            "a list of conditions must say `all`, `any` or `none`",
        )
        return _MET
    keys = node.keys
    if not keys:
        read.empty(node)
        return _MET
    if any(key in COMBINING for key in keys):
        return _combined(read, node, scope)
    if "at_least" in keys and ("of" in keys or len(keys) == 1):
        return _at_least(read, node, scope)
    if "in_register" in keys:
        return _in_register(read, node, scope)
    tested = [_test(read, key, value, scope) for key, value in node.entries]
    return tested[0] if len(tested) == 1 else All(tuple(tested))


def _word(read: Reader, node: Scalar, scope: Scope) -> Condition:
    text = node.text
    if text in ("always", "never"):
        return Fixed(text == "always")
    if read.empty(node):
        return _MET
    if text.startswith("$"):
        parameter = values.parameter(read, node, scope)
        if scope.only_names:
            _inline(read, node)
        elif parameter is not None and parameter.type != "yes_no":
            read.findings.error(
                node,
                "not-a-condition",
                f"`{text}` không phải là tham số có/không; so sánh nó: {{{text}: giá_trị}}",
                f"`{text}` is not a yes_no parameter; test it: {{{text}: value}}",
            )
        return Flag(text[1:])
    if text in scope.names:
        if scope.only_names and scope.names[text] != "criterion":
            read.findings.error(
                node,
                "not-a-criterion",
                f"`{text}` không phải là tiêu chuẩn; `requires` chỉ nêu tên tiêu chuẩn",
                f"`{text}` is no criterion; `requires` names criteria only",
            )
        elif scope.register is not None:
            read.findings.error(
                node,
                "name-in-register",
                f"`{text}` nói về trường hợp đề nghị, không về dòng của sổ; viết phép thử trên trường của sổ",
                f"`{text}` is about the candidate, not a row of the register; test a field of the register",
            )
        scope.usage.names.add(text)
        return Name(text)
    field = scope.row.get(text)
    if field is not None:
        if scope.only_names:
            remedy = f"khai báo `{text}` trong `criteria`", f"declare `{text}` under `criteria`"
        elif field.type == "yes_no":
            remedy = f"viết {{{text}: yes}}", f"write {{{text}: yes}}"
        else:
            remedy = f"so sánh nó: {{{text}: giá_trị}}", f"test it: {{{text}: value}}"
        read.findings.error(
            node,
            "field-as-condition",
            f"`{text}` là một trường, không phải tiêu chuẩn; {remedy[0]}",
            f"`{text}` is a field, not a criterion; {remedy[1]}",
        )
        return _MET
    known = list(scope.names) if scope.register is None else []
    vi, en = suggestion(text, [*known, "always", "never"])
    read.findings.error(
        node, "unknown-name", f"`{text}` không phải là tiêu chuẩn nào{vi}", f"`{text}` is not a criterion{en}"
    )
    return _MET


def _inline(read: Reader, node: Node | Scalar) -> None:
    read.findings.error(
        node,
        "inline-test",
        "`requires` chỉ nêu tên tiêu chuẩn; đặt tên cho phép thử này trong `criteria`",
        "`requires` names criteria only; give this test a name under `criteria`",
    )


def _parts(read: Reader, node: Node, scope: Scope, key: Scalar) -> tuple[Condition, ...]:
    if not isinstance(node, ListNode):
        read.findings.error(
            node,
            "not-a-list",
            f"`{key.text}` cần một danh sách: {key.text}: [..]",
            f"`{key.text}` takes a list: {key.text}: [..]",
        )
        return ()
    if not node.items:
        read.empty(node, key)
    return tuple(condition(read, item, scope) for item in node.items)


def _only(read: Reader, node: MapNode, allowed: Sequence[str], what: Text) -> None:
    for key, _ in node.entries:
        if key.text not in allowed:
            vi, en = suggestion(key.text, allowed)
            more_vi, more_en = (
                (vi, en)
                if vi and "có phải" in vi
                else ("; gộp các điều kiện bằng `all: [..]`", "; join conditions with `all: [..]`")
            )
            read.findings.error(
                key,
                "unknown-key",
                f"`{key.text}` không đứng cạnh {what.vi}{more_vi}",
                f"`{key.text}` cannot stand beside {what.en}{more_en}",
            )


def _combined(read: Reader, node: MapNode, scope: Scope) -> Condition:
    key, value = next((k, v) for k, v in node.entries if k.text in COMBINING)
    _only(read, node, (key.text,), Text(f"`{key.text}`", f"`{key.text}`"))
    parts = _parts(read, value, scope, key)
    match key.text:
        case "all":
            return All(parts)
        case "any":
            return AnyOf(parts)
        case _:
            return NoneOf(parts)


def _at_least(read: Reader, node: MapNode, scope: Scope) -> Condition:
    _only(read, node, ("at_least", "of"), Text("`at_least`", "`at_least`"))
    count, of = node.get("at_least"), node.get("of")
    if of is None or count is None:
        read.findings.error(
            node,
            "missing-key",
            "viết {at_least: số, of: [điều kiện, ..]}",
            "write {at_least: number, of: [condition, ..]}",
        )
        return _MET
    of_key = node.key("of")
    assert of_key is not None
    parts = _parts(read, of, scope, of_key)
    n = read.whole(count, 1)
    if n is not None and parts and n > len(parts):
        read.findings.error(
            count,
            "never-met",
            f"cần {n} điều kiện mà chỉ có {len(parts)}; giảm số hoặc thêm điều kiện",
            f"{n} are needed and there are {len(parts)}; lower the number or add conditions",
        )
    return AtLeast(n or 1, parts)


def _in_register(read: Reader, node: MapNode, scope: Scope) -> Condition:
    if scope.only_names:
        _inline(read, node)
    _only(read, node, ("in_register", "match", "match_if_given", "where"), Text("`in_register`", "`in_register`"))
    name = node.get("in_register")
    assert name is not None
    register = values.register(read, name, scope)
    if register is None:
        return _MET
    match = values.matches(read, node, scope, register)
    return InRegister(register, match, where(read, node.get("where"), scope, register))


def where(read: Reader, node: Node | None, scope: Scope, register: str) -> Condition:
    """A condition about a register's row; none is met by every row."""
    return _MET if node is None else condition(read, node, scope.inside(register))


def _test(read: Reader, key: Scalar, node: Node, scope: Scope) -> Condition:
    subject: FieldRef | Param
    if key.text.startswith("$"):
        parameter = values.parameter(read, key, scope)
        if parameter is None:
            return _MET
        subject, type_ = Param(parameter.id), type_of_parameter(parameter)
    else:
        field = scope.row.get(key.text)
        if field is None:
            return _unknown_subject(read, key, scope)
        scope.use_field(key.text)
        subject, type_ = FieldRef(key.text), type_of(field)
    if scope.only_names:
        _inline(read, key)
    if read.empty(node, key):
        return _MET
    terms = comparisons.test(read, node, type_, scope, key)
    made: list[Condition] = [Test(subject, term) for term in terms]
    return made[0] if len(made) == 1 else All(tuple(made)) if made else _MET


def _unknown_subject(read: Reader, key: Scalar, scope: Scope) -> Condition:
    if key.text in scope.names and scope.register is None:
        read.findings.error(
            key,
            "criterion-as-field",
            f"`{key.text}` là một tiêu chuẩn, không phải trường; viết tên trần, không so sánh",
            f"`{key.text}` is a criterion, not a field; write the name alone, without a test",
        )
        return _MET
    if scope.register is not None and key.text in scope.fields:
        values.candidates_field(read, key, scope.register)
        return _MET
    vi, en = suggestion(key.text, [*scope.row, *CONDITION_KEYS])
    read.findings.error(
        key,
        "unknown-field",
        f"`{key.text}` không phải là {scope.row_text.vi}{vi}",
        f"`{key.text}` is not {scope.row_text.en}{en}",
    )
    return _MET
