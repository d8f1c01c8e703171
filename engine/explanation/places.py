"""Why a candidate stands where it stands: points, rank, the quotas over it and who holds their seats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.explanation.index import Indexed, Plain
from engine.explanation.lexicon import Lexicon, as_text
from engine.explanation.tree import Node
from engine.provenance import Text
from engine.wording import say

MOST_HOLDERS = 30  # of one quota, named; the others are counted


def name_of(document: Indexed, key: str) -> str:
    """A candidate's name by its key; the key itself where nobody has it."""
    return document.names.get(key, key)


def score_text(decision: Plain) -> Text:
    """``85 điểm``; ``từ 70 đến 90 điểm`` where something is unknown."""
    score, span = decision.get("score"), decision.get("score_range")
    if score is not None:
        return Text(f"{comma(score)} điểm", f"{score} points")
    if span:
        low, high = span
        vi = " ".join(part for part in (low and f"từ {comma(low)}", high and f"đến {comma(high)}") if part)
        en = " ".join(part for part in (low and f"from {low}", high and f"up to {high}") if part)
        if vi:
            return Text(f"{vi} điểm", f"{en} points")
    return Text("chưa xác định được điểm", "score unknown")


def comma(number: str) -> str:
    """A number with the Vietnamese decimal comma; anything that is not a bare number as it is."""
    return number.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", number) else number


def points_text(points: str) -> Text:
    """``12,5``; ``từ 0 đến 20`` for ``0..20``; an end at infinity is left out."""
    low, dots, high = points.partition("..")
    if not dots:
        return Text(comma(points), points)
    low, high = ("" if "∞" in end else end for end in (low, high))
    vi = " ".join(part for part in (low and f"từ {comma(low)}", high and f"đến {comma(high)}") if part)
    en = " ".join(part for part in (low and f"from {low}", high and f"up to {high}") if part)
    return Text(vi or "chưa xác định", en or "unknown")


def points_node(lexicon: Lexicon, document: Indexed, decision: Plain) -> Node:
    """The score item by item, and the rank among the eligible of the list."""
    score = score_text(decision)
    items = [
        Node("points", Text(f"{name.vi}: {shown.vi}", f"{name.en}: {shown.en}"), id=item)
        for item, points in decision["points"].items()
        for name, shown in ((lexicon.name("points", item), points_text(points)),)
    ]
    if lexicon.board_points:
        body = lexicon.body()
        items.append(Node("note", say("basis.board", body=body)))
    rank = decision["rank"]
    if rank is None:
        return Node(
            "points", Text(f"Điểm: {score.vi}; không xếp hạng", f"Score: {score.en}; not ranked"), children=tuple(items)
        )
    ranked = document.ranked[decision["list"]]
    level = document.level[decision["list"], rank] - 1
    vi, en = f"Xếp hạng {rank} trong {ranked} trường hợp đủ tiêu chuẩn", f"Rank {rank} of {ranked} eligible"
    if level:
        vi, en = (
            f"{vi}, cùng hạng với {level:02d} trường hợp khác",
            f"{en}, level with {level} other" + ("s" if level > 1 else ""),
        )
    return Node("rank", Text(f"{vi} ({score.vi})", f"{en} ({score.en})"), children=tuple(items))


def quota_nodes(lexicon: Lexicon, document: Indexed, decision: Plain, *, holders: bool) -> tuple[Node, ...]:
    """One node for each quota over the candidate: seats filled, its cut-off, and with ``holders`` who has them."""
    placement = decision.get("quota")
    if not placement or placement.get("node") is None:
        return ()
    nodes = []
    for line in document.chain(placement["node"], placement["group"]):
        who = document.holders.get((line["id"], line["group"]), []) if holders else []
        nodes.append(_quota_node(lexicon, line, who, decision, line["id"] in placement["blocked_by"]))
    return tuple(nodes)


def _quota_node(lexicon: Lexicon, line: Plain, holders: Sequence[Plain], decision: Plain, binding: bool) -> Node:
    name = as_text(line) or lexicon.name("quotas", line["id"])
    group = f", {line['group']}" if line["group"] else ""
    filled, most, least = line["filled"], line["at_most"], line["at_least"]
    if most is None:
        vi, en = (
            f"{name.vi}{group}: đã bố trí {filled:02d}, không giới hạn",
            f"{name.en}{group}: {filled} seated, no limit",
        )
    else:
        empty = most - filled
        vi = f"{name.vi}{group}: đã bố trí {filled:02d}/{most:02d}" + (
            f", còn trống {empty:02d}" if empty else ", hết số lượng"
        )
        en = f"{name.en}{group}: {filled} of {most} seats taken" + (f", {empty} empty" if empty else ", full")
    if least:
        vi, en = f"{vi}; dành riêng ít nhất {least:02d}", f"{en}; at least {least} reserved"
    children = []
    if line["cut_off"] is not None:
        cut = line["cut_off"]
        children.append(Node("note", Text(f"Mức thấp nhất được chọn: {comma(cut)}", f"Lowest selected: {cut}")))
    children += [_holder(lexicon, other, itself=other is decision) for other in holders[:MOST_HOLDERS]]
    if len(holders) > MOST_HOLDERS:
        more = len(holders) - MOST_HOLDERS
        children.append(Node("note", Text(f"… và {more} trường hợp khác", f"… and {more} more")))
    if binding:
        vi, en = f"{vi} – giới hạn của trường hợp này", f"{en} – what bounds this candidate"
    return Node("quota", Text(vi, en), None, line["clause"], (), tuple(children), line["id"])


def _holder(lexicon: Lexicon, other: Plain, *, itself: bool) -> Node:
    name, score = other["candidate"]["name"], score_text(other)
    mark = Text(" (trường hợp này)", " (this one)") if itself else Text("", "")
    status = lexicon.status(other["status"])
    return Node(
        "holder",
        Text(
            f"Hạng {other['rank']}: {name}{mark.vi}, {score.vi}: {status.vi}",
            f"Rank {other['rank']}: {name}{mark.en}, {score.en}: {status.en}",
        ),
        id=other["candidate"]["key"],
    )
