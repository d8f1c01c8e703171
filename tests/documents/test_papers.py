from __future__ import annotations

from collections import Counter
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

from engine.documents import all_papers
from engine.documents.notices import senders
from tests.documents.conftest import DIGEST, PLANS, one_of_each, papers_of, run_of
from tests.documents.reading import lines_of

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "papers"


def texts(plan: str, lang: str = "vi") -> dict[str, str]:
    return dict(read(plan, lang))


@cache
def read(plan: str, lang: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "\n".join(lines_of(paper)) + "\n") for name, paper in papers_of(plan, lang).items())


@pytest.mark.parametrize(("plan", "lang"), [*((plan, "vi") for plan in PLANS), ("ninh-thuan-2023", "en")])
def test_the_papers_of_the_samples_read_as_they_were_reviewed(
    plan: str, lang: str, pytestconfig: pytest.Config
) -> None:
    for name, paper in one_of_each(papers_of(plan, lang)).items():
        text = "\n".join(lines_of(paper)) + "\n"
        path = GOLDEN / lang / plan / f"{Path(name).stem}.txt"
        if pytestconfig.getoption("--write-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, "run `make golden`"


def test_the_submission_lists_the_nominated_and_the_tied_and_nobody_else(plan: str) -> None:
    rows = [line.split(" | ") for line in texts(plan)["to-trinh.docx"].splitlines() if line.count(" | ") == 7]
    numbered = Counter(row[1] for row in rows if row[0].isdigit())
    unnumbered = Counter(row[1] for row in rows if row[0] == "–" and row[1] != "Họ và tên / Tên tập thể")
    decisions = run_of(plan)["decisions"]
    assert numbered == Counter(d["candidate"]["name"] for d in decisions if d["status"] == "nominated")
    assert unnumbered == Counter(d["candidate"]["name"] for d in decisions if d["status"] == "tied")


def test_the_minutes_name_everybody_once_in_some_table(plan: str) -> None:
    rows = [line.split(" | ") for line in texts(plan)["bien-ban.docx"].splitlines() if line.count(" | ") >= 4]
    named = Counter(row[1] for row in rows if row[1] != "Họ và tên / Tên tập thể")
    assert named == Counter(d["candidate"]["name"] for d in run_of(plan)["decisions"])


def test_a_notice_tells_a_sender_all_of_its_own_and_names_nobody_elses(plan: str) -> None:
    found = {name: text for name, text in texts(plan).items() if name.startswith("thong-bao/")}
    groups = senders(run_of(plan))
    assert len(found) == len(groups)
    people = {
        d["candidate"]["name"] for d in run_of(plan)["decisions"] if d["candidate"]["kind"] != "collective"
    }  # offices and communes are named for other reasons too
    for text, (sender, decisions) in zip(found.values(), groups.items(), strict=True):
        own = {d["candidate"]["name"] for d in decisions}
        table = {cell for line in text.splitlines() for cell in line.split(" | ")[1:2]}
        assert own <= table, sender
        others = {name for name in people - own if not any(name in mine for mine in own)}
        assert {name for name in others if name in text} == set(), sender


def test_what_is_missing_is_asked_for_with_its_cells() -> None:
    text = texts("ninh-thuan-2023")["thong-bao/ubnd-huyen-ninh-phuoc.docx"]
    assert "Cần bổ sung hồ sơ" in text
    assert "Ô cần ghi" in text
    for decision in run_of("ninh-thuan-2023")["decisions"]:
        about = decision["candidate"]
        if about["unit"] == "UBND huyện Ninh Phước" and decision["status"] == "needs_evidence":
            (row,) = [line for line in text.splitlines() if f" | {about['name']} | " in line]
            for cell in decision["reasons"][0]["cells"]:
                assert cell.rpartition("!")[2] in row


@pytest.mark.parametrize(
    ("plan", "by", "to"),
    [
        ("ninh-thuan-2023", {"SỞ NỘI VỤ"}, {"Chủ tịch UBND tỉnh Ninh Thuận"}),
        ("vinh-chau-2021", {"THƯỜNG TRỰC HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THỊ XÃ"}, {"Chủ tịch UBND thị xã Vĩnh Châu"}),
        ("cao-bang-2022", {"HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"}, {"Trưởng Ban Dân tộc tỉnh Cao Bằng"}),
        ("khanh-cu-2024", {"ỦY BAN NHÂN DÂN / XÃ KHÁNH CƯ"},
         {"Chủ tịch UBND huyện Yên Khánh", "Chủ tịch UBND tỉnh Ninh Bình"}),
    ],
)  # fmt: skip
def test_each_submission_goes_from_the_body_that_submits_to_the_one_that_grants(
    plan: str, by: set[str], to: set[str]
) -> None:
    text = texts(plan)["to-trinh.docx"]
    asked = {line.removeprefix("Kính gửi: ").rstrip(".") for line in text.splitlines() if line.startswith("Kính gửi")}
    assert asked == to
    assert all(office in text for office in by)


def test_an_award_of_the_office_is_its_own_and_a_higher_one_goes_up() -> None:
    text = texts("cam-thanh-2022")["to-trinh.docx"]
    asked = [line.removeprefix("Kính gửi: ") for line in text.splitlines() if line.startswith("Kính gửi")]
    assert len(asked) == len(set(asked))
    assert "Chủ tịch UBND xã Cẩm Thành." in asked
    assert "Thủ tướng Chính phủ." in asked
    # Who grants the Labour Order the plan does not say, so neither does the paper.
    assert all(line in text for line in ("BAN THI ĐUA - KHEN THƯỞNG XÃ", "ỦY BAN NHÂN DÂN / XÃ CẨM THÀNH"))


def test_only_a_plan_with_an_outline_gets_one() -> None:
    outlines = {plan: [n for n in texts(plan) if n.startswith("de-cuong")] for plan in PLANS}
    assert outlines.pop("ninh-thuan-2023") == ["de-cuong-bao-cao-xa-huyen.docx", "de-cuong-bao-cao-so-nganh.docx"]
    assert outlines == {key: [] for key in set(PLANS) - {"ninh-thuan-2023"}}


def test_hostile_names_are_names(plan: str) -> None:
    hostile = '<w:br/>{{7*7}}{% for %}&"\'\u202e\x07'
    document = deepcopy(dict(run_of(plan)))
    for decision in document["decisions"]:
        decision["candidate"] |= {"name": hostile, "unit": hostile, "position": hostile, "commune": hostile}
    for name, paper in one_of_each(dict(all_papers(document, DIGEST))).items():
        assert "{{7*7}}{% for %}&\"'" in "\n".join(lines_of(paper)), name


def test_a_run_of_another_kind_still_has_its_papers() -> None:
    """An old folder says less: no bodies, no rounds, nobody."""
    document = deepcopy(dict(run_of("khanh-cu-2024")))
    document["decisions"], document["quotas"], document["problems"] = [], [], []
    document["rules"] = {}
    assert [name for name, _ in all_papers(document, DIGEST)] == ["to-trinh.docx", "bien-ban.docx"]
