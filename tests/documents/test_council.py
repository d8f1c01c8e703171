"""A council's word laid over a run: as its papers tell it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from engine.documents import Sitting, all_papers
from engine.provenance import Text
from tests.documents.conftest import DIGEST, run_of
from tests.documents.reading import lines_of

PLAN = "ninh-thuan-2023"
SITTING = Sitting(
    "2023-10-18", "05/BB-BCĐ", "Trần Thị Chủ", "Lê Văn Ký", tuple(f"Thành viên {n}" for n in range(1, 10)),
    signed=True, overruns=(Text("Cá nhân 16/15", "Individuals 16 of 15"),), met=True,
)  # fmt: skip


def decided() -> dict[str, Any]:
    """The sample with one tie settled, one nominee struck, one reserve added, in the shape that a council leaves."""
    document = deepcopy(dict(run_of(PLAN)))
    for name, action, status, votes in (
        ("Nhân dân và cán bộ xã Hộ Hải", "choose", "nominated", {"agree": 7, "against": 2, "abstained": []}),
        ("Công ty Cổ phần Nho sạch Thái An Farm", "pass", "reserve", None),
        ("Chamaléa Thị Hiền", "strike", "struck", {"agree": 9, "against": 0, "abstained": []}),
        ("Trần Thị Mỹ Lệ", "add", "nominated", {"agree": 8, "against": 0, "abstained": ["Thành viên 3"]}),
    ):
        (decision,) = [d for d in document["decisions"] if d["candidate"]["name"] == name]
        decision["council"] = {
            "by_rules": decision["status"], "award_by_rules": "bk_tinh", "action": action, "reason": f"vì {action}",
            "by": "Sở Nội vụ", "session": 1, "votes": votes,
        }  # fmt: skip
        decision |= {"status": status, "witness_seated": status == "nominated"}
        decision["quota"] = {**decision["quota"], "tied_with": []}
    document["rules"]["statuses"]["struck"] = {"vi": "Hội đồng không đề nghị", "en": "Struck by the council"}
    return document


def texts(sitting: Sitting | None = SITTING) -> dict[str, list[str]]:
    return {name: lines_of(paper) for name, paper in all_papers(decided(), DIGEST, sitting=sitting)}


def test_the_lists_are_the_councils_and_say_where_it_went_beyond_the_rules() -> None:
    lines = texts()["to-trinh.docx"]
    rows = {line.split(" | ")[1]: line for line in lines if line.count(" | ") == 7}
    assert "Chamaléa Thị Hiền" not in rows
    assert "07/09" in rows["Nhân dân và cán bộ xã Hộ Hải"]
    assert "Hội đồng: chọn trong số đồng hạng; lý do: vì choose" in rows["Nhân dân và cán bộ xã Hộ Hải"]
    added = rows["Trần Thị Mỹ Lệ"]
    assert "Hội đồng: bổ sung (theo quy tắc: Dự bị); lý do: vì add" in added
    assert "08/09" in added  # who abstained took part
    assert any("VƯỢT SỐ LƯỢNG theo quyết định của hội đồng: Cá nhân 16/15" in line for line in lines)
    assert "Căn cứ Biên bản họp ngày 18 tháng 10 năm 2023 của Ban Chỉ đạo các CTMTQG tỉnh." in lines


def test_the_minutes_hold_the_session_its_votes_and_every_change() -> None:
    text = "\n".join(texts()["bien-ban.docx"])
    for said in (
        "Số: 05/BB-BCĐ", "ngày 18 tháng 10 năm 2023", "Chủ trì: Trần Thị Chủ", "Thư ký: Lê Văn Ký",
        "có mặt: 09 thành viên: Thành viên 1, ",
        ("Chamaléa Thị Hiền: không đề nghị (theo quy tắc: Đề nghị khen thưởng); lý do: vì strike; đề xuất: Sở Nội vụ; "
        "số phiếu: 09/09"),
        "Hội đồng không đề nghị: 01 trường hợp",
    ):  # fmt: skip
        assert said in text, said


def test_the_sender_of_one_who_was_struck_is_told_the_councils_reason() -> None:
    text = "\n".join(texts()["thong-bao/ubnd-huyen-bac-ai.docx"])
    assert "Chamaléa Thị Hiền | Hội đồng không đề nghị | Hội đồng: không đề nghị (theo quy tắc: " in text


def test_until_it_is_signed_every_paper_is_a_draft() -> None:
    for name, lines in texts(Sitting(met=True)).items():
        assert "hội đồng chưa ký" in lines[0], name
    for name, lines in texts().items():
        assert "hội đồng chưa ký" not in lines[0], name
