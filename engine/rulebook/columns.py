"""The columns of sheets: the fields of candidates, and the registers beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape
from engine.rulebook.declarations import Context
from engine.rulebook.findings import suggestion
from engine.rulebook.model import (
    Field,
    FieldType,
    Register,
    Setting,
)
from engine.rulebook.nodes import MapNode, Node, Scalar
from engine.rulebook.reader import Reader

EVIDENCE = Text("Minh chứng", "Evidence")


def field_of(ctx: Context, key: Scalar, node: Node, path: str, known: Mapping[str, Field]) -> Field | None:
    """One field without its ``compute``, which is a term and read later."""
    read = ctx.read
    read.id(key)
    base = known.get(key.text)
    if isinstance(node, Scalar):
        if node.text != "standard":
            vi, en = suggestion(node.text, ("standard",))
            read.findings.error(
                node,
                "not-a-field",
                f"`{node.text}` không mô tả một trường{vi}; viết `standard` hoặc {{type: .., vi: ..}}",
                f"`{node.text}` does not describe a field{en}; write `standard` or {{type: .., vi: ..}}",
            )
            return base
        return _standard(read, key, base, known)
    inherits = (
        isinstance(node, MapNode)
        and base is not None
        and (node.get("type") is None or (isinstance(t := node.get("type"), Scalar) and t.text == "standard"))
    )
    form = replace(shape.FIELD, required=()) if inherits else shape.FIELD
    parts = read.entry(node, form)
    made = base if inherits and base is not None else Field(key.text, "text", Text(key.text, key.text))
    if "vi" in parts:
        made = replace(made, text=ctx.text(path, parts["vi"]))
    if "type" in parts and not inherits:
        type_node = parts["type"]
        if isinstance(type_node, Scalar) and type_node.text == "standard":
            return _standard(read, key, base, known)
        word = read.word(type_node, shape.FIELD_TYPES, Text("kiểu trường", "a type of field"), "unknown-type")
        made = replace(made, type=cast(FieldType, word or "text"))
    if "like" in parts:
        model = read.word(parts["like"], known, Text("trường nào", "a field"), "unknown-field")
        if model is not None:
            made = replace(made, options=known[model].options, option_aliases=known[model].option_aliases)
    if "options" in parts:
        made = replace(made, options=ctx.options(parts["options"], path))
    # What category, award and round can be is filled in from the rulebook's own.
    if made.type == "choice" and not made.options and key.text not in ("award", "round", "category", "kind"):
        read.findings.error(
            node,
            "missing-key",
            "trường kiểu `choice` thiếu `options`; thêm vào",
            "a field of type `choice` needs `options`; add it",
        )
    return _details(ctx, made, parts)


def _standard(read: Reader, key: Scalar, base: Field | None, known: Mapping[str, Field]) -> Field | None:
    if base is None:
        vi, en = suggestion(key.text, known)
        read.findings.error(
            key,
            "unknown-field",
            f"`{key.text}` không phải là trường chung{vi}",
            f"`{key.text}` is not a standard field{en}",
        )
    return base


def _details(ctx: Context, made: Field, parts: Mapping[str, Node]) -> Field:
    read = ctx.read
    if "aliases" in parts:
        made = replace(made, aliases=(*made.aliases, *ctx.texts_of(parts["aliases"])))
    if "option_aliases" in parts:
        aliases = dict(made.option_aliases)
        for option, value in read.entries(parts["option_aliases"], Text("`option_aliases`", "`option_aliases`")):
            if read.word(option, made.options, Text("lựa chọn của trường này", "an option here"), "unknown-option"):
                aliases[option.text] = ctx.texts_of(value)
        made = replace(made, option_aliases=aliases)
    if "in_force" in parts:
        made = replace(made, in_force=ctx.in_force(parts["in_force"]))
    if "ordered" in parts:
        made = replace(made, ordered=bool(read.yes_no(parts["ordered"])))
    if "used_once" in parts:
        made = replace(made, used_once=bool(read.yes_no(parts["used_once"])))
    if "required" in parts:
        made = replace(made, required=bool(read.yes_no(parts["required"])))
    low: Fraction | None = read.number(parts["min"]) if "min" in parts else made.minimum
    high: Fraction | None = read.number(parts["max"]) if "max" in parts else made.maximum
    if low is not None and high is not None and low > high:
        read.findings.error(
            parts.get("max", parts.get("min", next(iter(parts.values())))),
            "reversed-range",
            "`min` lớn hơn `max`; đổi chỗ",
            "`min` is more than `max`; swap them",
        )
    for bound in ("min", "max"):
        if bound in parts and made.type not in ("whole", "number", "money", "year"):
            read.findings.error(
                parts[bound], "type-mismatch", f"`{bound}` chỉ dùng cho trường số", f"`{bound}` is for numbers only"
            )
    if "min" in parts or "max" in parts:
        made = replace(made, minimum=low, maximum=high)
    if "evidence" in parts:
        evidence = read.word(
            parts["evidence"],
            ("none", "optional", "required"),
            Text("mức minh chứng", "a degree of evidence"),
            "unknown-option",
        )
        made = replace(made, evidence=cast(Literal["none"], evidence or "none"))
    if made.used_once and made.evidence != "required" and "used_once" in parts:
        read.findings.error(
            parts["used_once"],
            "type-mismatch",
            "`used_once` cần `evidence: required`; thêm vào",
            "`used_once` needs `evidence: required`; add it",
        )
    if "blank" in parts:
        made = replace(made, blank=_blank(read, made, parts["blank"]))
    return made


def _blank(read: Reader, made: Field, node: Node) -> Setting:
    if isinstance(node, Scalar) and node.text == "unknown":
        return None
    match made.type:
        case "yes_no":
            return read.yes_no(node)
        case "choice":
            return read.word(node, made.options, Text("lựa chọn của trường này", "an option here"), "unknown-option")
        case "whole" | "money" | "year":
            return read.whole(node)
        case "number":
            return read.number(node)
        case "date":
            return read.day(node)
        case _:
            return read.text(node)


def fields(ctx: Context, node: Node | None, known: Mapping[str, Field], path: str = "fields") -> dict[str, Field]:
    found: dict[str, Field] = {}
    for key, value in ctx.read.entries(node, Text("`fields`", "`fields`")):
        if ctx.read.empty(value, key):
            continue
        made = field_of(ctx, key, value, f"{path}/{key.text}", {**found, **known})  # `like` may name one above
        if made is not None:
            standard = ctx.standard or made is known.get(key.text)
            found[key.text] = made if made.standard == standard else replace(made, standard=standard)
    return found


def registers(
    ctx: Context, node: Node | None, fields_: Mapping[str, Field], known: Mapping[str, Register]
) -> dict[str, Register]:
    """The registers. ``standard`` inside one means the standard register's column of that id, else the candidates'."""
    found: dict[str, Register] = {}
    for key, value in ctx.read.entries(node, Text("`registers`", "`registers`")):
        ctx.read.id(key)
        if ctx.read.empty(value, key):
            continue
        base = known.get(key.text)
        if isinstance(value, Scalar) and value.text == "standard":
            if base is None:
                vi, en = suggestion(key.text, known)
                ctx.read.findings.error(
                    key,
                    "unknown-register",
                    f"`{key.text}` không phải là sổ chung{vi}",
                    f"`{key.text}` is not a standard register{en}",
                )
            else:
                found[key.text] = base
            continue
        parts = ctx.read.entry(value, shape.REGISTER if base is None else replace(shape.REGISTER, required=()))
        path = f"registers/{key.text}"
        shared = _columns(base, value, fields_, known.values())
        columns = (
            fields(ctx, parts["fields"], shared, f"{path}/fields")
            if "fields" in parts
            else dict(base.fields)
            if base
            else {}
        )
        mode = base.if_not_given if base is not None else "provisional"
        if "if_not_given" in parts:
            word = ctx.read.word(
                parts["if_not_given"],
                ("provisional", "unknown", "empty"),
                Text("cách xử lý khi không có sổ", "a way to do without it"),
                "unknown-option",
            )
            mode = cast(Literal["provisional"], word or "provisional")
        ctx.cited(parts.get("clause"))
        text = (
            ctx.text(path, parts["vi"])
            if "vi" in parts
            else base.text
            if base is not None
            else Text(key.text, key.text)
        )
        aliases = (*(base.aliases if base is not None else ()), *ctx.texts_of(parts.get("aliases")))
        found[key.text] = Register(key.text, text, columns, mode, aliases, ctx.in_force(parts.get("in_force")))
    return found


def _columns(
    base: Register | None, node: Node, fields_: Mapping[str, Field], standard: Iterable[Register]
) -> dict[str, Field]:
    """What ``standard`` can mean inside this register: nearest first."""
    shared = dict(fields_)
    named = set(inner.keys) if isinstance(node, MapNode) and isinstance(inner := node.get("fields"), MapNode) else set()
    # A register under a name of its own takes after the standard one whose columns it shares most.
    likest = sorted(standard, key=lambda r: len(named & set(r.fields)))
    for register in (*likest, *((base,) if base is not None else ())):
        shared |= register.fields
    return shared


def evidence_field(made: Field) -> Field:
    """The text column beside a field that holds the reference to its evidence."""
    text = Text(f"{EVIDENCE.vi}: {made.text.vi}", f"{EVIDENCE.en}: {made.text.en}")
    return Field(f"{made.id}_evidence", "text", text, standard=made.standard)
