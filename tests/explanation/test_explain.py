from __future__ import annotations

import io
import json
from typing import Any

import pytest

from engine.explanation import Explanation, Lexicon, explain, find_candidates, render_plain, render_rich
from engine.explanation.standards import deciding, standard_tree
from engine.explanation.told import split_told
from engine.problems import UnusableInput
from engine.report import decisions_json
from tests.report.conftest import Golden
from tests.report.many import many_lists

GOLDEN = {
    "nominated-provisional": "kator thi mai",
    "tied": "xa nhi ha",
    "reserve": "xa bac son",
    "short-of-a-threshold": "nguyen van binh",
    "needs-evidence": "tran quoc viet",
    "already-awarded": "xa loi hai",
    "held-back": "ho thi le",
    "no-seat": "ho ong nguyen tan phuc",
    "not-an-object": "luu van khac",
    "not-open": "hoi nong dan xa thanh hai",
    "category-unknown": "vo danh tinh",
    "by-reading": "đỗ hữu hòa nhị hà",
}


def of(document: dict[str, Any], name: str) -> Explanation:
    (found,) = find_candidates(document, name)
    return explain(document, found.index)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explanations_as_a_person_reads_them(document: dict[str, Any], golden: Golden, lang: str) -> None:
    parts = [f"# {title}\n\n{render_plain(of(document, name), lang)}" for title, name in GOLDEN.items()]
    golden.check(f"explanations.{lang}.txt", "\n\n".join(parts))


def test_everybody_can_be_explained_in_both_languages_and_as_json(document: dict[str, Any]) -> None:
    for index, decision in enumerate(document["decisions"]):
        explanation = explain(document, index)
        assert explanation.status == decision["status"]
        for lang in ("vi", "en"):
            assert decision["candidate"]["name"] in render_plain(explanation, lang)
        assert json.loads(json.dumps(explanation.as_json()))["candidate"] == decision["candidate"]["key"]


def test_what_is_short_of_the_threshold_is_said_in_dong(document: dict[str, Any]) -> None:
    text = render_plain(of(document, "nguyen van binh"), "vi")
    assert "Còn thiếu 5.000.000 đồng so với mức 50.000.000 đồng  [Cá nhân!K15; mục II.1.c]" in text


def test_a_reserve_sees_the_cut_off_and_who_holds_the_seats(document: dict[str, Any]) -> None:
    explanation = of(document, "xa bac son")
    holders = [node.id for section in explanation.sections for node in section.walk() if node.kind == "holder"]
    seated = [
        d["candidate"]["key"]
        for d in document["decisions"]
        if d["list"] == "bk_tinh|review|collectives" and d["status"] in ("nominated", "tied")
    ]
    assert holders == seated
    assert "Phải xếp trên Xã Xuân Hải (hạng 3, 90 điểm); hiện ở hạng 5 (88 điểm)" in render_plain(explanation, "vi")


def test_every_criterion_of_the_standard_stands_with_its_cell(document: dict[str, Any]) -> None:
    standard = next(s for s in of(document, "do huu hoa an hai").sections if s.kind == "standard")
    cells = {node.id: node.cells for node in standard.walk() if node.kind == "criterion"}
    assert cells["outstanding"] == ("de-nghi.xlsx!Cá nhân!H7",)
    assert cells["contributed_50m"] == ("de-nghi.xlsx!Cá nhân!K7",)


def test_a_cell_of_another_file_names_its_file(document: dict[str, Any]) -> None:
    assert "[so-khen.xlsx!Sổ khen thưởng!C4; mục IV.2]" in render_plain(of(document, "xa loi hai"), "vi")


def test_an_alternative_that_was_met_does_not_ask_for_the_other(document: dict[str, Any]) -> None:
    explanation = of(document, "do huu hoa an hai")
    assert explanation.status == "nominated"
    assert not [node for section in explanation.sections for node in section.walk() if node.kind == "missing"]


@pytest.mark.parametrize(
    ("tree", "results", "expected", "named"),
    [
        ({"all": ["a", "b"]}, {"a": "met", "b": "unmet"}, "unmet", ["b"]),
        ({"all": ["a", "b"]}, {"a": "unknown", "b": "unmet"}, "unmet", ["b"]),
        ({"any": ["a", "b"]}, {"a": "unmet", "b": "unmet"}, "unmet", ["a", "b"]),
        ({"any": ["a", "b"]}, {"a": "unmet", "b": "unknown"}, "unknown", ["b"]),
        ({"none": ["a", "b"]}, {"a": "met", "b": "unmet"}, "unmet", ["a"]),
        ({"at_least": 2, "of": ["a", "b", "c"]}, {"a": "met", "b": "unmet", "c": "unknown"}, "unknown", ["c"]),
        ({"at_least": 2, "of": ["a", "b", "c"]}, {"a": "met", "b": "unmet", "c": "unmet"}, "unmet", ["b", "c"]),
        ({"all": ["a", {"any": ["b", "c"]}]}, {"a": "met", "b": "unmet", "c": "unmet"}, "unmet", ["b", "c"]),
        ("a", {}, "unknown", ["a"]),
    ],
)
def test_a_standard_is_strong_kleene_and_names_what_decides_it(
    tree: Any, results: dict[str, str], expected: str, named: list[str]
) -> None:
    node = standard_tree(Lexicon({}), tree, {name: {"result": result} for name, result in results.items()})
    assert node.result == expected
    assert [leaf.id for leaf in deciding(node, node.result)] == named


