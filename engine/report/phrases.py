"""What only reports say; whatever other rooms say too stands in ``engine.wording``."""

from __future__ import annotations

from engine.provenance import Text

SUMMARY = Text("Tổng hợp", "Summary")
ANSWERS = {
    "mapping": Text("Bảng ghép cột", "Column map"),
    "resolve": Text("Quyết định về trùng lặp, tên đơn vị", "Decisions about copies, spellings"),
}
LIST_SHORT = Text("DS", "List")
TITLES = {
    ("collective",): Text("DANH SÁCH TẬP THỂ ĐỀ NGHỊ TẶNG {AWARD}", "COLLECTIVES PROPOSED FOR {AWARD}"),
    ("individual",): Text("DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG {AWARD}", "INDIVIDUALS PROPOSED FOR {AWARD}"),
    ("household",): Text("DANH SÁCH HỘ GIA ĐÌNH ĐỀ NGHỊ TẶNG {AWARD}", "HOUSEHOLDS PROPOSED FOR {AWARD}"),
    ("individual", "household"): Text(
        "DANH SÁCH CÁ NHÂN, HỘ GIA ĐÌNH ĐỀ NGHỊ TẶNG {AWARD}", "INDIVIDUALS AND HOUSEHOLDS PROPOSED FOR {AWARD}"
    ),
}
ANY_AWARD = Text("hình thức khen thưởng", "an award")
REQUIRED_OF = Text("Căn cứ đề nghị", "Grounds")
TIED_BLOCK = Text(
    "Đồng hạng: {n} trường hợp cho {seats} suất cuối, chờ {body} quyết định",
    "Tied: {n}, for the last seats: {seats}, to be settled by {body}",
)
TOTAL = Text("Danh sách gồm {tally}./.", "The list holds {tally}.")
TOTAL_TIED = Text(
    "Danh sách gồm {tally}; ngoài ra có {n} trường hợp đồng hạng cho {seats} suất, chờ quyết định./.",
    "The list holds {tally}; besides, tied and still to be settled: {n}, seats for them: {seats}.",
)
FULL = Text("{cutline} ({filled}/{max})", "{cutline} ({filled} of {max})")
IN_ORDER = Text("Dự bị, xếp theo thứ tự:", "Reserves, in order:")
ROW = Text("dòng {row}", "row {row}")
NOBODY = Text("Chưa có trường hợp nào được đề nghị", "Nobody is nominated yet")
LAYOUT_SECTIONS = Text(
    "Có {n} danh sách, nên các danh sách cùng loại nằm chung một trang tính, mỗi danh sách in thành trang riêng.",
    "There are {n} lists, so lists of one kind share a sheet; each prints on pages of its own.",
)
SIGN = Text("(Ký, ghi rõ họ tên, đóng dấu)", "(Signature, full name, seal)")
SIGN_PREPARED = Text("(Ký, ghi rõ họ tên)", "(Signature, full name)")
ON_BEHALF = Text("TM. {BODY}", "FOR {BODY}")
PLACE_DATE = Text("…, ngày … tháng … năm …", "…, date …")

