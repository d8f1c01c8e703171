"""The council's sheet in English: the same answers on it are the same session."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from cli import main
from engine.command.deciding import NotDecidable, decide, standing_of
from engine.council import Applied
from engine.council.sheet import write_sheet
from engine.council.words import EN, FACTS, FIRST_FACT, HEADER, VI, WORDS, Words
from engine.pipeline import nominate
from engine.problems import UnusableInput
from engine.report import write_results
from engine.samples import sample_request

CHOSEN = ("Nhân dân và cán bộ xã Hộ Hải", "Nguyễn Hữu Phước", "Katơr Thị Sinh")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "results"
    write_results(nominate(sample_request("ninh-thuan-2023")[0]).decisions, folder)
    return folder


def written(results: Path, words: Words, path: Path) -> Any:
    now = standing_of(str(results), "none")
    write_sheet(now.document, now.council, path, words.lang)
    return openpyxl.load_workbook(path)


def filled(results: Path, words: Words, path: Path) -> Any:
    book = written(results, words, path)
    facts = {"held_on": date(2023, 10, 20), "chair": "Trần Văn Chủ", "members": "Trần Văn Chủ; Lê Thị Thư"}
    for row, field in enumerate(FACTS, FIRST_FACT):
        if field in facts:
            book[words.session].cell(row, 2).value = facts[field]
    for row in book[words.ties].iter_rows(min_row=HEADER + 1):
        chosen = any(f". {name} (" in str(row[2].value) for name in CHOSEN)
        answers = (words.choose if chosen else words.pass_, "vì thành tích", "Lê Thị Thư", 2, 0)
        for cell, value in zip(row[6:], answers, strict=False):
            cell.value = value
    first = book[words.cases].cell(HEADER + 1, 1).value
    for column, value in enumerate((first, words.actions["strike"], None, "xin rút", "Lê Thị Thư"), 2):
        book[words.changes].cell(HEADER + 1, column).value = value
    return book


def decided(results: Path, words: Words, folder: Path) -> Applied:
    path = folder / f"{words.lang}.xlsx"
    filled(results, words, path).save(path)
    return decide(str(results), path, folder / words.lang, "vi", "none")


def test_the_same_answers_are_the_same_session_in_either_language(results: Path, tmp_path: Path) -> None:
    vi, en = (decided(results, words, tmp_path) for words in (VI, EN))

    def plain(applied: Applied) -> list[Any]:
        choices = applied.sessions[0].choices
        return [replace(choice, cell=choice.cell.rsplit("!", 1)[1]) for choice in choices]

    assert plain(vi) == plain(en)
    assert len(plain(en)) == 6
    assert vi.document["decisions"] == en.document["decisions"]
    assert en.sessions[0].choices[0].cell.split("!")[1] == "Ties"


def test_what_is_wrong_in_it_is_told_with_its_own_cells_and_words(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "en.xlsx"
    book = filled(results, EN, path)
    book["Ties"]["G6"], book["Changes"]["C5"] = "Chọn", "Bổ sung vào danh sách"  # of the other language
    book.save(path)
    with pytest.raises(NotDecidable) as refusal:
        decide(str(results), path, tmp_path / "new", "en", "none")
    assert [(cell.partition("!")[2], text.en) for cell, text in refusal.value.found] == [
        ("Ties!G6", "write “Choose” or “Do not choose”"),
        ("Changes!C5", "one of: “Strike from the list”, “Add to the list”, “Move to a lower award”"),
    ]


def test_a_sheet_half_in_one_language_and_half_in_the_other_is_none(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "en.xlsx"
    book = filled(results, EN, path)
    book["Ties"].title = VI.ties
    book.save(path)
    with pytest.raises(UnusableInput, match="no sheet of decisions"):
        decide(str(results), path, tmp_path / "new", "en", "none")


def test_none_of_our_words_in_it_is_vietnamese(results: Path, tmp_path: Path) -> None:
    """What the workbooks and the plan call things stays as it is written there."""
    book = written(results, EN, tmp_path / "en.xlsx")
    ours = [text for sheet in book.worksheets if sheet.title != EN.cases for row in sheet.iter_rows(max_row=HEADER)
            for cell in row if isinstance(text := cell.value, str)]  # fmt: skip
    ours += [str(row[0].value) for row in book[EN.guide].iter_rows()]
    ours += [str(row[column].value) for row in book[EN.ties].iter_rows(min_row=HEADER) for column in (1, 4, 5)]
    vietnamese = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    assert [text for text in ours if vietnamese.search(text.replace("Ninh Thuận", ""))] == []
    assert sorted(sheet.title for sheet in book) == ["Candidates", "Changes", "How to", "Session", "Ties"]


def test_both_languages_have_the_same_parts() -> None:
    assert list(EN.facts) == list(VI.facts)
    assert list(EN.actions) == list(VI.actions)
    for part in ("tie_columns", "change_columns", "case_columns"):
        assert len(getattr(EN, part)) == len(getattr(VI, part))
        assert [("(*)" in text) for text in getattr(EN, part)] == [("(*)" in text) for text in getattr(VI, part)]
    assert {words.lang for words in WORDS.values()} == set(WORDS)


def test_the_command_writes_it_with_lang_en(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "council.xlsx"
    asked = ["decide", str(results), "--write-file", str(path), "--lang", "en", "--ledger", "none"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert openpyxl.load_workbook(path)["Ties"]["G4"].value == "Decision (*)"
