"""Files, columns, cells."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

INTAKE: Mapping[str, Text] = {
    # files
    "web.files": Text("Gửi bảng tính", "Send workbooks"),
    "web.files_hint": Text(
        "Tệp .xlsx, .xlsm, .xls, .ods hoặc .csv của các xã, phường, cơ quan; nhiều tệp một lúc.",
        "The .xlsx, .xlsm, .xls, .ods or .csv files of communes, wards and offices; several at once.",
    ),
    "web.choose_files": Text("Chọn tệp", "Choose files"),
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
        "{name} không phải bảng tính Excel. Hãy mở bằng Excel và lưu thành .xlsx, rồi gửi lại.",
        "{name} is no spreadsheet. Open it in Excel, save it as .xlsx, and send it again.",
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
    "web.field_none": Text("– không dùng đến –", "– not used –"),
    "web.field_open": Text("? chưa rõ, chọn giúp", "? unclear, please choose"),
    "web.remembered": Text("theo câu trả lời lần trước", "as answered before"),
    "web.forget": Text("Quên câu trả lời này", "Forget this answer"),
    "web.nearest": Text("gần giống: {list}", "near: {list}"),
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
    # cells
    "web.cells": Text("Ô cần sửa", "Cells to put right"),
    "web.cells_none": Text("Mọi ô đều đọc được.", "Every cell can be read."),
    "web.go_on": Text("Xong, xét tiếp", "Done, go on"),
    "web.send_back": Text("Tải bản đánh dấu để gửi trả", "Download marked copies to send back"),
    "web.message": Text("Tin nhắn gửi {sender}", "Message to {sender}"),
    "web.message_link": Text("Tin nhắn soạn sẵn", "Ready message"),
    "web.copy_hint": Text("Bôi đen và sao chép vào thư điện tử.", "Select and copy into an e-mail."),
    "web.count_noted": Text("{errors} lỗi, {others} điểm xem lại", "{errors} errors, {others} to look at"),
    "web.more_noted": Text("và {n} điểm nữa trong bản đánh dấu", "and {n} more in the marked copy"),
    "web.whole": Text("Chung cho cả đợt", "For the whole run"),
    "web.for_the_record": Text("Để biết ({n})", "For the record ({n})"),
    "web.sheet_view": Text("Trong tệp: {file}, trang {sheet}", "In the file: {file}, sheet {sheet}"),
    "web.candidates_read": Text("Đã đọc {n} trường hợp đề nghị.", "{n} candidates were read."),
}  # fmt: skip
