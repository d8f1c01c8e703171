"""What stands on the sheet that a council fills in: the same for whoever writes it and whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.council.model import Plain
from engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The sheet in one language; whoever reads it takes either."""

    lang: str
    guide: str  # its sheets
    session: str
    ties: str
    changes: str
    cases: str
    choose: str  # what is written into it
    pass_: str
    actions: Mapping[str, str]
    facts: Mapping[str, str]
    tie_columns: tuple[str, ...]
    change_columns: tuple[str, ...]
    case_columns: tuple[str, ...]


_VOTES = ("Số phiếu đồng ý", "Số phiếu không đồng ý", "Không biểu quyết (họ tên)")
VI = Words(
    "vi", "Hướng dẫn", "Phiên họp", "Đồng hạng", "Điều chỉnh", "Danh sách", "Chọn", "Không chọn",
    {"strike": "Rút khỏi danh sách", "add": "Bổ sung vào danh sách", "move": "Chuyển hình thức thấp hơn"},
    {
        "run": "Mã lượt xét",
        "seal": "Dấu niêm phong kết quả",
        "held_on": "Ngày họp (*)",
        "chair": "Chủ trì (*)",
        "secretary": "Thư ký",
        "members": "Thành viên dự họp (mỗi người một dòng, hoặc cách nhau bằng dấu ;)",
        "minutes": "Số biên bản",
        "signed_by": "Người ký duyệt",
        "signed_on": "Ngày ký duyệt",
    },
    ("Nhóm", "Danh sách và số suất", "Trường hợp", "Đơn vị", "Ngang nhau về", "Căn cứ nên ưu tiên (luật)",
     "Quyết định (*)", "Lý do (*)", "Người đề xuất (*)", *_VOTES),
    ("STT", "Trường hợp (*)", "Việc (*)", "Hình thức mới", "Lý do (*)", "Người đề xuất (*)", *_VOTES),
    ("Trường hợp", "Đơn vị", "Nhóm đối tượng", "Hình thức", "Kết luận", "Thứ hạng", "Điểm"),
)  # fmt: skip

_VOTES_EN = ("Votes for", "Votes against", "Abstained (names)")
EN = Words(
    "en", "How to", "Session", "Ties", "Changes", "Candidates", "Choose", "Do not choose",
    {"strike": "Strike from the list", "add": "Add to the list", "move": "Move to a lower award"},
    {
        "run": "Run",
        "seal": "Seal of the result",
        "held_on": "Held on (*)",
        "chair": "Chair (*)",
        "secretary": "Secretary",
        "members": "Members present (one a line, or separated by ;)",
        "minutes": "Number of the minutes",
        "signed_by": "Signed by",
        "signed_on": "Signed on",
    },
    ("Tie", "List and seats", "Candidate", "Unit", "Level on", "The law asks attention for",
     "Decision (*)", "Reason (*)", "Proposed by (*)", *_VOTES_EN),
    ("No.", "Candidate (*)", "What (*)", "New award", "Reason (*)", "Proposed by (*)", *_VOTES_EN),
    ("Candidate", "Unit", "Category", "Award", "Status", "Rank", "Score"),
)  # fmt: skip

WORDS: Mapping[str, Words] = {"vi": VI, "en": EN}

FACTS = VI.facts
FIRST_FACT = 4  # the row of the first; they stand one below the other, name in A, value in B
HEADER = 4
ANSWERS = ("reason", "by", "agree", "against", "abstained")
TIE_ANSWERS = ("decision", *ANSWERS)  # what is filled in of the columns of ties, the last of them
CHANGE_ANSWERS = ("who", "action", "award", *ANSWERS)  # and of those of changes
TIE_WIDTH, CHANGE_WIDTH = len(VI.tie_columns), len(VI.change_columns)
CHANGE_ROWS = 60


def label_of(number: int, decision: Plain) -> str:
    """``12. Nguyễn Văn An (Xã Phước Vinh)``: the number says who, the name that it is the one meant."""
    candidate = decision["candidate"]
    where = candidate["commune"] or candidate["unit"]
    return f"{number}. {candidate['name']}" + (f" ({where})" if where else "")
