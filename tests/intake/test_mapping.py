"""A column map: made of the files, answered by a person, held against every sheet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.intake import Roster, read_roster, survey
from engine.intake.forms import forms_of
from engine.intake.mapping_file import load_mapping, mapping_text
from engine.intake.proposals import Proposal, ProposedColumn, proposals_of
from engine.problems import UnusableInput
from tests.intake.layouts import candidates, layouts, save
from tests.intake.made import codes, column, rulebook, workbook

BOOK = rulebook()
N = None
KNOWN = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Giá trị đóng góp"]
ODD = ["STT", "Người được đề xuất", "Loại hình", "Nhóm đối tượg", "Số tiền góp", "Ghi chú"]
ROW = [1, "Nguyễn Văn An", "Cá nhân", "Cá nhân", 50, "x"]


def proposed(*paths: Path) -> tuple[Proposal, ...]:
    seen = survey(paths, BOOK)
    return proposals_of(seen.parts, seen.unread, forms_of(BOOK)[0])


def columns_of(proposal: Proposal) -> dict[str, ProposedColumn]:
    return {c.letter: c for c in proposal.columns}


def written(folder: Path, *paths: Path, **answers: str) -> Path:
    """The map of the files, with its questions answered: ``B="name"`` for column B."""
    text = mapping_text(BOOK.id, proposed(*paths))
    for letter, answer in answers.items():
        lines = text.splitlines()
        at = next(n for n, line in enumerate(lines) if line.startswith(f"  - {{column: {letter},"))
        head, _, rest = lines[at].partition(", field: ")
        tail = rest[rest.index(",") :] if "," in rest else "}"
        lines[at] = f"{head}, field: {answer}{tail}"
        text = "\n".join(lines) + "\n"
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(mapping: Path, *paths: Path) -> Roster:
    return read_roster(paths, BOOK, mapping=load_mapping(mapping, BOOK))


def refused(mapping: Path, *paths: Path) -> str:
    with pytest.raises(UnusableInput) as caught:
        read(mapping, *paths)
    said = caught.value.text
    assert said.vi != said.en
    assert said.vi.count("\n") <= 2
    return said.en.replace(str(mapping.parent) + "/", "")


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A sheet of which a person must say two columns."""
    return workbook(tmp_path / "xa-mot.xlsx", {"DS": [["DANH SÁCH"], ODD, ROW]})


# ---- what is proposed -------------------------------------------------------------------------------------------


def test_every_column_is_listed_with_how_it_was_understood(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["STT", "name", "LOẠI HÌNH (*)", "Phân loại đối tượng", "Nam sinh", "Ghi chú"],
        [1, "A", "Cá nhân", "Cá nhân", 1970, "x"],
    ]})  # fmt: skip
    (proposal,) = proposed(path)
    assert [(c.letter, c.header, c.field, c.how) for c in proposal.columns] == [
        ("A", "STT", "none", "number"),
        ("B", "name", "name", "id"),
        ("C", "LOẠI HÌNH (*)", "kind", "label"),
        ("D", "Phân loại đối tượng", "category", "alias"),
        ("E", "Nam sinh", "birth_year", "unaccented"),
        ("F", "Ghi chú", "none", ""),
    ]
    assert (proposal.files, proposal.sheet, proposal.form, proposal.rows) == (("a.xlsx",), "S", "candidates", "1")


def test_a_column_that_is_only_like_a_field_is_a_question_with_its_score(odd: Path) -> None:
    (proposal,) = proposed(odd)
    category = columns_of(proposal)["D"]
    assert (category.field, category.how) == ("?", "")
    assert next(iter(category.nearest)) == "category"
    assert 75 <= category.nearest["category"] < 100
    assert proposal.questions >= 1


def test_a_likeness_is_never_applied_without_a_map(odd: Path) -> None:
    with pytest.raises(UnusableInput):
        read_roster([odd], BOOK)


def test_two_columns_of_one_field_are_two_questions(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [[*KNOWN, "Mức đóng góp"], [1, "A", "Cá nhân", "Cá nhân", 5, 6]]})
    found = columns_of(proposed(path)[0])
    assert [(found[c].field, dict(found[c].nearest)) for c in "EF"] == [("?", {"contribution": 100})] * 2


def test_files_laid_out_alike_are_one_table(tmp_path: Path) -> None:
    one = workbook(tmp_path / "a.xlsx", {"DS": [KNOWN, ROW[:5]]})
    two = workbook(tmp_path / "b.xlsx", {"ds": [["TIÊU ĐỀ"], KNOWN, ROW[:5]]})
    other = workbook(tmp_path / "c.xlsx", {"DS": [KNOWN[1:], ROW[1:5]]})
    assert [(p.files, p.rows) for p in proposed(one, two, other)] == [(("a.xlsx", "b.xlsx"), ""), (("c.xlsx",), "1")]


