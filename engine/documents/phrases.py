"""What only papers say; whatever other rooms say too stands in ``engine.wording``. Dots are for the hand."""

from __future__ import annotations

from engine.provenance import Text

DRAFT = Text(
    "BẢN NHÁP – bộ quy tắc chưa được phê duyệt; chưa dùng để trình, gửi",
    "DRAFT – the rulebook is not approved; not to be submitted or sent",
)
TRACE = Text(
    "Lượt xét {run}; bộ quy tắc {book}; decisions.json SHA-256 {digest}",
    "Run {run}; rulebook {book}; decisions.json SHA-256 {digest}",
)
GROUND_LAW = Text(
    "Căn cứ … (quy định của pháp luật về thi đua, khen thưởng có hiệu lực tại ngày quyết định);",
    "Pursuant to … (the law on emulation and commendation in force on the day of decision);",
)
GROUND = Text("Căn cứ {what};", "Pursuant to {what};")
GROUND_MEETING = Text("Căn cứ Biên bản họp {day} của {body}.", "Pursuant to the minutes of {day} of {body}.")
PLAN = Text("Kế hoạch số {number} {date} của {issuer}", "Plan {number} of {date} of {issuer}")
NO_DAY = Text("ngày … tháng … năm …", "…")

COUNTED = {
    "collective": Text("{n} tập thể", "{n} collective{s}"),
    "individual": Text("{n} cá nhân", "{n} individual{s}"),
    "household": Text("{n} hộ gia đình", "{n} household{s}"),
}
WITH_CLAUSE = Text("{line} (mục {clause})", "{line} (clause {clause})")
PROVISIONAL = Text("TẠM THỜI: còn phụ thuộc hồ sơ bổ sung", "PROVISIONAL: evidence is still to come")
PROVISIONAL_ON = Text("TẠM THỜI: chờ hồ sơ bổ sung của {names}", "PROVISIONAL: evidence of {names} is still to come")
HANGS_ON = Text("Tùy cách hiểu mục {clauses}", "Hangs on how this is read: {clauses}")
UNKNOWN = Text("Chưa xác định: {what}", "Unknown: {what}")
SCORE_UNKNOWN = Text("Chưa xác định được điểm ({span})", "The score is unknown ({span})")
SEATS = Text("{name}: {filled}/{most} suất", "{name}: {filled} of {most} seats")
SEATS_OPEN = Text("{name}: {filled} (không quy định số lượng)", "{name}: {filled} (no number stated)")
SEATS_DISPUTED = Text(", trong đó {n} suất chờ quyết định đồng hạng", ", {n} of them for the tied")
SEATS_EMPTY = Text("; còn trống {n}", "; empty: {n}")
AWARD_UNKNOWN = Text("hình thức khen thưởng chưa ghi", "an award that is not stated")
OR = Text(" hoặc ", " or ")

