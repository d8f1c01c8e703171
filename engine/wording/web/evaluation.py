"""Parameters and readings; a run under way."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

EVALUATION: Mapping[str, Text] = {
    # parameters
    "web.parameters": Text("Tham số và cách hiểu", "Parameters and readings"),
    "web.start": Text("Xét", "Evaluate"),
    "web.by_board": Text("Do hội đồng đặt", "Set by the board"),
    "web.by_reading": Text("Cách hiểu kế hoạch", "Readings of the plan"),
    "web.by_plan": Text("Do kế hoạch ghi", "Said by the plan"),
    "web.by_law": Text("Do pháp luật quy định", "Set by law"),
    "web.default": Text("mặc định: {value}", "by default: {value}"),
    "web.by_default": Text("mặc định", "by default"),
    "web.not_set": Text("Chưa đặt", "Not set"),
    "web.unset": Text("Chưa đặt: có thể thiếu căn cứ.", "Not set: evidence may be lacking."),
    "web.unset_holds": Text(
        "Chưa đặt: {n} hồ sơ sẽ chưa đủ căn cứ", "Not set: {n} will lack evidence"
    ),
    "web.unset_holds_what": Text(
        "Chưa đặt “{what}”: {n} hồ sơ sẽ chưa đủ căn cứ.", "“{what}” is not set: {n} will lack evidence."
    ),
    "web.unset_holds_none": Text("Chưa đặt: không hồ sơ nào cần đến.", "Not set: nobody needs it."),
    "web.people_change": Text("{n} người đổi kết quả nếu hiểu khác", "{n} change under another reading"),
    "web.nobody_changes": Text("không ai đổi kết quả nếu hiểu khác", "nobody changes under another reading"),
    "web.compare_readings": Text("So các cách hiểu", "Compare the readings"),
    "web.compare_values": Text("Nếu chọn khác thì sao", "What if it were otherwise"),
    "web.save_and_try": Text("Lưu, tính thử", "Save and try"),
    "web.tried": Text(
        "Số người tính thử trên {n} hồ sơ đã gửi, với các giá trị đã lưu; chưa ghi kết quả nào.",
        "Counted on trial over the {n} dossiers sent in, with the values saved; no result is written.",
    ),
    "web.untried_no_files": Text("Chưa có bảng tính nào để tính thử.", "There is no workbook to try with."),
    "web.untried_large": Text(
        "Nhiều hơn {n} hồ sơ: không tính thử trên trang này. Số người bị ảnh hưởng có trong kết quả sau khi xét.",
        "More than {n} dossiers: nothing is tried on this page. Whom it concerns stands in the results.",
    ),
    "web.reading_now": Text("Đang chọn", "Chosen"),
    "web.reading_then": Text("Nếu: {value}", "If: {value}"),
    "web.reading_rules": Text("Quy tắc nói gì", "What the rules say"),
    "web.reading_same_rules": Text("Câu chữ của quy tắc như nhau.", "The rules read the same."),
    "web.reading_who": Text("{n} đối tượng đổi kết quả", "{n} change"),
    "web.reading_nobody": Text("Không ai đổi kết quả.", "Nobody changes."),
    "web.reading_large": Text(
        "Lượt lớn: trang này chỉ nêu tên. Từng người thành gì, hãy nhờ chạy lệnh xetkhen impact.",
        "A large run: only names here. What each would become, xetkhen impact says.",
    ),
    "web.of_trial": Text("Tính thử trên {n} hồ sơ đã gửi.", "On trial, over the {n} dossiers sent in."),
    "web.of_results": Text("Tính lại từ bản ghi của kết quả này ({n} trường hợp).", "By this result's record ({n})."),
    "web.already_running": Text("Lượt này đang xét.", "This run is being evaluated already."),
    "web.too_many_running": Text(
        "Đang có {n} lượt xét cùng chạy. Đợi một lượt xong rồi bấm lại.",
        "{n} runs are being evaluated. Wait until one ends, then press again.",
    ),
    # running
    "web.running": Text("Đang xét", "Evaluating"),
    "web.step": Text("Bước {n}/{of}: {step}", "Step {n} of {of}: {step}"),
    "web.step_reading": Text("đọc các tệp", "reading the files"),
    "web.step_deciding": Text("đối chiếu tiêu chuẩn, xếp suất", "weighing criteria, seating"),
    "web.step_readings": Text("thử các cách hiểu khác", "trying the other readings"),
    "web.step_writing": Text("ghi kết quả", "writing the results"),
    "web.stop": Text("Dừng", "Stop"),
    "web.may_leave": Text(
        "Có thể rời trang này; lượt xét vẫn chạy và tìm lại được trong danh sách.",
        "You may leave this page; the run goes on and is found again in the list.",
    ),
    "web.see_results": Text("Xem kết quả", "See the results"),
    "web.refresh": Text("Xem lại tiến độ", "Look again"),
}  # fmt: skip