COUNTS = Text("Kết quả chung", "Results")
NUMBER = Text("Số lượng", "Number")
LISTS = Text("Số lượng theo từng danh sách", "Seats, list by list")
QUOTA = Text("Nhóm suất", "Quota")
SEATS = Text("Suất", "Seats")
SEATS_FILLED = Text("Đã bố trí", "Filled")
SEATS_EMPTY = Text("Còn trống", "Empty")
FLOOR = Text("Dành riêng", "Reserved")
ELIGIBLE = Text("Đủ tiêu chuẩn", "Eligible")
CUT_OFF = Text("Mức thấp nhất được chọn", "Lowest selected")
TIED = Text("Đồng hạng", "Tied")
RESERVES = Text("Dự bị", "Reserves")
SHEET_LINK = Text("Xem danh sách", "Go to list")
TO_DO = Text("Việc cần làm tiếp", "What to do next")
ROWS = Text("Dòng đã đọc", "Rows read")
CANDIDATES = Text("Trường hợp đề nghị", "Candidates")
REJECTED = Text("Dòng không lập được trường hợp", "Rows of which no candidate could be made")
DO_TIES = Text("{n} trường hợp đồng hạng chờ {body} quyết định", "Tied, for {body} to settle: {n}")
DO_PROBLEMS = Text("{n} lỗi dữ liệu, {m} cảnh báo cần xem", "To look at: errors {n}, warnings {m}")
DO_EVIDENCE = Text(
    "{n} trường hợp cần bổ sung hồ sơ, trong đó {m} trường hợp có thể làm thay đổi danh sách",
    "Lacking evidence: {n}, of whom it can change a list for {m}",
)
DO_PROVISIONAL = Text(
    "{n} trường hợp đề nghị còn tạm thời, có thể thay đổi khi hồ sơ được bổ sung",
    "Provisional nominations, which evidence still to come may change: {n}",
)
DO_EMPTY = Text("{n} suất còn trống", "Empty seats: {n}")
DO_SHORT = Text("Chưa đủ mức tối thiểu “{quota}”: có {n}, cần {m}", "Short of the minimum “{quota}”: {n} of {m}")
DO_READINGS = Text(
    "{n} trường hợp sẽ có kết quả khác nếu hiểu kế hoạch theo cách khác",
    "Decided otherwise under another reading of the plan: {n}",
)
DO_DRAFT = Text(
    "Bộ quy tắc chưa được phê duyệt: kết quả là bản nháp", "The rulebook is not approved: these results are a draft"
)
NOTHING_TO_DO = Text("Không còn việc gì phải xử lý", "Nothing is left to settle")

LIST = Text("Danh sách", "List")
BLOCKED_BY = Text("Vướng số lượng của", "Bounded by")
TIED_WITH = Text("Ngang hạng với", "Level with")
SEATS_IN_DISPUTE = Text("Số suất còn lại", "Seats left")
PREFERENCE = Text("Lưu ý, ưu tiên theo pháp luật", "Advisories, preference by law")
EVIDENCE_MATTERS = Text("Ảnh hưởng danh sách", "Matters")
MATTERS = {
    True: Text("Có – ưu tiên bổ sung", "Yes – ask first"),
    None: Text("Chưa rõ", "Not known"),
    False: Text("Không", "No"),
}
CELLS = Text("Ô cần xem", "Cells")
EVIDENCE_NOTE = Text(
    "Xếp trước là các trường hợp mà số liệu còn thiếu có thể làm thay đổi danh sách.",
    "First come those whose missing values can change a list.",
)
PROVISIONAL_MARK = Text("TẠM THỜI", "PROVISIONAL")
PROVISIONAL_ON = Text("TẠM THỜI: chờ hồ sơ bổ sung của {names}", "PROVISIONAL: evidence of {names} is still to come")
UNKNOWN = Text("Chưa xác định: {what}", "Unknown: {what}")
SCORE_UNKNOWN = Text("Chưa xác định được điểm ({span})", "The score is unknown ({span})")
SEE_NOTES = Text("Lưu ý {numbers}", "Note {numbers}")
NOT_NOMINATED_TAB = Text("Không đề nghị và lý do", "Not nominated, and why")
CLOSED = Text("chưa mở đợt", "not open")
READING_MARK = Text("Tùy cách hiểu mục {names}", "Hangs on how this is read: {names}")
MATRIX_NOTE = Text(
    "Đạt: có căn cứ là đạt.  Không đạt (in đậm).  Chưa xác định (in nghiêng): thiếu hoặc không đọc được số liệu.  "
    "“Có vướng”: thuộc trường hợp không xét.  Dấu “–”: không thuộc tiêu chuẩn của nhóm.",
    "Met.  Unmet (bold).  Unknown (italic): the value is missing or cannot be read.  “Holds”: an exclusion holds.  "
    "“–”: not asked of this category.",
)
HOLDS = {
    "met": Text("Có vướng", "Holds"),
    "unmet": Text("Không vướng", "Clear"),
    "unknown": Text("Chưa xác định", "Unknown"),
}
EXCLUSION = Text("Không xét", "Exclusion")
PLACE = Text("Vị trí", "Place")
WHOLE_RUN = Text("Cả lượt xét", "The whole run")
VALUE_WRITTEN = Text("Ô đang ghi", "The cell says")
NO_PROBLEMS = Text("Không có lỗi dữ liệu", "No problems")

