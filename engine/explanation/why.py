"""Why one candidate was decided so, why not otherwise, and what would change it.

Everything comes from ``decisions.json``, so a results folder explains itself without the workbooks, the rulebook or
the engine that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.explanation.change import change_node
from engine.explanation.find import handles_of
from engine.explanation.index import Indexed, Plain
from engine.explanation.lexicon import Lexicon, as_text
from engine.explanation.places import MOST_HOLDERS, name_of, points_node, quota_nodes
from engine.explanation.standards import cells_of, clause_of, standard_tree
from engine.explanation.told import reason_node, split_reasons
from engine.explanation.tree import Explanation, Kind, Node, Result
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.wording import joined, say


def explain(document: Mapping[str, Any], candidate: str | int, *, holders: bool = True) -> Explanation:
    """The explanation of one candidate of ``decisions.json``.

    ``candidate`` is its key (``key#2`` for the second of exact duplicates, which share theirs), or its position among
    ``document["decisions"]``; with an ``Indexed`` document many explanations are quickly made. ``holders``: whether
    to name who holds the seats. Raises UnusableInput for a key that is not there.
    """
    document = document if isinstance(document, Indexed) else Indexed(document)
    decision = _decision(document, candidate)
    lexicon = document.lexicon
    about = decision["candidate"]
    standard = _standard(lexicon, decision)
    sections = [
        _decided(lexicon, document, decision),
        standard,
        *_group(lexicon, decision, "exclusions"),
        *_group(lexicon, decision, "advisories"),
        *([points_node(lexicon, document, decision)] if decision["points"] or decision["rank"] is not None else []),
        *_quotas(lexicon, document, decision, holders=holders),
        *change_node(lexicon, document, decision, standard),
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


def _decided(lexicon: Lexicon, document: Indexed, decision: Plain) -> Node:
    about = decision["candidate"]
    status = lexicon.status(decision["status"])
    award = lexicon.name("awards", about["award"]) if about["award"] else None
    vi, en = f"Quyết định: {status.vi}", f"Decision: {status.en}"
    if award is not None:
        vi, en = f"{vi} – {award.vi}", f"{en} – {award.en}"
    children = [
        reason_node(reason, "reason")
        for reason in split_reasons(decision)[0]
        if reason["code"] != "provisional"  # said below, with its certainty
    ]
    children.append(_certainty(document, decision))
    return Node("decision", Text(vi, en), children=tuple(children))


def _certainty(document: Indexed, decision: Plain) -> Node:
    if decision["certain"]:
        return Node("certainty", say("certain"))
    names = [name_of(document, key) for key in decision.get("provisional_on") or ()]
    if names:
        return Node("certainty", say("provisional", names=joined(names, of=decision.get("provisional_count"))))
    if decision["evidence_matters"]:
        return Node("certainty", say("provisional.own"))
    text = Text("Kết quả tạm thời, còn phụ thuộc số liệu chưa có", "Provisional: it still hangs on missing values")
    return Node("certainty", text)


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
    other = tuple(standard_tree(lexicon, name_id, findings) for name_id in findings if name_id not in asked)
    if other:
        children = (
            *children,
            Node(
                "note",
                Text("Không phải điều kiện, dùng để xếp thứ tự", "No condition, used for the order"),
                children=other,
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
    sentences = split_reasons(decision)[1] if group == "advisories" else {}
    kind: Kind = "exclusion" if group == "exclusions" else "advisory"
    children = []
    clear = []
    for name_id, finding in found.items():
        name = lexicon.name(group, name_id)
        result = cast("Result", finding["result"])
        if result == "unmet":
            clear.append(name)
            continue
        value = as_text(finding["shown"])
        text = Text(f"{name.vi}: {value.vi}", f"{name.en}: {value.en}") if value else name
        told = sentences.get(name_id)
        if told is not None:
            text = Text(told["vi"].removeprefix(f"{head.vi}: "), told["en"].removeprefix("Advisory: "))
        clause = clause_of(lexicon, group, name_id, finding)
        law = (Node("note", lexicon.name("clauses", clause)),) if clause and clause.startswith("law/") else ()
        cells = tuple(told["cells"]) if told is not None else cells_of(finding)
        children.append(Node(kind, text, result, clause, cells, law, name_id))
    if clear and group == "exclusions":
        listed = Text("; ".join(name.vi for name in clear), "; ".join(name.en for name in clear))
        children.append(Node("note", Text(f"{free.vi}: {listed.vi}", f"{free.en}: {listed.en}")))
    if children:
        yield Node(kind, head, children=tuple(children))


def _quotas(lexicon: Lexicon, document: Indexed, decision: Plain, *, holders: bool) -> Iterator[Node]:
    nodes = quota_nodes(lexicon, document, decision, holders=holders)
    placement = decision.get("quota") or {}
    if nodes:
        seat, queue = placement.get("seat"), placement.get("queue")
        vi, en = "Số lượng", "Seats"
        if seat is not None:
            vi, en = f"{vi}: giữ suất thứ {seat:02d}", f"{en}: holds seat {seat}"
        if queue is not None:
            vi, en = f"{vi}: dự bị thứ {queue:02d}", f"{en}: reserve no. {queue}"
        children = list(nodes)
        tied = placement.get("tied_with") or ()
        for key in tied[:MOST_HOLDERS]:
            name = name_of(document, key)
            level = Text(f"Ngang hạng ở suất cuối với {name}", f"Level at the last seat with {name}")
            if any(line["price"] is None for line in document["quotas"]):
                level = Text(f"Cùng chờ hội đồng phân định với {name}", f"To be settled together with {name}")
            children.append(Node("holder", level, id=key))
        if len(tied) > MOST_HOLDERS:
            more = len(tied) - MOST_HOLDERS
            children.append(Node("note", Text(f"… và {more} trường hợp khác", f"… and {more} more")))
        yield Node("quota", Text(vi, en), children=tuple(children))
    elif decision["status"] == "nominated":
        yield Node("quota", Text("Kế hoạch không quy định số lượng", "The plan states no number"))


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
    digest = hashes.get(about["file"])
    proof = f" (SHA-256 {digest[:12]}…)" if digest else ""
    place, row = f"{about['file']}, {about['sheet']}", about["row"]
    book = f"{rulebook['id']} {rulebook['version']}"
    nodes = [
        Node("source", Text(f"{place}, dòng {row}{proof}", f"{place}, row {row}{proof}")),
        Node("source", Text(f"Bộ quy tắc {book}, lượt xét {run['id']}", f"Rulebook {book}, run {run['id']}")),
    ]
    return Node("source", Text("Nguồn số liệu", "Sources"), children=tuple(nodes))
