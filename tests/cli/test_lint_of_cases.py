"""Mistakes in the cases are found by lint too; a value that is worked out is no cell to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rulebook import new_draft
from tests.cli.conftest import Xetkhen


@pytest.fixture
def cases(here: Path) -> Path:
    for suffix, text in new_draft("thu-2027").items():
        (here / f"thu-2027{suffix}").write_text(text, encoding="utf-8")
    return here / "thu-2027.cases.yaml"


def test_lint_finds_what_is_wrong_in_the_cases(cases: Path, xetkhen: Xetkhen) -> None:
    assert xetkhen("rulebook", "lint", "thu-2027.yaml").code == 0
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("expect: nominated", "expect: nominate", 1).replace("because:", "becuse:", 1),
                     encoding="utf-8")  # fmt: skip
    done = xetkhen("rulebook", "lint", "thu-2027.yaml", "--lang", "en")
    assert done.code == 2
    assert sorted(line.split(": ", 1)[1] for line in done.out.splitlines()) == [
        "`becuse` is not a key here; did you mean `because`?",
        "there is no status `nominate`; did you mean `nominated`?",
    ]


def test_a_case_file_that_cannot_be_read_is_told_once_with_the_way_to_all(cases: Path, xetkhen: Xetkhen) -> None:
    cases.write_text(cases.read_text(encoding="utf-8").replace("expect:", "expct:"), encoding="utf-8")
    done = xetkhen("rulebook", "test", "thu-2027.yaml")
    assert done.code == 2
    lines = done.err.splitlines()
    assert len(lines) == 3
    assert lines[0].endswith("xem từng lỗi: xetkhen rulebook lint thu-2027.yaml")
    assert lines[2].endswith("xem tất cả: xetkhen rulebook lint thu-2027.yaml")
    cases.write_bytes(b"\xff\xfe")
    assert "UTF-8" in xetkhen("rulebook", "test", "thu-2027.yaml").err


def test_a_computed_field_in_a_case_is_told_with_the_fields_it_is_made_of(cases: Path, xetkhen: Xetkhen) -> None:
    rules = cases.with_name("thu-2027.yaml")
    rules.write_text(
        rules.read_text(encoding="utf-8")
        .replace("awards:  ", "fields:\n  tong: {type: money, vi: Tổng, compute: {sum: [cash, assets]}}\nawards:  ", 1)
        .replace("when: {contribution:", "when: {tong:", 1),
        encoding="utf-8",
    )
    english = cases.with_name("thu-2027.en.yaml")
    english.write_text(english.read_text(encoding="utf-8") + "fields/tong: Total\n", encoding="utf-8")
    cases.write_text(cases.read_text(encoding="utf-8").replace("contribution:", "tong:"), encoding="utf-8")
    out = xetkhen("rulebook", "lint", "thu-2027.yaml").out
    assert "`tong` được tính ra, không phải một cột; ghi các trường mà nó đọc: `cash`, `assets`" in out


def test_an_unknown_field_in_a_case_is_told_with_the_nearest(cases: Path, xetkhen: Xetkhen) -> None:
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("tasks_done: yes", "task_done: yes", 1), encoding="utf-8")
    out = xetkhen("rulebook", "lint", "thu-2027.yaml").out
    assert "`task_done` không phải là trường của hàng này; có phải là `tasks_done`?" in out