def test_a_sheet_whose_headers_say_nothing_known_is_asked_column_by_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["Cột một", "Cột hai", "Cột ba"], ["A", "Cá nhân", "Cá nhân"]]})
    assert [c.header for c in proposed(path)[0].columns] == ["Cột một", "Cột hai", "Cột ba"]
    roster = read(written(tmp_path, path, A="name", B="kind", C="category"), path)
    assert (column(roster.candidates, "name"), column(roster.candidates, "kind")) == (["A"], [1])


# ---- what is applied --------------------------------------------------------------------------------------------


def test_what_the_map_says_is_read(tmp_path: Path, odd: Path) -> None:
    roster = read(written(tmp_path, odd, B="name", D="category", E="contribution"), odd)
    table = roster.candidates
    assert {f: column(table, f) for f in ("name", "kind", "category", "contribution")} == {
        "name": ["Nguyễn Văn An"], "kind": [1], "category": [2], "contribution": [50],
    }  # fmt: skip
    assert str(table.cell("category", 0)) == "DS!D3"


def test_the_map_gives_the_unit_that_a_header_does_not(tmp_path: Path, odd: Path) -> None:
    path = written(tmp_path, odd, B="name", D="category", E="contribution, unit: triệu đồng")
    assert column(read(path, odd).candidates, "contribution") == [50_000_000]


def test_a_unit_against_the_headers_own_is_refused(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [[*KNOWN[:4], "Giá trị đóng góp (nghìn đồng)"], ROW[:5]]})
    path = written(tmp_path, book, E="contribution, unit: triệu đồng")
    assert "gives another unit of money; leave `unit` out" in refused(path, book)


def test_a_column_that_the_map_sets_aside_is_not_read(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [KNOWN, ROW[:5]]})
    roster = read(written(tmp_path, book, E="none"), book)
    assert column(roster.candidates, "contribution") == [None]
    assert "contribution" in roster.absent


def test_of_two_columns_of_one_field_the_map_takes_one(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [[*KNOWN, "Mức đóng góp"], [1, "A", "Cá nhân", "Cá nhân", 5, 6]]})
    roster = read(written(tmp_path, book, E="none", F="contribution"), book)
    assert column(roster.candidates, "contribution") == [6]
    assert codes(roster.problems, "error") == []


def test_a_name_in_two_columns_is_joined(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [["Họ đệm", "Tên gọi", *KNOWN[2:]], ["Nguyễn Văn", "An", *ROW[2:5]]]})
    roster = read(written(tmp_path, book, A="name, part: joined", B="name, part: joined"), book)
    assert column(roster.candidates, "name") == ["Nguyễn Văn An"]


def test_two_tables_on_one_sheet_have_each_their_own(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [
        ["TẬP THỂ"], ["Tên tập thể", "Loại hình", "Nhóm đ tượng", "Mức đóng góp"], ["HTX Một", "Tập thể", "HTX", 7], [],
        ["CÁ NHÂN"], ["Năm sinh", "Họ và tên", "Loại hình", "Đối tượng"], [1970, "A", "Cá nhân", "Cá nhân"],
    ]})  # fmt: skip
    _, second = proposed(book)
    assert [c.field for c in second.columns] == ["birth_year", "name", "kind", "category"]
    roster = read(written(tmp_path, book, C="category"), book)
    assert column(roster.candidates, "name") == ["HTX Một", "A"]
    assert column(roster.candidates, "category") == [1, 2]


def test_a_pattern_speaks_for_every_file_of_that_name(tmp_path: Path, odd: Path) -> None:
    other = workbook(tmp_path / "xa-hai.xlsx", {"DS": [ODD, [1, "Trần B", "Cá nhân", "Cá nhân", 5, N]]})
    path = written(tmp_path, odd, B="name", D="category", E="none")
    path.write_text(path.read_text(encoding="utf-8").replace("xa-mot.xlsx", "XA-*.xlsx"), encoding="utf-8")
    assert column(read(path, odd, other).candidates, "name") == ["Nguyễn Văn An", "Trần B"]


def test_what_the_map_says_nothing_about_is_read_by_its_headers_and_told(tmp_path: Path, odd: Path) -> None:
    other = workbook(tmp_path / "b.xlsx", {"S": [KNOWN, ROW[:5]]})
    roster = read(written(tmp_path, odd, B="name", D="category", E="none"), odd, other)
    assert [p.file for p in roster.problems if p.code == "mapping-silent"] == ["b.xlsx"]


def test_a_table_of_a_file_that_was_not_given_is_told(tmp_path: Path, odd: Path) -> None:
    other = workbook(tmp_path / "b.xlsx", {"S": [KNOWN, ROW[:5]]})
    roster = read(written(tmp_path, odd, B="name", D="category", E="none"), other)
    assert "mapping-unused" in codes(roster.problems, "info")


