"""A new rulebook is valid from the first line; the schema for editors accepts what the loader accepts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.casebook import run_cases
from engine.places import rules_dir
from engine.problems import UnusableInput
from engine.rulebook import lint, new_draft, schema, shape, shipped
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


VALID = [
    *(rules_dir() / f"{i}.yaml" for i in shipped()), COMPLETE,
    *(p for p in sorted((rules_dir() / "samples").glob("*.yaml")) if "." not in p.stem),
]  # fmt: skip


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_the_schema_takes_every_valid_rulebook(path: Path) -> None:
    assert errors(parsed(path), schema()) == []


ENTRIES = {
    "clauses": shape.CLAUSE, "parameters": shape.PARAMETER, "registers": shape.REGISTER, "fields": shape.FIELD,
    "awards": shape.AWARD, "categories": shape.CATEGORY, "criteria": shape.CRITERION, "exclusions": shape.EXCLUSION,
    "advisories": shape.ADVISORY, "rounds": shape.ROUND, "targets": shape.TARGET, "milestones": shape.MILESTONE,
    "readings": shape.READING,
}  # fmt: skip
SINGLE = {"document": shape.DOCUMENT, "scoring": shape.SCORING}


def only(section: str) -> dict[str, Any]:
    """The schema of one section, for what need not be read as a whole."""
    made: Any = schema()
    return {**made, "properties": {section: made["properties"][section]}, "required": []}


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_a_misspelt_key_of_any_entry_shows_an_error(path: Path) -> None:
    whole, made = parsed(path), schema()
    tried = 0
    for section, value in whole.items():
        entries = [value] if section in SINGLE else value.values() if section in ENTRIES else ()
        for entry in entries:
            if isinstance(entry, dict) and "choose" not in entry:
                key = list(entry)[tried % len(entry)]  # every place in turn
                entry[f"{key}zq"] = entry.pop(key)
                assert errors({section: value}, only(section)) != [], f"{section}: {key}"
                entry[key] = entry.pop(f"{key}zq")
                tried += 1
    assert errors(whole, made) == []
    assert tried > 5


def offered(form: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """The keys that an editor offers at a place, as it follows references and alternatives."""
    found = dict(form.get("properties", {}))
    if "$ref" in form:
        found |= offered(root["$defs"][form["$ref"].removeprefix("#/$defs/")], root)
    for other in form.get("anyOf", ()):
        found |= offered(other, root)
    return found


def words(form: dict[str, Any], root: dict[str, Any]) -> set[str]:
    """The words that an editor offers as a value."""
    found = set(map(str, form.get("enum", ())))
    if "$ref" in form:
        found |= words(root["$defs"][form["$ref"].removeprefix("#/$defs/")], root)
    for other in (*form.get("anyOf", ()), *((form["items"],) if "items" in form else ())):
        found |= words(other, root)
    return found


def inside(form: dict[str, Any], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What may stand under any key of a map."""
    if isinstance(form.get("additionalProperties"), dict):
        yield form["additionalProperties"]
    if "$ref" in form:
        yield from inside(root["$defs"][form["$ref"].removeprefix("#/$defs/")], root)
    for other in form.get("anyOf", ()):
        yield from inside(other, root)


def test_an_editor_completes_every_section() -> None:
    made: Any = schema()
    assert set(made["properties"]) == set(shape.SECTIONS)


@pytest.mark.parametrize("section", [*ENTRIES, *SINGLE])
def test_an_editor_completes_every_key_and_every_word_of_an_entry(section: str) -> None:
    made: Any = schema()
    form = made["properties"][section]
    places = [form] if section in SINGLE else list(inside(form, made))
    keys = {name: value for place in places for name, value in offered(place, made).items()}
    expected = {**ENTRIES, **SINGLE}[section]
    assert set(expected.keys) <= set(keys)
    for key, options in expected.options.items():
        assert set(options) <= words(keys[key], made), key


@pytest.mark.parametrize("name", ["unknown-key", "unknown-section", "unknown-test", "missing-section"])
def test_the_schema_refuses_what_it_can_see(name: str) -> None:
    path = Path(__file__).resolve().parent.parent / "bad" / "rulebooks" / f"{name}.yaml"
    assert errors(parsed(path), schema()) != []
