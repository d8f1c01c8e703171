"""What is missing, by how much, and what would make the decision another one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.explanation.lexicon import Lexicon
from engine.explanation.places import Plain, comma, name_of, score_text
from engine.explanation.standards import deciding
from engine.explanation.tree import Node
from engine.provenance import Text

MISSING = frozenset({
    "blank", "unreadable", "no_column", "short", "evidence", "rate", "mismatch", "unset", "no_register", "duplicate",
    "incomplete", "seat_class", "seat_group", "list_unknown", "category_unknown", "round_unknown", "exclusion_unknown",
})  # fmt: skip
"""Reason codes that say what a candidate lacks, and by how much."""


def change_node(lexicon: Lexicon, document: Plain, decision: Plain, standard: Node) -> Iterator[Node]:
    """What is missing, by how much, and what would make the decision another one."""
    nodes = [
        Node(
            "missing",
            Text(reason["vi"], reason["en"]),
            None,
            reason["clause"],
            tuple(reason["cells"]),
            id=reason["code"],
        )
        for reason in decision["reasons"]
        if reason["code"] in MISSING
    ]
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
    name = lexicon.name("criteria", leaf.id)
    required = lexicon.required(leaf.id or "")
    vi, en = f"Cần: {name.vi}", f"Needed: {name.en}"
    if required is not None:
        vi, en = f"{vi} ({required.vi})", f"{en} ({required.en})"
    return Node("missing", Text(vi, en), leaf.result, leaf.clause, leaf.cells, (), leaf.id)


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


def _reserve(document: Plain, decision: Plain) -> Iterator[Node]:
    placement = decision.get("quota") or {}
    for line in document["quotas"]:
        if (
            line["id"] in placement.get("blocked_by", ())
            and line["group"] in (placement.get("group"), None)
            and line["cut_off"] is not None
        ):
            cut, own = line["cut_off"], score_text(decision)
            vi = f"Phải xếp trên mức thấp nhất được chọn ({comma(cut)}); hiện có {own.vi}"
            yield Node(
                "change",
                Text(vi, f"Would have to rank above the lowest selected ({cut}); has {own.en}"),
                None,
                line["clause"],
                id=line["id"],
            )
    queue = placement.get("queue")
    if queue is not None:
        # Under nested quotas the first reserve need not be the one who moves up.
        vi = f"Dự bị thứ {queue:02d}: khi có trường hợp giữ suất rút, xét lại danh sách để biết ai được thay"
        en = f"Reserve no. {queue}: if a holder withdraws, the list is run again to see who moves up"
        yield Node("change", Text(vi, en))