# ---- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([*ODD[:4], "Số tiền", "Ghi chú"], "column E says “Số tiền”, not “Số tiền góp”"),
        (ODD[:5], "there is no column F “Ghi chú”"),
        ([*ODD, "Tuổi"], "column G “Tuổi” is new"),
        ([ODD[0], *ODD[2:], ODD[1]], "column B says “Loại hình”, not “Người được đề xuất”; "),
    ],
)
def test_columns_that_are_not_those_of_the_map_stop_the_run(
    tmp_path: Path, odd: Path, header: list[str], said: str
) -> None:
    path = written(tmp_path, odd, B="name", D="category", E="contribution")
    values = dict(zip(ODD, ROW, strict=True))
    workbook(odd, {"DS": [["DANH SÁCH"], header, [values.get(text, 40) for text in header]]})
    message = refused(path, odd)
    assert message.startswith("map.yaml:")
    assert "xa-mot.xlsx, sheet DS (header row 2)" in message
    assert said in message


def test_case_and_spaces_of_a_header_may_change(tmp_path: Path, odd: Path) -> None:
    path = written(tmp_path, odd, B="name", D="category", E="none")
    workbook(odd, {"DS": [[], [], [text.upper().replace(" ", "\n", 1) for text in ODD], ROW]})
    assert len(read(path, odd).candidates) == 1


def test_a_table_that_is_not_there_any_more_stops_the_run(tmp_path: Path, odd: Path) -> None:
    path = written(tmp_path, odd, B="name", D="category", E="none")
    workbook(odd, {"DS 2": [KNOWN, ROW[:5]]})
    assert "xa-mot.xlsx, sheet “DS”: no table has these columns" in refused(path, odd)


def test_an_open_question_stops_the_run_at_its_line(tmp_path: Path, odd: Path) -> None:
    said = refused(written(tmp_path, odd, B="name"), odd)
    assert said.startswith("map.yaml:")
    assert "not answered: which field is column D “Nhóm đối tượg”? Write a field's id (nearest: category" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rulebook: made-2023", "rulebook: other", "for the rulebook `other`, not `made-2023`"),
        ("schema: xetkhen/mapping/1", "schema: xetkhen/mapping/2", "`xetkhen/mapping/2` cannot be used"),
        ("  sheet:", "  shet:", "`shet` is not used here; did you mean `sheet`?"),
        ("  table: candidates\n", "", "`table` is missing; add it"),
        ("table: candidates", "table: candidate", "no table of the rulebook; did you mean `candidates`?"),
        ("field: kind", "field: kinds", "`kinds` is no field of this table; did you mean `kind`?"),
        ("field: kind", "field: category", "`category` is column C already"),
        ("field: kind", "field: [kind]", "`field` must be a text"),
        ("column: C,", "column: c,", "`c` is no column; write it like B or AA"),
        ("column: C,", "column: B,", "column B is already above"),
        ("field: name", "field: none", "no column is `name`"),
        ("field: kind", "field: kind, part: whole", "`whole` is no part of `kind`"),
        ("field: kind", "field: kind, unit: triệu đồng", "`kind` is no money"),
        ('files: ["a.xlsx"]', "files: []", "`files` is empty"),
        ("tables:", "tables\n", "not readable as YAML"),
        ("rulebook:", "rulebook: &x", "`&x` is not used here"),
    ],
)
def test_a_mistake_in_the_file_is_told_at_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [KNOWN, ROW[:5]]})
    path = written(tmp_path, book)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    message = refused(path, book)
    assert message.startswith("map.yaml:"), message
    assert message.split(":")[1].isdigit()
    assert said in message


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "not UTF-8"), (None, "no such file"), (b"", "map.yaml:1:1")]
)
def test_a_map_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    book = workbook(tmp_path / "a.xlsx", {"S": [KNOWN, ROW[:5]]})
    if content is not None:
        (tmp_path / "map.yaml").write_bytes(content)
    assert said in refused(tmp_path / "map.yaml", book)


# ---- whatever the layout ----------------------------------------------------------------------------------------


@st.composite
def sheets(draw: Any) -> Any:
    return draw(layouts(draw(candidates())))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(sheets(), min_size=1, max_size=2))
def test_a_map_made_of_a_workbook_reads_it_as_it_was_read(made: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = save(folder / "ds.xlsx", {f"S{n}": layout for n, layout in enumerate(made)})
        plain, mapped = read_roster([book], BOOK), read(written(folder, book), book)
    assert mapped.candidates.frame.equals(plain.candidates.frame)
    assert mapped.candidates.sources == plain.candidates.sources
    assert mapped.problems == plain.problems
    assert mapped.absent == plain.absent
