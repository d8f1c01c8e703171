"""What the readers of rules have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.provenance import Text
from engine.rulebook.declarations import Context
from engine.rulebook.grammar import condition
from engine.rulebook.nodes import Node, Scalar
from engine.rulebook.scope import Scope
from engine.rulebook.terms import Condition, Fixed

MET = Fixed(True)
UNNAMED = Text("", "")  # a quota without `vi`: its sentence stands for it, once there are words for all


@dataclass(slots=True)
class Section:
    """What every section with terms is read with: the context, and what names mean."""

    ctx: Context
    scope: Scope

    def named(self, path: str, key: Scalar, parts: Mapping[str, Node]) -> Text:
        return self.ctx.text(path, parts["vi"]) if "vi" in parts else Text(key.text, key.text)

    def entries(self, node: Node | None, section: str) -> tuple[tuple[Scalar, Node], ...]:
        found = []
        for key, value in self.ctx.read.entries(node, Text(f"`{section}`", f"`{section}`")):
            self.ctx.read.id(key)
            if not self.ctx.read.empty(value, key):
                found.append((key, value))
        return tuple(found)

    def condition(self, node: Node | None, scope: Scope | None = None) -> Condition:
        return MET if node is None else condition(self.ctx.read, node, scope or self.scope)
