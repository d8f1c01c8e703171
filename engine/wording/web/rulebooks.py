"""Choosing a rulebook."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

RULEBOOKS: Mapping[str, Text] = {
    # rulebooks
    "web.rulebooks": Text("Chọn bộ quy tắc", "Choose a rulebook"),
    "web.use_rulebook": Text("Dùng bộ quy tắc này", "Use this rulebook"),
    "web.rulebook_draft": Text("bản nháp", "draft"),
    "web.rulebook_approved": Text("đã phê duyệt", "approved"),
    "web.look": Text("Xem", "Look"),
    "web.round": Text("Đợt xét", "Round"),
    "web.choose_round": Text("– chọn đợt xét –", "– choose the round –"),
    "web.year": Text("Năm xét", "Year"),
    "web.year_hint": Text("khi đợt xét cần, ví dụ 2023", "where the round needs one, such as 2023"),
    "web.decided_on": Text("Ngày quyết định danh sách", "Day the list is decided"),
    "web.clause": Text("Mục", "Clause"),
    "web.plan_says": Text("Nội dung của kế hoạch", "What the plan's place is about"),
    "web.rules": Text("Quy tắc", "Rules"),
    "web.not_a_rule": Text("Không thành quy tắc: {why}", "No rule is made of it: {why}"),
    "web.in_round": Text("Quy tắc của: {title}", "Rules of: {title}"),
    "web.template": Text("Tải tệp mẫu để gửi xuống cơ sở", "Download the template to send out"),
    "web.section_categories": Text("nhóm đối tượng", "category"),
    "web.section_criteria": Text("tiêu chuẩn", "criterion"),
    "web.section_exclusions": Text("không xét", "exclusion"),
    "web.section_advisories": Text("lưu ý", "advisory"),
    "web.section_rounds": Text("đợt xét", "round"),
    "web.section_quotas": Text("số lượng", "quota"),
    "web.section_parameters": Text("tham số", "parameter"),
    "web.section_points": Text("điểm", "points"),
    "web.section_targets": Text("chỉ tiêu", "target"),
    "web.section_milestones": Text("mốc thời gian", "milestone"),
}  # fmt: skip
