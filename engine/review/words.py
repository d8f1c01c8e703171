"""What stands in the review workbook, in both languages; the reader finds its columns by the same words."""

from __future__ import annotations

from engine.provenance import Text

NO = Text("STT", "No.")
CLAUSE = Text("Mục", "Clause")
HEADING = Text("Nội dung mục của kế hoạch", "What the clause is about")
KEY = Text("Mã", "Id")
KIND = Text("Loại", "Kind")
SENTENCE = Text("Quy tắc thành câu", "The rule as a sentence")
OTHER = Text("Tham số; theo cách hiểu khác", "Parameters; under another reading")
CASE = Text("Trường hợp thử", "Case")
CANDIDATE = Text("Hồ sơ giả định", "Made-up candidate")
CONDITIONS = Text("Điều kiện", "Decided under")
EXPECTED = Text("Kết quả phải có", "Wanted result")
REMARK = Text("Ý kiến", "Remark")
AGREED = Text("Đồng ý (x)", "Agreed (x)")
REVIEWER = Text("Người xem", "Reviewer")
MARK = Text("Dấu", "Mark")

RULEBOOK = Text("Mã bộ quy tắc", "Id of the rulebook")
VERSION = Text("Bản", "Version")
DIGEST = Text("Dấu SHA-256 của bộ quy tắc", "SHA-256 of the rulebook")
PLAN = Text("Kế hoạch", "Plan")
APPROVAL = Text("Phê duyệt", "Approval")
CASES = Text("Trường hợp thử", "Cases")
CASES_RAN = Text("{good}/{all} cho kết quả đúng như đã ghi", "{good} of {all} come out as they say")
NO_CASES = Text("chưa có", "none")
NAMES = Text("Những người xem (ghi họ tên)", "Reviewers (their names)")

COVER = Text("Phiếu rà soát", "Review")
RULES = Text("Mục và quy tắc", "Clauses and rules")
PARAMETERS = Text("Tham số, cách hiểu", "Parameters, readings")
TARGETS = Text("Chỉ tiêu, mốc thời gian", "Targets, milestones")
CASES_SHEET = Text("Trường hợp thử", "Cases")
TITLE = Text("PHIẾU RÀ SOÁT BỘ QUY TẮC", "REVIEW OF A RULEBOOK")

GUIDE = (
    Text(
        "1. Cầm bản kế hoạch, đọc từng dòng của các trang sau. Đúng với kế hoạch thì chọn x ở cột “Đồng ý (x)”.",
        "1. With the plan in hand, read each line of the sheets that follow. Where it is what the plan says, put x"
        " under “Agreed (x)”.",
    ),
    Text(
        "2. Chưa đúng, hoặc chưa rõ, thì ghi vào cột “Ý kiến” và ghi tên ở cột “Người xem”. Ý kiến đã giải quyết xong"
        " thì chọn x ở cùng dòng.",
        "2. Where it is not, or not clear, write under “Remark”, and your name under “Reviewer”. Once a remark is"
        " settled, put x on its line.",
    ),
    Text(
        "3. Không sửa các cột khác: sửa quy tắc là sửa tệp bộ quy tắc. Ai sửa câu ở đây thì khi đọc lại sẽ bị báo.",
        "3. Leave the other columns: a rule is changed in the rulebook's file. A sentence changed here is told when the"
        " workbook is read back.",
    ),
    Text(
        "4. Đọc lại: xetkhen rulebook check-review TỆP -r {rulebook}",
        "4. To read it back: xetkhen rulebook check-review FILE -r {rulebook} --lang en",
    ),
)
SIGNERS = (
    Text("NGƯỜI LẬP BỘ QUY TẮC", "WRITTEN BY"),
    Text("NGƯỜI RÀ SOÁT", "REVIEWED BY"),
    Text("NGƯỜI PHÊ DUYỆT", "APPROVED BY"),
)
SIGN = Text("(Ký, ghi rõ họ tên)", "(Signature, full name)")
DATED = Text("…, ngày … tháng … năm …", "…, …/…/…")
SAME_AS = Text("như dòng {n} (mục {clause})", "as line {n} (clause {clause})")