# the submission
SUBJECT = Text(
    "Về việc đề nghị {giving} cho các tập thể, cá nhân có thành tích xuất sắc trong {movement}",
    "Proposal to {giving} to collectives and individuals with outstanding merit in {movement}",
)
SUBJECT_SEVERAL = Text(
    "Về việc đề nghị khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong {movement}",
    "Proposal of awards for collectives and individuals with outstanding merit in {movement}",
)
LIST_TITLES = {
    ("collective",): Text("DANH SÁCH TẬP THỂ ĐỀ NGHỊ {giving}", "COLLECTIVES PROPOSED FOR THE {award}"),
    ("individual",): Text("DANH SÁCH CÁ NHÂN ĐỀ NGHỊ {giving}", "INDIVIDUALS PROPOSED FOR THE {award}"),
    ("household",): Text("DANH SÁCH HỘ GIA ĐÌNH ĐỀ NGHỊ {giving}", "HOUSEHOLDS PROPOSED FOR THE {award}"),
    ("individual", "household"): Text(
        "DANH SÁCH CÁ NHÂN, HỘ GIA ĐÌNH ĐỀ NGHỊ {giving}", "INDIVIDUALS AND HOUSEHOLDS PROPOSED FOR THE {award}"
    ),
    ("collective", "household"): Text(
        "DANH SÁCH TẬP THỂ, HỘ GIA ĐÌNH ĐỀ NGHỊ {giving}", "COLLECTIVES AND HOUSEHOLDS PROPOSED FOR THE {award}"
    ),
    ("collective", "individual", "household"): Text(
        "DANH SÁCH TẬP THỂ, CÁ NHÂN, HỘ GIA ĐÌNH ĐỀ NGHỊ {giving}",
        "COLLECTIVES, INDIVIDUALS AND HOUSEHOLDS PROPOSED FOR THE {award}",
    ),
}
LIST_TITLE = Text(
    "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ {giving}", "COLLECTIVES AND INDIVIDUALS PROPOSED FOR THE {award}"
)
TOTAL = Text("Danh sách gồm {tally}./.", "The list holds {tally}.")
TOTAL_TIED = Text(
    "Danh sách gồm {tally}; ngoài ra có {n} trường hợp đồng hạng cho {seats} suất, chờ quyết định./.",
    "The list holds {tally}; besides, tied and still to be settled: {n}, seats for them: {seats}.",
)
TIED_BAND = Text(
    "Đồng hạng: {n} trường hợp cho {seats} suất cuối, chờ {body} quyết định",
    "Tied: {n}, for the last seats: {seats}, to be settled by {body}",
)
NOBODY = Text("Không có trường hợp nào được đề nghị", "Nobody is nominated")
RECEIVED = Text(
    "Đã xét {n} trường hợp đề nghị trong {files} tệp số liệu: {counts}.",
    "Considered: {n} candidates; files read: {files}; {counts}.",
)
QUOTAS = Text("Số lượng: {seats}.", "Seats: {seats}.")
NO_QUOTA = Text("Kế hoạch không quy định số lượng.", "The plan states no number.")
MANY_QUOTAS = Text(
    "Số lượng: {n} nhóm suất, đã bố trí {filled}/{most} suất; chi tiết tại danh sách kèm theo.",
    "Seats: {n} quotas, {filled} of {most} seats filled; see the list.",
)
OPEN_TIES = Text(
    "Còn {n} trường hợp đồng hạng ở suất cuối; phần mềm không tự chọn, {body} quyết định: {names}.",
    "Tied at the last seats: {n}. The program does not choose; {body} decides: {names}.",
)
OPEN_PROVISIONAL = Text(
    "{n} trường hợp đề nghị còn tạm thời, có thể thay đổi khi hồ sơ được bổ sung: {names}.",
    "Provisional nominations, which evidence still to come may change: {n} ({names}).",
)
OPEN_EVIDENCE = Text(
    "{n} trường hợp chưa đủ căn cứ, đã đề nghị đơn vị bổ sung; trong đó {m} trường hợp có thể làm thay đổi danh sách.",
    "Lacking evidence, which the senders are asked for: {n}; it can change a list for {m}.",
)
OPEN_READINGS = Text(
    "{n} trường hợp sẽ có kết quả khác nếu hiểu kế hoạch theo cách khác (mục {clauses}).",
    "Decided otherwise under another reading of the plan (clause {clauses}): {n}.",
)
OPEN_PROBLEMS = Text(
    "{n} lỗi dữ liệu chưa xử lý trong các tệp đã nhận.", "Errors in the files that are not put right yet: {n}."
)
OPEN_BASIS = Text(
    "Thứ tự xếp theo thang điểm do {body} đặt ra; kế hoạch không quy định điểm.",
    "The order goes by points that {body} set; the plan gives none.",
)
MOST_NAMES = 12

# a council's word
COUNCIL_NOTE = Text("Hội đồng: {said}; lý do: {reason}", "Council: {said}; reason: {reason}")
ACTIONS = {
    "choose": Text("chọn trong số đồng hạng", "chosen among the tied"),
    "pass": Text("không chọn trong số đồng hạng", "not chosen among the tied"),
    "strike": Text("không đề nghị (theo quy tắc: {by_rules})", "struck (by the rules: {by_rules})"),
    "add": Text("bổ sung (theo quy tắc: {by_rules})", "added (by the rules: {by_rules})"),
    "move": Text(
        "chuyển hình thức khen thưởng (theo quy tắc: {by_rules})", "moved to another award (by the rules: {by_rules})"
    ),
}
CHANGE_LINE = Text(
    "{name}: {said}; lý do: {reason}; đề xuất: {by}; số phiếu: {votes}",
    "{name}: {said}; reason: {reason}; proposed by: {by}; votes: {votes}",
)
OVERRUN = Text(
    "VƯỢT SỐ LƯỢNG theo quyết định của hội đồng: {what}", "BEYOND THE QUOTA by the council's decision: {what}"
)
NO_SEAT_FOR = Text("{name}: kế hoạch không bố trí suất", "{name}: the plan has no seat")
NOT_SIGNED = Text(
    "DỰ THẢO – hội đồng chưa ký hoặc còn đồng hạng", "DRAFT – not signed by the council, or ties are still open"
)
AFTER_COUNCIL = Text(
    "Kết quả sau quyết định của hội đồng, phiên {day}; theo quy tắc: xem từng trường hợp.",
    "As the council left it, session of {day}; what the rules gave stands with each candidate.",
)
DAY = Text("ngày … tháng … năm …", "…")
MEMBERS = Text("{n} thành viên: {names}", "{n} members: {names}")
GIVE = Text("tặng {award}", "give the {award}")

