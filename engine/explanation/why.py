"""Why one candidate was decided so, why not otherwise, and what would change it.

Everything comes from ``decisions.json``, so a results folder explains itself without the workbooks, the rulebook or
the engine that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.explanation.find import handles_of
from engine.explanation.lexicon import Lexicon, as_text
from engine.explanation.places import Plain, comma, points_node, quota_nodes, score_text
from engine.explanation.standards import cells_of, clause_of, deciding, standard_tree
from engine.explanation.tree import Explanation, Node, Result
from engine.problems import UnusableInput
from engine.provenance import Text

MISSING = frozenset({
    "blank", "unreadable", "no_column", "short", "evidence", "rate", "mismatch", "unset", "no_register", "duplicate",
    "incomplete", "seat_class", "seat_group", "list_unknown", "category_unknown", "round_unknown", "exclusion_unknown",
})  # fmt: skip
"""Reason codes that say what a candidate lacks, and by how much."""


def explain(document: Mapping[str, Any], candidate: str | int) -> Explanation:
    """The explanation of one candidate of ``decisions.json``.

    ``candidate`` is its key (``key#2`` for the second of exact duplicates, which share theirs), or its position among
    ``document["decisions"]``. Raises UnusableInput for a key that is not there.
    """
    decision = _decision(document, candidate)
    lexicon = Lexicon(document.get("rules") or {})
    about = decision["candidate"]
    standard = _standard(lexicon, decision)
    sections = [
        _decided(lexicon, document, decision),
        standard,
        *_group(lexicon, decision, "exclusions"),
        *_group(lexicon, decision, "advisories"),
        *([points_node(lexicon, document, decision)] if decision["points"] or decision["rank"] is not None else []),
        *_quotas(lexicon, document, decision),
        *_change(lexicon, document, decision, standard),
        *_readings(lexicon, decision),
        _source(document, decision),
    ]
    status = lexicon.status(decision["status"])
    return Explanation(
        about["key"],
        about["name"],
        decision["status"],
        Text(f"{about['name']}: {status.vi}", f"{about['name']}: {status.en}"),
        document["run"]["rulebook"].get("approval") != "approved",
        about["file"],
        tuple(sections),
    )


def _decision(document: Mapping[str, Any], candidate: str | int) -> Plain:
    decisions = document["decisions"]
    if isinstance(candidate, int):
        return cast("Plain", decisions[candidate])
    for handle, decision in zip(handles_of(document), decisions, strict=True):
        if candidate in (handle, decision["candidate"]["key"]):
            return cast("Plain", decision)
    raise UnusableInput(
        Text(
            f"Không có trường hợp nào mang khóa “{candidate}” trong lượt xét này.",
            f"No candidate of this run has the key “{candidate}”.",
        )
    )


def _decided(lexicon: Lexicon, document: Plain, decision: Plain) -> Node:
    about = decision["candidate"]
    status = lexicon.status(decision["status"])
    award = lexicon.name("awards", about["award"]) if about["award"] else None
    vi, en = f"Quyết định: {status.vi}", f"Decision: {status.en}"
    if award is not None:
        vi, en = f"{vi} – {award.vi}", f"{en} – {award.en}"
    children = [
        Node(
            "reason",
            Text(reason["vi"], reason["en"]),
            None,
            reason["clause"],
            tuple(reason["cells"]),
            id=reason["code"],
        )
        for reason in decision["reasons"]
    ]
    children.append(_certainty(document, decision))
    return Node("decision", Text(vi, en), children=tuple(children))


def _certainty(document: Plain, decision: Plain) -> Node:
    if decision["certain"]:
        return Node("certainty", Text("Kết quả chắc chắn", "Certain"))
    names = [_name(document, key) for key in decision.get("provisional_on") or ()]
    if names:
        listed = ", ".join(names)
        return Node(
            "certainty", Text(f"Kết quả tạm thời, phụ thuộc hồ sơ bổ sung của {listed}", f"Provisional on {listed}")
        )
    return Node(
        "certainty",
        Text("Kết quả tạm thời, còn phụ thuộc số liệu chưa có", "Provisional: it still hangs on missing values"),
    )


def _name(document: Plain, key: str) -> str:
    return next((d["candidate"]["name"] for d in document["decisions"] if d["candidate"]["key"] == key), key)


def _standard(lexicon: Lexicon, decision: Plain) -> Node:
    category = decision["candidate"]["category"]
    clauses = lexicon.clauses("categories", category)
    clause = clauses[0] if clauses else None
    findings = decision["criteria"]
    if category is None:
        head = Text(
            "Chưa xác định nhóm đối tượng, nên chưa có tiêu chuẩn để đối chiếu",
            "The category is unknown, so there is no standard to hold it against",
        )
        return Node("standard", head, "unknown")
    name = lexicon.name("categories", category)
    head = Text(f"Tiêu chuẩn của nhóm “{name.vi}”", f"Standard of “{name.en}”")
    if not lexicon.is_object(category):
        text = Text(f"Nhóm “{name.vi}” không thuộc đối tượng của kế hoạch", f"“{name.en}” is not an object of the plan")
        return Node("standard", text, "unmet", clause)
    requires = lexicon.requires(category)
    tree = standard_tree(lexicon, requires if requires is not None else {"all": list(findings)}, findings)
    children = tree.children if tree.kind == "all" else (tree,)
    asked = {node.id for node in tree.walk() if node.kind == "criterion"}
    other = tuple(standard_tree(lexicon, id, findings) for id in findings if id not in asked)
    if other:
        children = (
            *children,
            Node(
                "note", Text("Không thuộc tiêu chuẩn của nhóm này", "Not in this category's standard"), children=other
            ),
        )
    return Node("standard", head, tree.result, clause, (), children)


def _group(lexicon: Lexicon, decision: Plain, group: str) -> Iterator[Node]:
    """Exclusions or advisories: those that hold or may hold one by one, the others in one line."""
    words = {
        "exclusions": (Text("Trường hợp không xét", "Exclusions"), Text("Không vướng", "Does not hold")),
        "advisories": (Text("Lưu ý", "Advisories"), Text("Không phải lưu ý", "Does not hold")),
    }
    head, free = words[group]
    found: Mapping[str, Plain] = decision[group]
    if not found:
        return
    children = []
    clear = []
    for id, finding in found.items():
        name = lexicon.name(group, id)
        result = cast("Result", finding["result"])
        if result == "unmet":
            clear.append(name)
            continue
        value = as_text(finding["value"])
        text = Text(f"{name.vi}: {value.vi}", f"{name.en}: {value.en}") if value else name
        if result == "unknown":
            text = Text(f"{text.vi} – chưa xác định", f"{text.en} – unknown")
        kind = "exclusion" if group == "exclusions" else "advisory"
        children.append(Node(kind, text, result, clause_of(lexicon, group, id, finding), cells_of(finding), (), id))
    if clear and group == "exclusions":
        listed = Text("; ".join(name.vi for name in clear), "; ".join(name.en for name in clear))
        children.append(Node("note", Text(f"{free.vi}: {listed.vi}", f"{free.en}: {listed.en}")))
    if children:
        yield Node("exclusion" if group == "exclusions" else "advisory", head, children=tuple(children))


def _quotas(lexicon: Lexicon, document: Plain, decision: Plain) -> Iterator[Node]:
    nodes = quota_nodes(lexicon, document, decision)
    placement = decision.get("quota") or {}
    if nodes:
        seat, queue = placement.get("seat"), placement.get("queue")
        vi, en = "Số lượng", "Seats"
        if seat is not None:
            vi, en = f"{vi}: giữ suất thứ {seat:02d}", f"{en}: holds seat {seat}"
        if queue is not None:
            vi, en = f"{vi}: dự bị thứ {queue:02d}", f"{en}: reserve no. {queue}"
        children = list(nodes)
        for key in placement.get("tied_with") or ():
            name = _name(document, key)
            children.append(
                Node(
                    "holder", Text(f"Ngang hạng ở suất cuối với {name}", f"Level at the last seat with {name}"), id=key
                )
            )
        yield Node("quota", Text(vi, en), children=tuple(children))
    elif decision["status"] == "nominated":
        yield Node("quota", Text("Kế hoạch không quy định số lượng", "The plan states no number"))


def _change(lexicon: Lexicon, document: Plain, decision: Plain, standard: Node) -> Iterator[Node]:
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
            leaves = _leaves(standard, "unmet")
            nodes += [_asks(lexicon, leaf) for leaf in leaves if not (leaf.cells and set(leaf.cells) <= named)]
        case "needs_evidence":
            nodes += [
                _asks(lexicon, leaf)
                for leaf in _leaves(standard, "unknown")
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
                        f"Hồ sơ bổ sung của {_name(document, key)} có thể làm mất suất này",
                        f"Evidence still to come from {_name(document, key)} could take this seat",
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


def _leaves(standard: Node, result: Result) -> list[Node]:
    """What makes a standard unmet or unknown; the standard's own node is an ``all`` over its children."""
    return list(deciding(standard, result))


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


def _readings(lexicon: Lexicon, decision: Plain) -> Iterator[Node]:
    nodes = []
    for name in decision["depends_on_readings"]:
        title = lexicon.name("parameters", name)
        value = lexicon.parameter(name, lexicon.entry("parameters", name).get("value"))
        text = Text(f"{title.vi} Đang hiểu: {value.vi}", f"{title.en} Taken as: {value.en}")
        children = [
            Node("note", Text(f"Cách hiểu khác: {other.vi}", f"Other reading: {other.en}"))
            for other in lexicon.other_values(name)
        ]
        clauses = lexicon.clauses("parameters", name)
        nodes.append(Node("reading", text, None, clauses[0] if clauses else None, (), tuple(children), name))
    if nodes:
        head = Text(
            "Kết quả sẽ khác nếu hiểu kế hoạch theo cách khác", "The decision changes under another reading of the plan"
        )
        yield Node("reading", head, children=tuple(nodes))


def _source(document: Plain, decision: Plain) -> Node:
    about, run = decision["candidate"], document["run"]
    rulebook = run["rulebook"]
    hashes = {source["file"]: source["sha256"] for source in run["inputs"]}
    place = f"{about['file']}, {about['sheet']}, "
    digest = hashes.get(about["file"])
    nodes = [
        Node("source", Text(f"{place}dòng {about['row']}", f"{place}row {about['row']}") if not digest
             else Text(f"{place}dòng {about['row']} (SHA-256 {digest[:12]}…)", f"{place}row {about['row']} (SHA-256 {digest[:12]}…)")),
        Node("source", Text(f"Bộ quy tắc {rulebook['id']} {rulebook['version']}, lượt xét {run['id']}", f"Rulebook {rulebook['id']} {rulebook['version']}, run {run['id']}")),
    ]  # fmt: skip
    return Node("source", Text("Nguồn số liệu", "Sources"), children=tuple(nodes))
