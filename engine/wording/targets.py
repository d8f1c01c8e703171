"""What is said of targets and of the calendar."""

from __future__ import annotations

from engine.provenance import Text

TARGETS: dict[str, Text] = {
    "targets.no_files": Text(
        "Chưa có tệp nào.\nHãy ghi tệp có trang “Đơn vị”, hoặc dùng --units.",
        "No file is named.\nName the file that has the sheet “Đơn vị”, or use --units.",
    ),
    "targets.name": Text(
        "{target}: biểu đồ là tệp .html.\nĐặt tên có đuôi .html.",
        "{target}: the picture is an .html file.\nGive it a name that ends in .html.",
    ),
    "targets.none": Text(
        "Kế hoạch {rulebook} không nêu chỉ tiêu nào đếm được.", "The plan {rulebook} states no target to measure."
    ),
    "calendar.before": Text("trước ngày {day}", "before {day}"),
    "calendar.up_to": Text("đến hết ngày {day}", "up to and including {day}"),
    "calendar.unset": Text("chưa đặt tham số {parameter} ({text})", "the parameter {parameter} is not set ({text})"),
    "calendar.every_year": Text("hằng năm; ngày ghi là ngày cuối năm", "every year; the day is the year's last"),
    "calendar.every_quarter": Text(
        "hằng quý; ngày ghi là ngày cuối quý", "every quarter; the day is the quarter's last"
    ),
    "calendar.every_month": Text("hằng tháng; ngày ghi là ngày cuối tháng", "every month; the day is the month's last"),
    "calendar.every": Text("định kỳ: {every}", "again and again: {every}"),
    "calendar.no_day": Text("chưa có ngày", "no day yet"),
    "calendar.clause": Text("Mục {clause}", "Clause {clause}"),
    "calendar.none": Text("Không có mốc nào trong thời gian này.", "Nothing is due in this time."),
    "calendar.name": Text(
        "{target}: tệp lịch có đuôi .ics.\nHãy đặt lại tên.", "{target}: a calendar file ends in .ics.\nRename it."
    ),
    "calendar.written": Text("{target}: tệp lịch.", "{target}: the calendar."),
    "targets.written": Text("{target}: biểu đồ chỉ tiêu.", "{target}: the picture of the targets."),
}
