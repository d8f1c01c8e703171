"""What is missing, by how much, and what would make the decision another one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.explanation.index import Indexed, Plain
from engine.explanation.lexicon import Lexicon
from engine.explanation.places import name_of, points_text, score_text
from engine.explanation.standards import deciding
from engine.explanation.told import reason_node, split_reasons
from engine.explanation.tree import Node
from engine.provenance import Text

MISSING = frozenset({
    "blank", "unreadable", "no_column", "short", "evidence", "rate", "mismatch", "unset", "no_register", "duplicate",
    "incomplete", "seat_class", "seat_group", "list_unknown", "category_unknown", "round_unknown", "exclusion_unknown",
})  # fmt: skip
"""Reason codes that say what a candidate lacks, and by how much."""


def change_node(lexicon: Lexicon, document: Indexed, decision: Plain, standard: Node) -> Iterator[Node]:
    """What is missing, by how much, and what would make the decision another one."""
    nodes = [
        reason_node(reason, "missing")
        for reason in split_reasons(decision)[0]
        if reason["code"] in MISSING
    ]
    if decision["evidence_matters"] and not nodes:
        nodes += _unknown_points(lexicon, decision)
    named = {cell for node in nodes for cell in node.cells}
    match decision["status"]:
        case "not_eligible":
            leaves = list(deciding(standard, "unmet"))
            nodes += [_asks(lexicon, leaf) for leaf in leaves if not (leaf.cells and set(leaf.cells) <= named)]
        case "needs_evidence":
            nodes += [
                _asks(lexicon, leaf)
                for leaf in deciding(standard, "unknown")
                if not (leaf.cells and set(leaf.cells) <= named)
            ]
            nodes.append(_matters(decision))
        case "excluded":
            nodes.append(
                Node(
                    "change",
                    Text(
                        "Chỉ xét lại khi trường hợp không xét nêu trên không còn đúng",
                        "Only if the exclusion above turns out not to hold",
                    ),
                )
            )
        case "reserve":
            nodes += _reserve(document, decision)
        case "tied":
            body = lexicon.body()
            nodes.append(
                Node(
                    "change",
                    Text(
                        f"{body.vi} quyết định ai trong nhóm đồng hạng được đề nghị",
                        f"For {body.en} to settle which of the tied is nominated",
                    ),
                )
            )
        case "no_seat":
            nodes.append(
                Node(
                    "change",
                    Text(
                        "Không thứ hạng nào đổi được kết quả: đợt này không có suất cho nhóm này",
                        "No rank changes it: this round has no seat for this class",
                    ),
                )
            )
        case "not_considered":
            nodes.append(
                Node(
                    "change",
                    Text("Được xét khi đợt xét mở cho đơn vị này", "Considered once the round opens for this unit"),
                )
            )
        case _:
            nodes += [
                Node(
                    "change",
                    Text(
                        f"Hồ sơ bổ sung của {name_of(document, key)} có thể làm mất suất này",
                        f"Evidence still to come from {name_of(document, key)} could take this seat",
                    ),
                    id=key,
                )
                for key in decision.get("provisional_on") or ()
            ]
    if nodes:
        yield Node(
            "change",
            Text(
                "Còn thiếu gì, điều gì có thể thay đổi kết quả", "What is missing, and what would change the decision"
            ),
            children=tuple(nodes),
        )


def _asks(lexicon: Lexicon, leaf: Node) -> Node:
    """What a criterion still needs: to hold, to be known, or (inside a ``none``) not to hold."""
    name = lexicon.name("criteria", leaf.id)
    required = lexicon.required(leaf.id or "")
    match leaf.result:
        case "met":
            text = Text(f"Phải không thuộc: {name.vi}", f"Must not hold: {name.en}")
        case "unknown":
            text = Text(f"Cần xác định: {name.vi}", f"To be established: {name.en}")
        case _:
            text = Text(f"Cần: {name.vi}", f"Needed: {name.en}")
    if required is not None and leaf.result != "met":
        text = Text(f"{text.vi} ({required.vi})", f"{text.en} ({required.en})")
    return Node("missing", text, None, leaf.clause, leaf.cells, (), leaf.id)


def _unknown_points(lexicon: Lexicon, decision: Plain) -> Iterator[Node]:
    """The parts of the score that a missing value leaves open."""
    for item, points in decision["points"].items():
        if ".." in points:
            name, span = lexicon.name("points", item), points_text(points)
            yield Node(
                "missing", Text(f"Chưa xác định được {name.vi}: {span.vi}", f"Unknown {name.en}: {span.en}"), id=item
            )


def _matters(decision: Plain) -> Node:
    match decision["evidence_matters"]:
        case True:
            return Node(
                "change",
                Text(
                    "Số liệu còn thiếu có thể làm thay đổi danh sách: ưu tiên bổ sung",
                    "The missing values can change the list: ask for them first",
                ),
            )
        case False:
            return Node(
                "change",
                Text("Số liệu còn thiếu không thể làm thay đổi danh sách", "The missing values cannot change the list"),
            )
        case _:
            return Node(
                "change",
                Text(
                    "Chưa rõ số liệu còn thiếu có làm thay đổi danh sách hay không",
                    "Whether the missing values can change the list is not known",
                ),
            )


def _reserve(document: Indexed, decision: Plain) -> Iterator[Node]:
    placement = decision.get("quota") or {}
    over = list(document.chain(placement.get("node"), placement.get("group")))
    # Within the smallest quota that is full, one goes for one; those above it then stay as full as they are.
    binding = next((line for line in over if line["id"] in placement.get("blocked_by", ())), None)
    if binding is not None and binding["price"] is not None:
        yield _to_outrank(document, binding, decision)
    elif over and over[0]["price"] is None:
        # Whoever it would have to outrank hangs on all the other limits, so nobody is named.
        vi = "Các giới hạn cắt ngang nhau: hạng cao hơn chưa chắc có suất; đổi số liệu thì xét lại cả danh sách"
        en = "Limits cross here: a higher rank need not bring a seat; with other values the list is made again"
        yield Node("change", Text(vi, en))
    queue = placement.get("queue")
    if queue is not None:
        # Under nested quotas the first reserve need not be the one who moves up.
        vi = f"Dự bị thứ {queue:02d}: khi có trường hợp giữ suất rút, xét lại danh sách để biết ai được thay"
        en = f"Reserve no. {queue}: if a holder withdraws, the list is run again to see who moves up"
        yield Node("change", Text(vi, en))


def _to_outrank(document: Indexed, binding: Plain, decision: Plain) -> Node:
    """The last of those whose seat is not reserved for a class of their own."""
    seated = document.holders.get((binding["id"], binding["group"]), [])
    last = next((other for other in reversed(seated) if not _protected(document, other, binding)), None)
    if last is None:
        text = Text("Các suất còn lại đều dành riêng cho nhóm khác", "The seats are all reserved for other classes")
        return Node("change", text, None, binding["clause"], id=binding["id"])
    own, theirs = score_text(decision), score_text(last)
    name, rank = last["candidate"]["name"], decision["rank"]
    text = Text(
        f"Phải xếp trên {name} (hạng {last['rank']}, {theirs.vi}); hiện ở hạng {rank} ({own.vi})",
        f"Would have to rank above {name} (rank {last['rank']}, {theirs.en}); is at rank {rank} ({own.en})",
    )
    return Node("change", text, None, binding["clause"], id=last["candidate"]["key"])


def _protected(document: Indexed, other: Plain, binding: Plain) -> bool:
    """Whether a seat is one of those that a quota inside the binding one reserves."""
    for line in document.chain(other["quota"]["node"], other["quota"]["group"]):
        if line["id"] == binding["id"]:
            return False
        if line["at_least"] and line["filled"] <= line["at_least"]:
            return True
    return False
