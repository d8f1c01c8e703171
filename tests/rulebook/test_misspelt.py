"""Every key and every operand of every rulebook, misspelt by two letters, is reported exactly where it stands.

Mistakes are made many at once, as far apart as they stand in the file; whichever is not reported beside the others is
made again alone. So each is found, and most are found though others are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import copytree

import pytest

from engine.places import rules_dir
from engine.problems import BadRulebook
from engine.rulebook import files, lint, load, shipped
from engine.rulebook.casefile import read_cases
from engine.rulebook.findings import Finding, Findings
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar, compose

COMPLETE = Path(__file__).parent / "complete.yaml"
RULEBOOKS = [COMPLETE, *(rules_dir() / f"{i}.yaml" for i in shipped()), *(
    path for path in sorted((rules_dir() / "samples").glob("*.yaml")) if "." not in path.stem
)]  # fmt: skip

# Places whose content is free: texts for people, and what a plan prints.
FREE = {"vi", "issuer", "level", "number", "date", "movement", "not_a_rule", "grounds", "version", "every", "aliases"}
# Maps whose keys are names that the rulebook itself gives; misspelling one shows where the name is used.
NAMING = {
    "clauses", "parameters", "registers", "fields", "awards", "categories", "criteria", "exclusions", "advisories",
    "rounds", "quotas", "across", "slots", "within", "points", "parts", "best_of", "targets", "milestones", "readings",
    "options",
}  # fmt: skip


def tokens(node: Node, path: tuple[str, ...] = ()) -> Iterator[Scalar]:
    last = path[-1] if path else ""
    if isinstance(node, Scalar):
        # The text of an entry, a label of an option, a body's name, and the id of the file are free too.
        above = path[-2] if len(path) > 1 else ""
        free = last in FREE or above in {"clauses", "options", "bodies"} or path[0] == "outline"
        if not free and not (above == "option_aliases" or (len(path) == 2 and above in {"criteria", "awards"})):
            yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from tokens(item, path)
    else:
        choosing = len(path) > 1 and path[-2] == "choose"
        for key, value in node.entries:
            naming = path == ("outline",) or last in NAMING
            if (not naming and not choosing) or choosing:
                yield key
            yield from tokens(value, (*path, key.text))


def misspelt(word: str) -> str:
    if word[:4].isdigit() and word.count("-") == 2:
        return f"{word[:5]}13{word[7:]}"  # no month has that number
    return f"{word}zq"


def root(path: Path) -> MapNode:
    made = compose(path.read_text(encoding="utf-8"), path.name, Findings())
    assert made is not None
    return made


def with_mistakes(text: str, wrong: Sequence[Scalar]) -> str:
    lines = text.split("\n")
    for token in sorted(wrong, key=lambda t: (t.line, t.column), reverse=True):
        line, start = lines[token.line - 1], token.column - (1 if token.plain else 0)
        assert line[start : start + len(token.text)] == token.text
        lines[token.line - 1] = line[:start] + misspelt(token.text) + line[start + len(token.text) :]
    return "\n".join(lines)


def missed(found_in: Callable[[str], Sequence[Finding]], text: str, wrong: Sequence[Scalar], at_once: int) -> list[str]:
    """The mistakes that are not reported where they stand, neither beside others nor alone."""
    left: list[Scalar] = list(wrong)
    for size in (at_once, max(1, at_once // 8), 1):
        batches = -(-len(left) // size)
        unreported: list[Scalar] = []
        for first in range(batches):
            batch = left[first::batches]
            errors = found_in(with_mistakes(text, batch))
            # A text in one line moves what stands after it.
            moved = {}
            for token in batch:
                before = sum(2 for o in batch if o.line == token.line and o.column < token.column and not _day(o))
                moved[token] = (token.line, token.column + before)
            places = {(f.line, f.column) for f in errors if f.severity == "error"}
            unreported += [token for token in batch if moved[token] not in places]
        left = unreported
    return [f"{t.line}:{t.column} {t.text}" for t in left]


def _day(token: Scalar) -> bool:
    return len(misspelt(token.text)) == len(token.text)


def test_the_complete_rulebook_has_no_mistake() -> None:
    assert [str(f) for f in lint(COMPLETE) if f.severity == "error"] == []


@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.stem)
def test_each_misspelling_is_reported_at_its_place(path: Path, tmp_path: Path) -> None:
    text, wrong = path.read_text(encoding="utf-8"), list(tokens(root(path)))
    assert len(wrong) > 80
    copy = tmp_path / path.name

    def found_in(changed: str) -> Sequence[Finding]:
        copy.write_text(changed, encoding="utf-8")
        return lint(copy)

    assert missed(found_in, text, wrong, 40) == []


@pytest.mark.parametrize("path", RULEBOOKS[1:], ids=lambda path: path.stem)
def test_each_misspelt_path_of_an_english_text_is_reported(path: Path, tmp_path: Path) -> None:
    english = path.with_suffix(".en.yaml")
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())

    def found_in(changed: str) -> Sequence[Finding]:
        (tmp_path / english.name).write_text(changed, encoding="utf-8")
        return [f for f in lint(copy) if f.file == english.name]

    keys = [key for key, _ in root(english).entries]
    assert missed(found_in, english.read_text(encoding="utf-8"), keys, len(keys)) == []


def test_each_misspelling_in_what_all_rulebooks_share_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rules"
    copytree(rules_dir(), folder)
    monkeypatch.setattr(files, "rules_dir", lambda: folder)
    standard = folder / "standard.yaml"

    def found_in(changed: str) -> Sequence[Finding]:
        standard.write_text(changed, encoding="utf-8")
        return [f for f in lint("vinh-chau-2021") if f.file == standard.name]

    text, wrong = standard.read_text(encoding="utf-8"), list(tokens(root(standard)))
    assert len(wrong) > 300
    assert missed(found_in, text, wrong, 40) == []


def of_cases(node: Node, free: set[str], last: str = "") -> Iterator[Scalar]:
    """Keys and operands of cases; a case's own id, and values that may be any text, are free."""
    if isinstance(node, Scalar):
        if last not in free:
            yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from of_cases(item, free, last)
    else:
        for key, value in node.entries:
            if last != "cases":
                yield key
            yield from of_cases(value, free, key.text)


@pytest.mark.parametrize("path", RULEBOOKS[1:], ids=lambda path: path.stem)
def test_each_misspelling_in_cases_is_reported_at_its_place(path: Path, tmp_path: Path) -> None:
    cases, book = path.with_suffix(".cases.yaml"), load(path)
    fields = [*book.fields.values(), *(f for r in book.registers.values() for f in r.fields.values())]
    free = {f.id for f in fields if f.type in ("text", "unit") and not f.options} | {"vi", "problems", "parent"}
    copy = tmp_path / cases.name

    def found_in(changed: str) -> Sequence[Finding]:
        copy.write_text(changed, encoding="utf-8")
        try:
            read_cases(copy, book)
        except BadRulebook as error:
            return [f for f in error.findings if isinstance(f, Finding)]
        return []

    text = cases.read_text(encoding="utf-8")
    wrong = list(of_cases(root(cases), free))
    assert missed(found_in, text, wrong, 300) == []
