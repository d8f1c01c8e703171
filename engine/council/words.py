"""What stands on the sheet that a council fills in: the same for whoever writes it and whoever reads it."""

from __future__ import annotations

from engine.council.model import Plain

GUIDE, SESSION, TIES, CHANGES, CASES = "Hướng dẫn", "Phiên họp", "Đồng hạng", "Điều chỉnh", "Danh sách"
CHOOSE, PASS = "Chọn", "Không chọn"
ACTIONS = {
    "strike": "Rút khỏi danh sách",
    "add": "Bổ sung vào danh sách",
    "move": "Chuyển hình thức thấp hơn",
}
FACTS = {
    "run": "Mã lượt xét",
    "seal": "Dấu niêm phong kết quả",
    "held_on": "Ngày họp (*)",
    "chair": "Chủ trì (*)",
    "secretary": "Thư ký",
    "members": "Thành viên dự họp (mỗi người một dòng, hoặc cách nhau bằng dấu ;)",
    "minutes": "Số biên bản",
    "signed_by": "Người ký duyệt",
    "signed_on": "Ngày ký duyệt",
}
FIRST_FACT = 4  # the row of the first; they stand one below the other, name in A, value in B
HEADER = 4
VOTES = ("Số phiếu đồng ý", "Số phiếu không đồng ý", "Không biểu quyết (họ tên)")
TIE_COLUMNS = (
    "Nhóm", "Danh sách và số suất", "Trường hợp", "Đơn vị", "Ngang nhau về", "Căn cứ nên ưu tiên (luật)",
    "Quyết định (*)", "Lý do (*)", "Người đề xuất (*)", *VOTES,
)  # fmt: skip
CHANGE_COLUMNS = ("STT", "Trường hợp (*)", "Việc (*)", "Hình thức mới", "Lý do (*)", "Người đề xuất (*)", *VOTES)
ANSWERS = ("reason", "by", "agree", "against", "abstained")
TIE_ANSWERS = ("decision", *ANSWERS)  # what is filled in of TIE_COLUMNS, the last of them
CHANGE_ANSWERS = ("who", "action", "award", *ANSWERS)  # and of CHANGE_COLUMNS
CASE_COLUMNS = ("Trường hợp", "Đơn vị", "Nhóm đối tượng", "Hình thức", "Kết luận", "Thứ hạng", "Điểm")
CHANGE_ROWS = 60


def label_of(number: int, decision: Plain) -> str:
    """``12. Nguyễn Văn An (Xã Phước Vinh)``: the number says who, the name that it is the one meant."""
    candidate = decision["candidate"]
    where = candidate["commune"] or candidate["unit"]
    return f"{number}. {candidate['name']}" + (f" ({where})" if where else "")
