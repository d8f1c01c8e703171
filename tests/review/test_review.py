"""A rulebook goes out as a workbook, people write into it, and what they wrote stands beside the right rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.places import rules_dir
from engine.problems import UnusableInput
from engine.review import Checked, checked, checked_lines, read_review, review_of, write_review
from engine.rulebook import load, shipped
from engine.rulebook.entries import entries
from tests.cli.conftest import Xetkhen, xetkhen  # noqa: F401  # the fixture

PLAN = "khanh-cu-2024"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for suffix in (".yaml", ".en.yaml", ".cases.yaml"):
        (tmp_path / f"{PLAN}{suffix}").write_bytes((rules_dir() / f"{PLAN}{suffix}").read_bytes())
    return tmp_path / f"{PLAN}.yaml"


@pytest.fixture(params=["vi", "en"])
def sheet(plan: Path, request: pytest.FixtureRequest) -> Path:
    path = plan.with_name("ra-soat.xlsx")
    write_review(review_of(plan), path, request.param)
    return path


def cells(page: Any) -> dict[str, int]:
    """The columns of a table by what heads them, in either language, and the row of the header."""
    for row in page.iter_rows(max_row=10):
        titles = {str(cell.value): cell.column for cell in row if cell.value}
        if "Mã" in titles or "Id" in titles:
            names = {"Mã": "key", "Id": "key", "Ý kiến": "remark", "Remark": "remark", "Đồng ý (x)": "agreed",
                     "Agreed (x)": "agreed", "Người xem": "by", "Reviewer": "by", "Quy tắc thành câu": "sentence",
                     "The rule as a sentence": "sentence"}  # fmt: skip
            return {names[t]: c for t, c in titles.items() if t in names} | {"header": row[0].row}
    return {}


def write(path: Path, key: str, nth: int = 0, **values: object) -> None:
    """What a reviewer does: ``write(path, "criteria/outstanding", agreed="x")``."""
    book = load_workbook(path)
    rows = []
    for page in book:
        columns = cells(page)
        if columns:
            rows += [(page, row, columns) for row in range(columns["header"] + 1, page.max_row + 1)
                     if page.cell(row, columns["key"]).value == key]  # fmt: skip
    page, row, columns = rows[nth]
    for name, value in values.items():
        page.cell(row, columns[name]).value = value
    book.save(path)


def back(path: Path, plan: Path) -> Checked:
    return checked(review_of(plan), read_review(path))


@pytest.mark.parametrize("name", shipped())
def test_every_clause_and_every_entry_is_put_before_the_reviewers(name: str) -> None:
    book = load(name)
    lines = review_of(name).lines
    keys = {line.key for line in lines}
    assert {entry.key for entry in entries(book)} <= keys
    assert set(book.clauses) <= {clause for line in lines for clause in line.clauses} | {
        c for c in book.clauses if c.startswith("law/")
    }
    assert len(keys) == len(lines), "one line for each"


def test_untouched_it_comes_back_with_nothing_looked_at(sheet: Path, plan: Path) -> None:
    found = back(sheet, plan)
    assert (found.changed, found.open, found.gone) == (False, False, ())
    assert {(r.state, r.changed, r.edited, r.missing) for r in found.remarks} == {("unseen", False, None, False)}


def test_a_tick_a_remark_and_a_settled_remark(sheet: Path, plan: Path) -> None:
    write(sheet, "criteria/outstanding", agreed="x", by="Lan")
    write(sheet, "parameters/period_start", remark="Sao là ngày 01?", by="Hùng")
    write(sheet, "awards/ct_tinh", remark="Đã sửa", agreed="X")
    state = {r.line.key: r for r in back(sheet, plan).remarks}
    assert state["criteria/outstanding"].state == "agreed"
    assert state["awards/ct_tinh"].state == "agreed"
    open_ = state["parameters/period_start"]
    assert (open_.state, open_.remarks, open_.reviewers) == ("remark", ("Sao là ngày 01?",), ("Hùng",))
    name, line = open_.line.place.split(":")
    assert name == f"{PLAN}.yaml"
    assert plan.read_text(encoding="utf-8").splitlines()[int(line) - 1].strip().startswith("period_start:")


@pytest.mark.parametrize(("tick", "state"), [(True, "agreed"), (False, "unseen"), ("không", "remark"), ("?", "remark")])
def test_a_box_is_a_tick_and_a_no_is_a_remark(tick: object, state: str, sheet: Path, plan: Path) -> None:
    write(sheet, "criteria/outstanding", agreed=tick)
    assert next(r for r in back(sheet, plan).remarks if r.line.key == "criteria/outstanding").state == state


def test_a_remark_under_the_second_clause_of_a_rule_is_about_that_rule(plan: Path) -> None:
    path = plan.with_name("hai-muc.xlsx")
    review = review_of(plan)
    line = next(x for x in review.lines if x.part == "rules" and len([c for c in x.clauses if "law" not in c]) > 1)
    write_review(review, path, "vi")
    write(path, line.key, 1, remark="Xem lại")
    found = next(r for r in back(path, plan).remarks if r.line.key == line.key)
    assert (found.state, found.remarks, found.edited) == ("remark", ("Xem lại",), None)


def test_a_sentence_changed_in_the_workbook_is_told_and_is_no_change_of_the_rule(sheet: Path, plan: Path) -> None:
    write(sheet, "criteria/outstanding", sentence="Ai cũng được", agreed="x")
    found = back(sheet, plan)
    (edited,) = (r for r in found.remarks if r.edited is not None)
    assert edited.line.key == "criteria/outstanding"
    assert edited.edited is not None
    assert edited.edited.startswith("Ai cũng được")
    assert (found.open, found.changed, edited.changed) == (True, False, False)


def test_a_rule_that_changed_since_is_told_apart_from_the_others(sheet: Path, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("value: 2024-05-01", "value: 2024-05-02", 1), encoding="utf-8")
    found = back(sheet, plan)
    changed = {r.line.key for r in found.remarks if r.changed}
    assert found.changed
    assert "parameters/period_start" in changed
    assert "criteria/outstanding" not in changed
    assert not any(r.edited for r in found.remarks)


def test_rows_that_were_taken_out_and_rules_that_are_gone_are_named(sheet: Path, plan: Path) -> None:
    book = load_workbook(sheet)
    for page in book:
        columns = cells(page)
        for row in range(page.max_row, 0, -1):
            if columns and page.cell(row, columns["key"]).value == "criteria/outstanding":
                page.delete_rows(row)
    book.save(sheet)
    cases = plan.with_suffix(".cases.yaml")
    first = review_of(plan).of("cases")[0].key.partition("/")[2]
    cases.write_text(cases.read_text(encoding="utf-8").replace(f"  {first}:", "  renamed:", 1), encoding="utf-8")
    found = back(sheet, plan)
    assert {r.line.key for r in found.remarks if r.missing} == {"criteria/outstanding", "cases/renamed"}
    assert [row.key for row in found.gone] == [f"cases/{first}"]


def test_another_rulebooks_review_and_another_workbook_are_refused(sheet: Path, plan: Path) -> None:
    with pytest.raises(UnusableInput, match="-r khanh-cu-2024"):
        checked(review_of("cao-bang-2022"), read_review(sheet))
    other = plan.with_name("khac.xlsx")
    book = load_workbook(sheet)
    del book[book.sheetnames[0]]
    book.save(other)
    with pytest.raises(UnusableInput, match="show RULEBOOK --format xlsx"):
        read_review(other)


def test_it_prints_on_a4_across_with_its_header_on_every_page_and_its_marks_hidden(sheet: Path) -> None:
    book = load_workbook(sheet)
    for page in book:
        setup = page.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, "landscape", 0)
        if columns := cells(page):
            assert page.print_title_rows == f"${columns['header']}:${columns['header']}"
            hidden = [letter for letter, size in page.column_dimensions.items() if size.hidden]
            assert len(hidden) == 1
            assert len(page.data_validations.dataValidation) == 2
    digest = load(PLAN).sha256
    assert any(digest == cell.value for row in book.worksheets[0].iter_rows() for cell in row)


def test_a_sentence_that_looks_like_a_formula_stays_a_text(plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("  outstanding:", '  outstanding: {clause: III.1, vi: "=1+1"}\n  was:', 1)
                    .replace("  was:", "  # "), encoding="utf-8")  # fmt: skip
    path = plan.with_name("cong-thuc.xlsx")
    write_review(review_of(plan), path, "vi")
    found = [cell for page in load_workbook(path) for row in page.iter_rows() for cell in row if cell.value]
    assert any(str(cell.value).startswith("=1+1") for cell in found)
    assert {cell.data_type for cell in found} <= {"s", "n"}


def test_what_is_told_stands_beside_its_rule(sheet: Path, plan: Path) -> None:
    write(sheet, "criteria/outstanding", remark="Thiếu chữ xuất sắc", by="Lan")
    lines = list(checked_lines(back(sheet, plan), "vi"))
    at = lines.index("CÓ Ý KIẾN, CHƯA GIẢI QUYẾT")
    assert lines[at + 1].startswith(f"  criteria/outstanding  {PLAN}.yaml:")
    assert "[mục III.1" in lines[at + 1]
    assert lines[at + 3].startswith("    « Lan: Thiếu chữ xuất sắc »  (")


def test_the_two_commands(plan: Path, xetkhen: Xetkhen) -> None:  # noqa: F811
    path = plan.with_name("phieu.xlsx")
    made = xetkhen("rulebook", "show", plan, "--format", "xlsx", "-o", path)
    assert (made.code, made.err) == (0, "")
    assert f"check-review {path} -r {plan}" in made.out
    assert xetkhen("rulebook", "check-review", path, "-r", plan, "--strict").code == 0
    write(path, "criteria/outstanding", remark="?")
    done = xetkhen("rulebook", "check-review", path, "-r", plan, "--strict", "--lang", "en")
    assert (done.code, done.out.splitlines()[-1].split(",")[1]) == (1, " 1 with open remarks")
    data = json.loads(xetkhen("rulebook", "check-review", path, "-r", plan, "--format", "json").out)
    assert (data["schema"], data["counts"]["remark"]) == ("xetkhen/review/1", 1)
    again = xetkhen("rulebook", "show", plan, "--format", "xlsx", "-o", path)
    assert (again.code, len(again.err.splitlines())) == (2, 2)
    assert xetkhen("rulebook", "show", plan, "-o", "x.xlsx").code == 2
    assert xetkhen("rulebook", "show", plan, "--format", "xlsx", "-o", "x.pdf").code == 2
    assert xetkhen("rulebook", "show", plan, "--format", "xlsx", "--set", "a=b").code == 2
    assert xetkhen("rulebook", "check-review", plan, "-r", plan).code == 2


def test_another_reading_is_told_as_the_question_and_its_answer() -> None:
    told = [text for line in review_of("ninh-thuan-2023").lines for text in line.other.vi.split("\n")]
    asked = "Khi chọn “Ngày gửi hồ sơ” ở “Hạn gửi hồ sơ tính theo ngày nào?”: Hồ sơ quá hạn: "
    assert [text for text in told if text.startswith(asked)] == [
        f"{asked}“Ngày gửi hồ sơ” từ ngày 10/10/2023 trở đi (quá hạn)"
    ]
    assert not any(" = " in text for text in told if text.startswith("Khi "))
