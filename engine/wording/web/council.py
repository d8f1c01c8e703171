"""The council decides."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

COUNCIL: Mapping[str, Text] = {
    # council
    "web.sessions_so_far": Text("Các phiên họp đã ghi", "Sessions so far"),
    "web.session": Text("Phiên {n}, ngày {day}, chủ trì: {chair}", "Session {n} on {day}, chaired by {chair}"),
    "web.signed": Text("đã ký: {name}, {day}", "signed by {name} on {day}"),
    "web.unsigned": Text("chưa ký duyệt: còn là bản nháp", "not signed: still a draft"),
    "web.voted": Text("{agree} đồng ý, {against} không", "{agree} for, {against} against"),
    "web.overrun": Text(
        "Vượt số lượng “{quota}”: {filled}/{most}; mọi văn bản sẽ ghi rõ.",
        "Beyond the quota “{quota}”: {filled} of {most}; every document says so.",
    ),
    "web.outside": Text("Ngoài suất của kế hoạch: {names}", "Outside the plan's seats: {names}"),
    "web.no_ties": Text("Không có trường hợp đồng hạng nào.", "There is no tie."),
    "web.level_on": Text("Ngang nhau về", "Level on"),
    "web.law_prefers": Text("Căn cứ nên ưu tiên (luật)", "The law prefers"),
    "web.decision": Text("Quyết định", "Decision"),
    "web.reason": Text("Lý do (bắt buộc)", "Reason (required)"),
    "web.proposed_by": Text("Người đề xuất", "Proposed by"),
    "web.votes": Text("Đồng ý / không", "For / against"),
    "web.votes_for": Text("Số phiếu đồng ý", "Votes for"),
    "web.votes_against": Text("Số phiếu không đồng ý", "Votes against"),
    "web.abstained": Text("Không biểu quyết", "Abstained"),
    "web.new_award": Text("Hình thức mới", "New award"),
    "web.other_changes": Text("Rút, bổ sung, chuyển hình thức thấp hơn", "Struck, added, moved to a lower award"),
    "web.action_choose": Text("Chọn", "Choose"),
    "web.action_pass": Text("Không chọn", "Do not choose"),
    "web.action_strike": Text("Rút khỏi danh sách", "Strike"),
    "web.action_add": Text("Bổ sung vào danh sách", "Add"),
    "web.action_move": Text("Chuyển hình thức thấp hơn", "Move to a lower award"),
    "web.the_session": Text("Phiên họp", "The session"),
    "web.fact_held_on": Text("Ngày họp", "Held on"),
    "web.fact_chair": Text("Chủ trì", "Chair"),
    "web.fact_secretary": Text("Thư ký", "Secretary"),
    "web.fact_members": Text("Thành viên dự họp (mỗi người một dòng)", "Members present (one a line)"),
    "web.fact_minutes": Text("Số biên bản", "Number of the minutes"),
    "web.fact_signed_by": Text("Người ký duyệt", "Signed by"),
    "web.fact_signed_on": Text("Ngày ký duyệt", "Signed on"),
    "web.record_decision": Text("Ghi quyết định", "Record the decision"),
    "web.by_workbook": Text("Hoặc điền bằng Excel", "Or fill in with Excel"),
    "web.get_sheet": Text("Tải bảng để hội đồng điền", "Download the sheet for the council"),
    "web.filled_sheet": Text("Bảng đã điền", "The filled sheet"),
}  # fmt: skip
