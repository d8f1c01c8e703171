"""What each command does when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from engine.rulebook import samples
from tests.cli.conftest import PLANS, ROOT, SAMPLES, Xetkhen

NINH_THUAN = SAMPLES / "ninh-thuan-2023.xlsx"


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


# ---- demo, nominate ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", PLANS)
def test_the_demo_of_every_plan_says_what_it_ran_and_where_the_results_are(
    plan: str, here: Path, xetkhen: Xetkhen
) -> None:
    done = xetkhen("demo", plan)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"$ xetkhen nominate {SAMPLES / plan}.xlsx -r {plan} ")
    assert f"Kết quả: xetkhen-demo-{plan}" in done.out
    assert sorted(path.name for path in (here / f"xetkhen-demo-{plan}").iterdir()) == [
        "decisions.json", "nominations.xlsx", "record.zip", "report.html", "to-trinh.docx",
    ]  # fmt: skip


def test_the_command_that_the_demo_shows_gives_what_the_demo_gave(here: Path, xetkhen: Xetkhen) -> None:
    shown = xetkhen("demo", "vinh-chau-2021").out.splitlines()[0].split()
    assert shown[:2] == ["$", "xetkhen"]
    again = xetkhen(*shown[2:-1], "lan-hai")
    assert again.code == 0
    first, second = (
        json.loads((here / folder / "decisions.json").read_text(encoding="utf-8"))
        for folder in (shown[-1], "lan-hai")
    )  # fmt: skip
    assert (first["run"]["id"], first["decisions"]) == (second["run"]["id"], second["decisions"])


def test_a_second_demo_takes_another_folder(here: Path, xetkhen: Xetkhen) -> None:
    for _ in range(2):
        assert xetkhen("demo", "khanh-cu-2024").code == 0
    wanted = ["xetkhen-demo-khanh-cu-2024", "xetkhen-demo-khanh-cu-2024-2"]
    assert sorted(path.name for path in here.iterdir()) == wanted


def test_results_go_to_a_folder_named_in_the_language_where_none_is_asked_for(here: Path, xetkhen: Xetkhen) -> None:
    for lang in ("vi", "en"):
        xetkhen("nominate", SAMPLES / "khanh-cu-2024.xlsx", "-r", "khanh-cu-2024", "--lang", lang)
    assert sorted(path.name for path in here.iterdir()) == ["ket-qua", "results"]


def test_strict_says_by_its_code_that_something_is_left_to_look_at(here: Path, xetkhen: Xetkhen) -> None:
    words = ("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "--strict", "-o", "kq")
    assert xetkhen(*words).code == 1
    assert (here / "kq" / "decisions.json").is_file()


def test_strict_is_content_with_a_list_on_which_nothing_is_open(here: Path, xetkhen: Xetkhen) -> None:
    book = openpyxl.Workbook()
    book.active.append([
        "Họ và tên", "Loại hình", "Nhóm đối tượng", "Việc làm thiết thực", "Sáng kiến, giải pháp hữu ích",
        "Đang xem xét kỷ luật, thanh tra, khiếu nại", "Hồ sơ đầy đủ", "Điểm chấm",
    ])  # fmt: skip
    book.active.append(["Nông Thị Hà", "Cá nhân", "official", "Có", "Có", "Không", "Có", 90])
    book.save(here / "mot.xlsx")
    words = ("mot.xlsx", "-r", "cao-bang-2022")
    assert xetkhen("check", *words, "--strict").code == 0
    done = xetkhen("nominate", *words, "--round", "annual", "--year", "2024", "--strict", "-o", "kq")
    assert (done.code, done.err) == (0, "")


def test_english_is_english_down_to_the_workbook(here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("demo", "khanh-cu-2024", "--lang", "en", "-o", "kq")
    assert "Results: kq" in done.out
    assert "Nominated" in done.out
    assert "Kết quả" not in done.out
    sheets = openpyxl.load_workbook(here / "kq" / "nominations.xlsx").sheetnames
    assert {"Summary", "Needs evidence", "Criteria matrix"} <= set(sheets)


def test_an_empty_folder_may_be_filled(here: Path, xetkhen: Xetkhen) -> None:
    (here / "kq").mkdir()
    assert xetkhen("demo", "khanh-cu-2024", "-o", "kq").code == 0


def test_the_year_of_a_round_is_the_day_of_decision_where_none_is_said(here: Path, xetkhen: Xetkhen) -> None:
    words = ("nominate", SAMPLES / "cao-bang-2022.xlsx", "-r", "cao-bang-2022", "--round", "annual", "--year", "2024")
    days = []
    for more in ([], ["--decided-on", "2024-06-30"]):
        folder = f"kq{len(more)}"
        assert xetkhen(*words, *more, "-o", folder).code == 0
        days.append(json.loads((here / folder / "decisions.json").read_text(encoding="utf-8"))["run"]["decided_on"])
    assert days == ["2024-12-31", "2024-06-30"]


def test_a_register_of_its_own_takes_part(here: Path, xetkhen: Xetkhen) -> None:
    candidates, register = here / "ung-vien.xlsx", here / "so.xlsx"
    for path in (candidates, register):
        book = openpyxl.load_workbook(NINH_THUAN)
        for name in book.sheetnames:
            if ("Sổ" in name) == (path is candidates):
                del book[name]
        book.save(path)
    statuses = []
    for more in ([], ["--register", register]):
        folder = f"kq{len(more)}"
        assert xetkhen("nominate", candidates, "-r", "ninh-thuan-2023", *more, "-o", folder).code == 0
        found = json.loads((here / folder / "decisions.json").read_text(encoding="utf-8"))
        statuses.append(sum(d["status"] == "excluded" for d in found["decisions"]))
    assert statuses[1] > statuses[0]


# ---- check ------------------------------------------------------------------------------------------------------


def test_check_lists_problems_with_their_cells_and_decides_nothing(here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("check", NINH_THUAN, "-r", "ninh-thuan-2023")
    assert (done.code, done.err) == (0, "")
    assert "✗ ninh-thuan-2023.xlsx!Cá nhân!" in done.out
    assert list(here.iterdir()) == []


def test_check_as_data_counts_every_row(xetkhen: Xetkhen) -> None:
    found = json.loads(xetkhen("check", NINH_THUAN, "-r", "ninh-thuan-2023", "--format", "json").out)
    assert found["schema"] == "xetkhen/check/1"
    assert found["counts"]["rows"] == found["counts"]["candidates"] + found["counts"]["rejected_rows"]
    problem = next(p for p in found["problems"] if p["severity"] == "error")
    assert problem.keys() >= {"code", "severity", "file", "sheet", "cell", "vi", "en"}


def test_check_is_strict_about_errors_only(xetkhen: Xetkhen) -> None:
    assert xetkhen("check", NINH_THUAN, "-r", "ninh-thuan-2023", "--strict").code == 1
    assert xetkhen("check", SAMPLES / "vinh-chau-2021.xlsx", "-r", "vinh-chau-2021", "--strict").code == 0


# ---- explain ----------------------------------------------------------------------------------------------------


def test_explain_finds_a_name_without_its_diacritics(results: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("explain", results, "tran thi my le")
    assert (done.code, done.err) == (0, "")
    assert "Trần Thị Mỹ Lệ" in done.out
    assert "IV.3" in done.out


def test_explain_as_data_is_the_tree(results: Path, xetkhen: Xetkhen) -> None:
    tree = json.loads(xetkhen("explain", results, "tran thi my le", "--format", "json").out)
    assert "Trần Thị Mỹ Lệ" in json.dumps(tree, ensure_ascii=False)


def test_explain_takes_the_document_itself(results: Path, xetkhen: Xetkhen) -> None:
    assert xetkhen("explain", results / "decisions.json", "tran thi my le").code == 0


# ---- rulebooks, templates ---------------------------------------------------------------------------------------


def test_the_rulebooks_are_listed_with_their_rounds(xetkhen: Xetkhen) -> None:
    done = xetkhen("rulebook", "list")
    plans, shown = done.out.split("\n\n")
    assert [line.split()[0] for line in plans.splitlines() if not line.startswith(" ")] == list(PLANS)
    assert [line.split()[0] for line in shown.splitlines()[1:]] == list(samples())
    listed = json.loads(xetkhen("rulebook", "list", "--format", "json").out)
    assert [book["id"] for book in listed] == [*PLANS, *samples()]
    assert [book["id"] for book in listed if book["sample"]] == list(samples())
    assert listed[len(PLANS) - 1]["rounds"] == ["recognised_unit", "departments", "town"]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_rulebook_is_shown_as_sentences_beside_clauses(plan: str, lang: str, xetkhen: Xetkhen) -> None:
    done = xetkhen("rulebook", "show", plan, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert "held_back: " in done.out
    assert ("[clause" if lang == "en" else "[mục") in done.out


def test_a_rulebook_is_shown_as_it_would_be_under_another_setting(xetkhen: Xetkhen) -> None:
    def gate(*more: str) -> str:
        out = xetkhen("rulebook", "show", "khanh-cu-2024", *more).out
        return next(line for line in lines(out) if line.startswith("  agency: "))

    assert "Đăng ký ít nhất 01 công trình đúng hạn" not in gate()
    assert "Đăng ký ít nhất 01 công trình đúng hạn" in gate("--set", "registration_is_condition=yes")


def test_a_rulebook_as_data_holds_fields_criteria_and_quotas(xetkhen: Xetkhen) -> None:
    shown = json.loads(xetkhen("rulebook", "show", "ninh-thuan-2023", "--format", "json").out)
    assert {"fields", "criteria", "rounds", "parameters", "clauses"} <= shown.keys()


@pytest.mark.parametrize("plan", PLANS)
def test_the_shipped_rulebooks_lint_without_an_error(plan: str, xetkhen: Xetkhen) -> None:
    for reference in (plan, ROOT / "rules" / f"{plan}.yaml"):
        found = json.loads(xetkhen("rulebook", "lint", reference, "--format", "json").out)
        assert {finding["severity"] for finding in found} <= {"warning"}


def test_lint_ends_with_2_where_a_rulebook_cannot_be_used(here: Path, xetkhen: Xetkhen) -> None:
    (here / "x.yaml").write_text("language: 1\nid: x\nversion: 1\nrouns: {}\n", encoding="utf-8")
    done = xetkhen("rulebook", "lint", "x.yaml")
    assert done.code == 2
    assert "x.yaml:4:1" in done.out
    assert "`rounds`" in done.out


def test_the_cases_of_a_rulebook_run(xetkhen: Xetkhen) -> None:
    done = xetkhen("rulebook", "test", "cao-bang-2022")
    assert done.code == 0
    assert "trường hợp cho kết quả đúng như đã ghi" in done.out


def test_a_case_that_comes_out_otherwise_is_named_with_its_line_and_code_1(here: Path, xetkhen: Xetkhen) -> None:
    for suffix in (".yaml", ".en.yaml", ".cases.yaml"):
        text = (ROOT / "rules" / f"cao-bang-2022{suffix}").read_text(encoding="utf-8")
        (here / f"cao-bang-2022{suffix}").write_text(text, encoding="utf-8")
    cases = here / "cao-bang-2022.cases.yaml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("nominated", "reserve", 1), encoding="utf-8")
    done = xetkhen("rulebook", "test", "cao-bang-2022.yaml", "--lang", "en")
    assert done.code == 1
    assert "✗ cao-bang-2022.cases.yaml:" in done.out


def test_a_mutant_that_no_case_notices_is_listed_with_the_case_to_paste(here: Path, xetkhen: Xetkhen) -> None:
    for suffix in (".yaml", ".en.yaml", ".cases.yaml"):
        text = (ROOT / "rules" / f"cao-bang-2022{suffix}").read_text(encoding="utf-8")
        (here / f"cao-bang-2022{suffix}").write_text(text, encoding="utf-8")
    cases = here / "cao-bang-2022.cases.yaml"
    text = cases.read_text(encoding="utf-8")
    start, end = text.index("  other-unit-as-division-unproven:"), text.index("  another-class-is-asked-nothing:")
    cases.write_text(text[:start] + text[end:], encoding="utf-8")
    done = xetkhen("rulebook", "test", "cao-bang-2022.yaml", "--mutants", "--format", "json")
    assert done.code == 1
    (survivor,) = json.loads(done.out)["mutants"]["survivors"]
    line = (here / survivor["file"]).read_text(encoding="utf-8").splitlines()[survivor["line"] - 1]
    assert line[survivor["column"] - 1 :].startswith("other_unit")
    assert survivor["vi"] == "bỏ `other_unit`"
    cases.write_text(f"{text[:start]}{text[end:]}{survivor['case']}\n", encoding="utf-8")
    pasted = xetkhen("rulebook", "test", "cao-bang-2022.yaml", "--mutants")
    assert pasted.code == 0, pasted.out
    assert "0 lọt" in pasted.out


def test_the_schema_is_a_json_schema(xetkhen: Xetkhen) -> None:
    assert "$schema" in json.loads(xetkhen("rulebook", "schema").out)


def test_a_new_rulebook_lints_tests_and_has_a_template(here: Path, xetkhen: Xetkhen) -> None:
    assert xetkhen("rulebook", "new", "ke-hoach-2027").out.split() == [
        "ke-hoach-2027.yaml", "ke-hoach-2027.en.yaml", "ke-hoach-2027.cases.yaml",
    ]  # fmt: skip
    assert xetkhen("rulebook", "lint", "ke-hoach-2027.yaml").code == 0
    assert xetkhen("rulebook", "test", "ke-hoach-2027.yaml").code == 0
    assert xetkhen("template", "ke-hoach-2027.yaml", "-o", "mau.xlsx").code == 0


@pytest.mark.parametrize("plan", PLANS)
def test_a_template_says_what_comes_next(plan: str, here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("template", plan, "-o", "mau.xlsx")
    assert (done.code, done.err) == (0, "")
    assert f"xetkhen check mau.xlsx -r {plan}" in done.out
    assert [path.name for path in here.iterdir()] == ["mau.xlsx"]
