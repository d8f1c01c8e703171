"""Rounds, and the trees of quotas in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape, values
from engine.rulebook.findings import suggestion
from engine.rulebook.model import (
    Award,
    Quota,
    Round,
)
from engine.rulebook.nodes import MapNode, Node, Scalar
from engine.rulebook.section import MET, UNNAMED, Section
from engine.rulebook.shares import amount
from engine.rulebook.terms import Amount

EVERYBODY = Quota("all", Text("Tất cả", "All"), (), MET, None, {}, None, None, None, "empty")
"""Around limits that cross where the plan states no other number."""


class Rounds(Section):
    """Reads ``rounds``."""

    def rounds(self, node: Node | None, awards: Mapping[str, Award]) -> dict[str, Round]:
        found = {}
        for key, value in self.entries(node, "rounds"):
            parts = self.ctx.read.entry(value, shape.ROUND)
            award = None
            if "award" in parts:
                award = self.ctx.read.word(
                    parts["award"],
                    awards,
                    Text("hình thức khen thưởng của bộ quy tắc", "an award of this rulebook"),
                    "unknown-award",
                )
            asks = []
            for item in self.ctx.read.scalars(parts["asks"]) if "asks" in parts else ():
                name = item.text.removeprefix("$")
                if name != "year" and name not in self.scope.parameters:
                    vi, en = suggestion(name, (*self.scope.parameters, "year"))
                    self.ctx.read.findings.error(
                        item,
                        "unknown-parameter",
                        f"`{item.text}` không phải là tham số{vi}",
                        f"`{item.text}` is not a parameter{en}",
                    )
                    continue
                self.scope.usage.parameters.add(name)
                asks.append(name)
            path = f"rounds/{key.text}"
            across, slots = (
                self._quotas(parts[name], f"{path}/{name}", f"{name}/", shape.CROSSING) if name in parts else ()
                for name in ("across", "slots")
            )
            quotas = self._quotas_of(parts.get("quotas"), f"{path}/quotas")
            found[key.text] = Round(
                key.text,
                self.named(path, key, parts),
                self.ctx.cited(parts.get("clause")),
                self.condition(parts.get("opens")),
                tuple(asks),
                award,
                (EVERYBODY,) if quotas is None and (across or slots) else quotas,
                self.ctx.read.whole(parts["year"], 1900) if "year" in parts else None,
                self.ctx.read.day(parts["decided_on"]) if "decided_on" in parts else None,
                self.ctx.in_force(parts.get("in_force")),
                across,
                slots,
            )
        return found

    def _quotas_of(self, node: Node | None, path: str) -> tuple[Quota, ...] | None:
        if node is None or (isinstance(node, Scalar) and node.text == "none"):
            return None
        return self._quotas(node, path, "")

    def _quotas(self, node: Node, path: str, above: str, form: shape.Shape = shape.QUOTA) -> tuple[Quota, ...]:
        found = []
        for key, value in self.entries(node, "quotas"):
            found.append(self._quota(value, f"{path}/{key.text}", f"{above}{key.text}", form))
        return tuple(found)

    def _quota(self, node: Node, path: str, id_: str, form: shape.Shape) -> Quota:
        read = self.ctx.read
        if isinstance(node, Scalar) and (node.text == "none" or node.text.startswith("$") or node.text.isdigit()):
            # `gk_xa: 5` is a node at that amount
            node = MapNode(
                ((Scalar("at_most", node.file, node.line, node.column), node),), node.file, node.line, node.column
            )
        parts = read.entry(node, form)
        of = self.condition(parts.get("of"))
        limits = self._limits(parts)
        tiers: dict[str, Amount | str] = {}
        for award, value in read.entries(parts.get("tiers"), Text("`tiers`", "`tiers`")):
            if read.word(
                award, self.scope.fields["award"].options, Text("hình thức khen thưởng", "an award"), "unknown-award"
            ):
                tiers[award.text] = (
                    "rest" if isinstance(value, Scalar) and value.text == "rest" else amount(read, value, self.scope)
                )
        per = self._per(parts.get("per"))
        # A seat kept empty is a seat of the tree; a limit that crosses it says only who has the first claim.
        unfilled = "transfer" if form is shape.CROSSING else self._unfilled(parts.get("unfilled"))
        within = self._quotas(parts["within"], path, f"{id_}/", form) if "within" in parts else ()
        text = self.ctx.text(path, parts["vi"]) if "vi" in parts else UNNAMED
        return Quota(
            id_,
            text,
            self.ctx.cited(parts.get("clause")),
            of,
            per,
            self._exceptions(parts.get("except"), per),
            *limits,
            unfilled,
            within,
            tiers,
            self.ctx.in_force(parts.get("in_force")),
        )

    def _limits(self, parts: Mapping[str, Node]) -> tuple[Amount, Amount, Amount]:
        read = self.ctx.read
        most, least, exactly = (
            amount(read, parts[k], self.scope) if k in parts else None for k in ("at_most", "at_least", "exactly")
        )
        if "exactly" in parts and ("at_most" in parts or "at_least" in parts):
            read.findings.error(
                parts["exactly"],
                "contradictory-limits",
                "`exactly` đã là cả trên lẫn dưới; bỏ `at_most`, `at_least`",
                "`exactly` is both bounds already; take `at_most` and `at_least` out",
            )
        if isinstance(most, int) and isinstance(least, int) and least > most:
            read.findings.error(
                parts["at_least"],
                "reversed-range",
                f"`at_least` {least} lớn hơn `at_most` {most}; sửa một trong hai",
                f"`at_least` {least} is more than `at_most` {most}; change one",
            )
        return most, least, exactly

    def _per(self, node: Node | None) -> str | None:
        if node is None or (isinstance(node, Scalar) and node.text == "none"):
            return None
        word = self.ctx.read.word(node, self.scope.fields, Text("trường nào", "a field"), "unknown-field")
        if word is None:
            return None
        field = self.scope.fields[word]
        if field.type not in ("unit", "choice", "yes_no", "text", "year", "whole"):
            self.ctx.read.findings.error(
                node,
                "type-mismatch",
                f"`per` cần trường chia được thành nhóm; `{word}` là {field.type}",
                f"`per` takes a field that makes groups; `{word}` is {field.type}",
            )
        self.scope.use_field(word)
        return word

    def _unfilled(self, node: Node | None) -> Literal["empty", "transfer"]:
        if node is None:
            return "empty"
        modes = ("empty", "transfer")
        if isinstance(node, Scalar) and node.text.startswith("$"):
            parameter = values.parameter(self.ctx.read, node, self.scope)
            if parameter is not None and (
                parameter.type != "choice" or not set(map(str, parameter.options)) <= set(modes)
            ):
                self.ctx.read.findings.error(
                    node,
                    "type-mismatch",
                    f"`{node.text}` không chọn giữa `empty` và `transfer`",
                    f"`{node.text}` does not choose between `empty` and `transfer`",
                )
                return "empty"
            if parameter is not None:
                self.scope.usage.settled.add(parameter.id)
            return "transfer" if parameter is not None and parameter.value == "transfer" else "empty"
        word = self.ctx.read.word(
            node, modes, Text("cách xử lý suất trống", "a way to treat an empty seat"), "unknown-option"
        )
        return cast(Literal["empty", "transfer"], word or "empty")

    def _exceptions(self, node: Node | None, per: str | None) -> dict[str, tuple[Amount, Amount]]:
        if node is None:
            return {}
        read = self.ctx.read
        if per is None:
            read.findings.error(
                node,
                "except-without-per",
                "`except` cần `per`: không có nhóm nào để ngoại lệ; thêm `per`",
                "`except` needs `per`: there are no groups to except; add `per`",
            )
        options = self.scope.fields[per].options if per is not None else {}
        found: dict[str, tuple[Amount, Amount]] = {}
        for group, value in read.entries(node, Text("`except`", "`except`")):
            if options and not read.word(
                group, options, Text("nhóm nào của `per`", "a group of `per`"), "unknown-option"
            ):
                continue
            if isinstance(value, Scalar):
                found[group.text] = (amount(read, value, self.scope), None)
                continue
            limits = read.entry(value, shape.LIMITS)
            most, least, exactly = self._limits(limits)
            found[group.text] = (exactly, exactly) if "exactly" in limits else (most, least)
        return found
