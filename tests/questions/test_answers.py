"""The answers on the samples, as a person reads them, and what must hold of every one."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from engine.explanation import render_plain
from engine.explanation.tree import Told
from engine.problems import UnusableInput
from engine.questions import impact, margins, what_if, would_change
from engine.rulebook import shipped
from tests.questions.conftest import case_of, row_of
from tests.report.conftest import Golden

NT, VC = "ninh-thuan-2023", "vinh-chau-2021"

WHAT_IF = {
    "in-time": (NT, "Nhân dân và cán bộ xã Phước Thái", [("dossier_received", "9/10/2023")]),
    "no-difference": (NT, "Mai Thị Thu Thủy", [("board_score", "91,5")]),
    "another-list": (VC, "Hợp tác xã Tôm sạch Vĩnh Tân", [("commune", "x. Hòa Đông")]),
    "blank": (VC, "Hợp tác xã Tôm sạch Vĩnh Tân", [("board_score", "")]),
    "two-values": (VC, "Sơn Minh Quang", [("Đạt và vượt chỉ tiêu", "có"), ("board_score", "91")]),
}

WOULD = ((NT, "Mai Thị Thu Thủy"), (NT, "Nhân dân và cán bộ xã Phước Thái"), (NT, "Nguyễn Hữu Phước"),
         (VC, "Sơn Minh Quang"), (VC, "Hội Nông dân thị xã"), (VC, "Ấp Trà Sết"))  # fmt: skip


class Section:
    """One section of an explanation, to be shown alone."""

    def __init__(self, plan: str, name: str) -> None:
        case = case_of(plan)
        self.answer = would_change(case, row_of(case, name))
        self.headline = self.answer.title
        self.draft, self.file = False, case.document["decisions"][self.answer.row]["candidate"]["file"]
        self.sections = (self.answer.node(),)


@cache
def answers() -> dict[str, Told]:
    told: dict[str, Told] = {}
    for title, (plan, name, settings) in WHAT_IF.items():
        case = case_of(plan)
        told[f"whatif {title}"] = what_if(case, row_of(case, name), settings)
    told |= {f"explain {name}": Section(plan, name) for plan, name in WOULD}
    told["impact, every reading"] = impact(case_of(VC))
    told["impact, two parameters"] = impact(case_of(NT), {"priority": "condition", "deadline_inclusive": "yes"})
    told["impact, another rulebook"] = impact(case_of("khanh-cu-2024"), rulebook="khanh-cu-2024")
    told["margins"] = margins(case_of(NT).document)
    return told


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_answers_as_a_person_reads_them(golden: Golden, lang: str) -> None:
    parts = [f"# {title}\n\n{render_plain(answer, lang)}" for title, answer in answers().items()]
    golden.check(f"questions.{lang}.txt", "\n\n".join(parts))


def test_answers_are_data_too() -> None:
    for answer in answers().values():
        source: Any = answer.answer if isinstance(answer, Section) else answer
        assert json.loads(json.dumps(source.as_json(), ensure_ascii=False)) == source.as_json()


@pytest.mark.parametrize("plan", shipped())
def test_who_hangs_on_a_reading_is_who_changes_under_it(plan: str) -> None:
    case = case_of(plan)
    changing: dict[str, set[str]] = {}
    for effect in impact(case).effects:
        assert effect.parameter is not None
        changing.setdefault(effect.parameter, set()).update(c.about["key"] for c in effect.changed)
    hanging: dict[str, set[str]] = {name: set() for name in changing}
    for decision in case.document["decisions"]:
        for name in decision["depends_on_readings"]:
            hanging[name].add(decision["candidate"]["key"])
    assert changing == hanging


@pytest.mark.parametrize("plan", shipped())
def test_whoever_changes_is_told_why(plan: str) -> None:
    for effect in impact(case_of(plan)).effects:
        for change in effect.changed:
            assert change.causes, (effect.parameter, change.about["name"])


@pytest.mark.parametrize("plan", shipped())
def test_the_same_rulebook_changes_nobody(plan: str) -> None:
    (effect,) = impact(case_of(plan), rulebook=plan).effects
    assert (effect.changed, effect.moved) == ((), ())


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(UnusableInput):
        impact(case_of(NT), {"prioritty": "condition"})