def test_an_old_folder_without_rules_still_explains_itself(document: dict[str, Any]) -> None:
    bare = {**document, "rules": {}}
    for index in range(len(document["decisions"])):
        assert render_plain(explain(bare, index), "vi")


def test_an_unknown_key_is_one_sentence(document: dict[str, Any]) -> None:
    with pytest.raises(UnusableInput, match="No candidate of this run"):
        explain(document, "không có|x|||")


def test_the_tree_on_a_terminal_says_what_the_plain_lines_say(document: dict[str, Any]) -> None:
    out = io.StringIO()
    explanation = of(document, "xa bac son")
    render_rich(explanation, "vi", out, width=300)
    drawn = [line.lstrip("│├└─ ").rstrip() for line in out.getvalue().splitlines()]
    assert drawn == [line.strip() for line in render_plain(explanation, "vi").splitlines() if line.strip()]


def test_brackets_in_a_name_are_no_markup(document: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(document))
    changed["decisions"][4]["candidate"]["name"] = "[red]Xã[/red]"
    out = io.StringIO()
    render_rich(explain(changed, 4), "vi", out, width=120)
    assert "[red]Xã[/red]" in out.getvalue()


def test_a_reserve_need_not_outrank_whoever_holds_a_seat_reserved_for_another_class() -> None:
    document = decisions_json(many_lists(1))
    (hamlet, first, second) = document["decisions"]
    # Two seats: one reserved for hamlets, held by the last in rank; one open, held by the first.
    hamlet["quota"].update(node="collectives/hamlets")
    hamlet["rank"] = 3
    first.update(status="nominated", rank=1)
    second.update(status="reserve", rank=2)
    second["quota"]["blocked_by"] = ["collectives"]
    document["quotas"][1].update(filled=1)
    text = render_plain(explain(document, 2), "vi")
    assert f"Phải xếp trên {first['candidate']['name']} (hạng 1" in text


def test_an_advisory_that_holds_is_told_once_by_its_own_sentence(document: dict[str, Any]) -> None:
    text = render_plain(of(document, "kator thi mai"), "vi")
    assert text.count("Hồ sơ thiếu báo cáo thành tích") == 1
    assert "! Có: Hồ sơ thiếu báo cáo thành tích  [Cá nhân!N9; mục IV.4]" in text


def test_what_the_decision_says_already_leaves_no_sentence_for_its_advisory() -> None:
    # reasons: own, own (also an advisory's, under another clause), advisory
    assert split_told(["I", "II", "III"], {"said": "V", "beside": "III"}) == (2, {"beside": 2})
    assert split_told(["I"], {"said": "I"}) == (1, {})
    assert split_told(["I", "III", "II"], {"a": "III", "b": "II"}) == (1, {"a": 1, "b": 2})


def test_points_that_are_open_are_told_as_a_span(document: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(document))
    decision = changed["decisions"][4]
    decision.update(
        points={"board_score": "75", "contribution": "0..20.5"},
        score=None,
        score_range=["75", "95.5"],
        evidence_matters=True,
    )
    text = render_plain(explain(changed, 4), "vi")
    assert "Chưa xác định được Đóng góp: từ 0 đến 20,5" in text
    assert "(từ 75 đến 95,5 điểm)" in text


def test_what_a_parameter_took_out_of_a_standard_leaves_no_empty_line() -> None:
    node = standard_tree(Lexicon({}), {"all": ["a", {"all": []}]}, {"a": {"result": "met"}})
    assert [child.id for child in node.children] == ["a"]
    assert node.result == "met"


def test_a_name_cannot_steer_the_terminal(document: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(document))
    changed["decisions"][4]["candidate"]["name"] = "Xã \x1b[2J\u202e"
    out = io.StringIO()
    render_rich(explain(changed, 4), "vi", out, width=120)
    assert not set("\x1b\u202e") & set(out.getvalue() + render_plain(explain(changed, 4), "vi"))
