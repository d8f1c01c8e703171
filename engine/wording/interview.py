"""What `rulebook new` asks, and what it says when an answer cannot be used."""

from __future__ import annotations

from engine.provenance import Text

INTERVIEW: dict[str, Text] = {
    "new.hello": Text(
        "Ghi kế hoạch thành bộ quy tắc `{id}`, lần lượt theo các phần của kế hoạch.\n"
        "Nhấn Enter để bỏ qua một câu; chỗ bỏ qua sẽ có chữ CẦN GHI trong tệp.\n"
        "Danh sách thì mỗi lần một dòng, dòng trống là hết. Đã trả lời nhầm thì cứ đi tiếp, sửa trong tệp sau.\n"
        "Ctrl-C: dừng, không ghi gì.",
        "A plan becomes the rulebook `{id}`, part by part in the plan's own order.\n"
        "Enter skips a question; what is skipped is marked CẦN GHI in the file.\n"
        "Lists go line by line, an empty line ends one. What was answered amiss is changed in the file afterwards.\n"
        "Ctrl-C stops, and nothing is written.",
    ),
    "new.part": Text("[{n}/{all}] {title}", "[{n}/{all}] {title}"),
    "new.again": Text("Chưa dùng được: {why}", "That cannot be used: {why}"),
    "new.document": Text("Văn bản", "The document"),
    "new.title": Text("Tên kế hoạch", "Title of the plan"),
    "new.number": Text("Số, ký hiệu (như 12/KH-UBND; để trống số: …/KH-UBND)", "Number (like 12/KH-UBND)"),
    "new.issuer": Text("Cơ quan ban hành", "Issued by"),
    "new.date": Text("Ngày ban hành (ngày/tháng/năm)", "Date of issue (day/month/year)"),
    "new.level": Text("Cấp: tỉnh, huyện, xã, hay sở (cơ quan)", "Level: province, town, commune or department"),
    "new.period_from": Text(
        "Thời gian thi đua, từ (ngày, tháng, quý hoặc năm)", "Period, from (day, month, quarter, year)"
    ),
    "new.period_to": Text("đến", "to"),
    "new.decided_on": Text("Ngày dự kiến quyết định danh sách", "Day on which the list is to be decided"),
    "new.movement": Text("Tên phong trào, để ghi vào tờ trình", "Name of the movement, for the papers"),
    "new.considers": Text("Ai xét (hội đồng)", "Who considers (the council)"),
    "new.submits": Text("Ai trình", "Who submits"),
    "new.decides": Text("Ai quyết định", "Who decides"),
    "new.clauses": Text(
        "Các mục của kế hoạch: dán từng dòng, như `II.1 Đối tượng thi đua`",
        "The plan's clauses, line by line, like `II.1 Who`",
    ),
    "new.clauses_found": Text("Tìm thấy {n} mục trong {file}:", "{n} clauses were found in {file}:"),
    "new.clauses_more": Text("Thêm mục nào nữa không", "Any other clause"),
    "new.clause_line": Text("Mục", "Clause"),
    "new.clause": Text("Ở mục nào", "In which clause"),
    "new.awards": Text("Hình thức khen thưởng, từ thấp đến cao", "Awards, the lowest first"),
    "new.award": Text("Hình thức khen", "Award"),
    "new.categories": Text(
        "Nhóm đối tượng, và tiêu chuẩn của từng nhóm", "Categories of candidates, each with its standard"
    ),
    "new.category": Text("Nhóm đối tượng", "Category"),
    "new.kinds": Text(
        "Loại hình: t tập thể, c cá nhân, h hộ gia đình (nhiều loại: t, c)",
        "Kinds: t collective, c individual, h household (several: t, c)",
    ),
    "new.criterion": Text("Tiêu chuẩn phải đạt", "Criterion that must be met"),
    "new.how": Text(
        "Biết bằng cách nào: Enter người thẩm định ghi có/không, t số tiền từ mức, s con số từ mức",
        "How is it known: Enter the assessor says yes or no, t money from a floor, s a number from a floor",
    ),
    "new.floor": Text("Từ bao nhiêu trở lên (Enter: kế hoạch để ngỏ)", "From how much on (Enter: left open)"),
    "new.own_clause": Text("Ở mục nào (Enter: mục của nhóm)", "In which clause (Enter: the category's)"),
    "new.exclusions": Text("Trường hợp không xét", "Who is not considered"),
    "new.exclusion": Text("Không xét nếu", "Not considered if"),
    "new.before": Text(
        "Là nộp hồ sơ muộn: hạn trước ngày (Enter: người thẩm định ghi có/không)",
        "If it is a late dossier: due before (Enter: the assessor says yes or no)",
    ),
    "new.rounds": Text("Đợt xét và số lượng", "Rounds and numbers"),
    "new.round": Text("Đợt xét (như: Tổng kết năm 2027)", "Round (like: final review)"),
    "new.round_award": Text("Hình thức khen, số thứ tự: {awards}", "Award, by its number: {awards}"),
    "new.numbers": Text(
        "Kế hoạch có nêu số lượng không: c có, k không (ai đủ tiêu chuẩn đều được đề nghị)",
        "Does the plan state numbers: y yes, n no (whoever is eligible is nominated)",
    ),
    "new.at_most": Text("{kind}: nhiều nhất (Enter: không nêu)", "{kind}: at most (Enter: not stated)"),
    "new.inside": Text(
        "trong đó, {category} (Enter: không dành riêng)", "of which, {category} (Enter: none set aside)"
    ),
    "new.scoring": Text("Điểm và xếp hạng", "Points and ranking"),
    "new.points": Text(
        "Kế hoạch có cho điểm không: c có, k kế hoạch không cho điểm",
        "Does the plan give points: y yes, n it gives none",
    ),
    "new.points_entry": Text("Nội dung chấm điểm", "What is marked"),
    "new.most": Text("Điểm tối đa", "Most points"),
    "new.first": Text(
        "Kế hoạch ưu tiên ai trước khi xét điểm: số thứ tự tiêu chuẩn ({criteria}; Enter: không)",
        "Whom the plan prefers before points: number of the criterion ({criteria}; Enter: nobody)",
    ),
    "new.targets": Text("Chỉ tiêu (đếm theo đơn vị)", "Targets (counted over units)"),
    "new.target": Text("Chỉ tiêu (như: Thôn đạt chuẩn)", "Target (like: villages that meet the standard)"),
    "new.least": Text("Ít nhất bao nhiêu đơn vị (5, hoặc 50 %)", "At least how many units (5, or 50 %)"),
    "new.milestones": Text("Mốc thời gian", "Milestones"),
    "new.milestone": Text("Việc đến hạn", "What is due"),
    "new.on": Text("Khi nào (ngày, 11/2027, quý 4/2027, 2027)", "When (a day, 11/2027, Q4/2027, 2027)"),
    "new.readings": Text(
        "Chỗ kế hoạch để ngỏ hoặc hiểu được nhiều cách", "What the plan leaves open, or can be read in several ways"
    ),
    "new.reading": Text("Cách đang hiểu", "How it is read"),
    "new.want_day": Text("cần một ngày có thật, như 15/01/2027", "a real day is wanted, like 15/01/2027"),
    "new.want_time": Text(
        "cần ngày, tháng, quý hoặc năm: 15/01/2027, 11/2027, quý 4/2027, 2027",
        "a day, month, quarter or year is wanted: 15/01/2027, 11/2027, Q4/2027, 2027",
    ),
    "new.want_level": Text(
        "cần tỉnh, huyện, xã hoặc sở (cơ quan, trường)", "province, town, commune or department is wanted"
    ),
    "new.want_clause_line": Text(
        "cần số của mục rồi nội dung, như `II.1 Đối tượng thi đua`, và mỗi số một lần",
        "the clause's number and what it says are wanted, like `II.1 Who takes part`, each number once",
    ),
    "new.want_clause": Text("không có mục `{given}`{hint}", "there is no clause `{given}`{hint}"),
    "new.want_kinds": Text(
        "cần t, c, h, hoặc nhiều chữ cách nhau bằng dấu phẩy", "t, c, h, or several of them with commas"
    ),
    "new.want_how": Text("cần t, s, hoặc Enter", "t, s or Enter is wanted"),
    "new.want_amount": Text(
        "cần một số dương, như 50 triệu, 50.000.000 hoặc 3,5", "a positive number is wanted, like 50.000.000 or 3"
    ),
    "new.want_yes": Text("cần c (có) hoặc k (không)", "y or n is wanted"),
    "new.want_number": Text("cần một số từ 1 đến {most}", "a number from 1 to {most} is wanted"),
    "new.want_seats": Text("cần một số suất từ 1 trở lên", "a number of seats from 1 on is wanted"),
    "new.too_many": Text("các suất dành riêng cộng lại quá {most}", "the seats set aside come to more than {most}"),
    "new.want_points": Text("cần số điểm dương, như 10 hoặc 12,5", "points are wanted, like 10 or 12.5"),
    "new.want_least": Text(
        "cần số đơn vị, như 5, hoặc phần trăm, như 50 %", "a number like 5 or a share like 50 % is wanted"
    ),
    "new.period_reversed": Text("ngày cuối đứng trước ngày đầu", "the last day stands before the first"),
    "new.not_text": Text(
        "{file} không phải tệp văn bản UTF-8.\nLưu kế hoạch thành tệp .txt (mã UTF-8) rồi dùng lại --from.",
        "{file} is no text in UTF-8.\nSave the plan as .txt in UTF-8 and use --from again.",
    ),
    "new.no_clauses": Text(
        "{file}: không thấy đề mục nào dạng I., 1., a).\nGõ các mục bằng tay: bỏ --from.",
        "{file}: there is no heading like I., 1., a).\nType the clauses: leave --from out.",
    ),
    "new.plain_from": Text(
        "--plain chép bản mẫu có sẵn ví dụ; --from lấy mục từ kế hoạch.\nDùng một trong hai.",
        "--plain copies the sample draft; --from takes the plan's clauses.\nUse one of the two.",
    ),
    "new.left": Text(
        "Còn {n} chỗ CẦN GHI. Xem: xetkhen rulebook show {path}; kiểm tra: xetkhen rulebook lint {path}",
        "Left to write (CẦN GHI): {n}. See: xetkhen rulebook show {path}; check: xetkhen rulebook lint {path}",
    ),
}
