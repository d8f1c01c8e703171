"""Every key and every operand of a rulebook, misspelt one at a time, is reported exactly where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.rulebook import lint
from engine.rulebook.findings import Findings
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar, compose

COMPLETE = Path(__file__).parent / "complete.yaml"
TEXT = COMPLETE.read_text(encoding="utf-8")

# Places whose content is free: texts for people, and what a plan prints.
FREE = {"vi", "issuer", "level", "number", "date", "movement", "not_a_rule", "grounds", "version", "every", "aliases"}
# Maps whose keys are names that the rulebook itself gives; misspelling one shows where the name is used.
NAMING = {
    "clauses", "parameters", "registers", "fields", "awards", "categories", "criteria", "exclusions", "advisories",
    "rounds", "quotas", "within", "points", "parts", "best_of", "targets", "milestones", "readings", "options",
}  # fmt: skip


def tokens(node: Node, path: tuple[str, ...] = ()) -> Iterator[Scalar]:
    last = path[-1] if path else ""
    if isinstance(node, Scalar):
        # The text of an entry, a label of an option, a body's name, and the id of the file are free too.
        above = path[-2] if len(path) > 1 else ""
        free = last in FREE or above in {"clauses", "options", "bodies"} or path[0] == "outline"
        if not free and not (above == "criteria" and len(path) == 2):
            yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from tokens(item, path)
    else:
        choosing = len(path) > 1 and path[-2] == "choose"
        for key, value in node.entries:
            naming = last in NAMING and not (last == "fields" and value is None)
            if (not naming and not choosing) or choosing:
                yield key
            yield from tokens(value, (*path, key.text))


def misspelt(word: str) -> str:
    if word[:4].isdigit() and word.count("-") == 2:
        return f"{word[:5]}13{word[7:]}"  # no month has that number
    return f"{word}zq"


def root() -> MapNode:
    made = compose(TEXT, COMPLETE.name, Findings())
    assert made is not None
    return made


TOKENS = list(tokens(root()))


def test_the_complete_rulebook_has_no_mistake(tmp_path: Path) -> None:
    assert [str(f) for f in lint(COMPLETE) if f.severity == "error"] == []


def test_there_is_much_to_misspell() -> None:
    assert len(TOKENS) > 350


@pytest.mark.parametrize("part", range(8))
def test_each_misspelling_is_reported_at_its_place(part: int, tmp_path: Path) -> None:
    lines = TEXT.splitlines()
    missed = []
    for token in TOKENS[part::8]:
        line = lines[token.line - 1]
        start = token.column - 1
        assert line[start : start + len(token.text)] == token.text
        changed = [*lines]
        changed[token.line - 1] = line[:start] + misspelt(token.text) + line[start + len(token.text) :]
        path = tmp_path / COMPLETE.name
        path.write_text("\n".join(changed), encoding="utf-8")
        found = [f for f in lint(path) if (f.line, f.column) == (token.line, token.column) and f.severity == "error"]
        if not found:
            missed.append(f"{token.line}:{token.column} {token.text}")
    assert missed == []
