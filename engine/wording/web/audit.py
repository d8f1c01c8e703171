"""Verification, clauses, the access log."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

AUDIT: Mapping[str, Text] = {
    # verification
    "web.audit_what": Text(
        "Tính lại lượt xét từ bản ghi (record.zip) và so từng byte với kết quả đã ghi; kiểm tra sổ lượt xét.",
        "Makes the run again from its record (record.zip), compares every byte, checks the ledger.",
    ),
    "web.anchor": Text("Mã chốt trong biên bản (nếu có)", "Anchor in the minutes (if any)"),
    "web.anchor_hint": Text("do lệnh xetkhen runs anchor in ra", "printed by xetkhen runs anchor"),
    "web.check_again": Text("Kiểm tra lại", "Check again"),
    "web.same_to_the_byte": Text(
        "Khớp từng byte: {n} trường hợp; {files}",
        "The same to the byte: {n} candidates; {files}",
    ),
    "web.differs": Text("Khác ở {n} chỗ", "Different in {n} places"),
    "web.ledger": Text("Sổ lượt xét", "The ledger"),
    "web.ledger_whole": Text("Sổ nguyên vẹn: {n} mục", "The ledger is whole: {n} entries"),
    "web.ledger_broken": Text("Sổ không còn nguyên vẹn: {n} chỗ", "The ledger is not as it was written: {n} places"),
    "web.in_ledger": Text(
        "Lượt này là mục số {n}, ghi lúc {at} bởi {by}.",
        "This run is entry {n}, made at {at} by {by}.",
    ),
    "web.not_in_ledger": Text("Lượt này không có trong sổ.", "This run is not in the ledger."),
    "web.no_ledger": Text("Máy chủ này không ghi sổ.", "This server keeps no ledger."),
    # clauses
    "web.clauses": Text("Điều khoản", "Clauses"),
    "web.whom": Text("Đối tượng", "Candidates"),
    "web.met": Text("Đạt", "Met"),
    "web.unmet": Text("Không đạt", "Unmet"),
    "web.unknown": Text("Chưa xác định", "Unknown"),
    "web.holds_met": Text("Có", "Holds"),
    "web.holds_unmet": Text("Không", "Does not hold"),
    "web.see_all": Text("Xem tất cả {n} đối tượng", "See all {n}"),
    "web.no_person": Text("Mục này không xét riêng từng người.", "This clause is not weighed person by person."),
    "web.choose_clause": Text("Chọn một mục ở danh sách.", "Choose a clause from the list."),
    # log
    "web.log_whole": Text(
        "Nhật ký nguyên vẹn: mọi dòng nối đúng nhau.",
        "The log is whole: every line holds the one before.",
    ),
    "web.log_broken": Text(
        "Nhật ký không còn nguyên vẹn từ dòng {n}.", "The log is not as it was written from line {n} on."
    ),
    "web.filter": Text("Lọc", "Filter"),
    "web.log_at": Text("Lúc (UTC)", "At (UTC)"),
    "web.log_who": Text("Ai", "Who"),
    "web.log_role": Text("Vai trò", "Role"),
    "web.log_what": Text("Việc", "What"),
    "web.log_status": Text("Mã", "Status"),
}  # fmt: skip
