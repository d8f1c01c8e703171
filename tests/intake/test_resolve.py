"""Decisions about duplicates and spellings: asked for, answered, applied; rows in are rows out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.criteria import facts_of
from engine.duplicates import exact_duplicates
from engine.intake import Roster, read_roster
from engine.intake.questions import duplicate_questions, spelling_questions
from engine.intake.resolve_file import load_resolution, resolution_text
from engine.intake.resolve_sheet import write_sheet
from engine.problems import UnusableInput
from tests.intake.made import FIELDS, codes, column, rulebook, workbook

BOOK = rulebook()
N = None
HEADER = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Năm sinh", "Xã, phường", "Đơn vị đề nghị", "Tiền mặt"]


def person(name: str | None, year: int | None = 1970, commune: str = "Xã Phước Vinh", unit: str = "UBND xã Phước Vinh",
           cash: object = N) -> list[object]:  # fmt: skip
    return [N, name, "Cá nhân", "Cá nhân", year, commune, unit, cash]


@pytest.fixture
def twice(tmp_path: Path) -> tuple[Path, Path]:
    """An exact copy in one file, a likely one in the other, and a row without a name."""
    one = workbook(tmp_path / "a.xlsx", {"DS": [
        HEADER, person("Nguyễn Văn An"), person("Trần Thị Bình", 1980), person("Ông NGUYỄN VĂN AN", cash="nhiều"),
    ]})  # fmt: skip
    two = workbook(tmp_path / "b.xlsx", {"DS": [HEADER, person("Trần Thị Bìn", 1980), person(N)]})
    return one, two


def questions(*paths: Path, **more: Any) -> tuple[Any, Any]:
    roster = read_roster(paths, BOOK, **more)
    exact = exact_duplicates(roster, facts_of(roster, BOOK))
    return duplicate_questions(roster, FIELDS, exact), spelling_questions(roster, FIELDS)


def answered(path: Path, text: str, *answers: str) -> Path:
    """The file with its open questions answered in order."""
    for answer in answers:
        assert '"?"\n' in text
        text = text.replace('"?"\n', answer + "\n", 1)
    path.write_text(text, encoding="utf-8")
    return path


def resolved(choices: Path, *paths: Path) -> Roster:
    return read_roster(paths, BOOK, resolution=load_resolution(choices, BOOK))


def refused(choices: Path, *paths: Path) -> str:
    with pytest.raises(UnusableInput) as caught:
        resolved(choices, *paths)
    said = caught.value.text
    assert said.vi != said.en
    assert said.vi.count("\n") <= 2
    return said.en.replace(str(choices.parent) + "/", "")


# ---- asking -----------------------------------------------------------------------------------------------------


def test_exact_and_likely_copies_are_asked_for_with_every_cell(twice: tuple[Path, Path]) -> None:
    duplicates, _ = questions(*twice)
    assert [(q.why, [(c.cell, c.name) for c, _ in q.copies]) for q in duplicates] == [
        ("exact", [("a.xlsx!DS!B2", "Nguyễn Văn An"), ("a.xlsx!DS!B4", "Ông NGUYỄN VĂN AN")]),
        ("likely", [("a.xlsx!DS!B3", "Trần Thị Bình"), ("b.xlsx!DS!B2", "Trần Thị Bìn")]),
    ]
    assert duplicates[0].copies[0][1] == "Cá nhân; Cá nhân; 1970; UBND xã Phước Vinh; Xã Phước Vinh"


# ---- applying ---------------------------------------------------------------------------------------------------


@pytest.fixture(params=["yaml", "xlsx"])
def choices(request: pytest.FixtureRequest, tmp_path: Path, twice: tuple[Path, Path]) -> Path:
    """Of the exact copies the second stays; the likely ones are two people."""
    duplicates, spellings = questions(*twice)
    if request.param == "yaml":
        return answered(tmp_path / "c.yaml", resolution_text(BOOK.id, duplicates, spellings), "2", "all")
    path = tmp_path / "c.xlsx"
    write_sheet(BOOK.id, duplicates, spellings, path)
    book = openpyxl.load_workbook(path)
    for row, answer in zip(range(5, 9), ("bỏ", "Giữ", "giữ", "keep"), strict=True):
        book["Trùng lặp"].cell(row, 6, answer)
    book.save(path)
    return path


def test_a_copy_that_does_not_stay_is_counted_and_told(twice: tuple[Path, Path], choices: Path) -> None:
    roster = resolved(choices, *twice)
    assert column(roster.candidates, "name") == ["Trần Thị Bình", "Ông NGUYỄN VĂN AN", "Trần Thị Bìn"]
    assert roster.candidates.row.tolist() == [3, 4, 2]
    assert len(roster.candidates) + roster.rejected == sum(i.rows for i in roster.inputs) == 5
    (aside,) = [p for p in roster.problems if p.code == "row-set-aside"]
    assert (aside.file, aside.ref) == ("a.xlsx", "2:2")
    assert aside.text.vi == (
        "Dòng 2 (“Nguyễn Văn An”) không đưa vào xét, vì là bản trùng của ô DS!B4, theo " + choices.name + "."
    )


def test_what_is_known_of_the_rows_that_stay_moves_with_them(twice: tuple[Path, Path], choices: Path) -> None:
    table = resolved(choices, *twice).candidates
    assert table.unreadable["cash"] == {1: "nhiều"}
    assert str(table.cell("cash", 1)) == "DS!H4"


def test_those_who_are_told_apart_are_no_copies_any_more(twice: tuple[Path, Path], choices: Path) -> None:
    roster = resolved(choices, *twice)
    assert "duplicate-likely" not in codes(roster.problems)
    assert exact_duplicates(roster, facts_of(roster, BOOK)) == {}
    assert questions(*twice, resolution=load_resolution(choices, BOOK)) == ((), ())


def test_exact_copies_may_be_different_people(tmp_path: Path, twice: tuple[Path, Path]) -> None:
    text = resolution_text(BOOK.id, *questions(*twice))
    roster = resolved(answered(tmp_path / "c.yaml", text, "all", "1"), *twice)
    assert column(roster.candidates, "name") == ["Nguyễn Văn An", "Trần Thị Bình", "Ông NGUYỄN VĂN AN"]
    assert exact_duplicates(roster, facts_of(roster, BOOK)) == {}


def test_a_problem_of_a_row_that_is_set_aside_goes_with_it(tmp_path: Path, twice: tuple[Path, Path]) -> None:
    assert "money-unreadable" in codes(read_roster(twice, BOOK).problems, "error")
    text = resolution_text(BOOK.id, *questions(*twice))
    roster = resolved(answered(tmp_path / "c.yaml", text, "1", "1"), *twice)
    assert codes(roster.problems, "error") == ["row-rejected"]


def test_of_three_copies_two_may_stay(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"DS": [HEADER, *[person("Nguyễn Văn An") for _ in range(3)]]})
    text = resolution_text(BOOK.id, *questions(book))
    roster = resolved(answered(tmp_path / "c.yaml", text, '"1, 3"'), book)
    assert (roster.candidates.row.tolist(), roster.rejected) == ([2, 4], 1)
    assert exact_duplicates(roster, facts_of(roster, BOOK)) == {}


def test_copies_that_nobody_decided_about_stay_copies(tmp_path: Path, twice: tuple[Path, Path]) -> None:
    duplicates, _ = questions(*twice)
    text = resolution_text(BOOK.id, duplicates[1:], ())
    roster = resolved(answered(tmp_path / "c.yaml", text, "1"), *twice)
    assert exact_duplicates(roster, facts_of(roster, BOOK)) == {0: (2,), 2: (0,)}


# ---- refusing ---------------------------------------------------------------------------------------------------


def test_a_cell_that_is_not_there_any_more_stops_the_run(twice: tuple[Path, Path], choices: Path) -> None:
    workbook(twice[0], {"DS": [HEADER, person("Nguyễn Văn An"), person("Trần Thị Bình", 1980)]})
    said = refused(choices, *twice)
    assert said.startswith(choices.name)
    assert "no candidate at a.xlsx!DS!B4 any more" in said


def test_a_cell_with_another_name_stops_the_run(twice: tuple[Path, Path], choices: Path) -> None:
    workbook(twice[0], {"DS": [HEADER, person("Lê C"), person("Nguyễn Văn An"), person("Nguyễn Văn An")]})
    assert "a.xlsx!DS!B2 says “Lê C” now, not “Nguyễn Văn An”" in refused(choices, *twice)


def test_a_file_that_was_not_given_stops_the_run(twice: tuple[Path, Path], choices: Path) -> None:
    assert "no candidate at b.xlsx!DS!B2 any more" in refused(choices, twice[0])


def test_decisions_that_keep_nobody_are_refused(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"DS": [HEADER, person("Nguyễn Văn An"), person("Nguyễn Văn An")]})
    duplicates, _ = questions(book)
    text = resolution_text(BOOK.id, [*duplicates, *duplicates], ())
    assert "set aside every copy of “Nguyễn Văn An”" in refused(answered(tmp_path / "c.yaml", text, "1", "2"), book)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("keep: 2", 'keep: "?"', "not answered: is “Nguyễn Văn An” one or several?"),
        ("keep: 2", "keep: 3", "`3` cannot be used; write a number from 1 to 2, or `all`"),
        ("keep: 2", "keep: 0", "`0` cannot be used"),
        ("keep: 2", "keeep: 2", "`keeep` is not used here; did you mean `keep`?"),
        ("rulebook: made-2023", "rulebook: x", "for the rulebook `x`, not `made-2023`"),
        ("DS!B4", "DS!B2", "a cell is named twice"),
    ],
)
def test_a_mistake_in_the_file_is_told_at_its_place(
    tmp_path: Path, twice: tuple[Path, Path], old: str, new: str, said: str
) -> None:
    path = answered(tmp_path / "c.yaml", resolution_text(BOOK.id, *questions(*twice)), "2", "all")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    message = refused(path, *twice)
    assert message.startswith("c.yaml:")
    assert message.split(":")[1].isdigit()
    assert said in message


def sheet_of(path: Path, twice: tuple[Path, Path], **cells: object) -> Path:
    write_sheet(BOOK.id, *questions(*twice), path)
    book = openpyxl.load_workbook(path)
    for row in range(5, 9):
        book["Trùng lặp"].cell(row, 6, "giữ")
    for ref, value in cells.items():
        book["Trùng lặp"][ref] = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"F5": None}, "c.xlsx!Trùng lặp!F5: not answered for “Nguyễn Văn An”"),
        ({"F5": "có lẽ"}, "not answered"),
        ({"F5": "bỏ", "F6": "bỏ"}, "question 1 must have two rows or more, and keep at least one"),
        ({"A6": "9"}, "question 1 must have two rows or more"),
        ({"F4": "Xong"}, "row 4 is not the header of --write-resolve"),
        ({"B1": "other"}, "not for the rulebook `made-2023`"),
    ],
)
def test_a_mistake_on_the_sheet_is_told_with_its_cell(
    tmp_path: Path, twice: tuple[Path, Path], cells: dict[str, object], said: str
) -> None:
    assert said in refused(sheet_of(tmp_path / "c.xlsx", twice, **cells), *twice)


def test_another_workbook_is_no_file_of_decisions(tmp_path: Path, twice: tuple[Path, Path]) -> None:
    other = workbook(tmp_path / "c.xlsx", {"DS": [HEADER]})
    assert "not a file of decisions that --write-resolve makes" in refused(other, *twice)


def test_a_name_that_looks_like_a_formula_stays_a_text_on_the_sheet(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"DS": [HEADER, person("=1+1 An"), person("=1+1 An")]})
    path = tmp_path / "c.xlsx"
    write_sheet(BOOK.id, *questions(book), path)
    cell = openpyxl.load_workbook(path)["Trùng lặp"]["D5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1 An", "s", True)


# ---- spellings --------------------------------------------------------------------------------------------------


@pytest.fixture
def spelled(tmp_path: Path) -> Path:
    return workbook(tmp_path / "a.xlsx", {"DS": [
        HEADER,
        person("A", commune="Xã Phước Vin"), person("B", commune="x. Phước Vin"), person("C", commune="Xã Phước Vìn"),
        person("D", unit="UBND x. Phước Vinh"), person("E", unit="Ủy ban nhân dân xã Phước Vinh"),
        person("F", unit="Hội Nông dân"), person("G", commune="Xã Lạ"),
    ]})  # fmt: skip


def test_near_equal_spellings_are_shown_once(spelled: Path) -> None:
    _, spellings = questions(spelled)
    assert [(s.field, s.written) for s in spellings] == [
        ("commune", ("Xã Phước Vin", "x. Phước Vin", "Xã Phước Vìn")),
        ("commune", ("Xã Lạ",)),
        ("unit", ("UBND xã Phước Vinh", "UBND x. Phước Vinh", "Ủy ban nhân dân xã Phước Vinh")),
    ]
    assert spellings[0].nearest[0] == "Xã Phước Vinh"
    told = [p for p in read_roster([spelled], BOOK).problems if p.code in ("units-unknown", "unit-spellings")]
    assert [(p.code, p.ref) for p in told] == [("unit-spellings", "G5"), ("units-unknown", None)]
    assert "“UBND xã Phước Vinh” (4 ô), “UBND x. Phước Vinh” (1 ô)" in told[0].text.vi


def test_one_decision_holds_for_every_cell_that_is_spelled_so(tmp_path: Path, spelled: Path) -> None:
    text = resolution_text(BOOK.id, *questions(spelled))
    path = answered(tmp_path / "c.yaml", text, "Xã Phước Vinh", "none", '"UBND xã Phước Vinh"')
    roster = resolved(path, spelled)
    table = roster.candidates
    assert [None if c is None else roster.units[c] for c in column(table, "commune")] == ["Xã Phước Vinh"] * 6 + [None]
    assert column(table, "unit") == ["UBND xã Phước Vinh"] * 5 + ["Hội Nông dân", "UBND xã Phước Vinh"]
    assert table.written["unit"] == {3: "UBND x. Phước Vinh", 4: "Ủy ban nhân dân xã Phước Vinh"}
    assert [(p.code, p.ref) for p in roster.problems if p.severity == "error"] == [("unit-unknown", "F8")]


def test_a_unit_that_is_in_no_list_cannot_be_meant(tmp_path: Path, spelled: Path) -> None:
    text = resolution_text(BOOK.id, *questions(spelled))
    said = refused(answered(tmp_path / "c.yaml", text, "Xã Không Có", "none", "none"), spelled)
    assert "“Xã Không Có” is not in the list of units" in said


def test_a_commune_and_a_ward_of_one_name_are_not_one_unit(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"DS": [
        HEADER, person("A", unit="Xã Phước Vinh"), person("B", unit="Phường Phước Vinh"),
        person("C", unit="Tổ 1 khu 12345"), person("D", unit="Tổ 2 khu 12345"),
    ]})  # fmt: skip
    assert questions(book)[1] == ()
