"""The reference of the language: every example is put into the frame of the page, linted, loaded and evaluated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.casebook import run_cases
from engine.rulebook import lint, load, shape
from engine.rulebook.comparisons import TESTS
from engine.rulebook.values import OPERATIONS

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"en": "language.md", "vi": "language.vi.md"}
BLOCK = re.compile(r"^```(yaml|text)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXT = (ROOT / "docs" / PAGES["en"]).read_text(encoding="utf-8")


def blocks(text: str) -> list[tuple[str, str]]:
    """The kind of each block of the examples, and what stands in it."""
    return [(m[2] or "part", m[3]) for m in BLOCK.finditer(text) if m[1] == "yaml" or m[2] == "finds"]


ALL = blocks(TEXT)
(FRAME,) = (text for kind, text in ALL if kind == "frame")
EXAMPLES = [number for number, (kind, _) in enumerate(ALL) if kind in ("frame", "part", "lint", "extends")]


def sections(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Each section: what stands on its line, and its entries by id."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for name, inline, body in re.findall(r"^(\w+):(.*)\n((?:  .*\n|\n)*)", text, re.MULTILINE):
        parts = re.findall(r"^  (?:- )?([^\s:]+)(?::|).*\n(?:    .*\n)*", body, re.MULTILINE)
        whole = re.findall(r"^  [^\n ][^\n]*\n(?:    [^\n]*\n)*", body, re.MULTILINE)
        found[name] = inline, dict(zip(parts, whole, strict=True))
    return found


def joined(frame: str, part: str) -> str:
    """The frame with an example in it: entries of the same id give way, a section on one line gives way whole."""
    made = sections(frame)
    for name, (inline, entries) in sections(part).items():
        old_inline, old = made.get(name, ("", {}))
        keep = {} if inline or old_inline or name in ("document", "scoring") else old
        made[name] = inline, {**keep, **entries}
    return "".join(f"{name}:{inline}\n{''.join(entries.values())}" for name, (inline, entries) in made.items())


def written(number: int, folder: Path) -> Path:
    kind, text = ALL[number]
    frame = folder / "vi-du-2027.yaml"
    if kind == "extends":
        frame.write_text(FRAME, encoding="utf-8")
        path = folder / "vi-du-2028.yaml"
        path.write_text(text, encoding="utf-8")
        return path
    frame.write_text(FRAME if kind == "frame" else joined(FRAME, text), encoding="utf-8")
    return frame


def codes(path: Path, severity: str = "error") -> list[str]:
    return [f.code for f in lint(path) if f.severity == severity]


@pytest.mark.parametrize("number", EXAMPLES)
def test_every_example_is_what_the_page_says(number: int, tmp_path: Path) -> None:
    path = written(number, tmp_path)
    kind, _ = ALL[number]
    after, text = ALL[number + 1] if number + 1 < len(ALL) else ("", "")
    if kind == "lint":
        assert after == "finds"
        assert sorted(set(codes(path))) == sorted(text.split())
        return
    assert [str(f) for f in lint(path) if f.severity == "error"] == []
    load(path)
    if after == "cases":
        path.with_suffix(".cases.yaml").write_text(text, encoding="utf-8")
        report = run_cases(str(path))
        assert [f"{f.case}: {f.text.en}" for f in report.failures] == []
        assert report.ran > 0


def test_every_key_type_test_and_operation_stands_in_an_example() -> None:
    said = set(re.findall(r"[a-z_]+", "".join(text for kind, text in ALL if kind != "finds")))
    keys = {key for value in vars(shape).values() if isinstance(value, shape.Shape) for key in value.keys}
    assert {*keys, *shape.SECTIONS, *shape.FIELD_TYPES, *shape.PARAMETER_TYPES, *TESTS, *OPERATIONS} - said == set()


def test_both_languages_have_the_same_examples_headings_and_tables() -> None:
    en, vi = ((ROOT / "docs" / PAGES[lang]).read_text(encoding="utf-8") for lang in ("en", "vi"))
    assert blocks(vi) == blocks(en)
    for pattern in (r"^## ", r"^### ", r"^\| `", r"^- ", r"^```"):
        assert len(re.findall(pattern, vi, re.MULTILINE)) == len(re.findall(pattern, en, re.MULTILINE)), pattern
    codes_of = [set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", page)) for page in (en, vi)]
    assert codes_of[0] == codes_of[1]
