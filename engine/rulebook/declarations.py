"""What a rulebook declares before any rule: its document, clauses, parameters, awards, fields and registers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape
from engine.rulebook.findings import suggestion
from engine.rulebook.model import (
    Award,
    ClauseEntry,
    Document,
)
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import Reader, Texts, read_span
from engine.rulebook.scope import Usage


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
        found[key.text] = ClauseEntry(key.text, text, why, ctx.in_force(parts.get("in_force")))
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
    first, last = (end.text if isinstance(end, Scalar) else "" for end in ends)
    return first, last


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
