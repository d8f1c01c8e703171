"""What a rulebook declares before any rule: its document, clauses, parameters, awards, fields and registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape
from engine.rulebook.findings import suggestion
from engine.rulebook.model import (
    Award,
    ClauseEntry,
    Document,
    Field,
    FieldType,
    Parameter,
    Register,
    SetBy,
    Setting,
)
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import Reader, Texts, read_span
from engine.rulebook.scope import Usage
from engine.rulebook.settings import expected, read_setting, some_value

EVIDENCE = Text("Minh chứng", "Evidence")


@dataclass(slots=True)
class Context:
    """What every section's reader needs: where complaints go, the texts, and what has been declared so far."""

    read: Reader
    texts: Texts
    clauses: dict[str, ClauseEntry] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    standard: bool = False  # whether rules/standard.yaml itself is being read

    def text(self, path: str, node: Node) -> Text:
        return self.texts.text(path, self.read.text(node), node)

    def cited(self, node: Node | None) -> tuple[str, ...]:
        """The clauses an entry cites; each must be declared."""
        if node is None:
            return ()
        found = []
        for item in self.read.scalars(node):
            if item.text not in self.clauses:
                vi, en = suggestion(item.text, self.clauses)
                self.read.findings.error(
                    item,
                    "unknown-clause",
                    f"mục `{item.text}` chưa khai báo trong `clauses`{vi}",
                    f"the clause `{item.text}` is not declared under `clauses`{en}",
                )
            else:
                self.usage.clauses.add(item.text)
                found.append(item.text)
        return tuple(found)

    def in_force(self, node: Node | None) -> tuple[date | None, date | None]:
        if node is None:
            return None, None
        parts = self.read.entry(node, shape.IN_FORCE)
        first = self.read.day(parts["from"]) if "from" in parts else None
        last = self.read.day(parts["to"]) if "to" in parts else None
        if first is not None and last is not None and first > last:
            self.read.findings.error(
                node,
                "reversed-range",
                "khoảng bị ngược: `from` sau `to`; đổi chỗ",
                "the range is reversed: `from` is after `to`; swap them",
            )
        return first, last

    def texts_of(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts, such as aliases."""
        if node is None:
            return ()
        items = node.items if isinstance(node, ListNode) else (node,)
        return tuple(t for item in items if (t := self.read.text(item)))

    def options(self, node: Node | None, path: str) -> dict[str, Text]:
        """``{id: label}``; a list of ids is its own labels."""
        if node is None:
            return {}
        if isinstance(node, ListNode):
            return {
                item.text: self.texts.text(f"{path}/options/{item.text}", item.text, item)
                for item in self.read.scalars(node)
            }
        found = {}
        for key, value in self.read.entries(node, Text("`options`", "`options`")):
            if not self.read.empty(value, key):
                found[key.text] = self.text(f"{path}/options/{key.text}", value)
        return found


# ---- clauses, document ------------------------------------------------------------------------------------------


def clauses(ctx: Context, node: Node | None) -> dict[str, ClauseEntry]:
    found = {}
    for key, value in ctx.read.entries(node, Text("`clauses`", "`clauses`")):
        if ctx.read.empty(value, key):
            continue
        parts = ctx.read.entry(value, shape.CLAUSE)
        path = f"clauses/{key.text}"
        text = ctx.text(path, parts["vi"]) if "vi" in parts else Text(key.text, key.text)
        why = ctx.text(f"{path}/not_a_rule", parts["not_a_rule"]) if "not_a_rule" in parts else None
        found[key.text] = ClauseEntry(key.text, text, why)
    return found


def document(ctx: Context, node: Node | None) -> Document:
    read = ctx.read
    parts = read.entry(node, shape.DOCUMENT) if node is not None else {}
    empty = Text("", "")
    bodies: dict[str, Text] = {}
    for key, value in read.entries(parts.get("bodies"), Text("`bodies`", "`bodies`")):
        if read.word(key, shape.BODIES, Text("vai trò của cơ quan", "a body's part"), "unknown-key") and not read.empty(
            value, key
        ):
            bodies[key.text] = ctx.text(f"document/bodies/{key.text}", value)
    grounds_node = parts.get("grounds")
    grounds = grounds_node.items if isinstance(grounds_node, ListNode) else (grounds_node,) if grounds_node else ()
    date_text = read.text(parts["date"]) if "date" in parts else ""
    span = read_span(date_text)
    return Document(
        title=ctx.text("document", parts["vi"]) if "vi" in parts else empty,
        issuer=ctx.text("document/issuer", parts["issuer"]) if "issuer" in parts else empty,
        level=read.text(parts["level"]) if "level" in parts else "",
        number=read.text(parts["number"]) if "number" in parts else "",
        date=span[0] if span and span[0] == span[1] else None,
        date_text=date_text,
        period=_document_period(ctx, parts.get("period")),
        units=tuple(s.text for s in read.scalars(parts["units"]) if s.text != "none") if "units" in parts else (),
        bodies=bodies,
        body=bodies.get("considers") or Text("Hội đồng Thi đua - Khen thưởng", "Emulation and Commendation Council"),
        grounds=tuple(ctx.text(f"document/grounds/{i}", ground) for i, ground in enumerate(grounds, 1)),
        movement=ctx.text("document/movement", parts["movement"]) if "movement" in parts else None,
        decided_on=read.day(parts["decided_on"]) if "decided_on" in parts else None,
    )


def _document_period(ctx: Context, node: Node | None) -> tuple[str, str] | None:
    if node is None:
        return None
    if isinstance(node, Scalar):
        first, _, last = node.text.partition("/")
        return first.strip(), (last or first).strip()
    if isinstance(node, MapNode):
        parts = ctx.read.entry(node, shape.IN_FORCE)
        ends: tuple[Node | None, Node | None] = (parts.get("from"), parts.get("to"))
    else:
        if len(node.items) != 2:
            ctx.read.findings.error(node, "wrong-count", "viết period: [từ, đến]", "write period: [from, to]")
            return None
        ends = (node.items[0], node.items[1])
    spans = [ctx.read.span(end) if end is not None else None for end in ends]
    if spans[0] is not None and spans[1] is not None and spans[0][0] > spans[1][1]:
        ctx.read.findings.error(
            node,
            "reversed-range",
            "khoảng bị ngược: đầu sau cuối; đổi chỗ",
            "the range is reversed: its start is after its end; swap them",
        )
    return tuple(e.text if isinstance(e, Scalar) else "" for e in ends)  # type: ignore[return-value]  # two ends


# ---- parameters -------------------------------------------------------------------------------------------------


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
        key.text, type_, set_by, text, ctx.cited(parts.get("clause")) or (base.clauses if base else ()), None, None, {}
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


# ---- awards -----------------------------------------------------------------------------------------------------


def awards(ctx: Context, node: Node | None) -> dict[str, Award]:
    found: dict[str, Award] = {}
    for key, value in ctx.read.entries(node, Text("`awards`", "`awards`")):
        ctx.read.id(key)
        if ctx.read.empty(value, key):
            continue
        parts = ctx.read.entry(value, shape.AWARD)
        granted = "issuer"
        if "granted_by" in parts:
            granted = (
                ctx.read.word(
                    parts["granted_by"], ("issuer", "higher"), Text("cấp tặng", "who grants it"), "unknown-option"
                )
                or "issuer"
            )
        path = f"awards/{key.text}"
        text = ctx.text(path, parts["vi"]) if "vi" in parts else Text(key.text, key.text)
        found[key.text] = Award(
            key.text,
            text,
            cast(Literal["issuer", "higher"], granted),
            len(found),
            ctx.in_force(parts.get("in_force")),
            ctx.texts_of(parts.get("aliases")),
            ctx.cited(parts.get("clause")),
        )
    return found


# ---- fields and registers ---------------------------------------------------------------------------------------


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
    if made.type == "choice" and not made.options and not (ctx.standard and key.text in ("category", "award", "round")):
        if key.text not in ("award", "round", "category", "kind"):  # filled in from the rulebook's own
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
    made = replace(
        made,
        ordered=bool(read.yes_no(parts["ordered"])) if "ordered" in parts else made.ordered,
        used_once=bool(read.yes_no(parts["used_once"])) if "used_once" in parts else made.used_once,
        required=bool(read.yes_no(parts["required"])) if "required" in parts else made.required,
    )
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
        made = field_of(ctx, key, value, f"{path}/{key.text}", known)
        if made is not None:
            found[key.text] = (
                replace(made, standard=True)
                if ctx.standard or made is known.get(key.text)
                else replace(made, standard=False)
            )
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
        found[key.text] = Register(key.text, text, columns, mode, aliases)
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
