"""Amounts of seats: a number, ``none``, a parameter, or a share of a value with its rounding said."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from engine.provenance import Text
from engine.rulebook import values
from engine.rulebook.findings import suggestion
from engine.rulebook.nodes import MapNode, Node, Scalar
from engine.rulebook.reader import Reader
from engine.rulebook.scope import Scope
from engine.rulebook.terms import Amount, Param, Percent, Rate

_SHARE = ("percent", "of", "round")
_RATE = ("value", "by_option", "bands")


def amount(read: Reader, node: Node, scope: Scope) -> Amount:
    """``whole | none | $p | {percent, of: value, round}``; ``none`` is None: no limit."""
    if isinstance(node, Scalar):
        if node.text == "none":
            return None
        if node.text.startswith("$"):
            parameter = values.parameter(read, node, scope)
            if parameter is not None and parameter.type not in ("seats", "whole"):
                read.findings.error(
                    node,
                    "type-mismatch",
                    f"`{node.text}` không phải là số suất; dùng tham số kiểu `seats` hoặc `whole`",
                    f"`{node.text}` is not a number of seats; use a parameter of type `seats` or `whole`",
                )
            return Param(node.text[1:])
        return read.whole(node, 0)
    if not isinstance(node, MapNode):
        read.findings.error(
            node,
            "not-an-amount",
            "viết một số, `none`, `$tham_số` hoặc {percent, of, round}",
            "write a number, `none`, `$parameter` or {percent, of, round}",
        )
        return None
    if not _keys(read, node, _SHARE, Text("tỷ lệ", "a share")):
        return None
    percent, of, rounding = (node.get(key) for key in _SHARE)
    if percent is None or of is None or rounding is None:
        return None
    share = _percent(read, percent, scope)
    value_, type_ = values.value(read, of, scope)
    values.must_be(read, of, type_, ("number",))
    how = read.word(rounding, ("down", "up", "half_up"), Text("cách làm tròn", "a way of rounding"), "unknown-option")
    return Percent(share, value_, cast(Literal["down", "up", "half_up"], how or "down"))


def _keys(read: Reader, node: MapNode, allowed: tuple[str, ...], what: Text, needed: tuple[str, ...] = ()) -> bool:
    strange = False
    for key, value in node.entries:
        if key.text not in allowed:
            vi, en = suggestion(key.text, allowed)
            read.findings.error(
                key,
                "unknown-key",
                f"`{key.text}` không phải là khóa của {what.vi}{vi}",
                f"`{key.text}` is not a key of {what.en}{en}",
            )
            strange = True
        else:
            read.empty(value, key)
    missing = [key for key in needed or allowed if node.get(key) is None]
    for key_name in missing if not strange else ():
        read.findings.error(
            node,
            "missing-key",
            f"{what.vi} thiếu `{key_name}`; thêm vào",
            f"{what.en} needs `{key_name}`; add it",
        )
    return not missing


def _percent(read: Reader, node: Node, scope: Scope) -> Fraction | Rate:
    if isinstance(node, MapNode):
        return _rate(read, node, scope)
    share = values.number(read, node, scope)
    return _not_negative(read, node, share)


def _not_negative(read: Reader, node: Node, share: Fraction | None) -> Fraction:
    if share is not None and share < 0:
        read.findings.error(node, "out-of-range", "tỷ lệ không thể âm", "a share cannot be negative")
    return share or values.ZERO


def _rate(read: Reader, node: MapNode, scope: Scope) -> Fraction | Rate:
    """``{value: .., by_option: {option: percent}}`` or ``{value: .., bands: {from: percent}}``."""
    what = Text("tỷ lệ tính theo một giá trị", "a rate by a value")
    if not _keys(read, node, _RATE, what, ("value",)):
        return values.ZERO
    steps = [key for key in ("by_option", "bands") if node.get(key) is not None]
    subject, inner = node.get("value"), node.get(steps[0]) if steps else None
    if len(steps) != 1 or not isinstance(inner, MapNode) or subject is None:
        read.findings.error(
            node,
            "missing-key",
            "viết {value: giá_trị, by_option: {lựa_chọn: tỷ_lệ}} hoặc {value: giá_trị, bands: {từ: tỷ_lệ}}",
            "write {value: value, by_option: {option: percent}} or {value: value, bands: {from: percent}}",
        )
        return values.ZERO
    value, type_ = values.value(read, subject, scope)
    by_option: list[tuple[str, Fraction]] = []
    bands: list[tuple[Fraction, Fraction]] = []
    values.must_be(read, subject, type_, ("choice",) if steps == ["by_option"] else ("number",))
    for key, percent in inner.entries:
        share = _not_negative(read, percent, values.number(read, percent, scope))
        if steps == ["by_option"]:
            options = type_.options or (key.text,)
            if read.word(key, options, Text("lựa chọn của giá trị này", "an option of this value"), "unknown-option"):
                by_option.append((key.text, share))
        elif (start := values.number(read, key, scope)) is not None:
            bands.append((start, share))
    return Rate(value, tuple(by_option), tuple(sorted(bands)))
