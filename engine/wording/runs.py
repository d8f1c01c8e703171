"""What is said of runs kept and made again, and of the ledger."""

from __future__ import annotations

from engine.provenance import Text

RUNS: dict[str, Text] = {
    "rerun.none": Text(
        "không có {where}: thư mục này không có hồ sơ lượt xét để tính lại.\n"
        "Chỉ đúng thư mục kết quả, hoặc chạy lại xetkhen nominate.",
        "there is no {where}: this folder has no record of a run to make it again from.\n"
        "Give the results folder, or run xetkhen nominate again.",
    ),
    "rerun.damaged": Text(
        "{where}: hồ sơ lượt xét bị hỏng hoặc đã bị sửa ({what}).\nDùng bản khác, hoặc chạy lại xetkhen nominate.",
        "{where}: the record of the run is damaged or was edited ({what}).\nUse another copy, or run nominate again.",
    ),
    "rerun.other_schema": Text(
        "{where}: hồ sơ theo định dạng {schema}; bản xetkhen này đọc {wanted}.",
        "{where}: a record of the format {schema}; this xetkhen reads {wanted}.",
    ),
    "rerun.changed_meanwhile": Text(
        "{file} bị thay đổi trong khi đang đọc; chưa ghi gì. Đóng chương trình đang sửa tệp rồi chạy lại.",
        "{file} was changed while it was being read; nothing was written. Close what edits it, and run again.",
    ),
}
