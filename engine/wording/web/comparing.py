"""Questions that take a while; two runs side by side."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

COMPARING: Mapping[str, Text] = {
    # questions that take a while
    "web.question_waiting": Text("Đang đợi đến lượt: {n} giây", "Waiting for its turn: {n} s"),
    "web.question_running": Text("Đang tính: {n} giây", "At work: {n} s"),
    "web.question_answered": Text("Xong.", "Done."),
    "web.question_refused": Text("Không tính được.", "It could not be done."),
    "web.question_stopped": Text("Đã dừng.", "Stopped."),
    "web.question_was_stopped": Text("Đã dừng; không có gì thay đổi.", "Stopped; nothing changed."),
    "web.question_late": Text(
        "Quá 30 phút nên đã dừng. Hãy nhờ người quản trị chạy bằng lệnh trên máy chủ.",
        "It took more than 30 minutes and was stopped. Have it run by command on the server.",
    ),
    "web.question_leave": Text(
        "Có thể rời trang này rồi quay lại; việc tính vẫn chạy.", "You may leave this page; it goes on."
    ),
    "web.too_many_questions": Text(
        "Máy chủ đang bận với quá nhiều câu hỏi. Đợi một phút rồi bấm lại.",
        "The server is busy with too many questions. Wait a minute, then press again.",
    ),
    # comparing
    "web.compare": Text("So sánh hai lượt", "Two runs side by side"),
    "web.compare_what": Text(
        "So với lần xét trước, hoặc với lượt khác cùng kế hoạch: ai đổi, vì ô, tham số hay quy tắc nào",
        "Beside an earlier result, or another run of the same plan: who changed, because of which cell or rule",
    ),
    "web.compare_with": Text("So với", "Compare with"),
    "web.compare_now": Text("So sánh", "Compare"),
    "web.version": Text("Lần xét {n} của lượt này ({at})", "Result {n} of this run ({at})"),
    "web.nothing_to_compare": Text(
        "Chưa có kết quả nào khác của kế hoạch này để so sánh.",
        "There is no other result of this plan to compare with.",
    ),
    "web.differs_in": Text("Khác ở {n} đối tượng", "{n} candidates differ"),
    "web.nobody_differs": Text("Không ai khác kết quả", "Nobody is decided otherwise"),
    "web.compared": Text("So từ “{then}” đến kết quả này.", "From “{then}” to this result."),
    "web.moved": Text("{n} đối tượng cùng kết quả nhưng đổi hạng.", "{n} keep their status at another rank."),
    "web.inputs_differ": Text("Dữ liệu, quy tắc, tham số khác nhau ở đâu", "What the two were made from"),
    "web.inputs_same": Text("Không khác gì.", "Nothing differs."),
    "web.who_differs": Text("Ai khác, vì sao", "Who differs, and why"),
    "web.then": Text("Trước", "Then"),
    "web.now": Text("Nay", "Now"),
    "web.explain_then": Text("giải thích lúc trước", "why then"),
    "web.explain_now": Text("giải thích nay", "why now"),
    "web.not_there": Text("không có", "not there"),
    "web.what_made_it": Text("Do đâu", "What made it so"),
    "web.how_alone": Text("một mình đủ làm đổi:", "each by itself:"),
    "web.how_jointly": Text("cùng nhau mới làm đổi:", "only together:"),
    "web.how_because": Text("khác ở:", "what is otherwise:"),
    "web.how_unknown": Text("không lần ra", "not traced"),
    "web.to_results": Text("Về kết quả", "To the results"),
    "web.since_last": Text("Khác gì so với lần xét trước", "What changed since the last time"),
    "web.earlier_shown": Text("Đang xem kết quả cũ (lần xét {n}).", "This is an earlier result (number {n})."),
    "web.to_current": Text("Xem kết quả hiện nay", "To the current one"),
}  # fmt: skip
