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
    "web.as_default": Text("– theo mặc định –", "– as by default –"),
    "web.unset": Text("chưa đặt: có thể thiếu căn cứ", "not set: evidence may be lacking"),
    "web.people_change": Text("{n} người đổi kết quả nếu hiểu khác", "{n} people change under another reading"),
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
