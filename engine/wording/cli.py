"""What the command says on the terminal."""

from __future__ import annotations

from engine.provenance import Text

CLI: dict[str, Text] = {
    "cli.complaint": Text("Lỗi: {what}", "Error: {what}"),
    "cli.results": Text("Kết quả: {folder}", "Results: {folder}"),
    "cli.interrupted": Text(
        "Đã dừng theo yêu cầu; không để lại kết quả dở dang.", "Stopped on request; nothing half-done is left."
    ),
    "cli.system": Text("{what}", "{what}"),
    "cli.more_findings": Text(
        "… và {n} lỗi nữa; xem tất cả: xetkhen rulebook lint {file}",
        "… and {n} more; see them all: xetkhen rulebook lint {file}",
    ),
    "cli.diff_meaning": Text(
        "Viết khác nhau, nhưng cùng một nghĩa: mọi quy tắc, tham số, số lượng, mục và trường hợp thử đều như nhau.",
        "Written differently, and meaning the same: every rule, parameter, quota, clause and case is alike.",
    ),
    "cli.diff_count": Text(
        "Thêm {added}, bỏ {removed}, sửa {changed}.", "{added} added, {removed} removed, {changed} changed."
    ),
    "cli.checking": Text("Đang đọc và kiểm tra…", "Reading and checking…"),
    "cli.reading": Text("Đang đọc và xét…", "Reading and evaluating…"),
    "cli.decide_what": Text(
        "Cần một trong hai: --write-file (lập bảng để hội đồng điền) hoặc --file (bảng đã điền).",
        "One of two is wanted: --write-file (the sheet for the council to fill in) or --file (the filled sheet).",
    ),
    "cli.decide_nothing": Text(
        "Chưa ghi nhận gì; sửa các ô trên rồi chạy lại.", "Nothing was recorded; put them right."
    ),
    "cli.decide_xlsx": Text("{target}: tên tệp phải có đuôi .xlsx.", "{target}: the file's name must end in .xlsx."),
    "cli.decide_written": Text(
        "Đã lập bảng cho hội đồng: {target}\nKhi đã điền: xetkhen decide {run} --file {target} -o THƯ_MỤC_MỚI",
        "The council's sheet: {target}\nWhen it is filled in: xetkhen decide {run} --file {target} -o NEW_FOLDER",
    ),
    "cli.decided": Text(
        "Đã ghi phiên {n} vào {target}: {ties} trường hợp đồng hạng được quyết định, {changes} điều chỉnh.",
        "Session {n} is recorded in {target}: {ties} tied cases decided, {changes} other changes.",
    ),
    "cli.exists": Text(
        "{target} đã có, và không tệp nào bị ghi đè.\nChọn tên khác bằng -o.",
        "{target} exists, and nothing is ever overwritten.\nChoose another name with -o.",
    ),
    "cli.not_written": Text(
        "Không ghi được {target}: {why}.\nChọn nơi khác bằng -o.",
        "{target} cannot be written: {why}.\nChoose another place with -o.",
    ),
    "cli.no_folder": Text(
        "{target}: không có thư mục này, hoặc không được ghi vào đó.\nChọn nơi khác bằng -o.",
        "{target}: there is no such folder, or it cannot be written to.\nChoose another place with -o.",
    ),
    "cli.template_name": Text(
        "{target}: tệp mẫu là tệp Excel.\nĐặt tên có đuôi .xlsx.",
        "{target}: a template is an Excel file.\nGive it a name that ends in .xlsx.",
    ),
    "cli.mapping_written": Text(
        "{target}: {n} câu hỏi cần trả lời. Sửa tệp này rồi dùng: --mapping {target}",
        "{target}: {n} questions to answer. Edit the file, then use: --mapping {target}",
    ),
    "cli.not_yet_usable": Text(
        "Các tệp chưa dùng được cho đến khi bảng ghép cột được sửa: {why}",
        "The files cannot be used until the column map is edited: {why}",
    ),
    "cli.resolve_written": Text(
        "{target}: {n} câu hỏi cần trả lời. Sửa tệp này rồi dùng: --resolve {target}",
        "{target}: {n} questions to answer. Edit the file, then use: --resolve {target}",
    ),
    "cli.nothing_to_resolve": Text(
        "Không có trường hợp trùng hay cách ghi đơn vị nào cần quyết định; không ghi {target}.",
        "There are no duplicates or spellings of units to decide; {target} is not written.",
    ),
    "cli.resolve_name": Text(
        "{target}: tệp quyết định là tệp YAML hoặc Excel.\nĐặt tên có đuôi .yaml hoặc .xlsx.",
        "{target}: a file of decisions is YAML or Excel.\nGive it a name that ends in .yaml or .xlsx.",
    ),
    "cli.check_name": Text(
        "--format xlsx ghi ra một tệp Excel.\nHãy nêu tên tệp có đuôi .xlsx: -o bao-cao.xlsx",
        "--format xlsx writes an Excel file.\nGive its name, which ends in .xlsx: -o report.xlsx",
    ),
    "cli.check_written": Text("{target}: báo cáo kiểm tra.", "{target}: the report of the check."),
    "cli.feedback_written": Text(
        "{target}: báo cáo, bản sao đã đánh dấu và thông báo cho từng nơi gửi.",
        "{target}: the report, marked copies, and a message for each sender.",
    ),
    "cli.template_done": Text(
        "{target}: gửi đi để điền, rồi chạy: xetkhen check {target} -r {rulebook}",
        "{target}: send it out to be filled in, then run: xetkhen check {target} -r {rulebook}",
    ),
    "cli.papers_what": Text(
        "thiếu RUN: thư mục kết quả của một lượt xét.\nVí dụ: xetkhen documents ket-qua -o van-ban",
        "RUN is missing: the results folder of a run.\nExample: xetkhen documents ket-qua -o van-ban",
    ),
    "cli.papers_written": Text("{target}: {n} văn bản", "{target}: {n} papers"),
    "cli.papers_templates": Text(
        "{target}: sửa các tệp mẫu bằng Word, rồi dùng: xetkhen documents RUN --templates {target}",
        "{target}: edit the templates in Word, then use: xetkhen documents RUN --templates {target}",
    ),
    "cli.draft_name": Text(
        "{target}: tệp của bộ quy tắc mang tên mã của nó.\nĐặt tên {name}, hoặc chỉ ra một thư mục.",
        "{target}: a rulebook's file is named after its id.\nName it {name}, or give a folder.",
    ),
    "cli.nobody": Text(
        "Không có trường hợp nào tên “{name}” trong {folder}.\nGõ một phần của tên, không cần dấu.",
        "Nobody called “{name}” in {folder}.\nType part of the name; diacritics are not needed.",
    ),
    "cli.which": Text(
        "Có {n} trường hợp khớp “{name}”; gõ thêm tên xã, hoặc dùng khóa ở cuối dòng:\n{list}",
        "{n} candidates match “{name}”; add the commune, or use the key at the end of a line:\n{list}",
    ),
    "cli.samples": Text(
        "Mẫu cách viết, không phải kế hoạch của nơi nào (đọc, thử: rulebook show, lint, test):",
        "Samples of how things are said, nobody's plan (to read and try: rulebook show, lint, test):",
    ),
    "cli.no_findings": Text("{path}: không có lỗi", "{path}: no mistakes found"),
    "cli.no_sample": Text(
        "Không có dữ liệu mẫu cho “{name}”.\nCó: {there}.", "There is no sample for “{name}”.\nThere are: {there}."
    ),
    # the headings of --help
    "usage.usage": Text("Cách dùng:", "Usage:"),
    "usage.options": Text("Tùy chọn", "Options"),
    "usage.commands": Text("Lệnh", "Commands"),
    "usage.example": Text("Ví dụ:", "Example:"),
    "usage.help": Text("Xem hướng dẫn này.", "Show this message."),
    # wrong use
    "usage.see": Text("Xem cách dùng: {command} --help", "See: {command} --help"),
    "usage.missing_option": Text("thiếu tùy chọn {option}.", "the option {option} is missing."),
    "usage.missing_argument": Text("thiếu {argument}.", "{argument} is missing."),
    "usage.no_option": Text("không có tùy chọn {name}.", "there is no option {name}."),
    "usage.no_option_nearest": Text(
        "không có tùy chọn {name}; có phải là {nearest}?", "there is no option {name}; did you mean {nearest}?"
    ),
    "usage.no_command": Text("không có lệnh {name}.", "there is no command {name}."),
    "usage.no_command_nearest": Text(
        "không có lệnh {name}; có phải là {nearest}?", "there is no command {name}; did you mean {nearest}?"
    ),
    "usage.needs_value": Text("tùy chọn {option} cần một giá trị.", "the option {option} needs a value."),
    "usage.takes_none": Text("tùy chọn {option} không nhận giá trị.", "the option {option} takes no value."),
    "usage.choice": Text(
        "{option}: “{value}” không dùng được; chọn một trong: {options}.",
        "{option}: “{value}” cannot be used; choose one of: {options}.",
    ),
    "usage.bad_value": Text("{option}: {why}", "{option}: {why}"),
    "usage.extra": Text("thừa: {arguments}.", "too much: {arguments}."),
    "usage.setting": Text(
        "“{value}”: viết TÊN=GIÁ_TRỊ, ví dụ day_rate=300000.", "“{value}”: write NAME=VALUE, such as day_rate=300000."
    ),
    "usage.no_name": Text("hãy ghi tên người thực hiện.", "write who runs it."),
    "usage.set_twice": Text("tham số {name} được đặt hai lần.", "the parameter {name} is set twice."),
    "usage.day": Text(
        "“{value}” không phải là một ngày; viết năm-tháng-ngày, ví dụ 2023-10-19.",
        "“{value}” is not a day; write year-month-day, such as 2023-10-19.",
    ),
    "usage.year": Text(
        "“{value}” không phải là một năm; viết bốn chữ số, ví dụ 2024.",
        "“{value}” is not a year; write four digits, such as 2024.",
    ),
}
