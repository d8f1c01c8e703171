"""The parameters that a rulebook declares, each with its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape
from engine.rulebook.declarations import Context
from engine.rulebook.findings import suggestion
from engine.rulebook.model import (
    Parameter,
    SetBy,
    Setting,
)
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import Reader
from engine.rulebook.settings import expected, read_setting, some_value


def parameters(ctx: Context, node: Node | None, known: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """The parameters with their defaults. One of ``known`` (standard.yaml's) may be given another value alone."""
    found: dict[str, Parameter] = {}
    for key, value in ctx.read.entries(node, Text("`parameters`", "`parameters`")):
        if value.choosy:
            ctx.read.findings.error(
                key,
                "choose-in-parameters",
                "`choose` không dùng được trong `parameters`; ghi giá trị",
                "`choose` cannot stand in `parameters`; write a value",
            )
            continue
        parameter = _parameter(ctx, key, value, known.get(key.text))
        if parameter is not None:
            found[key.text] = parameter
    return found


def _parameter(ctx: Context, key: Scalar, node: Node, base: Parameter | None) -> Parameter | None:
    read = ctx.read
    read.id(key)
    if base is not None and isinstance(node, Scalar):
        node = MapNode(((Scalar("value", node.file, node.line, node.column), node),), node.file, node.line, node.column)
    parts = read.entry(node, replace(shape.PARAMETER, required=()) if base is not None else shape.PARAMETER)
    path = f"parameters/{key.text}"
    type_ = base.type if base is not None else "choice"
    type_known = base is not None
    if "type" in parts:
        word = read.word(
            parts["type"], shape.PARAMETER_TYPES, Text("kiểu tham số", "a type of parameter"), "unknown-type"
        )
        type_known = word is not None
        type_ = cast(Literal["choice"], word or "choice")
    set_by: SetBy = base.set_by if base is not None else "board"
    if "set_by" in parts:
        set_by = cast(
            SetBy,
            read.word(
                parts["set_by"], shape.SET_BY, Text("nguồn của tham số", "a source of the value"), "unknown-option"
            )
            or "board",
        )
    text = ctx.text(path, parts["vi"]) if "vi" in parts else base.text if base is not None else Text(key.text, key.text)
    made = Parameter(
        key.text, type_, set_by, text, ctx.cited(parts.get("clause")) or (base.clauses if base else ()), None, None, {},
        ctx.in_force(parts.get("in_force")),
    )
    if "options" in parts:
        made = replace(made, options=_parameter_options(ctx, made, parts["options"], path))
    elif base is not None:
        made = replace(made, options=base.options)
    if type_ == "choice" and not made.options and type_known and base is None:
        read.findings.error(
            node,
            "missing-key",
            "tham số kiểu `choice` thiếu `options`; thêm vào",
            "a parameter of type `choice` needs `options`; add it",
        )
    default: Setting = base.default if base is not None else None
    if "value" in parts and type_known:
        default = _setting(read, made, parts["value"])
    return replace(made, default=default, value=default)


def _parameter_options(ctx: Context, parameter: Parameter, node: Node, path: str) -> dict[Setting, Text]:
    options = ctx.options(node, path)
    if parameter.type == "choice":
        return dict(options.items())
    if parameter.type == "yes_no":
        return {key == "yes": text for key, text in options.items()}
    found: dict[Setting, Text] = {}
    nodes = {
        s.text: s
        for s in (
            node.items
            if isinstance(node, ListNode)
            else [k for k, _ in node.entries]
            if isinstance(node, MapNode)
            else []
        )
        if isinstance(s, Scalar)
    }
    for key, text in options.items():
        value = read_setting(parameter, key)
        if value is None:
            _no_value(ctx.read, parameter, nodes.get(key, node))
        else:
            found[value] = text
    return found


def _setting(read: Reader, parameter: Parameter, node: Node) -> Setting:
    if parameter.type == "period" and isinstance(node, ListNode) and len(node.items) == 2:
        return _period(read, node)
    if isinstance(node, Scalar) and parameter.type in ("date", "deadline"):
        return read.day(node)
    value = read_setting(parameter, node.text) if isinstance(node, Scalar) else None
    if value is None:
        _no_value(read, parameter, node)
        # Something in its place: that a `choose` does not know "unset" is not the mistake.
        value = some_value(parameter)
    return value


def _period(read: Reader, node: ListNode) -> str | None:
    first, last = (read.span(item) for item in node.items)
    if first is None or last is None:
        return None
    if first[0] > last[1]:
        read.findings.error(
            node,
            "reversed-range",
            "khoảng bị ngược: đầu sau cuối; đổi chỗ",
            "the range is reversed: its start is after its end; swap them",
        )
        return None
    return f"{first[0].isoformat()}/{last[1].isoformat()}"


def _no_value(read: Reader, parameter: Parameter, node: Node) -> None:
    said = f"`{node.text}`" if isinstance(node, Scalar) else "nội dung này"
    said_en = f"`{node.text}`" if isinstance(node, Scalar) else "this"
    wanted = expected(parameter)
    vi, en = (
        suggestion(node.text, map(str, parameter.options))
        if isinstance(node, Scalar) and parameter.type == "choice"
        else ("", "")
    )
    read.findings.error(
        node,
        "bad-value",
        f"{said} không dùng được cho `{parameter.id}`: cần {wanted.vi}{vi if 'phải' in vi else ''}",
        f"{said_en} is no value of `{parameter.id}`: write {wanted.en}{en if 'mean' in en else ''}",
    )
