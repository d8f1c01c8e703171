"""The rules: categories, criteria, exclusions, advisories, rounds with their quotas, points, ranking, targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import shape, values
from engine.rulebook.declarations import Context
from engine.rulebook.findings import suggestion
from engine.rulebook.grammar import amount, condition
from engine.rulebook.model import (
    Award,
    Category,
    Criterion,
    Milestone,
    Points,
    Quota,
    RankKey,
    Reading,
    Round,
    Scoring,
    Target,
)
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.reader import read_span
from engine.rulebook.scope import Scope
from engine.rulebook.terms import Amount, Condition, Constant, FieldRef, Fixed, Is, Name, Test, Value

MET = Fixed(True)
UNNAMED = Text("", "")  # a quota without `vi`: its sentence stands for it, once there are words for all


@dataclass(slots=True)
class Rules:
    """Reads the sections whose entries hold terms."""

    ctx: Context
    scope: Scope

    def _text(self, path: str, key: Scalar, parts: Mapping[str, Node]) -> Text:
        return self.ctx.text(path, parts["vi"]) if "vi" in parts else Text(key.text, key.text)

    def _entries(self, node: Node | None, section: str) -> tuple[tuple[Scalar, Node], ...]:
        found = []
        for key, value in self.ctx.read.entries(node, Text(f"`{section}`", f"`{section}`")):
            self.ctx.read.id(key)
            if not self.ctx.read.empty(value, key):
                found.append((key, value))
        return tuple(found)

    def _condition(self, node: Node | None, scope: Scope | None = None) -> Condition:
        return MET if node is None else condition(self.ctx.read, node, scope or self.scope)

    # ---- categories, criteria ----

    def categories(self, node: Node | None) -> dict[str, Category]:
        found = {}
        required = tuple(k for k in shape.CATEGORY.required if k != "requires" or not self.ctx.standard)
        for key, value in self._entries(node, "categories"):
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
                self._text(f"categories/{key.text}", key, parts),
                tuple(kinds),
                self.ctx.cited(parts.get("clause")),
                requires,
                self.ctx.texts_of(parts.get("aliases")),
            )
        return found

    def criteria(self, node: Node | None, section: str, form: shape.Shape) -> dict[str, Criterion]:
        scope = replace(self.scope, given=section == "advisories" or self.ctx.standard)
        found = {}
        for key, value in self._entries(node, section):
            parts = self.ctx.read.entry(value, form)
            when = self._condition(parts["when"], scope) if "when" in parts else self._assessed(key)
            reason = self.ctx.read.text(parts["reason"]) if "reason" in parts else None
            found[key.text] = Criterion(
                key.text,
                self._text(f"{section}/{key.text}", key, parts),
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

    # ---- rounds and quotas ----

    def rounds(self, node: Node | None, awards: Mapping[str, Award]) -> dict[str, Round]:
        found = {}
        for key, value in self._entries(node, "rounds"):
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
            found[key.text] = Round(
                key.text,
                self._text(path, key, parts),
                self.ctx.cited(parts.get("clause")),
                self._condition(parts.get("opens")),
                tuple(asks),
                award,
                self._quotas_of(parts.get("quotas"), f"{path}/quotas"),
                self.ctx.read.whole(parts["year"], 1900) if "year" in parts else None,
                self.ctx.read.day(parts["decided_on"]) if "decided_on" in parts else None,
            )
        return found

    def _quotas_of(self, node: Node | None, path: str) -> tuple[Quota, ...] | None:
        if node is None or (isinstance(node, Scalar) and node.text == "none"):
            return None
        return self._quotas(node, path, "")

    def _quotas(self, node: Node, path: str, above: str) -> tuple[Quota, ...]:
        found = []
        for key, value in self._entries(node, "quotas"):
            found.append(self._quota(key, value, f"{path}/{key.text}", f"{above}{key.text}"))
        return tuple(found)

    def _quota(self, key: Scalar, node: Node, path: str, id_: str) -> Quota:
        read = self.ctx.read
        if isinstance(node, Scalar) and (node.text == "none" or node.text.startswith("$") or node.text.isdigit()):
            # `gk_xa: 5` is a node at that amount
            node = MapNode(
                ((Scalar("at_most", node.file, node.line, node.column), node),), node.file, node.line, node.column
            )
        parts = read.entry(node, shape.QUOTA)
        of = self._condition(parts.get("of"))
        limits = self._limits(node, parts)
        tiers: dict[str, Amount | str] = {}
        for award, value in read.entries(parts.get("tiers"), Text("`tiers`", "`tiers`")):
            if read.word(
                award, self.scope.fields["award"].options, Text("hình thức khen thưởng", "an award"), "unknown-award"
            ):
                tiers[award.text] = (
                    "rest" if isinstance(value, Scalar) and value.text == "rest" else amount(read, value, self.scope)
                )
        per = self._per(parts.get("per"))
        unfilled = self._unfilled(parts.get("unfilled"))
        within = self._quotas(parts["within"], path, f"{id_}/") if "within" in parts else ()
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
        )

    def _limits(self, node: Node, parts: Mapping[str, Node]) -> tuple[Amount, Amount, Amount]:
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
            most, least, exactly = self._limits(value, limits)
            found[group.text] = (exactly, exactly) if "exactly" in limits else (most, least)
        return found

    # ---- scoring ----

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
        if checksum is not None:
            total = sum((_greatest(p) or Fraction(0) for p in points), Fraction(0))
            if all(_greatest(p) is not None for p in points) and total != checksum:
                from engine.rulebook.choose import decimal

                self.ctx.read.findings.error(
                    parts["checksum"],
                    "checksum",
                    f"các mục điểm cộng lại là {decimal(total)}, không phải {decimal(checksum)}; sửa điểm hoặc tổng",
                    f"the entries add up to {decimal(total)}, not {decimal(checksum)}; correct the points or the sum",
                )
        return Scoring(cast(Literal["board", "plan"], basis or "board"), points, checksum)

    def _points(self, node: Node, path: str, above: str) -> tuple[Points, ...]:
        if isinstance(node, Scalar) and node.text == "none":
            return ()
        return tuple(
            self._point(key, value, f"{path}/{key.text}", f"{above}{key.text}")
            for key, value in self._entries(node, "points")
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
            k: read.number(parts[k]) if k in parts else None for k in ("points", "every", "mark", "at_most", "at_least")
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
                by_option[option.text] = read.number(points) or Fraction(0)
        mark = numbers["mark"]
        if mark is not None:
            self.scope.use_field(key.text)
        return Points(
            id_,
            text,
            self._condition(parts.get("of")),
            self._condition(parts.get("when")),
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
            low, worth = read.number(start), read.number(points)
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

    # ---- targets, milestones, readings ----

    def targets(self, node: Node | None) -> dict[str, Target]:
        read = self.ctx.read
        found = {}
        for key, value in self._entries(node, "targets"):
            parts = read.entry(value, shape.TARGET)
            register = values.register(read, parts["in"], self.scope) if "in" in parts else None
            holds = self._condition(parts["holds"]) if "holds" in parts else None
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
                self._text(f"targets/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                register,
                self._condition(parts.get("where"), inside) if inside is not None else MET,
                self._condition(parts.get("counted"), inside) if inside is not None else MET,
                least,
                holds,
            )
        return found

    def milestones(self, node: Node | None) -> dict[str, Milestone]:
        read = self.ctx.read
        found = {}
        for key, value in self._entries(node, "milestones"):
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
                self._text(f"milestones/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                on.text if isinstance(on, Scalar) else None,
                read.text(parts["every"]) if "every" in parts else None,
            )
        return found

    def readings(self, node: Node | None, section: str, form: shape.Shape) -> dict[str, Reading]:
        read = self.ctx.read
        found = {}
        entries = (
            self._entries(node, section)
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
                self._text(f"{section}/{key.text}", key, parts),
                self.ctx.cited(parts.get("clause")),
                parameter,
            )
        return found


def _greatest(points: Points) -> Fraction | None:
    """The most an entry can give; None where it has no bound."""
    most: Fraction | None
    if points.parts:
        each = [_greatest(p) for p in points.parts]
        most = sum((e for e in each if e is not None), Fraction(0)) if all(e is not None for e in each) else None
    elif points.best_of:
        known = [_greatest(p) for p in points.best_of]
        most = max((k for k in known if k is not None), default=None) if all(k is not None for k in known) else None
    elif points.mark is not None:
        most = points.mark
    elif points.bands:
        most = max(p for _, p in points.bands)
    elif points.by_option:
        most = max(points.by_option.values())
    else:
        most = points.points if points.every is None else None
    if points.at_most is not None:
        most = points.at_most if most is None else min(most, points.at_most)
    # Deductions take away; they are not part of what can be reached.
    return most if most is None or most > 0 else Fraction(0)


def names_in(condition_: Condition | None) -> set[str]:
    """The criteria a condition names directly."""
    from engine.rulebook.terms import All, AnyOf, AtLeast, NoneOf

    match condition_:
        case Name(id=name):
            return {name}
        case All(of=parts) | AnyOf(of=parts) | NoneOf(of=parts) | AtLeast(of=parts):
            return set().union(*(names_in(p) for p in parts)) if parts else set()
        case _:
            return set()
