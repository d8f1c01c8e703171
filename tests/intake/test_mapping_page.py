"""The examples of docs/mapping.md are files that the product takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.intake.mapping_file import load_mapping
from engine.intake.resolve_file import load_resolution
from engine.rulebook import load

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mapping.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def example(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    (text,) = [text for text in EXAMPLES if f"schema: xetkhen/{request.param}/1" in text]
    path = tmp_path / "example.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("example", ["mapping"], indirect=True)
def test_the_map_of_the_page_is_one(example: Path) -> None:
    (table,) = load_mapping(example, load("ninh-thuan-2023")).tables
    assert [c.field for c in table.columns] == [
        None, "name", "kind", "category", "contribution", "birth_year", "birth_year", None,
    ]  # fmt: skip


@pytest.mark.parametrize("example", ["resolve"], indirect=True)
def test_the_decisions_of_the_page_are_some(example: Path) -> None:
    found = load_resolution(example, load("ninh-thuan-2023"))
    assert [sorted(choice.keep) for choice in found.choices] == [[0]]
    assert [spelling.meant for spelling in found.spellings] == ["Xã Phước Vinh"]
