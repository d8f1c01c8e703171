"""What answers to questions say: what if, what would change it, who changes and why."""

from __future__ import annotations

from engine.provenance import Text

QUESTIONS: dict[str, Text] = {
    "whatif.twice": Text(
        "cột “{field}” ({id}) được đặt hai lần; giữ một giá trị.", "the column “{field}” ({id}) is set twice; keep one."
    ),
    "whatif.unreadable": Text(
        "{field} ({id}): ghi “{value}”; {why}.", "{field} ({id}): says “{value}”; {why}."
    ),
    "whatif.nameless": Text(
        "một trường hợp phải có tên; không thể bỏ trống name.", "a candidate has a name; name cannot be left blank."
    ),
    "whatif.worked_out": Text(
        "{field} được tính ra, không ghi trong bảng.\nHãy đặt cột tạo nên nó: {parts} (ví dụ --set {example}=…).",
        "{field} is worked out, not written in a sheet.\nSet a column that it is made of: {parts}"
        " (such as --set {example}=…).",
    ),
    "whatif.given_by_run": Text(
        "{field} do lượt xét quyết định, không phải cột của bảng.", "{field} is set by the run; it is no column."
    ),
    "whatif.no_field": Text(
        "không có cột “{name}”.\nCó: {fields}.", "there is no column “{name}”.\nThere are: {fields}."
    ),
    "whatif.no_field_nearest": Text(
        "không có cột “{name}”; có phải là: {fields}?", "there is no column “{name}”; did you mean: {fields}?"
    ),
    "whatif.if": Text("Nếu ghi", "If the sheet said"),
    "whatif.same": Text("{name}: không đổi, vẫn là “{status}”", "{name}: no change, still “{status}”"),
    "whatif.then": Text("Khi đó: {status}", "Then: {status}"),
    "whatif.others": Text("Trường hợp khác thay đổi theo: {n}", "Others that change with it: {n}"),
    "whatif.nobody_else": Text("Không trường hợp nào khác thay đổi", "Nobody else changes"),
    "whatif.no_column": Text(
        "Không bảng nào có cột “{field}”; ở các trường hợp khác cột này coi như để trống.",
        "No sheet has the column “{field}”; for everybody else it counts as blank.",
    ),
    "asked.unfaithful": Text(
        "Lượt xét này do phiên bản {version} lập; phiên bản đang dùng quyết định khác ở một số trường hợp,"
        " và câu trả lời theo phiên bản đang dùng.",
        "This run was made by version {version}; the present version decides some candidates otherwise,"
        " and the answer is the present version's.",
    ),
    # what would change it
    "change.head": Text(
        "Thay đổi nhỏ nhất làm đổi kết quả (đã xét lại toàn bộ để kiểm chứng)",
        "The smallest changes that alter the decision (each proved by running everything again)",
    ),
    "change.line": Text(
        "Mức phải vượt: xếp trên {name} (hạng {rank}, {score})", "To pass: rank above {name} (rank {rank}, {score})"
    ),
    "change.leaves": Text("Khi đó không còn chắc suất: {names}", "No longer sure of a seat then: {names}"),
    "change.no_rank": Text(
        "Không thứ hạng nào giúp được: các suất đều dành riêng cho nhóm khác",
        "No rank helps: all seats are reserved for other classes",
    ),
    "change.to": Text("Thành “{status}” nếu ghi", "“{status}” if the sheet said"),
    "change.both": Text("Cùng lúc cả hai", "Both at once"),
    "change.others_lose": Text("Khi đó bất lợi cho: {names}", "To the cost of: {names}"),
    "change.others_gain": Text("Khi đó có lợi cho: {names}", "To the gain of: {names}"),
    "change.more": Text("… và {n} cách khác, mỗi cách một cột", "… and {n} other ways, each in one column"),
    "change.smallest_found": Text("nhỏ nhất tìm được", "the smallest found"),
    "change.how": Text(
        "Đã thử từng cột và từng cặp cột mà quy tắc đọc: {columns}",
        "Tried one by one and in pairs, the columns that the rules read: {columns}",
    ),
    "change.nothing": Text(
        "Không một hay hai giá trị nào ở các cột mà quy tắc đọc làm đổi kết quả: {columns}",
        "No one or two values alter the decision, in the columns that the rules read: {columns}",
    ),
    # two runs side by side
    "holds.met": Text("có", "holds"),
    "holds.unmet": Text("không", "does not hold"),
    "holds.unknown": Text("chưa xác định", "unknown"),
    "compare.absent": Text("không có trong danh sách", "not on the list"),
    "compare.not_asked": Text("không xét đến", "not asked"),
    "compare.rank": Text("hạng {n}", "rank {n}"),
    "compare.category": Text("Nhóm đối tượng: {before} → {after}", "Category: {before} → {after}"),
    "compare.award": Text("Hình thức khen thưởng: {before} → {after}", "Award: {before} → {after}"),
    "compare.score": Text("Điểm: {before} → {after}", "Score: {before} → {after}"),
    "compare.quota": Text("Xét trong số lượng: {before} → {after}", "Competes in: {before} → {after}"),
    "compare.at_most": Text(
        "Số lượng tối đa của “{quota}”: {before} → {after}", "Seats of “{quota}”: {before} → {after}"
    ),
    "compare.at_least": Text(
        "Số lượng dành riêng của “{quota}”: {before} → {after}", "Seats reserved for “{quota}”: {before} → {after}"
    ),
    "compare.cut_off": Text(
        "Điểm thấp nhất được chọn của “{quota}”: {before} → {after}",
        "Lowest selected score of “{quota}”: {before} → {after}",
    ),
    "compare.came": Text("Suất nay thuộc về: {names}", "The seat now goes to: {names}"),
    "compare.went": Text("Suất do người khác để lại: {names}", "A seat is left by: {names}"),
}
