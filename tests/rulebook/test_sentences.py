"""A rule as a sentence in Vietnamese and English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.rulebook import load, required_text, sentence, shipped, show_json, show_text
from engine.rulebook.model import Rulebook

COMPLETE = Path(__file__).parent / "complete.yaml"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load(COMPLETE)


@pytest.mark.parametrize(
    ("criterion", "vi", "en"),
    [
        ("donated", "từ 50.000.000 đồng trở lên", "at least 50,000,000 dong"),
        ("good_model", "có", "yes"),
        ("recent", "từ ngày 01/01/2023 đến hết ngày 30/09/2023", "from 1 January 2023 to 30 September 2023, both in"),
        ("punctual", "trước ngày 10/10/2023", "before 10 October 2023"),
    ],
)
def test_what_a_criterion_asks(book: Rulebook, criterion: str, vi: str, en: str) -> None:
    asked = required_text(book.criteria[criterion].when, book)
    assert (asked.vi, asked.en) == (vi, en)


def test_the_day_of_a_deadline_counts_when_the_parameter_says_so() -> None:
    inclusive = load(COMPLETE, {"deadline_inclusive": "yes"})
    assert required_text(inclusive.criteria["punctual"].when, inclusive).vi == "chậm nhất ngày 10/10/2023"


def test_a_floor_without_a_value_is_named() -> None:
    unset = load(COMPLETE, {"floor": None})
    assert required_text(unset.criteria["donated"].when, unset).vi == "từ “Mức tối thiểu” (chưa đặt) trở lên"


def test_a_standard_names_its_criteria(book: Rulebook) -> None:
    requires = book.categories["commune"].requires
    assert requires is not None
    assert sentence(requires, book).vi == (
        "“Có mô hình hay” và (“Vượt trội” hoặc (ít nhất 2 trong: “Thành tích trong thời gian”; “Ba năm liền”; "
        "“Gửi đúng hạn”))"
    )


def test_an_exclusion_names_its_register(book: Rulebook) -> None:
    assert sentence(book.exclusions["again"].when, book).en == (
        "“Sổ khen thưởng huyện” has a row with the same “Name of person or collective” where "
        "“Hình thức khen” is Giấy khen huyện and “Ngày tính” on or after 1 January 2023"
    ).replace("“Hình thức khen”", f"“{book.registers['past'].fields['award'].text.en}”")


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_shipped_rule_can_be_said_without_a_trace_of_the_program(name: str, lang: str) -> None:
    said = show_text(load(name), lang)
    for trace in ("FieldRef", "Constant(", "Fraction", "None", "Param(", "{0}", "datetime"):
        assert trace not in said
    for category in load(name).categories.values():
        assert category.text.in_(lang) in said


@pytest.mark.parametrize("name", [*shipped(), str(COMPLETE)])
def test_the_data_of_a_rulebook_holds_everything(name: str) -> None:
    book = load(name)
    data = json.loads(json.dumps(show_json(book), ensure_ascii=False))
    assert list(data["fields"]) == list(book.fields)
    assert list(data["criteria"]) == list(book.criteria)
    for id_, round_ in book.rounds.items():
        quotas = data["rounds"][id_]["quotas"]
        assert quotas is None if round_.quotas is None else [q["id"] for q in quotas] == [q.id for q in round_.quotas]
