"""What an auditor asks of a whole run: each answer holds the fact that the question is about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from engine.answers import TOPICS, about, about_clause
from engine.command.runs import ABOUT
from engine.council import Choice, Council, Session, Votes, apply
from engine.council.model import Action
from engine.pipeline import nominate
from engine.problems import UnusableInput
from engine.report import decisions_json
from engine.rulebook import shipped
from engine.samples import sample_request

PLANS = ("ninh-thuan-2023", "vinh-chau-2021", "cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024")


@pytest.fixture(scope="module")
def runs() -> dict[str, Any]:
    return {plan: json.loads(json.dumps(decisions_json(nominate(sample_request(plan)[0]).decisions))) for plan in PLANS}


def told(document: Mapping[str, Any], topic: str, lang: str = "vi") -> str:
    return "\n".join(text.in_(lang) for _, text in about(topic, document).lines)


def test_the_plans_are_those_that_come_along() -> None:
    assert set(PLANS) <= set(shipped())


def test_the_command_knows_every_question() -> None:
    assert list(ABOUT) == list(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("plan", PLANS)
def test_every_question_is_answered_for_every_plan_in_both_languages(plan: str, topic: str, runs: Any) -> None:
    assert told(runs[plan], topic)
    assert told(runs[plan], topic, "en")


@pytest.mark.parametrize("plan", PLANS)
def test_every_clause_of_every_plan_can_be_asked(plan: str, runs: Any) -> None:
    for clause, entry in runs[plan]["rules"]["clauses"].items():
        answer = about_clause(runs[plan], clause)
        assert entry["vi"] in answer.title.vi
        assert answer.lines


def test_a_clause_tells_whom_its_rules_met(runs: Any) -> None:
    document = runs["ninh-thuan-2023"]
    lines = [text.vi for _, text in about_clause(document, "iv.2", most=100).lines]
    excluded = [d for d in document["decisions"] if d["exclusions"]["already_awarded"]["result"] == "met"]
    head = next(line for line in lines if "`already_awarded`" in line)
    assert head.endswith(f"thuộc trường hợp này {len(excluded)}; không thuộc 81; chưa xác định 2")
    for decision in excluded:
        name = f"{decision['candidate']['name']} [{decision['exclusions']['already_awarded']['cell']}]"
        assert any(line.startswith(f"thuộc trường hợp này: {name}") for line in lines)


def test_a_quota_clause_tells_its_seats(runs: Any) -> None:
    lines = [text.vi for _, text in about_clause(runs["ninh-thuan-2023"], "IV.3").lines]
    assert "Số lượng: Tập thể: 25 đủ tiêu chuẩn, đã bố trí 8/8" in lines
    assert "Số lượng: Cá nhân: 30 đủ tiêu chuẩn, đã bố trí 15/15" in lines


def test_a_clause_that_is_none_names_those_near(runs: Any) -> None:
    with pytest.raises(UnusableInput, match=r"no clause “IV.9”") as refusal:
        about_clause(runs["ninh-thuan-2023"], "IV.9")
    assert "IV.2" in refusal.value.text.vi


def test_late_dossiers_are_told_one_by_one_and_whether_alike(runs: Any) -> None:
    document = runs["ninh-thuan-2023"]
    text = told(document, "late")
    late = [d for d in document["decisions"] if d["exclusions"]["dossier_late"]["result"] == "met"]
    assert len(late) == 5
    assert all(d["candidate"]["name"] in text for d in late)
    assert "Mọi trường hợp quá hạn đều bị loại như nhau." in text
    late[0]["status"] = "reserve"
    try:
        assert "KHÔNG như nhau" in told(document, "late")
    finally:
        late[0]["status"] = "excluded"


def test_rates_are_those_that_values_are_converted_by(runs: Any) -> None:
    text = told(runs["vinh-chau-2021"], "rates")
    assert "300.000 đồng (hội đồng quy định)" in text
    assert "500.000 đồng" in text
    assert told(runs["ninh-thuan-2023"], "rates") == "Không có giá trị nào phải quy đổi."


def test_a_register_that_was_not_handed_in_is_said(runs: Any) -> None:
    document = runs["ninh-thuan-2023"]
    assert "Sổ `awards`: đã tra, 11 dòng" in told(document, "registers")
    assert "theo Quyết định số 118" in told(document, "registers")
    given = {**document["basis"]["registers"]["awards"], "given": False}
    without = {**document, "basis": {**document["basis"], "registers": {"awards": given}}}
    assert "KHÔNG được nộp" in told(without, "registers")


def test_seats_and_ties_and_readings(runs: Any) -> None:
    document = runs["ninh-thuan-2023"]
    assert "Tập thể: 8/8, 25 đủ tiêu chuẩn: đủ, không vượt; điểm thấp nhất được chọn 89" in told(document, "caps")
    assert "Trong đó 3 suất còn chờ hội đồng phân định đồng hạng." in told(document, "caps")
    assert "3 trường hợp ngang nhau, 2 suất (hạng 14, điểm 84):" in told(document, "ties")
    hang = sum(1 for d in document["decisions"] if "exclusion_scope" in d["depends_on_readings"])
    assert f"hiểu khác thì {hang} trường hợp đổi kết luận" in told(document, "readings")
    assert "Thang điểm do" in told(document, "points")
    assert "Hồ Ngọc Toàn" in told(document, "held-back")


def test_evidence_is_told_cell_by_cell(runs: Any) -> None:
    document = runs["ninh-thuan-2023"]
    text = told(document, "evidence")
    assert "`outstanding` có [ninh-thuan-2023.xlsx!Tập thể!G8]: BC 112/BC-UBND" in text
    assert text.rpartition("\n")[2].endswith("ô không dẫn.")
    assert text.count("KHÔNG dẫn minh chứng") == int(text.rpartition("\n")[2].split(", ")[1].split()[0])


def test_a_settled_tie_says_who_decided_why_and_by_how_many(runs: Any) -> None:
    document = runs["ninh-thuan-2023"]
    tied = [d for d in document["decisions"] if d["status"] == "tied" and d["candidate"]["kind"] == "collective"]
    actions: tuple[Action, ...] = ("choose", "pass")
    choices = tuple(
        Choice(
            action, "{file}!{sheet}!{row}".format_map(d["candidate"]), d["candidate"]["name"], None, "Tỷ lệ nữ cao hơn",
            "Lê Thị Thư", Votes(5, 2), "hd.xlsx!Đồng hạng!G5",
        )
        for action, d in zip(actions, tied, strict=True)
    )  # fmt: skip
    signed = ("Trần Văn Chủ", "2023-10-21")
    session = Session("2023-10-20", "Trần Văn Chủ", "", (), "12/BB", *signed, "hd.xlsx", "", choices)
    applied = apply(document, Council(document["run"]["id"], document["seal"], (session,)))
    text = "\n".join(line.vi for _, line in about("ties", document, applied).lines)
    assert "xã Hộ Hải [ninh-thuan-2023.xlsx!Tập thể!13]: chọn, phiên 1 ngày 20/10/2023, biên bản 12/BB" in text
    assert "lý do: Tỷ lệ nữ cao hơn; đề xuất: Lê Thị Thư; 5 phiếu đồng ý, 2 không" in text
    assert text.count("hội đồng chưa quyết định") == 3


def test_the_command_answers_of_a_folder(tmp_path: Any) -> None:
    runner, run = CliRunner(), str(tmp_path / "kq")
    assert runner.invoke(main, ["demo", "ninh-thuan-2023", "-o", run]).exit_code == 0
    said = runner.invoke(main, ["runs", "show", run, "--clause", "IV.3", "--about", "caps", "--lang", "en"])
    assert said.exit_code == 0
    assert "Clause IV.3" in said.output
    assert "8 of 8, 25 eligible: full, not exceeded" in said.output
    data = json.loads(runner.invoke(main, ["runs", "show", run, "--about", "ties", "--format", "json"]).output)
    assert data[0]["lines"][0]["vi"].startswith("2 trường hợp ngang nhau, 1 suất")
    assert isinstance(runner.invoke(main, ["runs", "show", run, "--clause", "X"]).exception, UnusableInput)
