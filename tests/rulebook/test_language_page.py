"""The page about the language names every section, key, word and finding that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.rulebook import comparisons, shape, values

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
SHAPES = {name: value for name, value in vars(shape).items() if isinstance(value, shape.Shape)}
# Said in words on the page, or by the code that makes it alone.
UNSAID = {"not-a-map", "not-a-text", "not-a-word", "not-a-list", "not-a-value", "not-a-field", "not-a-condition",
          "not-a-criterion", "not-an-amount", "not-a-deadline", "wrong-count", "bad-id", "bad-band", "bad-rank-key",
          "key-not-a-word", "unknown-type", "unknown-language", "unknown-status", "case-unreadable"}  # fmt: skip


def words() -> set[str]:
    return set(re.findall(r"[a-z_]+", PAGE))


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_key_is_on_the_page(name: str) -> None:
    assert set(SHAPES[name].keys) - words() == set()


def test_every_section_type_test_and_operation_is_on_the_page() -> None:
    everything = {*shape.SECTIONS, *shape.FIELD_TYPES, *shape.PARAMETER_TYPES, *comparisons.TESTS, *values.OPERATIONS}
    assert everything - words() == set()


def test_every_finding_is_on_the_page() -> None:
    codes: set[str] = set()
    for path in (ROOT / "engine" / "rulebook").glob("*.py"):
        codes |= set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)",?\n? +f?"', path.read_text(encoding="utf-8")))
    assert len(codes) > 50
    assert {c for c in codes - UNSAID if f"`{c}`" not in PAGE} == set()
