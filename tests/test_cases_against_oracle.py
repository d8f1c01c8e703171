"""What the cases of the five plans expect is what the plans say, worked out by hand and apart from the engine.

A case could be copied from what the engine answers; then it would hold the engine to its own mistakes. Each status,
rank, certainty and list of readings that a case expects is therefore also the oracle's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from engine.rulebook import load, locate
from engine.rulebook.casefile import Case, cases_path, read_cases
from engine.rulebook.model import Field, Rulebook
from tests.reference.plan_terms import KINDS, Cell, Given, Row
from tests.reference.plans import PLANS, answer


def typed(row: Mapping[str, str], fields: Mapping[str, Field]) -> Row:
    return {name: value(text, fields[name]) for name, text in row.items() if text}


def value(text: str, field: Field) -> Cell:
    match field.type:
        case "yes_no":
            return text == "yes"
        case "date":
            return date.fromisoformat(text)
        case "whole" | "money" | "number" | "year":
            number = Fraction(text.replace("_", ""))
            return int(number) if number.denominator == 1 else number
        case _:
            return text


def given(plan: str, case: Case, book: Rulebook) -> Given:
    rows = []
    for row in case.rows:
        category = row.get("category")
        kind = {"kind": KINDS[category][0]} if category in KINDS and category != "citizen" else {}
        if category in ("citizen", "other"):
            kind = {"kind": book.categories[category].kinds[0]}
        rows.append({**typed({**kind, **row}, book.fields), "name": row["name"]})
    registers = {
        name: [typed(row, book.registers[name].fields) for row in table] for name, table in case.registers.items()
    }
    settings: dict[str, Cell] = {}
    for name, text in case.settings.items():
        now = load(plan, {name: text}).parameters[name].value
        if not (now == "none" and book.parameters[name].type == "seats"):  # no limit is none at all
            settings[name] = now
    scored = any("board_score" in row for row in case.rows)
    this_round = case.round or next(iter(book.rounds))
    return Given(plan, this_round, rows, registers.get("awards"), registers.get("units"), settings, scored)


@pytest.mark.parametrize("plan", PLANS)
def test_what_a_case_expects_is_what_the_plan_says(plan: str) -> None:
    book = load(plan)
    wrong, held = [], 0
    for case in read_cases(cases_path(locate(plan)), book):
        said = answer(given(plan, case, book))
        for row, (expected, found) in enumerate(zip(case.expected, said.expected, strict=True)):
            if expected is None:
                continue
            held += 1
            if expected.status != found.status:
                wrong.append(f"{case.id}: {expected.status}, and the plan says {found.status}")
            elif expected.certain not in (None, found.certain):
                wrong.append(f"{case.id}: certain is {expected.certain}, and the plan says {found.certain}")
            elif expected.rank not in (None, found.rank):
                wrong.append(f"{case.id}: rank {expected.rank}, and the plan says {found.rank}")
            elif expected.depends_on is not None and set(expected.depends_on) != said.depends_on[row]:
                wrong.append(f"{case.id}: hangs on {expected.depends_on}, and by the plan on {said.depends_on[row]}")
    assert wrong == []
    assert held > 70
