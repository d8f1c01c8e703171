"""Why: one sentence for each reason code (``docs/reasons.md``), and what stands beside quotas, targets and points.

``{amount}``, ``{floor}`` and ``{value}`` come with their units (``engine.wording.money``).
"""

from __future__ import annotations

from engine.provenance import Text

REASONS: dict[str, Text] = {
    # criteria
    "reason.met": Text(
        "Đạt: {criterion} ({value}), theo mục {clause}", "Met: {criterion} ({value}), under clause {clause}"
    ),
    "reason.unmet": Text(
        "Không đạt: {criterion}; giá trị {value}, yêu cầu {required}",
        "Unmet: {criterion}; the value is {value}, required is {required}",
    ),
    "reason.unmet_plain": Text("Không đạt: {criterion}", "Unmet: {criterion}"),
    "reason.unknown": Text("Chưa xác định: {criterion}", "Unknown: {criterion}"),
    "reason.blank": Text(
        "Ô {cell} để trống: chưa xác định {criterion}", "{cell} is blank: it is unknown whether {criterion}"
    ),
    "reason.no_column": Text(
        "Danh sách không có cột “{field}”: chưa xác định {criterion}",
        "The list has no column “{field}”: it is unknown whether {criterion}",
    ),
    "reason.unreadable": Text("Ô {cell} ghi “{value}”, không đọc được", "{cell} says “{value}”, which cannot be read"),
    "reason.short": Text("Còn thiếu {amount} so với mức {floor}", "Short by {amount} of the required {floor}"),
    "reason.all_met": Text("Đủ tiêu chuẩn theo mục {clause}", "All criteria of clause {clause} are met"),
    "reason.evidence": Text("Thiếu minh chứng cho {criterion}", "No evidence is given for: {criterion}"),
    "reason.rate": Text("Chưa có đơn giá quy đổi {unit}", "No conversion rate is set for {unit}"),
    "reason.mismatch": Text(
        "Tổng giá trị không khớp các khoản thành phần", "The total does not agree with the parts given"
    ),
    "reason.no_register": Text(
        "Chưa có {register}: chưa xác định {criterion}", "{register} was not given: it is unknown whether {criterion}"
    ),
    "reason.disagree": Text(
        "{field}: bảng đề nghị và danh sách đơn vị ghi khác nhau", "{field}: the sheet and the list of units disagree"
    ),
    "reason.unset": Text("Chưa đặt tham số: {parameter}", "A parameter is not set: {parameter}"),
    # seats
    "reason.seated": Text(
        "Trong số lượng quy định: suất {seat}/{max}, mục {clause}",
        "Within the quota: seat {seat} of {max}, clause {clause}",
    ),
    "exclusion.evidence_used_once": Text("Minh chứng đã dùng một lần", "Evidence that was already used"),
    "reason.evidence_used_once": Text(
        "{field}: minh chứng “{said}” đã dùng ở ô {cell}; mỗi minh chứng chỉ dùng một lần",
        "{field}: the evidence “{said}” was already used in {cell}; each may be used once",
    ),
    "reason.tier": Text("{award}: xếp thứ {n}", "{award}: place {n}"),
    "reason.tier_tied": Text(
        "Ngang bằng với {names} ở ranh giới giữa {awards}: chờ quyết định ai nhận hình thức nào",
        "Level with {names} across the edge of {awards}: who gets which is to be decided",
    ),
    "reason.quota": Text(
        "Đủ tiêu chuẩn nhưng đã hết số lượng “{quota}” ({filled}/{max}), mục {clause}",
        "Eligible, but the quota “{quota}” is full ({filled}/{max}), clause {clause}",
    ),
    "reason.seat_reserved": Text("Suất còn lại dành cho {class}", "The seats left are reserved for {class}"),
    "reason.no_seat": Text(
        "Đủ tiêu chuẩn, kế hoạch không bố trí suất cho nhóm này",
        "Eligible, but the plan holds no seat for this class",
    ),
    "reason.tied": Text(
        "Ngang bằng về mọi căn cứ xếp hạng với {names} ở suất cuối",
        "Level with {names} on every ground of ranking, at the last seat",
    ),
    "reason.tied_crossing": Text(
        "Có suất hay không còn tùy hội đồng phân định những người đồng hạng ở mép các giới hạn, cùng với {names}",
        "A seat or none hangs on how the council settles who are level where the limits cut, together with {names}",
    ),
    "reason.tied_above": Text(
        "Chưa xét đến: hội đồng phân định những người đồng hạng đứng trên trước, rồi chạy lại",
        "Not reached yet: the council decides those level above first, then the list is made again",
    ),
    "reason.seats_elsewhere": Text(
        "Nếu chọn trường hợp này thì một suất phải có khác sẽ thiếu người",
        "With this one seated, a seat that must be filled elsewhere could not be",
    ),
    "reason.queue": Text("Dự bị thứ {n}", "Reserve no. {n}"),
    "reason.seat_class": Text(
        "Chưa xác định nhóm suất: {field} để trống", "The class of seat is unknown: {field} is blank"
    ),
    "reason.seat_group": Text(
        "Chưa xác định {field} nên chưa xếp được vào suất nào", "{field} is unknown, and the seats go by it"
    ),
    "reason.list_unknown": Text(
        "Chưa ghi hình thức khen thưởng đề nghị", "The award proposed is not stated"
    ),
    "reason.provisional": Text(
        "Kết quả có thể thay đổi khi {names} bổ sung hồ sơ", "This may change once {names} supply evidence"
    ),
    # not an object, not open
    "reason.round_not_open": Text(
        "Chưa mở đợt xét: {unit} chưa được công nhận và công bố",
        "The round is not open: {unit} is not yet recognised and announced",
    ),
    "reason.round_not_open_plain": Text("Chưa mở đợt xét {round}", "The round {round} is not open"),
    "reason.round_unknown": Text(
        "Chưa xác định đợt xét đã mở hay chưa: {what}", "It is unknown whether the round is open: {what}"
    ),
    "reason.not_an_object": Text("Không đúng đối tượng của kế hoạch", "Not an object of the plan"),
    "reason.kind": Text(
        "{kind} không thuộc nhóm đối tượng “{category}”", "The category “{category}” does not take a {kind}"
    ),
    "reason.category_unknown": Text("Chưa xác định nhóm đối tượng", "The category is unknown"),
    # exclusions and advisories
    "reason.exclusion": Text("Thuộc trường hợp không xét: {exclusion}", "Excluded: {exclusion}"),
    "reason.exclusion_unknown": Text(
        "Chưa xác định có thuộc trường hợp không xét hay không: {exclusion}",
        "It is unknown whether this exclusion holds: {exclusion}",
    ),
    "reason.prior_award": Text(
        "Đã được tặng {award} theo Quyết định số {no} ngày {date}",
        "Already given {award} by Decision {no} of {date}",
    ),
    "reason.prior_award_plain": Text("Đã được tặng {award}", "Already given {award}"),
    "reason.same_commune": Text(
        "Cùng xã với trường hợp đã được tặng Bằng khen; đề nghị xem xét",
        "Of the same commune as one already awarded: to be looked at",
    ),
    "reason.late": Text(
        "Hồ sơ nhận ngày {date}, quá hạn (trước ngày {deadline})",
        "The dossier came on {date}, which is late (before {deadline})",
    ),
    "reason.held_back": Text(
        "Đang trong thời gian xem xét kỷ luật, thanh tra, kiểm tra hoặc xác minh đơn thư",
        "Discipline, an inspection or a complaint is pending",
    ),
    "reason.earlier_round": Text("Đã được khen ở đợt {round}", "Already awarded in the round {round}"),
    "reason.duplicate": Text(
        "Trùng với ô {cell}; đề nghị giữ lại một trường hợp", "The same as {cell}; keep one of them"
    ),
    "reason.likely_duplicate": Text("Có thể trùng với ô {cell}", "Possibly the same as {cell}"),
    "reason.incomplete": Text("Hồ sơ thiếu {document}", "The dossier lacks {document}"),
    "reason.priority": Text("Thuộc diện chú trọng, mục {clause}", "Preferred by the plan, clause {clause}"),
    "reason.advisory": Text("Lưu ý: {advisory}", "Note: {advisory}"),
    "reason.advisory_unknown": Text("Chưa rõ: {advisory}", "Not known: {advisory}"),
    "reason.reading": Text(
        "Theo cách hiểu mặc định; hiểu khác: {status}", "By the reading in force; by another it would be: {status}"
    ),
    # quotas, targets, points
    "quota.seats": Text(
        "Đã bố trí {filled}/{max}; còn trống {empty}", "{filled} of {max} seats are taken; {empty} stay empty"
    ),
    "quota.cutline": Text("Hết số lượng đề nghị", "The quota ends here"),
    "quota.none": Text("Kế hoạch không quy định số lượng", "The plan states no number"),
    "target.met": Text(
        "Đạt chỉ tiêu: {a}/{b} ({pct} %), mục {clause}", "Target met: {a} of {b} ({pct} %), clause {clause}"
    ),
    "target.unmet": Text(
        "Chưa đạt chỉ tiêu: {a}/{b} ({pct} %), cần thêm {n}",
        "Target not met: {a} of {b} ({pct} %), {n} more are needed",
    ),
    "target.unknown": Text(
        "Chưa xác định: chắc chắn {a}/{b} ({pct} %), có thể đến {most}",
        "Not known: {a} of {b} ({pct} %) for certain, {most} at most",
    ),
    "target.holds": Text("Đạt chỉ tiêu, mục {clause}", "Target met, clause {clause}"),
    "target.fails": Text("Chưa đạt chỉ tiêu", "Target not met"),
    "target.open": Text("Chưa xác định", "Not known"),
    "basis.board": Text(
        "Thang điểm do {body} đặt ra; kế hoạch không quy định", "The points are set by {body}; the plan gives none"
    ),
}
