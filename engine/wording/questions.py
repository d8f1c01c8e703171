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
    "change.not_searched": Text(
        "Không tìm thay đổi nhỏ nhất: {why}", "The smallest change is not looked for: {why}"
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
    "change.how_single": Text(
        "Đã thử từng cột mà quy tắc đọc (số lượng ở đây chồng chéo nên không thử từng cặp): {columns}",
        "Tried one by one, the columns that the rules read (the quotas here cross, so no pairs were tried): {columns}",
    ),
    "change.nothing_single": Text(
        "Không một giá trị nào ở các cột mà quy tắc đọc làm đổi kết quả (số lượng ở đây chồng chéo nên không thử từng"
        " cặp): {columns}",
        "No single value alters the decision (the quotas here cross, so no pairs were tried), in the columns that the"
        " rules read: {columns}",
    ),
    # who changes
    "impact.head": Text(
        "Ảnh hưởng đến lượt xét {run} (bộ quy tắc {rulebook})", "Impact on the run {run} (rulebook {rulebook})"
    ),
    "impact.effect": Text("{title} {before} → {after}: {count}", "{title} {before} → {after}: {count}"),
    "impact.count": Text("{n} trường hợp thay đổi", "candidates that change: {n}"),
    "impact.nobody": Text("không ai thay đổi", "nobody changes"),
    "impact.more": Text("… và {n} trường hợp khác (xem --format json)", "… and {n} more (see --format json)"),
    "impact.moved": Text(
        "{n} trường hợp khác giữ nguyên kết quả nhưng đổi thứ hạng", "{n} others keep their status at another rank"
    ),
    "impact.round_alone": Text(
        "--round chỉ dùng cùng với -r (bộ quy tắc khác).", "--round goes only with -r (another rulebook)."
    ),
    "impact.several": Text("Nhiều tham số cùng lúc:", "Several parameters at once:"),
    "impact.rulebook": Text("Bộ quy tắc:", "Rulebook:"),
    "impact.no_readings": Text(
        "Bộ quy tắc này không có cách hiểu nào khác để thử; đặt tham số bằng --set, hoặc bộ quy tắc khác bằng -r.",
        "This rulebook has no other reading to try; set a parameter with --set, or another rulebook with -r.",
    ),
    # how near the line
    "margins.head": Text(
        "Khoảng cách đến mức chọn: lượt xét {run} (bộ quy tắc {rulebook})",
        "How near the line: run {run} (rulebook {rulebook})",
    ),
    "margins.alone": Text(
        "--margins nói về cả lượt xét; bỏ tên trường hợp, hoặc bỏ --margins.",
        "--margins is about the whole run; leave out the candidate, or --margins.",
    ),
    "margins.or_whom": Text(
        "thiếu CANDIDATE: tên hoặc khóa của một trường hợp, hoặc --margins.",
        "CANDIDATE is missing: a name or a key, or --margins.",
    ),
    "margins.lines": Text("Mức chọn của từng số lượng", "The line of every quota"),
    "margins.no_lines": Text("Không số lượng nào bị đầy: không có mức chọn", "No quota is full: there is no line"),
    "margins.seats": Text("đã bố trí {filled}/{most}", "{filled} of {most} seats taken"),
    "margins.near": Text("Hạng {rank}: {name}, {score}: {status}", "Rank {rank}: {name}, {score}: {status}"),
    "margins.gap": Text("――― mức chọn: cách nhau {gap} điểm ―――", "――― the line: {gap} points apart ―――"),
    "margins.by_order": Text(
        "――― mức chọn: điểm không quyết định; xếp trước nhờ căn cứ xếp hạng đứng trước điểm,"
        " hoặc nhờ suất dành riêng ―――",
        "――― the line: not by points; something that ranks before them, or a reserved seat, decides ―――",
    ),
    "margins.tied": Text(
        "――― mức chọn: {n} trường hợp đồng hạng ngay tại mức ―――", "――― the line: {n} are level right at it ―――"
    ),
    "margins.unknown": Text(
        "――― mức chọn: điểm còn thiếu nên chưa biết cách nhau bao nhiêu ―――",
        "――― the line: a score is not known, so neither is the margin ―――",
    ),
    "margins.no_reserve": Text("――― mức chọn: không có dự bị ―――", "――― the line: there is no reserve ―――"),
    "margins.provisional": Text("Kết quả còn tạm thời: {n}", "Provisional: {n}"),
    "margins.certain": Text("Không kết quả nào trong danh sách còn tạm thời", "No decision on the list is provisional"),
    "margins.unknown_of": Text("Chưa xác định: {what}", "Unknown: {what}"),
    "margins.on": Text("Phụ thuộc {name} ({status})", "Hangs on {name} ({status})"),
    # what two runs were made from
    "diff.head": Text("So sánh lượt xét {a} với lượt xét {b}", "The run {a} beside the run {b}"),
    "diff.inputs": Text("Khác nhau ở đầu vào, tham số, quy tắc", "What differs in inputs, parameters, rules"),
    "diff.same_inputs": Text(
        "Đầu vào, tham số và quy tắc như nhau", "Inputs, parameters and rules are the same"
    ),
    "diff.changed": Text("Kết quả khác nhau: {n} trường hợp", "Decided otherwise: {n}"),
    "diff.nobody": Text("Không trường hợp nào có kết quả khác", "Nobody is decided otherwise"),
    "diff.alone": Text("Riêng điều này đã đủ: {what}", "This alone does it: {what}"),
    "diff.jointly": Text("Chỉ khi cùng lúc", "Only together"),
    "diff.more": Text("… và {n} chỗ khác nữa (xem --format json)", "… and {n} more (see --format json)"),
    "diff.cell": Text("{name}: {field}: {before} → {after}", "{name}: {field}: {before} → {after}"),
    "diff.joined": Text("{name}: mới có trong danh sách", "{name}: new on the list"),
    "diff.left": Text("{name}: không còn trong danh sách", "{name}: no more on the list"),
    "diff.register": Text("{register}: {before} → {after} dòng, nội dung khác nhau",
                          "{register}: {before} → {after} rows, with other content"),
    "diff.parameter": Text("Tham số “{parameter}”: {before} → {after}", "Parameter “{parameter}”: {before} → {after}"),
    "diff.rulebook": Text("Bộ quy tắc: {before} → {after}, nội dung khác nhau",
                          "Rulebook: {before} → {after}, with other content"),
    "diff.rule": Text("{rule}: {before} → {after}", "{rule}: {before} → {after}"),
    "diff.rule_otherwise": Text("{rule}: quy định khác", "{rule}: ruled otherwise"),
    "diff.round": Text("Đợt xét: {before} → {after}", "Round: {before} → {after}"),
    "diff.year": Text("Năm: {before} → {after}", "Year: {before} → {after}"),
    "diff.decided_on": Text("Ngày quyết định: {before} → {after}", "Day of decision: {before} → {after}"),
    "diff.engine_version": Text(
        "Phiên bản chương trình: {before} → {after}", "Version of the program: {before} → {after}"
    ),
    "diff.file": Text("Tệp {file}: nội dung khác nhau", "File {file}: other content"),
    "diff.file_gone": Text("Tệp {file}: chỉ có ở lượt trước", "File {file}: in the first run only"),
    "diff.file_new": Text("Tệp {file}: chỉ có ở lượt sau", "File {file}: in the second run only"),
    "diff.no_records": Text(
        "Không có đủ hai record.zip nên không xét lại được: nguyên nhân lấy từ chính hai kết quả.",
        "Without both record.zip nothing is run again: the causes are read from the two results themselves.",
    ),
    "diff.unfaithful": Text(
        "Phiên bản đang dùng không xét lại ra đúng kết quả đã ghi: nguyên nhân lấy từ chính hai kết quả.",
        "The present version does not decide as was recorded: the causes are read from the two results themselves.",
    ),
    "diff.earlier_register": Text(
        "Có lượt lấy kết quả của lượt trước làm sổ: nguyên nhân lấy từ chính hai kết quả.",
        "A run took an earlier run as its register: the causes are read from the two results themselves.",
    ),
    "diff.too_many": Text(
        "{n} chỗ khác nhau, nhiều hơn {most}: không thử riêng từng chỗ; nguyên nhân lấy từ chính hai kết quả.",
        "{n} differences, more than {most}: they are not tried one by one; the causes are read from the two results.",
    ),
    "diff.not_traced": Text(
        "Không thử riêng từng chỗ khác nhau được: {why}", "The differences cannot be tried one by one: {why}"
    ),
    "diff.not_all": Text(
        "Gộp mọi chỗ khác nhau đã nêu vẫn chưa ra đúng kết quả của lượt sau; còn khác ở thứ tự dòng hoặc cách đọc tệp.",
        "All that is named together does not give the second run: the order of rows or the reading of the files differs"
        " too.",
    ),
    # two runs side by side
    "holds.met": Text("có", "holds"),
    "holds.unmet": Text("không", "does not hold"),
    "holds.unknown": Text("chưa xác định", "unknown"),
    "compare.absent": Text("không có trong danh sách", "not on the list"),
    "compare.not_asked": Text("không xét đến", "not asked"),
    "compare.rank": Text("hạng {n}", "rank {n}"),
    "compare.unranked": Text("không xếp hạng", "not ranked"),
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
    "compare.no_more": Text("Không còn: {reason}", "No more: {reason}"),
    "compare.came": Text("Suất nay thuộc về: {names}", "The seat now goes to: {names}"),
    "compare.went": Text("Suất do người khác để lại: {names}", "A seat is left by: {names}"),
}
