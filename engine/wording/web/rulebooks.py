"""Rulebooks: chosen, sent in, tried, reviewed, compared."""

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
    "web.find_rulebook": Text("Tìm bộ quy tắc (không cần dấu)", "Find a rulebook (marks not needed)"),
    "web.no_rulebook_found": Text("Không có bộ quy tắc nào như vậy.", "There is no such rulebook."),
    "web.to_library": Text("Gửi bộ quy tắc của đơn vị", "Send in a rulebook of the office's"),
    "web.group_own": Text("Của đơn vị", "Of the office"),
    "web.group_shipped": Text("Kế hoạch có sẵn", "Plans that come with it"),
    "web.group_samples": Text("Mẫu để thử", "Samples to try"),
    "web.all_of_it": Text("Phiên bản, rà soát, so sánh", "Versions, review, comparison"),
    # the library of the office
    "web.library": Text("Bộ quy tắc", "Rulebooks"),
    "web.no_own": Text("Đơn vị chưa gửi bộ quy tắc nào.", "The office has sent in no rulebook yet."),
    "web.send_rulebook": Text("Gửi bộ quy tắc của đơn vị", "Send in a rulebook"),
    "web.rulebook_files": Text("Chọn tệp .yaml", "Choose the .yaml file"),
    "web.rulebook_files_hint": Text(
        "Chọn cùng lúc tệp quy tắc, tệp trường hợp thử (.cases.yaml) và tệp tiếng Anh (.en.yaml) nếu có; mỗi tệp tối đa"
        " {n} KB. Gửi lại cùng mã là một phiên bản mới; lượt xét cũ giữ phiên bản đã dùng.",
        "Choose together the rules, their cases (.cases.yaml) and English texts (.en.yaml) if there are any; each at"
        " most {n} KB. Sent again under the same id, it is a new version; earlier runs keep the one they used.",
    ),
    "web.carry": Text(
        "Không gửi kèm trường hợp thử hay tiếng Anh thì giữ tệp của bản trước",
        "Where cases or English texts do not come along, keep those of the version before",
    ),
    "web.rb_version": Text("Phiên bản", "Version"),
    "web.version_n": Text("bản {n}", "version {n}"),
    "web.rb_versions": Text("Các phiên bản", "Versions"),
    "web.rb_state": Text("Phê duyệt", "Approval"),
    "web.rb_sent_by": Text("Người gửi", "Sent by"),
    "web.rb_sent_at": Text("Lúc", "At"),
    "web.rb_digest": Text("Mã băm của tệp", "Digest of the file"),
    "web.rb_used_by": Text("Lượt xét dùng", "Runs"),
    "web.rb_n_runs": Text("{n} lượt", "{n}"),
    "web.rulebook_file": Text("Tải tệp quy tắc .yaml", "Download the rules (.yaml)"),
    "web.cases_file": Text("Tải tệp trường hợp thử .cases.yaml", "Download the cases (.cases.yaml)"),
    "web.version_in_file": Text("trong tệp ghi bản {version}", "the file says version {version}"),
    "web.of_office": Text("bản {n} của đơn vị", "the office's version {n}"),
    "web.extends": Text("dựa trên {id}", "extends {id}"),
    "web.run_with_it": Text("Tạo lượt xét với bộ quy tắc này", "New run with this rulebook"),
    "web.rulebook_kept": Text("Đã nhận bản {n}: không có lỗi.", "Version {n} was taken in: it has no mistake."),
    "web.rulebook_was_there": Text(
        "Tệp này giống hệt bản {n} đã có; không ghi thêm bản nào.",
        "This is version {n} to the byte; nothing was added.",
    ),
    "web.newer_version": Text("Đã có bản mới hơn: bản {n}.", "There is a newer version: {n}."),
    "web.look_newer": Text("Xem bản mới", "Look at it"),
    "web.approved_means": Text(
        "Chính tệp này ghi như vậy. Tệp không ghi ai phê duyệt, ngày nào: xem phiếu rà soát đã ký.",
        "The file itself says so. It does not say who approved it and when: see the signed review.",
    ),
    "web.draft_means": Text(
        "Mọi văn bản làm theo bộ quy tắc này đều ghi BẢN NHÁP. Khi đơn vị đã rà soát và ký, người soạn ghi"
        " “approval: approved” vào tệp rồi gửi lại.",
        "Every paper made by it says DRAFT. Once the office has reviewed and signed it, whoever writes it puts"
        " “approval: approved” into the file and sends it again.",
    ),
    "web.rulebook_drifted": Text(
        "Chương trình đã cập nhật từ khi gửi: phần dùng chung của các bộ quy tắc đã đổi. Hãy chạy lại trường hợp thử."
        " Lượt xét cũ không đổi.",
        "The program was updated since: what all rulebooks share has changed. Run the cases again. Earlier runs stay as"
        " they were.",
    ),
    "web.cases_left_out": Text(
        "Bản {n} có trường hợp thử, bản này thì không. Gửi lại kèm tệp .cases.yaml.",
        "Version {n} came with cases, this one without. Send it again with its .cases.yaml.",
    ),
    "web.same_version_text": Text(
        "Nội dung khác bản trước mà tệp vẫn ghi bản {version}; nên ghi số mới ở dòng “version”.",
        "It differs from the one before and still says version {version}; better write a new one after “version”.",
    ),
    "web.rb_warnings": Text("{n} điểm nên xem lại", "{n} things to look at"),
    "web.rulebook_in_use": Text(
        "Có lượt xét dùng bản này nên không xóa được.", "A run goes by this version, so that it stays."
    ),
    # what is wrong with one
    "web.mistake_at": Text("Bộ quy tắc có lỗi ở dòng {n}", "The rulebook has a mistake in line {n}"),
    "web.mistakes_from": Text(
        "Bộ quy tắc có {count} lỗi; lỗi đầu ở dòng {n}", "The rulebook has {count} mistakes; the first in line {n}"
    ),
    "web.rulebook_not_kept": Text(
        "Chưa ghi gì. Sửa trong tệp theo chỉ dẫn dưới đây rồi gửi lại.",
        "Nothing was kept. Put the file right as told below, and send it again.",
    ),
    "web.place_of": Text("Dòng {line}, cột {column}", "Line {line}, column {column}"),
    "web.only_look": Text("Nên xem lại, không bắt buộc", "To look at, no mistake"),
    "web.line_of_file": Text("dòng {n}", "line {n}"),
    "web.and_more_findings": Text("và {n} điểm nữa; sửa những chỗ trên trước", "and {n} more; mend these first"),
    "web.rulebook_too_large": Text(
        "{name} lớn hơn {n} KB, không phải bộ quy tắc. Kiểm tra lại tệp đã chọn.",
        "{name} is larger than {n} KB and no rulebook. Check which file you chose.",
    ),
    "web.rulebook_no_text": Text(
        "{name} không phải tệp chữ UTF-8. Mở bằng trình soạn thảo, lưu lại với mã UTF-8 rồi gửi lại.",
        "{name} is no text in UTF-8. Open it in an editor, save it as UTF-8, and send it again.",
    ),
    "web.rulebook_one_at_a_time": Text(
        "Mỗi lần gửi một bộ quy tắc: một tệp quy tắc, kèm trường hợp thử và tiếng Anh nếu có.",
        "One rulebook at a time: its rules, with their cases and English texts if there are any.",
    ),
    "web.rulebook_missing": Text(
        "Thiếu tệp quy tắc. Chọn nó cùng lúc với tệp trường hợp thử hay tệp tiếng Anh.",
        "The rules are missing. Choose them together with the cases or the English texts.",
    ),
    "web.rulebook_too_much": Text(
        "Chưa kiểm tra xong bộ quy tắc: quá thời gian hoặc bộ nhớ cho phép. Bớt các lựa chọn “choose” lồng nhau rồi gửi"
        " lại.",
        "The rulebook could not be checked within the time and memory there is. Nest fewer “choose” and send it again.",
    ),
    "web.too_many_rulebooks": Text(
        "Đã có {n} phiên bản. Xóa bớt bản không dùng.", "There are {n} versions. Remove some that no run uses."
    ),
    "web.rulebook_damaged": Text(
        "Tệp của bộ quy tắc {id}, bản {n}, không còn như khi gửi. Báo người quản trị máy chủ; gửi lại tệp gốc thành bản"
        " mới.",
        "The file of the rulebook {id}, version {n}, is not as it was sent. Tell who runs the server; send the original"
        " again as a new version.",
    ),
    "web.rulebook_no_longer": Text(
        "Chương trình này không còn đọc được bộ quy tắc đã gửi: {why}\nSửa tệp rồi gửi thành bản mới.",
        "This program no longer reads the rulebook that was sent in: {why}\nPut the file right and send a new version.",
    ),
    "web.id_missing": Text(
        "bộ quy tắc thiếu `id`; thêm một dòng như `id: ke-hoach-2027`",
        "the rulebook has no `id`; add a line like `id: ke-hoach-2027`",
    ),
    "web.id_bad": Text(
        "`{id}` không dùng làm mã được; dùng chữ không dấu, số, `-`, bắt đầu bằng chữ, tối đa {n} ký tự",
        "`{id}` cannot be an id; use letters, digits and `-`, a letter first, at most {n}",
    ),
    "web.id_taken": Text(
        "`{id}` là mã của bộ quy tắc có sẵn; đặt mã khác, ví dụ `{id}-don-vi`",
        "`{id}` is the id of a rulebook that comes with the program; choose another, such as `{id}-office`",
    ),
    # beside the plan
    "web.rules_n": Text("{n} quy tắc, theo từng mục của kế hoạch", "{n} rules, clause by clause"),
    "web.rb_jump": Text("Tới mục", "To the clause"),
    "web.no_clause": Text("Không dẫn mục nào", "On no clause"),
    "web.no_clause_means": Text(
        "do hội đồng hay chương trình, kế hoạch không ghi", "from the board or the program; the plan does not say it"
    ),
    "web.also_clause": Text("cũng theo mục {clauses}", "also by clause {clauses}"),
    "web.clause_without_rule": Text("Chưa quy tắc nào dẫn mục này.", "No rule cites this clause."),
    "web.section_law": Text("Pháp luật", "The law"),
    "web.rb_values": Text("Tham số", "Parameters"),
    "web.rb_value_now": Text("Giá trị", "Value"),
    "web.rb_set_by": Text("Ai đặt", "Set by"),
    "web.set_for_run": Text("đặt cho lượt này", "set for this run"),
    "web.run_rulebook": Text("Bộ quy tắc của lượt xét này", "The rulebook of this run"),
    "web.as_recorded": Text(
        "Đúng như khi xét: {id}, bản {version}, với các tham số đã đặt; đọc từ hồ sơ của lượt xét.",
        "As it was when the run was made: {id}, version {version}, with the parameters that were set; from its record.",
    ),
    "web.other_digest": Text("không khớp mã băm trong kết quả", "not the digest that the results name"),
    # cases
    "web.rulebook_cases": Text("Trường hợp thử", "Cases"),
    "web.no_cases": Text("Không có trường hợp thử đi kèm", "It came without cases"),
    "web.cases_what": Text(
        "Mỗi trường hợp là một hồ sơ giả định và kết quả mà người soạn cho là đúng theo kế hoạch.",
        "Each case is an assumed dossier, and the result that whoever wrote it holds to be right by the plan.",
    ),
    "web.run_cases": Text("Chạy các trường hợp", "Run the cases"),
    "web.cases_not_run": Text("Chưa chạy. Có thể mất đến một phút.", "Not run yet. It may take up to a minute."),
    "web.cases_right": Text("{n} trường hợp đều ra đúng như đã ghi", "all {n} cases come out as they say"),
    "web.cases_wrong": Text("{n}/{all} trường hợp ra khác điều đã ghi", "{n} of {all} cases come out otherwise"),
    "web.coverage": Text(
        "{n}/{of} quy tắc được thử cả hai chiều, đạt và không đạt.", "{n} of {of} rules are tried both ways."
    ),
    "web.not_covered": Text("Còn {n} chiều chưa thử", "{n} sides are not tried"),
    "web.rb_case": Text("Trường hợp", "Case"),
    "web.rb_expected": Text("Phải ra", "Expected"),
    "web.rb_found": Text("Kết quả", "Found"),
    "web.as_expected": Text("đúng như đã ghi", "as it says"),
    "web.rb_pages": Text("Các trang", "Pages"),
    # review
    "web.rb_review": Text("Rà soát và ký", "Review and sign"),
    "web.review_what": Text(
        "Tải phiếu, in hoặc chuyển cho người rà soát: mỗi quy tắc một dòng, có ô đồng ý và ô ý kiến. Gửi lại phiếu để"
        " xem ý kiến cạnh từng quy tắc. Trang này không lưu phiếu.",
        "Download the workbook and hand it round: a line for each rule, with room to agree or remark. Send it back to"
        " see the remarks beside the rules. The page keeps no copy.",
    ),
    "web.review_sheet": Text("Tải phiếu rà soát", "Download the review workbook"),
    "web.review_file": Text("Phiếu đã ghi ý kiến (.xlsx)", "The workbook with remarks (.xlsx)"),
    "web.read_review": Text("Đọc phiếu này", "Read it"),
    "web.no_review": Text(
        "{name} không phải phiếu rà soát. Tải phiếu ở trên, ghi ý kiến, lưu .xlsx rồi gửi lại.",
        "{name} is no review workbook. Download it above, write into it, save it as .xlsx, and send it.",
    ),
    "web.other_review": Text(
        "{name} là phiếu của {id}, không phải của {own}. Mở bộ quy tắc {id} rồi gửi phiếu ở đó.",
        "{name} is the review of {id}, not of {own}. Open the rulebook {id} and send it there.",
    ),
    "web.review_came": Text("Ý kiến trong phiếu", "What the workbook says"),
    "web.review_count": Text(
        "{agreed} dòng đồng ý, {remarks} dòng còn ý kiến, {unseen} dòng chưa ai xem.",
        "{agreed} lines agreed, {remarks} with open remarks, {unseen} that nobody looked at.",
    ),
    "web.all_agreed": Text("Cả {n} dòng đều đồng ý.", "All {n} lines are agreed."),
    "web.review_changed": Text(
        "Bộ quy tắc đã khác bản được rà soát: xem các dòng đã đổi.",
        "The rulebook is not the one that was reviewed: see the lines that changed.",
    ),
    "web.review_remarks": Text("Còn ý kiến ({n})", "Open remarks ({n})"),
    "web.review_edited": Text("Câu bị sửa ngay trong phiếu ({n})", "Sentences changed in the workbook ({n})"),
    "web.review_since": Text("Quy tắc đã đổi từ khi rà soát ({n})", "Rules that changed since ({n})"),
    "web.review_missing": Text("Không có trong phiếu ({n})", "Not in the workbook ({n})"),
    "web.review_settled": Text("Đã đồng ý, có ghi chú ({n})", "Agreed, with a note ({n})"),
    "web.review_unseen": Text("Chưa ai xem ({n})", "Nobody looked at ({n})"),
    "web.review_gone": Text("Dòng mà bộ quy tắc không còn ({n})", "Lines that the rulebook no longer has ({n})"),
    # versions
    "web.compare_versions": Text("So sánh hai phiên bản", "Two versions side by side"),
    "web.compare_before": Text("khác bản {n} ở đâu", "against version {n}"),
    "web.side_truoc": Text("Bản trước", "Before"),
    "web.side_sau": Text("Bản sau", "After"),
    "web.rb_compare": Text("So sánh", "Compare"),
    "web.same_identical": Text("Hai bản giống hệt nhau.", "Not a letter differs."),
    "web.same_meaning": Text("Chỉ khác cách viết, nghĩa như nhau.", "Written differently, they mean the same."),
    "web.rb_differs_in": Text("Khác ở {n} câu", "Sentences that differ: {n}"),
    "web.change_added": Text("thêm", "added"),
    "web.change_removed": Text("bỏ", "removed"),
    "web.change_changed": Text("sửa", "changed"),
    "web.rb_was": Text("trước", "before"),
    "web.rb_now": Text("nay", "now"),
    "web.rb_under": Text("khi {setting}", "when {setting}"),
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
