"""Bounds on a choice whose options stand lowest first (``ordered: yes``): ``{level: {at_least: good}}``.

They are read as the list of the options that keep to them, so that no later stage knows of an order.
"""

from __future__ import annotations

from engine.provenance import Text
from engine.rulebook.nodes import ListNode, Node, Scalar
from engine.rulebook.reader import Reader
from engine.rulebook.scope import Type
from engine.rulebook.terms import Constant, Is


def steps(read: Reader, node: Node, name: str, type_: Type) -> Is | None:
    """``name``: at_least, more_than, at_most, less_than, between. None, with a finding, for what is no bound."""
    ends = node.items if name == "between" and isinstance(node, ListNode) else (node,)
    if len(ends) != (2 if name == "between" else 1):
        read.findings.error(node, "wrong-count", "viết between: [từ, đến]", "write between: [from, to]")
        return None
    places = [_place(read, end, type_) for end in ends]
    low, high = places[0], places[-1]
    if low is None or high is None:
        return None
    kept = {
        "at_least": type_.options[low:],
        "more_than": type_.options[low + 1 :],
        "at_most": type_.options[: low + 1],
        "less_than": type_.options[:low],
        "between": type_.options[low : high + 1],
    }[name]
    if kept:
        return Is(tuple(Constant(option) for option in kept))
    if low > high:
        read.findings.error(
            node,
            "reversed-range",
            "khoảng bị ngược: đầu đứng sau cuối; đổi chỗ",
            "the range is reversed: its start stands after its end; swap them",
        )
    else:
        read.findings.error(
            node,
            "contradictory-test",
            "không lựa chọn nào đạt phép thử này; sửa giới hạn",
            "no option meets this test; change the bound",
        )
    return None


def _place(read: Reader, end: Node, type_: Type) -> int | None:
    expected = Text("lựa chọn của trường này", "an option here")
    if not isinstance(end, Scalar):
        read.findings.error(end, "bad-value", f"cần {expected.vi}", f"this must be {expected.en}")
        return None
    word = read.word(end, type_.options, expected, "unknown-option")
    return None if word is None else type_.options.index(word)