# minutes
BAND_SECTION = Text("{roman}. {name}", "{roman}. {name}")
VOTE_BLANK = Text("…/…", "…/…")
TIED_MARK = Text("Đồng hạng", "Tied")
RESERVE_MARK = Text("Dự bị {n}", "Reserve {n}")
TIE_LINE = Text(
    "{list}: {n} trường hợp ngang nhau về mọi căn cứ xếp hạng cho {seats} suất: {names}. "
    "{body} chọn: …; lý do: …; số phiếu: …/….",
    "{list}: level on every ground of ranking, {n} for {seats} seats: {names}. "
    "{body} chooses: …; reason: …; votes: …/….",
)
NO_TIES = Text("Không có trường hợp đồng hạng.", "Nobody is tied.")
READING_LINE = Text("{line} (mục {clauses}){who}", "{line} (clause {clauses}){who}")
READING_PLAIN = Text("{line}{who}", "{line}{who}")
READING_WHO = Text("; hiểu khác thì đổi kết quả của {n} trường hợp", "; another reading changes the decision of {n}")
REASON_LINE = Text("{status}: {n} trường hợp", "{status}: {n}")

NO_CHANGES = Text(
    "Không điều chỉnh; hoặc: … (ai, thay đổi gì, lý do, số phiếu …/…)", "None; or: … (who, what, why, votes …/…)"
)
WHOLE_VOTE = Text("…/… thành viên đồng ý, đạt … %", "… of … members in favour, … %")

# notices
TO_FILE = Text("Đơn vị gửi tệp {file}", "The sender of {file}")
ROW = Text("{sheet}, dòng {row}", "{sheet}, row {row}")
TIED_UNNAMED = Text(
    "Ngang bằng về mọi căn cứ xếp hạng với {n} trường hợp khác ở suất cuối",
    "Level on every ground of ranking, at the last seat, with others: {n}",
)
FILE = Text("Tệp {file}: {where}", "File {file}: {where}")

# the outline of a report
FIGURE_PUT = Text("Số trường hợp đơn vị, địa phương đề nghị khen thưởng: {tally}.", "Put forward for awards: {tally}.")
FIGURE_IN = Text("Số trường hợp được đề nghị tặng {award}: {tally}.", "Nominated for the {award}: {tally}.")
FIGURE_TIED = Text("Số trường hợp đồng hạng, chờ {body} quyết định: {n}.", "Tied, for {body} to settle: {n}.")
FIGURE_OTHER = Text("{status}: {n}.", "{status}: {n}.")
FIGURE_CRITERION = Text(
    "{what}: đạt {met}, không đạt {unmet}, chưa xác định {unknown}.",
    "{what}: met {met}, unmet {unmet}, unknown {unknown}.",
)
FIGURE_GIVEN = Text("{field}: tổng {total} ({n} trường hợp có ghi).", "{field}: {total} in all ({n} say it).")
FIGURE_OPTIONS = Text("{field}: {options} (trên {n} trường hợp có ghi).", "{field}: {options} (of {n} that say it).")
VARIANTS = {
    "local": Text("Dùng cho UBND cấp xã, cấp huyện", "For People's Committees of communes and districts"),
    "departments": Text("Dùng cho các sở, ban, ngành", "For departments and agencies"),
}
TITLES = {
    "to-trinh": Text("Tờ trình", "Submission"),
    "bien-ban": Text("Biên bản họp", "Minutes of the meeting"),
    "de-cuong-bao-cao": Text("Đề cương báo cáo", "Outline of a report"),
}
NOTICE_TO = Text("Thông báo gửi {recipient}", "Notice to {recipient}")
NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def roman(n: int) -> str:
    """``3`` -> ``III``; beyond twelve the number itself."""
    return NUMBERS[n - 1] if n <= len(NUMBERS) else str(n)


# what is wrong with a template
NO_TEMPLATES = Text(
    "{folder}: không có tệp mẫu nào ({names}).\nTạo bằng: xetkhen documents --write-templates {folder}",
    "{folder}: none of the templates is there ({names}).\nMake them with: xetkhen documents --write-templates {folder}",
)
TEMPLATE_UNREAD = Text("{file}: không đọc được ({why}).", "{file}: cannot be read ({why}).")
TEMPLATE_WRONG = Text(
    "{file}: tệp mẫu có chỗ không dùng được: {why}.\nSửa chỗ đó; các tên dùng được ở docs/documents.vi.md.",
    "{file}: something in the template cannot be used: {why}.\nCorrect it; docs/documents.md lists the names.",
)


def filled(text: Text, **values: object) -> Text:
    """A phrase with its values, in both languages."""
    return Text(text.vi.format_map(values), text.en.format_map(values))
