"""A new rulebook is valid from the first line; the schema for editors accepts what the loader accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.casebook import run_cases
from engine.places import rules_dir
from engine.problems import UnusableInput
from engine.rulebook import lint, new_draft, schema, shipped
from engine.rulebook.findings import Findings
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar, compose
from tests.reference.jsonschema import errors

COMPLETE = Path(__file__).parent / "complete.yaml"


def write(folder: Path, id_: str) -> Path:
    for suffix, text in new_draft(id_).items():
        (folder / f"{id_}{suffix}").write_text(text, encoding="utf-8")
    return folder / f"{id_}.yaml"


def test_a_draft_has_no_mistake_and_its_cases_come_out(tmp_path: Path) -> None:
    path = write(tmp_path, "ke-hoach-2027")
    assert [str(f) for f in lint(path)] == []
    report = run_cases(str(path))
    assert (report.failures, report.one_sided) == ([], [])
    assert report.ran >= 8


@pytest.mark.parametrize("bad", ["2027", "kế-hoạch", "a b", "../x", "", "ninh-thuan-2023", "standard"])
def test_a_draft_needs_an_id_that_is_free_and_can_be_a_files_name(bad: str) -> None:
    with pytest.raises(UnusableInput):
        new_draft(bad)


def plain(node: Node) -> Any:
    """As an editor's YAML 1.2 reader sees it."""
    if isinstance(node, Scalar):
        text = node.text.replace("_", "")
        if node.plain and text.lstrip("-").isdigit():
            return int(text)
        return {"true": True, "false": False}.get(node.text, node.text) if node.plain else node.text
    if isinstance(node, ListNode):
        return [plain(i) for i in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def parsed(path: Path) -> Any:
    node = compose(path.read_text(encoding="utf-8"), path.name, Findings())
    assert isinstance(node, MapNode)
    return plain(node)


@pytest.mark.parametrize("path", [*(rules_dir() / f"{i}.yaml" for i in shipped()), COMPLETE], ids=lambda p: p.stem)
def test_the_schema_takes_every_valid_rulebook(path: Path) -> None:
    assert errors(parsed(path), schema()) == []


@pytest.mark.parametrize("name", ["unknown-key", "unknown-section", "unknown-test", "missing-section"])
def test_the_schema_refuses_what_it_can_see(name: str) -> None:
    path = Path(__file__).resolve().parent.parent / "bad" / "rulebooks" / f"{name}.yaml"
    assert errors(parsed(path), schema()) != []