READING = Text("Cách hiểu", "Reading")
TAKEN = Text("Đang áp dụng", "In force")
OTHERS = Text("Cách hiểu khác", "Other values")
WHO_DEPENDS = Text("Trường hợp có kết quả phụ thuộc", "Candidates that depend on it")
PARAMETERS = Text("Tham số", "Parameters")
PARAMETER = Text("Tham số", "Parameter")
CODE = Text("Mã", "Id")
VALUE = Text("Giá trị", "Value")
DEFAULT = Text("Mặc định", "Default")
SET_BY = Text("Ai đặt", "Set by")
CHANGED = Text("ĐÃ ĐỔI", "CHANGED")
CLAUSE = Text("Mục", "Clause")
NOT_RULES = Text("Mục của kế hoạch không thành quy tắc, và vì sao", "Clauses of the plan that make no rule, and why")
WHY = Text("Vì sao", "Why")
NO_READINGS = Text(
    "Kế hoạch không có chỗ nào phải chọn cách hiểu", "No part of the plan had to be read one way or another"
)

RUN = {
    "id": Text("Mã lượt xét", "Run"),
    "plan": Text("Kế hoạch", "Plan"),
    "number": Text("Số", "Number"),
    "issuer": Text("Cơ quan ban hành", "Issued by"),
    "rulebook": Text("Bộ quy tắc, phiên bản", "Rulebook, version"),
    "approval": Text("Phê duyệt", "Approval"),
    "sha256": Text("SHA-256 của bộ quy tắc", "SHA-256 of the rulebook"),
    "round": Text("Đợt xét", "Round"),
    "year": Text("Năm", "Year"),
    "decided_on": Text("Ngày quyết định (chọn pháp luật áp dụng)", "Day of decision (settles which law holds)"),
    "engine": Text("Phiên bản xetkhen", "Version of xetkhen"),
    "started": Text("Thời điểm chạy", "Started"),
    "considers": Text("Cơ quan xét", "Considered by"),
    "submits": Text("Cơ quan trình", "Submitted by"),
    "decides": Text("Người quyết định", "Decided by"),
    "grounds": Text("Căn cứ", "Grounds"),
    "basis": Text("Thang điểm", "Points"),
}
BASIS_PLAN = Text("Thang điểm theo kế hoạch", "The points are the plan's")
INPUTS = Text("Tệp số liệu đã đọc", "Files read")
HASH = Text("SHA-256", "SHA-256")
PAGE = Text("Trang", "Page")

AND_MORE = Text("… và {n} dòng nữa, xem nominations.xlsx", "… and {n} more, see nominations.xlsx")
TIED_BRIEF = Text("Đồng hạng: {n} trường hợp, {seats} suất", "Tied: {n}, seats: {seats}")
LEGEND_PROVISIONAL = Text(
    "* tạm thời: có thể thay đổi khi hồ sơ được bổ sung", "* provisional: evidence still to come may change it"
)
LEGEND_READING = Text("† kết quả tùy cách hiểu kế hoạch", "† decided otherwise under another reading of the plan")
LEGEND_QUEUE = Text("D: dự bị; =: đồng hạng", "R: reserve; =: tied")
CUT_OFF_BRIEF = Text("Thấp nhất", "Lowest")
NOT_OPEN_UNITS = Text("Chưa mở đợt xét ở {n} đơn vị khác", "The round is not open in {n} other units")
EXPLAIN = Text('Vì sao: xetkhen explain {folder} "họ tên"', 'Why: xetkhen explain {folder} "name"')
