"""Verification, clauses, the access log."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

AUDIT: Mapping[str, Text] = {
    # verification
    "web.audit_what": Text(
        "Tính lại cả lượt xét từ bản ghi, so từng byte với kết quả đã ghi; theo lại chứng nhận bằng một chương trình "
        "khác; kiểm tra sổ lượt xét. Không ghi gì.",
        "Makes the run again from its record and compares every byte; follows its certificate with another program; "
        "checks the ledger. Nothing is written.",
    ),
    "web.large_run": Text("Lượt này lớn ({n} trường hợp): có thể mất vài phút.", "A large run ({n}): some minutes."),
    "web.anchor": Text("Mã chốt trong biên bản (nếu có)", "Anchor in the minutes (if any)"),
    "web.anchor_hint": Text("do lệnh xetkhen runs anchor in ra", "printed by xetkhen runs anchor"),
    "web.check_again": Text("Kiểm tra lại", "Check again"),
    "web.run_again": Text("Tính lại", "Computed again"),
    "web.checked_at": Text("Kiểm tra lúc {at} (UTC).", "Checked at {at} (UTC)."),
    "web.same_to_the_byte": Text(
        "Khớp từng byte: {n} trường hợp; {files}",
        "The same to the byte: {n} candidates; {files}",
    ),
    "web.differs": Text("Khác ở {n} chỗ", "Different in {n} places"),
    "web.ledger": Text("Sổ lượt xét", "The ledger"),
    "web.ledger_whole": Text("Sổ nguyên vẹn: {n} mục", "The ledger is whole: {n} entries"),
    "web.ledger_broken": Text("Sổ không còn nguyên vẹn: {n} chỗ", "The ledger is not as it was written: {n} places"),
    "web.anchored": Text(
        "Sổ còn giữ mục số {n} của mã chốt; sau đó có thêm {more} mục.",
        "The ledger still holds entry {n} of the anchor; {more} came after it.",
    ),
    "web.in_ledger": Text(
        "Lượt này là mục số {n}, ghi lúc {at} bởi {by}.",
        "This run is entry {n}, made at {at} by {by}.",
    ),
    "web.not_as_in_ledger": Text(
        "Tệp kết quả khác với sổ ở {n} chỗ", "The files are not what the ledger has, in {n} places"
    ),
    "web.not_in_ledger": Text("Lượt này không có trong sổ.", "This run is not in the ledger."),
    "web.no_ledger": Text("Máy chủ này không ghi sổ.", "This server keeps no ledger."),
    "web.ledger_gone": Text(
        "Không thấy sổ ở {place}: chưa lượt nào được ghi, hoặc tệp sổ đã mất.",
        "There is no ledger at {place}: nothing was recorded yet, or the file is gone.",
    ),
    "web.certificate": Text("Chứng nhận", "The certificate"),
    "web.certificate_holds": Text(
        "Theo lại từ dữ liệu và quy tắc trong decisions.json: mọi kết luận đều đúng.",
        "Followed again from the values and rules in decisions.json: everything follows.",
    ),
    "web.certificate_broken": Text("{n} kết luận không suy ra được", "{n} things do not follow"),
    "web.fault": Text("ghi {said}, suy ra {follows}", "it says {said}, what follows is {follows}"),
    "web.made_from": Text("Lượt này tính từ", "What this run was made from"),
    "web.file_rows": Text("Dòng", "Rows"),
    "web.the_rulebook": Text("Bộ quy tắc {id} {version}", "Rulebook {id} {version}"),
    "web.check_yourself": Text("Tự kiểm tra trên máy khác", "Check it yourself, elsewhere"),
    "web.check_yourself_how": Text(
        "Tải các tệp này về. Bản ghi (record.zip) giữ mọi thứ đã đọc; chương trình kiểm tra chỉ cần Python, "
        "không cần xetkhen. Nên lấy chương trình này từ nơi công bố, không từ đơn vị được kiểm tra.",
        "Download these. The record holds all that was read; the checking program needs nothing but Python. "
        "Better take that program from where it is published than from the office that is audited.",
    ),
    "web.audit_asks": Text("Câu hỏi của người kiểm tra", "What an auditor asks"),
    "web.audit_clauses": Text("Một mục của kế hoạch: quy tắc nào, đối với ai", "A clause: its rules, who met them"),
    "web.nothing_to_say": Text("Không có trường hợp nào.", "There is none."),
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
