"""The report of a check as a workbook."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from engine.feedback import report_workbook
from tests.cli.conftest import Xetkhen, xetkhen
from tests.feedback.conftest import BAD, HEADER, PLAN, Check
from tests.intake.made import workbook

__all__ = ["xetkhen"]


def test_it_lists_every_problem_in_the_order_of_the_check_and_counts_by_sender(book: Path, check: Check) -> None:
    checked = check(book)
    made = openpyxl.load_workbook(io.BytesIO(report_workbook(checked, "vi")))
    assert made.sheetnames == ["Lỗi dữ liệu", "Theo nơi gửi"]
    rows = list(made["Lỗi dữ liệu"].iter_rows(min_row=6, values_only=True))
    assert [row[9] for row in rows] == [problem.text.vi for problem in checked.problems]
    assert [row[6] for row in rows] == [problem.ref for problem in checked.problems]
    senders = list(made["Theo nơi gửi"].iter_rows(min_row=6, values_only=True))
    assert [(row[0], row[1], row[2]) for row in senders] == [
        (name, sum(n.problem.severity == "error" for n in noted), sum(n.problem.severity != "error" for n in noted))
        for name, noted in checked.by_sender().items()
    ]


def test_no_text_of_a_senders_becomes_a_formula(tmp_path: Path, check: Check) -> None:
    odd = [*BAD[:6], "=cmd|' /C calc'!A0"]
    path = workbook(tmp_path / "xa.xlsx", {"S": [HEADER, odd]})
    made = openpyxl.load_workbook(io.BytesIO(report_workbook(check(path), "en")))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if str(cell.value).startswith("=")] == ["=cmd|' /C calc'!A0"]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_the_command_writes_it_to_a_new_file(book: Path, tmp_path: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("check", book, "-r", PLAN, "--format", "xlsx", "-o", tmp_path / "b.xlsx")
    assert (done.code, done.out, "b.xlsx" in done.err) == (0, "", True)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == ["Lỗi dữ liệu", "Theo nơi gửi"]
    again = xetkhen("check", book, "-r", PLAN, "--format", "xlsx", "-o", tmp_path / "b.xlsx")
    assert again.code == 2
    nameless = xetkhen("check", book, "-r", PLAN, "--format", "xlsx")
    assert (nameless.code, ".xlsx" in nameless.err) == (2, True)
