"""Categories with their standards, criteria, exclusions and advisories; targets, milestones, readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from engine.provenance import Text
from engine.rulebook import shape, values
from engine.rulebook.grammar import condition
from engine.rulebook.model import (
    Category,
    Criterion,
    Milestone,
    Reading,
    Target,
)
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import read_span
from engine.rulebook.section import MET, Section
from engine.rulebook.shares import amount
from engine.rulebook.terms import Amount, Condition, Constant, FieldRef, Is, Test


class Rules(Section):
    """Reads what is said of candidates and of the plan as a whole."""

    def categories(self, node: Node | None) -> dict[str, Category]:
        found = {}
        required = tuple(k for k in shape.CATEGORY.required if k != "requires" or not self.ctx.standard)
        for key, value in self.entries(node, "categories"):
            parts = self.ctx.read.entry(value, replace(shape.CATEGORY, required=required))
            kinds = []
            for item in self.ctx.read.scalars(parts["kinds"]) if "kinds" in parts else ():
                word = self.ctx.read.word(item, shape.KINDS, Text("loại hình", "a kind"), "unknown-option")
                if word is not None:
                    kinds.append(word)
            requires = (
                condition(self.ctx.read, parts["requires"], replace(self.scope, only_names=True))
                if "requires" in parts
                else None
            )
            found[key.text] = Category(
                key.text,
                self.named(f"categories/{key.text}", key, parts),
                tuple(kinds),
                self.ctx.cited(parts.get("clause")),
                requires,
                self.ctx.texts_of(parts.get("aliases")),
                self.ctx.in_force(parts.get("in_force")),
            )
        return found

    def criteria(self, node: Node | None, section: str, form: shape.Shape) -> dict[str, Criterion]:
        scope = replace(self.scope, given=section == "advisories" or self.ctx.standard)
        found = {}
        for key, value in self.entries(node, section):
            parts = self.ctx.read.entry(value, form)
            when = self.condition(parts["when"], scope) if "when" in parts else self._assessed(key)
            reason = self.ctx.read.text(parts["reason"]) if "reason" in parts else None
            found[key.text] = Criterion(
                key.text,
                self.named(f"{section}/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                when,
                "when" not in parts,
                reason,
                self.ctx.standard,
                self.ctx.in_force(parts.get("in_force")),
            )
        return found

    def _assessed(self, key: Scalar) -> Condition:
        field = self.scope.fields.get(key.text)
        if field is not None and field.type != "yes_no":
            self.ctx.read.findings.error(
                key,
                "not-yes-no",
                f"cột `{key.text}` không phải kiểu có/không; thêm `when` cho tiêu chuẩn này",
                f"the column `{key.text}` is not yes/no; give this criterion a `when`",
            )
        self.scope.use_field(key.text)
        return Test(FieldRef(key.text), Is((Constant(True),)))

    def targets(self, node: Node | None) -> dict[str, Target]:
        read = self.ctx.read
        found = {}
        for key, value in self.entries(node, "targets"):
            parts = read.entry(value, shape.TARGET)
            register = values.register(read, parts["in"], self.scope) if "in" in parts else None
            holds = self.condition(parts["holds"]) if "holds" in parts else None
            inside = self.scope.inside(register) if register is not None else None
            least: Amount | Literal["all"] = None
            if "at_least" in parts:
                node_ = parts["at_least"]
                least = "all" if isinstance(node_, Scalar) and node_.text == "all" else amount(read, node_, self.scope)
            for need in ("in", "counted", "at_least"):
                if (
                    need not in parts
                    and "holds" not in parts
                    and isinstance(value, MapNode)
                    and value.get(need) is None
                ):
                    read.findings.error(
                        value,
                        "missing-key",
                        f"chỉ tiêu thiếu `{need}` (hoặc viết `holds`); thêm vào",
                        f"a target needs `{need}` (or `holds`); add it",
                    )
            found[key.text] = Target(
                key.text,
                self.named(f"targets/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                register,
                self.condition(parts.get("where"), inside) if inside is not None else MET,
                self.condition(parts.get("counted"), inside) if inside is not None else MET,
                least,
                holds,
                self.ctx.in_force(parts.get("in_force")),
            )
        return found

    def milestones(self, node: Node | None) -> dict[str, Milestone]:
        read = self.ctx.read
        found = {}
        for key, value in self.entries(node, "milestones"):
            parts = read.entry(value, shape.MILESTONE)
            if (
                "on" not in parts
                and "every" not in parts
                and isinstance(value, MapNode)
                and not {"on", "every"} & set(value.keys)
            ):
                read.findings.error(
                    value,
                    "missing-key",
                    "mốc thời gian thiếu `on` hoặc `every`; thêm vào",
                    "a milestone needs `on` or `every`; add it",
                )
            on = parts.get("on")
            if isinstance(on, Scalar) and on.text.startswith("$"):
                parameter = values.parameter(read, on, self.scope)
                if parameter is not None and parameter.type not in ("date", "deadline"):
                    read.findings.error(
                        on,
                        "type-mismatch",
                        f"`{on.text}` không phải là ngày hay hạn",
                        f"`{on.text}` is not a date or a deadline",
                    )
            elif on is not None and not (isinstance(on, Scalar) and read_span(on.text)):
                read.span(on)
            found[key.text] = Milestone(
                key.text,
                self.named(f"milestones/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                on.text if isinstance(on, Scalar) else None,
                read.text(parts["every"]) if "every" in parts else None,
                self.ctx.in_force(parts.get("in_force")),
            )
        return found

    def readings(self, node: Node | None, section: str, form: shape.Shape) -> dict[str, Reading]:
        read = self.ctx.read
        found = {}
        entries = (
            self.entries(node, section)
            if not isinstance(node, ListNode)
            else tuple(
                (Scalar(str(i), item.file, item.line, item.column), item) for i, item in enumerate(node.items, 1)
            )
        )
        for key, value in entries:
            parts = read.entry(value, form)
            parameter = None
            if "parameter" in parts:
                parameter = read.word(
                    parts["parameter"], self.scope.parameters, Text("tham số nào", "a parameter"), "unknown-parameter"
                )
            found[key.text] = Reading(
                key.text,
                self.named(f"{section}/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                parameter,
                self.ctx.in_force(parts.get("in_force")),
            )
        return found
