"""Files, columns, cells."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

INTAKE: Mapping[str, Text] = {
    # files
    "web.files": Text("Gửi bảng tính", "Send workbooks"),
    "web.files_hint": Text(
        "Bảng tính Excel (.xlsx, .xlsm, .xlsb, .xls), .ods hoặc .csv của các xã, phường, cơ quan."
        " Có thể kéo thả nhiều tệp hoặc cả thư mục vào đây.",
        "Workbooks (.xlsx, .xlsm, .xlsb, .xls), .ods or .csv of communes, wards and offices."
        " Several files, or a folder, may be dropped here.",
    ),
    "web.choose_files": Text("Chọn tệp", "Choose files"),
    "web.choose_folder": Text("hoặc cả thư mục", "or a whole folder"),
    "web.nothing_kept": Text("Chưa nhận được tệp nào:", "Nothing was taken in:"),
    "web.file_notes": Text("Lần gửi vừa rồi:", "Of what was just sent:"),
    "web.empty_file": Text("{name}: tệp trống, không nhận.", "{name}: the file is empty; not taken in."),
    "web.sent_twice": Text(
        "{name}: đã gửi rồi (giống hệt tệp {other}), không nhận lần nữa.",
        "{name}: sent before (the same as {other}); not taken in again.",
    ),
    "web.same_name": Text(
        "{name}: đã có tệp khác cùng tên, tệp mới mang tên {other}. Nếu là bản sửa lại thì xóa bản cũ.",
        "{name}: another file has that name; the new one is called {other}. If it corrects the old one, remove that.",
    ),
    "web.recognised": Text("Nhận ra là", "Recognised as"),
    "web.files_sum": Text(
        "{n} tệp, trong đó {listed} tệp có danh sách đề nghị với {rows} trường hợp.",
        "{n} files; {listed} of them hold lists, with {rows} candidates.",
    ),
    "web.files_wrong": Text("{n} tệp cần xem lại.", "{n} files need a look."),
    "web.dropped": Text("{n} tệp đã chọn. Bấm “Gửi lên”.", "{n} files chosen. Press “Send”."),
    "web.role_file": Text("Tệp này là", "These are"),
    "web.file_candidates": Text("Danh sách đề nghị", "Lists of candidates"),
    "web.file_register": Text("Sổ khen thưởng", "Award register"),
    "web.file_units": Text("Danh sách đơn vị", "List of units"),
    "web.send": Text("Gửi lên", "Send"),
    "web.sent_files": Text("Các tệp đã gửi", "Files sent"),
    "web.file": Text("Tệp", "File"),
    "web.size": Text("Cỡ", "Size"),
    "web.read_files": Text("Đọc các tệp này", "Read these files"),
    "web.no_files": Text("Chưa có tệp nào.", "No file yet."),
    "web.no_file": Text("Chưa chọn tệp nào.", "No file was chosen."),
    "web.not_a_sheet": Text(
        "{name}: không phải bảng tính Excel. Hãy lưu thành .xlsx rồi gửi lại.",
        "{name}: no spreadsheet. Save it as .xlsx and send it again.",
    ),
    "web.too_many_files": Text("Mỗi lượt xét tối đa {n} tệp.", "A run takes at most {n} files."),
    "web.unusable": Text("Chưa đọc được các tệp", "The files cannot be read yet"),
    # columns
    "web.columns": Text("Hiểu các cột", "Understanding the columns"),
    "web.understood": Text("Đã hiểu {n} cột, hỏi {asked}", "{n} columns understood, {asked} asked about"),
    "web.yes_go_on": Text("Đúng, tiếp tục", "Right, go on"),
    "web.column": Text("Cột", "Column"),
    "web.header": Text("Tiêu đề", "Header"),
    "web.means": Text("Là", "Means"),
    "web.samples": Text("Ví dụ trong tệp", "Examples in the file"),
    "web.how": Text("Nhận ra do", "Known by"),
    "web.column_lacking": Text(
        "Thiếu cột “{column}” ở {where}. Nếu có cột như vậy, hãy chọn cột đó; nếu không, thêm cột vào tệp rồi gửi lại.",
        "The column “{column}” is missing in {where}. Choose it if it is there; else add it to the file and send it.",
    ),
    "web.choose_column": Text("Chọn cột", "Choose the column"),
    "web.send_again": Text("Gửi lại tệp", "Send the file again"),
    "web.asked_of": Text("Các cột cần trả lời: {where}", "Columns to answer: {where}"),
    "web.more_files": Text("và {n} tệp nữa", "and {n} more"),
    "web.understood_of": Text("dùng {n} trong {of} cột", "{n} of {of} columns are used"),
    "web.likely_fields": Text("Gần giống", "Likely"),
    "web.asked_above": Text("? trả lời ở trên", "? answer it above"),
    "web.change_columns": Text("Sửa cách hiểu các cột của bảng này", "Change how this table's columns are understood"),
    "web.field_none": Text("– không dùng đến –", "– not used –"),
    "web.field_open": Text("? chưa rõ, chọn giúp", "? unclear, please choose"),
    "web.remembered": Text("theo câu trả lời lần trước", "as answered before"),
    "web.forget": Text("Quên câu trả lời này", "Forget this answer"),
    "web.columns_open": Text(
        "Còn {n} cột chưa trả lời. Chọn một trường, hoặc “không dùng đến”.",
        "{n} columns are not answered. Choose a field, or “not used”.",
    ),
    "web.how_id": Text("mã trường", "field id"),
    "web.how_label": Text("đúng tên cột", "exact label"),
    "web.how_alias": Text("tên gọi khác", "another name"),
    "web.how_normalised": Text("gần đúng chữ", "nearly the letters"),
    "web.how_unaccented": Text("không dấu", "without marks"),
    "web.how_joined": Text("ghép cột", "joined columns"),
    "web.how_number": Text("số thứ tự", "row number"),
    "web.how_taken": Text("cột khác đã có", "another column has it"),
    "web.how_unclear": Text("chưa rõ", "unclear"),
    # copies and spellings
    "web.settling": Text("Trùng và cách viết", "Copies and spellings"),
    "web.settle_left": Text("Còn {n} câu hỏi", "{n} questions are open"),
    "web.settle_intro": Text(
        "Chỉ người xét mới biết. Câu nào chưa chắc thì để trống, hỏi lại đơn vị rồi trả lời sau.",
        "Only a person can know. Leave open what is not certain, ask the sender, and answer later.",
    ),
    "web.settle_copies_exact": Text(
        "“{name}” đứng ở {n} dòng trùng nhau: là một hay là nhiều người, tập thể khác nhau?",
        "“{name}” stands in {n} rows that agree: one candidate, or different ones?",
    ),
    "web.settle_copies_likely": Text(
        "“{name}” đứng ở {n} dòng gần giống nhau: là một hay là hai người, tập thể khác nhau?",
        "“{name}” stands in {n} rows that nearly agree: one candidate, or two?",
    ),
    "web.settle_compare": Text("So sánh các dòng của {name}", "The rows of {name} compared"),
    "web.settle_row": Text("Bản {n}", "Copy {n}"),
    "web.settle_differs": Text("khác", "differs"),
    "web.settle_same": Text("Giống nhau: {list}", "The same: {list}"),
    "web.settle_answer": Text("Trả lời", "Answer"),
    "web.settle_keep": Text(
        "Là một. Xét bản {n} ({cell}), không xét bản kia.",
        "They are one. Copy {n} counts ({cell}), the other does not.",
    ),
    "web.settle_keep_of": Text(
        "Là một. Chỉ xét bản {n} ({cell}).", "They are one. Only copy {n} counts ({cell}).",
    ),
    "web.settle_keep_some": Text("Chỉ xét: {cells}.", "Only these count: {cells}."),
    "web.settle_some": Text("Chỉ xét các bản sau:", "Only these copies count:"),
    "web.settle_all": Text(
        "Là {n} trường hợp khác nhau. Xét tất cả.", "They are {n} different candidates. All of them count.",
    ),
    "web.settle_unanswered_exact": Text(
        "Chưa trả lời thì không bản nào được đề nghị. Bản không xét vẫn được đếm và nêu tên trong kết quả.",
        "Until it is answered, none of the copies is nominated. A copy that does not count is still counted and told.",
    ),
    "web.settle_unanswered_likely": Text(
        "Chưa trả lời thì cả hai bản đều được xét. Bản không xét vẫn được đếm và nêu tên trong kết quả.",
        "Until it is answered, both copies are considered. A copy that does not count is still counted and told.",
    ),
    "web.settle_spelt_unit": Text(
        "{field}: {list} là đơn vị nào?", "{field}: which unit is {list}?",
    ),
    "web.settle_spelt_sender": Text(
        "{field}: {list} là một đơn vị phải không?", "{field}: are {list} one unit?",
    ),
    "web.settle_meant": Text("Là “{name}”.", "It is “{name}”."),
    "web.settle_other": Text("Là đơn vị khác, tên đúng ghi ở ô dưới:", "It is another unit, whose name is below:"),
    "web.settle_right_name": Text("Tên đúng", "Right name"),
    "web.settle_none": Text("Là các đơn vị khác nhau, giữ nguyên cách ghi.", "They are different units; leave them."),
    "web.settle_none_unit": Text(
        "Không phải đơn vị nào trong danh sách; các ô này vẫn là lỗi phải sửa.",
        "It is no unit of the list; these cells remain errors to put right.",
    ),
    "web.settle_unanswered_unit": Text(
        "Chưa trả lời thì các ô này coi như chưa biết đơn vị.",
        "Until it is answered, the unit in these cells is unknown.",
    ),
    "web.settle_unanswered_sender": Text(
        "Chưa trả lời thì mỗi cách ghi được coi là một đơn vị.",
        "Until it is answered, each spelling is a unit of its own.",
    ),
    "web.settle_save": Text("Lưu và tiếp tục", "Save and go on"),
    "web.settle_go_on": Text("Tiếp tục", "Go on"),
    "web.settle_page": Text("Trang {page}/{pages}", "Page {page} of {pages}"),
    "web.settle_incomplete": Text(
        "Một câu trả lời chưa đủ: hãy ghi tên đúng, hoặc chọn bản được xét.",
        "An answer is not complete: write the right name, or choose the copies that count.",
    ),
    "web.settle_to_question": Text("Đến câu hỏi", "To the question"),
    "web.settle_none_left": Text("Không còn câu hỏi nào.", "No question is left."),
    "web.settle_nothing": Text(
        "Không có dòng nào trùng và không có đơn vị nào ghi nhiều cách.",
        "No row stands twice, and no unit is written in several ways.",
    ),
    "web.settle_answered": Text("Đã trả lời ({n})", "Answered ({n})"),
    "web.settle_revoke": Text("Bỏ câu trả lời này", "Revoke this answer"),
    "web.settle_stale": Text(
        "{n} câu trả lời không còn dùng được vì các tệp đã thay đổi; chưa xét được khi còn giữ chúng.",
        "{n} answers are of no use any more, for the files have changed; nothing is decided while they are kept.",
    ),
    "web.settle_refused": Text(
        "Có câu trả lời không dùng được với các tệp này; hãy bỏ câu trả lời đó.",
        "An answer cannot be used with these files; revoke it.",
    ),
    "web.settle_is_stale": Text("tệp đã thay đổi", "the file has changed"),
    "web.settle_drop_stale": Text("Bỏ {n} câu trả lời cũ", "Drop {n} old answers"),
    # cells
    "web.cells": Text("Ô cần sửa", "Cells to put right"),
    "web.cells_none": Text("Mọi ô đều đọc được.", "Every cell can be read."),
    "web.cells_list": Text("Các điểm cần xem, theo đơn vị gửi", "What to look at, by sender"),
    "web.errors_left": Text(
        "Còn {n} lỗi, trong đó {holding} lỗi ở nội dung dùng để xét.",
        "{n} errors are left, {holding} of them in what decides.",
    ),
    "web.rows_rejected": Text(
        "{n} dòng không đưa vào xét (nêu ở dưới), vẫn được đếm.",
        "{n} rows are not considered (told below), and counted all the same.",
    ),
    "web.questions_left": Text(
        "Còn {n} câu hỏi về trường hợp trùng và cách viết chưa trả lời",
        "{n} questions about copies and spellings are open",
    ),
    "web.what_then": Text("Xét tiếp khi còn lỗi thì sao?", "What if one goes on with errors left?"),
    "web.then_blank": Text(
        "Ô chưa đọc được coi như để trống: chưa biết, không phải là “không” và không phải là 0.",
        "A cell that cannot be read counts as blank: unknown, and neither “no” nor 0.",
    ),
    "web.then_evidence": Text(
        "Người nào mà kết quả còn tùy ô đó thì ghi “Chưa đủ căn cứ, đề nghị bổ sung”: chưa được đề nghị, cũng không"
        " bị loại. Người khác vẫn xét như thường.",
        "Whoever's result hangs on it is told as “Needs evidence”: not nominated yet, and not turned down. The others"
        " are decided all the same.",
    ),
    "web.then_rows": Text(
        "Dòng không có tên thì không xét được; hai bản trùng nhau thì chưa bản nào được đề nghị.",
        "A row without a name cannot be considered; of copies none is nominated before one is chosen.",
    ),
    "web.kind_all": Text("Tất cả", "All"),
    "web.kind_loi": Text("Lỗi", "Errors"),
    "web.kind_xem_lai": Text("Xem lại", "To look at"),
    "web.severity_error": Text("Lỗi", "Error"),
    "web.severity_warning": Text("Xem lại", "To look at"),
    "web.severity_info": Text("Để biết", "For the record"),
    "web.noted_of": Text("Đang hiện {first}–{last} trong {total}.", "{first}–{last} of {total} are shown."),
    "web.later_noted": Text("Các điểm sau", "Further ones"),
    "web.earlier_noted": Text("Các điểm trước", "Those before"),
    "web.noted_before": Text("↑ Điểm trước", "↑ Previous"),
    "web.noted_after": Text("↓ Điểm sau", "↓ Next"),
    "web.noted_at": Text("{at}/{total}; phím ↑ ↓", "{at} of {total}; keys ↑ ↓"),
    "web.send_back_one": Text("Tải bản đánh dấu và tin nhắn", "Download marked copy and message"),
    "web.copy": Text("Sao chép", "Copy"),
    "web.copied": Text("Đã sao chép.", "Copied."),
    "web.go_on": Text("Xong, xét tiếp", "Done, go on"),
    "web.send_back": Text("Tải bản đánh dấu để gửi trả", "Download marked copies to send back"),
    "web.message": Text("Tin nhắn gửi {sender}", "Message to {sender}"),
    "web.message_link": Text("Tin nhắn soạn sẵn", "Ready message"),
    "web.copy_hint": Text("Bôi đen và sao chép vào thư điện tử.", "Select and copy into an e-mail."),
    "web.count_noted": Text("{errors} lỗi, {others} điểm xem lại", "{errors} errors, {others} to look at"),
    "web.whole": Text("Chung cho cả đợt", "For the whole run"),
    "web.for_the_record": Text("Để biết ({n})", "For the record ({n})"),
    "web.sheet_view": Text("Trong tệp: {file}, trang {sheet}", "In the file: {file}, sheet {sheet}"),
    "web.candidates_read": Text("Đã đọc {n} trường hợp đề nghị.", "{n} candidates were read."),
}  # fmt: skip
