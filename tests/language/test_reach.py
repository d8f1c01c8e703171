"""What plans in Vietnam ask, phrase by phrase: a small rulebook, a sheet, and what comes of it, worked out by hand.

Each ``reach/x.yaml`` has beside it ``x.txt``: the phrase, the arithmetic, the sheets, and the expected decisions. They
go the whole way, from a workbook through the command to ``decisions.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from cli import main

REACH = Path(__file__).parent / "reach"
PHRASES = sorted(REACH.glob("*.txt"))
Cells = list[list[str]]


@dataclass
class Phrase:
    """``sheet``, ``command`` and ``expected`` parts of a file; lines that begin with # are for people."""

    sheets: dict[str, Cells] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    expected: Cells = field(default_factory=list)


def read(path: Path) -> Phrase:
    found = Phrase()
    into: Cells = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("sheet "):
            into = found.sheets.setdefault(line.removeprefix("sheet "), [])
        elif line.startswith("command "):
            found.command = line.removeprefix("command ").split()
        elif line.startswith("expected "):
            found.columns = line.removeprefix("expected ").split()
            into = found.expected
        else:
            into.append([cell.strip() for cell in line.split("|")])
    return found


def workbook(phrase: Phrase, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in phrase.sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(path)


def said(decision: dict[str, object], column: str) -> str:
    candidate, quota = decision["candidate"], decision["quota"]
    assert isinstance(candidate, dict)
    value = candidate.get(column, decision.get(column, quota.get(column) if isinstance(quota, dict) else None))
    return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("path", PHRASES, ids=[p.stem for p in PHRASES])
def test_the_phrase_is_decided_as_worked_out_by_hand(path: Path, tmp_path: Path) -> None:
    phrase = read(path)
    workbook(phrase, tmp_path / "sheets.xlsx")
    arguments = [a.replace("REACH", str(REACH)) for a in phrase.command]
    done = CliRunner().invoke(
        main,
        ["nominate", str(tmp_path / "sheets.xlsx"), "-r", str(path.with_suffix(".yaml")), "-o", str(tmp_path / "out"),
         *arguments],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    document = json.loads((tmp_path / "out" / "decisions.json").read_text(encoding="utf-8"))
    decided = [[d["candidate"]["name"], *(said(d, column) for column in phrase.columns)] for d in document["decisions"]]
    assert decided == phrase.expected


@pytest.mark.parametrize(("approval", "said_draft"), [("draft", True), ("approved", False)])
def test_every_output_of_a_draft_says_so_and_of_an_approved_rulebook_none(
    approval: str, said_draft: bool, tmp_path: Path
) -> None:
    path = REACH / "tiers.txt"
    workbook(read(path), tmp_path / "sheets.xlsx")
    rules = path.with_suffix(".yaml").read_text(encoding="utf-8").replace("approval: draft", f"approval: {approval}")
    (tmp_path / "tiers.yaml").write_text(rules, encoding="utf-8")
    done = CliRunner().invoke(
        main, ["nominate", str(tmp_path / "sheets.xlsx"), "-r", str(tmp_path / "tiers.yaml"), "-o", str(tmp_path / "o")]
    )
    printed = openpyxl.load_workbook(tmp_path / "o" / "nominations.xlsx")
    cells = " ".join(str(c) for sheet in printed for row in sheet.iter_rows(values_only=True) for c in row if c)
    assert [("BẢN NHÁP" in done.output), ("BẢN NHÁP" in cells)] == [said_draft, said_draft]


@pytest.mark.parametrize("path", PHRASES, ids=[p.stem for p in PHRASES])
def test_lint_finds_nothing_wrong_with_it(path: Path) -> None:
    done = CliRunner().invoke(main, ["rulebook", "lint", str(path.with_suffix(".yaml")), "--format", "json"])
    assert [f for f in json.loads(done.output) if f["severity"] == "error"] == []
