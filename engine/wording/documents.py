"""Sentences of the papers a council signs: list, submission, minutes. Dots stand for what is written by hand."""

from __future__ import annotations

from engine.provenance import Text

DOCUMENTS: dict[str, Text] = {
    "doc.list_title": Text(
        "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ TẶNG {AWARD}", "COLLECTIVES AND INDIVIDUALS PROPOSED FOR {AWARD}"
    ),
    "doc.list_attached": Text(
        "(Kèm theo Tờ trình số …/TTr-… ngày … tháng … năm …)", "(Attached to Submission no. …/TTr-… of …)"
    ),
    "doc.total": Text(
        "Danh sách gồm {c} tập thể, {i} cá nhân./.", "The list holds {c} collectives and {i} individuals."
    ),
    "doc.total_households": Text(
        "Danh sách gồm {c} tập thể, {i} cá nhân, {h} hộ gia đình./.",
        "The list holds {c} collectives, {i} individuals and {h} households.",
    ),
    "doc.subject": Text(
        "Về việc đề nghị tặng {award} cho các tập thể, cá nhân có thành tích xuất sắc trong {movement}",
        "Proposal to give {award} to collectives and individuals with outstanding merit in {movement}",
    ),
    "doc.to": Text("Kính gửi: {recipient}", "To: {recipient}"),
    "doc.grounds": Text("Căn cứ Kế hoạch số …/KH-… ngày … của …;", "Pursuant to Plan no. …/KH-… of … by …;"),
    "doc.grounds_plan": Text(
        "Căn cứ Kế hoạch số {number} ngày {date} của {issuer};", "Pursuant to Plan no. {number} of {date} by {issuer};"
    ),
    "doc.propose": Text(
        "{issuer} đề nghị {authority} tặng {award} cho {c} tập thể, {i} cá nhân đã có thành tích xuất sắc trong "
        "{movement} (có danh sách và hồ sơ kèm theo)",
        "{issuer} proposes that {authority} give {award} to {c} collectives and {i} individuals with outstanding "
        "merit in {movement} (the list and the dossiers are attached)",
    ),
    "doc.close": Text(
        "Kính trình {authority} xem xét, quyết định./.", "Respectfully submitted to {authority} for decision."
    ),
    "doc.minutes": Text("BIÊN BẢN HỌP {BODY}", "MINUTES OF THE MEETING OF {BODY}"),
    "doc.present": Text(
        "Thành viên có mặt: {p}/{n}; vắng: {a} (lý do: …)", "Members present: {p} of {n}; absent: {a} (reason: …)"
    ),
    "doc.vote": Text(
        "{body} biểu quyết (hoặc bỏ phiếu kín): {y}/{n} thành viên đồng ý, đạt {pct} %",
        "{body} voted (by show of hands or in secret): {y} of {n} members in favour, {pct} %",
    ),
    "doc.override": Text(
        "{body} thống nhất điều chỉnh: {change}; lý do: {reason}", "{body} agreed to change: {change}; reason: {reason}"
    ),
    "doc.minutes_close": Text(
        "Cuộc họp kết thúc hồi … giờ … phút cùng ngày; biên bản đã được các thành viên thông qua",
        "The meeting ended at … on the same day; the minutes were approved by the members",
    ),
    "doc.recipients": Text("Nơi nhận: Như trên; Lưu: VT, …", "Copies: as above; file: VT, …"),
    "doc.nation": Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIETNAM"),
    "doc.motto": Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "doc.draft": Text("BẢN NHÁP", "DRAFT"),
    "doc.prepared": Text("NGƯỜI LẬP BIỂU", "PREPARED BY"),
    "doc.chair": Text("CHỦ TỊCH", "CHAIRMAN"),
}
