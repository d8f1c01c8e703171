"""The list, one candidate, what if."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

RESULTS: Mapping[str, Text] = {
    # results
    "web.results": Text("Kết quả", "Results"),
    "web.before_submitting": Text("Việc phải làm trước khi trình", "To be done before submitting"),
    "web.todo_ties": Text("{n} trường hợp đồng hạng chờ quyết định", "{n} ties wait for a decision"),
    "web.todo_evidence": Text(
        "{n} trường hợp thiếu căn cứ có thể làm đổi danh sách", "{n} lack evidence that may change the list"
    ),
    "web.todo_errors": Text("{n} ô dữ liệu có lỗi", "{n} cells are wrong"),
    "web.todo_none": Text("Không còn việc nào.", "Nothing is left to do."),
    "web.submit": Text("Trình hội đồng", "Submit to the council"),
    "web.take_back": Text("Rút lại để sửa", "Take back to mend"),
    "web.quotas": Text("Số lượng", "Quotas"),
    "web.no_quota": Text("Kế hoạch không quy định số lượng.", "The plan states no number."),
    "web.bar": Text("đã bố trí {filled}/{most}, còn trống {empty}", "{filled} of {most} seated, {empty} empty"),
    "web.bar_open": Text("đã bố trí {filled}, không hạn chế", "{filled} seated, no limit"),
    "web.list": Text("Danh sách", "The list"),
    "web.search": Text("Tìm tên, đơn vị (không cần dấu)", "Find a name or unit (marks not needed)"),
    "web.find": Text("Tìm", "Find"),
    "web.all": Text("Tất cả", "All"),
    "web.status": Text("Kết quả", "Status"),
    "web.commune": Text("Xã, phường", "Commune"),
    "web.category": Text("Nhóm đối tượng", "Category"),
    "web.rank": Text("Hạng", "Rank"),
    "web.name": Text("Tên", "Name"),
    "web.score": Text("Điểm", "Score"),
    "web.why": Text("Lý do", "Why"),
    "web.bar_contested": Text("{n} chờ quyết định", "{n} undecided"),
    "web.cut": Text("Vạch cắt của “{quota}”", "Cut line of “{quota}”"),
    "web.cut_seats": Text("đã bố trí {filled}/{most} suất", "{filled} of {most} seats taken"),
    "web.cut_contested": Text(
        "còn {n} suất chờ chọn trong các trường hợp đồng hạng dưới đây",
        "{n} of them to be chosen among the ties below",
    ),
    "web.cut_at": Text("mức chọn {cut} điểm", "the line stands at {cut} points"),
    "web.cut_here": Text("Vạch cắt", "Cut line"),
    "web.cut_tied": Text(
        "Vạch cắt: {n} trường hợp đồng hạng ngay trên, chờ quyết định",
        "Cut line: the {n} ties just above wait for a decision",
    ),
    "web.away": Text("Cách mức chọn", "From the line"),
    "web.above": Text("+{gap}", "+{gap}"),
    "web.below": Text("−{gap}", "−{gap}"),
    "web.by_order": Text(
        "Xếp theo thứ tự, không chỉ theo điểm: vẽ cách đều nhau.",
        "Ranked by more than points: drawn at equal distances.",
    ),
    "web.strip": Text(
        "{quota}: gần vạch cắt có {inside} được đề nghị, {tied} đồng hạng, {outside} ngoài vạch; chi tiết ở bảng dưới",
        "{quota}: near the line {inside} nominated, {tied} tied, {outside} outside; the table below has them",
    ),
    "web.more_inside": Text("và {n} trường hợp nữa ở trên", "and {n} more above"),
    "web.more_outside": Text("và {n} trường hợp nữa ở dưới", "and {n} more below"),
    "web.beside_lists": Text("Ngoài các danh sách", "On no list"),
    "web.shown_of": Text("{n} trường hợp; trang {page}/{pages}", "{n} candidates; page {page} of {pages}"),
    "web.previous": Text("Trang trước", "Previous page"),
    "web.next": Text("Trang sau", "Next page"),
    "web.show_all": Text("Hiện tất cả", "Show all"),
    "web.nobody": Text("Không có trường hợp nào khớp.", "Nobody fits."),
    "web.nobody_eligible": Text(
        "Không ai đủ tiêu chuẩn. Xem vì sao ở từng trường hợp bên dưới.",
        "Nobody is eligible. See why, case by case, below.",
    ),
    "web.provisional": Text("tạm thời", "provisional"),
    "web.certain": Text("chắc chắn", "certain"),
    "web.hangs_on_reading": Text("tùy cách hiểu", "hangs on a reading"),
    "web.download": Text("Tải về", "Download"),
    "web.from_where": Text("Người được đề nghị đến từ đâu", "Where the nominees come from"),
    "web.nominated_of": Text("{n}/{of} được đề nghị", "{n} of {of} nominated"),
    "web.no_commune": Text("(không ghi xã, phường)", "(no commune given)"),
    "web.margins": Text("Khoảng cách đến vạch cắt, nguồn đề nghị", "Margins at the lines, where nominees come from"),
    # candidate
    "web.explanation": Text("Giải thích", "Explanation"),
    "web.where": Text("{file}, trang {sheet}, dòng {row}", "{file}, sheet {sheet}, row {row}"),
    "web.close": Text("Đóng", "Close"),
    "web.cell_of": Text("ô {cell}", "cell {cell}"),
    "web.clause_of": Text("mục {clause}", "clause {clause}"),
    # what if
    "web.whatif": Text("Nếu khác đi", "What if"),
    "web.choose_field": Text("– chọn cột –", "– choose the column –"),
    "web.if_it_says": Text("Nếu ô ghi", "If the cell said"),
    "web.value_hint": Text(
        "viết như trong bảng: 50 triệu, 31/12/2023, có; để trống là ô trống",
        "as a sheet may say it: 50 triệu, 31/12/2023, có; nothing is a blank",
    ),
    "web.slide": Text(
        "Kéo thử rồi bấm Thử; vạch là chỗ đổi kết quả", "Slide, then press Try; ticks are where the decision flips"
    ),
    "web.try": Text("Thử", "Try"),
    "web.ask_again": Text("Hỏi lại", "Ask again"),
    "web.too_large_to_ask": Text(
        "Lượt xét có {n} đối tượng: quá lớn để thử trên trang.\n"
        "Tải decisions.json và record.zip của lượt xét về một thư mục, rồi chạy ở đó:\n"
        'xetkhen whatif . "{who}" --set cột=giá-trị',
        "The run has {n} candidates: too large to be asked on the page.\n"
        "Download the run's decisions.json and record.zip into a folder, then run there:\n"
        'xetkhen whatif . "{who}" --set field=value',
    ),
    "web.saves_nothing": Text("Chỉ thử, không lưu và không đổi gì.", "A trial: nothing is kept, nothing changes."),
    "web.enters": Text("Vào danh sách ({n})", "Enters the list ({n})"),
    "web.leaves": Text("Ra khỏi danh sách ({n})", "Leaves the list ({n})"),
    "web.list_stays": Text("Danh sách đề nghị không đổi.", "The list of nominees stays as it is."),
    "web.flips": Text("Một giá trị khác là đổi kết quả", "One other value alters the decision"),
    "web.blank": Text("(để trống)", "(blank)"),
}  # fmt: skip
