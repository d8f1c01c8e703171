"""Points, and the order of the eligible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape, values
from engine.rulebook.model import (
    Points,
    RankKey,
    Scoring,
)
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.section import Section
from engine.rulebook.terms import FieldRef, Value


@dataclass(slots=True)
class Scores(Section):
    """Reads ``scoring`` and ``ranking``."""

    marks: dict[str, Scalar] = field(default_factory=dict)  # the columns that marks stand in, by last part of the id

    def scoring(self, node: Node | None) -> Scoring:
        if node is None:
            return Scoring("board", ())
        parts = self.ctx.read.entry(node, shape.SCORING)
        basis = (
            self.ctx.read.word(
                parts["basis"], ("board", "plan"), Text("nguồn của điểm", "a source of the points"), "unknown-option"
            )
            if "basis" in parts
            else None
        )
        points = self._points(parts["points"], "points", "") if "points" in parts else ()
        checksum = self.ctx.read.number(parts["checksum"]) if "checksum" in parts else None
        return Scoring(cast(Literal["board", "plan"], basis or "board"), points, checksum)

    def _points(self, node: Node, path: str, above: str) -> tuple[Points, ...]:
        if isinstance(node, Scalar) and node.text == "none":
            return ()
        return tuple(
            self._point(key, value, f"{path}/{key.text}", f"{above}{key.text}")
            for key, value in self.entries(node, "points")
        )

    def _point(self, key: Scalar, node: Node, path: str, id_: str) -> Points:
        read = self.ctx.read
        parts = read.entry(node, shape.POINTS)
        if "vi" in parts:
            text = self.ctx.text(path, parts["vi"])
        else:
            text = self.scope.fields[key.text].text if key.text in self.scope.fields else Text(key.text, key.text)
            if key.text not in self.scope.fields and key.text not in self.scope.names and isinstance(node, MapNode):
                read.findings.error(
                    node, "missing-key", "mục điểm thiếu `vi`; thêm vào", "this entry of points needs `vi`; add it"
                )
        numbers = {
            k: values.number(read, parts[k], self.scope) if k in parts else None
            for k in ("points", "every", "mark", "at_most", "at_least")
        }
        value: Value | None = None
        type_ = None
        if "value" in parts:
            value, type_ = values.value(read, parts["value"], self.scope)
            if "by_option" not in parts:
                values.must_be(read, parts["value"], type_, ("number",))
        self._one_way(node, parts)
        if numbers["every"] is not None and numbers["every"] <= 0:
            read.findings.error(parts["every"], "out-of-range", "`every` phải lớn hơn 0", "`every` must be more than 0")
        low, high = numbers["at_least"], numbers["at_most"]
        if low is not None and high is not None and low > high:
            read.findings.error(
                parts["at_least"],
                "reversed-range",
                "`at_least` lớn hơn `at_most`; đổi chỗ",
                "`at_least` is more than `at_most`; swap them",
            )
        by_option: dict[str, Fraction] = {}
        for option, points in read.entries(parts.get("by_option"), Text("`by_option`", "`by_option`")):
            options = type_.options if type_ is not None else ()
            if read.word(
                option,
                options or (option.text,),
                Text("lựa chọn của giá trị này", "an option of this value"),
                "unknown-option",
            ):
                by_option[option.text] = values.number(read, points, self.scope) or Fraction(0)
        mark = numbers["mark"]
        if mark is not None:
            if key.text in self.marks:
                line = self.marks[key.text].line
                read.findings.error(
                    key,
                    "duplicate-name",
                    f"cột chấm điểm `{key.text}` đã dùng ở dòng {line}; đặt id khác",
                    f"the column of marks `{key.text}` is already used at line {line}; choose another id",
                )
            self.marks.setdefault(key.text, key)
            self.scope.use_field(key.text)
        return Points(
            id_,
            text,
            self.condition(parts.get("of")),
            self.condition(parts.get("when")),
            numbers["points"],
            value,
            numbers["every"],
            self._bands(parts.get("bands")),
            by_option,
            mark,
            self._points(parts["parts"], path, f"{id_}/") if "parts" in parts else (),
            self._points(parts["best_of"], path, f"{id_}/") if "best_of" in parts else (),
            numbers["at_most"],
            numbers["at_least"],
            self.ctx.cited(parts.get("clause")),
            self.ctx.in_force(parts.get("in_force")),
        )

    def _one_way(self, node: Node, parts: Mapping[str, Node]) -> None:
        """Exactly one way to earn: fixed, per so many, by bands, by option, a mark, parts, or the best of several."""
        read = self.ctx.read
        if not isinstance(node, MapNode):
            return
        ways = [k for k in ("bands", "by_option", "mark", "parts", "best_of") if k in parts]
        if "points" in parts:
            ways.insert(0, "points")
        if len(ways) != 1:
            at: Node | Scalar = node if not ways else next(k for k, _ in node.entries if k.text == ways[1])
            read.findings.error(
                at,
                "points-one-way",
                "mỗi mục điểm có đúng một cách tính: points, bands, by_option, mark, parts hoặc best_of",
                "an entry earns in exactly one way: points, bands, by_option, mark, parts or best_of",
            )
            return
        way = ways[0]
        needs_value = way in ("bands", "by_option") or "every" in parts
        if needs_value and "value" not in parts:
            read.findings.error(
                node,
                "missing-key",
                "mục điểm này thiếu `value`; thêm vào",
                "this entry of points needs `value`; add it",
            )
        if "value" in parts and not needs_value:
            read.findings.error(
                parts["value"],
                "points-one-way",
                "`value` cần đi với `every`, `bands` hoặc `by_option`",
                "`value` goes with `every`, `bands` or `by_option`",
            )
        if "every" in parts and way != "points":
            read.findings.error(
                parts["every"], "points-one-way", "`every` cần đi với `points`", "`every` goes with `points`"
            )

    def _bands(self, node: Node | None) -> tuple[tuple[Fraction, Fraction], ...]:
        """``{from: points}``, or a list of ``{from: .., points: ..}`` or ``[from, points]``, in any order."""
        if node is None:
            return ()
        read = self.ctx.read
        pairs: list[tuple[Node, Node]] = []
        if isinstance(node, MapNode):
            pairs = [(key, value) for key, value in node.entries]
        elif isinstance(node, ListNode):
            for item in node.items:
                if isinstance(item, ListNode) and len(item.items) == 2:
                    pairs.append((item.items[0], item.items[1]))
                elif (
                    isinstance(item, MapNode)
                    and (start := item.get("from") or item.get("at_least"))
                    and (points := item.get("points"))
                ):
                    pairs.append((start, points))
                else:
                    read.findings.error(
                        item, "bad-band", "mỗi bậc viết {from: từ, points: điểm}", "each band is {from: x, points: y}"
                    )
        else:
            read.findings.error(node, "bad-band", "viết bands: {từ: điểm, ..}", "write bands: {from: points, ..}")
        found: dict[Fraction, Fraction] = {}
        for start, points in pairs:
            low, worth = values.number(read, start, self.scope), values.number(read, points, self.scope)
            if low is None or worth is None:
                continue
            if low in found:
                read.findings.error(
                    start, "duplicate-value", "bậc này đã có; bỏ một", "this band is already there; take one out"
                )
            found[low] = worth
        return tuple(sorted(found.items()))

    def ranking(self, node: Node | None) -> tuple[RankKey, ...]:
        read = self.ctx.read
        if node is None:
            return (RankKey("high", None, FieldRef("score")),)
        if not isinstance(node, ListNode):
            read.findings.error(
                node,
                "not-a-list",
                "`ranking` là một danh sách: [{high: score}]",
                "`ranking` is a list: [{high: score}]",
            )
            return ()
        found = []
        for item in node.items:
            parts = read.entry(item, shape.RANK_KEY)
            if len(parts) != 1:
                if isinstance(item, MapNode) and not any(k.text not in shape.RANK_KEY.keys for k, _ in item.entries):
                    read.findings.error(
                        item,
                        "bad-rank-key",
                        "mỗi căn cứ là {first: tiêu chuẩn}, {high: giá trị} hoặc {low: giá trị}",
                        "each key is {first: criterion}, {high: value} or {low: value}",
                    )
                continue
            direction, inner = next(iter(parts.items()))
            if direction == "first":
                name = read.word(inner, self.scope.names, Text("tiêu chuẩn nào", "a criterion"), "unknown-name")
                if name is not None:
                    self.scope.usage.names.add(name)
                    found.append(RankKey("first", name, None))
            else:
                value, type_ = values.value(read, inner, self.scope)
                if type_.name != "choice":
                    values.must_be(read, inner, type_, ("number", "date", "yes_no"))
                found.append(RankKey(cast(Literal["high"], direction), None, value))
        return tuple(found)
