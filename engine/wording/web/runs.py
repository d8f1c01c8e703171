"""The list of runs and the steps of one."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

RUNS: Mapping[str, Text] = {
    # runs
    "web.no_runs": Text("Chưa có lượt xét nào.", "There is no run yet."),
    "web.try_sample": Text("Thử với dữ liệu mẫu", "Try with sample data"),
    "web.new_run": Text("Tạo lượt xét mới", "New run"),
    "web.untitled": Text("Lượt xét chưa đặt tên", "Run without a name"),
    "web.sample_title": Text("Lượt xét thử với dữ liệu mẫu", "Trial run with sample data"),
    "web.col_run": Text("Lượt xét", "Run"),
    "web.col_state": Text("Tình trạng", "State"),
    "web.col_owner": Text("Người lập", "By"),
    "web.col_changed": Text("Thay đổi", "Changed"),
    "web.col_left": Text("Việc còn lại", "Left to do"),
    "web.left": Text("còn {n} việc", "{n} left"),
    "web.left_none": Text("không còn việc", "nothing left"),
    "web.remove": Text("Xóa", "Remove"),
    "web.state_draft": Text("Đang chuẩn bị", "Being prepared"),
    "web.state_running": Text("Đang xét", "Running"),
    "web.state_stopped": Text("Đã dừng, chưa ghi gì", "Stopped, nothing written"),
    "web.state_failed": Text("Chưa xét được", "Failed"),
    "web.state_done": Text("Đã có kết quả", "Has results"),
    "web.state_submitted": Text("Đã trình hội đồng", "Before the council"),
    "web.state_decided": Text("Hội đồng đã quyết định", "Decided by the council"),
    # steps
    "web.nav_rulebooks": Text("Bộ quy tắc", "Rulebook"),
    "web.nav_files": Text("Bảng tính", "Workbooks"),
    "web.nav_columns": Text("Các cột", "Columns"),
    "web.nav_settling": Text("Trùng, cách viết", "Copies"),
    "web.nav_cells": Text("Ô cần sửa", "Cells"),
    "web.nav_parameters": Text("Tham số", "Parameters"),
    "web.nav_results": Text("Kết quả", "Results"),
    "web.nav_documents": Text("Văn bản", "Documents"),
    "web.nav_council": Text("Hội đồng quyết định", "Council"),
    "web.nav_audit": Text("Kiểm tra", "Verification"),
    "web.nav_clauses": Text("Điều khoản", "Clauses"),
}  # fmt: skip
