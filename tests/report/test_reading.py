from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.problems import UnusableInput
from engine.records import Decisions
from engine.report import decisions_json, read_results, write_results


def test_what_was_written_is_read_back(run: Decisions, tmp_path: Path) -> None:
    write_results(run, tmp_path / "ket-qua")
    assert read_results(tmp_path / "ket-qua") == decisions_json(run)
    assert read_results(tmp_path / "ket-qua" / "decisions.json") == decisions_json(run)


def test_a_folder_without_results_says_what_to_run(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "không có", tmp_path / "a" / "b"):
        with pytest.raises(UnusableInput, match="xetkhen nominate"):
            read_results(folder)


@pytest.mark.parametrize("text", ["", "{", "\x00", '{"schema": "xetkhen/decisions/1"}', "[" * 100_000])
def test_a_damaged_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "decisions.json").write_text(text)
    with pytest.raises(UnusableInput, match="damaged"):
        read_results(tmp_path)


def test_a_file_that_is_no_text_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "decisions.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableInput, match="damaged"):
        read_results(tmp_path)


@pytest.mark.parametrize("document", [[], 1, None, {}, {"schema": "xetkhen/decisions/2"}, {"schema": 1}])
def test_another_format_is_named(tmp_path: Path, document: Any) -> None:
    (tmp_path / "decisions.json").write_text(json.dumps(document))
    with pytest.raises(UnusableInput, match="xetkhen/decisions/1"):
        read_results(tmp_path)


@pytest.mark.parametrize("key", ["candidate", "status", "points", "criteria", "exclusions", "advisories", "reasons"])
def test_a_decision_without_one_of_its_parts_is_damaged(run: Decisions, tmp_path: Path, key: str) -> None:
    document = decisions_json(run)
    del document["decisions"][7][key]
    (tmp_path / "decisions.json").write_text(json.dumps(document))
    with pytest.raises(UnusableInput, match="damaged"):
        read_results(tmp_path)
