"""YAML as a tree with positions: what is taken, what is refused, and that scalars stay text."""

from __future__ import annotations

import pytest

from engine.places import rules_dir
from engine.rulebook import nodes
from engine.rulebook.findings import Findings
from engine.rulebook.nodes import MAX_DEPTH, ListNode, MapNode, Node, Scalar, compose


def tree(text: str) -> MapNode:
    findings = Findings()
    made = compose(text, "x.yaml", findings)
    assert made is not None, [str(f) for f in findings.all]
    assert findings.all == ()
    return made


def codes(text: str) -> list[str]:
    findings = Findings()
    compose(text, "x.yaml", findings)
    return [f"{f.code} {f.line}:{f.column}" for f in findings.all]


def test_a_node_knows_its_line_and_column_counted_in_characters() -> None:
    made = tree("a: 1\ntên gọi: {đường: [x, ấp]}\n")
    inner = made.get("tên gọi")
    assert isinstance(inner, MapNode)
    assert (inner.line, inner.column) == (2, 10)
    names = inner.get("đường")
    assert isinstance(names, ListNode)
    assert [(n.line, n.column) for n in names.items] == [(2, 19), (2, 22)]


@pytest.mark.parametrize("written", ["no", "1:30", "0123", "50_000_000", "2023-10-10", "12.50", "~x", "off"])
def test_a_scalar_stays_the_text_that_is_written(written: str) -> None:
    node = tree(f"a: {written}\n").get("a")
    assert isinstance(node, Scalar)
    assert node.text == written


def test_a_question_mark_inside_braces_does_not_end_a_text() -> None:
    node = tree("a: {vi: Có chuyển không?, en: Moved?}\n").get("a")
    assert isinstance(node, MapNode)
    assert [n.text for _, n in node.entries if isinstance(n, Scalar)] == ["Có chuyển không?", "Moved?"]


def test_a_comma_inside_braces_is_told_from_an_empty_value() -> None:
    assert codes("a: {vi: Ban, ngành và hội}\n") == ["comma-in-braces 1:14"]
    assert codes("a: {vi: Ban, en: }\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\n", "anchor 1:4"),
        ("a: *x\n", "alias 1:4"),
        ("a: !!str 1\n", "tag 1:4"),
        ("a: !!map {}\n", "tag 1:4"),
        ("a: 1\n---\nb: 2\n", "many-documents 2:1"),
        ("a: 1\na: 2\n", "duplicate-key 2:1"),
        ("[a]: 1\n", "key-not-a-word 1:1"),
        ("a: [1\n", "yaml-syntax 2:1"),
        ("a:\n\tb: 1\n", "yaml-syntax 2:1"),
        ("- a\n", "not-a-map 1:1"),
        ("", "not-a-map 1:1"),
        ("a: b\x00c\n", "yaml-syntax 1:5"),
        ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), f"too-deep 1:{3 + MAX_DEPTH}"),
        ("a: " + "x" * 2_000_001, "too-large 1:1"),
    ],
)  # fmt: skip
def test_what_is_not_plain_yaml_is_refused_where_it_stands(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_thousand_nested_brackets_end_in_a_finding_not_in_a_crash() -> None:
    assert codes("a: " + "[" * 100_000)[0].startswith(("too-deep", "yaml-syntax"))


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a: Mục: một\n", "put the text in quotes"),
        ("a:\n\tb: 1\n", "use blanks for tabs"),
        ('a: "một\n', "a quote is not closed"),
        ("a: {b: 1\nc: 2\n", "a closing bracket is missing"),
        ("a: 1\nb\nc: 2\n", "a colon is missing after a key"),
        ("a:\n  b: 1\n c: 2\n", "align keys of one level"),
    ],
)
def test_what_is_not_yaml_is_said_in_plain_words(text: str, remedy: str) -> None:
    findings = Findings()
    compose(text, "x.yaml", findings)
    (finding,) = findings.all
    assert remedy in finding.text.en
    assert finding.text.vi.startswith("không đọc được YAML: ")


def flat(node: Node) -> list[tuple[object, ...]]:
    if isinstance(node, Scalar):
        return [(node.text, node.line, node.column, node.plain)]
    parts = node.items if isinstance(node, ListNode) else [part for entry in node.entries for part in entry]
    return [(type(node).__name__, node.line, node.column), *(line for part in parts for line in flat(part))]


@pytest.mark.parametrize("name", ["khanh-cu-2024", "cao-bang-2022"])
def test_both_parsers_see_the_same_at_the_same_places(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (rules_dir() / f"{name}.yaml").read_text(encoding="utf-8")
    fast = flat(tree(text))
    monkeypatch.setattr(nodes, "_has_clib", lambda: False)
    assert flat(tree(text)) == fast
