"""The council decides."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

COUNCIL: Mapping[str, Text] = {
    # council
    "web.sessions_so_far": Text("Các phiên họp đã ghi", "Sessions so far"),
    "web.session": Text("Phiên {n}, ngày {day}, chủ trì: {chair}", "Session {n} on {day}, chaired by {chair}"),
    "web.signed": Text("đã ký: {name}, {day}", "signed by {name} on {day}"),
    "web.unsigned": Text("chưa ký duyệt: còn là bản nháp", "not signed: still a draft"),
    "web.voted": Text("{agree} đồng ý, {against} không", "{agree} for, {against} against"),
    "web.overrun": Text(
        "Vượt số lượng “{quota}”: {filled}/{most}; mọi văn bản sẽ ghi rõ.",
        "Beyond the quota “{quota}”: {filled} of {most}; every document says so.",
    ),
    "web.outside": Text("Ngoài suất của kế hoạch: {names}", "Outside the plan's seats: {names}"),
    "web.no_ties": Text("Không có trường hợp đồng hạng nào.", "There is no tie."),
    "web.level_on": Text("Ngang nhau về", "Level on"),
    "web.law_prefers": Text("Luật lưu ý, không tự phân định", "The law asks attention for, and decides nothing"),
    "web.law_met": Text("thuộc diện: {shown}", "preferred: {shown}"),
    "web.law_met_bare": Text("thuộc diện", "preferred"),
    "web.law_unmet": Text("không thuộc diện: {shown}", "not preferred: {shown}"),
    "web.law_silent": Text("bảng tính không ghi", "the sheet does not say"),
    "web.law_none": Text("Bộ quy tắc không nêu căn cứ ưu tiên nào.", "The rulebook names no preference."),
    "web.seats_for": Text("{seats} suất cho {n} trường hợp", "Seats for {seats} of {n} candidates"),
    "web.points": Text("{n} điểm", "{n} points"),
    "web.group": Text("Nhóm {n}", "Tie {n}"),
    "web.group_of": Text("Nhóm {n}/{of}", "Tie {n} of {of}"),
    "web.by_quota": Text("{quota}, mục {clause}", "{quota}, clause {clause}"),
    "web.quota_most": Text("nhiều nhất {n}", "at most {n}"),
    "web.tie_why": Text(
        "Ngang nhau về mọi căn cứ xếp hạng ở suất cuối; kế hoạch không phân định tiếp, nên hội đồng quyết định.",
        "They are level on every ground of ranking at the last seat. The plan goes no further: the council decides.",
    ),
    "web.choose_so_many": Text("chọn đúng {n}, ghi lý do", "choose exactly {n}, say why"),
    "web.differ_in": Text("Khác nhau ở", "Where they differ"),
    "web.differ_nothing": Text("không căn cứ nào", "nothing that was considered"),
    "web.more_grounds": Text("{n} căn cứ khác đã xét", "{n} further grounds that were considered"),
    "web.alike": Text("giống nhau", "alike"),
    "web.not_asked_of_others": Text("không đặt ra cho trường hợp khác", "not asked of the others"),
    "web.result_met": Text("đạt", "met"),
    "web.result_unmet": Text("không đạt", "not met"),
    "web.result_unknown": Text("chưa xác định", "not known"),
    "web.sheet_line": Text("{sheet}, dòng {line}", "{sheet}, row {line}"),
    "web.why_it": Text("Giải thích: {name}", "Explain: {name}"),
    # the form
    "web.undecided": Text("Chưa quyết", "Undecided"),
    "web.decision_about": Text("Quyết định về {name}", "Decision on {name}"),
    "web.votes_hint": Text("Có biểu quyết thì ghi cả hai số.", "Where a vote was taken, give both."),
    "web.line": Text("Dòng {n}", "Line {n}"),
    "web.add_line": Text("Thêm dòng", "Add a line"),
    "web.keep_draft": Text("Giữ nháp", "Keep the draft"),
    "web.draft_not_recorded": Text(
        "Chưa ghi. Bản nháp do {name} sửa lúc {at} vẫn được giữ.",
        "Not recorded. The draft, last changed by {name} at {at}, is kept.",
    ),
    "web.draft_none": Text(
        "Gõ đến đâu, trang giữ nháp đến đó; chưa ghi gì cho đến khi bấm Ghi quyết định.",
        "What is typed is kept as a draft; nothing is recorded until you press Record the decision.",
    ),
    "web.draft_kept": Text("Đã giữ nháp lúc {at}, chưa ghi.", "Draft kept at {at}; not recorded."),
    "web.draft_failed": Text(
        "Chưa giữ được nháp. Sửa tiếp để thử lại; nếu đã hết phiên, đăng nhập lại ở một thẻ khác trước.",
        "The draft could not be kept. Go on typing to try again; if you were signed out, first sign in again in another"
        " tab.",
    ),
    "web.draft_replaced": Text(
        "{name} vừa ghi khác ở ô này: “{value}”. Trang giữ điều bạn gõ; hãy thống nhất với nhau.",
        "{name} has just typed something else here: “{value}”. What you typed is kept; agree between you.",
    ),
    "web.not_recorded": Text(
        "Chưa ghi quyết định. Sửa các chỗ sau rồi ghi lại.", "Not recorded. Put these right, then record again."
    ),
    "web.file_again": Text(
        "Tệp “{name}” chưa được ghi. Sửa các ô trên trong tệp rồi chọn lại tệp.",
        "The file “{name}” was not recorded. Mend those cells in it and choose it again.",
    ),
    "web.overtaken": Text(
        "{by} vừa ghi phiên {n} (họp ngày {day}) trong lúc bạn điền: {choices}. Nội dung của bạn chưa ghi;"
        " phần còn dùng được vẫn giữ ở nháp bên dưới.",
        "While you were filling this in, {by} recorded session {n} (held on {day}): {choices}. Yours is not recorded;"
        " what can still be used is kept in the draft below.",
    ),
    "web.evaluated_again": Text(
        "Lượt xét đã được xét lại trong lúc bạn điền: chưa ghi gì. Xem lại các nhóm bên dưới.",
        "The run was evaluated again while you were filling this in: nothing was recorded. Look at the ties below.",
    ),
    "web.overtaken_signed": Text("chỉ ký duyệt", "signed off only"),
    "web.taken_back": Text(
        "Cán bộ đã rút lượt xét này về để sửa: chưa ghi gì.",
        "The officer has taken this run back: nothing was recorded.",
    ),
    "web.somebody": Text("Một người khác", "Somebody else"),
    "web.recorded_by": Text("{name} ghi", "recorded by {name}"),
    # council mode
    "web.show": Text("Trình chiếu từng nhóm", "Show tie by tie"),
    "web.show_title": Text("Trình chiếu cho hội đồng", "Shown to the council"),
    "web.show_back": Text("Về trang hội đồng", "Back to the council's page"),
    "web.show_keys": Text(
        "Phím ← → để sang nhóm, Home và End đến đầu và cuối, Esc để về. F11 mở toàn màn hình.",
        "Keys ← → go between ties, Home and End to the first and last, Esc back. F11 fills the screen.",
    ),
    "web.previous_tie": Text("Nhóm trước", "Previous"),
    "web.next_tie": Text("Nhóm sau", "Next"),
    "web.first_group": Text("Nhóm đầu", "First"),
    "web.to_summary": Text("Tổng kết", "Summary"),
    "web.slides": Text("Các nhóm", "Ties"),
    "web.settled_in": Text("Đã ghi ở phiên {n}", "Recorded in session {n}"),
    "web.in_draft": Text("Nháp, chưa ghi: đã chọn {n}/{seats}", "Draft, not recorded: {n} of {seats} chosen"),
    "web.still_open": Text("Chưa quyết", "Open"),
    "web.summary": Text("Tổng kết", "Summary"),
    "web.summary_counts": Text(
        "{settled} nhóm đã ghi, {open} nhóm còn mở", "{settled} ties recorded, {open} still open"
    ),
    "web.changed_so_far": Text("Đã rút, bổ sung, chuyển", "Struck, added, moved"),
    "web.changed_none": Text("Chưa rút, bổ sung hay chuyển ai.", "Nobody was struck, added or moved."),
    "web.in_draft_bare": Text("nháp, chưa ghi", "draft, not recorded"),
    "web.go_record": Text("Đến chỗ ghi quyết định", "To where decisions are recorded"),
    "web.council_all_settled": Text("Mọi nhóm đồng hạng đã ghi.", "All ties are recorded."),
    "web.decision": Text("Quyết định", "Decision"),
    "web.reason": Text("Lý do (bắt buộc)", "Reason (required)"),
    "web.proposed_by": Text("Người đề xuất", "Proposed by"),
    "web.votes": Text("Đồng ý / không", "For / against"),
    "web.votes_for": Text("Số phiếu đồng ý", "Votes for"),
    "web.votes_against": Text("Số phiếu không đồng ý", "Votes against"),
    "web.abstained": Text("Không biểu quyết (họ tên)", "Abstained (names)"),
    "web.new_award": Text("Hình thức mới", "New award"),
    "web.who_hint": Text(
        "Gõ tên, hoặc chọn trong gợi ý. Trùng tên thì trang hỏi lại số.",
        "Type a name, or choose one that is offered. Where several share it, the page asks for the number.",
    ),
    "web.other_changes": Text("Rút, bổ sung, chuyển hình thức thấp hơn", "Struck, added, moved to a lower award"),
    "web.action_choose": Text("Chọn", "Choose"),
    "web.action_pass": Text("Không chọn", "Do not choose"),
    "web.action_strike": Text("Rút khỏi danh sách", "Strike"),
    "web.action_add": Text("Bổ sung vào danh sách", "Add"),
    "web.action_move": Text("Chuyển hình thức thấp hơn", "Move to a lower award"),
    "web.the_session": Text("Phiên họp", "The session"),
    "web.fact_held_on": Text("Ngày họp", "Held on"),
    "web.fact_chair": Text("Chủ trì", "Chair"),
    "web.fact_secretary": Text("Thư ký", "Secretary"),
    "web.fact_members": Text("Thành viên dự họp (mỗi người một dòng)", "Members present (one a line)"),
    "web.fact_minutes": Text("Số biên bản", "Number of the minutes"),
    "web.fact_signed_by": Text("Người ký duyệt", "Signed by"),
    "web.fact_signed_on": Text("Ngày ký duyệt", "Signed on"),
    "web.record_decision": Text("Ghi quyết định", "Record the decision"),
    "web.by_workbook": Text("Hoặc điền bằng Excel", "Or fill in with Excel"),
    "web.get_sheet": Text("Tải bảng để hội đồng điền", "Download the sheet for the council"),
    "web.filled_sheet": Text("Bảng đã điền", "The filled sheet"),
}  # fmt: skip
