"""Statuses, truths and the words every page uses."""

from __future__ import annotations

from engine.provenance import Text

STATUSES: dict[str, Text] = {
    "status.nominated": Text("Đề nghị khen thưởng", "Nominated"),
    "status.reserve": Text("Dự bị (đủ tiêu chuẩn, ngoài số lượng)", "Reserve (eligible, beyond the quota)"),
    "status.no_seat": Text("Đủ tiêu chuẩn, không có suất", "Eligible, no seat"),
    "status.not_considered": Text("Chưa xét", "Not considered yet"),
    "status.tied": Text("Đồng hạng, chờ {body} quyết định", "Tied, to be settled by {body}"),
    "status.needs_evidence": Text("Chưa đủ căn cứ, đề nghị bổ sung", "Needs evidence, to be supplied"),
    "status.not_eligible": Text("Không đủ tiêu chuẩn", "Not eligible"),
    "status.excluded": Text("Không xét khen thưởng", "Excluded from consideration"),
    # For narrow columns and counts.
    "status.nominated.short": Text("Đề nghị khen thưởng", "Nominated"),
    "status.reserve.short": Text("Dự bị", "Reserve"),
    "status.no_seat.short": Text("Đủ tiêu chuẩn, không có suất", "Eligible, no seat"),
    "status.not_considered.short": Text("Chưa xét", "Not considered"),
    "status.tied.short": Text("Đồng hạng", "Tied"),
    "status.needs_evidence.short": Text("Chưa đủ căn cứ", "Needs evidence"),
    "status.not_eligible.short": Text("Không đủ tiêu chuẩn", "Not eligible"),
    "status.excluded.short": Text("Không xét", "Excluded"),
    "certain": Text("Kết quả chắc chắn", "Certain"),
    "provisional": Text(
        "Kết quả tạm thời, phụ thuộc hồ sơ bổ sung của {names}", "Provisional, depending on further evidence of {names}"
    ),
    "provisional.register": Text(
        "Kết quả tạm thời: chưa tra {register}", "Provisional: {register} has not been consulted"
    ),
    "provisional.own": Text(
        "Kết quả tạm thời, phụ thuộc hồ sơ bổ sung của chính trường hợp này",
        "Provisional, depending on further evidence of this candidate",
    ),
    "result.met": Text("Đạt", "Met"),
    "result.unmet": Text("Không đạt", "Unmet"),
    "result.unknown": Text("Chưa xác định", "Unknown"),
    "candidate": Text("Trường hợp đề nghị", "Candidate"),
    "category": Text("Nhóm đối tượng", "Category"),
    "kind.collective": Text("tập thể", "collective"),
    "kind.individual": Text("cá nhân", "individual"),
    "kind.household": Text("hộ gia đình", "household"),
    "yes": Text("có", "yes"),
    "no": Text("không", "no"),
    "none": Text("không", "none"),
    "blank": Text("(để trống)", "(blank)"),
    "unset": Text("chưa đặt", "not set"),
    "unlimited": Text("không giới hạn", "unlimited"),
    "at_least": Text("từ {value} trở lên", "{value} or more"),
    "more_than": Text("trên {value}", "more than {value}"),
    "at_most": Text("không quá {value}", "at most {value}"),
    "less_than": Text("dưới {value}", "less than {value}"),
    "exactly": Text("đúng {value}", "exactly {value}"),
    "between": Text("từ {low} đến {high}", "from {low} to {high}"),
    "approval.draft": Text("BẢN NHÁP: bộ quy tắc chưa được phê duyệt", "DRAFT: the rulebook is not approved"),
    "approval.approved": Text("Bộ quy tắc đã được phê duyệt", "The rulebook is approved"),
    "set_by.plan": Text("theo kế hoạch", "by the plan"),
    "set_by.reading": Text("theo cách hiểu", "by a reading of the plan"),
    "set_by.board": Text("do đơn vị xét đặt ra", "set by the board"),
    "set_by.law": Text("theo pháp luật", "by law"),
}
